"""How views are spread, as rows and small drawings: items to talk about, gaps, groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assessments.domain.maturity_model import MaturityModel, find_band
from assessments.domain.scorecard import Scorecard
from assessments.domain.spread import Cell, Cut, CutKind, Distribution, ItemSpread, Spread
from assessments.figures.palette import intensity
from assessments.figures.points import whole_points

WIDTH: Final = 300
"""Of a bar, in the units of its drawing."""
GAP: Final = 1.5
LEAST_FOR_NUMBER: Final = 13
"""Narrower segments do not carry their number; the table behind does."""
MARGIN: Final = 10
LEAST_REACH: Final = 40
"""Points from the middle of a drawing of gaps to its end; more where a gap is wider."""
STRONGEST: Final = 3
CLASSES: Final = ((0, 1), (2,), (3, 4))
SPLIT_FROM: Final = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """So many people (≥ 1) who chose one of `levels` (0–4): where it is drawn, colour step 0–5."""

    levels: tuple[int, ...]
    count: int
    start: float
    width: float
    intensity: int

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.start + self.width / 2, 1)

    @property
    def has_number(self) -> bool:
        """Whether there is room for the number."""
        return self.width >= LEAST_FOR_NUMBER


@dataclass(frozen=True, slots=True)
class Bar:
    """The answers to one of the two questions: `rows` for every level or class, `segments` for
    those that somebody chose."""

    distribution: Distribution
    rows: tuple[tuple[tuple[int, ...], int], ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Camps:
    """How many (≥ 1) stand at the levels 0–1 and 3–4 of one question; never who."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """An item to talk about; camps where two stand against one another on that question.

    `is_alike`: in the last band of agreement, so that there is little to talk about.
    """

    item: ItemSpread
    block: str
    capability: Bar
    breadth: Bar
    capability_camps: Camps | None
    breadth_camps: Camps | None
    is_alike: bool


def differing_rows(
    spread: Spread, maturity_model: MaturityModel, block: str | None = None
) -> tuple[DifferingRow, ...]:
    """Items in the order of the agenda, those of one block only when it is given."""
    stones, best = maturity_model.stone_by_code, maturity_model.scoring.agreement_bands[-1][0]
    return tuple(
        DifferingRow(
            item,
            stones[item.stone].block,
            answers_bar(item.capability),
            answers_bar(item.breadth),
            _camps(item.capability, item.capability_split),
            _camps(item.breadth, item.breadth_split),
            item.band == best,
        )
        for item in spread.agenda
        if block is None or stones[item.stone].block == block
    )


def answers_bar(distribution: Distribution) -> Bar:
    """Answers to one question as a bar."""
    levels = CLASSES if distribution.is_coarse else tuple((n,) for n in range(5))
    rows = tuple(zip(levels, distribution.counts, strict=True))
    total, start, segments = sum(distribution.counts), 0.0, []
    for place, (chosen, count) in enumerate(rows):
        if count:
            width = count * WIDTH / total
            shown = round(max(width - GAP, 1), 1)
            step = intensity(place, len(rows))
            segments.append(Segment(chosen, count, round(start, 1), shown, step))
            start += width
    return Bar(distribution, rows, tuple(segments))


def _camps(distribution: Distribution, split: float | None) -> Camps | None:
    if (split or 0) < SPLIT_FROM:
        return None
    counts = distribution.counts
    if distribution.is_coarse:
        return Camps(counts[0], counts[2])
    return Camps(sum(counts[:2]), sum(counts[3:]))


def seen_alike(spread: Spread, maturity_model: MaturityModel) -> tuple[str, ...]:
    """Codes of the items on which people agree most (the last band of agreement), in the agenda's
    opposite order."""
    best = maturity_model.scoring.agreement_bands[-1][0]
    return tuple(item.stone for item in reversed(spread.agenda) if item.band == best)


def shared_strengths(scorecard: Scorecard, maturity_model: MaturityModel) -> tuple[str, ...]:
    """Up to three codes of items that people see alike and that are in place, highest first."""
    if scorecard.spread is None:
        return ()
    alike = set(seen_alike(scorecard.spread, maturity_model))
    satisfied = maturity_model.scoring.prerequisite_satisfied
    scores = {s.stone: s.score for s in scorecard.stones if s.score is not None}
    there = [code for code, score in scores.items() if code in alike and score >= satisfied]
    return tuple(sorted(there, key=lambda code: -scores[code])[:STRONGEST])


@dataclass(frozen=True, slots=True)
class GapRow:
    """A block seen by leaders and by the front line: points between them (leaders less front line),
    and where the leaders' dot stands when the front line's is in the middle of the drawing."""

    block: str
    gap: float
    place: float
    is_flagged: bool


def gap_rows(spread: Spread, maturity_model: MaturityModel) -> tuple[GapRow, ...]:
    """Perception gaps of the blocks that have one, in the model's order."""
    flag = maturity_model.scoring.perception_gap_flag
    gaps = [block.perception_gap for block in spread.blocks if block.perception_gap is not None]
    step = (WIDTH / 2 - MARGIN) / max([LEAST_REACH, *map(abs, gaps)])
    return tuple(
        GapRow(
            block.block,
            block.perception_gap,
            round(WIDTH / 2 + block.perception_gap * step, 1),
            abs(block.perception_gap) >= flag,
        )
        for block in spread.blocks
        if block.perception_gap is not None
    )


