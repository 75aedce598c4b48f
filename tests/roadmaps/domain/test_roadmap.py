import datetime as dt
from dataclasses import replace

import pytest

from assessments.domain.scorecard import ConditionResult, ConditionState, GateResult
from roadmaps.domain.crossing import Crossing, find_crossing
from roadmaps.domain.dates import add_months, first_of_next_month
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import PlanSettings, Reason, Rule
from roadmaps.domain.roadmap import InitiativeState, Solved, describe_roadmap
from roadmaps.domain.wishes import Wish, exclusions_of, locks_of
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, gap, worked_scope


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2027, 1, 1), 6, dt.date(2027, 7, 1)),
        (dt.date(2027, 12, 15), 1, dt.date(2028, 1, 15)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2027, 1, 31), 36, dt.date(2030, 1, 31)),
        (dt.date(2027, 3, 31), 0, dt.date(2027, 3, 31)),
    ],
)
def test_months_are_added_within_the_calendar(day, months, expected):
    assert add_months(day, months) == expected


def test_roadmaps_start_with_a_month():
    assert first_of_next_month(dt.date(2026, 12, 31)) == dt.date(2027, 1, 1)


def test_wishes_are_told_to_the_planner_as_locks_and_exclusions():
    wishes = {
        "A-1": Wish("walk", locked=True),
        "A-2": Wish(None, locked=True),
        "A-3": Wish("run"),
        "A-4": Wish(None, excluded_because="Bought in"),
    }
    assert locks_of(wishes) == {"A-1": "walk", "A-2": "later"}
    assert exclusions_of(wishes) == ("A-4",)


def gate(**states):
    conditions = tuple(
        ConditionResult(stone, stone.replace("_", "-"), 40, ConditionState(state))
        for stone, state in states.items()
    )
    return GateResult(2, 50, conditions, is_open=False)


@pytest.mark.parametrize(
    ("found", "placement", "expected"),
    [
        (None, {}, (Crossing.NONE, None)),
        (GateResult(None, None, (), is_open=True), {}, (Crossing.NONE, None)),
        (gate(VIS_2="met"), {}, (Crossing.OPEN, None)),
        (gate(VIS_2="not_met"), {"VIS-2": "crawl"}, (Crossing.OPENS, "crawl")),
        (
            gate(VIS_2="unknown", VIS_3="not_met"),
            {"VIS-2": "run", "VIS-3": "walk"},
            (Crossing.OPENS, "run"),
        ),
        (gate(VIS_2="not_met", VIS_3="not_met"), {"VIS-2": "crawl"}, (Crossing.AHEAD, None)),
    ],
)
def test_crossing_opens_with_the_last_of_its_stones(found, placement, expected):
    assert find_crossing(PHASES, found, placement) == expected


def worked(wishes=None):
    scope, settings = worked_scope(), PlanSettings()
    best = plan(scope, PHASES, CAPACITIES, settings)
    left = {stone: Wish(phase) for stone, phase in best.positions.items()} | (wishes or {})
    return best, describe_roadmap(
        Solved(scope, PHASES, CAPACITIES, settings, best, 0.588),
        left,
        None,
        number=1,
        created_on=dt.date(2026, 12, 1),
        starts_on=dt.date(2027, 1, 1),
        targets=(),
    )


def test_roadmap_that_nobody_touched_is_the_plan():
    best, state = worked()
    assert state.plan == best
    assert (state.proved, state.violations, state.balance_cost) == (True, (), 4)


def test_roadmap_with_a_lock_in_place_differs_by_the_lock_alone():
    best, state = worked({"VIS-2": Wish("crawl", locked=True)})
    locked = {placed.stone for placed in state.plan.placements if placed.locked}
    assert (locked, state.proved, state.share) == ({"VIS-2"}, True, best.share)


def test_roadmap_that_people_changed_says_what_is_where_now():
    best, state = worked({"IMP-5": Wish("run", locked=True)})
    assert (state.is_edited, state.proved, state.balance_cost) == (True, False, None)
    assert [violation.rule for violation in state.violations] == [Rule.CAPACITY, Rule.SHARE]
    assert state.effort == best.effort + 120
    assert state.share > best.share
    assert state.steps == 10


def test_reasons_of_one_rule_and_phase_are_told_together():
    reasons = (
        Reason(Rule.PREREQUISITE, "crawl", ("A-1",)),
        Reason(Rule.CAPACITY, "crawl", needed=45, left=5, allowed=100),
        Reason(Rule.PREREQUISITE, "crawl", ("A-2",)),
        Reason(Rule.PREREQUISITE, "walk", ("A-3",)),
    )
    state = InitiativeState(
        gap("B-1"), "walk", reasons, unlocks=(), optional=False, locked=False, excluded_because=""
    )
    assert state.why == (replace(reasons[0], stones=("A-1", "A-2")), reasons[1], reasons[3])
