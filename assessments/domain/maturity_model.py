"""The maturity model as a value: stages, blocks, stones, gate and the numbers of its method."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Stage:
    """One place on the path; `number` counts from 1. Thresholds are scores, 0–100."""

    code: str
    number: int
    orientation: str
    threshold: float
    own_floor: float


@dataclass(frozen=True, slots=True)
class Stone:
    """A practice of one block and one stage (by number). `impact` (1–5) is its weight in scores."""

    code: str
    block: str
    stage: int
    impact: int
    effort: str
    pillar: str
    prerequisites: tuple[str, ...] = ()
    lens: str | None = None
    workstream: str | None = None
    quick: bool = False


@dataclass(frozen=True, slots=True)
class GateCondition:
    """A condition of the crossing and the gate stone that feeds it."""

    code: str
    stone: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The chasm lies behind stage `after_stage`; a condition is met from `minimum` (0–100) on."""

    after_stage: int
    minimum: float
    conditions: tuple[GateCondition, ...]


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """One pattern of a profile (method D8). Only the fields of its kind are filled.

    `left` − `right` ≥ `difference` compares means of block scores (`*others` = all other blocks);
    `balance_below`; `stone_at_least` with `stone_below`; `function_missing`.
    """

    code: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    difference: float | None = None
    balance_below: float | None = None
    stone_at_least: tuple[str, float] | None = None
    stone_below: tuple[str, float] | None = None
    function_missing: str | None = None


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """Numbers of the scoring method. Shares 0–1, scores 0–100, `(code, from)` tables ascending."""

    method: str
    stage_share: float
    stone_status: tuple[tuple[str, float], ...]
    agreement_bands: tuple[tuple[str, float], ...]
    quick_bands: tuple[float, ...]
    lens_bands: tuple[float, ...]
    sufficient: float
    complete: float
    prerequisite_satisfied: float
    visibility_gap_flag: float
    perception_gap_flag: float
    minimum_for_interval: int
    min_group_size: int
    comment_group_size: int
    department_weight: str


def find_band(bands: tuple[tuple[str, float], ...], value: float) -> str:
    """Code of the band that `value` is in, from an ascending `(code, from)` table."""
    return [code for code, start in bands if value >= start][-1]


@dataclass(frozen=True, slots=True)
class QuickWin:
    """What counts as a quick win: this effort, at least this impact, up to this stage number."""

    effort: str
    impact: int
    up_to_stage: int


@dataclass(frozen=True, slots=True)
class PlanningRules:
    """Numbers of the planner. `months` maps person-days up to a bound (None: no bound) to months;
    `size_factors` maps a headcount below a bound (None: no bound) to the factor on efforts."""

    extend_factor: float
    months: tuple[tuple[float | None, int], ...]
    block_share: float
    reserve: float
    course_months: int
    consolidate_threshold: float
    balance: str
    quick_win: QuickWin
    size_factors: tuple[tuple[float | None, float], ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the roadmap, from `start_month` to `end_month` counted from the plan's start."""

    code: str
    start_month: int
    end_month: int


@dataclass(frozen=True)
class MaturityModel:
    """A version of the yardstick. Order in every tuple is the model's own order."""

    slug: str
    version: int
    stages: tuple[Stage, ...]
    blocks: tuple[str, ...]
    questionnaire_order: tuple[str, ...]
    stones: tuple[Stone, ...]
    gate: Gate | None
    notices: tuple[NoticeRule, ...]
    scoring: ScoringRules
    planning: PlanningRules
    phases: tuple[Phase, ...]
    efforts: tuple[tuple[str, float], ...]
    pillars: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    workstreams: tuple[str, ...] = ()
    vantages: tuple[str, ...] = ()
    full_blocks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    horizons: tuple[int, ...] = ()

    @cached_property
    def stone_by_code(self) -> dict[str, Stone]:
        """Stones by code."""
        return {stone.code: stone for stone in self.stones}

    @cached_property
    def gate_stones(self) -> tuple[str, ...]:
        """Codes of the stones that feed the crossing, empty when the model has no gate."""
        return tuple(condition.stone for condition in self.gate.conditions) if self.gate else ()

    def stones_of(self, block: str) -> tuple[Stone, ...]:
        """Stones of a block, in the model's order."""
        return tuple(stone for stone in self.stones if stone.block == block)

    def items(self, form: str) -> tuple[str, ...]:
        """Stone codes that a form asks (none in `matrix`), in the questionnaire's order."""
        return self._items_by_form.get(form, ())

    @cached_property
    def _items_by_form(self) -> dict[str, tuple[str, ...]]:
        stones = [s for block in self.questionnaire_order for s in self.stones_of(block)]
        return {
            "full": tuple(stone.code for stone in stones),
            "quick": tuple(stone.code for stone in stones if stone.quick),
        }

    def asked(self, form: str, vantage: str, short_vantages: Collection[str]) -> tuple[str, ...]:
        """Stone codes that a respondent is asked, in the questionnaire's order (method C1).

        Those of the form; but in the full form a vantage among `short_vantages` is asked the quick
        questions only, except in the blocks that it sees itself (`full_blocks`).
        """
        if form != "full" or vantage not in short_vantages:
            return self.items(form)
        whole = dict(self.full_blocks).get(vantage, ())
        return tuple(
            code
            for code in self.items(form)
            if self.stone_by_code[code].quick or self.stone_by_code[code].block in whole
        )

    def effort_days(self, code: str) -> float:
        """Person-days of an effort class, before the organisation's size factor."""
        return dict(self.efforts)[code]
