"""What differs between two versions of a maturity model."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models as orm
from django.db import transaction

from assessments import models
from assessments.exchange.writing import write
from assessments.models.versions import Part

Content = dict[str, dict[tuple[Any, ...], dict[str, Any]]]
_ROOT_ONLY = {"id", "slug", "version", "status", "published_on", "retired_on"}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a part (`stepping stone`) has more, less and otherwise; by code."""

    part: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def compare(row: models.MaturityModel, document: dict[str, Any]) -> tuple[Difference, ...]:
    """How a checked document differs from a version that is there; empty when it does not.

    The document is written under a version of its own and taken back, so that both sides have
    been through the same columns.
    """
    with transaction.atomic():
        copy = write(document | {"version": 0})
        theirs = _content(models.MaturityModel.objects.get(pk=copy.pk))
        transaction.set_rollback(True)
    return _find_differences(_content(row), theirs)


def _content(row: models.MaturityModel) -> Content:
    """Every column of every part, by code instead of primary key."""
    root = orm.QuerySet(models.MaturityModel).filter(pk=row.pk).values()[0]
    content: Content = {
        str(row._meta.verbose_name): {
            (name,): {"value": value} for name, value in root.items() if name not in _ROOT_ONLY
        }
    }
    for part in apps.get_app_config("assessments").get_models():
        if issubclass(part, Part | models.Prerequisite):  # not their history
            content[str(part._meta.verbose_name)] = _rows(part, row)
    return content


def _rows(part: type[orm.Model], row: models.MaturityModel) -> dict[Any, dict[str, Any]]:
    columns = [
        f"{field.name}__code" if field.is_relation else field.name
        for field in part._meta.concrete_fields
        if field.name not in {"id", "maturity_model"}
    ]
    key = ("code",) if "code" in columns else ("stone__code", "needs__code")
    rows: Any = orm.QuerySet(part).filter(maturity_model=row).values(*columns)
    return {tuple(values[name] for name in key): values for values in rows}


def _find_differences(ours: Content, theirs: Content) -> tuple[Difference, ...]:
    found = (
        Difference(
            part,
            _names(theirs[part].keys() - ours[part].keys()),
            _names(ours[part].keys() - theirs[part].keys()),
            _names(key for key, row in ours[part].items() if theirs[part].get(key, row) != row),
        )
        for part in ours
    )
    return tuple(one for one in found if one.added or one.removed or one.changed)


def _names(keys: Any) -> tuple[str, ...]:
    return tuple(" → ".join(key) for key in sorted(keys))
