"""Two people on one row: whoever saves second is shown what the first one saved, and nothing is
lost."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models as django_models
from django.db import transaction

Row = TypeVar("Row", bound=django_models.Model)


class Changed(Exception):
    """Somebody changed the row since it was read; `current` is how it stands now (None: it is
    gone). Nothing was written."""

    def __init__(self, current: Any) -> None:
        super().__init__(str(current))
        self.current = current


@transaction.atomic
def save_revised(*, row: Row, values: Mapping[str, Any], revision: int) -> Row:
    """Write `values` (columns by name) to a row that nobody changed since `revision`.

    The same values once more change nothing and raise nothing. Raises Changed.
    """
    current: Any = type(row).objects.select_for_update().filter(pk=row.pk).first()  # type: ignore[attr-defined]
    if current is None:
        raise Changed(None)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    if current.revision != revision:
        raise Changed(current)
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.save(update_fields=[*values, "revision"])
    return current


@transaction.atomic
def remove_revised(*, row: django_models.Model, revision: int) -> None:
    """Remove a row that nobody changed since `revision`; what is gone already stays gone. Raises
    Changed."""
    current: Any = type(row).objects.select_for_update().filter(pk=row.pk).first()  # type: ignore[attr-defined]
    if current is None:
        return
    if current.revision != revision:
        raise Changed(current)
    current.delete()
