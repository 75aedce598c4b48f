"""What an incoming sponsor has to know of a programme, on a few pages (S0.14)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessments.domain.scorecard import Scorecard
from roadmaps.domain.benefits import Beneficiary, Family
from roadmaps.domain.great import Great
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.people import Agent
from roadmaps.domain.plans import Position
from roadmaps.domain.registers import Decision
from roadmaps.domain.risks import Exposed, Risk
from roadmaps.domain.sponsors import CaseVersion, Term
from roadmaps.domain.staleness import Notice


class PhaseTime(StrEnum):
    """Whether a phase is over, runs or lies ahead."""

    OVER = "over"
    RUNS = "runs"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class PhaseInShort:
    """A phase with its first and last day, and its steps by how far they are: done, under way
    (paused ones too), to come, and given up."""

    phase: str
    starts_on: dt.date
    ends_on: dt.date
    time: PhaseTime
    done: tuple[str, ...]
    running: tuple[str, ...]
    ahead: tuple[str, ...]
    given_up: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """A benefit as it was entered: likely money a year and money obtained so far, None where nobody
    entered any."""

    family: Family
    beneficiary: Beneficiary
    likely: Decimal | None
    obtained: Decimal | None


@dataclass(frozen=True, slots=True)
class GainSum:
    """Benefits of one family for one side: how many were entered, and what their figures come to
    (None: no figure)."""

    family: Family
    beneficiary: Beneficiary
    count: int
    likely: Decimal | None
    obtained: Decimal | None


@dataclass(frozen=True, slots=True)
class Handover:
    """All that is handed over; `sponsors` are in order of time, the present one last, without end.
    `risks` go with what each would put at risk on the day, `next` is what to decide."""

    organisation: str
    made_on: dt.date
    version: int
    planned_on: dt.date
    scorecard: Scorecard | None
    goal: str
    great: Great | None
    cases: tuple[CaseVersion, ...]
    sponsors: tuple[Term, ...]
    deputy: str
    deputy_role: str
    deputy_briefed_on: dt.date | None
    decisions: tuple[Decision, ...]
    phases: tuple[PhaseInShort, ...]
    later: tuple[str, ...]
    currency: str
    gains: tuple[GainSum, ...]
    risks: tuple[tuple[Risk, Exposed | None], ...]
    exposed: Exposed | None
    agents: tuple[Agent, ...]
    next: tuple[Notice, ...]

    @property
    def sponsor(self) -> Term | None:
        """Who carries the programme today."""
        last = self.sponsors[-1] if self.sponsors else None
        return last if last and last.until is None else None

    @property
    def former_sponsors(self) -> tuple[Term, ...]:
        """Who carried it before, the latest first."""
        return tuple(term for term in reversed(self.sponsors) if term.until is not None)

    @property
    def case(self) -> CaseVersion | None:
        """The business case as it stands; None where there is none."""
        last = self.cases[-1] if self.cases else None
        return last if last and last.text else None

    @property
    def earlier_cases(self) -> tuple[CaseVersion, ...]:
        """How it read before, the latest first."""
        texts = [each for each in self.cases if each.text and each is not self.case]
        return tuple(reversed(texts))

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """Decisions that nothing replaced, the newest first."""
        return tuple(each for each in self.decisions if each.is_in_force)

    @property
    def due(self) -> tuple[Decision, ...]:
        """Those of them whose review day has come."""
        return tuple(each for each in self.in_force if each.is_due(self.made_on))


@dataclass(frozen=True, slots=True)
class Span:
    """A phase with its first and last day."""

    phase: str
    starts_on: dt.date
    ends_on: dt.date


def shorten_phases(
    spans: Iterable[Span],
    placement: Mapping[str, Position],
    details: Mapping[str, Details],
    today: dt.date,
) -> tuple[PhaseInShort, ...]:
    """The plan in short: what of each phase is done, runs, comes (E6)."""
    return tuple(_shorten(span, placement, details, today) for span in spans)


def _shorten(
    span: Span, placement: Mapping[str, Position], details: Mapping[str, Details], today: dt.date
) -> PhaseInShort:
    inside = [stone for stone, phase in placement.items() if phase == span.phase]

    def of(*statuses: Status) -> tuple[str, ...]:
        return tuple(stone for stone in inside if details[stone].status in statuses)

    return PhaseInShort(
        phase=span.phase,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        time=_time_of(span, today),
        done=of(Status.DONE),
        running=of(Status.RUNNING, Status.PAUSED),
        ahead=of(Status.PLANNED),
        given_up=of(Status.STOPPED, Status.NOT_PLANNED),
    )


def _time_of(span: Span, today: dt.date) -> PhaseTime:
    if span.ends_on < today:
        return PhaseTime.OVER
    return PhaseTime.RUNS if span.starts_on <= today else PhaseTime.AHEAD


def sum_gains(gains: Sequence[Gain]) -> tuple[GainSum, ...]:
    """Benefits by family and by whose they are, in a fixed order; only entered figures count."""
    found = []
    for beneficiary in Beneficiary:
        for family in Family:
            own = [g for g in gains if (g.family, g.beneficiary) == (family, beneficiary)]
            if own:
                likely, obtained = _sum(g.likely for g in own), _sum(g.obtained for g in own)
                found.append(GainSum(family, beneficiary, len(own), likely, obtained))
    return tuple(found)


def _sum(figures: Iterable[Decimal | None]) -> Decimal | None:
    entered = [figure for figure in figures if figure is not None]
    return sum(entered, Decimal(0)) if entered else None
