"""The course of a roadmap: its lines, who serves them, what each phase promises."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils import timezone

from assessments.domain.maturity_model import MaturityModel
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.claims import Prospect, find_prospect
from roadmaps.domain.course import (
    Entered,
    Line,
    Service,
    derive_lines,
    find_services,
    find_work,
    settle_lines,
)
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.phase_notes import PhaseNote
from roadmaps.domain.projection import Projection
from roadmaps.domain.roadmap import InitiativeState, RoadmapState
from roadmaps.domain.steps import make_step
from roadmaps.domain.targets import driving_targets
from roadmaps.domain.timetable import GIVEN_UP
from roadmaps.queries.facts import load_phase_notes
from roadmaps.queries.following import load_basis, load_following
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.targets import load_owners

IDLE = GIVEN_UP | {Status.DONE}
"""Statuses of work that nobody has in hand any more."""


@dataclass(frozen=True, slots=True)
class CoursePhase:
    """A phase between two days, both included, with what people said of it."""

    code: str
    starts_on: dt.date
    ends_on: dt.date
    note: PhaseNote


@dataclass(frozen=True, slots=True)
class Course:
    """A version of a roadmap with its course.

    `prospect`: today and after each phase, None without results; `services`: the line that each
    step serves, by stone; `work`: the stones that bring a line forward, by the line's code.
    """

    state: RoadmapState
    maturity_model: MaturityModel
    details: dict[str, Details]
    prospect: Prospect | None
    lines: tuple[Line, ...]
    services: dict[str, Service]
    work: dict[str, tuple[str, ...]]
    notes: dict[str, PhaseNote]

    @property
    def projections(self) -> tuple[Projection, ...]:
        """Today by the answers, then after each phase; empty without results."""
        return (self.prospect.today, *self.prospect.after) if self.prospect else ()

    @property
    def line_by_code(self) -> dict[str, Line]:
        """Lines by code."""
        return {line.code: line for line in self.lines}

    @property
    def orphans(self) -> tuple[InitiativeState, ...]:
        """Work in hand, or planned in a phase, that serves no line (rule R8)."""
        return tuple(
            each
            for each in self.state.initiatives
            if each.phase is not None
            and self.services[each.stone].line is None
            and self.details[each.stone].status not in IDLE
        )

    @property
    def unworked(self) -> tuple[Line, ...]:
        """Lines that are not reached and that nobody works on (S0.36)."""
        return tuple(
            line for line in self.lines if not line.is_reached and not self.work[line.code]
        )

    @property
    def given_up(self) -> frozenset[str]:
        """Stones whose work people stopped or do not plan."""
        return frozenset(s for s, each in self.details.items() if each.status in GIVEN_UP)

    def working_in(self, phase: str) -> tuple[InitiativeState, ...]:
        """The steps of a phase that nobody gave up."""
        inside = self.state.in_phase(phase)
        return tuple(each for each in inside if each.stone not in self.given_up)

    def usual_line(self, stone: str) -> str | None:
        """Code of the line that a step serves as long as nobody chose one."""
        gaps, unlocks = self.state.scope.gaps, find_unlocks(self.state)
        return find_services(gaps, unlocks, {}, self.line_by_code)[stone].line

    @property
    def phases(self) -> tuple[CoursePhase, ...]:
        """The phases in order, each with what is said of it."""
        return tuple(
            CoursePhase(
                p.phase, p.starts_on, p.ends_on, self.notes.get(p.phase, PhaseNote(p.phase))
            )
            for p in self.state.phases
        )

    @property
    def unstated(self) -> tuple[str, ...]:
        """Phases that do not say what customers will notice and how it will show (R7)."""
        return tuple(phase.code for phase in self.phases if not phase.note.states_benefit)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Phases that do not name both sponsor and deputy (R11)."""
        return tuple(phase.code for phase in self.phases if not phase.note.is_covered)


def load_course(row: models.Roadmap) -> Course:
    """The course of a version as people left it. Nothing is written: lines are derived anew and
    hold what was stored of them."""
    prefetch_related_objects([row], "initiatives", "course_lines", "phase_notes")
    state, details = load_roadmap(row), load_details(row)
    maturity_model = load_maturity_model(row.assessment.maturity_model)
    prospect = load_prospect(row, state, details)
    driving = driving_targets(maturity_model, state.targets)
    owners = load_owners(row.assessment)
    lines = settle_lines(derive_lines(driving, prospect, owners), _entered(row), prospect)
    services = find_services(
        state.scope.gaps,
        find_unlocks(state),
        {stone: each.serves for stone, each in details.items()},
        {line.code for line in lines},
    )
    working = {
        each.stone
        for each in state.initiatives
        if each.phase is not None and details[each.stone].status not in GIVEN_UP
    }
    return Course(
        state=state,
        maturity_model=maturity_model,
        details=details,
        prospect=prospect,
        lines=lines,
        services=services,
        work=find_work(lines, state.scope.gaps, services, working),
        notes={note.phase: note for note in load_phase_notes(row)},
    )


def find_unlocks(state: RoadmapState) -> dict[str, tuple[str, ...]]:
    """The stones that each stone opens the way for."""
    return {each.stone: each.unlocks for each in state.initiatives}


def load_prospect(
    row: models.Roadmap, state: RoadmapState, details: Mapping[str, Details]
) -> Prospect | None:
    """Where the blocks stand today, with what is done, and after each phase with what stands in it
    and was not given up; None where there are no results."""
    basis, today = load_basis(row), timezone.localdate()
    if basis is None:
        return None
    steps = [
        make_step(each.gap, each.phase, details[each.stone], None, today)
        for each in state.initiatives
        if details[each.stone].status not in GIVEN_UP
    ]
    planned = state.scope.gap_by_stone
    if any(d.status is Status.DONE and d.stone not in planned for d in details.values()):
        steps += load_following(row, today).before
    return find_prospect(basis, steps)


def _entered(row: models.Roadmap) -> tuple[Entered, ...]:
    return tuple(
        Entered(
            code=each.code,
            block=each.block,
            stage=each.stage,
            phase=each.phase or None,
            statement=each.statement,
            owner=each.owner,
            revision=each.revision,
        )
        for each in row.course_lines.all()
    )
