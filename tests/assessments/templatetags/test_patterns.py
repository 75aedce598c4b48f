import pytest

from assessments.domain.maturity_model import NoticeRule
from assessments.domain.scorecard import Notice
from assessments.templatetags.patterns import PATTERNS, notice_rule, notice_text, notice_title
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of, shipped_wording

MODEL = shipped_maturity_model()
RULES = {rule.code: rule for rule in MODEL.notices}


def find(code, scorecard):
    return next(notice for notice in scorecard.notices if notice.code == code)


def test_every_pattern_of_the_shipped_model_has_its_words():
    assert set(PATTERNS) == set(RULES)


@pytest.mark.parametrize(
    ("code", "answers", "text"),
    [
        (
            "listening_ahead",
            {"VOC": (3, 4), "IMP": (1, 4)},
            "Voice of the customer: 50 points more than Improvement.",
        ),
        (
            "course_without_steps",
            {"VIS": (4, 4)},
            "Shared vision: strategy and culture: 62 points more than the other blocks.",
        ),
        (
            "data_without_action",
            {"INT": (4, 4)},
            "Customer intelligence: 62 points more than Improvement and Innovation.",
        ),
        (
            "uneven",
            {"IMP": (0, 0)},
            "Balance 0 of 100; the block to bring along first: Improvement.",
        ),
        (
            "lonely_agent",
            {"VIS-2": (1, 1), "VIS-3": (3, 3)},
            (
                "“Mandate a change agent and local relays” stands at 56, "
                "“Secure an executive sponsor” at 6."
            ),
        ),
    ],
)
def test_notice_tells_its_figures(code, answers, text):
    scorecard = scorecard_of(answers)

    assert notice_text(find(code, scorecard), scorecard, MODEL, shipped_wording()) == text


def test_notice_of_a_missing_function_and_of_an_invented_pattern():
    scorecard, wording = scorecard_of(), shipped_wording()

    assert notice_text(Notice("product_missing"), scorecard, MODEL, wording) == (
        "No answer comes from a department with this function."
    )
    assert notice_text(Notice("new_in_model", 21.5), scorecard, MODEL, wording) == ""
    assert notice_title(Notice("new_in_model", 21.5)) == "New in model"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (RULES["listening_ahead"], "Voice of the customer: 20 points or more above Improvement"),
        (RULES["uneven"], "balance under 60"),
        (
            RULES["lonely_agent"],
            (
                "“Mandate a change agent and local relays” from 35 points on, "
                "“Secure an executive sponsor” under 35"
            ),
        ),
        (NoticeRule("x", function_missing="it"), "no department with this function answered"),
    ],
)
def test_rule_is_told(rule, text):
    assert notice_rule(rule, shipped_wording()) == text
