"""The schedule of a roadmap as a value, for page and calendar."""

import datetime as dt

from roadmaps import models
from roadmaps.domain.timetable import Timetable, make_timetable
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.roadmaps import load_solved, load_wishes
from roadmaps.queries.room.basis import load_scorecard_of


def load_timetable(row: models.Roadmap, today: dt.date) -> Timetable:
    """Dates, milestones and load of a version as people left it."""
    scorecard = load_scorecard_of(row)
    return make_timetable(
        load_solved(row),
        load_wishes(row),
        load_details(row),
        scorecard.gate if scorecard else None,
        starts_on=row.starts_on,
        today=today,
    )


def find_initiative(row: models.Roadmap, stone: str) -> models.Initiative | None:
    """The row of the work on a stone in this version."""
    return row.initiatives.filter(stone=stone).first()
