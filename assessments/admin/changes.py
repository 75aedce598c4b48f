"""Differences between two versions as pages list them: in words, a group for each part."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assessments.admin.labels import field_label, language_label, part_label
from assessments.exchange.differences import Kind, RowChange
from assessments.exchange.words import Words


@dataclass(frozen=True, slots=True)
class ListedField:
    """A value that differs: what it is called, and both values as one, word by word."""

    label: str
    language: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row that was added, removed or changed."""

    code: str
    kind: Kind
    fields: tuple[ListedField, ...]


@dataclass(frozen=True, slots=True)
class ListedPart:
    """All rows of a part that differ."""

    label: str
    rows: tuple[ListedRow, ...]


def list_changes(changes: Iterable[RowChange]) -> tuple[ListedPart, ...]:
    """Changes of a document by part, in its order."""
    return tuple(
        ListedPart(label, tuple(map(_row, rows)))
        for label, rows in groupby(changes, key=lambda change: part_label(change.part))
    )


def _row(change: RowChange) -> ListedRow:
    return ListedRow(change.code, change.kind, tuple(_field(change.part, f) for f in change.fields))


def _field(part: str, field: Any) -> ListedField:
    label = field_label(part, field.name) or field.name
    return ListedField(label, language_label(field.language), field.words)
