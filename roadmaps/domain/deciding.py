"""What a board is asked to decide today: five questions at most, from what is not settled yet."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from roadmaps.domain.next_actions import SOON, NextAction
from roadmaps.domain.registers import Decision

MOST: Final = 5


class Matter(StrEnum):
    """What a question is about, in the order in which questions are asked."""

    SPONSOR = "sponsor"
    AGENT = "agent"
    DEPUTY = "deputy"
    DAYS = "days"
    TARGETS = "targets"
    EXCEPTIONS = "exceptions"
    REVIEW = "review"
    COVER = "cover"
    OWNERS = "owners"
    ACTIONS = "actions"
    BENEFIT = "benefit"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is answered by yes or no.

    `owner`: who carries it, empty where nobody is named; `due_on`: by when. What else it says:
    `phase` or `stone` by code, `title` in people's words, `number` of a decision; `count`: how many
    steps, exceptions, actions or advancing blocks, of `all` blocks; `years`: those of the
    targets; `days` in person-days, `cost` in money (None: not entered).
    """

    matter: Matter
    due_on: dt.date
    owner: str = ""
    phase: str = ""
    stone: str = ""
    title: str = ""
    number: int = 0
    count: int = 0
    all: int = 0
    years: int = 0
    days: float = 0.0
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PhaseAhead:
    """The first phase that holds work and has not ended: days, both included; person-days; money as
    entered (None: none was); steps in hand that nobody owns; whether sponsor and deputy are named
    for it. `after`: the next phase with work."""

    phase: str
    starts_on: dt.date
    ends_on: dt.date
    days: float
    cost: Decimal | None = None
    without_owner: tuple[str, ...] = ()
    is_covered: bool = True
    after: str | None = None


@dataclass(frozen=True, slots=True)
class AtStake:
    """What is settled and what is not, on a day.

    `sponsor` and `deputy` are names, empty where nobody is; `advancing` of `blocks` are to stand
    further within `years`; `exceptions` are stones for which a rule is overridden; `due` decisions
    whose review has come; `actions` those of the next 90 days that nobody owns; `unstated` phases
    with work that do not say what customers will notice (R7).
    """

    today: dt.date
    sponsor: str
    deputy: str
    has_agent: bool
    ahead: PhaseAhead | None
    advancing: int = 0
    blocks: int = 0
    years: int = 0
    exceptions: tuple[str, ...] = ()
    due: tuple[Decision, ...] = ()
    actions: tuple[NextAction, ...] = ()
    unstated: tuple[str, ...] = ()


def decisions_to_take(stake: AtStake) -> tuple[Asked, ...]:
    """The questions to a board, five at most, in this order (method F2).

    Who carries it: a sponsor, a change agent, a deputy, each where there is none. Then the
    person-days of the phase ahead, the targets, exceptions from the rules, each decision that is
    due for review. Then what the phase ahead lacks: sponsor and deputy of its own, owners of steps;
    owners of actions; what customers will notice of a phase. Last, the day to decide on the phase
    after it. A question is due when the phase ahead begins, two weeks ahead at least.
    """
    return tuple(_ask(stake))[:MOST]


def _ask(stake: AtStake) -> Iterator[Asked]:
    due = _due(stake)
    yield from _ask_for_people(stake, due)
    if stake.ahead:
        ahead = stake.ahead
        yield Asked(Matter.DAYS, due, stake.sponsor, ahead.phase, days=ahead.days, cost=ahead.cost)
    if stake.advancing:
        yield Asked(
            Matter.TARGETS,
            due,
            stake.sponsor,
            count=stake.advancing,
            all=stake.blocks,
            years=stake.years,
        )
    if stake.exceptions:
        count = len(stake.exceptions)
        yield Asked(Matter.EXCEPTIONS, due, stake.sponsor, stone=stake.exceptions[0], count=count)
    for each in stake.due:
        yield Asked(Matter.REVIEW, due, each.decided_by, title=each.title, number=each.number)
    yield from _ask_for_work(stake, due)


def _ask_for_people(stake: AtStake, due: dt.date) -> Iterator[Asked]:
    if not stake.sponsor:
        yield Asked(Matter.SPONSOR, due)
    if not stake.has_agent:
        yield Asked(Matter.AGENT, due, stake.sponsor)
    if not stake.deputy:
        yield Asked(Matter.DEPUTY, due, stake.sponsor)


def _ask_for_work(stake: AtStake, due: dt.date) -> Iterator[Asked]:
    ahead, sponsor = stake.ahead, stake.sponsor
    if ahead and not ahead.is_covered:
        yield Asked(Matter.COVER, due, sponsor, ahead.phase)
    if ahead and ahead.without_owner:
        stones = ahead.without_owner
        yield Asked(Matter.OWNERS, due, sponsor, ahead.phase, stones[0], count=len(stones))
    if stake.actions:
        first = stake.actions[0]
        yield Asked(Matter.ACTIONS, due, sponsor, title=first.title, count=len(stake.actions))
    if stake.unstated:
        yield Asked(Matter.BENEFIT, due, sponsor, stake.unstated[0])
    if ahead and ahead.after:
        yield Asked(Matter.NEXT, ahead.ends_on, sponsor, ahead.after)


def _due(stake: AtStake) -> dt.date:
    soon = stake.today + dt.timedelta(days=SOON)
    return max(stake.ahead.starts_on, soon) if stake.ahead else soon
