"""How views are spread, in words."""

import pytest

from assessments.domain.spread import BlockSpread, Cell, CutKind, Distribution, Topic
from assessments.figures.spread import Camps, GapRow
from assessments.templatetags import spread
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of, shipped_wording

MODEL = shipped_maturity_model()


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ("aligned", "Seen alike"),
        ("divergent", "Views diverge"),
        ("far_apart", "Far apart"),
        (None, "Too few answers to compare"),
    ],
)
def test_bands_have_neutral_words(band, words):
    assert spread.band_name(band) == words


def test_topics_have_words():
    assert spread.topic_name(Topic.WHERE) == "most on where it is done"
    assert spread.topic_name(None) == "as much on how settled it is as on where it is done"


@pytest.mark.parametrize(
    ("distribution", "words"),
    [
        (
            Distribution((0, 3, 7, 0, 0), 1.5, 0.4, (1.0, 2.25)),
            "Middle answer 1.5; half of the answers lie from 1 to 2.25.",
        ),
        (Distribution((3, 0, 6)), ""),
    ],
)
def test_middle_is_told_where_there_is_one(distribution, words):
    assert spread.middle_of(distribution) == words


@pytest.mark.parametrize(
    ("band", "share", "words"),
    [
        ("aligned", 0.9, "Nothing to settle here."),
        ("divergent", 0.5, "Views differ between departments"),
        ("to_discuss", 0.49, "Views differ within departments"),
        ("to_discuss", None, "departments cannot be told apart"),
        (None, 0.9, ""),
    ],
)
def test_differences_lie_between_departments_or_within(band, share, words):
    block = BlockSpread("VIS", 12, 0.8, band, between_share=share)

    said = spread.source_of_difference(block, MODEL)
    assert (words in said, bool(words)) == (True, bool(said))


def test_differences_without_any_between_scores_of_the_block_lie_in_its_practices():
    block = BlockSpread("VIS", 12, 0.8, "to_discuss", (50, 50), standard_error=0)

    assert "is the same" in spread.source_of_difference(block, MODEL)


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (15.9, "leaders see it 15 points higher"),
        (-1.2, "the front line sees it 1 point higher"),
        (0.4, "the same score from both"),
    ],
)
def test_gaps_have_a_direction(gap, words):
    assert spread.gap_in_words(GapRow("VIS", gap, 150, is_flagged=False)) == words


def test_pools_have_names_of_their_own():
    pool = Cell("others", ("hr", "it"), 5, ())

    assert spread.group_name(pool, CutKind.DEPARTMENT, {}) == "Other departments together"
    assert spread.group_name(pool, CutKind.VANTAGE, {}) == "Other positions together"
    assert spread.group_name(Cell("hr", ("hr",), 5, ()), CutKind.DEPARTMENT, {"hr": "HR"}) == "HR"


def test_strengths_are_what_is_in_place_and_seen_alike(shipped_texts):
    everywhere = spread.strengths_sentence(scorecard_of(default=(4, 4)), MODEL, shipped_texts)
    nowhere = spread.strengths_sentence(scorecard_of(default=(0, 0)), MODEL, shipped_texts)

    assert everywhere.startswith("In place, and seen alike: ")
    assert nowhere.startswith("Seen alike: ")


def test_camps_are_counted_in_the_words_of_the_question(shipped_texts):
    stone = shipped_texts.stones["VIS-1"]
    said = spread.camps_sentence(Camps(1, 5), "how_settled", stone, shipped_texts)

    assert said == "Two camps on how settled it is. “0” or “1”: 1 person. “3” or “4”: 5 people."


@pytest.fixture
def shipped_texts():
    """Texts of the shipped model, those of the answers left out."""
    return shipped_wording()
