"""Entries of registers for tests."""

import datetime as dt
from typing import Any

from django.utils import timezone

from assessments import models as assessments
from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.registers import record_decision


def make_programme(organisation: assessments.Organisation, **fields: Any) -> models.Programme:
    """The programme of an organisation with these columns."""
    programme = ensure_programme(organisation=organisation)
    for name, value in fields.items():
        setattr(programme, name, value)
    programme.save()
    return programme


def make_decision(
    organisation: assessments.Organisation, replaces: Any = None, **fields: Any
) -> models.Decision:
    """A decision of an organisation's programme, taken today unless said otherwise."""
    values = {
        "title": "One number for all calls",
        "decided_on": timezone.localdate(),
        "decided_by": "Board",
        "context": "",
        "options": "",
        "reason": "Customers call five numbers.",
        "consequence": "",
        "review_on": None,
    }
    return record_decision(
        programme=ensure_programme(organisation=organisation),
        values=values | fields,
        recorded_by="olive",
        replaces=replaces,
    )


def make_risk(organisation: assessments.Organisation, **fields: Any) -> models.Risk:
    """A watched risk."""
    values = {"event": "crisis", "title": "A crisis in the region"}
    return ensure_programme(organisation=organisation).risks.create(**(values | fields))


def make_tool(organisation: assessments.Organisation, **fields: Any) -> models.Tool:
    """A tool in place that nothing is said of."""
    return ensure_programme(organisation=organisation).tools.create(
        **({"name": "Survey tool"} | fields)
    )


def make_agent(organisation: assessments.Organisation, **fields: Any) -> models.Agent:
    """A change agent since 2026."""
    values = {"kind": "agent", "name": "Ann", "since": dt.date(2026, 1, 1)}
    return ensure_programme(organisation=organisation).agents.create(**(values | fields))


def make_factor(organisation: assessments.Organisation, **fields: Any) -> models.Factor:
    """A factor to look at again in a month."""
    soon = timezone.localdate() + dt.timedelta(days=30)
    values = {"title": "New rules for data", "review_on": soon}
    return ensure_programme(organisation=organisation).factors.create(**(values | fields))
