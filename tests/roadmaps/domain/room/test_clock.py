"""Minutes that are left of an item."""

import datetime as dt

import pytest

from roadmaps.domain.room.clock import minutes_left

NOW = dt.datetime(2026, 5, 4, 10, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, 8), (59, 8), (60, 7), (479, 1), (480, 0), (539, 0), (540, -1)]
)
def test_minutes_are_counted_whole_until_time_is_up(seconds, left):
    assert minutes_left(NOW - dt.timedelta(seconds=seconds), 8, NOW) == left


def test_nothing_presented_has_no_time():
    assert minutes_left(None, 8, NOW) is None
