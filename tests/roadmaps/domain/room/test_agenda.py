"""The agenda that is proposed (method G1)."""

import pytest

from assessments.domain.spread import Distribution, ItemSpread, Spread
from roadmaps.domain.room.agenda import propose_agenda
from roadmaps.domain.room.scenes import Kind
from tests.builders import shipped_maturity_model

MODEL = shipped_maturity_model()
CODES = [stone.code for stone in MODEL.stones]
EVEN = Distribution((2, 2, 2, 2, 2))


def item(rank, *, band="divergent", split=0.0):
    return ItemSpread(CODES[rank], 10, EVEN, EVEN, band, None, rank, capability_split=split)


def stones_of(spread, minutes):
    return [e for e in propose_agenda(MODEL, spread, minutes=minutes) if e.kind is Kind.STONE]


def test_agenda_has_its_ends_and_every_block_without_any_spread():
    agenda = propose_agenda(MODEL, None, minutes=62)

    kinds = [entry.kind for entry in agenda]
    blocks = [entry.subject for entry in agenda if entry.kind is Kind.AMBITION]
    assert kinds == [Kind.WELCOME, Kind.GREAT, *[Kind.AMBITION] * 8, Kind.FEEDBACK]
    assert blocks == list(MODEL.blocks)
    assert sum(entry.minutes for entry in agenda) == 62


def test_agenda_takes_what_divides_most_first_and_gives_camps_more_time():
    spread = Spread(items=(item(2), item(1, split=0.6), item(3)))

    found = [(entry.subject, entry.minutes) for entry in stones_of(spread, 240)]
    assert found == [(CODES[1], 12), (CODES[2], 8), (CODES[3], 8)]


def test_agenda_leaves_out_what_is_seen_alike():
    spread = Spread(items=(item(1, band="aligned"), item(2), item(3, band=None)))

    assert [entry.subject for entry in stones_of(spread, 240)] == [CODES[2], CODES[3]]


def test_agenda_takes_two_stones_at_least_and_twelve_at_most():
    spread = Spread(items=tuple(item(rank) for rank in range(1, 20)))

    assert [len(stones_of(spread, minutes)) for minutes in (15, 106, 600)] == [2, 3, 12]


def blocks_of(spread, minutes):
    agenda = propose_agenda(MODEL, spread, minutes=minutes)
    return [entry.subject for entry in agenda if entry.kind is Kind.AMBITION]


@pytest.mark.parametrize("split", [0.0, 0.6])
@pytest.mark.parametrize("minutes", [60, 75, 90, 120, 240])
def test_agenda_fits_into_its_session_from_an_hour_on(minutes, split):
    spread = Spread(items=tuple(item(rank, split=split) for rank in range(1, 20)))

    agenda = propose_agenda(MODEL, spread, minutes=minutes)
    assert sum(entry.minutes for entry in agenda) <= minutes


def test_agenda_of_a_short_session_keeps_the_blocks_that_divide_most():
    last = MODEL.blocks[-1]
    first_of_last = next(n for n, s in enumerate(MODEL.stones) if s.block == last)
    spread = Spread(items=(item(first_of_last), item(0, band="aligned")))

    assert blocks_of(spread, 60) == [*MODEL.blocks[:4], last]
    assert blocks_of(spread, 42) == [last]
    assert blocks_of(None, 38) == list(MODEL.blocks[:2])


def test_agenda_asks_for_ideas_on_the_first_two_stones():
    spread = Spread(items=tuple(item(rank) for rank in range(1, 5)))

    agenda = propose_agenda(MODEL, spread, minutes=180)
    assert [e.subject for e in agenda if e.kind is Kind.IDEAS] == CODES[1:3]
