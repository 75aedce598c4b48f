"""The board as a value: a card for each stone, phases as columns, blocks as lanes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from roadmaps import models
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.plans import Reason, Rule
from roadmaps.domain.roadmap import InitiativeState, PhaseState, RoadmapState
from roadmaps.domain.scopes import Gap, Why
from roadmaps.domain.timetable import DatedStone
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.schedule import load_timetable

FILTERS = ("block", "workstream", "lens", "owner", "department", "status")


@dataclass(frozen=True, slots=True)
class Card:
    """A stone on the board: where it stands and why, what people said of it, when it runs (None:
    in no phase). `is_edited`: its effort and months are a person's."""

    initiative: InitiativeState
    details: Details
    dates: DatedStone | None
    department: str
    is_edited: bool

    @property
    def stone(self) -> str:
        """Its code."""
        return self.initiative.stone

    @property
    def gap(self) -> Gap:
        """The work on it."""
        return self.initiative.gap

    @property
    def is_own(self) -> bool:
        """A person added it: it is not the catalogue's."""
        return self.gap.why is Why.OWN

    @property
    def binding(self) -> Reason | None:
        """The reason that binds most; overridden rules are told with their words instead."""
        found = self.initiative.binding
        return None if found is None or found.rule is Rule.WAIVED else found

    @property
    def others(self) -> tuple[Reason, ...]:
        """All other reasons."""
        first = self.binding
        return tuple(
            reason
            for reason in self.initiative.why
            if reason.rule is not Rule.WAIVED and not _is_in(first, reason)
        )

    def value_of(self, name: str) -> str:
        """What a filter compares."""
        if name == "block":
            return self.gap.block
        return str(getattr(self.details, name) or "")


def _is_in(first: Reason | None, told: Reason) -> bool:
    return first is not None and (first.rule, first.phase) == (told.rule, told.phase)


@dataclass(frozen=True, slots=True)
class Lane:
    """What a block has in a column."""

    block: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A phase (None: later) with its lanes."""

    phase: PhaseState | None
    lanes: tuple[Lane, ...]

    @property
    def code(self) -> str:
        """How addresses and forms name it."""
        return self.phase.phase if self.phase else "later"


@dataclass(frozen=True, slots=True)
class Board:
    """A roadmap with a card for every stone; what was `delivered` before this version and is no
    work any more; names of departments by code."""

    state: RoadmapState
    cards: tuple[Card, ...]
    delivered: tuple[str, ...]
    departments: Mapping[str, str]

    def choices(self, name: str) -> list[str]:
        """What a filter may ask for: what is there, in the order of the cards."""
        return [value for value in dict.fromkeys(c.value_of(name) for c in self.cards) if value]

    def find(self, wanted: Mapping[str, str]) -> tuple[Card, ...]:
        """The cards that have every value wanted; an empty one asks for nothing."""
        asked = [(name, value) for name, value in wanted.items() if value]
        return tuple(c for c in self.cards if all(c.value_of(n) == v for n, v in asked))

    def columns(self, cards: Iterable[Card]) -> tuple[Column, ...]:
        """Cards in columns and lanes: a lane for each block of the whole board that has any."""
        shown = list(cards)
        found = {card.gap.block for card in shown}
        blocks = [block for block in self.state.scope.blocks if block in found]
        phases = (*self.state.phases, None)
        return tuple(
            Column(phase, tuple(Lane(b, _lane(shown, phase, b)) for b in blocks))
            for phase in phases
        )

    @property
    def revisions(self) -> Mapping[str, int]:
        """Revision of each initiative, by stone."""
        return {card.stone: card.details.revision for card in self.cards}

    @property
    def statuses(self) -> tuple[tuple[Status, int], ...]:
        """How many cards have each status, those that some have; what comes later is not planned
        yet, unless somebody works on it."""
        counts = Counter(
            card.details.status
            for card in self.cards
            if card.initiative.phase or card.details.status is not Status.PLANNED
        )
        return tuple((status, counts[status]) for status in Status if counts[status])


def _lane(cards: Iterable[Card], phase: PhaseState | None, block: str) -> tuple[Card, ...]:
    code = phase.phase if phase else None
    return tuple(c for c in cards if c.initiative.phase == code and c.gap.block == block)


def load_board(row: models.Roadmap, today: dt.date) -> Board:
    """The board of a version as people left it."""
    prefetch_related_objects([row], "initiatives")
    state, details = load_roadmap(row, with_facts=True), load_details(row)
    dates = {each.stone: each for each in load_timetable(row, today).stones}
    departments = load_departments(row.assessment.organisation)
    return Board(
        state=state,
        cards=tuple(
            Card(
                initiative=each,
                details=details[each.stone],
                dates=dates.get(each.stone),
                department=departments.get(details[each.stone].department, ""),
                is_edited=each.stone in row.edits,
            )
            for each in state.initiatives
        ),
        delivered=tuple(stone for stone in details if stone not in state.scope.gap_by_stone),
        departments=departments,
    )
