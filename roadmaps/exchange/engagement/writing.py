"""A whole engagement as one JSON document: format cxmaturity-engagement/1."""

import uuid
from typing import Any, Final

from assessments.exchange.engagement import (
    describe_assessment,
    describe_organisation,
    describe_versions,
    load_closed,
)
from assessments.models import Assessment, Organisation
from cxmaturity.documents.seals import canonical, make_seal
from roadmaps import models
from roadmaps.exchange.engagement.columns import describe
from roadmaps.queries.boards import MADE_BY, name_of

FORMAT: Final = "cxmaturity-engagement/1"
MEDIA_TYPE: Final = "application/json"
PARTS: Final = {
    "great_statements": models.GreatStatement,
    "next_actions": models.NextAction,
    "costs": models.CostLine,
    "risks": models.Risk,
    "agents": models.Agent,
    "factors": models.Factor,
    "alternatives": models.Alternative,
}
"""Registers whose entries stand alone, by the name under which a programme has them."""
OF_ROADMAPS: Final = {
    "initiatives": models.Initiative,
    "course_lines": models.CourseLine,
    "phase_notes": models.PhaseNote,
}
Document = dict[str, Any]


def find_organisation(text: str) -> Organisation | None:
    """The organisation with this id, for those who work on the server."""
    try:
        return Organisation.objects.filter(pk=uuid.UUID(text)).first()
    except ValueError:
        return None


def render_engagement(organisation: Organisation) -> bytes:
    """The sealed file. The same rows always give the same bytes."""
    content = describe_engagement(organisation)
    document = {"format": FORMAT, "content": content}
    return canonical(document | {"seal": make_seal(document)}) + b"\n"


def describe_engagement(organisation: Organisation) -> Document:
    """Everything of an engagement but answers and accounts."""
    assessments = load_closed(organisation)
    places = {assessment.pk: place for place, assessment in enumerate(assessments)}
    return {
        "organisation": describe_organisation(organisation),
        "maturity_models": describe_versions(assessments),
        "assessments": [
            describe_assessment(each)
            | {
                "targets": [describe(row) for row in each.targets.order_by("block", "years")],
                "agreed_positions": _describe_agreed(each),
                "roadmaps": [
                    _describe_roadmap(row, places) for row in each.roadmaps.order_by("number")
                ],
            }
            for each in assessments
        ],
        "programme": _describe_programme(organisation),
    }


def _describe_agreed(assessment: Assessment) -> list[Document]:
    """What rooms agreed of stones; the rooms themselves stay at home."""
    rows = models.AgreedPosition.objects.filter(assessment=assessment)
    return [describe(row) for row in rows.order_by("pk")]


def _describe_roadmap(row: models.Roadmap, places: dict[Any, int]) -> Document:
    before = row.follows
    follows = before and {"assessment": places.get(before.assessment_id), "number": before.number}
    parts = {
        name: [describe(each) for each in getattr(row, name).order_by("position", "pk")]
        for name in ("initiatives", "course_lines")
    }
    notes = [describe(each) for each in row.phase_notes.order_by("phase")]
    changes = row.changes.select_related("made_by").order_by("pk")
    told = [_describe_change(each) for each in changes]
    return describe(row) | parts | {"phase_notes": notes, "changes": told, "follows": follows}


def _describe_change(row: models.BoardChange) -> Document:
    """Who made it is a name: accounts stay."""
    before = {name: value for name, value in row.before.items() if name != MADE_BY}
    return describe(row) | {"before": before, "made_by": name_of(row)}


def _describe_programme(organisation: Organisation) -> Document | None:
    row = models.Programme.objects.filter(organisation=organisation).first()
    if row is None:
        return None
    alone = {name: [describe(each) for each in getattr(row, name).order_by("pk")] for name in PARTS}
    return (
        describe(row)
        | alone
        | {
            "indicators": [
                describe(each)
                | {"measurements": [describe(m) for m in each.measurements.order_by("measured_on")]}
                for each in row.indicators.order_by("pk")
            ],
            "benefits": [
                describe(each)
                | {"obtained": [describe(o) for o in each.obtained.order_by("obtained_on", "pk")]}
                for each in row.benefits.order_by("pk")
            ],
            "decisions": [
                describe(each) | {"supersedes": each.supersedes and each.supersedes.number}
                for each in row.decisions.select_related("supersedes").order_by("number")
            ],
            "tools": [
                describe(each) | {"needs": sorted(needed.name for needed in each.needs.all())}
                for each in row.tools.order_by("pk").prefetch_related("needs")
            ],
        }
    )
