"""Initiatives of one's own beside the catalogue's: added, changed, removed."""

from collections.abc import Mapping
from itertools import chain
from typing import Any, Final, Unpack

from django.db import transaction
from django.db.models import Max

from roadmaps import models
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import (
    UnknownInitiative,
    Who,
    find_place,
    lock_board,
    lock_initiative_row,
    read,
    settle,
    touch_board,
    write_gap,
)
from roadmaps.domain.scopes import Gap, Scope, Why, own_initiative
from roadmaps.queries.documents import from_document, to_document

PREFIX: Final = "OWN-"
COLUMNS: Final = tuple(
    field.name
    for field in models.Initiative._meta.concrete_fields
    if field.name not in {"id", "roadmap", "revision"}
)
"""What a removed initiative is put back from."""

Kind = models.BoardChange.Kind


@transaction.atomic
def add_initiative(
    *, roadmap: models.Roadmap, work: Mapping[str, Any], values: Mapping[str, Any], by: Any = None
) -> models.BoardChange:
    """Add an initiative of one's own, later at first. `work` are the arguments of the domain's
    `own_initiative`, `values` columns of the initiative (its title, what it serves …). Sent twice
    by one person, as by a double click, it is added once.

    Raises NotLatest; then nothing is written.
    """
    row = lock_board(roadmap)
    same = _find_same(row, work, values, by)
    if same:
        return same
    code = _next_code(row)
    gap = own_initiative(from_document(row.scope, Scope), code, **work)
    last = row.initiatives.aggregate(last=Max("position"))["last"]
    initiative = models.Initiative.objects.create(
        roadmap=row, stone=code, position=0 if last is None else last + 1, **values
    )
    write_gap(row, code, to_document(gap))
    touch_board(row)
    return _record(row, Kind.ADDED, code, by, after=_whole(row, initiative))


def _find_same(
    row: models.Roadmap, work: Mapping[str, Any], values: Mapping[str, Any], by: Any
) -> models.BoardChange | None:
    """The last change of the board, if this person added just this."""
    last = row.changes.first()
    if last is None or last.kind != Kind.ADDED or last.is_undone or last.made_by != by:
        return None
    gap = to_document(own_initiative(from_document(row.scope, Scope), last.stone, **work))
    initiative = row.initiatives.filter(stone=last.stone, **values).exists()
    return last if initiative and gap in row.scope["gaps"] else None


def change_initiative(
    *,
    roadmap: models.Roadmap,
    stone: str,
    work: Mapping[str, Any],
    values: Mapping[str, Any],
    **who: Unpack[Who],
) -> models.BoardChange | None:
    """Change an initiative of one's own: its work and its columns, as in `add_initiative`.

    Raises UnknownInitiative, NotLatest and Changed; then nothing is written.
    """
    scope = from_document(roadmap.scope, Scope)
    find_own(scope, stone)
    gap = to_document(own_initiative(scope, stone, **work))
    return settle(
        roadmap=roadmap, stone=stone, kind=Kind.DETAILS, values={**values, "gap": gap}, **who
    )


@transaction.atomic
def remove_initiative(
    *, roadmap: models.Roadmap, stone: str, **who: Unpack[Who]
) -> models.BoardChange:
    """Take an initiative of one's own off the board; what registers say of it stays there.

    Raises UnknownInitiative, NotLatest and Changed; then nothing is written.
    """
    row = lock_board(roadmap)
    find_own(from_document(row.scope, Scope), stone)
    initiative = lock_initiative_row(row, stone)
    seen = who.get("revision")
    if seen is not None and seen != initiative.revision:
        raise Changed(initiative)
    kept = {"revision": initiative.revision, "place": find_place(row, stone)}
    before = _whole(row, initiative) | kept
    take_out_initiative(row, initiative)
    touch_board(row)
    return _record(row, Kind.REMOVED, stone, who.get("by"), before=before)


def find_own(scope: Scope, stone: str) -> Gap:
    """The work of an initiative of one's own. Raises UnknownInitiative for any other."""
    gap = scope.gap_by_stone.get(stone)
    if gap is None or gap.why is not Why.OWN:
        raise UnknownInitiative(stone)
    return gap


def take_out_initiative(row: models.Roadmap, initiative: models.Initiative) -> None:
    """Remove an initiative with its work and waivers from a board that is locked."""
    write_gap(row, initiative.stone, None)
    row.waivers = [each for each in row.waivers if each["stone"] != initiative.stone]
    initiative.delete()


def put_back_initiative(row: models.Roadmap, whole: Mapping[str, Any]) -> None:
    """Bring back what `take_out_initiative` removed, into a board that is locked."""
    values = {name: whole[name] for name in COLUMNS}
    initiative = models.Initiative(roadmap=row, revision=whole["revision"] + 1)
    for name, value in values.items():
        field: Any = models.Initiative._meta.get_field(name)
        setattr(initiative, name, None if value is None else field.to_python(value))
    initiative.save(force_insert=True)
    write_gap(row, initiative.stone, whole["gap"], whole["place"])
    row.waivers = [*row.waivers, *whole["waivers"]]


def _whole(row: models.Roadmap, initiative: models.Initiative) -> dict[str, Any]:
    return read(row, initiative, (*COLUMNS, "gap", "waivers"))


def _record(
    row: models.Roadmap, kind: Kind, stone: str, by: Any, **values: Any
) -> models.BoardChange:
    return models.BoardChange.objects.create(
        roadmap=row, made_by=by, kind=kind, stone=stone, **values
    )


def _next_code(row: models.Roadmap) -> str:
    """A code that no initiative of the organisation ever had: registers go by codes."""
    facts = {
        "roadmap__assessment__organisation": row.assessment.organisation_id,
        "stone__startswith": PREFIX,
    }
    tables = (models.Initiative, models.BoardChange)
    codes = [table.objects.filter(**facts).values_list("stone", flat=True) for table in tables]
    endings = (code.removeprefix(PREFIX) for code in chain.from_iterable(codes))
    numbers = [int(ending) for ending in endings if ending.isdecimal()]
    return f"{PREFIX}{max(numbers, default=0) + 1}"
