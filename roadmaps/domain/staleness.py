"""What of a programme needs a look again: dates that passed, people who changed (method E8)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from roadmaps.domain.benefits import whole_months
from roadmaps.domain.people import Agent, uncovered
from roadmaps.domain.registers import Decision, Factor
from roadmaps.domain.risks import Risk

STALE_MONTHS: Final = 12
"""What nobody looked at for so long is asked about: decisions, targets, what great looks like,
factors, risks, and the programme as a whole."""
BRIEFING_MONTHS: Final = 6
"""A deputy who was not briefed for so long could not take over tomorrow."""


class NoticeCode(StrEnum):
    """What needs a look, in the order in which it is told: what stops a programme comes first."""

    RISK_STRUCK = "risk_struck"
    NO_SPONSOR = "no_sponsor"
    SPONSOR_CHANGED = "sponsor_changed"
    NO_DEPUTY = "no_deputy"
    DEPUTY_NOT_BRIEFED = "deputy_not_briefed"
    ISOLATED_AGENT = "isolated_agent"
    PHASE_REVIEW_DUE = "phase_review_due"
    DECISION_DUE = "decision_due"
    DECISION_OLD = "decision_old"
    GREAT_DUE = "great_due"
    GREAT_OLD = "great_old"
    TARGETS_OLD = "targets_old"
    FACTOR_DUE = "factor_due"
    FACTOR_OLD = "factor_old"
    RISK_OLD = "risk_old"
    YEARLY_REVIEW = "yearly_review"
    NO_RELAY = "no_relay"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at. `key` is what it is about (the number of a decision, the key of a row),
    `title` its name in people's words, `names` codes of departments or phases, `day` since when,
    `months` for how long."""

    code: NoticeCode
    key: int | None = None
    title: str = ""
    names: tuple[str, ...] = ()
    day: dt.date | None = None
    months: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Great:
    """A version of what great looks like, as far as dates go."""

    number: int
    written_on: dt.date
    expires_on: dt.date


@dataclass(frozen=True, slots=True)
class PhaseEnd:
    """A phase, its last day, and when its review took place (None: not yet)."""

    phase: str
    ends_on: dt.date
    reviewed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeDates:
    """All that staleness is read from.

    `begun_on`: first version of the roadmap; `planned_on`: the latest one; `targets_on`: when
    targets were last settled; `reviewed_on`: when the programme was last reviewed as a whole;
    `is_replanned`: the latest version was made because an event had struck.
    """

    begun_on: dt.date
    planned_on: dt.date
    targets_on: dt.date
    is_replanned: bool = False
    reviewed_on: dt.date | None = None
    sponsor: str = ""
    sponsor_since: dt.date | None = None
    deputy: str = ""
    deputy_briefed_on: dt.date | None = None
    great: Great | None = None
    decisions: tuple[Decision, ...] = ()
    risks: tuple[Risk, ...] = ()
    factors: tuple[Factor, ...] = ()
    agents: tuple[Agent, ...] = ()
    departments: tuple[str, ...] = ()
    phases: tuple[PhaseEnd, ...] = ()


def find_notices(dates: ProgrammeDates, today: dt.date) -> tuple[Notice, ...]:
    """All that needs a look on a day, most pressing first (method E8, R11 and R12).

    What was not looked at for `STALE_MONTHS` is old, a date set for it that has come makes it due;
    both at once are told once, as due. A deputy is to be briefed every `BRIEFING_MONTHS`. The
    sponsor has changed as long as nobody reviewed the programme since.
    """
    found = (
        *_of_people(dates, today),
        *_of_phases(dates.phases, today),
        *_of_decisions(dates.decisions, today),
        *_of_great(dates.great, today),
        *_of_factors(dates.factors, today),
        *_of_risks(dates, today),
        *_of_programme(dates, today),
    )
    order = list(NoticeCode)
    return tuple(sorted(found, key=lambda notice: order.index(notice.code)))


def is_stale(day: dt.date, today: dt.date, months: int = STALE_MONTHS) -> bool:
    """Whether `months` whole months have passed since a day."""
    return whole_months(day, today) >= months


def _old(code: NoticeCode, day: dt.date, today: dt.date, key: int | None, title: str) -> Notice:
    return Notice(code, key, title, day=day, months=whole_months(day, today))


