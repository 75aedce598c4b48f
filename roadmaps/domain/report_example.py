"""The worked roadmap of the method in short, as the annex of the report prints it (method E4)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from roadmaps.domain.plans import Position


@dataclass(frozen=True, slots=True)
class Line:
    """A stone: score and aim (0–100), person-days, months, the one that it needs (empty: none), and
    where the plan puts it."""

    stone: str
    score: int
    aim: int
    effort: float
    months: int
    needs: str
    phase: Position

    @property
    def gap(self) -> int:
        """What is missing to the aim."""
        return self.aim - self.score


@dataclass(frozen=True, slots=True)
class Example:
    """An invented organisation: its stones with a gap, person-days offered by phase, and what the
    best plan comes to. `waiting` needs `needed` person-days; the last phase has `left`, and one
    block may take `half` of it."""

    lines: tuple[Line, ...]
    capacities: tuple[int, ...]
    benefit: float
    ceiling: float
    effort: float
    waiting: str
    needed: int
    left: int
    half: int

    @property
    def share(self) -> float:
        """The benefit as a share (0–1) of the ceiling."""
        return self.benefit / self.ceiling


EXAMPLE: Final = Example(
    lines=(
        Line("VIS-2", 20, 50, 15, 1, "", "crawl"),
        Line("VOC-4", 10, 55, 45, 3, "", "crawl"),
        Line("IMP-1", 30, 55, 15, 1, "", "crawl"),
        Line("VIS-3", 0, 50, 45, 3, "VIS-2", "walk"),
        Line("EXB-4", 10, 50, 45, 3, "VIS-3", "walk"),
        Line("VOC-2", 40, 55, 22.5, 3, "", "walk"),
        Line("IMP-2", 30, 55, 15, 1, "IMP-1", "walk"),
        Line("VOC-5", 20, 55, 45, 3, "", "run"),
        Line("IMP-4", 10, 55, 45, 3, "IMP-2", "run"),
        Line("IMP-5", 0, 55, 120, 6, "", None),
    ),
    capacities=(100, 140, 200),
    benefit=44220,
    ceiling=80400,
    effort=292.5,
    waiting="IMP-5",
    needed=120,
    left=110,
    half=100,
)


def find_example(stones: Collection[str]) -> Example | None:
    """The example, for readers of a maturity model that has its stones; None for others."""
    return EXAMPLE if all(line.stone in stones for line in EXAMPLE.lines) else None
