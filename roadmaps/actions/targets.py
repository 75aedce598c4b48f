"""Keeping what an organisation wants."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from assessments import models as assessments
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.targets import Target, TargetProblem, check_targets

COLUMNS: Final = ("block", "years", "stage", "reason", "consolidate")


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
    before = {(row.block, row.years): row for row in _rows(assessment)}
    for target in targets:
        row = before.pop((target.block, target.years), None)
        _save(row or models.Target(assessment=assessment), target, owners)
    for row in before.values():
        row.delete()


def _rows(assessment: assessments.Assessment) -> QuerySet[models.Target]:
    return models.Target.objects.select_for_update().filter(assessment=assessment)


def _save(row: models.Target, target: Target, owners: Mapping[str, str] | None) -> None:
    """Store a target where anything of it is new: each change stands in the history."""
    values: dict[str, Any] = {name: getattr(target, name) for name in COLUMNS}
    values["intention"] = target.intention.value
    if owners is not None:
        values["owner"] = owners.get(target.block, "")
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
