import datetime as dt

import pytest

from assessments.domain.scorecard import ConditionResult, ConditionState, GateResult
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.milestones import MilestoneKind
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.roadmap import Solved
from roadmaps.domain.schedules import Mark, MarkCode
from roadmaps.domain.timetable import count_months, find_entered, make_timetable
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope

NEW_YEAR = dt.date(2027, 1, 1)


@pytest.fixture(scope="module")
def solved():
    best = plan(worked_scope(), PHASES, CAPACITIES)
    return Solved(worked_scope(), PHASES, CAPACITIES, PlanSettings(), best, None)


def gate_of(**states):
    conditions = tuple(
        ConditionResult(stone.lower(), stone.replace("_", "-"), None, ConditionState(state))
        for stone, state in states.items()
    )
    return GateResult(after_stage=2, minimum=50.0, conditions=conditions, is_open=False)


def timetable_of(solved, details=(), gate=None, today=NEW_YEAR):
    wishes = {stone: Wish(phase) for stone, phase in solved.plan.positions.items()}
    said = {each.stone: each for each in details}
    return make_timetable(solved, wishes, said, gate, starts_on=NEW_YEAR, today=today)


def test_timetable_dates_stones_and_phases(solved):
    found = timetable_of(solved)
    days = {stone.stone: (stone.starts_on, stone.ends_on) for stone in found.stones}
    assert days["VOC-4"] == (dt.date(2027, 1, 1), dt.date(2027, 3, 31))
    assert days["IMP-4"] == (dt.date(2028, 10, 1), dt.date(2028, 12, 31))
    assert "IMP-5" not in days
    assert [(phase.code, phase.starts_on, phase.ends_on) for phase in found.phases] == [
        ("crawl", dt.date(2027, 1, 1), dt.date(2027, 6, 30)),
        ("walk", dt.date(2027, 7, 1), dt.date(2028, 6, 30)),
        ("run", dt.date(2028, 7, 1), dt.date(2029, 12, 31)),
    ]
    assert (found.months, found.ends_on) == (36, dt.date(2028, 12, 31))


def test_timetable_tells_the_heaviest_month_and_those_above_the_average(solved):
    found = timetable_of(solved)
    assert found.heaviest == found.loads[0]
    assert (found.heaviest.load.days, found.heaviest.starts_on) == (15, NEW_YEAR)
    assert [each.starts_on.month for each in found.above] == [7, 8, 9, 10, 11, 12, 4, *range(7, 13)]


def test_timetable_tells_load_by_department(solved):
    details = [Details("VOC-4", department="service"), Details("VIS-3", department="sales")]
    departments = timetable_of(solved, details).departments
    assert list(departments) == ["sales", "service", ""]
    assert sum(departments["service"]) == 45
    assert departments["sales"][6:9] == (15, 15, 15)


def test_timetable_keeps_entered_months_the_last_one_included(solved):
    details = [Details("VOC-4", starts_month=1, ends_month=4)]
    (stone,) = [each for each in timetable_of(solved, details).stones if each.stone == "VOC-4"]
    assert (stone.starts_on, stone.ends_on) == (dt.date(2027, 2, 1), dt.date(2027, 5, 31))
    assert stone.slot.is_entered


def test_timetable_ends_what_is_done_in_the_month_of_its_delivery(solved):
    details = [
        Details("VIS-3", status=Status.DONE, delivered_on=dt.date(2027, 11, 9)),
        Details("EXB-4", progress=40),
    ]
    found = {each.stone: each for each in timetable_of(solved, details).stones}
    assert (found["VIS-3"].starts_on, found["VIS-3"].ends_on) == (
        dt.date(2027, 9, 1),
        dt.date(2027, 11, 30),
    )
    assert found["EXB-4"].starts_on == dt.date(2027, 12, 1)
    assert (found["VIS-3"].progress_months, found["EXB-4"].progress_months) == (3, 1.2)
    assert (found["EXB-4"].slot.waits_for, found["EXB-4"].waits_for) == (("VIS-3",), ())


