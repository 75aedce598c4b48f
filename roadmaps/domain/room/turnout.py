"""How many are in the room, and how many have spoken: in bands that give nobody away."""

from dataclasses import dataclass
from typing import Final

from assessments.domain.participation import Attendance, Band, find_participation

HALF: Final = 50
"""Per cent of the room."""


@dataclass(frozen=True, slots=True)
class RoomTurnout:
    """`joined` from and to how many people (both the same where names are known; from 0: fewer than
    `k`), and those who have spoken: `spoken` how many where names are known, else `band` of those
    in the room; neither while they are fewer than `k`."""

    joined: tuple[int, int]
    spoken: int | None
    band: Band | None

    @property
    def is_thin(self) -> bool:
        """Whether fewer than half of the room may have spoken, or too few to tell anything: what is
        counted now is better asked for twice. Tells no more than the figures beside it."""
        if self.spoken is not None:
            return not self.spoken or 2 * self.spoken < self.joined[1]
        return self.band is None or self.band.floor < HALF


def find_turnout(joined: int, spoken: int, k: int) -> RoomTurnout:
    """What may be said about the people in a room, where `k` (≥ 1) make a group (method G1).

    With names (`k` 1) both are told as they are. Otherwise people in the room are told in bands `k`
    wide, and those who have spoken as a fifth of the room, once they are `k` (method D9).
    """
    if k == 1:
        return RoomTurnout((joined, joined), spoken, None)
    floor = joined // k * k
    whole = find_participation([Attendance("", max(joined, 1), spoken)], k).whole
    return RoomTurnout((floor, floor + k - 1), None, whole.band)
