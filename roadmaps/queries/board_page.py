"""What the board page says, from rows."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import prefetch_related_objects

from assessments.queries.results import load_snapshot_facts
from roadmaps import models
from roadmaps.domain.board_page import (
    PHASES,
    BoardPage,
    Wait,
    find_crossers,
    find_dispute,
    find_strengths,
    tell_phases,
)
from roadmaps.domain.costs import Cost, find_costs
from roadmaps.domain.deciding import decisions_to_take
from roadmaps.domain.roadmap import RoadmapState
from roadmaps.queries.approaches import load_approaches
from roadmaps.queries.course import load_course
from roadmaps.queries.deciding import load_stake
from roadmaps.queries.money import load_cost_lines, load_gains, load_works
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.report_results import closing_day, load_band, load_evidence
from roadmaps.queries.targets import fill_targets, load_standing

CERTAIN = 0.0
"""Waiting is told without the events that may strike meanwhile."""


def load_board_page(row: models.Roadmap, printed_on: dt.date) -> BoardPage | None:
    """One sheet on a version of a roadmap; None when its assessment has no results."""
    standing = load_standing(row.assessment)
    if standing is None:
        return None
    prefetch_related_objects([row], "initiatives")
    course, facts = load_course(row), load_snapshot_facts(row.assessment)
    programme = find_programme(row.assessment.organisation)
    phases = tell_phases(
        course.state,
        course.notes,
        _load_costs(row, course.state, programme),
        load_gains(row.assessment.organisation),
    )
    scorecard, maturity_model = standing.scorecard, standing.maturity_model
    return BoardPage(
        organisation=row.assessment.organisation.name,
        assessment=row.assessment.name,
        printed_on=printed_on,
        closed_on=closing_day(row),
        number=row.number,
        digest=facts.digest,
        maturity_model=maturity_model,
        scorecard=scorecard,
        years=min(maturity_model.horizons),
        crossers=find_crossers(
            maturity_model, standing.stages, fill_targets(standing, course.state.targets)
        ),
        evidence=load_evidence(row, standing, course.prospect),
        strengths=find_strengths(scorecard),
        dispute=find_dispute(scorecard, maturity_model),
        phases=phases[:PHASES],
        more_phases=len(phases[PHASES:]),
        share=course.state.share,
        wait=_load_wait(row, printed_on),
        currency=programme.currency,
        asked=decisions_to_take(load_stake(row, course, phases, printed_on)),
        band=load_band(row.assessment, scorecard),
    )


def _load_costs(
    row: models.Roadmap, state: RoadmapState, programme: models.Programme
) -> Mapping[str, Cost]:
    lines = load_cost_lines(row.assessment.organisation)
    codes = [phase.phase for phase in state.phases]
    found = find_costs(load_works(row), lines, programme.daily_rate, codes)
    return {each.phase: each.cost for each in found.phases}


def _load_wait(row: models.Roadmap, day: dt.date) -> Wait | None:
    exposures = load_approaches(row, day).exposures(CERTAIN)
    return Wait(exposures.gradual.wait, exposures.big_bang.wait) if exposures else None
