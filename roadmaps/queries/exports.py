"""A roadmap as the JSON that commands print (schema in docs/schemas/plan.schema.json)."""

from typing import Any, Final

from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.roadmap import InitiativeState, RoadmapState
from roadmaps.queries.documents import to_document
from roadmaps.queries.roadmaps import load_roadmap

FORMAT: Final = "cxmaturity-plan/1"


def load_export(row: models.Roadmap) -> dict[str, Any]:
    """The roadmap as people left it, with all its reasons."""
    assessment, state = row.assessment, load_roadmap(row)
    stages = load_maturity_model(assessment.maturity_model).stages
    return {
        "format": FORMAT,
        "assessment": {
            "id": str(assessment.pk),
            "name": assessment.name,
            "organisation": assessment.organisation.name,
        },
        "roadmap": {
            "id": str(row.pk),
            "number": row.number,
            "created_on": row.created_on.isoformat(),
            "is_edited": state.is_edited,
        },
        "stages": [{"number": stage.number, "code": stage.code} for stage in stages],
        **_figures(state),
        "initiatives": [_initiative(initiative) for initiative in state.initiatives],
    }


def _figures(state: RoadmapState) -> dict[str, Any]:
    names = ("starts_on", "proved", "share", "share_without_balance", "effort", "crossing")
    more = ("crossing_phase", "settings", "targets", "phases")
    values = {name: to_document(getattr(state, name)) for name in names + more}
    plan = {
        name: to_document(getattr(state.plan, name)) for name in ("indicative", "idle", "alerts")
    }
    return values | plan


def _initiative(initiative: InitiativeState) -> dict[str, Any]:
    document: dict[str, Any] = to_document(initiative)
    gap: dict[str, Any] = document.pop("gap")
    return gap | document
