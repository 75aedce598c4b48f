import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.indicators import (
    Direction,
    Indicator,
    Measurement,
    Rhythm,
    fits_direction,
    next_due,
    phases_without_reaction,
    share_of_way,
)

UP, DOWN = Direction.UP, Direction.DOWN
MARCH, JUNE = dt.date(2027, 3, 31), dt.date(2027, 6, 30)
WORK = {"crawl": {"VIS-2": "VIS", "VOC-4": "VOC"}, "walk": {"IMP-2": "IMP"}, "run": {}}


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "direction", "share"),
    [
        (40, 60, 45, UP, 0.25),
        (40, 60, 60, UP, 1),
        (40, 60, 75, UP, 1),
        (40, 60, 30, UP, 0),
        (30, 10, 25, DOWN, 0.25),
        (30, 10, 35, DOWN, 0),
        (30, 10, 5, DOWN, 1),
        (-10, 10, 0, UP, 0.5),
        # holding
        (50, 50, 50, UP, 1),
        (50, 50, 49, UP, 0),
        (50, 50, 49, DOWN, 1),
        (50, 50, 51, DOWN, 0),
        # nothing to say
        (None, 60, 45, UP, None),
        (40, None, 45, UP, None),
        (40, 60, None, UP, None),
        (40, 60, 45, DOWN, None),
    ],
)
def test_share_of_way(baseline, target, actual, direction, share):
    assert share_of_way(baseline, target, actual, direction) == share


NUMBERS = st.none() | st.floats(-1e12, 1e12)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Direction))
def test_share_of_way_stays_between_nothing_and_all(baseline, target, actual, direction):
    share = share_of_way(baseline, target, actual, direction)
    assert share is None or 0 <= share <= 1


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_coming_nearer_never_shortens_the_way_gone(baseline, target, actual, more):
    direction = UP if target >= baseline else DOWN
    nearer = actual + more if direction is UP else actual - more
    assert share_of_way(baseline, target, nearer, direction) >= share_of_way(
        baseline, target, actual, direction
    )


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "fits"),
    [(1, 2, UP, True), (2, 1, UP, False), (2, 1, DOWN, True), (2, 2, DOWN, True), (None, 1, UP, 1)],
)
def test_target_lies_where_the_direction_says(baseline, target, direction, fits):
    assert fits_direction(baseline, target, direction) == fits


@pytest.mark.parametrize(
    ("rhythm", "due"),
    [
        (Rhythm.WEEKLY, dt.date(2027, 4, 7)),
        (Rhythm.MONTHLY, dt.date(2027, 4, 30)),
        (Rhythm.QUARTERLY, JUNE),
        (Rhythm.YEARLY, dt.date(2028, 3, 31)),
    ],
)
def test_rhythm_says_when_to_measure_again(rhythm, due):
    assert next_due(rhythm, MARCH) == due


def indicator(**fields):
    return Indicator(1, "Loop closed in time", **fields)


def test_indicator_is_due_from_its_day_on_and_at_once_before_the_first_time():
    assert indicator().is_due(MARCH)
    measured = indicator(measurements=(Measurement(MARCH, 1),))
    assert not measured.is_due(JUNE - dt.timedelta(days=1))
    assert measured.is_due(JUNE)


def test_order_of_measurements_changes_nothing():
    first, last = Measurement(MARCH, 45), Measurement(JUNE, 50)
    fields = {"baseline": 40, "target": 60}
    one = indicator(measurements=(last, first), **fields)
    other = indicator(measurements=(first, last), **fields)
    assert one.in_order == other.in_order == (first, last)
    assert one.way == other.way == 0.5
    assert one.due_on == other.due_on


def test_missing_facts_are_named():
    assert indicator().missing == ("baseline", "target", "target_on", "owner")
    whole = indicator(baseline=0, target=10, target_on=JUNE, owner="Head of service")
    assert whole.missing == ()


def test_each_phase_with_work_needs_an_indicator_of_customers_reaction():
    reacting = {"is_customer_reaction": True}
    assert phases_without_reaction((), WORK) == ("crawl", "walk")
    assert phases_without_reaction((indicator(),), WORK) == ("crawl", "walk")
    assert phases_without_reaction((indicator(stone="VOC-4", **reacting),), WORK) == ("walk",)
    assert phases_without_reaction((indicator(block="IMP", **reacting),), WORK) == ("crawl",)
    assert phases_without_reaction((indicator(**reacting),), WORK) == ()
