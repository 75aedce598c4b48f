"""Keeping what an organisation wants."""

from collections.abc import Sequence

from django.db import transaction

from assessments import models as assessments
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.targets import Target, TargetProblem, check_targets


class TargetsRefused(Exception):
    """Targets that cannot be used; `problems` say why."""

    def __init__(self, problems: Sequence[TargetProblem]) -> None:
        super().__init__(", ".join(f"{p.block}: {p.code}" for p in problems))
        self.problems = tuple(problems)


@transaction.atomic
def save_targets(*, assessment: assessments.Assessment, targets: Sequence[Target]) -> None:
    """Keep these targets and no others; the same once more changes nothing. TargetsRefused."""
    problems = check_targets(load_maturity_model(assessment.maturity_model), targets)
    if problems:
        raise TargetsRefused(problems)
    rows = [
        models.Target(
            assessment=assessment,
            block=target.block,
            years=target.years,
            stage=target.stage,
            intention=target.intention.value,
            reason=target.reason,
        )
        for target in targets
    ]
    given = {(row.block, row.years) for row in rows}
    for old in models.Target.objects.filter(assessment=assessment):
        if (old.block, old.years) not in given:
            old.delete()
    models.Target.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assessment", "block", "years"],
        update_fields=["stage", "intention", "reason"],
    )
