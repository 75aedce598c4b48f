import time

import pytest

from roadmaps.domain.planning import plan, propose_capacities
from roadmaps.domain.plans import LATER, PlanSettings, Rule, Waiver
from roadmaps.domain.schedule import schedule
from roadmaps.domain.schedules import Mark, MarkCode, Slot
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    advance,
    gap,
    maturity_model,
    scope_of,
    scope_with,
    worked_scope,
)


def spans(found):
    return {slot.stone: (slot.start_month, slot.end_month) for slot in found.slots}


def marks(found):
    return {slot.stone: slot.marks for slot in found.slots if slot.marks}


def test_schedule_dates_the_worked_roadmap():
    placement = plan(worked_scope(), PHASES, CAPACITIES).positions
    found = schedule(worked_scope(), PHASES, placement)
    # Every stone takes 15 person-days a month, VOC-2 7.5; one after the other they fit into their
    # phases: the longest chain first, then what unlocks most.
    assert spans(found) == {
        "VIS-2": (3, 4),
        "VIS-3": (6, 9),
        "VOC-2": (12, 15),
        "VOC-4": (0, 3),
        "VOC-5": (18, 21),
        "IMP-1": (4, 5),
        "IMP-2": (15, 16),
        "IMP-4": (21, 24),
        "EXB-4": (9, 12),
    }
    assert max(found.load_by_month) == 15
    assert sum(found.load_by_month) == 292.5
    assert (found.months, marks(found)) == (36, {})


def test_schedule_says_what_a_stone_waits_for_and_how_far_it_may_slip():
    placement = {"VIS-2": "crawl", "VIS-3": "crawl", "EXB-4": "walk"}
    first, second, third = schedule(worked_scope(), PHASES, placement).slots
    assert first == Slot("VIS-2", "crawl", 0, 1, 15, 0)
    assert second == Slot("VIS-3", "crawl", 1, 4, 45, 2, waits_for=("VIS-2",))
    assert (third.start_month, third.slack, third.waits_for) == (6, 9, ("VIS-3",))


def test_schedule_puts_stones_beyond_the_chasm_after_the_gate_of_their_phase():
    gaps = [gap("A-1", stage=2, is_gate=True), gap("B-1", stage=3), gap("C-1")]
    placement = dict.fromkeys(("A-1", "B-1", "C-1"), "crawl")
    found = schedule(scope_with(gaps), PHASES, placement)
    assert spans(found) == {"A-1": (0, 3), "B-1": (3, 6), "C-1": (0, 3)}
    assert found.slots[1].waits_for == ("A-1",)


@pytest.mark.parametrize(
    "asked",
    [{"settings": PlanSettings(gate=False)}, {"waivers": (Waiver(Rule.GATE, "B-1", "Now."),)}],
    ids=["off", "waived"],
)
def test_schedule_without_the_gate_lets_stones_beyond_the_chasm_start_at_once(asked):
    gaps = [gap("A-1", stage=2, is_gate=True, months=6), gap("B-1", stage=3, months=6)]
    placement = {"A-1": "crawl", "B-1": "crawl"}
    found = schedule(scope_with(gaps), PHASES, placement, **asked)
    assert spans(found) == {"A-1": (0, 6), "B-1": (0, 6)}
    assert marks(found) == {}


def test_schedule_leaves_what_is_for_later_without_dates():
    gaps = [gap("A-1"), gap("A-2"), gap("A-3")]
    placement = {"A-1": "run", "A-2": LATER, "A-3": None, "not in scope": "crawl"}
    found = schedule(scope_with(gaps), PHASES, placement)
    assert spans(found) == {"A-1": (18, 21)}
    with pytest.raises(ValueError, match="no such phase: sprint"):
        schedule(scope_with(gaps), PHASES, {"A-1": "sprint"})


def test_schedule_marks_what_is_longer_than_its_phase_and_starts_it_with_the_phase():
    gaps = [gap("A-1", months=12), gap("B-1", needs=("A-1",))]
    found = schedule(scope_with(gaps), PHASES, {"A-1": "crawl", "B-1": "walk"})
    assert spans(found) == {"A-1": (0, 12), "B-1": (12, 15)}
    assert marks(found) == {"A-1": (Mark(MarkCode.OVERFLOWS),)}
    assert [slot.overflows for slot in found.slots] == [True, False]


def test_schedule_of_a_chain_longer_than_its_phase_keeps_the_order():
    gaps = [gap("A-1", months=6), gap("A-2", months=6, needs=("A-1",))]
    found = schedule(scope_with(gaps), PHASES, {"A-1": "run", "A-2": "run"})
    assert spans(found) == {"A-1": (18, 24), "A-2": (24, 30)}
    tight = schedule(scope_with(gaps), PHASES, {"A-1": "crawl", "A-2": "crawl"})
    assert spans(tight) == {"A-1": (0, 6), "A-2": (6, 12)}
    assert marks(tight) == {"A-2": (Mark(MarkCode.OVERFLOWS),)}


