from dataclasses import replace

from assessments.domain.effect import ConditionEffect, Pair, compare_scorecards
from assessments.domain.scorecard import ConditionState
from tests.scorecards import scorecard_of


def test_pair_has_a_difference_only_between_two_figures():
    assert Pair(40, 42.5).difference == 2.5
    assert Pair(None, 3).difference is None
    assert Pair(3, None).difference is None


def test_compare_scorecards_of_the_same_differs_nowhere():
    card = scorecard_of()
    effect = compare_scorecards(card, card)

    assert effect.stones == ()
    assert not any(block.moves for block in effect.blocks)
    assert {block.score.difference for block in effect.blocks} == {0}


def test_compare_scorecards_meets_parts_by_code():
    before = scorecard_of({"IMP": (0, 0)})
    gate = replace(before.gate, conditions=before.gate.conditions[1:], is_open=True)
    after = replace(
        scorecard_of({"IMP": (4, 4)}), blocks=scorecard_of({"IMP": (4, 4)}).blocks[1:], gate=gate
    )

    effect = compare_scorecards(before, after)
    blocks = {block.block: block for block in effect.blocks}
    first = before.gate.conditions[0]

    assert blocks["VIS"].score.after is None
    assert blocks["IMP"].score == Pair(0, 100)
    assert blocks["IMP"].moves
    assert effect.conditions[0] == ConditionEffect(
        first.condition, ConditionState(first.state), None
    )
    assert {one.stone[:3] for one in effect.stones} == {"IMP"}
