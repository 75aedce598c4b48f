"""Registers of a programme as values: decisions, risks, tools, who carries the change, factors."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from roadmaps import models
from roadmaps.domain.assumptions import RiskEvent
from roadmaps.domain.people import Agent
from roadmaps.domain.registers import Decision, Factor
from roadmaps.domain.risks import Risk, RiskState
from roadmaps.domain.tools import Tool, critical_suppliers, find_suppliers
from roadmaps.queries.events import load_events


@dataclass(frozen=True, slots=True)
class Registers:
    """What the registers of a programme hold."""

    decisions: tuple[Decision, ...]
    risks: tuple[Risk, ...]
    tools: tuple[Tool, ...]
    agents: tuple[Agent, ...]
    factors: tuple[Factor, ...]


def load_registers(row: models.Roadmap, programme: models.Programme) -> Registers:
    """All registers; rates that nobody entered are those of the roadmap's maturity model."""
    tools = load_tools(programme)
    suppliers = len(critical_suppliers(tools))
    return Registers(
        decisions=load_decisions(programme),
        risks=load_risks(programme, load_events(row), suppliers),
        tools=tools,
        agents=load_agents(programme),
        factors=load_factors(programme),
    )


def load_decisions(programme: models.Programme) -> tuple[Decision, ...]:
    """All decisions, the newest first, each with what it replaced and what replaced it."""
    rows = models.Decision.objects.filter(programme_id=programme.pk)
    rows = rows.select_related("supersedes", "superseded_by")
    return tuple(_decision(row) for row in rows)


def _decision(row: models.Decision) -> Decision:
    later = getattr(row, "superseded_by", None)
    return Decision(
        number=row.number,
        title=row.title,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        reason=row.reason,
        context=row.context,
        options=row.options,
        consequence=row.consequence,
        review_on=row.review_on,
        replaces=row.supersedes.number if row.supersedes else None,
        replaced_by=later.number if later else None,
        recorded_on=row.recorded_on,
        recorded_by=row.recorded_by,
    )


def load_risks(
    programme: models.Programme, events: Iterable[RiskEvent], suppliers: int
) -> tuple[Risk, ...]:
    """All risks, those that struck first. Where nobody entered a rate, it is that of the model (of
    each of `suppliers`, the critical ones, for an event that counts for each)."""
    rates = {e.code: e.rate * (max(1, suppliers) if e.per_supplier else 1) for e in events}
    rows = models.Risk.objects.filter(programme_id=programme.pk)
    found = [_risk(row, rates.get(row.event)) for row in rows]
    return tuple(
        sorted(found, key=lambda risk: (not risk.has_struck, not risk.is_watched, risk.key))
    )


def _risk(row: models.Risk, assumed: float | None) -> Risk:
    return Risk(
        key=row.pk,
        event=row.event,
        title=row.title,
        state=RiskState(row.state),
        phase=row.phase,
        stones=tuple(row.stones),
        rate=assumed if row.rate is None else row.rate,
        is_assumed=row.rate is None,
        effect=row.effect,
        owner=row.owner,
        mitigation=row.mitigation,
        struck_on=row.struck_on,
        reviewed_on=row.reviewed_on,
        revision=row.revision,
    )


def load_tools(programme: models.Programme) -> tuple[Tool, ...]:
    """The inventory, by name."""
    rows = models.Tool.objects.filter(programme_id=programme.pk).prefetch_related("needs")
    return tuple(
        Tool(
            key=row.pk,
            name=row.name,
            supplier=row.supplier,
            purpose=row.purpose,
            is_critical=row.is_critical,
            is_ready=row.is_ready,
            departments=tuple(row.departments),
            stones=tuple(row.stones),
            needs=tuple(needed.pk for needed in row.needs.all()),
        )
        for row in rows
    )


def load_suppliers(programme: models.Programme) -> dict[str, tuple[str, ...]]:
    """Suppliers behind each stone, directly or through what its tools need (`Facts.suppliers`)."""
    return find_suppliers(load_tools(programme))


def load_agents(programme: models.Programme) -> tuple[Agent, ...]:
    """Change agents, then relays, by name."""
    rows = models.Agent.objects.filter(programme_id=programme.pk)
    return tuple(
        Agent(
            key=row.pk,
            name=row.name,
            is_agent=row.kind == models.Agent.Kind.AGENT,
            since=row.since,
            role=row.role,
            department=row.department,
            until=row.until,
        )
        for row in rows
    )


def load_factors(programme: models.Programme) -> tuple[Factor, ...]:
    """All factors, the next review first, with the day on which somebody last wrote to each."""
    history = models.Factor.history.filter(programme_id=programme.pk)  # type: ignore[attr-defined]
    written = dict(history.values_list("id").annotate(Max("history_date")).order_by())
    return tuple(
        Factor(
            key=row.pk,
            title=row.title,
            review_on=row.review_on,
            is_ours_to_drive=row.is_ours_to_drive,
            note=row.note,
            closed_on=row.closed_on,
            seen_on=timezone.localdate(written[row.pk]) if row.pk in written else None,
        )
        for row in models.Factor.objects.filter(programme_id=programme.pk)
    )
