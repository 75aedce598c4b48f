"""The hand-over file as a value."""

import datetime as dt

from django.db.models import Sum

from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.benefits import Beneficiary, Family
from roadmaps.domain.dates import add_months
from roadmaps.domain.handover import Gain, Handover, Span, shorten_phases, sum_gains
from roadmaps.domain.sponsors import find_case_versions, find_terms
from roadmaps.domain.staleness import find_notices
from roadmaps.queries.exposed import load_under_way
from roadmaps.queries.great import load_great
from roadmaps.queries.programmes import find_programme, load_departments
from roadmaps.queries.registers import load_registers
from roadmaps.queries.sponsors import load_stored
from roadmaps.queries.staleness import load_dates


def load_handover(row: models.Roadmap, today: dt.date) -> Handover:
    """All that an incoming sponsor has to know of a programme on a day."""
    organisation = row.assessment.organisation
    programme = find_programme(organisation)
    held, under_way = load_registers(row, programme), load_under_way(row, today)
    dates = load_dates(row, programme, held, tuple(load_departments(organisation)))
    stored = load_stored(programme)
    spans = tuple(
        Span(
            phase.code,
            add_months(row.starts_on, phase.start_month),
            add_months(row.starts_on, phase.end_month) - dt.timedelta(days=1),
        )
        for phase in under_way.phases
    )
    return Handover(
        organisation=organisation.name,
        made_on=today,
        version=row.number,
        planned_on=row.created_on,
        scorecard=load_scorecard(row.assessment),
        goal=programme.strategic_goal,
        great=load_great(organisation).current,
        cases=find_case_versions(stored),
        sponsors=find_terms(stored),
        deputy=programme.deputy,
        deputy_role=programme.deputy_role,
        deputy_briefed_on=programme.deputy_briefed_on,
        decisions=held.decisions,
        phases=shorten_phases(spans, under_way.placement, under_way.details, today),
        later=tuple(s for s, phase in under_way.placement.items() if phase is None),
        currency=programme.currency,
        gains=sum_gains(_load_gains(programme)),
        risks=tuple((r, under_way.exposure_of(r)) for r in held.risks if r.state != "closed"),
        exposed=under_way.exposed,
        agents=tuple(each for each in held.agents if each.is_present(today)),
        next=find_notices(dates, today),
    )


def _load_gains(programme: models.Programme) -> list[Gain]:
    rows = models.Benefit.objects.filter(programme_id=programme.pk)
    figures = rows.annotate(sum=Sum("obtained__amount")).order_by("pk")
    return [
        Gain(Family(row.family), Beneficiary(row.beneficiary), row.likely, row.sum)
        for row in figures
    ]
