"""Addresses of the registers and the hand-over file."""

from django.urls import URLPattern, path

from roadmaps.views.registers import (
    decisions,
    entries,
    factors,
    handover,
    overview,
    people,
    risks,
    sponsors,
    tools,
)
from roadmaps.views.registers.kinds import AGENT, FACTOR, RISK, Kind

BASE = "roadmaps/<uuid:pk>/registers/"


def _entries(kind: Kind) -> list[URLPattern]:
    """Addresses of entries that are written alike."""
    facts, name, folder = {"kind": kind}, kind.name, f"{BASE}{kind.here}/"
    one = f"{folder}<int:key>/"
    return [
        path(f"{folder}new/", entries.entry_new, facts, name=f"{name}_new"),
        path(one, entries.entry, facts, name=name),
        path(f"{one}remove/", entries.entry_remove, facts, name=f"{name}_remove"),
    ]


urlpatterns = [
    path(BASE, overview.registers, name="registers"),
    path(f"{BASE}reviewed/", overview.programme_reviewed, name="programme_reviewed"),
    path(f"{BASE}decisions/", decisions.decisions, name="decisions"),
    path(f"{BASE}decisions/new/", decisions.decision_new, name="decision_new"),
    path(f"{BASE}decisions/<int:number>/", decisions.decision, name="decision"),
    path(
        f"{BASE}decisions/<int:number>/replace/",
        decisions.decision_replace,
        name="decision_replace",
    ),
    path(f"{BASE}risks/", risks.risks, name="risks"),
    *_entries(RISK),
    path(f"{BASE}risks/<int:key>/struck/", risks.risk_strike, name="risk_strike"),
    path(f"{BASE}risks/<int:key>/state/", risks.risk_state, name="risk_state"),
    path(f"{BASE}tools/", tools.tools, name="tools"),
    path(f"{BASE}tools/new/", tools.tool_new, name="tool_new"),
    path(f"{BASE}tools/<int:key>/", tools.tool, name="tool"),
    path(f"{BASE}tools/<int:key>/remove/", tools.tool_remove, name="tool_remove"),
    path(f"{BASE}people/", people.people, name="people"),
    *_entries(AGENT),
    path(f"{BASE}factors/", factors.factors, name="factors"),
    *_entries(FACTOR),
    path(f"{BASE}sponsor/", sponsors.sponsor, name="sponsor"),
    path(f"{BASE}business-case/", sponsors.business_case, name="business_case"),
    path("roadmaps/<uuid:pk>/handover/", handover.handover, name="handover"),
    path("roadmaps/<uuid:pk>/handover/pdf/", handover.handover_pdf, name="handover_pdf"),
]
