import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.levelling import Work, level

MONTHS = 6


@st.composite
def tasks(draw):
    """Up to five pieces of work in six months, some after others, beside what runs anyway."""
    works = []
    for place in range(draw(st.integers(1, 5))):
        months = draw(st.integers(1, 4))
        rate = draw(st.sampled_from([0, 1, 3, 5, 12]))
        after = draw(st.sets(st.sampled_from(range(place)), max_size=1)) if place else ()
        ends = [works[need].earliest + works[need].months for need in after]
        earliest = max(ends, default=0)
        works.append(Work(months, rate, earliest, MONTHS + 6 - months, tuple(sorted(after))))
    length = max(MONTHS, *(work.earliest + work.months for work in works))
    latest = [length] * len(works)
    for place in reversed(range(len(works))):
        latest[place] -= works[place].months
        for need in works[place].after:
            latest[need] = min(latest[need], latest[place])
    base = draw(st.lists(st.integers(0, 9), min_size=length, max_size=length))
    fitted = [
        Work(w.months, w.rate, w.earliest, last, w.after)
        for w, last in zip(works, latest, strict=True)
    ]
    return fitted, base


def loads(works, base, starts):
    found = list(base)
    for work, start in zip(works, starts, strict=True):
        for month in range(start, start + work.months):
            found[month] += work.rate
    return found


def keeps(works, starts):
    return all(
        work.earliest <= start <= work.latest
        and all(starts[need] + works[need].months <= start for need in work.after)
        for work, start in zip(works, starts, strict=True)
    )


def score(works, base, starts):
    found = loads(works, base, starts)
    return max(found), sum(load**2 for load in found), tuple(starts)


@settings(deadline=None, max_examples=150)
@given(tasks())
def test_level_finds_the_best_of_all_arrangements(task):
    works, base = task
    starts = level(works, base)
    every = itertools.product(*(range(work.earliest, work.latest + 1) for work in works))
    best = min(score(works, base, other) for other in every if keeps(works, other))
    assert keeps(works, starts)
    assert score(works, base, starts) == best


def test_level_spreads_what_would_pile_up():
    works = [Work(2, 10, 0, 4), Work(2, 10, 0, 4), Work(2, 10, 0, 4)]
    starts = level(works, [0] * 6)
    assert sorted(starts) == [0, 2, 4]


def test_level_leaves_what_is_even_already_where_it_starts_earliest():
    assert level([Work(6, 10, 0, 0), Work(2, 0, 0, 4)], [0] * 6) == (0, 0)
    assert level([], [1, 2]) == ()


def test_level_beats_what_moving_one_piece_at_a_time_finds():
    """Two pieces have to change places for the months to be even."""
    works = [Work(1, 4, 0, 2), Work(2, 3, 0, 2), Work(1, 1, 0, 3)]
    starts = level(works, [0, 3, 0, 4])
    assert max(loads(works, [0, 3, 0, 4], starts)) == 6


def test_level_of_many_pieces_is_never_heavier_than_starting_early():
    works = [Work(1 + n % 5, 5 + 7 * n % 11, 0, 18 - (1 + n % 5)) for n in range(40)]
    base = [0] * 18
    early = score(works, base, [0] * 40)
    found = score(works, base, level(works, base))
    total = sum(work.months * work.rate for work in works)
    assert found[0] < early[0]
    assert found[0] <= 1.05 * total / 18
