"""The assessments of an organisation as data that travel: yardstick, set-up, results as published.

Never in them: answers, sheets, comments, addresses, codes, tokens, accounts.
"""

from typing import Any, Final

from assessments import models
from assessments.exchange.dumping import dump_maturity_model

FACTS: Final = (
    "name",
    "form",
    "short_vantages",
    "rotates_blocks",
    "sector_pack",
    "languages",
    "opens_on",
    "closes_on",
    "time_zone",
    "retention_months",
    "attributed_mode",
    "min_group_size",
    "department_weight",
    "departments",
    "closed_on",
)
"""Columns of an assessment that travel. `contact` names a person to ask and stays."""
DEPARTMENT: Final = ("code", "name", "headcount", "function")
SNAPSHOT: Final = ("taken_on", "method", "payload", "digest")


def load_closed(organisation: models.Organisation) -> list[models.Assessment]:
    """The closed assessments in the order in which they travel."""
    rows = models.Assessment.objects.filter(organisation=organisation, closed_on__isnull=False)
    closed = rows.filter(status=models.Assessment.Status.CLOSED, snapshot__isnull=False)
    order = ("closed_on", "opens_on", "name", "snapshot__digest", "pk")
    return list(closed.select_related("maturity_model", "snapshot").order_by(*order))


def describe_organisation(organisation: models.Organisation) -> dict[str, Any]:
    """Its name and departments."""
    departments = organisation.departments.order_by("code").values(*DEPARTMENT)
    return {"name": organisation.name, "departments": list(departments)}


def describe_versions(assessments: list[models.Assessment]) -> list[dict[str, Any]]:
    """The versions of maturity models that assessments used, as their own documents."""
    used = {assessment.maturity_model_id: assessment.maturity_model for assessment in assessments}
    ordered = sorted(used.values(), key=lambda row: (row.slug, row.version))
    return [dump_maturity_model(row) for row in ordered]


def describe_assessment(assessment: models.Assessment) -> dict[str, Any]:
    """Set-up and snapshot of a closed assessment."""
    snapshot, version = assessment.snapshot, assessment.maturity_model
    return {
        "maturity_model": {"slug": version.slug, "version": version.version},
        **{name: _plain(getattr(assessment, name)) for name in FACTS},
        "snapshot": {name: _plain(getattr(snapshot, name)) for name in SNAPSHOT},
    }


def _plain(value: Any) -> Any:
    """Days as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
