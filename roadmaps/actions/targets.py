"""Keeping what an organisation wants."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction

from assessments import models as assessments
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.targets import Target, TargetProblem, check_targets

COLUMNS: Final = ("stage", "intention", "reason", "consolidate")


class TargetsRefused(Exception):
    """Targets that cannot be used; `problems` say why."""

    def __init__(self, problems: Sequence[TargetProblem]) -> None:
        super().__init__(", ".join(f"{p.block}: {p.code}" for p in problems))
        self.problems = tuple(problems)


@transaction.atomic
def save_targets(
    *,
    assessment: assessments.Assessment,
    targets: Sequence[Target],
    owners: Mapping[str, str] | None = None,
) -> None:
    """Keep these targets and no others; the same once more changes nothing. TargetsRefused.

    `owners` by block; None leaves them as they are.
    """
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
            consolidate=target.consolidate,
            owner=(owners or {}).get(target.block, ""),
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
        update_fields=[*COLUMNS, *(() if owners is None else ("owner",))],
    )
