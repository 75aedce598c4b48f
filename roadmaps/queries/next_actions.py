"""The next 90 days of a programme, and what its plan proposes for them."""

import datetime as dt

from assessments.models import Organisation
from roadmaps import models
from roadmaps.domain.next_actions import (
    NextAction,
    NextActions,
    Proposal,
    Review,
    last_day_ahead,
    propose_actions,
    sort_actions,
)
from roadmaps.queries.great import load_great
from roadmaps.queries.schedule import load_timetable


def load_next_actions(organisation: Organisation, today: dt.date) -> NextActions:
    """All actions of an organisation's programme, sorted for today."""
    rows = models.NextAction.objects.filter(programme__organisation=organisation)
    return sort_actions(map(_action, rows), today)


def load_proposals(
    row: models.Roadmap, actions: NextActions, today: dt.date
) -> tuple[Proposal, ...]:
    """What a version of the roadmap and the registers offer for the next 90 days."""
    timetable, organisation = load_timetable(row, today), row.assessment.organisation
    great = load_great(organisation)
    return propose_actions(
        [each.gap for each in timetable.stones],
        {each.stone: each.starts_on for each in timetable.stones},
        {each.stone: each.details for each in timetable.stones},
        actions=(*actions.open, *actions.done),
        reviews=_load_reviews(organisation, today),
        great_due=great.current.expires_on if great.current and great.is_due(today) else None,
        today=today,
    )


def _action(row: models.NextAction) -> NextAction:
    return NextAction(
        id=row.pk,
        title=row.title,
        owner=row.owner,
        first_step=row.first_step,
        due_on=row.due_on,
        proof=row.proof,
        stone=row.stone,
        done_on=row.done_on,
        revision=row.revision,
    )


def _load_reviews(organisation: Organisation, today: dt.date) -> list[Review]:
    """Decisions in force whose review falls due in the 90 days."""
    rows = models.Decision.objects.filter(
        programme__organisation=organisation,
        superseded_by=None,
        review_on__lte=last_day_ahead(today),
    )
    return [Review(d.number, d.title, d.decided_by, d.review_on) for d in rows if d.review_on]
