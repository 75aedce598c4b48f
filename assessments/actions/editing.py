"""Bulk changes to a draft: the matrix, the numbers, the order of parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from assessments import models
from assessments.actions.history import save_rows
from assessments.models.versions import Part

Cell = tuple[int, int]
TEXTS = tuple(f"text_{code}" for code, _ in settings.LANGUAGES)


@transaction.atomic
def save_matrix(
    *, maturity_model: models.MaturityModel, texts: Mapping[Cell, Mapping[str, str]]
) -> int:
    """Write the texts of cells (block and stage by primary key); returns how many changed."""
    rows = {(row.block_id, row.stage_id): row for row in maturity_model.descriptor_set.all()}
    changed = [
        _with(rows[cell], values)
        for cell, values in texts.items()
        if cell in rows and any((getattr(rows[cell], n) or "") != v for n, v in values.items())
    ]
    new = {cell: v for cell, v in texts.items() if cell not in rows and any(v.values())}
    added = _new_cells(maturity_model, new, len(rows))
    save_rows(rows=changed, fields=TEXTS)
    bulk_create_with_history(added, models.Descriptor)
    return len(changed) + len(added)


def _with(row: Any, values: Mapping[str, Any]) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _new_cells(
    maturity_model: models.MaturityModel, texts: Mapping[Cell, Mapping[str, str]], count: int
) -> list[models.Descriptor]:
    blocks = dict(maturity_model.block_set.values_list("pk", "code"))
    stages = dict(maturity_model.stage_set.values_list("pk", "code"))
    return [
        _with(
            models.Descriptor(
                maturity_model=maturity_model,
                code=f"{blocks[block]}-{stages[stage]}",
                position=position,
                block_id=block,
                stage_id=stage,
            ),
            values,
        )
        for position, ((block, stage), values) in enumerate(texts.items(), start=count + 1)
    ]


def save_numbers(*, maturity_model: models.MaturityModel, columns: Mapping[str, Any]) -> None:
    """Write columns of the version itself: numbers of scoring, planning, simulation."""
    _with(maturity_model, columns).save(update_fields=[*columns])


@transaction.atomic
def save_order(*, part: type[Part], pks: Sequence[int]) -> int:
    """Put parts of one draft in the order given, on the places that they had together."""
    found = part._default_manager.filter(
        pk__in=pks, maturity_model__status=models.MaturityModel.Status.DRAFT
    )
    rows = {row.pk: row for row in found}
    if len({row.maturity_model_id for row in rows.values()}) != 1:
        return 0
    places = sorted(row.position for row in rows.values())
    ordered = [rows[pk] for pk in pks if pk in rows]
    moved = [
        _with(row, {"position": place})
        for row, place in zip(ordered, places, strict=True)
        if row.position != place
    ]
    save_rows(rows=moved, fields=["position"])
    return len(moved)
