"""Changes of boards that come in: their values have to be such that they can be told."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from roadmaps import models

Kind = models.BoardChange.Kind
WORK: Final = frozenset({"gap", "way", "edit"})
"""What a change of details holds beside columns of the step."""
MONTHS: Final = frozenset({"starts_month", "ends_month"})
MOST_MONTHS: Final = 1200
HIGHEST_SCORE: Final = 100
Values = dict[str, Any]


def check_changes(changes: Iterable[models.BoardChange]) -> None:
    """Raises ValueError for a change that no sentence could tell."""
    columns = {field.name for field in models.Initiative._meta.concrete_fields}
    for change in changes:
        if not all(_is_plain(values) for values in (change.before, change.after)):
            raise ValueError(f"no sentence tells {change}")
        if change.kind == Kind.DETAILS:
            _check_details(change.before, change.after, columns)


def check_positions(scores: Mapping[str, Any]) -> None:
    """Raises ValueError for a score that no stone has."""
    for stone, score in scores.items():
        if type(score) not in (int, float) or not 0 <= score <= HIGHEST_SCORE:
            raise ValueError(f"{stone}: no score")


def _is_plain(values: Values) -> bool:
    words = (values.get(name) for name in ("phase", "title", "excluded_because"))
    waivers = values.get("waivers", [])
    return all(word is None or isinstance(word, str) for word in words) and (
        isinstance(waivers, list)
        and all(isinstance(each, dict) and _are_texts(each.values()) for each in waivers)
    )


def _are_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _check_details(before: Values, after: Values, columns: set[str]) -> None:
    if not (after.keys() <= before.keys() and after.keys() <= columns | WORK):
        raise ValueError("a change of details names what no step has")
    for name in after:
        for value in (before[name], after[name]):
            if not _fits(name, value):
                raise ValueError(f"a change of details has {name} as no step has it")


def _fits(name: str, value: Any) -> bool:
    if name in WORK:
        return isinstance(value, dict) or (value is None and name != "gap")
    if name in MONTHS and value is not None:
        return type(value) is int and 0 <= value < MOST_MONTHS
    return value is None or isinstance(value, str | int | float)
