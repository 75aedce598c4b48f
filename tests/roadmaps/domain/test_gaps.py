import pytest

from roadmaps.domain.efforts import months_for, size_factor
from roadmaps.domain.gaps import Edit, find_scope
from roadmaps.domain.scopes import Kind, StopProposal, Why
from roadmaps.domain.targets import Intention, Target
from roadmaps.domain.values import StoneValue, ValueState
from tests.builders import small_maturity_model
from tests.roadmaps.domain.cases import (
    WORKED_SCORES,
    WORKED_TARGETS,
    advance,
    maturity_model,
    scope_of,
    values,
    worked_scope,
)

WORKED_TABLE = """
VIS-2 2 2 20 50 30 build  15   1 -
VIS-3 2 2 0  50 50 build  45   3 VIS-2
VOC-2 2 4 40 55 15 extend 22.5 3 -
VOC-4 2 5 10 55 45 build  45   3 -
VOC-5 3 3 20 55 35 build  45   3 -
IMP-1 1 4 30 55 25 build  15   1 -
IMP-2 2 3 30 55 25 build  15   1 IMP-1
IMP-4 3 4 10 55 45 build  45   3 IMP-2
IMP-5 3 5 0  55 55 build  120  6 -
EXB-4 2 4 10 50 40 build  45   3 VIS-3
"""


def find(scope, stone):
    return scope.gap_by_stone[stone]


def test_scope_equals_the_worked_table():
    rows = [
        (
            *(gap.stone, gap.stage, gap.impact, gap.value, gap.aim, gap.gap),
            *(str(gap.kind), gap.effort, gap.months, " ".join(gap.needs) or "-"),
        )
        for gap in worked_scope().gaps
    ]
    expected = [
        (stone, *(float(n) for n in numbers[:5]), kind, float(effort), int(months), needs)
        for stone, *numbers, kind, effort, months, needs in (
            line.split() for line in WORKED_TABLE.strip().splitlines()
        )
    ]
    assert rows == expected
    assert {gap.stone for gap in worked_scope().gaps if gap.is_gate} == {"VIS-2", "VIS-3", "EXB-4"}
    assert {gap.why for gap in worked_scope().gaps} == {Why.TARGET}
    assert worked_scope().effort == 412.5


def test_scope_pulls_in_what_its_stones_need_and_the_gate():
    scores = WORKED_SCORES | {"IMP-3": 20, "VAL-2": 10, "VAL-1": 34}
    scope = scope_of(scores, advance({"IMP": 3}))
    why = {gap.stone: (gap.why, gap.aim, gap.gap) for gap in scope.gaps}
    assert why["IMP-3"] == (Why.TARGET, 55, 35)
    assert why["VAL-2"] == (Why.ENABLING, 35, 25)
    assert why["VAL-1"] == (Why.ENABLING, 35, 1)
    assert why["EXB-4"] == (Why.GATE, 50, 40)
    assert why["VIS-3"] == (Why.GATE, 50, 50)
    assert "VOC-4" not in why
    for gap in scope.gaps:
        assert all(need in scope.gap_by_stone for need in gap.needs)


def test_scope_without_a_stone_beyond_the_chasm_leaves_the_gate_alone():
    scope = scope_of(WORKED_SCORES, advance({"IMP": 2}))
    assert [gap.stone for gap in scope.gaps] == ["IMP-1", "IMP-2"]


def test_scope_raises_an_enabling_gate_stone_to_the_gate():
    scope = scope_of({"EXB-5": 0, "EXB-4": 20, "VIS-3": 40}, advance({"EXB": 3}))
    assert (find(scope, "VIS-3").why, find(scope, "VIS-3").gap) == (Why.GATE, 10)
    assert (find(scope, "EXB-4").why, find(scope, "EXB-4").aim) == (Why.TARGET, 55)


def test_scope_of_blocks_that_hold_has_reviews_and_no_gaps():
    hold = [Target("VOC", 5, 2, Intention.HOLD)]
    scope = scope_of({"VOC-1": 10, "VOC-2": 34.9}, hold)
    assert scope.gaps == ()
    assert scope.reviews == ("VOC-3", "VOC-4", "VOC-5", "VOC-6", "VOC-7")
    consolidated = scope_of(
        {"VOC-1": 10, "VOC-2": 0}, [Target("VOC", 5, 2, Intention.HOLD, consolidate=True)]
    )
    assert [(gap.stone, gap.aim, gap.gap) for gap in consolidated.gaps] == [("VOC-1", 15, 5)]


def test_scope_of_blocks_that_scale_back_proposes_what_to_stop():
    back = [Target("VOC", 5, 2, Intention.SCALE_BACK)]
    scope = scope_of({"VOC-5": 15, "VOC-6": 14, "VOC-7": 60}, back)
    assert scope.gaps == ()
    assert scope.stops == (StopProposal("VOC-5", "VOC", 15), StopProposal("VOC-7", "VOC", 60))


def test_scope_says_who_needs_what_it_proposes_to_stop():
    targets = [Target("VIS", 5, 1, Intention.SCALE_BACK), *advance({"EXB": 3})]
    scope = scope_of({"EXB-4": 0, "EXB-5": 0, "EXB-6": 40, "VIS-2": 60, "VIS-4": 0}, targets)
    needed = {stop.stone: stop.needed_by for stop in scope.stops}
    assert needed["VIS-3"] == ("EXB-4", "EXB-5", "EXB-6")
    assert needed["VIS-2"] == ("EXB-5", "EXB-6")
    assert "VIS-4" not in needed


