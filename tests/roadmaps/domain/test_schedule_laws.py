from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.checking import check_placement
from roadmaps.domain.plans import PlanSettings, Rule
from roadmaps.domain.schedule import schedule
from roadmaps.domain.schedules import MarkCode
from tests.roadmaps.domain.cases import PHASES, gap, scope_with

ORDER = {phase.code: phase for phase in PHASES}
STONES = ("A-1", "A-2", "B-1", "B-2", "C-1", "C-2", "D-1", "D-2")
AMPLE = (10_000.0,) * 3


@st.composite
def placed(draw):
    """Up to eight stones, each needing some before it, wherever people may have put them."""
    gaps = []
    for stone in STONES[: draw(st.integers(1, len(STONES)))]:
        stage = draw(st.integers(1, 4))
        before = [other.stone for other in gaps if other.stage <= stage]
        needs = draw(st.lists(st.sampled_from(before), unique=True, max_size=2)) if before else []
        fields = {
            "stage": stage,
            "effort": draw(st.sampled_from([3.75, 7.5, 15.0, 22.5, 45.0, 120.0])),
            "months": draw(st.sampled_from([1, 2, 3, 6, 12])),
            "is_gate": stage == 2 and draw(st.booleans()),
            "needs": tuple(needs),
        }
        gaps.append(gap(stone, **fields))
    codes = st.sampled_from([*ORDER, None])
    return scope_with(gaps), {each.stone: draw(codes) for each in gaps}


ENTERED = st.dictionaries(
    st.sampled_from(STONES), st.tuples(st.integers(-3, 40), st.integers(-3, 48)), max_size=3
)


def keeps_order(scope, placement):
    """Nothing stands in an earlier phase than what it needs, and no chain outlasts its phase."""
    settings_ = PlanSettings(stage_limit=False, block_share=False)
    broken = check_placement(scope, PHASES, AMPLE, settings_, placement)
    return not {rule.rule for rule in broken} & {Rule.PREREQUISITE, Rule.GATE, Rule.CHAIN}


def early(scope, found):
    """The heaviest month when everything starts as early as it may."""
    ends, loads = {}, {}
    for slot in sorted(found.slots, key=lambda slot: slot.start_month):
        needs = [ends[need] for need in slot.waits_for if need in ends]
        start = max([ORDER[slot.phase].start_month, *needs])
        start = slot.start_month if slot.is_entered else min(start, slot.start_month)
        ends[slot.stone] = start + slot.months
        for month in range(start, start + slot.months):
            loads[month] = loads.get(month, 0) + slot.effort / slot.months
    return max(loads.values(), default=0)


@settings(deadline=None, max_examples=150)
@given(placed(), ENTERED)
def test_schedule_starts_nothing_before_what_it_needs_or_marks_it(case, entered):
    scope, placement = case
    found = schedule(scope, PHASES, placement, entered=entered)
    slots = {slot.stone: slot for slot in found.slots}
    for slot in found.slots:
        before = tuple(
            need
            for need in slot.waits_for
            if need not in slots or slots[need].end_month > slot.start_month
        )
        told = [mark.stones for mark in slot.marks if mark.code is MarkCode.BEFORE_NEED]
        assert told == ([before] if before else [])
    if keeps_order(scope, placement) and not entered:
        assert not any(slot.marks for slot in found.slots)


@settings(deadline=None, max_examples=150)
@given(placed(), ENTERED)
def test_schedule_stays_inside_the_phase_or_marks_it(case, entered):
    scope, placement = case
    outside = {MarkCode.OVERFLOWS, MarkCode.OUTSIDE_PHASE}
    for slot in schedule(scope, PHASES, placement, entered=entered).slots:
        phase = ORDER[slot.phase]
        inside = phase.start_month <= slot.start_month and slot.end_month <= phase.end_month
        assert inside != any(mark.code in outside for mark in slot.marks)
        assert slot.is_entered or slot.start_month >= phase.start_month


@settings(deadline=None, max_examples=100)
@given(placed(), ENTERED)
def test_schedule_carries_the_whole_effort(case, entered):
    scope, placement = case
    found = schedule(scope, PHASES, placement, entered=entered)
    effort = sum(each.effort for each in scope.gaps if placement[each.stone] is not None)
    assert abs(sum(found.load_by_month) - effort) < 1e-6
    by_block = found.load_by({each.stone: each.block for each in scope.gaps})
    assert abs(sum(map(sum, by_block.values())) - effort) < 1e-6


@settings(deadline=None, max_examples=100)
@given(placed(), ENTERED)
def test_schedule_levelled_peaks_no_higher_than_starting_early(case, entered):
    scope, placement = case
    found = schedule(scope, PHASES, placement, entered=entered)
    assert max(found.load_by_month) <= early(scope, found) + 1e-9


@settings(deadline=None, max_examples=50)
@given(placed(), ENTERED)
def test_schedule_of_the_same_input_is_the_same_schedule(case, entered):
    scope, placement = case
    backwards = dict(reversed(placement.items()))
    one = schedule(scope, PHASES, placement, entered=entered)
    assert one == schedule(scope, PHASES, backwards, entered=dict(reversed(entered.items())))


@settings(deadline=None)
@given(st.sampled_from(PHASES), st.integers(1, 20), st.sampled_from([3.75, 45.0]))
def test_schedule_of_a_stone_alone_starts_with_its_phase(phase, months, effort):
    scope = scope_with([gap("A-1", months=months, effort=effort)])
    (slot,) = schedule(scope, PHASES, {"A-1": phase.code}).slots
    assert (slot.start_month, slot.months) == (phase.start_month, months)


@settings(deadline=None, max_examples=100)
@given(placed(), ENTERED)
def test_schedule_keeps_what_people_entered(case, entered):
    scope, placement = case
    for slot in schedule(scope, PHASES, placement, entered=entered).slots:
        assert slot.is_entered == (slot.stone in entered)
        start, end = entered.get(slot.stone, (slot.start_month, slot.end_month))
        if 0 <= start < end:
            assert (slot.start_month, slot.end_month) == (start, end)


@settings(deadline=None, max_examples=100)
@given(placed())
def test_schedule_lets_a_stone_slip_by_its_slack_and_no_further(case):
    scope, placement = case
    found = schedule(scope, PHASES, placement)
    for slot in found.slots:
        followers = [other for other in found.slots if slot.stone in other.waits_for]
        limit = min([ORDER[slot.phase].end_month, *(each.start_month for each in followers)])
        assert slot.slack == max(0, limit - slot.end_month)
