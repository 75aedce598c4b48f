"""From a closed assessment and its targets to the work that a plan is made of."""

from collections.abc import Mapping, Sequence

from django.db.models import Sum

from assessments import models as assessments
from assessments.domain.scorecard import Scorecard
from assessments.queries.waves import load_waves
from roadmaps.domain.asked import Measured
from roadmaps.domain.efforts import size_factor
from roadmaps.domain.gaps import find_scope
from roadmaps.domain.room.positions import with_positions
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.domain.values import stone_values
from roadmaps.queries.targets import Standing

FULL, QUICK = assessments.Assessment.Form.FULL, assessments.Assessment.Form.QUICK


def load_measured(
    assessment: assessments.Assessment,
    standing: Standing,
    positions: Mapping[str, float] | None = None,
) -> Measured:
    """What an assessment says to the planner, with the factor of an organisation of this size; a
    quick wave leans on the last full one (method E2). `positions`: scores (0–100) that stand in
    place of the survey's, for stones, stages and the crossing alike (method G3)."""
    maturity_model = standing.maturity_model
    scorecard = with_positions(maturity_model, standing.scorecard, positions or {})
    headcount = load_headcount(assessment)
    return Measured(
        maturity_model=maturity_model,
        scorecard=scorecard,
        values=stone_values(maturity_model, scorecard, load_earlier_scores(assessment)),
        size_factor=size_factor(maturity_model.planning, headcount),
        headcount=headcount,
    )


def load_scope(
    assessment: assessments.Assessment, standing: Standing, targets: Sequence[Target]
) -> Scope:
    """The stones to work on for some targets, before anything was entered or done (method E2)."""
    measured = load_measured(assessment, standing)
    scorecard = measured.scorecard
    return find_scope(
        measured.maturity_model,
        measured.values,
        targets,
        organisation_stage=scorecard.organisation.stage,
        block_scores={result.block: result.score for result in scorecard.blocks},
        size_factor=measured.size_factor,
    )


def load_headcount(assessment: assessments.Assessment) -> int | None:
    """People in the departments whose headcount is known; None when none is."""
    headcount: int | None = assessment.organisation.departments.aggregate(n=Sum("headcount"))["n"]
    return headcount


def load_earlier_scores(assessment: assessments.Assessment) -> dict[str, float]:
    """For a quick wave, what the last full wave before it published of each stone (0–100)."""
    if assessment.form != QUICK:
        return {}
    before = []
    for wave in load_waves(assessment.organisation):
        if wave.assessment.pk == assessment.pk:
            break
        if wave.assessment.form == FULL and isinstance(wave.results, Scorecard):
            before.append(wave.results)
    results = before[-1].stones if before else ()
    return {result.stone: result.score for result in results if result.score is not None}
