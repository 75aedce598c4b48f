import pytest

from assessments.domain.spread import Distribution
from roadmaps.domain.room.positions import Basis, DayChange, MadeFrom
from roadmaps.templatetags.room_words import (
    change_in_words,
    day_sentence,
    made_from_sentence,
    made_from_words,
    opinion_sentence,
)


@pytest.mark.parametrize(
    ("change", "told"),
    [(None, "–"), (0.0, "0.00"), (0.004, "0.00"), (0.25, "+0.25"), (-0.1, "−0.10")],
)
def test_change_is_told_with_its_sign(change, told):
    assert change_in_words(change) == told


def test_day_tells_bands_and_figures_where_there_are_some():
    assert day_sentence(DayChange(3, 2, 0, 2, 0.4, 0.7)) == (
        "What the conversation changed: of 3 questions asked twice, views came nearer on 2; the "
        "band stayed the same on one. On the 2 whose figures may be told, mean agreement went from "
        "0.40 to 0.70."
    )
    assert day_sentence(DayChange(1, 0, 1, 0, None, None)) == (
        "What the conversation changed: of 1 question asked twice, views went further apart on one."
    )


@pytest.mark.parametrize(
    ("made_from", "told"),
    [
        (MadeFrom(), "It is made from the answers of the survey."),
        (
            MadeFrom(Basis.ROOM, 2, 0),
            (
                "2 stones stand as the second round has them, the others as in the survey. "
                "None of them differs from the survey."
            ),
        ),
        (
            MadeFrom(Basis.AGREED, 3, 2),
            (
                "3 stones stand as the room agreed, the others as in the survey. "
                "2 stones differ from the survey."
            ),
        ),
    ],
)
def test_roadmap_says_what_it_was_made_from(made_from, told):
    assert made_from_sentence(made_from) == told


def test_roadmap_says_what_it_was_made_from_within_a_line():
    told = [made_from_words(MadeFrom(basis, 1, 1)) for basis in (Basis.ROOM, Basis.AGREED)]
    assert told == ["1 stone as the second round has it", "1 stone as the room agreed"]


@pytest.mark.parametrize(("counts", "told"), [((1, 1, 2, 5, 3), "8 of 12"), ((2, 1, 4), "4 of 7")])
def test_opinions_are_told_as_those_who_say_yes(counts, told):
    sentence = f"{told} people say yes or rather yes."
    assert opinion_sentence(Distribution(counts)) == sentence
