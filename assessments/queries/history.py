"""What was done to a version and its parts, when and by whom, from the newest on."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simple_history.utils import get_history_manager_for_model

from assessments import models
from assessments.models.versions import Part

BASELINE = "baseline"
BEGINNINGS = ("copied", "imported")
LIFE = frozenset({"status", "published_on", "retired_on"})
OWN = frozenset({"id", "maturity_model", "stone", "slug"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    `verb` is `added`, `removed`, `changed`, or what befell the version as a whole (`published`,
    `retired`, `copied`, `imported` …; `old` then has the rest of the reason). `field` is a column,
    with a key behind a dot where the column holds numbers.
    """

    when: datetime.datetime
    who: str
    verb: str
    kind: type[Any]
    what: str
    field: str = ""
    language: str = ""
    old: Any = None
    new: Any = None


def load_history(row: models.MaturityModel) -> tuple[Entry, ...]:
    """Everything known about a version, newest first; its parts as first loaded are not told."""
    kinds: list[type[Any]] = [*Part.__subclasses__(), models.Prerequisite]
    records = {kind: _records(kind, maturity_model_id=row.pk) for kind in kinds}
    codes = {
        (kind, record.id): record.code
        for kind, found in records.items()
        for record in found
        if hasattr(record, "code")
    }
    entries = list(_events(row))
    for kind, found in records.items():
        entries += _entries(kind, found, codes)
    return tuple(sorted(entries, key=lambda entry: entry.when, reverse=True))


def _records(kind: type[Any], **of: Any) -> list[Any]:
    history: Any = get_history_manager_for_model(kind)
    found = history.filter(**of).select_related("history_user")
    return list(found.order_by("history_date", "history_id"))


def _who(record: Any) -> str:
    user = record.history_user
    return (user.get_short_name() or user.get_username()) if user else ""


def _events(row: models.MaturityModel) -> Iterator[Entry]:
    before = None
    records = _records(models.MaturityModel, id=row.pk)
    begun = any((r.history_change_reason or "").startswith(BEGINNINGS) for r in records)
    for record in records:
        reason, _colon, rest = (record.history_change_reason or "").partition(": ")
        told = (record.history_date, _who(record))
        if reason and reason != BASELINE:
            yield Entry(*told, reason, models.MaturityModel, str(row), old=rest)
        elif record.history_type == "+" and not begun:
            yield Entry(*told, "added", models.MaturityModel, str(row))
        if before is not None:
            for change in _changes(before, record, {}):
                yield Entry(*told, "changed", models.MaturityModel, str(row), **change)
        before = record


def _entries(
    kind: type[Any], records: list[Any], codes: dict[tuple[type[Any], int], str]
) -> Iterator[Entry]:
    before: dict[int, Any] = {}
    for record in records:
        told = (record.history_date, _who(record))
        what = _name(record, codes)
        if record.history_type == "-":
            yield Entry(*told, "removed", kind, what)
        elif record.id not in before:
            if record.history_change_reason != BASELINE:
                yield Entry(*told, "added", kind, what)
        else:
            for change in _changes(before[record.id], record, codes):
                yield Entry(*told, "changed", kind, what, **change)
        before[record.id] = record


def _name(record: Any, codes: dict[tuple[type[Any], int], str]) -> str:
    if hasattr(record, "code"):
        return str(record.code)
    stone, needs = ((models.Stone, pk) for pk in (record.stone_id, record.needs_id))
    return f"{codes.get(stone, '–')} → {codes.get(needs, '–')}"


def _changes(
    before: Any, after: Any, codes: dict[tuple[type[Any], int], str]
) -> Iterator[dict[str, Any]]:
    """Columns that differ; texts once a language, links by code, numbers one by one."""
    for field in after.tracked_fields:
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old == new or field.name in LIFE | OWN or _is_shadow(after, field):
            continue
        if field.is_relation:
            old, new = (codes.get((field.related_model, pk), "") for pk in (old, new))
        if isinstance(new, dict):
            yield from _numbers(field.name, old or {}, new)
        else:
            original = getattr(field, "translated_field", field)
            language = getattr(field, "language", "")
            yield {"field": original.name, "language": language, "old": old, "new": new}


def _is_shadow(record: Any, field: Any) -> bool:
    """Whether a column only repeats that of the reader's language."""
    return hasattr(record, f"{field.name}_en")


def _numbers(name: str, old: Any, new: Any) -> Iterator[dict[str, Any]]:
    flat_old, flat_new = dict(_flat(old)), dict(_flat(new))
    for key in {**flat_old, **flat_new}:
        if flat_old.get(key) != flat_new.get(key):
            values = {"old": flat_old.get(key), "new": flat_new.get(key)}
            yield {"field": f"{name}.{key}", **values}


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict | list):
        rows = value.items() if isinstance(value, dict) else enumerate(value)
        for step, entry in rows:
            yield from _flat(entry, f"{key}-{step}" if key else str(step))
    else:
        yield key, value
