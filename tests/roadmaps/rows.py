"""Roadmaps and reports for tests."""

import datetime as dt
from dataclasses import replace
from typing import Any

from assessments import models as assessments
from roadmaps import models
from roadmaps.actions.planning import generate_roadmap
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.targets import Intention
from roadmaps.queries.targets import fill_targets, load_standing


def make_roadmap(assessment: assessments.Assessment, **changes: Any) -> models.Roadmap:
    """A roadmap of a closed assessment in which improvement advances and the others hold."""
    standing = load_standing(assessment)
    assert standing is not None, "too few answers to plan from"
    fields: dict[str, Any] = {
        "targets": tuple(
            replace(target, stage=3, intention=Intention.ADVANCE, reason="Customers feel it.")
            if target.block == "IMP"
            else target
            for target in fill_targets(standing, ())
        ),
        "capacities": (60, 120, 120),
        "settings": PlanSettings(),
        "starts_on": dt.date(2027, 1, 1),
    }
    return generate_roadmap(assessment=assessment, standing=standing, **(fields | changes))
