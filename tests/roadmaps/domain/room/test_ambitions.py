"""Laws of wishes: beside those of another room they give nobody away (method G3)."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.room.ambitions import Wanted, spread_ambitions
from roadmaps.domain.targets import Intention

STAGES = 4
wishes = st.lists(
    st.builds(
        Wanted,
        years=st.sampled_from((2, 5)),
        stage=st.integers(1, STAGES),
        intention=st.sampled_from(Intention),
    ),
    max_size=50,
)
told_before = st.dictionaries(
    st.sampled_from((2, 5)), st.lists(st.integers(3, 40), max_size=3), max_size=2
)


def spread(said, k, earlier, seed=0):
    return spread_ambitions(
        said, stages=STAGES, min_group_size=k, earlier=earlier, lot=Random(seed)
    )


@given(wishes, st.integers(2, 12), told_before)
def test_wishes_differ_from_every_earlier_round_by_nobody_or_a_group(said, k, earlier):
    for told in spread(said, k, earlier):
        assert told.people >= k
        assert all(
            told.people == count or abs(told.people - count) >= k
            for count in earlier.get(told.years, ())
        )


@given(wishes, st.integers(2, 12), told_before)
def test_counts_are_of_the_people_told_and_of_wishes_that_were_made(said, k, earlier):
    for told in spread(said, k, earlier):
        mine = [wish for wish in said if wish.years == told.years]
        assert sum(told.stages) == sum(told.intentions.values()) == told.people
        assert told.set_aside == (told.people < len(mine))
        for stage, count in enumerate(told.stages, start=1):
            assert count <= sum(wish.stage == stage for wish in mine)


@given(wishes, st.integers(1, 12))
def test_all_wishes_count_where_nothing_was_told_before(said, k):
    found = {told.years: told.people for told in spread(said, k, {})}
    counts = {years: sum(wish.years == years for wish in said) for years in (2, 5)}
    assert found == {years: count for years, count in counts.items() if count >= k and count}


@given(wishes, told_before)
def test_all_wishes_count_where_there_are_names(said, earlier):
    assert not any(told.set_aside for told in spread(said, 1, earlier))


def test_latecomer_to_another_room_is_set_aside_with_others():
    said = [Wanted(2, 3, Intention.ADVANCE)] * 11 + [Wanted(2, 1, Intention.SCALE_BACK)]
    (told,) = spread(said, 5, {2: (11,)})

    assert (told.people, told.set_aside) == (11, True)
