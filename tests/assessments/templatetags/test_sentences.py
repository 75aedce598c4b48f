import pytest
from django.utils import translation

from assessments.domain.scorecard import Unseen
from assessments.templatetags.sentences import (
    crossing_sentence,
    headline,
    heatmap_sentence,
    hundredths,
    in_a_row,
    in_words,
    percent,
    points,
    radar_sentence,
    status_name,
    unseen_reason,
)
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of, shipped_wording

NONE_ASKED = dict.fromkeys(("VAL", "IMP", "INN"))


@pytest.mark.parametrize(
    ("scorecard", "text"),
    [
        pytest.param(
            scorecard_of(default=(0, 0)), "Basic. To reach “Functional”: six more blocks.", id="1"
        ),
        pytest.param(
            scorecard_of({"IMP": (0, 0), "INN": (0, 0), "VAL": (0, 0)}),
            "Basic. To reach “Functional”: one more block.",
            id="singular",
        ),
        pytest.param(
            scorecard_of(),
            "Functional. To cross to “Integrated”: six more blocks and three conditions.",
            id="crossing",
        ),
        pytest.param(
            scorecard_of({"VIS-2": (3, 4), "VIS-3": (3, 4), "VOC": (3, 4)}),
            "Functional. To cross to “Integrated”: five more blocks and one condition.",
            id="mock-up",
        ),
        pytest.param(
            scorecard_of({"EXB-4": (2, 3)}, default=(4, 4)),
            "Functional. To cross to “Integrated”: one condition.",
            id="only-a-condition",
        ),
        pytest.param(
            scorecard_of({"IMP": (0, 0)}, default=(3, 3)),
            "Functional. To cross to “Integrated”: one block to bring to “Functional”.",
            id="only-a-block-below",
        ),
        pytest.param(
            scorecard_of({"IMP": (0, 0), "VIS-3": (1, 1)}, default=(3, 3)),
            "Functional. To cross to “Integrated”: one block to bring to “Functional” and one "
            "condition.",
            id="below-and-condition",
        ),
        pytest.param(
            scorecard_of(default=(3, 3)),
            "Integrated. To reach “Customer-first”: six more blocks.",
            id="beyond-the-crossing",
        ),
        pytest.param(
            scorecard_of(default=(4, 4)),
            "Customer-first. What was great last year is worth asking again.",
            id="last",
        ),
        pytest.param(
            scorecard_of(NONE_ASKED),
            "There are not enough answers to name a stage yet.",
            id="no-stage",
        ),
        pytest.param(
            scorecard_of(default=(4, 4), form="quick"),
            "Integrated, as far as the quick questionnaire can tell.",
            id="quick",
        ),
    ],
)
def test_headline_names_the_stage_and_everything_that_separates(scorecard, text):
    assert headline(scorecard, shipped_wording()) == text


def test_headline_takes_names_of_stages_from_the_model_in_the_language():
    with translation.override("fr"):
        text = headline(scorecard_of(default=(0, 0)), shipped_wording("fr"))

    assert text.startswith("Basique")
    assert "Fonctionnel" in text


@pytest.mark.parametrize(
    ("texts", "row"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_texts_stand_in_a_row(texts, row):
    assert in_a_row(texts) == row


def test_counts_are_words_up_to_ten():
    assert [in_words(count) for count in (0, 1, 5, 10, 11)] == ["none", "one", "five", "ten", "11"]


@pytest.mark.parametrize(
    ("score", "shown"), [(None, ""), (0.0, 0), (54.999, 54), (55.0, 55), (34.9999999999, 35)]
)
def test_points_never_claim_what_is_not_reached(score, shown):
    assert points(score) == shown


def test_percent_and_words_of_stones():
    assert percent(0.75) == 75
    assert status_name("embedded") == "Embedded"
    assert status_name("invented") == "invented"
    assert unseen_reason(Unseen.TOO_FEW) == "Too few answers to show a figure"
    assert unseen_reason(None) == ""


def test_crossing_sentence_counts_blocks_and_conditions():
    assert crossing_sentence(scorecard_of({"VOC": (3, 4)}), shipped_wording()) == (
        "Blocks by stage – Basic: 0, Functional: 7, Integrated: 0, Customer-first: 1. "
        "Conditions for crossing in place: 0 of 3."
    )


def test_heatmap_sentence_looks_at_the_stage_ahead():
    scorecard = scorecard_of({"VOC": (3, 4)}, default=(2, 2))

    assert heatmap_sentence(scorecard, shipped_maturity_model(), shipped_wording()) == (
        "Practices of “Functional” are in place, on average, in 1 block of 8."
    )


def test_radar_sentence_names_both_ends():
    scorecard = scorecard_of({"VOC": (3, 4), "IMP": (1, 1)})

    assert radar_sentence(scorecard, shipped_wording()) == (
        "Furthest along: Voice of the customer, 75 of 100. "
        "Improvement, at 6, would gain most from company."
    )
    assert radar_sentence(scorecard_of(), shipped_wording()) == (
        "All blocks stand at the same score."
    )


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (1, "All blocks that have a score stand at the same one."),
        (7, "Too few blocks have a score to compare them."),
    ],
)
def test_radar_sentence_compares_only_what_has_a_score(missing, words):
    scorecard = scorecard_of(dict.fromkeys(shipped_maturity_model().blocks[:missing]))

    assert radar_sentence(scorecard, shipped_wording()) == words


@pytest.mark.parametrize(
    ("language", "score", "text"),
    [("en", 21.994, "21.99"), ("en", 21.999, "21.99"), ("fr", 55, "55,00")],
)
def test_hundredths_never_round_up(language, score, text):
    with translation.override(language):
        assert hundredths(score) == text
