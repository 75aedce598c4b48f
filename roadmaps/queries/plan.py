"""The operational plan of a roadmap: its steps with owners, dates and indicators."""

import datetime as dt

from roadmaps import models
from roadmaps.domain.operational_plan import PlanRow, order_rows
from roadmaps.domain.timetable import DatedStone
from roadmaps.queries.course import Course
from roadmaps.queries.schedule import load_timetable


def load_plan(row: models.Roadmap, course: Course, today: dt.date) -> tuple[PlanRow, ...]:
    """Every step of a version, in the order of phases; what comes later at the end."""
    dated = {each.stone: each for each in load_timetable(row, today).stones}
    indicators = load_indicator_names(row)
    rows = (
        PlanRow(
            initiative=each,
            details=course.details[each.stone],
            service=course.services[each.stone],
            starts_on=_first_day(dated.get(each.stone)),
            ends_on=_last_day(dated.get(each.stone)),
            indicators=indicators.get(each.stone, ()),
        )
        for each in course.state.initiatives
    )
    return order_rows(rows, [phase.phase for phase in course.state.phases])


def _first_day(dated: DatedStone | None) -> dt.date | None:
    return dated.starts_on if dated else None


def _last_day(dated: DatedStone | None) -> dt.date | None:
    return dated.ends_on if dated else None


def load_indicator_names(row: models.Roadmap) -> dict[str, tuple[str, ...]]:
    """Names of what the programme measures of each stone."""
    found: dict[str, tuple[str, ...]] = {}
    rows = models.Indicator.objects.filter(
        programme__organisation=row.assessment.organisation_id
    ).exclude(stone="")
    for each in rows:
        found[each.stone] = (*found.get(each.stone, ()), each.name)
    return found


def load_tools(row: models.Roadmap) -> dict[str, tuple[str, ...]]:
    """Names of the tools that each stone needs and that are not in place yet."""
    found: dict[str, tuple[str, ...]] = {}
    rows = models.Tool.objects.filter(
        programme__organisation=row.assessment.organisation_id, is_ready=False
    )
    for tool in rows:
        for stone in tool.stones:
            found[stone] = (*found.get(stone, ()), tool.name)
    return found
