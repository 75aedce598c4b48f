"""How people's views are spread: over the answers, between groups, and how sure figures are.

Values only; what may be in them is decided by `disclosure` (method D6, D7, D9). Scores 0–100,
shares and indices 0–1, None where there is nothing to say or it may not be said.
"""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """Which of the two questions people agree on least."""

    HOW_SETTLED = "how_settled"
    WHERE = "where"


class CutKind(StrEnum):
    """By what respondents are told apart; one cut at a time is shown."""

    DEPARTMENT = "department"
    VANTAGE = "vantage"


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many gave which answer to one of the two questions, of those whose answer has a value.

    `counts` has the five levels 0–4; under ten answers three classes: 0–1, 2, 3–4 (method D9),
    and then no median, standard deviation or quartiles.
    """

    counts: tuple[int, ...]
    median: float | None = None
    deviation: float | None = None
    quartiles: tuple[float, float] | None = None

    @property
    def is_coarse(self) -> bool:
        """Whether the answers are in three classes."""
        return len(self.counts) == 3


@dataclass(frozen=True, slots=True)
class ItemSpread:
    """An item with enough answers. `band` (aligned, to_discuss, divergent) is that of the lower of
    both agreement indices (None under three answers), `topic` the question it comes from (None:
    equal).

    Under ten answers bands stand alone: figures would tell everybody's answer of a unanimous group.
    `rank` is the place in the agenda of the consensus session, from 1: by (1 − agreement) × impact.
    """

    stone: str
    valid: int
    capability: Distribution
    breadth: Distribution
    band: str | None
    topic: Topic | None
    rank: int
    agreement: float | None = None
    capability_split: float | None = None
    breadth_split: float | None = None
    visibility_gap: float | None = None

    @property
    def is_split(self) -> bool:
        """Whether two camps stand against one another on one of the questions."""
        return max(self.capability_split or 0, self.breadth_split or 0) >= 0.5


@dataclass(frozen=True, slots=True)
class BlockSpread:
    """A block: mean agreement of its items, and how sure its score is.

    `interval` (95 %) from six respondents on, with its `standard_error`; under that `span`, lowest
    and highest respondents' score, widened to multiples of five. `between_share` η² by department;
    `perception_gap` leaders less front line, in points; `respondents` with a score of the block.
    """

    block: str
    respondents: int
    agreement: float | None
    band: str | None
    interval: tuple[float, float] | None = None
    standard_error: float | None = None
    span: tuple[float, float] | None = None
    between_share: float | None = None
    perception_gap: float | None = None
    visibility_gap: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A group of a cut that may be shown; `members` are the codes it holds, several when pooled.

    `scores`: block scores by code, of the items that every shown group may show.
    """

    code: str
    members: tuple[str, ...]
    respondents: int
    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Groups beside one another, in the order of their own list, never ranked."""

    kind: CutKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Everything of a snapshot that tells how views are spread."""

    items: tuple[ItemSpread, ...] = ()
    blocks: tuple[BlockSpread, ...] = ()
    cuts: tuple[Cut, ...] = ()
    comments_shown: bool = False

    @property
    def agenda(self) -> tuple[ItemSpread, ...]:
        """Items by rank: what to talk about first."""
        return tuple(sorted(self.items, key=lambda item: item.rank))
