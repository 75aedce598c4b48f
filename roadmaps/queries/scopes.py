"""From a closed assessment and its targets to the work that a plan is made of."""

from collections.abc import Sequence

from django.db.models import Sum

from assessments import models as assessments
from roadmaps.domain.efforts import size_factor
from roadmaps.domain.gaps import find_scope
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.domain.values import stone_values
from roadmaps.queries.targets import Standing


def load_scope(
    assessment: assessments.Assessment, standing: Standing, targets: Sequence[Target]
) -> Scope:
    """The stones to work on, with efforts for an organisation of this size (method E2)."""
    maturity_model, scorecard = standing.maturity_model, standing.scorecard
    return find_scope(
        maturity_model,
        stone_values(maturity_model, scorecard),
        targets,
        organisation_stage=scorecard.organisation.stage,
        block_scores={result.block: result.score for result in scorecard.blocks},
        size_factor=size_factor(maturity_model.planning, load_headcount(assessment)),
    )


def load_headcount(assessment: assessments.Assessment) -> int | None:
    """People in the departments whose headcount is known; None when none is."""
    headcount: int | None = assessment.organisation.departments.aggregate(n=Sum("headcount"))["n"]
    return headcount
