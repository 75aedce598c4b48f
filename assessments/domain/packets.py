"""What a device sends: choices with order numbers, and which of two stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

LARGEST_SEQUENCE: Final = 2_000_000_000
"""An order number that a device may give; the page itself may still count on from there."""
FURTHEST_AHEAD: Final = 10_000
"""How far a packet may be ahead of its sheet: more than anybody taps without a network, and so
little that one packet never uses up the numbers."""

Pair = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A choice and its order number (from 1): the more a device knew, the higher the number."""

    value: T
    sequence: int


@dataclass(frozen=True, slots=True)
class Packet:
    """Answers by stone code, positions (stage numbers, 0 don't know) and comments by block code."""

    answers: Mapping[str, Entry[Pair]] = field(default_factory=dict)
    positions: Mapping[str, Entry[int]] = field(default_factory=dict)
    comments: Mapping[str, Entry[str]] = field(default_factory=dict)

    @property
    def sequence(self) -> int:
        """The highest order number, 0 when there is nothing."""
        parts = (self.answers, self.positions, self.comments)
        return max((entry.sequence for part in parts for entry in part.values()), default=0)

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing at all."""
        return not (self.answers or self.positions or self.comments)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a packet: the highest number of the sheet, and what stands instead of those
    choices that were outdated. All others are saved."""

    sequence: int
    outdated: Packet


def weigh(sent: Packet, present: Packet) -> tuple[Packet, Packet]:
    """Of two choices for one question the higher order number stands, whichever comes last.

    Returns what of the packet is to be written, and what stands already instead of the rest. The
    same choice under the same number is a repeated packet: neither.
    """
    answers = _weigh(sent.answers, present.answers)
    positions = _weigh(sent.positions, present.positions)
    comments = _weigh(sent.comments, present.comments)
    written, kept = zip(answers, positions, comments, strict=True)
    return Packet(*written), Packet(*kept)


def _weigh(
    sent: Mapping[str, Entry[T]], present: Mapping[str, Entry[T]]
) -> tuple[dict[str, Entry[T]], dict[str, Entry[T]]]:
    wins = {
        key: entry
        for key, entry in sent.items()
        if key not in present or entry.sequence > present[key].sequence
    }
    rest = {
        key: present[key] for key, entry in sent.items() if key not in wins if entry != present[key]
    }
    return wins, rest


def number_changes(
    present: Packet,
    *,
    answers: Mapping[str, Pair],
    positions: Mapping[str, int],
    comments: Mapping[str, str],
) -> Packet:
    """Whatever differs from what stands, as the newest: one above the highest order number.

    A comment that nobody made is as good as an empty one.
    """
    number = present.sequence + 1
    return Packet(
        answers=_changes(answers, present.answers, number),
        positions=_changes(positions, present.positions, number),
        comments={
            key: entry
            for key, entry in _changes(comments, present.comments, number).items()
            if entry.value or key in present.comments
        },
    )


def _changes(
    values: Mapping[str, T], present: Mapping[str, Entry[T]], number: int
) -> dict[str, Entry[T]]:
    return {
        key: Entry(value, number)
        for key, value in values.items()
        if key not in present or present[key].value != value
    }
