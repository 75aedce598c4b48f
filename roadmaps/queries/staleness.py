"""The dates of a programme that say what needs a look."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone

from roadmaps import models
from roadmaps.domain.dates import add_months
from roadmaps.domain.staleness import Great, PhaseEnd, ProgrammeDates
from roadmaps.queries.registers import Registers
from roadmaps.queries.roadmaps import load_phases


def load_dates(
    row: models.Roadmap,
    programme: models.Programme,
    registers: Registers,
    departments: Sequence[str],
) -> ProgrammeDates:
    """All that staleness is read from. Plans are those of the organisation, whichever round of
    answers they came from: the programme outlives them."""
    versions = list(
        models.Roadmap.objects.filter(assessment__organisation=row.assessment.organisation_id)
        .order_by("created_on", "number")
        .values_list("created_on", "trigger")
    )
    planned_on, trigger = versions[-1]
    return ProgrammeDates(
        begun_on=versions[0][0],
        planned_on=planned_on,
        is_replanned=trigger == models.Roadmap.Trigger.RISK,
        targets_on=_targets_on(row, planned_on),
        reviewed_on=programme.reviewed_on,
        sponsor=programme.sponsor,
        sponsor_since=programme.sponsor_since,
        deputy=programme.deputy,
        deputy_briefed_on=programme.deputy_briefed_on,
        great=_load_great(programme),
        decisions=registers.decisions,
        risks=registers.risks,
        factors=registers.factors,
        agents=registers.agents,
        departments=tuple(departments),
        phases=_load_phase_ends(row),
    )


def _targets_on(row: models.Roadmap, planned_on: dt.date) -> dt.date:
    """When targets were last settled: the last change that was kept, or the plan made with them."""
    history = models.Target.history.filter(assessment=row.assessment_id)  # type: ignore[attr-defined]
    changed = history.aggregate(at=Max("history_date"))["at"]
    return max(planned_on, timezone.localdate(changed)) if changed else planned_on


def _load_great(programme: models.Programme) -> Great | None:
    row = models.GreatStatement.objects.filter(programme_id=programme.pk).first()
    return Great(row.number, row.written_on, row.expires_on) if row else None


def _load_phase_ends(row: models.Roadmap) -> tuple[PhaseEnd, ...]:
    reviewed = dict(row.phase_notes.values_list("phase", "reviewed_on"))
    return tuple(
        PhaseEnd(
            phase.code,
            add_months(row.starts_on, phase.end_month) - dt.timedelta(days=1),
            reviewed.get(phase.code),
        )
        for phase in load_phases(row)
    )