@dataclass(frozen=True, slots=True)
class Unseen:
    """A block or an item (by `code`) of a block that a share (0–1) of people could not judge."""

    code: str
    share: float
    block: str


def unseen_blocks(spread: Spread, maturity_model: MaturityModel) -> tuple[Unseen, ...]:
    """Blocks with a visibility gap from the model's threshold on, in the model's order."""
    flag = maturity_model.scoring.visibility_gap_flag
    gaps = [(block.block, block.visibility_gap) for block in spread.blocks]
    return tuple(Unseen(code, gap, code) for code, gap in gaps if gap is not None and gap >= flag)


def unseen_items(spread: Spread, maturity_model: MaturityModel) -> tuple[Unseen, ...]:
    """Items with a visibility gap from the model's threshold on, widest first."""
    flag = maturity_model.scoring.visibility_gap_flag
    gaps = [(item.stone, item.visibility_gap) for item in spread.items]
    stones = maturity_model.stone_by_code
    found = [
        Unseen(code, gap, stones[code].block)
        for code, gap in gaps
        if gap is not None and gap >= flag
    ]
    return tuple(sorted(found, key=lambda each: -each.share))


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """Score of a block in a group, None where there are too few answers; colour step 0–5."""

    value: int | None
    intensity: int


@dataclass(frozen=True, slots=True)
class CutRow:
    """A block in every group of a cut, in the order of the groups."""

    block: str
    cells: tuple[ScoreCell, ...]


def shown_cells(spread: Spread, kind: CutKind, order: Sequence[str]) -> tuple[Cell, ...]:
    """The groups of one cut in the order of their own list (codes); what is shown together stands
    last."""
    places = {code: place for place, code in enumerate(order)}
    cut = next((cut for cut in spread.cuts if cut.kind == kind), Cut(kind, ()))

    def place(cell: Cell) -> tuple[bool, int]:
        return len(cell.members) > 1, places.get(cell.members[0], len(places))

    return tuple(sorted(cut.cells, key=place))


def cut_rows(cells: Sequence[Cell], maturity_model: MaturityModel) -> tuple[CutRow, ...]:
    """Blocks by groups, coloured by the bands of stones."""
    scores = [dict(cell.scores) for cell in cells]
    return tuple(
        CutRow(block, tuple(_score_cell(group.get(block), maturity_model) for group in scores))
        for block in maturity_model.blocks
    )


def _score_cell(score: float | None, maturity_model: MaturityModel) -> ScoreCell:
    if score is None:
        return ScoreCell(None, 0)
    bands = maturity_model.scoring.stone_status
    place = [code for code, _start in bands].index(find_band(bands, score))
    return ScoreCell(whole_points(score), intensity(place, len(bands)))
