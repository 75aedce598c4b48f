"""The way from here as documents print it: everything of a roadmap beside its scorecard."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from roadmaps import models
from roadmaps.domain.costs import find_costs
from roadmaps.domain.exposure import Exposures
from roadmaps.domain.handover import Handover
from roadmaps.domain.indicators import Indicator
from roadmaps.domain.next_actions import NextActions
from roadmaps.domain.operational_plan import Grouping, PlanGroup, PlanRow, group_rows
from roadmaps.domain.outcomes import Comparison
from roadmaps.domain.report_phases import PhaseBrief, brief_phases
from roadmaps.domain.timetable import Timetable
from roadmaps.queries.approaches import Approaches, compare_approaches, load_approaches
from roadmaps.queries.course import Course, load_course
from roadmaps.queries.handover import load_handover
from roadmaps.queries.indicators import load_catalogue, load_indicators
from roadmaps.queries.money import load_cost_lines, load_works
from roadmaps.queries.next_actions import load_next_actions
from roadmaps.queries.plan import load_plan
from roadmaps.queries.programmes import find_programme, load_departments
from roadmaps.queries.schedule import load_timetable


@dataclass(frozen=True, slots=True)
class Way:
    """A version of a roadmap on a day, as documents print it.

    `rows` are its steps in the order of phases and dates; `briefs` by phase. `exposures` is None
    for a plan without work; `comparison` None too where the maturity model has no numbers of the
    simulation. `registers` holds goal, great statement, decisions and risks. `indicators` are in
    the reader's language, `measures` the same by stone.
    """

    row: models.Roadmap
    made_on: dt.date
    organisation: str
    course: Course
    rows: tuple[PlanRow, ...]
    briefs: Mapping[str, PhaseBrief]
    timetable: Timetable
    approaches: Approaches
    exposures: Exposures | None
    comparison: Comparison | None
    registers: Handover
    actions: NextActions
    indicators: tuple[Indicator, ...]
    measures: Mapping[str, tuple[Indicator, ...]]
    currency: str
    departments: Mapping[str, str]

    @property
    def row_by_stone(self) -> dict[str, PlanRow]:
        """Steps by code."""
        return {row.stone: row for row in self.rows}

    @property
    def groups(self) -> tuple[PlanGroup, ...]:
        """Steps by phase, later last."""
        return group_rows(self.rows, Grouping.PHASE, list(self.briefs))


def load_way(row: models.Roadmap, today: dt.date, *, compares: bool = True) -> Way:
    """All that documents say of a version beside its scorecard; `compares`: the simulated futures
    of both approaches too."""
    organisation = row.assessment.organisation
    prefetch_related_objects([row], "initiatives")
    course, programme = load_course(row), find_programme(organisation)
    rows, approaches = load_plan(row, course, today), load_approaches(row, today)
    assumed = approaches.assumptions
    exposures = approaches.exposures(assumed.total_rate if assumed else 0.0)
    tell = load_catalogue(row.assessment).tell
    indicators = tuple(tell(each) for each in load_indicators(organisation))
    measures = _by_stone(indicators)
    return Way(
        row=row,
        made_on=today,
        organisation=organisation.name,
        course=course,
        rows=rows,
        briefs=_load_briefs(row, course, rows, measures, programme),
        timetable=load_timetable(row, today),
        approaches=approaches,
        exposures=exposures,
        comparison=compare_approaches(assumed) if compares and assumed and exposures else None,
        registers=load_handover(row, today),
        actions=load_next_actions(organisation, today),
        indicators=indicators,
        measures=measures,
        currency=programme.currency,
        departments=load_departments(organisation),
    )


def _load_briefs(
    row: models.Roadmap,
    course: Course,
    rows: tuple[PlanRow, ...],
    measures: Mapping[str, tuple[Indicator, ...]],
    programme: models.Programme,
) -> dict[str, PhaseBrief]:
    codes = [phase.phase for phase in course.state.phases]
    lines = load_cost_lines(row.assessment.organisation)
    found = find_costs(load_works(row), lines, programme.daily_rate, codes)
    costs = {each.phase: each.cost for each in found.phases}
    return brief_phases(codes, rows, course.notes, costs, measures)


def _by_stone(indicators: tuple[Indicator, ...]) -> dict[str, tuple[Indicator, ...]]:
    found: dict[str, tuple[Indicator, ...]] = {}
    for each in indicators:
        if each.stone:
            found[each.stone] = (*found.get(each.stone, ()), each)
    return found