def test_scope_takes_unknown_stones_as_nothing_to_be_checked_first():
    known = values({}) | {
        "VOC-1": StoneValue(ValueState.UNKNOWN, 0.0),
        "VOC-2": StoneValue(ValueState.NOT_APPLICABLE, None),
    }
    arguments = {"organisation_stage": None, "block_scores": {}}
    scope = find_scope(maturity_model(), known, advance({"VOC": 2}), **arguments)
    (unknown,) = scope.gaps
    assert (unknown.stone, unknown.gap, unknown.kind) == ("VOC-1", 35, Kind.BUILD)
    assert unknown.check_first
    assert scope.organisation_stage == 1
    assumed = find_scope(
        maturity_model(), known, advance({"VOC": 2}), **arguments, assumptions={"VOC-1": (1, 4)}
    )
    (stone,) = assumed.gaps
    assert (stone.gap, stone.state, assumed.indicative) == (10, ValueState.ASSUMED, False)


def test_scope_after_a_quick_wave_is_indicative():
    known = values({"VOC-1": 0}) | {"VOC-2": StoneValue(ValueState.ASSUMED, 50.0)}
    scope = find_scope(
        maturity_model(), known, advance({"VOC": 2}), organisation_stage=1, block_scores={}
    )
    assert scope.indicative


def test_scope_never_loses_a_small_gap():
    scope = scope_of({"VOC-2": 34.999_999, "VOC-4": 34.51}, advance({"VOC": 2}))
    assert [gap.gap for gap in scope.gaps] == [0.1, 0.5]


def test_scope_multiplies_efforts_and_not_months_by_the_size_factor():
    scope = scope_of(WORKED_SCORES, advance({"VOC": 3}), size_factor=4)
    assert (find(scope, "VOC-2").effort, find(scope, "VOC-2").months) == (90, 3)
    edits = {"VOC-2": Edit(effort=300), "VOC-4": Edit(months=9)}
    edited = scope_of(WORKED_SCORES, advance({"VOC": 3}), size_factor=4, edits=edits)
    assert (find(edited, "VOC-2").effort, find(edited, "VOC-2").months) == (300, 6)
    assert (find(edited, "VOC-4").effort, find(edited, "VOC-4").months) == (180, 9)


def test_scope_never_plans_again_what_is_delivered():
    delivered = ["VIS-2", "IMP-4", "not in the model"]
    scope = scope_of(WORKED_SCORES, advance(WORKED_TARGETS), delivered=delivered)
    assert {gap.stone for gap in worked_scope().gaps} - {gap.stone for gap in scope.gaps} == {
        "VIS-2",
        "IMP-4",
    }
    assert find(scope, "VIS-3").needs == ()
    imp = next(outlook for outlook in scope.outlooks if outlook.block == "IMP")
    assert {s.stone: s.value for s in imp.stones}["IMP-4"] == 55


def test_scope_takes_delivered_stones_as_acquired_beyond_their_target():
    scores = WORKED_SCORES | {"VOC-7": 0, "VOC-2": 0}
    held = scope_of(scores, [Target("VOC", 5, 2, Intention.HOLD)], delivered=["VOC-2", "VOC-7"])
    assert held.reviews == ("VOC-1", "VOC-2", "VOC-3", "VOC-6", "VOC-7")


def test_scope_knows_who_trains_people_and_whether_they_do():
    untrained = scope_of({"INB-2": 10}, advance({"INB": 2}))
    assert (untrained.trainers, untrained.is_trained) == (("INB-2",), False)
    assert scope_of({}, advance({"INB": 2})).is_trained
    other = small_maturity_model("VOC-1", "VOC-2", stages=2)
    known = {stone.code: StoneValue(ValueState.VALUE, 0.0) for stone in other.stones}
    scope = find_scope(other, known, advance({"VOC": 2}), organisation_stage=1, block_scores={})
    assert (scope.trainers, scope.is_trained) == ((), False)


def test_scope_knows_the_blocks_whose_promise_is_ahead():
    ahead = scope_of({}, (), block_scores={"EXB": 60.1, "IMP": 40.0})
    assert ahead.ahead == ("EXB",)
    assert scope_of({}, (), block_scores={"EXB": 60.0, "IMP": 40.0}).ahead == ()
    assert scope_of({}, (), block_scores={"EXB": 60.0, "IMP": None}).ahead == ()


def test_scope_of_another_model_needs_no_gate_and_no_fourth_stage():
    other = small_maturity_model("VOC-1", "VOC-2", "VOC-4", stages=2)
    nothing = {stone.code: StoneValue(ValueState.VALUE, 0.0) for stone in other.stones}
    scope = find_scope(other, nothing, advance({"VOC": 2}), organisation_stage=1, block_scores={})
    assert [gap.stone for gap in scope.gaps] == ["VOC-1", "VOC-2", "VOC-4"]
    assert (scope.last_stage, scope.gate_after, scope.blocks) == (2, None, ("VOC",))


@pytest.mark.parametrize(
    ("headcount", "factor"),
    [(None, 1), (1, 0.5), (249, 0.5), (250, 1), (999, 1), (1000, 2), (4999, 2), (5000, 4)],
)
def test_size_factor_grows_with_the_headcount(headcount, factor):
    assert size_factor(maturity_model().planning, headcount) == factor


@pytest.mark.parametrize(
    ("days", "months"),
    [(0, 1), (20, 1), (20.01, 3), (60, 3), (61, 6), (200, 6), (201, 12), (800, 12)],
)
def test_months_follow_the_effort(days, months):
    assert months_for(maturity_model().planning, days) == months
