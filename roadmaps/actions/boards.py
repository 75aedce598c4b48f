"""What concerns a whole board: a solving that is kept, and taking changes back."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from roadmaps import models
from roadmaps.actions.own_initiatives import put_back_initiative, take_out_initiative
from roadmaps.actions.settling import lock_board, read, touch_board, write
from roadmaps.domain.plans import Position

Kind = models.BoardChange.Kind


class NothingToUndo(Exception):
    """The change is not the person's last one that stands: it was taken back, or others came."""


class ChangedSince(Exception):
    """What `change` brought is not what stands there now. Nothing was written."""

    def __init__(self, change: models.BoardChange) -> None:
        super().__init__(str(change))
        self.change = change


def write_solved(
    row: models.Roadmap, document: Any, positions: Mapping[str, Position], by: Any = None
) -> None:
    """Put a newly solved plan into a board that is locked, and keep what it replaced."""
    before = _solved(row)
    initiatives = list(row.initiatives.select_for_update())
    moved = [each for each in initiatives if each.phase != (positions[each.stone] or "")]
    for initiative in moved:
        initiative.phase = positions[initiative.stone] or ""
        initiative.revision += 1
    models.Initiative.objects.bulk_update(moved, ["phase", "revision"])
    row.plan = document
    after = _solved(row)
    if before == after:
        return
    touch_board(row)
    models.BoardChange.objects.create(
        roadmap=row,
        made_by=by,
        kind=Kind.SOLVED,
        before=before,
        after={"phases": after["phases"], "plan": _digest(after["plan"])},
    )


def _solved(row: models.Roadmap) -> dict[str, Any]:
    phases = dict(row.initiatives.order_by("position").values_list("stone", "phase"))
    return {"phases": phases, "plan": row.plan}


def _digest(plan: Any) -> str:
    """Plans are long: of the one that a solving brought, this is kept."""
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def undo_change(*, roadmap: models.Roadmap, change: int, by: Any) -> models.BoardChange:
    """Take back a person's last change of a board that stands, exactly.

    Raises NothingToUndo when `change` is not that one, ChangedSince when somebody changed the same
    since, and NotLatest; then nothing is written.
    """
    row = lock_board(roadmap)
    last = row.changes.filter(made_by=by, is_undone=False).first()
    if last is None or last.pk != change:
        raise NothingToUndo
    _take_back(row, last)
    touch_board(row)
    last.is_undone = True
    last.save(update_fields=["is_undone"])
    return last


def _take_back(row: models.Roadmap, change: models.BoardChange) -> None:
    if change.kind == Kind.SOLVED:
        _unsolve(row, change)
        return
    initiative = row.initiatives.select_for_update().filter(stone=change.stone).first()
    if change.kind == Kind.REMOVED:
        if initiative:
            raise ChangedSince(change)
        put_back_initiative(row, change.before)
        return
    if initiative is None or read(row, initiative, change.after) != change.after:
        raise ChangedSince(change)
    if change.kind == Kind.ADDED:
        take_out_initiative(row, initiative)
    else:
        write(row, initiative, change.before)


def _unsolve(row: models.Roadmap, change: models.BoardChange) -> None:
    """Back to the plan before, and every stone to where it stood."""
    phases = change.before["phases"]
    now = _solved(row)
    if now["phases"] != change.after["phases"] or _digest(row.plan) != change.after["plan"]:
        raise ChangedSince(change)
    initiatives = list(row.initiatives.select_for_update())
    for initiative in initiatives:
        initiative.revision += initiative.phase != phases[initiative.stone]
        initiative.phase = phases[initiative.stone]
    models.Initiative.objects.bulk_update(initiatives, ["phase", "revision"])
    row.plan = change.before["plan"]
