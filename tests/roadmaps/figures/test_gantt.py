import datetime as dt

import pytest

from assessments.domain.maturity_model import Phase
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.roadmap import Solved
from roadmaps.domain.timetable import make_timetable
from roadmaps.domain.wishes import Wish
from roadmaps.figures.gantt import lay_gantt
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope

MAY = dt.date(2027, 5, 1)
YEARS = (*PHASES, Phase("crawl-2", 36, 60), Phase("walk-2", 60, 108))


def timetable_of(phases=PHASES, capacities=CAPACITIES, details=None):
    best = plan(worked_scope(), phases, capacities)
    solved = Solved(worked_scope(), phases, capacities, PlanSettings(), best, None)
    wishes = {stone: Wish(place) for stone, place in best.positions.items()}
    known = {stone: Details(stone) for stone in wishes} | (details or {})
    return make_timetable(solved, wishes, known, None, starts_on=MAY, today=MAY)


@pytest.mark.parametrize(
    ("phases", "scale", "columns", "years"),
    [
        (PHASES[:2], "month", 18, ((2027, 8), (2028, 10))),
        (PHASES, "quarter", 13, ((2027, 3), (2028, 4), (2029, 4), (2030, 2))),
        (YEARS, "year", 10, tuple((year, 1) for year in range(2027, 2037))),
    ],
)
def test_columns_are_as_fine_as_can_be_read(phases, scale, columns, years):
    found = lay_gantt(timetable_of(phases, (*CAPACITIES, 100.0, 100.0)[: len(phases)]))
    assert (found.scale, found.width, found.years) == (scale, columns, years)


@pytest.mark.parametrize("phases", [PHASES[:2], PHASES, YEARS], ids=["months", "quarters", "years"])
def test_cells_fill_the_line_and_hold_the_bar(phases):
    table = timetable_of(phases, (*CAPACITIES, 100.0, 100.0)[: len(phases)])
    found = lay_gantt(table)
    rows = [row for phase in found.phases for row in phase.rows]

    assert sorted(row.stone.stone for row in rows) == sorted(s.stone for s in table.stones)
    for row in rows:
        assert sum(cell.columns for cell in row.cells) == found.width
        (bar,) = (cell for cell in row.cells if cell.stone)
        before = 0 if row.cells[0] is bar else row.cells[0].columns
        opens = sum(part.months for part in found.columns[:before])
        assert opens + bar.first == row.stone.slot.start_month
        assert 0 <= bar.first < bar.first + bar.months <= bar.of
        assert bar.months == row.stone.slot.months


def test_bar_tells_what_is_done():
    details = {"VOC-4": Details("VOC-4", status=Status.RUNNING, progress=50)}
    found = lay_gantt(timetable_of(details=details))
    done = {
        row.stone.stone: cell.done
        for row in found.phases[0].rows
        for cell in row.cells
        if cell.stone
    }
    assert done == {"VOC-4": 1.5, "IMP-1": 0.0, "VIS-2": 0.0}


def test_load_adds_up_to_what_is_planned():
    details = {"VOC-4": Details("VOC-4", department="sales")}
    found = lay_gantt(timetable_of(details=details))
    assert (found.load.total, sum(found.load.days)) == (292.5, pytest.approx(292.5, abs=0.5))
    assert [(line.code, line.total) for line in found.departments] == [("sales", 45), ("", 247.5)]
    assert lay_gantt(timetable_of()).departments == ()


def test_plan_without_steps_has_no_dates():
    table = timetable_of(capacities=(0.0, 0.0, 0.0))
    assert not lay_gantt(table).is_dated
    assert lay_gantt(timetable_of()).is_dated
