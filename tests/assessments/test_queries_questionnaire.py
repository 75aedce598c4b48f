import uuid

import pytest
from django.utils import translation

from assessments import models
from assessments.queries.questionnaire import (
    Choice,
    load_questionnaire,
    load_questionnaire_for,
    load_questionnaire_of,
)
from tests import factories

pytestmark = pytest.mark.rows

ORDER = ["VOC", "IMP", "INB", "INT", "VAL", "INN", "EXB", "VIS"]


def test_questionnaire_asks_the_blocks_in_the_order_of_the_questionnaire(assessment):
    questionnaire = load_questionnaire(assessment)
    assert [section.code for section in questionnaire.sections] == ORDER
    numbers = [q.number for section in questionnaire.sections for q in section.questions]
    assert numbers == list(range(1, 64))
    assert len(set(questionnaire.items)) == 63


def test_questionnaire_of_the_quick_form_asks_two_questions_a_block(organisation, maturity_model):
    quick = factories.make_assessment(organisation, maturity_model, form="quick")
    questionnaire = load_questionnaire(quick)
    assert [len(section.questions) for section in questionnaire.sections] == [2] * 8
    assert questionnaire.sections[0].items == ("VOC-2", "VOC-5")


def test_question_has_its_own_words(assessment):
    with translation.override("en"):
        questionnaire = load_questionnaire(assessment)
    vision = questionnaire.section("shared-vision") or questionnaire.sections[-1]
    question = vision.questions[0]
    assert question.levels[0] == Choice(0, "No")
    assert [choice.value for choice in question.levels] == [0, 1, 2, 3, 4]
    assert [choice.value for choice in questionnaire.breadths] == [1, 2, 3, 4, 5]
    assert [choice.value for choice in questionnaire.aside] == [5, 6]
    assert questionnaire.sections[0].questions[0].stem == "Where is it done today?"


def test_questionnaire_speaks_the_language_of_the_reader(assessment):
    with translation.override("fr"):
        questionnaire = load_questionnaire(assessment)
    assert questionnaire.sections[0].name == "Voix du client"
    assert questionnaire.breadths[0].label == "Une équipe"


def test_neighbour_is_none_at_both_ends(assessment):
    questionnaire = load_questionnaire(assessment)
    first, second = questionnaire.sections[:2]
    assert questionnaire.neighbour(first, -1) is None
    assert questionnaire.neighbour(first, 1) is second
    assert questionnaire.neighbour(questionnaire.sections[-1], 1) is None
    assert questionnaire.section("nothing") is None


def test_front_line_in_short_is_asked_32_items_numbered_through(organisation, maturity_model):
    routed = factories.make_assessment(organisation, maturity_model, short_vantages=["front_line"])
    short, whole = (load_questionnaire_for(routed, v) for v in ("front_line", "manager"))
    assert (len(short.items), len(whole.items)) == (32, 63)
    numbers = [question.number for section in short.sections for question in section.questions]
    assert numbers == list(range(1, 33))


def test_blocks_in_turn_begin_elsewhere_and_keep_their_items_in_order(organisation, maturity_model):
    turning = factories.make_assessment(organisation, maturity_model, rotates_blocks=True)
    sheets = [
        models.Sheet(assessment=turning, vantage="manager", pk=uuid.UUID(int=n)) for n in (0, 3)
    ]
    plain, turned = (load_questionnaire_of(sheet) for sheet in sheets)
    assert [section.code for section in plain.sections] == ORDER
    assert [section.code for section in turned.sections] == ORDER[3:] + ORDER[:3]
    assert [section.number for section in turned.sections] == list(range(1, 9))
    assert [q.number for s in turned.sections for q in s.questions] == list(range(1, 64))
    assert turned.section("voice-of-customer").items == plain.section("voice-of-customer").items
    assert load_questionnaire_of(sheets[1]) is turned


def test_matrix_form_asks_for_one_sentence_a_block_and_names_no_stage(organisation, maturity_model):
    matrix = factories.make_assessment(organisation, maturity_model, form="matrix")
    with translation.override("en"):
        questionnaire = load_questionnaire(matrix)
    assert (questionnaire.asked, questionnaire.items) == (tuple(ORDER), ())
    voice = questionnaire.sections[0]
    assert [choice.value for choice in voice.positions] == [1, 2, 3, 4, 0]
    assert voice.positions[-1].label == "I don’t know"
    assert questionnaire.page(voice.slug) == questionnaire.sections
    assert questionnaire.page("nothing") == ()
