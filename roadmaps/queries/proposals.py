"""What a new version of a roadmap would be made from."""

from dataclasses import dataclass

from assessments import models as assessments
from roadmaps.domain.planning import propose_capacities
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.queries.roadmaps import find_latest_roadmap, load_wishes
from roadmaps.queries.scopes import load_scope
from roadmaps.queries.targets import Standing, fill_targets, load_targets


@dataclass(frozen=True, slots=True)
class Proposal:
    """Targets, the scope they make, capacities (person-days a phase) to offer for it; and whether
    the latest version holds edits of people that could be kept."""

    targets: tuple[Target, ...]
    scope: Scope
    capacities: tuple[float, ...]
    has_edits: bool


def load_proposal(assessment: assessments.Assessment, standing: Standing) -> Proposal:
    """What can be planned today for the targets that are saved; untouched blocks hold."""
    targets = fill_targets(standing, load_targets(assessment))
    scope = load_scope(assessment, standing, targets)
    latest = find_latest_roadmap(assessment)
    wishes = load_wishes(latest).values() if latest else ()
    return Proposal(
        targets=targets,
        scope=scope,
        capacities=propose_capacities(scope, standing.maturity_model.phases),
        has_edits=any(wish.locked or wish.excluded_because for wish in wishes),
    )
