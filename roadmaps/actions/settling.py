"""The one way to change a stone of a board: what it was is kept, and who changed it to what.

A change is a set of values by name: columns of the initiative, and `gap` (the work in the scope),
`edit` (the work as a person entered it), `waivers` (rules overridden for the stone) and `way`
(which alternative is chosen, and why). So whatever was changed can be taken back exactly.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction

from roadmaps import models
from roadmaps.actions.revisions import Changed
from roadmaps.domain.roadmap import is_edited
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.roadmaps import load_solved, load_wishes

PLACEMENT = ("phase", "is_locked", "excluded_because")
"""Columns that say where a stone stands and how firmly."""


class Who(TypedDict, total=False):
    """Who changes something (`by`: a user), and the `revision` that the person saw; None or left
    out: none was shown, so none is compared."""

    by: Any
    revision: int | None


class UnknownInitiative(Exception):
    """The roadmap has no such stone, or its model no such phase."""


class NotLatest(Exception):
    """The roadmap was replaced by `latest`: it is for reading. Nothing was written."""

    def __init__(self, latest: models.Roadmap) -> None:
        super().__init__(str(latest))
        self.latest = latest


def lock_board(roadmap: models.Roadmap) -> models.Roadmap:
    """The row, held until the transaction ends. Raises NotLatest."""
    row = models.Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    row.assessment = roadmap.assessment
    latest = find_replacement(row)
    if latest:
        raise NotLatest(latest)
    return row


def lock_initiative_row(row: models.Roadmap, stone: str) -> models.Initiative:
    """The initiative of a stone, held until the transaction ends. Raises UnknownInitiative."""
    initiative = row.initiatives.select_for_update().filter(stone=stone).first()
    if initiative is None:
        raise UnknownInitiative(stone)
    return initiative


@transaction.atomic
def settle(
    *,
    roadmap: models.Roadmap,
    stone: str,
    kind: models.BoardChange.Kind,
    values: Mapping[str, Any],
    by: Any = None,
    revision: int | None = None,
) -> models.BoardChange | None:
    """Give a stone these values, and keep who changed what; None where they are so already.

    `revision` is the one that the person saw (None: none was shown). Raises UnknownInitiative,
    NotLatest and Changed; then nothing is written.
    """
    row = lock_board(roadmap)
    initiative = lock_initiative_row(row, stone)
    wanted = {name: plain(value) for name, value in values.items()}
    before = read(row, initiative, wanted)
    after = {name: value for name, value in wanted.items() if value != before[name]}
    if not after:
        return None
    if revision is not None and revision != initiative.revision:
        raise Changed(initiative)
    write(row, initiative, after)
    touch_board(row)
    return models.BoardChange.objects.create(
        roadmap=row,
        made_by=by,
        kind=kind,
        stone=stone,
        before={name: before[name] for name in after},
        after=after,
    )


def read(
    row: models.Roadmap, initiative: models.Initiative, names: Iterable[str]
) -> dict[str, Any]:
    """What stands under these names now, as JSON data."""
    return {name: _read(row, initiative, name) for name in names}


def _read(row: models.Roadmap, initiative: models.Initiative, name: str) -> Any:
    stone = initiative.stone
    if name == "gap":
        return next((gap for gap in row.scope["gaps"] if gap["stone"] == stone), None)
    if name == "edit":
        return row.edits.get(stone)
    if name == "waivers":
        return [waiver for waiver in row.waivers if waiver["stone"] == stone]
    if name == "way":
        chosen = _ways(row, stone).filter(is_chosen=True).first()
        return {"pk": chosen.pk, "because": chosen.chosen_because} if chosen else None
    return plain(getattr(initiative, name))


def write(row: models.Roadmap, initiative: models.Initiative, values: Mapping[str, Any]) -> None:
    """Put values under their names, and store the initiative (the board is for `touch_board`)."""
    columns = []
    for name, value in values.items():
        if name == "gap":
            write_gap(row, initiative.stone, value)
        elif name == "edit":
            _write_edit(row, initiative.stone, value)
        elif name == "waivers":
            others = [waiver for waiver in row.waivers if waiver["stone"] != initiative.stone]
            row.waivers = [*others, *value]
        elif name == "way":
            _write_way(row, initiative.stone, value)
        else:
            columns.append(name)
            field: Any = models.Initiative._meta.get_field(name)
            setattr(initiative, name, None if value is None else field.to_python(value))
    initiative.revision += 1
    initiative.save(update_fields=[*columns, "revision"])


def write_gap(row: models.Roadmap, stone: str, gap: Any, place: int | None = None) -> None:
    """Put the work on a stone (None: no longer) into the scope, where it was or at `place`, and
    remember what was solved."""
    gaps, old, found = row.scope["gaps"], None, find_place(row, stone)
    if found is not None:
        old = gaps.pop(found)
    if gap is not None:
        places = (place, found, len(gaps))
        gaps.insert(next(each for each in places if each is not None), gap)
    solved = row.plan.setdefault("as_solved", {})
    if solved.setdefault(stone, old) == gap:
        del solved[stone]
    if not solved:
        del row.plan["as_solved"]


def find_place(row: models.Roadmap, stone: str) -> int | None:
    """Where a stone stands among the work of the scope; None: nowhere."""
    stones = [gap["stone"] for gap in row.scope["gaps"]]
    return stones.index(stone) if stone in stones else None


def _write_edit(row: models.Roadmap, stone: str, edit: Any) -> None:
    row.edits.pop(stone, None)
    if edit is not None:
        row.edits[stone] = edit


def _write_way(row: models.Roadmap, stone: str, way: Any) -> None:
    ways = _ways(row, stone)
    ways.filter(is_chosen=True).update(is_chosen=False, chosen_because="")
    if way:
        ways.filter(pk=way["pk"]).update(is_chosen=True, chosen_because=way["because"])


def _ways(row: models.Roadmap, stone: str) -> Any:
    organisation = row.assessment.organisation_id
    return models.Alternative.objects.filter(programme__organisation=organisation, stone=stone)


def touch_board(row: models.Roadmap) -> None:
    """Store what people changed about a board, and that it has changed."""
    solved = load_solved(row)
    edited = is_edited(solved.plan, load_wishes(row), solved.waivers)
    row.is_edited = solved.is_changed or edited
    row.revision += 1
    row.save(update_fields=["is_edited", "revision", "scope", "plan", "edits", "waivers"])


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, dt.date) else value
