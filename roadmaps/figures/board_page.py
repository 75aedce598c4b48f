"""The crossing of the board page as a drawing: banks, planks, and a line for every block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessments.figures.palette import stage_intensity
from cxmaturity.lettering import break_lines
from roadmaps.domain.board_page import BoardPage, Crosser, Evidence
from roadmaps.domain.looks import INK, Look, Shade

WIDTH: Final = 515
NAMES: Final = 158
"""Where the banks begin; names of blocks stand before."""
CHASM: Final = 56
HEAD: Final = 26
ROW: Final = 16
FOOT: Final = 5
NAME_SIZE: Final = 8.5
STAGE_SIZE: Final = 9.0
SMALL: Final = 7.5
PLANK: Final = 11
INSET: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters: where its baseline stands."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Bank:
    """A stage as a bank between two edges, its name in lines."""

    number: int
    x: int
    width: int
    shade: Shade
    lines: tuple[Line, ...]

    @property
    def left(self) -> int:
        """Where its name begins."""
        return self.x + INSET

    @property
    def right(self) -> int:
        """Its far edge."""
        return self.x + self.width

    @property
    def middle(self) -> int:
        """Where blocks stand."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Plank:
    """A condition as a plank over the chasm; `number` is its place in the list below."""

    number: int
    y: int
    is_met: bool

    @property
    def baseline(self) -> int:
        """Where its number stands."""
        return self.y + PLANK - 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a block's way, over one ground."""

    start: int
    end: int
    colour: str


@dataclass(frozen=True, slots=True)
class Way:
    """A block: its name in lines of letters of `size`, the banks where it stands (None: not known)
    and is to stand, and the way between."""

    y: int
    lines: tuple[Line, ...]
    size: str
    today: Bank | None
    wanted: Bank | None
    stretches: tuple[Stretch, ...]

    @property
    def bottom(self) -> int:
        """Where its row ends."""
        return self.y + ROW // 2


@dataclass(frozen=True, slots=True)
class CrossingDrawing:
    """A drawing of WIDTH × `height`, in points; names of blocks stand left of
    `names`; `chasm` is its left edge, None without one."""

    height: int
    banks: tuple[Bank, ...]
    names: int
    chasm: int | None
    planks: tuple[Plank, ...]
    ways: tuple[Way, ...]

    @property
    def middle_of_chasm(self) -> int:
        """Where the numbers of planks stand."""
        return (self.chasm or 0) + CHASM // 2


def draw_board_crossing(
    page: BoardPage, stage_names: Mapping[int, str], block_names: Mapping[str, str], look: Look
) -> CrossingDrawing:
    """Blocks on their banks today and at the nearest horizon, planks by their evidence."""
    after = page.scorecard.gate.after_stage if page.evidence else None
    height = HEAD + ROW * len(page.crossers) + FOOT
    banks = _banks(sorted(stage_names.items()), after, look)
    chasm = next((b.right for b in banks if b.number == after), None)
    return CrossingDrawing(
        height=height,
        banks=banks,
        names=NAMES - INSET,
        chasm=chasm,
        planks=_planks(page.evidence, height),
        ways=tuple(
            _way(crosser, HEAD + ROW * place + ROW // 2, block_names, banks)
            for place, crosser in enumerate(page.crossers)
        ),
    )


def _banks(stages: Sequence[tuple[int, str]], after: int | None, look: Look) -> tuple[Bank, ...]:
    room = WIDTH - NAMES - (CHASM if after else 0)
    edges = [NAMES + room * place // len(stages) for place in range(len(stages) + 1)]
    banks = []
    for (number, name), left, right in zip(stages, edges, edges[1:], strict=False):
        beyond = CHASM if after and number > after else 0
        shade = look.intensities[stage_intensity(number, len(stages))]
        texts = break_lines(name, STAGE_SIZE, right - left - 2 * INSET, 2, strong=True)
        lines = _stack(texts, HEAD // 2 + 1, 10)
        banks.append(Bank(number, left + beyond, right - left, shade, lines))
    return tuple(banks)


def _planks(evidence: Sequence[Evidence], height: int) -> tuple[Plank, ...]:
    step = (height - HEAD) / max(1, len(evidence))
    return tuple(
        Plank(place + 1, round(HEAD + step * (place + 0.5) - PLANK / 2), each.state == "met")
        for place, each in enumerate(evidence)
    )


def _way(crosser: Crosser, y: int, block_names: Mapping[str, str], banks: Sequence[Bank]) -> Way:
    by_number = {bank.number: bank for bank in banks}
    today, wanted = by_number.get(crosser.today or 0), by_number.get(crosser.wanted or 0)
    name, size = block_names.get(crosser.block, crosser.block), NAME_SIZE
    texts = break_lines(name, size, NAMES - 8, 2)
    if len(texts) > 1:
        size = SMALL
        texts = break_lines(name, size, NAMES - 8, 2)
    return Way(
        y=y,
        lines=_stack(texts, y, 8),
        size=str(size),
        today=today,
        wanted=wanted,
        stretches=_stretches(today, wanted, banks) if today and wanted else (),
    )


def _stretches(today: Bank, wanted: Bank, banks: Sequence[Bank]) -> tuple[Stretch, ...]:
    """The way from one bank to another, in the ink of each ground; over the chasm it is paper."""
    start, end = sorted((today.middle, wanted.middle))
    found, at = [], start
    for bank in banks:
        left, right = max(bank.x, start), min(bank.right, end)
        if left >= right:
            continue
        if left > at:
            found.append(Stretch(at, left, INK))
        found.append(Stretch(left, right, bank.shade.ink))
        at = right
    return tuple(found)


def _stack(texts: Sequence[str], middle: int, height: int) -> tuple[Line, ...]:
    """Lines around a middle; baselines stand a third of a letter under the middle of a line."""
    first = middle + 3 - height * (len(texts) - 1) // 2
    return tuple(Line(text, first + place * height) for place, text in enumerate(texts))
