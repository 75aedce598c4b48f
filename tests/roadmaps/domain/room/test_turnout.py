"""Counters of the room give nobody away (method G1)."""

import pytest

from assessments.domain.participation import Band
from roadmaps.domain.room.turnout import RoomTurnout, find_turnout


@pytest.mark.parametrize(
    ("joined", "spoken", "k", "found"),
    [
        (0, 0, 5, RoomTurnout((0, 4), None, None)),
        (4, 4, 5, RoomTurnout((0, 4), None, None)),
        (12, 4, 5, RoomTurnout((10, 14), None, None)),
        (12, 5, 5, RoomTurnout((10, 14), None, Band(40, 60))),
        (12, 12, 5, RoomTurnout((10, 14), None, Band(80, 100))),
        (3, 2, 1, RoomTurnout((3, 3), 2, None)),
        (0, 0, 1, RoomTurnout((0, 0), 0, None)),
    ],
)
def test_turnout_is_told_in_bands_unless_names_are_known(joined, spoken, k, found):
    assert find_turnout(joined, spoken, k) == found


@pytest.mark.parametrize(
    ("joined", "spoken", "k", "thin"),
    [
        (0, 0, 3, True),
        (5, 2, 3, True),
        (10, 5, 3, True),
        (10, 7, 3, False),
        (3, 1, 1, True),
        (4, 2, 1, False),
        (0, 0, 1, True),
    ],
)
def test_room_is_thin_while_half_of_it_may_be_silent(joined, spoken, k, thin):
    assert find_turnout(joined, spoken, k).is_thin is thin
