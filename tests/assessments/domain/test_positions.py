import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.disclosure import TooFewAnswers
from assessments.domain.positions import Camp, Positions, count_positions, find_classes
from assessments.domain.responses import BLANK, pack_positions, unpack_positions
from assessments.domain.scorecard import Unseen
from tests.builders import shipped_maturity_model

YARDSTICK = shipped_maturity_model()
FIRST, SECOND = YARDSTICK.blocks[:2]


def count(chosen, k=5):
    """The first block as seen by people who chose these stages (0: don't know, 7: blank)."""
    said = [{FIRST: stage} if stage != BLANK else {} for stage in chosen]
    sheets = [pack_positions(of | {SECOND: 2}, YARDSTICK.blocks) for of in said]
    positions = Positions(YARDSTICK.blocks, unpack_positions(sheets, YARDSTICK.blocks))
    return count_positions(YARDSTICK, positions, min_group_size=k)


def test_positions_of_ten_are_counted_stage_by_stage():
    first = count([1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 0, 0]).blocks[0]

    assert first.camps == (Camp(1, 1, 2), Camp(2, 2, 4), Camp(3, 3, 2), Camp(4, 4, 2))
    assert (first.valid, first.dont_know) == (10, 2 / 12)
    assert (first.middle_from, first.middle_to) == (2, 2)


def test_positions_of_fewer_are_counted_in_halves():
    first = count([1, 1, 1, 1, 1, 1, 1, 1, 1]).blocks[0]

    assert first.camps == (Camp(1, 2, 9), Camp(3, 4, 0))
    assert (first.middle_from, first.middle_to) == (1, 2)


def test_positions_with_names_are_counted_stage_by_stage():
    panorama = count([4, 1], k=1)

    assert [camp.people for camp in panorama.blocks[0].camps] == [1, 0, 0, 1]
    assert (panorama.blocks[0].middle_from, panorama.blocks[0].middle_to) == (1, 4)
    assert panorama.blocks[0].agreement is None


def test_block_with_too_few_positions_says_nothing_else():
    panorama = count([1, 2, 3, 4, 0, 0, 0])
    first, second, *others = panorama.blocks

    assert first.unseen is Unseen.TOO_FEW
    assert (first.valid, first.camps, first.dont_know, first.agreement) == (None, (), None, None)
    assert (second.valid, second.unseen) == (7, None)
    assert {block.unseen for block in others} == {Unseen.TOO_FEW}
    assert panorama.respondents == 7


def test_too_few_people_are_shown_nothing():
    with pytest.raises(TooFewAnswers, match="fewer than 5 people"):
        count([1, 2, 3, 4])


def test_blank_sheets_are_nobody():
    sheets = [pack_positions({}, YARDSTICK.blocks)] * 9
    positions = Positions(YARDSTICK.blocks, unpack_positions(sheets, YARDSTICK.blocks))
    with pytest.raises(TooFewAnswers):
        count_positions(YARDSTICK, positions, min_group_size=1)


@pytest.mark.parametrize(
    ("chosen", "band"),
    [([2] * 10, "aligned"), ([1, 2, 2, 3, 3, 3], "to_discuss"), ([1, 1, 1, 4, 4, 4], "divergent")],
)
def test_agreement_is_a_band(chosen, band):
    assert count(chosen).blocks[0].agreement == band


@pytest.mark.parametrize(
    ("stages", "classes"),
    [
        (2, ((1, 2),)),
        (3, ((1, 2), (3, 3))),
        (4, ((1, 2), (3, 4))),
        (5, ((1, 2), (3, 3), (4, 5))),
        (6, ((1, 2), (3, 4), (5, 6))),
    ],
)
def test_classes_take_both_ends_together(stages, classes):
    assert find_classes(stages, exact=False) == classes
    assert len(find_classes(stages, exact=True)) == stages


@given(st.lists(st.integers(0, 4) | st.just(7), min_size=5, max_size=40), st.integers(3, 20))
def test_positions_hold_the_laws(chosen, k):
    said = np.array([stage for stage in chosen if 1 <= stage <= 4])
    if len(chosen) < k:
        return
    first = count(chosen, k).blocks[0]
    assert first == count(sorted(chosen), k).blocks[0]
    assert (first.unseen is None) == (len(said) >= k)
    if first.unseen is None:
        assert sum(camp.people for camp in first.camps) == first.valid == len(said)
        assert first.middle_from <= np.median(said) <= first.middle_to
        assert all(camp.last > camp.first for camp in first.camps) == (len(said) < 10)
