import datetime as dt

import pytest
from django.utils import translation

from roadmaps.domain.board_page import Crosser
from roadmaps.templatetags.board_page import _tell_block, for_owner, in_column, in_row, in_short
from roadmaps.templatetags.results_told import targets_sentence
from tests.roadmaps.domain.test_report_results import rows, target
from tests.scorecards import shipped_wording

LONG = "Keep one promise to every customer wherever they meet us, and show that it was kept"


def test_texts_are_cut_to_their_room_and_say_so():
    assert in_row("Short", 1) == "Short"
    assert in_column(LONG, 1) == "Keep one promise to every custom…"
    assert in_column(LONG, 4) == LONG
    assert len(for_owner(LONG, 1)) < len(in_column(LONG, 1))


def test_a_word_that_is_wider_than_its_room_is_not_parted():
    assert in_column("W" * 40, 2) == "W" * 37 + "…"


@pytest.mark.parametrize(("language", "short"), [("en", "4 Mar 2027"), ("fr", "4 mars 2027")])
def test_days_stand_in_one_line(language, short):
    with translation.override(language):
        assert in_short(dt.date(2027, 3, 4)).replace("\u00a0", " ").lower() == short.lower()


def test_blocks_of_the_drawing_are_told_in_words():
    wording = shipped_wording()

    def told(today, wanted):
        return _tell_block(Crosser("IMP", today, wanted), 2, wording)

    assert told(2, 3) == "Improvement: Functional today, Integrated in 2 years."
    assert told(2, 2) == "Improvement: Functional today and then."
    assert told(None, None) == "Improvement: too few answers to name a stage."


def test_targets_are_summed_up():
    some = tuple(rows(target("IMP", 5, 3), target("VOC", 5, 2)).values())

    assert targets_sentence(some, 5) == "Within 5 years, 2 blocks of 8 are to advance."
    assert targets_sentence(some, 2) == ("Within 2 years every block is to stay, or to scale back.")
