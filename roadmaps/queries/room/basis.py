"""Which positions of stones a roadmap is made from, and what the scorecard says with them."""

from typing import Any, Final

from assessments import models as assessments
from assessments.domain.scorecard import Scorecard
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.room.positions import (
    SURVEYED,
    Basis,
    MadeFrom,
    choose_scores,
    tell_made_from,
    with_positions,
)
from roadmaps.queries.room.positions import load_positions

POSITIONS: Final = "positions"
"""Where the scope of a version keeps the scores that stood in place of the survey's."""


def load_basis_scores(assessment: assessments.Assessment, basis: Basis) -> dict[str, float]:
    """Scores that stand in place of the survey's for a new version on this basis."""
    if basis is Basis.SURVEY:
        return {}
    return choose_scores(load_positions(assessment).values(), basis)


def scores_of(row: models.Roadmap) -> dict[str, float]:
    """Scores that a version was made from in place of the survey's: what is agreed later does not
    change it."""
    found: Any = row.scope.get(POSITIONS, {})
    return dict(found)


def load_scorecard_of(row: models.Roadmap) -> Scorecard | None:
    """The scorecard that a version was made from; None where its assessment has none."""
    scorecard, scores = load_scorecard(row.assessment), scores_of(row)
    if scorecard is None or not scores:
        return scorecard
    return with_positions(load_maturity_model(row.assessment.maturity_model), scorecard, scores)


def load_made_from(row: models.Roadmap) -> MadeFrom:
    """Which positions a version was made from."""
    basis = Basis(row.basis)
    if basis is Basis.SURVEY:
        return SURVEYED
    return tell_made_from(basis, load_scorecard(row.assessment), scores_of(row))
