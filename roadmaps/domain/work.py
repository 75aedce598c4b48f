"""How much work a stone takes unless people say otherwise (method E2)."""

from dataclasses import dataclass

from assessments.domain.maturity_model import MaturityModel
from roadmaps.domain.efforts import months_for
from roadmaps.domain.scopes import Gap, Kind


@dataclass(frozen=True, slots=True)
class Work:
    """Person-days as the organisation pays them, and whole months."""

    effort: float
    months: int


def default_work(maturity_model: MaturityModel, gap: Gap, size_factor: float) -> Work:
    """The work on a stone of the catalogue that nobody edited (method E2).

    Person-days of its effort class, half of them to extend, times the size factor; months from the
    effort before that factor. KeyError for an initiative of one's own.
    """
    rules = maturity_model.planning
    days = maturity_model.effort_days(maturity_model.stone_by_code[gap.stone].effort)
    if gap.kind is Kind.EXTEND:
        days *= rules.extend_factor
    return Work(round(days * size_factor, 2), months_for(rules, days))


def months_of_effort(maturity_model: MaturityModel, effort: float, size_factor: float) -> int:
    """Months that an entered effort lasts where none are entered (method E2)."""
    return months_for(maturity_model.planning, effort / size_factor)
