"""A plan as a value: what stands where, why, and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LATER: Final = "later"
"""The lock that keeps a stone out of every phase."""

Position = str | None
"""A phase code, or None for later."""


class Balance(StrEnum):
    """How rule R3 is asked for."""

    EVERY_PHASE = "every_phase"
    BY_SECOND_PHASE = "by_second_phase"
    OFF = "off"


class Rule(StrEnum):
    """What binds a placement: the hard rules, then what a plan or a person adds to them.

    `chain` is R1's other half (work that must follow one another lasts longer than the phase),
    `gate` R5, `stage_limit` R2, `capacity` R6, `share` R6b, `balance` R3. `waived` is a reason
    only: a person overrode the rule that the reason names.
    """

    PREREQUISITE = "prerequisite"
    CHAIN = "chain"
    GATE = "gate"
    STAGE_LIMIT = "stage_limit"
    CAPACITY = "capacity"
    SHARE = "share"
    BALANCE = "balance"
    LOCKED = "locked"
    EXCLUDED = "excluded"
    WAIVED = "waived"


WAIVABLE: Final = (
    Rule.PREREQUISITE,
    Rule.CHAIN,
    Rule.GATE,
    Rule.STAGE_LIMIT,
    Rule.CAPACITY,
    Rule.SHARE,
)
"""The hard rules that a person may override for a stone."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A hard rule that a person overrode for one stone, and why (method E3).

    `prerequisite`, `gate`: the stone no longer waits for them. `chain`: its months count as none.
    `stage_limit`: any phase may take it. `capacity`: its effort comes on top of the phase's
    person-days. `share`: its effort does not count in its block's share.
    """

    rule: Rule
    stone: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What a person may change in the rules. `horizon` in months (None: the rule of method E3);
    `time_limit` in seconds for the whole plan; `cycle_phases`: how many phases make a cycle, after
    which the stage limit begins anew (None: all phases are one cycle)."""

    balance: Balance = Balance.EVERY_PHASE
    stage_limit: bool = True
    gate: bool = True
    block_share: bool = True
    horizon: int | None = None
    time_limit: float = 60.0
    cycle_phases: int | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a placement breaks: which stones, in which phase (None: later).

    `needed` against `left` or `allowed`: person-days for capacity and share, months for a chain,
    stage numbers for the stage limit. `jointly`: no stone breaks the rule where it stands, but with
    all they need before them they cannot all stay there.
    """

    rule: Rule
    phase: Position
    stones: tuple[str, ...]
    needed: float | None = None
    left: float | None = None
    allowed: float | None = None
    jointly: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stone stands where it does.

    `phase` is where `stones` (what it waits for, or its chain) stand for a prerequisite or the
    gate, and otherwise the phase that could not take it. Figures as in `Violation`. `waived`: the
    rule that a person overrode for this stone, with `Rule.WAIVED`.
    """

    rule: Rule
    phase: Position
    stones: tuple[str, ...] = ()
    block: str | None = None
    needed: float | None = None
    left: float | None = None
    allowed: float | None = None
    waived: Rule | None = None


@dataclass(frozen=True, slots=True)
class PlacedStone:
    """A stone in its phase (None: later), with every reason that holds it.

    `unlocks` are the stones in scope that need it, directly or through others; `optional`: earlier
    work is projected to bring its block to the target already.
    """

    stone: str
    phase: Position
    reasons: tuple[Reason, ...]
    unlocks: tuple[str, ...]
    locked: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class HeldStone:
    """A stone that could have filled an idle pair, and what holds it elsewhere."""

    stone: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class IdlePair:
    """A phase in which a block with something left to do gets nothing, and why (R3)."""

    phase: str
    block: str
    held: tuple[HeldStone, ...]


class AlertCode(StrEnum):
    """Soft rules of a plan: R4, R7, R13, the reserve advised by R6; and R7 again, R8, R9, R10 and
    R11 as far as their facts are given."""

    QUICK_WINS = "quick_wins"
    NO_BENEFIT = "no_benefit"
    PROMISE_GUARD = "promise_guard"
    RESERVE = "reserve"
    NO_STATED_BENEFIT = "no_stated_benefit"
    ORPHANS = "orphans"
    SUPPLIER_CONCENTRATION = "supplier_concentration"
    TEAMS_NOT_READY = "teams_not_ready"
    NO_COVER = "no_cover"


@dataclass(frozen=True, slots=True)
class Alert:
    """A soft rule that does not hold: `found` against `advised` (quick wins, or person-days);
    `supplier` is whom `supplier_concentration` is about, with `found` stones of the phase."""

    code: AlertCode
    phase: str
    stones: tuple[str, ...] = ()
    found: float | None = None
    advised: float | None = None
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class PhaseLoad:
    """Person-days of a phase against its capacity; of `effort`, `on_top` is what a person put on
    top of the capacity by a waiver."""

    phase: str
    effort: float
    capacity: float
    on_top: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The best plan (method E3). `benefit` and `ceiling` in point-months, `share` their quotient.

    `proved`: no better plan exists; otherwise it is the best found, and `bound_gap` says by which
    share of the bound its benefit might still grow. `idle` are the pairs of rule R3, whatever
    the balance setting asked for. `standings`: the organisation's stage at the start of each cycle,
    projected for later ones; there `proved` means cycle after cycle.
    """

    placements: tuple[PlacedStone, ...]
    loads: tuple[PhaseLoad, ...]
    idle: tuple[IdlePair, ...]
    alerts: tuple[Alert, ...]
    benefit: float
    ceiling: float
    share: float
    effort: float
    proved: bool
    bound_gap: float
    indicative: bool
    standings: tuple[int, ...] = ()

    @property
    def positions(self) -> Mapping[str, Position]:
        """Phase code (None: later) per stone."""
        return {placed.stone: placed.phase for placed in self.placements}

    def in_phase(self, phase: Position) -> tuple[PlacedStone, ...]:
        """What stands in a phase, or later (None), in the model's order."""
        return tuple(placed for placed in self.placements if placed.phase == phase)


@dataclass(frozen=True, slots=True)
class CapacityLimit:
    """A stone that no phase has room for: it takes `effort` person-days, needs a phase of `needed`
    (more than the effort where the block share counts), and the largest has `largest`."""

    stone: str
    effort: float
    needed: float
    largest: float


class InfeasiblePlan(Exception):
    """Locks that no plan can keep; `violations` name the rules and the stones."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__(", ".join(f"{v.rule}: {' '.join(v.stones)}" for v in violations))
        self.violations = violations


class NoPlanInTime(Exception):
    """The time limit passed before any plan that keeps the locks was found."""
