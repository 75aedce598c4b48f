"""The scorecard: everything a closed assessment amounts to, as one value.

Scores are on 0–100 and `None` where there is nothing to say; shares are on 0–1; stages are numbers
from 1. What a reader may see of it is decided by `disclosure.publish`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessments.domain.spread import Spread

EDITION: Final = 2
"""Of the method as docs/method.md has it. 1 had no cut by vantage and no spread of views."""


class Unseen(StrEnum):
    """Why a stone has no score."""

    NOT_ASKED = "not_asked"
    TOO_FEW = "too_few"
    NOT_APPLICABLE = "not_applicable"


class Completeness(StrEnum):
    """How much of what the form asks has a value (method D3)."""

    COMPLETE = "complete"
    PROVISIONAL = "provisional"
    INSUFFICIENT = "insufficient_data"


class ConditionState(StrEnum):
    """State of a condition of the crossing (method B1)."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A scoring group. `departments` holds the codes it pools; more than one means 'others'."""

    code: str
    departments: tuple[str, ...]
    respondents: int
    weight: float


@dataclass(frozen=True, slots=True)
class StoneResult:
    """The organisation item score M(i) of a stone and how it reads.

    `valid`: answers with a value; `dont_know`, `not_applicable`: shares of those who answered the
    item (None: not asked, or not to be shown); `unseen`: why `score` is None. `status`: absent …
    embedded.
    """

    stone: str
    score: float | None
    status: str | None
    valid: int | None
    dont_know: float | None
    not_applicable: float | None
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class StageReading:
    """A block at one stage: `cumulative` K(b,t), and `own`, the mean of the stage's own stones."""

    stage: int
    cumulative: float | None
    own: float | None
    reached: bool


@dataclass(frozen=True, slots=True)
class BlockResult:
    """A block: its score, the stage it reached and how far each stage is.

    `in_place` of `asked` stones are acquired or better; stones that do not apply are not counted.
    With `indicative` (quick form) the stage is the band of the score and never the last stage, and
    readings have no figures. Without enough data: no score, no stage and no reading reached.
    """

    block: str
    score: float | None
    stage: int | None
    completeness: Completeness
    indicative: bool
    readings: tuple[StageReading, ...]
    in_place: int
    asked: int


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """A condition of the crossing, with the score of its gate stone."""

    condition: str
    stone: str
    score: float | None
    state: ConditionState


@dataclass(frozen=True, slots=True)
class GateResult:
    """The crossing: open when every condition is met; a model without gate has an open one."""

    after_stage: int | None
    minimum: float | None
    conditions: tuple[ConditionResult, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Separation:
    """What separates the organisation from `stage`, testing all rules of it (method D4).

    `reached` blocks are there of `needed`; `candidates` are the blocks that have not reached it,
    nearest first (`needed - reached` of them are missing); `below` are blocks under the stage
    before; `conditions` are codes not met (only beyond the chasm).
    """

    stage: int
    reached: int
    needed: int
    candidates: tuple[str, ...]
    below: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationResult:
    """The organisation: stage, what separates from the next, balance (method D4).

    `stage` is None under 75 % of blocks with data; `separation` is None at the last stage or
    without a stage. `blocks_per_stage` counts blocks by their own stage, first stage first.
    """

    stage: int | None
    separation: Separation | None
    provisional: bool
    indicative: bool
    mean_score: float | None
    weakest_block: str | None
    weakest_score: float | None
    balance_index: float | None
    systemic_score: float | None
    blocks_per_stage: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A pattern of the profile that holds; `difference` in points where it compares scores."""

    code: str
    difference: float | None = None
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A second reading: the mean of a lens' or a pillar's stones (method D5)."""

    code: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All results of one snapshot. `respondents` counts sheets with at least one answer.

    `departments_answering` are the codes in the groups: of the departments that answered and of all
    small ones, silent or not; `departments_silent` are the others. `headcount_share` is the share
    of the known headcount in `departments_answering` (None: no headcounts).
    """

    method: str
    maturity_model: str
    version: int
    form: str
    min_group_size: int
    department_weight: str
    respondents: int
    headcount_share: float | None
    departments_answering: tuple[str, ...]
    departments_silent: tuple[str, ...]
    groups: tuple[GroupResult, ...]
    stones: tuple[StoneResult, ...]
    blocks: tuple[BlockResult, ...]
    gate: GateResult
    organisation: OrganisationResult
    notices: tuple[Notice, ...]
    lenses: tuple[Reading, ...]
    pillars: tuple[Reading, ...]
    workstreams: tuple[Reading, ...] = ()
    spread: Spread | None = None
    edition: int = 1
