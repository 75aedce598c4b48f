"""What there is to decide when a roadmap is planned again."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from assessments import models as assessments
from assessments.queries.set_up import has_stages
from roadmaps import models
from roadmaps.domain.asked import Asked
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.replanning import Choice, phases_over, remaining_capacities
from roadmaps.domain.roadmap import InitiativeState, RoadmapState
from roadmaps.domain.timetable import GIVEN_UP
from roadmaps.queries.asked import load_next
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.roadmaps import load_roadmap


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A step to be decided about: what was said of it, whether its phase is over, and what is
    decided unless people say otherwise."""

    state: InitiativeState
    details: Details
    is_overdue: bool
    choice: Choice = Choice.KEEP
    reason: str = ""

    @property
    def stone(self) -> str:
        """Its code."""
        return self.state.stone

    @property
    def has_begun(self) -> bool:
        """It is at work: it stays in its phase."""
        return self.details.status in (Status.RUNNING, Status.PAUSED)


@dataclass(frozen=True, slots=True)
class Review:
    """A roadmap that is planned again: its steps to be decided about, those that are delivered,
    phases that are over, person-days that are left (one a phase), the phase to be reviewed."""

    state: RoadmapState
    asked: Asked
    steps: tuple[Reviewed, ...]
    delivered: tuple[InitiativeState, ...]
    over: tuple[str, ...]
    offered: tuple[float, ...]
    phase: str


def load_review(row: models.Roadmap, today: dt.date) -> Review:
    """What there is to decide about a roadmap today."""
    prefetch_related_objects([row], "initiatives")
    state, asked, details = load_roadmap(row), load_next(row), load_details(row)
    over = phases_over(asked.phases, row.starts_on, today)
    done = [each for each in state.initiatives if details[each.stone].status is Status.DONE]
    return Review(
        state=state,
        asked=asked,
        steps=tuple(
            _reviewed(each, details[each.stone], over)
            for each in state.initiatives
            if details[each.stone].status is not Status.DONE
        ),
        delivered=tuple(done),
        over=over,
        offered=remaining_capacities(asked, _days_of(done), over),
        phase=_find_phase(row, asked, over),
    )


def _reviewed(state: InitiativeState, details: Details, over: tuple[str, ...]) -> Reviewed:
    """Work that was given up is dropped, for the reason that was given; all else is kept."""
    is_dropped = details.status in GIVEN_UP and not state.excluded_because
    return Reviewed(
        state=state,
        details=details,
        is_overdue=state.phase in over and not is_dropped,
        choice=Choice.DROP if is_dropped else Choice.KEEP,
        reason=details.status_reason if is_dropped else "",
    )


def _days_of(done: Iterable[InitiativeState]) -> Mapping[str, float]:
    days: dict[str, float] = {}
    for each in done:
        if each.phase is not None:
            days[each.phase] = days.get(each.phase, 0.0) + each.gap.effort
    return days


def _find_phase(row: models.Roadmap, asked: Asked, over: tuple[str, ...]) -> str:
    """The phase to be reviewed: the last one that is over, else the one that runs."""
    return over[-1] if over else asked.phases[0].code


def find_newer_wave(row: models.Roadmap) -> assessments.Assessment | None:
    """The newest closed assessment after that of a roadmap, from which a roadmap can be made."""
    closed = assessments.Assessment.objects.filter(
        organisation=row.assessment.organisation_id, status="closed"
    ).exclude(pk=row.assessment_id)
    if row.assessment.closed_on:
        closed = closed.filter(closed_on__gte=row.assessment.closed_on)
    found = closed.select_related("organisation", "maturity_model").order_by("-closed_on").first()
    return found if found and has_stages(found) else None


def find_struck(row: models.Roadmap) -> str:
    """The event that struck last, as the register of risks has it; empty where none has."""
    risks = models.Risk.objects.filter(
        programme__organisation=row.assessment.organisation_id, state=models.Risk.State.STRUCK
    )
    last: Any = risks.order_by("-struck_on", "-pk").first()
    return last.event if last else ""