def _of_people(dates: ProgrammeDates, today: dt.date) -> Iterator[Notice]:
    if not dates.sponsor:
        yield Notice(NoticeCode.NO_SPONSOR)
    elif not dates.deputy:
        yield Notice(NoticeCode.NO_DEPUTY)
    if dates.sponsor and _has_changed(dates):
        before = [d for d in dates.decisions if d.is_in_force and _before(d.decided_on, dates)]
        yield Notice(
            NoticeCode.SPONSOR_CHANGED,
            title=dates.sponsor,
            day=dates.sponsor_since,
            count=len(before),
        )
    briefed = dates.deputy_briefed_on
    if dates.deputy and (briefed is None or is_stale(briefed, today, BRIEFING_MONTHS)):
        months = None if briefed is None else whole_months(briefed, today)
        code = NoticeCode.DEPUTY_NOT_BRIEFED
        yield Notice(code, title=dates.deputy, day=briefed, months=months)
    yield from _of_agents(dates, today)


def _before(day: dt.date, dates: ProgrammeDates) -> bool:
    return dates.sponsor_since is not None and day < dates.sponsor_since


def _has_changed(dates: ProgrammeDates) -> bool:
    """Whether the sponsor came after the plan was made and nobody has gone through it since."""
    return _before(dates.planned_on, dates) and (
        dates.reviewed_on is None or _before(dates.reviewed_on, dates)
    )


def _of_agents(dates: ProgrammeDates, today: dt.date) -> Iterator[Notice]:
    """S2.7: who drives change alone takes the blows. And departments that nobody stands in."""
    present = [agent for agent in dates.agents if agent.is_present(today)]
    relays = [agent for agent in present if not agent.is_agent]
    for agent in present:
        if agent.is_agent and (not dates.sponsor or not relays):
            lacks = (*(() if dates.sponsor else ("sponsor",)), *(() if relays else ("relays",)))
            yield Notice(NoticeCode.ISOLATED_AGENT, agent.key, agent.name, names=lacks)
    missing = uncovered(dates.agents, dates.departments, today)
    if dates.agents and missing:
        yield Notice(NoticeCode.NO_RELAY, names=missing, count=len(missing))


def _of_phases(phases: Sequence[PhaseEnd], today: dt.date) -> Iterator[Notice]:
    """R12: a phase ends with a review. The latest one that waits for it stands for those before."""
    waiting = [each for each in phases if each.ends_on < today and each.reviewed_on is None]
    for last in waiting[-1:]:
        yield Notice(NoticeCode.PHASE_REVIEW_DUE, names=(last.phase,), day=last.ends_on)


def _of_decisions(decisions: Sequence[Decision], today: dt.date) -> Iterator[Notice]:
    for each in decisions:
        about = (each.number, each.title)
        if each.is_due(today):
            yield Notice(NoticeCode.DECISION_DUE, *about, day=each.review_on)
        elif each.is_in_force and not each.review_on and is_stale(each.decided_on, today):
            yield _old(NoticeCode.DECISION_OLD, each.decided_on, today, *about)


def _of_great(great: Great | None, today: dt.date) -> Iterator[Notice]:
    if great is None:
        return
    if great.expires_on <= today:
        yield Notice(NoticeCode.GREAT_DUE, great.number, day=great.expires_on)
    elif is_stale(great.written_on, today):
        yield _old(NoticeCode.GREAT_OLD, great.written_on, today, great.number, "")


def _of_factors(factors: Sequence[Factor], today: dt.date) -> Iterator[Notice]:
    for each in factors:
        if each.is_closed:
            continue
        if each.review_on <= today:
            yield Notice(NoticeCode.FACTOR_DUE, each.key, each.title, day=each.review_on)
        elif each.seen_on and is_stale(each.seen_on, today):
            yield _old(NoticeCode.FACTOR_OLD, each.seen_on, today, each.key, each.title)


def _of_risks(dates: ProgrammeDates, today: dt.date) -> Iterator[Notice]:
    """An event that struck after the plan was made asks for a new one (E6); watched ones age."""
    for each in dates.risks:
        if each.has_struck and _waits_for_a_plan(each.struck_on, dates):
            yield Notice(NoticeCode.RISK_STRUCK, each.key, each.title, day=each.struck_on)
        seen = each.reviewed_on
        if each.is_watched and seen and is_stale(seen, today):
            yield _old(NoticeCode.RISK_OLD, seen, today, each.key, each.title)


def _waits_for_a_plan(struck: dt.date | None, dates: ProgrammeDates) -> bool:
    if struck is None or struck == dates.planned_on:
        return not dates.is_replanned
    return struck > dates.planned_on


def _of_programme(dates: ProgrammeDates, today: dt.date) -> Iterator[Notice]:
    """Targets, and the yearly question: what was great last year, is it still? (S4.33)"""
    if is_stale(dates.targets_on, today):
        yield _old(NoticeCode.TARGETS_OLD, dates.targets_on, today, None, "")
    looked = dates.reviewed_on or dates.begun_on
    if is_stale(looked, today):
        yield _old(NoticeCode.YEARLY_REVIEW, looked, today, None, "")
