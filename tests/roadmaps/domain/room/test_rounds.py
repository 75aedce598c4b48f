"""Laws of the second round: beside the survey it gives nobody away (method G2)."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.room.rounds import Beside, Voice, count_round, find_counted, how_many
from tests.builders import shipped_maturity_model

MODEL = shipped_maturity_model()
STONE = MODEL.stones[0].code
NAMES = 1

voices = st.lists(
    st.builds(
        Voice, capability=st.integers(0, 4), breadth=st.integers(1, 4), answered=st.booleans()
    ),
    max_size=40,
)
sizes = st.integers(3, 20)


@st.composite
def rooms(draw):
    """Voices, minimum group size, and the survey's answers: as many as may be shown."""
    k = draw(sizes)
    return draw(voices), k, draw(st.integers(k, 40)), Random(draw(st.integers(0, 9)))


def told_of(said, k, before, lot):
    return count_round(MODEL, STONE, said, beside=Beside(before), min_group_size=k, lot=lot)


@given(rooms())
def test_difference_from_the_survey_is_nobody_or_a_group(room):
    said, k, before, lot = room
    counted = find_counted(said, beside=Beside(before), min_group_size=k, lot=lot)
    missing = before - sum(voice.answered for voice in counted)

    assert missing == 0 or abs(missing) >= k


@given(rooms())
def test_late_voices_are_nobody_or_a_group_and_then_all(room):
    said, k, before, lot = room
    counted = find_counted(said, beside=Beside(before), min_group_size=k, lot=lot)
    late = sum(not voice.answered for voice in counted)

    assert late == 0 or (late >= k and late == sum(not voice.answered for voice in said))


@given(rooms())
def test_counted_voices_are_voices_that_were_given(room):
    said, k, before, lot = room
    left = list(said)
    for voice in find_counted(said, beside=Beside(before), min_group_size=k, lot=lot):
        left.remove(voice)


@given(rooms())
def test_nothing_is_told_of_fewer_than_a_group(room):
    said, k, before, lot = room
    told = told_of(said, k, before, lot)

    assert told is None or told.spread.valid >= k
    assert (
        told is not None
        or len(find_counted(said, beside=Beside(before), min_group_size=k, lot=lot)) < k
    )


@given(rooms())
def test_told_counts_sum_to_the_people_told(room):
    told = told_of(*room)
    if told is None:
        return
    both = (told.spread.capability, told.spread.breadth)

    assert {sum(found.counts) for found in both} == {told.spread.valid}
    assert told.spread.valid <= len(room[0])
    assert told.set_aside == (told.spread.valid < len(room[0]))


@given(rooms())
def test_few_voices_are_told_in_three_classes_without_figures(room):
    told = told_of(*room)
    if told is None:
        return
    spread = told.spread
    is_few = spread.valid < 10

    assert spread.capability.is_coarse is spread.breadth.is_coarse is is_few
    assert not is_few or (spread.agreement, spread.capability.median) == (None, None)


@given(voices, st.none() | st.integers(1, 40))
def test_everybody_counts_where_there_are_names(said, before):
    told = told_of(said, NAMES, before, Random(0))

    assert (told.spread.valid if told else 0) == len(said)
    assert told is None or not told.set_aside


@given(voices, sizes)
def test_everybody_counts_where_the_survey_shows_nothing(said, k):
    told = told_of(said, k, None, Random(0))

    assert (told.spread.valid if told else None) == (len(said) if len(said) >= k else None)


@given(rooms())
def test_score_is_between_nothing_and_all(room):
    told = told_of(*room)

    assert told is None or 0 <= told.score <= 100


@pytest.mark.parametrize(
    ("known", "before", "kept"),
    [(0, 10, 0), (7, 10, 7), (8, 10, 7), (9, 10, 7), (10, 10, 10), (12, 10, 10), (13, 10, 13)],
)
def test_how_many_keeps_the_most_that_gives_nobody_away(known, before, kept):
    assert how_many(known, 0, Beside(before), 3) == (kept, 0)


@given(st.integers(0, 60), st.integers(1, 60), sizes)
def test_how_many_keeps_no_more_than_there_are_and_the_most_that_may_be(known, before, k):
    kept, _late = how_many(known, 0, Beside(before), k)
    allowed = [n for n in range(known + 1) if n == before or abs(before - n) >= k]

    assert kept == max(allowed, default=0)


@given(rooms(), st.lists(st.integers(3, 40), max_size=3))
def test_difference_from_every_earlier_round_is_nobody_or_a_group(room, earlier):
    said, k, before, lot = room
    beside = Beside(before, tuple(earlier))
    counted = find_counted(said, beside=beside, min_group_size=k, lot=lot)

    assert not counted or all(len(counted) == n or abs(len(counted) - n) >= k for n in earlier)


def test_a_newcomer_to_a_second_workshop_is_set_aside_with_others():
    said = [Voice(2, 2, answered=True) for _ in range(11)]
    counted = find_counted(said, beside=Beside(20, (10,)), min_group_size=3, lot=Random(0))

    assert len(counted) == 10


def test_lot_decides_who_is_set_aside():
    said = [Voice(level % 5, 1, answered=True) for level in range(9)]
    found = {
        tuple(find_counted(said, beside=Beside(10), min_group_size=3, lot=Random(seed)))
        for seed in range(20)
    }

    assert len(found) > 10
    assert {len(counted) for counted in found} == {7}
