"""What is settled of a programme and what is not, for the questions to a board."""

import datetime as dt
from collections.abc import Sequence

from roadmaps import models
from roadmaps.domain.board_page import BoardPhase
from roadmaps.domain.deciding import AtStake, PhaseAhead
from roadmaps.domain.registers import Decision
from roadmaps.domain.targets import Intention, driving_horizon, driving_targets
from roadmaps.queries.course import IDLE, Course
from roadmaps.queries.next_actions import load_next_actions
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.registers import load_agents, load_decisions


def load_stake(
    row: models.Roadmap, course: Course, phases: Sequence[BoardPhase], day: dt.date
) -> AtStake:
    """Where a version of a roadmap and its registers stand on a day."""
    organisation = row.assessment.organisation
    programme = find_programme(organisation)
    driving = driving_targets(course.maturity_model, course.state.targets)
    advancing = sum(target.intention is Intention.ADVANCE for target in driving)
    due = [each for each in load_decisions(programme) if each.is_due(day)]
    worked = [phase.phase for phase in phases if phase.stone]
    return AtStake(
        today=day,
        sponsor=programme.sponsor,
        deputy=programme.deputy,
        has_agent=any(a.is_agent and a.is_present(day) for a in load_agents(programme)),
        ahead=_find_ahead(course, phases, day),
        advancing=advancing,
        blocks=len(driving),
        years=driving_horizon(course.maturity_model),
        exceptions=tuple(dict.fromkeys(waiver["stone"] for waiver in row.waivers)),
        due=tuple(sorted(due, key=_by_review)),
        actions=tuple(a for a in load_next_actions(organisation, day).open if not a.owner),
        unstated=tuple(phase for phase in worked if phase in course.unstated),
    )


def _by_review(decision: Decision) -> tuple[dt.date, int]:
    return decision.review_on or dt.date.max, decision.number


def _find_ahead(course: Course, phases: Sequence[BoardPhase], day: dt.date) -> PhaseAhead | None:
    ahead = [each for each in phases if each.stone and each.ends_on >= day]
    if not ahead:
        return None
    first, note = ahead[0], course.notes.get(ahead[0].phase)
    in_hand = [
        each.stone
        for each in course.state.in_phase(first.phase)
        if course.details[each.stone].status not in IDLE
    ]
    return PhaseAhead(
        phase=first.phase,
        starts_on=first.starts_on,
        ends_on=first.ends_on,
        days=first.days,
        cost=first.cost,
        without_owner=tuple(stone for stone in in_hand if not course.details[stone].owner),
        is_covered=note is not None and note.is_covered,
        after=ahead[1].phase if len(ahead) > 1 else None,
    )
