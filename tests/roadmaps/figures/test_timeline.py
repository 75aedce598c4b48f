import datetime as dt

import pytest

from roadmaps.domain.planning import plan
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.roadmap import Solved
from roadmaps.domain.timetable import make_timetable
from roadmaps.domain.wishes import Wish
from roadmaps.figures.timeline import department_rows, find_scale, group_stones, lay_axis
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope

MAY = dt.date(2027, 5, 1)


def timetable_of(phases=PHASES, capacities=CAPACITIES, positions=None):
    best = plan(worked_scope(), phases, capacities)
    solved = Solved(worked_scope(), phases, capacities, PlanSettings(), best, None)
    places = best.positions if positions is None else positions
    wishes = {stone: Wish(phase) for stone, phase in places.items()}
    return make_timetable(solved, wishes, {}, None, starts_on=MAY, today=MAY)


def test_axis_lays_long_plans_in_quarters():
    axis = lay_axis(timetable_of())
    assert [(part.starts_on.year, part.months) for part in axis.years] == [
        (2027, 8),
        (2028, 12),
        (2029, 12),
        (2030, 4),
    ]
    assert [(part.quarter, part.months) for part in axis.parts[:3]] == [(2, 2), (3, 3), (4, 3)]
    assert sum(part.months for part in axis.parts) == 36
    assert (axis.by_quarter, axis.lengths) == (True, 3)


def test_axis_lays_short_plans_in_months():
    axis = lay_axis(timetable_of(PHASES[:2], CAPACITIES[:2]))
    assert [part.months for part in axis.parts] == [1] * 18
    assert (axis.by_quarter, axis.lengths) == (False, 2)


@pytest.mark.parametrize(
    ("by", "codes", "first"),
    [
        ("phase", ["crawl", "walk", "run"], ["VOC-4", "VIS-2", "IMP-1"]),
        ("block", ["VIS", "VOC", "IMP", "EXB"], ["VIS-2", "VIS-3"]),
    ],
)
def test_group_stones_by_phase_or_block(by, codes, first):
    groups = group_stones(timetable_of(), by)
    assert [group.code for group in groups] == codes
    assert [stone.stone for stone in groups[0].stones] == first
    assert sum(group.effort for group in groups) == 292.5


def test_find_scale_leaves_room_above_load_and_average():
    assert find_scale(timetable_of()) == pytest.approx(1.1 * 100 / 6)
    assert find_scale(timetable_of(positions={})) == pytest.approx(1.1 * 100 / 6)


def test_department_rows_tell_the_sum_and_the_heaviest_month():
    (row,) = department_rows(timetable_of())
    assert (row.code, row.total, row.heaviest, row.heaviest_on) == ("", 292.5, 15, MAY)
    assert department_rows(timetable_of(positions={})) == ()