@pytest.mark.parametrize("said", [{}, {"starts_month": 8, "ends_month": 12}])
def test_timetable_ends_what_is_done_without_a_day_this_month_at_the_latest(solved, said):
    done = Details("VIS-3", status=Status.DONE, **said)
    found = {
        today: next(
            s for s in timetable_of(solved, [done], today=today).stones if s.stone == "VIS-3"
        )
        for today in (dt.date(2027, 3, 9), dt.date(2028, 9, 1))
    }
    (early, late) = found.values()
    (planned,) = (s for s in timetable_of(solved).stones if s.stone == "VIS-3")
    assert early.ends_on == dt.date(2027, 3, 31)
    if not said:
        assert (late.starts_on, late.ends_on) == (planned.starts_on, planned.ends_on)
    assert early.progress_months == early.slot.months


def test_find_entered_knows_deliveries_before_the_plan(solved):
    early = Details("VIS-3", status=Status.DONE, delivered_on=dt.date(2026, 12, 1))
    own = Details("gone", status=Status.DONE, delivered_on=dt.date(2027, 2, 1))
    said = {"VIS-3": early, "gone": own, "VIS-2": Details("VIS-2", starts_month=2)}
    assert find_entered(solved, said, NEW_YEAR) == {"VIS-3": (-3, 0)}
    (stone,) = [each for each in timetable_of(solved, [early]).stones if each.stone == "VIS-3"]
    assert stone.starts_on == NEW_YEAR


@pytest.mark.parametrize("status", [Status.STOPPED, Status.NOT_PLANNED])
def test_timetable_gives_no_months_to_what_was_given_up(solved, status):
    found = timetable_of(solved, [Details("VIS-3", status=status)])
    assert found.given_up == ("VIS-3",)
    assert "VIS-3" not in {each.stone for each in found.stones}
    (waiting,) = [each for each in found.stones if each.stone == "EXB-4"]
    assert waiting.slot.marks == (Mark(MarkCode.BEFORE_NEED, ("VIS-3",)),)


def test_milestones_are_deliveries_the_crossing_and_reviews(solved):
    gate = gate_of(VIS_2="not_met", VIS_3="unknown", EXB_4="not_met", VIS_1="met")
    found = timetable_of(solved, gate=gate).milestones
    assert [(each.kind.value, each.on, each.code) for each in found[:4]] == [
        ("delivery", dt.date(2027, 3, 31), "VOC-4"),
        ("delivery", dt.date(2027, 4, 30), "VIS-2"),
        ("delivery", dt.date(2027, 5, 31), "IMP-1"),
        ("review", dt.date(2027, 6, 30), "crawl"),
    ]
    crossing = [each for each in found if each.kind is MilestoneKind.CROSSING]
    assert [(each.on, each.month) for each in crossing] == [(dt.date(2027, 12, 31), 12)]
    assert found.index(crossing[0]) == 1 + [each.code for each in found].index("EXB-4")
    assert [each.code for each in found if each.kind is MilestoneKind.REVIEW] == [
        "crawl",
        "walk",
        "run",
    ]


@pytest.mark.parametrize(
    "gate",
    [
        None,
        GateResult(None, None, (), is_open=False),
        gate_of(VIS_2="met"),
        gate_of(IMP_5="not_met"),
    ],
    ids=["none", "no gate", "open", "a condition without dates"],
)
def test_milestones_without_a_crossing_that_opens_have_none(solved, gate):
    found = timetable_of(solved, gate=gate).milestones
    assert MilestoneKind.CROSSING not in {each.kind for each in found}


def test_count_months_knows_parts_of_months_and_days_outside():
    assert count_months(NEW_YEAR, dt.date(2027, 2, 15), 36) == 1.5
    assert count_months(NEW_YEAR, dt.date(2026, 12, 31), 36) is None
    assert count_months(NEW_YEAR, dt.date(2030, 1, 1), 36) is None
    assert count_months(dt.date(2027, 1, 31), dt.date(2027, 2, 28), 2) == 1
