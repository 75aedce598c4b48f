from dataclasses import replace

import pytest

from assessments.domain.scorecard import ConditionState
from roadmaps.domain.claims import Basis, claim_points, find_prospect, foresee, values_so_far
from roadmaps.domain.values import StoneValue, ValueState
from tests.roadmaps.domain.cases import PHASES, WORKED_SCORES, maturity_model, values, worked_scope
from tests.roadmaps.domain.followed import done, worked
from tests.scorecards import scorecard_of


@pytest.fixture
def basis():
    """The worked roadmap, the other blocks in place."""
    card = scorecard_of(default=(4, 4))
    stones = tuple(
        replace(stone, score=float(WORKED_SCORES.get(stone.stone, 100))) for stone in card.stones
    )
    return Basis(
        maturity_model(),
        replace(card, stones=stones),
        worked_scope(),
        PHASES,
        values(WORKED_SCORES),
    )


def test_done_counts_at_what_was_confirmed_else_at_its_aim():
    steps = worked({"VIS-2": done(), "VOC-4": done(claim=(3, 2)), "IMP-1": {}}).steps
    known = values_so_far(values(WORKED_SCORES), steps)
    assert known["VIS-2"] == StoneValue(ValueState.DELIVERED, 50)
    assert known["VOC-4"] == StoneValue(ValueState.CLAIMED, 37.5)
    assert known["IMP-1"] == StoneValue(ValueState.VALUE, 30)


def test_prospect_goes_from_today_over_what_is_done_to_the_whole_plan(basis):
    prospect = find_prospect(basis, worked({"VIS-2": done()}).steps)
    assert [at.phase for at in prospect.columns] == [None, None, "crawl", "walk", "run"]
    assert [at.stage for at in prospect.columns] == [2, 2, 2, 3, 3]
    open_conditions = [
        sum(c.state is not ConditionState.MET for c in at.gate.conditions)
        for at in prospect.columns
    ]
    assert open_conditions == [3, 2, 2, 0, 0]
    assert prospect.last == prospect.after[-1]


def test_prospect_without_phases_ends_with_what_is_done(basis):
    prospect = find_prospect(replace(basis, phases=()), ())
    assert (prospect.after, prospect.last) == ((), prospect.so_far)


def test_claim_says_what_it_changes(basis):
    foreseen = foresee(basis, worked().steps, "VIS-2", (4, 2))
    assert (foreseen.score_before, foreseen.score_after) == (20, 50)
    assert foreseen.condition == ("sponsor", ConditionState.NOT_MET, ConditionState.MET)
    before, after = foreseen.blocks
    assert (before.block, before.stage) == ("VIS", 1)
    assert after.score > before.score
    assert not foreseen.changes_nothing


def test_claim_of_a_stone_that_feeds_no_condition_names_none(basis):
    assert foresee(basis, worked().steps, "IMP-1", (4, 4)).condition is None


def test_claim_below_what_people_said_changes_nothing(basis):
    foreseen = foresee(basis, worked().steps, "VOC-2", (1, 1))
    assert foreseen.changes_nothing
    assert (foreseen.score_before, foreseen.score_after) == (40, 40)
    assert foreseen.before == foreseen.after


def test_claim_of_a_step_is_compared_with_what_it_was_without_it(basis):
    steps = worked({"VIS-2": done(claim=(4, 4)), "IMP-1": done()}).steps
    foreseen = foresee(basis, steps, "VIS-2", (3, 2))
    assert (foreseen.score_before, foreseen.score_after) == (20, 37.5)


def test_claim_that_cannot_stand_is_refused(basis):
    with pytest.raises(ValueError, match="VIS-2"):
        foresee(basis, (), "VIS-2", (3, 0))


def test_claim_points_are_the_item_score():
    assert [claim_points(pair) for pair in ((0, 0), (3, 2), (4, 4))] == [0, 37.5, 100]


def test_done_work_is_never_projected_below_what_the_answers_say(basis):
    """A condition that most people do not know counts as nothing for plans, whatever its score."""
    unknown = StoneValue(ValueState.UNKNOWN, 0.0)
    doubted = replace(basis, values=dict(basis.values) | {"VOC-2": unknown})
    prospect = find_prospect(doubted, worked({"VOC-2": done(claim=(1, 1))}).steps)
    assert prospect.so_far.mean == prospect.today.mean
