"""Which of a maturity model's indicators fit the stones of a plan (method E7).

A model's indicators have no stones: the table below says which stones of the shipped model each of
its indicators tells of, the closest first. Codes that a model does not have are passed over, and
indicators that the table does not know are offered for the programme as a whole.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from roadmaps.domain.indicators import Direction, Rhythm


@dataclass(frozen=True, slots=True)
class Fit:
    """What is known of a model's indicator: the stones it tells of, the closest first, and how it
    is usually read. `is_general`: it fits every programme, whatever its stones."""

    stones: tuple[str, ...]
    direction: Direction = Direction.UP
    rhythm: Rhythm = Rhythm.QUARTERLY
    is_customer_reaction: bool = False
    is_general: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """An indicator to follow; `stones` of the plan that it tells of, the closest first, none where
    it is for the programme as a whole; `fits`: the plan gives a reason to follow it."""

    code: str
    stones: tuple[str, ...]
    fit: Fit
    fits: bool

    @property
    def stone(self) -> str:
        """The stone that it is followed for; empty: the programme as a whole."""
        return self.stones[0] if self.stones else ""


BENEFIT_REALISED: Final = "benefit_realised"
"""The indicator that the benefits register can tell itself."""
FITS: Final[Mapping[str, Fit]] = {
    "unanswered_share": Fit(("VOC-2", "EXB-4", "EXB-7"), Direction.DOWN, Rhythm.MONTHLY),
    "volume_per_person": Fit(("VOC-2",), Direction.DOWN, Rhythm.MONTHLY),
    "loop_closed": Fit(("VOC-4", "IMP-8"), rhythm=Rhythm.MONTHLY),
    "recurrence": Fit(("IMP-7", "IMP-4", "IMP-2"), Direction.DOWN, is_customer_reaction=True),
    "preventive_share": Fit(("IMP-7", "IMP-4", "IMP-2")),
    "silent_share": Fit(
        ("VOC-5", "VOC-1", "IMP-8"), Direction.DOWN, Rhythm.YEARLY, is_customer_reaction=True
    ),
    "perceived_loyalty": Fit(("EXB-6", "EXB-2", "VAL-7"), is_customer_reaction=True),
    "enabled_colleagues": Fit(("INB-6", "INB-2", "EXB-7")),
    "conversations_engaged": Fit(("EXB-7", "EXB-4", "EXB-3"), rhythm=Rhythm.MONTHLY),
    "participation": Fit((), is_general=True),
    "centre_visits": Fit(("VOC-3",)),
    "scorecard_share": Fit(("INT-4", "VIS-7"), rhythm=Rhythm.YEARLY, is_general=True),
    "staff_effort": Fit(("INB-5", "INB-3", "IMP-6"), Direction.DOWN),
    "trained_share": Fit(("INB-2",)),
    "tool_adoption": Fit(("INT-5", "INT-3", "INB-3", "EXB-9", "VOC-5")),
    BENEFIT_REALISED: Fit(("VAL-5", "VAL-3"), is_general=True),
}
UNKNOWN: Final = Fit(())


def propose_indicators(
    codes: Sequence[str], stones: Iterable[str], followed: Collection[str]
) -> tuple[Proposal, ...]:
    """The model's indicators that nobody follows yet, those that fit the plan first (method E7).

    `codes`: of the model's indicators, in its order; `stones`: those that stand in a phase;
    `followed`: codes that are on the scorecard already.
    """
    placed = set(stones)
    proposals = [_propose(code, placed) for code in codes if code not in followed]
    return tuple(sorted(proposals, key=lambda proposal: not proposal.fits))


def _propose(code: str, placed: Collection[str]) -> Proposal:
    fit = FITS.get(code, UNKNOWN)
    stones = tuple(stone for stone in fit.stones if stone in placed)
    return Proposal(code, stones, fit, fits=bool(stones) or fit.is_general)
