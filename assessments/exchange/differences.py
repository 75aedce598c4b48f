"""What one version has more, less and otherwise than another: every part, field by field. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assessments.exchange.words import Words, diff_words, exchange_words

Document = dict[str, Any]
Fields = dict[str, str]
LANGUAGES = ("en", "fr")
UNCOMPARED = frozenset({"format", "version", "slug"})


class Kind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value that differs; `name` like `item.question`, `language` '' for what is no text."""

    name: str
    language: str
    before: str
    after: str

    @property
    def words(self) -> tuple[Words, ...]:
        """The two texts as one, word by word; numbers and codes are exchanged as a whole."""
        return (diff_words if self.language else exchange_words)(self.before, self.after)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a part (`stones`, VIS-1) and what of it differs; everything, when added."""

    part: str
    code: str
    kind: Kind
    fields: tuple[FieldChange, ...]


def find_changes(
    before: Document, after: Document, *, language: str | None = None
) -> tuple[RowChange, ...]:
    """How `after` differs from `before`, in the order of the document; rows meet by their code.

    `language` (`en`, `fr`) leaves out the texts of others; what is no text is always there.
    """
    old, new = _rows(before), _rows(after)
    keys = [*old, *(key for key in new if key not in old)]
    order = {part: place for place, part in enumerate(dict.fromkeys(part for part, _ in keys))}
    found = (_compare(key, old.get(key), new.get(key), language) for key in keys)
    changed = (one for one in found if one.fields)
    return tuple(sorted(changed, key=lambda one: order[one.part]))


def _compare(
    key: tuple[str, str], old: Fields | None, new: Fields | None, language: str | None
) -> RowChange:
    kind = Kind.ADDED if old is None else Kind.REMOVED if new is None else Kind.CHANGED
    before, after = old or {}, new or {}
    changes = (
        _change(path, before.get(path, ""), after.get(path, ""))
        for path in dict.fromkeys((*before, *after))
        if before.get(path, "") != after.get(path, "")
    )
    kept = tuple(c for c in changes if not (language and c.language) or c.language == language)
    return RowChange(*key, kind, kept)


def _change(path: str, before: str, after: str) -> FieldChange:
    name, _, last = path.rpartition(".")
    if last in LANGUAGES:
        return FieldChange(name, last, before, after)
    return FieldChange(path, "", before, after)


def _rows(document: Document) -> dict[tuple[str, str], Fields]:
    """Every row of a document by part and code, with its values by path."""
    rows: dict[tuple[str, str], Fields] = {}
    for part, value in document.items():
        if part not in UNCOMPARED:
            rows |= {(part, code): dict(fields) for code, fields in _split(part, value)}
    return rows


def _split(part: str, value: Any) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """The rows of a part: entries with a code or a level, sizes by name, or all in one."""
    if part == "gate" and value:
        whole = {"between": value["between"], "minimum_item_score": value["minimum_item_score"]}
        yield "", _flatten(whole)
        yield from _split("conditions", value["conditions"])
    elif part == "efforts":
        yield from ((code, _flatten(effort)) for code, effort in value.items())
    elif _is_table(value):
        yield from ((_code(row), _flatten(row)) for row in value)
    else:
        yield "", _flatten(value)


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _code(row: Mapping[str, Any]) -> str:
    return str(row.get("code", row.get("value", "")))


def _flatten(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _flatten(entry, f"{path}.{name}" if path else name)
    elif _is_table(value) and value:
        for row in value:
            yield from _flatten(row, f"{path}.{_code(row)}" if path else _code(row))
    else:
        yield path, _tell(value)


def _tell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f"({_tell(entry)})" if isinstance(entry, list) else _tell(entry)
                         for entry in value)  # fmt: skip
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
