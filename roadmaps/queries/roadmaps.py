"""Roadmaps as values: what was asked, what was proved, what people made of it."""

from dataclasses import replace

from assessments import models as assessments
from assessments.domain.maturity_model import Phase
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.facts import NOTHING_SAID
from roadmaps.domain.plans import Plan, PlanSettings, Rule, Waiver
from roadmaps.domain.roadmap import RoadmapState, Solved, describe_roadmap
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.domain.wishes import Wish
from roadmaps.queries.documents import from_document
from roadmaps.queries.facts import load_facts
from roadmaps.queries.room.basis import load_made_from, load_scorecard_of


def load_roadmap(row: models.Roadmap, *, with_facts: bool = False) -> RoadmapState:
    """A version of a roadmap as people left it, for page, paper and file. `with_facts`: its alerts
    also read what people said of phases, teams and tools (rules R7 to R11)."""
    scorecard, solved, targets = load_scorecard_of(row), load_solved(row), load_asked_targets(row)
    gate = scorecard.gate if scorecard else None
    state = describe_roadmap(
        solved,
        load_wishes(row),
        gate,
        number=row.number,
        created_on=row.created_on,
        starts_on=row.starts_on,
        targets=targets,
        facts=load_facts(row, solved, targets, gate) if with_facts else NOTHING_SAID,
    )
    return replace(state, made_from=load_made_from(row))


def load_solved(row: models.Roadmap) -> Solved:
    """What the planner was asked and what it answered, and what people override now."""
    return Solved(
        scope=from_document(row.scope, Scope),
        phases=load_phases(row),
        capacities=tuple(row.capacities),
        settings=from_document(row.settings, PlanSettings),
        plan=from_document(row.plan["plan"], Plan),
        share_without_balance=row.plan["share_without_balance"],
        waivers=tuple(Waiver(Rule(w["rule"]), w["stone"], w["reason"]) for w in row.waivers),
        is_changed=bool(row.plan.get("as_solved")),
    )


def load_phases(row: models.Roadmap) -> tuple[Phase, ...]:
    """The phases of a version: its own, else those of the maturity model."""
    if row.phases:
        return from_document(row.phases, tuple[Phase, ...])
    return load_maturity_model(row.assessment.maturity_model).phases


def load_asked_targets(row: models.Roadmap) -> tuple[Target, ...]:
    """The targets that this version was made from."""
    return from_document(row.targets, tuple[Target, ...])


def load_wishes(row: models.Roadmap) -> dict[str, Wish]:
    """Where people left each stone."""
    return {
        initiative.stone: Wish(
            initiative.phase or None, initiative.is_locked, initiative.excluded_because
        )
        for initiative in row.initiatives.all()
    }


def find_latest_roadmap(assessment: assessments.Assessment) -> models.Roadmap | None:
    """The newest version of an assessment's roadmap."""
    return models.Roadmap.objects.filter(assessment=assessment).order_by("-number").first()


def load_versions(assessment: assessments.Assessment, count: int) -> list[models.Roadmap]:
    """The newest versions, without what they hold."""
    rows = models.Roadmap.objects.filter(assessment=assessment).order_by("-number")
    return list(rows.only("pk", "number", "created_on", "assessment_id")[:count])
