"""Keeping the registers. Entries change by `save_revised`; decisions are recorded and never
change."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.revisions import Changed, save_revised
from roadmaps.domain.tools import Tool, find_tool_circle
from roadmaps.queries.registers import load_tools

Entry = TypeVar("Entry", models.Risk, models.Agent, models.Factor)


class AlreadyReplaced(Exception):
    """Another decision replaced this one meanwhile: `by`. Nothing was written."""

    def __init__(self, by: models.Decision) -> None:
        super().__init__(str(by))
        self.by = by


class ToolCircle(Exception):
    """Tools that would need one another in a circle, by name, the first one at the end again."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(" → ".join(names))
        self.names = tuple(names)


class NameTaken(Exception):
    """The inventory has a tool of this name."""


class StillNeeded(Exception):
    """Other tools need the one that was to be removed; `names` are theirs."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


@transaction.atomic
def record_decision(
    *,
    programme: models.Programme,
    values: Mapping[str, Any],
    recorded_by: str,
    replaces: models.Decision | None = None,
) -> models.Decision:
    """A decision under the programme's next number, superseding another one or none.

    The one that was recorded last, sent once more, is not doubled. Raises AlreadyReplaced.
    """
    _lock(programme)
    decisions = models.Decision.objects.filter(programme=programme)
    facts = {**values, "supersedes": replaces}
    last = decisions.order_by("-number").first()
    if last and _holds(last, facts):
        return last
    later = decisions.filter(supersedes=replaces).first() if replaces else None
    if later:
        raise AlreadyReplaced(later)
    return decisions.create(
        programme=programme,
        number=last.number + 1 if last else 1,
        recorded_on=timezone.localdate(),
        recorded_by=recorded_by,
        **facts,
    )


@transaction.atomic
def add_entry(
    *, model: type[Entry], programme: models.Programme, values: Mapping[str, Any]
) -> Entry:
    """A new risk, agent or factor. The one that was added last, sent once more, is not doubled."""
    _lock(programme)
    last = model.objects.filter(programme=programme).order_by("-pk").first()
    if last and _holds(last, values):
        return last
    return model.objects.create(programme=programme, **values)


@transaction.atomic
def remove_entry(*, row: Any, revision: int) -> None:
    """Take an entry out that was made by mistake; its history stays. Raises Changed, and
    StillNeeded for a tool that others need."""
    current = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if current is None:
        return
    if current.revision != revision:
        raise Changed(current)
    needed_by = current.needed_by.order_by("name") if isinstance(current, models.Tool) else ()
    if needed_by:
        raise StillNeeded([tool.name for tool in needed_by])
    current.delete()


def declare_struck(*, risk: models.Risk, struck_on: dt.date, revision: int) -> models.Risk:
    """Note that an event struck on a day. Raises Changed."""
    values = {"state": models.Risk.State.STRUCK, "struck_on": struck_on}
    return save_revised(row=risk, values=values, revision=revision)


def watch_risk(*, risk: models.Risk, revision: int, watch: bool) -> models.Risk:
    """Watch an event again, or no longer. Raises Changed."""
    state = models.Risk.State.OPEN if watch else models.Risk.State.CLOSED
    return save_revised(row=risk, values={"state": state}, revision=revision)


def review_risk(*, risk: models.Risk, revision: int) -> models.Risk:
    """Note that a risk was looked at today and stands as it is. Raises Changed."""
    return save_revised(row=risk, values={"reviewed_on": timezone.localdate()}, revision=revision)


@transaction.atomic
def save_tool(
    *, tool: models.Tool, values: Mapping[str, Any], needs: Sequence[int], revision: int
) -> models.Tool:
    """Write a tool of the inventory, new or not, with the tools (keys) that it needs.

    Raises NameTaken, ToolCircle and Changed; then nothing is written.
    """
    programme = _lock(tool.programme)
    others = {each.key: each for each in load_tools(programme)}
    if any(t.name == values["name"] and t.key != tool.pk for t in others.values()):
        raise NameTaken(values["name"])
    needed = tuple(key for key in sorted(needs) if key in others)
    wanted = Tool(key=tool.pk or 0, name=values["name"], needs=needed)
    circle = find_tool_circle(tuple(others.values()), wanted)
    if circle:
        raise ToolCircle(circle)
    if not tool.pk:
        row = models.Tool.objects.create(programme=programme, **values)
    else:
        row = _change_tool(tool, values, needed, revision)
    row.needs.set(needed)
    return row


def _change_tool(
    tool: models.Tool, values: Mapping[str, Any], needed: Sequence[int], revision: int
) -> models.Tool:
    """What a tool needs stands in another table: a change of it alone counts as a change too."""
    current = models.Tool.objects.select_for_update().filter(pk=tool.pk).first()
    if current is None:
        raise Changed(None)
    stored = sorted(current.needs.values_list("pk", flat=True))
    if _holds(current, values) and stored == list(needed):
        return current
    if current.revision != revision:
        raise Changed(current)
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.save(update_fields=[*values, "revision"])
    return current


@transaction.atomic
def review_programme(*, programme: models.Programme, day: dt.date) -> None:
    """Note that the programme was looked at as a whole. Whoever edits sponsor or case meanwhile is
    not disturbed: it is no change of theirs."""
    row = _lock(programme)
    if row.reviewed_on is None or row.reviewed_on < day:
        row.reviewed_on = day
        row.save(update_fields=["reviewed_on"])


def _lock(programme: models.Programme) -> models.Programme:
    """The programme's row, ours until the end: numbers and circles are settled one at a time."""
    return models.Programme.objects.select_for_update().get(pk=programme.pk)


def _holds(row: Any, values: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())
