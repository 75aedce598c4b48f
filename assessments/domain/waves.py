"""Several waves of an organisation: what changed clearly between them, and what cannot be said.

Works on published scorecards alone, of the organisation as a whole: groups are not compared between
waves, and no difference of counts is made (method D7, D9).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assessments.domain.maturity_model import Gate, MaturityModel, Stage
from assessments.domain.scorecard import Scorecard
from assessments.domain.uncertainty import is_clear_change


class Direction(StrEnum):
    """What may be said of two scores of a block."""

    UP = "up"
    DOWN = "down"
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_BE_SAID = "cannot_be_said"


class Reason(StrEnum):
    """Why a change cannot be said."""

    OTHER_FORM = "other_form"
    OTHER_QUESTIONS = "other_questions"
    OTHER_WEIGHTS = "other_weights"
    NO_SCORE = "no_score"
    FIRST_EDITION = "first_edition"
    NO_ERROR = "no_error"


@dataclass(frozen=True, slots=True)
class Measure:
    """How a stone is measured: its place, its weight, and everything that people read."""

    block: str
    stage: int
    impact: int
    wording: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageRules:
    """When a stage is reached; stages compare only under the same rules."""

    stages: tuple[Stage, ...]
    stage_share: float
    bands: tuple[float, ...]
    gate: Gate | None


@dataclass(frozen=True, slots=True, eq=False)
class Yardstick:
    """What a wave was measured with: the stones that its form asks, by code; `acquired`: the score
    from which a stone is acquired."""

    stones: Mapping[str, Measure]
    rules: StageRules
    acquired: float

    def of_block(self, block: str) -> dict[str, Measure]:
        """The measures of a block, by stone."""
        return {code: measure for code, measure in self.stones.items() if measure.block == block}


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """A closed assessment's published scorecard and what it was measured with."""

    scorecard: Scorecard
    yardstick: Yardstick


