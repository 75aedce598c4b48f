import pytest
from django.utils import translation

from assessments.queries.questionnaire import Choice, load_questionnaire
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
