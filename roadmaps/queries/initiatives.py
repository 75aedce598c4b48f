"""What people said of the initiatives of a roadmap, as values."""

from assessments.domain.maturity_model import MaturityModel
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.initiatives import Details, Status


def load_details(row: models.Roadmap) -> dict[str, Details]:
    """Details by stone, in the roadmap's order. Workstream and lens are the catalogue's, or what a
    person gave to an initiative of one's own."""
    maturity_model = load_maturity_model(row.assessment.maturity_model)
    return {each.stone: _details(each, maturity_model) for each in row.initiatives.all()}


def _details(row: models.Initiative, maturity_model: MaturityModel) -> Details:
    stone = maturity_model.stone_by_code.get(row.stone)
    is_claimed = row.claimed_capability is not None and row.claimed_breadth is not None
    return Details(
        stone=row.stone,
        title=row.title,
        owner=row.owner,
        department=row.department,
        status=Status(row.status),
        status_reason=row.status_reason,
        progress=row.progress,
        starts_month=row.starts_month,
        ends_month=row.ends_month,
        running_days=None if row.running_days is None else float(row.running_days),
        notes=row.notes,
        serves=row.serves,
        value_now=row.value_now,
        prepares_later=row.prepares_later,
        workstream=row.workstream or (stone.workstream if stone else None),
        lens=row.lens or (stone.lens if stone else None),
        teams_ready=row.teams_ready,
        staff_impact=row.staff_impact,
        claim=(row.claimed_capability or 0, row.claimed_breadth or 0) if is_claimed else None,
        delivered_on=row.delivered_on,
        review=row.review,
        review_reason=row.review_reason,
        revision=row.revision,
    )