@dataclass(frozen=True, slots=True)
class Point:
    """A block in one wave: score and interval on 0–100, None where there is nothing to say;
    `span`: lowest and highest respondents' score where there are too few for an interval."""

    score: float | None
    stage: int | None
    interval: tuple[float, float] | None
    span: tuple[float, float] | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """A block between two waves (places from 0). `stones` were changed, added or removed, where
    that is the reason."""

    before: int
    after: int
    direction: Direction
    reason: Reason | None = None
    stones: tuple[str, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether both scores measure the same."""
        return self.reason not in {Reason.OTHER_FORM, Reason.OTHER_QUESTIONS, Reason.OTHER_WEIGHTS}


@dataclass(frozen=True, slots=True)
class BlockTrend:
    """A block over time: a point a wave, changes between neighbours, and from first to last (None
    with one wave)."""

    block: str
    points: tuple[Point, ...]
    steps: tuple[Change, ...]
    whole: Change | None


@dataclass(frozen=True, slots=True)
class StoneMove:
    """A stone that passed the mark of acquired between two waves, which both show its score."""

    stone: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Trend:
    """All waves of one form and one maturity model. `gained` stones are newly acquired; `slipped`
    ones were acquired before and are worth a look: a stone has no interval, so chance may be all.
    `same_rules`: stages were reached under the same rules in all waves."""

    blocks: tuple[BlockTrend, ...]
    gained: tuple[StoneMove, ...]
    slipped: tuple[StoneMove, ...]
    same_rules: bool


def find_yardstick(
    maturity_model: MaturityModel, form: str, wording: Mapping[str, tuple[str, ...]]
) -> Yardstick:
    """What a form of a version measures with; `wording`: all that is read of a stone, by code."""
    stones = (maturity_model.stone_by_code[code] for code in maturity_model.items(form))
    scoring = maturity_model.scoring
    return Yardstick(
        {s.code: Measure(s.block, s.stage, s.impact, wording.get(s.code, ())) for s in stones},
        StageRules(
            maturity_model.stages, scoring.stage_share, scoring.quick_bands, maturity_model.gate
        ),
        scoring.prerequisite_satisfied,
    )


def find_trend(waves: Sequence[Wave]) -> Trend:
    """Blocks and stones over waves in time order, at least one (method D7).

    Blocks meet by code, in the order of the last wave; they compare where both versions ask the
    same stones, with the same stages, impacts and words, in the same form and with departments
    weighing alike.
    """
    newest_first = [block.block for wave in reversed(waves) for block in wave.scorecard.blocks]
    moves = tuple(_find_moves(waves))
    return Trend(
        blocks=tuple(_follow(waves, block) for block in dict.fromkeys(newest_first)),
        gained=tuple(move for move, is_acquired in moves if is_acquired),
        slipped=tuple(move for move, is_acquired in moves if not is_acquired),
        same_rules=all(a.yardstick.rules == b.yardstick.rules for a, b in pairwise(waves)),
    )


def _follow(waves: Sequence[Wave], block: str) -> BlockTrend:
    last = len(waves) - 1
    steps = tuple(compare_block(waves, block, place, place + 1) for place in range(last))
    return BlockTrend(
        block,
        tuple(_find_point(wave.scorecard, block) for wave in waves),
        steps,
        compare_block(waves, block, 0, last) if last else None,
    )


def _find_point(scorecard: Scorecard, block: str) -> Point:
    result = next((one for one in scorecard.blocks if one.block == block), None)
    if result is None or result.score is None:
        return Point(None, None, None, None, None)
    blocks = scorecard.spread.blocks if scorecard.spread else ()
    spread = next((one for one in blocks if one.block == block), None)
    if spread is None:
        return Point(result.score, result.stage, None, None, None)
    return Point(result.score, result.stage, spread.interval, spread.span, spread.standard_error)


def compare_block(waves: Sequence[Wave], block: str, before: int, after: int) -> Change:
    """What may be said of a block between two waves: a change when |Δ| > 1.96 · √(SE₁² + SE₂²),
    otherwise none that is clear; neither where one of both has no standard error (method D7)."""
    first, second = waves[before], waves[after]
    reason = _find_reason(first, second, block)
    if reason:
        stones = _find_changed(first.yardstick, second.yardstick, block)
        named = stones if reason is Reason.OTHER_QUESTIONS else ()
        return Change(before, after, Direction.CANNOT_BE_SAID, reason, named)
    old, new = _find_point(first.scorecard, block), _find_point(second.scorecard, block)
    return Change(before, after, _find_direction(old, new))


def _find_reason(first: Wave, second: Wave, block: str) -> Reason | None:
    cards = (first.scorecard, second.scorecard)
    points = [_find_point(card, block) for card in cards]
    checks = (
        (cards[0].form != cards[1].form, Reason.OTHER_FORM),
        (_find_changed(first.yardstick, second.yardstick, block), Reason.OTHER_QUESTIONS),
        (cards[0].department_weight != cards[1].department_weight, Reason.OTHER_WEIGHTS),
        (any(point.score is None for point in points), Reason.NO_SCORE),
        (any(card.spread is None for card in cards), Reason.FIRST_EDITION),
        (any(point.standard_error is None for point in points), Reason.NO_ERROR),
    )
    return next((reason for holds, reason in checks if holds), None)


def _find_changed(first: Yardstick, second: Yardstick, block: str) -> tuple[str, ...]:
    """Stones of a block that only one of both measures, or measures otherwise."""
    old, new = first.of_block(block), second.of_block(block)
    return tuple(code for code in dict.fromkeys((*old, *new)) if old.get(code) != new.get(code))


def _find_direction(old: Point, new: Point) -> Direction:
    difference = (new.score or 0) - (old.score or 0)
    if not is_clear_change(difference, old.standard_error or 0, new.standard_error or 0):
        return Direction.NO_CLEAR_CHANGE
    return Direction.UP if difference > 0 else Direction.DOWN


def _find_moves(waves: Sequence[Wave]) -> Iterator[tuple[StoneMove, bool]]:
    """Stones that passed the mark, against the nearest earlier wave that shows them; whether they
    are acquired now."""
    for after, wave in enumerate(waves):
        for stone in wave.scorecard.stones:
            before = _find_earlier(waves, stone.stone, after)
            if stone.score is None or before is None:
                continue
            now = stone.score >= wave.yardstick.acquired
            former = (_find_score(waves[before], stone.stone) or 0) >= wave.yardstick.acquired
            if now != former:
                yield StoneMove(stone.stone, before, after), now


def _find_earlier(waves: Sequence[Wave], stone: str, after: int) -> int | None:
    """The nearest earlier wave whose score of the stone measures the same."""
    places = (p for p in reversed(range(after)) if _is_same_stone(waves[p], waves[after], stone))
    return next((p for p in places if _find_score(waves[p], stone) is not None), None)


def _is_same_stone(first: Wave, second: Wave, stone: str) -> bool:
    """Impact and stage do not move a stone's own score; words, marks, weights and form may."""
    cards, sticks = (first.scorecard, second.scorecard), (first.yardstick, second.yardstick)
    old, new = (stick.stones.get(stone) for stick in sticks)
    return (
        old is not None
        and new is not None
        and old.wording == new.wording
        and sticks[0].acquired == sticks[1].acquired
        and cards[0].department_weight == cards[1].department_weight
        and cards[0].form == cards[1].form
    )


def _find_score(wave: Wave, stone: str) -> float | None:
    return next((one.score for one in wave.scorecard.stones if one.stone == stone), None)
