from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from assessments.domain.effect import compare_scorecards
from assessments.exchange.demo import read_demo
from assessments.exchange.trial import NotLikeDemo, make_trial_responses, score_trial
from tests.builders import shipped_maturity_model

DEMO = read_demo(Path(settings.BASE_DIR) / "fixtures" / "demo_organisation.json")
SHIPPED = shipped_maturity_model()


def with_stones(*stones):
    return replace(SHIPPED, stones=stones)


def test_trial_of_the_same_version_differs_nowhere():
    answers = make_trial_responses(DEMO, SHIPPED, SHIPPED)
    card = score_trial(DEMO, answers, SHIPPED)
    effect = compare_scorecards(card, score_trial(DEMO, answers, SHIPPED))

    assert card.respondents == len(answers.departments) == 120
    assert effect.stones == ()
    assert {block.score.difference for block in effect.blocks} == {0}


def test_trial_answers_new_stones_from_the_same_profile():
    new = replace(SHIPPED.stone_by_code["VIS-4"], code="VIS-99", prerequisites=())
    draft = with_stones(*SHIPPED.stones, new)
    answers = make_trial_responses(DEMO, SHIPPED, draft)

    before, after = (score_trial(DEMO, answers, each) for each in (SHIPPED, draft))

    assert [each.stone for each in compare_scorecards(before, after).stones] == ["VIS-99"]
    assert after.stones[-1].score == pytest.approx(before.stones[3].score, abs=12)
    assert {s.stone: s.score for s in before.stones}.items() <= {
        s.stone: s.score for s in after.stones
    }.items()


def test_trial_leaves_unknown_blocks_unanswered():
    stone = replace(SHIPPED.stones[0], code="NEW-1", block="NEW")
    draft = replace(SHIPPED, blocks=(*SHIPPED.blocks, "NEW"), stones=(*SHIPPED.stones, stone))
    draft = replace(draft, questionnaire_order=(*SHIPPED.questionnaire_order, "NEW"))
    answers = make_trial_responses(DEMO, SHIPPED, draft)

    assert "NEW-1" not in answers.items
    assert score_trial(DEMO, answers, draft).blocks[-1].score is None


def test_trial_refuses_a_model_that_the_demo_does_not_know():
    stones = [replace(stone, block="NEW", code=f"N-{stone.code}") for stone in SHIPPED.stones]
    other = replace(SHIPPED, blocks=("NEW",), questionnaire_order=("NEW",), stones=tuple(stones))

    with pytest.raises(NotLikeDemo):
        make_trial_responses(DEMO, other, other)
