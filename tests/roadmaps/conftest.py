"""The worked roadmap of the method (E4) as rows."""

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from assessments import models as assessments
from assessments.queries.snapshots import digest, to_document
from assessments.queries.wording import load_wording
from roadmaps.actions.planning import generate_roadmap
from roadmaps.actions.targets import save_targets
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.targets import load_standing
from tests import factories
from tests.roadmaps.domain.cases import CAPACITIES, WORKED_SCORES, WORKED_TARGETS
from tests.scorecards import scorecard_of

STAYING = 4


@pytest.fixture
def worked_assessment(olive, vera, maturity_model):
    """A closed assessment whose stones stand as in the worked roadmap; 700 people."""
    organisation = factories.make_organisation(
        consultant=olive, viewer=vera, departments={"Sales": 300, "Service": 400}
    )
    assessment = factories.make_assessment(organisation, maturity_model, status="draft")
    assessments.Assessment.objects.filter(pk=assessment.pk).update(
        status="closed", join_code="ABCDEFGHJK", closed_on=dt.date(2026, 3, 16)
    )
    assessment.refresh_from_db()
    payload = to_document(_scorecard())
    assessments.Snapshot.objects.create(
        assessment=assessment,
        taken_on=dt.date(2026, 3, 16),
        method="1",
        payload=payload,
        digest=digest(payload),
    )
    return assessment


@cache
def _scorecard():
    card = scorecard_of(default=(4, 4))
    worked = [replace(s, score=float(WORKED_SCORES.get(s.stone, 100))) for s in card.stones]
    blocks = [
        replace(block, stage=1 if block.block in WORKED_TARGETS else STAYING)
        for block in card.blocks
    ]
    scores = {stone.stone: stone.score for stone in worked}
    conditions = tuple(
        replace(c, score=scores[c.stone], state="met" if scores[c.stone] >= 50 else "not_met")
        for c in card.gate.conditions
    )
    return replace(
        card,
        stones=tuple(worked),
        blocks=tuple(blocks),
        gate=replace(card.gate, conditions=conditions, is_open=False),
        organisation=replace(card.organisation, stage=1),
    )


@pytest.fixture
def worked_targets(worked_assessment):
    """What the worked roadmap wants, saved; the other blocks stay."""
    targets = tuple(
        Target(block, 5, WORKED_TARGETS[block], Intention.ADVANCE)
        if block in WORKED_TARGETS
        else Target(block, 5, STAYING, Intention.HOLD)
        for block in load_standing(worked_assessment).maturity_model.blocks
    )
    save_targets(assessment=worked_assessment, targets=targets)
    return targets


@pytest.fixture
def plan_worked(worked_assessment, worked_targets):
    """Makes the worked roadmap; arguments change what is asked for."""

    def make(**changes):
        asked = {
            "assessment": worked_assessment,
            "standing": load_standing(worked_assessment),
            "targets": worked_targets,
            "capacities": CAPACITIES,
            "settings": PlanSettings(),
            "starts_on": dt.date(2027, 1, 1),
        }
        return generate_roadmap(**(asked | changes))

    return make


@pytest.fixture
def worked_roadmap(plan_worked):
    """The worked roadmap, from January 2027 on."""
    return plan_worked()


@pytest.fixture
def wording(maturity_model):
    """Texts of the shipped model."""
    return load_wording(maturity_model, "en")