def test_schedule_marks_a_stone_that_stands_before_what_it_needs():
    gaps = [gap("A-1"), gap("A-2", needs=("A-1",)), gap("A-3", needs=("A-2",))]
    found = schedule(scope_with(gaps), PHASES, {"A-1": "walk", "A-2": "crawl", "A-3": "run"})
    assert spans(found) == {"A-1": (6, 9), "A-2": (0, 3), "A-3": (18, 21)}
    assert marks(found) == {"A-2": (Mark(MarkCode.BEFORE_NEED, ("A-1",)),)}
    alone = schedule(scope_with(gaps), PHASES, {"A-2": "crawl"})
    assert marks(alone) == {"A-2": (Mark(MarkCode.BEFORE_NEED, ("A-1",)),)}


def test_schedule_keeps_entered_dates_and_lets_what_follows_adapt():
    gaps = [gap("A-1"), gap("A-2", needs=("A-1",)), gap("B-1", needs=("A-2",))]
    placement = {"A-1": "crawl", "A-2": "crawl", "B-1": "walk"}
    found = schedule(scope_with(gaps), PHASES, placement, entered={"A-1": (2, 4), "B-1": (9, 10)})
    assert spans(found) == {"A-1": (2, 4), "A-2": (4, 7), "B-1": (9, 10)}
    assert marks(found) == {"A-2": (Mark(MarkCode.OVERFLOWS),)}
    assert [slot.is_entered for slot in found.slots] == [True, False, True]
    assert found.load_by_month[9] == 45


def test_schedule_makes_room_before_an_entered_date():
    gaps = [gap("A-1", effort=30), gap("A-2", needs=("A-1",)), gap("B-1", months=6)]
    placement = {"A-1": "walk", "A-2": "walk", "B-1": "walk"}
    entered = {"A-2": (9, 12), "B-1": (6, 9)}
    found = schedule(scope_with(gaps), PHASES, placement, entered=entered)
    assert spans(found)["A-1"] == (6, 9)
    assert marks(found) == {}


def test_schedule_marks_entered_dates_against_a_need_or_outside_the_phase():
    gaps = [gap("A-1"), gap("A-2", needs=("A-1",)), gap("B-1")]
    placement = {"A-1": "crawl", "A-2": "crawl", "B-1": "walk"}
    entered = {"A-2": (1, 4), "B-1": (4, 8), "C-9": (0, 1)}
    found = schedule(scope_with(gaps), PHASES, placement, entered=entered)
    assert marks(found) == {
        "A-2": (Mark(MarkCode.BEFORE_NEED, ("A-1",)),),
        "B-1": (Mark(MarkCode.OUTSIDE_PHASE),),
    }


def test_schedule_reads_entered_dates_that_cannot_be_as_the_nearest_that_can():
    gaps = [gap("A-1"), gap("A-2"), gap("A-3")]
    placement = dict.fromkeys(("A-1", "A-2", "A-3"), "crawl")
    entered = {"A-1": (-3, 2), "A-2": (4, 4), "A-3": (40, 44)}
    found = schedule(scope_with(gaps), PHASES, placement, entered=entered)
    assert spans(found) == {"A-1": (0, 2), "A-2": (4, 5), "A-3": (40, 44)}
    assert (found.months, len(found.load_by_month)) == (44, 44)


def test_load_by_tells_groups_apart_and_those_in_none_last():
    gaps = [gap("A-1"), gap("B-1", effort=30), gap("C-1", effort=15)]
    placement = dict.fromkeys(("A-1", "B-1", "C-1"), "crawl")
    found = schedule(scope_with(gaps), PHASES[:1], placement)
    loads = found.load_by({"A-1": "Service", "C-1": "Sales"})
    assert list(loads) == ["Sales", "Service", ""]
    assert [sum(days) for days in loads.values()] == [15, 45, 30]
    together = [sum(days) for days in zip(*loads.values(), strict=True)]
    assert together == list(found.load_by_month)


def test_in_phase_lists_the_earliest_first():
    placement = plan(worked_scope(), PHASES, CAPACITIES).positions
    found = schedule(worked_scope(), PHASES, placement)
    assert [slot.stone for slot in found.in_phase("walk")] == ["VIS-3", "EXB-4", "VOC-2", "IMP-2"]


def test_schedule_of_nothing_carries_nothing():
    found = schedule(scope_with([gap("A-1")]), PHASES, {})
    assert (found.slots, found.months, sum(found.load_by_month)) == ((), 36, 0)
    assert found.load_by({}) == {}


def test_schedule_of_the_full_model_is_quick_and_levels():
    scope = scope_of({}, advance(dict.fromkeys(maturity_model().blocks, 4)), otherwise=0)
    capacities = propose_capacities(scope, PHASES)
    placement = plan(scope, PHASES, capacities).positions
    begin = time.perf_counter()
    found = schedule(scope, PHASES, placement)
    assert time.perf_counter() - begin < 2
    assert len(found.slots) > 50
    assert marks(found) == {}
