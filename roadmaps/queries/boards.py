"""Boards: which version replaced one, and what people did to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from roadmaps import models

MADE_BY: Final = "made_by"
"""Under which `before` keeps a name that came without an account; nobody can take such a change
back, so that nothing but `name_of` reads it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody (`who`, empty: nobody known any more) did to a board: to a stone, or to the
    whole of it (`stone` empty), from what to what by name of the value."""

    pk: int
    kind: str
    stone: str
    who: str
    made_at: dt.datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    is_undone: bool


def find_replacement(row: models.Roadmap) -> models.Roadmap | None:
    """The version that stands in the place of this one today; None when it is the latest itself.

    A later version of the same assessment replaces it, and one of another assessment that says so.
    """
    latest, found = None, _next_version(row)
    while found:
        latest, found = found, _next_version(found)
    return latest


def _next_version(row: models.Roadmap) -> models.Roadmap | None:
    later = Q(assessment=row.assessment_id, number__gt=row.number)
    rows = models.Roadmap.objects.filter(later | Q(follows=row.pk, created_on__gte=row.created_on))
    return rows.only("pk", "number", "created_on", "assessment_id").order_by("-number").first()


def load_changes(
    row: models.Roadmap, stone: str = "", before: int = -1, count: int = 50
) -> list[Change]:
    """The newest changes of a board, or of one stone with those of the whole board; those before
    the change numbered `before`, if that is a number."""
    rows = row.changes.select_related("made_by")
    if stone:
        rows = rows.filter(Q(stone=stone) | Q(kind=models.BoardChange.Kind.SOLVED))
    if before >= 0:
        rows = rows.filter(pk__lt=before)
    return [_change(each) for each in rows[:count]]


def find_undoable(row: models.Roadmap, user: Any) -> Change | None:
    """The last change that a person made to a board and did not take back."""
    found = row.changes.filter(made_by=user.pk, is_undone=False).select_related("made_by").first()
    return _change(found) if found else None


def find_change(row: models.Roadmap, pk: int) -> Change:
    """A change of a board that is there."""
    return _change(row.changes.select_related("made_by").get(pk=pk))


def name_of(row: models.BoardChange) -> str:
    """Who made a change; of one that came with an engagement file, the name that it brought."""
    who = row.made_by
    if who is None:
        return str(row.before.get(MADE_BY, ""))
    return who.get_full_name() or who.get_username()


def _change(row: models.BoardChange) -> Change:
    return Change(
        pk=row.pk,
        kind=row.kind,
        stone=row.stone,
        who=name_of(row),
        made_at=row.made_at,
        before=row.before,
        after=row.after,
        is_undone=row.is_undone,
    )
