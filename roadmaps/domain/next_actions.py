"""The next 90 days: a few actions, and what the plan proposes for them (method E1)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.scopes import Gap

DAYS: Final = 90
ADVISED: Final = 5
"""More open actions than this are told gently; none is refused."""
SOON: Final = 14
"""Days that a proposal leaves at least until its date."""


@dataclass(frozen=True, slots=True)
class NextAction:
    """One action: what, who, the first step, by when, what will prove it; `stone` is the step of
    the roadmap that it belongs to, empty for none."""

    id: int
    title: str
    owner: str
    first_step: str
    due_on: dt.date
    proof: str
    stone: str = ""
    done_on: dt.date | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class NextActions:
    """Actions sorted for reading: those whose date has passed, those of the 90 days, those planned
    for after them, each by date; and those done, the newest first. `until` is the last day."""

    overdue: tuple[NextAction, ...]
    ahead: tuple[NextAction, ...]
    beyond: tuple[NextAction, ...]
    done: tuple[NextAction, ...]
    until: dt.date

    @property
    def open(self) -> tuple[NextAction, ...]:
        """Everything that is not done."""
        return (*self.overdue, *self.ahead, *self.beyond)

    @property
    def is_many(self) -> bool:
        """More is open than one keeps in sight."""
        return len(self.open) > ADVISED


def last_day_ahead(today: dt.date) -> dt.date:
    """The last of the 90 days, today being the first."""
    return today + dt.timedelta(days=DAYS - 1)


def sort_actions(actions: Iterable[NextAction], today: dt.date) -> NextActions:
    """The actions as one reads them today (method E1)."""
    known, until = sorted(actions, key=lambda each: (each.due_on, each.id)), last_day_ahead(today)
    undone = [each for each in known if each.done_on is None]
    done = [(each.done_on, each) for each in known if each.done_on is not None]
    return NextActions(
        overdue=tuple(each for each in undone if each.due_on < today),
        ahead=tuple(each for each in undone if today <= each.due_on <= until),
        beyond=tuple(each for each in undone if each.due_on > until),
        done=tuple(each for _, each in sorted(done, key=lambda pair: pair[0], reverse=True)),
        until=until,
    )


class ProposalKind(StrEnum):
    """What a proposal comes from: a condition of the crossing, a step that begins, a decision to
    be reviewed, or what great looks like to be revisited."""

    GATE = "gate"
    STEP = "step"
    DECISION = "decision"
    GREAT = "great"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that could become an action. `code`: the stone, or the number of the decision;
    `title` that of the decision; `on`: when the step begins or the review is due; `due_on`: the
    date to offer."""

    kind: ProposalKind
    code: str
    on: dt.date
    due_on: dt.date
    owner: str = ""
    title: str = ""

    @property
    def key(self) -> str:
        """How addresses name it."""
        return f"{self.kind}-{self.code}"


@dataclass(frozen=True, slots=True)
class Review:
    """A decision that is to be looked at again."""

    number: int
    title: str
    decided_by: str
    review_on: dt.date


def propose_actions(
    gaps: Iterable[Gap],
    starts: Mapping[str, dt.date],
    details: Mapping[str, Details],
    *,
    actions: Iterable[NextAction],
    reviews: Sequence[Review] = (),
    great_due: dt.date | None = None,
    today: dt.date,
) -> tuple[Proposal, ...]:
    """What the plan offers for the next 90 days, never written by itself (method E1).

    Planned stones that begin until then (`starts`, by stone) and have no action yet, conditions of
    the crossing first, then by date; decisions whose review falls due and that no open action
    names; what great looks like once it has expired on `great_due`. The date offered lies in the
    90 days, two weeks ahead at least.
    """
    until, known = last_day_ahead(today), tuple(actions)
    with_action = {action.stone for action in known}
    beginning = [
        _step(gap, starts[gap.stone], details.get(gap.stone, Details(gap.stone)), today)
        for gap in gaps
        if gap.stone in starts
        and starts[gap.stone] <= until
        and gap.stone not in with_action
        and details.get(gap.stone, Details(gap.stone)).status is Status.PLANNED
    ]
    steps = sorted(beginning, key=lambda each: (each.kind is not ProposalKind.GATE, each.on))
    titles = [action.title for action in known if action.done_on is None]
    unnamed = [each for each in reviews if not any(each.title in title for title in titles)]
    return (*steps, *_due_reviews(unnamed, today), *_great(great_due, today))


def _step(gap: Gap, starts_on: dt.date, details: Details, today: dt.date) -> Proposal:
    kind = ProposalKind.GATE if gap.is_gate else ProposalKind.STEP
    return Proposal(kind, gap.stone, starts_on, _offer(starts_on, today), details.owner)


def _due_reviews(reviews: Iterable[Review], today: dt.date) -> Iterator[Proposal]:
    for each in sorted(reviews, key=lambda review: (review.review_on, review.number)):
        if each.review_on <= last_day_ahead(today):
            yield Proposal(
                ProposalKind.DECISION,
                str(each.number),
                each.review_on,
                _offer(each.review_on, today),
                each.decided_by,
                each.title,
            )


def _great(great_due: dt.date | None, today: dt.date) -> Iterator[Proposal]:
    if great_due is not None:
        yield Proposal(ProposalKind.GREAT, "", great_due, _offer(great_due, today))


def _offer(day: dt.date, today: dt.date) -> dt.date:
    """A date in the 90 days, two weeks ahead at least."""
    return min(max(day, today + dt.timedelta(days=SOON)), last_day_ahead(today))
