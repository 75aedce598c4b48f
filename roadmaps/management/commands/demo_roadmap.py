"""Give the demo's closed assessment targets, a roadmap, and all that is said of it."""

import math
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.access import find_assessment
from assessments.domain.maturity_model import MaturityModel
from roadmaps import models
from roadmaps.actions.planning import generate_roadmap
from roadmaps.actions.targets import save_targets
from roadmaps.domain.planning import propose_capacities
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.targets import Intention, Target
from roadmaps.management import demo_board, demo_course, demo_following, demo_registers, demo_room
from roadmaps.queries.roadmaps import find_latest_roadmap
from roadmaps.queries.scopes import load_scope
from roadmaps.queries.targets import Standing, load_standing, load_targets

AHEAD: Final = {2: 0, 5: 1, 10: 2}
"""Stages beyond the second that most blocks are to reach, by horizon."""
STAYS: Final = "INN"
FURTHEST: Final = "VOC"
REASONS: Final = {
    "INN": "Two pilots are running; first we make sure that what exists holds.",
    "VOC": "Listening is our strength: it may lead the way.",
    "IMP": "The same irritants come back every month.",
}
SHARE_OF_PROPOSAL: Final = 0.6
"""People are scarce in the demo, as they usually are: some steps come later."""


class Command(BaseCommand):
    """Safe to repeat: what is there stays."""

    help = (
        "Give the closed assessment of the demo targets and a filled roadmap, unless it has them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assessment", metavar="ASSESSMENT", help="its id or join code")

    def handle(self, *args: Any, **options: Any) -> None:
        assessment = find_assessment(options["assessment"])
        if assessment is None or not assessment.is_closed:
            raise CommandError(f"No closed assessment is {options['assessment']!r}.")
        standing = load_standing(assessment)
        if standing is None:
            return
        roadmap = find_latest_roadmap(assessment) or _make(assessment, standing)
        for part in (demo_board, demo_course, demo_following, demo_registers, demo_room):
            part.fill(roadmap)


def _make(assessment: Any, standing: Standing) -> models.Roadmap:
    targets = load_targets(assessment) or tuple(_targets(standing))
    scope = load_scope(assessment, standing, targets)
    proposal = propose_capacities(scope, standing.maturity_model.phases)
    save_targets(assessment=assessment, targets=targets)
    return generate_roadmap(
        assessment=assessment,
        standing=standing,
        targets=targets,
        capacities=[float(math.ceil(days * SHARE_OF_PROPOSAL / 10) * 10) for days in proposal],
        settings=PlanSettings(Balance(scope.rules.balance)),
        starts_on=timezone.localdate().replace(day=1),
    )


def _targets(standing: Standing) -> list[Target]:
    """Most blocks cross within five years, one leads, one stays."""
    maturity_model = standing.maturity_model
    return [
        _target(maturity_model, block, years, stage or 1)
        for block, stage in standing.stages.items()
        for years in maturity_model.horizons
    ]


def _target(maturity_model: MaturityModel, block: str, years: int, today: int) -> Target:
    reason = REASONS.get(block, "")
    wanted = 2 + AHEAD.get(years, 0) + (block == FURTHEST)
    stage = today if block == STAYS else min(max(wanted, today), len(maturity_model.stages))
    intention = Intention.ADVANCE if stage > today else Intention.HOLD
    return Target(block, years, stage, intention, reason)
