"""What of a roadmap is under way and not delivered: what an event would put at risk today."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from assessments.domain.maturity_model import Phase
from roadmaps import models
from roadmaps.domain.dates import add_months
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.plans import Position
from roadmaps.domain.risks import Exposed, Risk, Work, exposure_of, find_exposed
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.roadmaps import load_solved, load_wishes

GIVEN_UP = frozenset({Status.STOPPED, Status.NOT_PLANNED})


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The steps of a version in their phases on a day; `month` counts from its start, negative
    before. `placement`: the phase of each step (None: later), `details` what people said of it."""

    phases: tuple[Phase, ...]
    placement: dict[str, Position]
    details: dict[str, Details]
    work: tuple[Work, ...]
    month: int

    @property
    def exposed(self) -> Exposed | None:
        """What an event that touches everything would put at risk today."""
        return find_exposed(self.phases, self.work, self.month)

    @property
    def ahead(self) -> dict[str, Position]:
        """The phase of each step that is neither done nor given up."""
        return {work.stone: work.phase for work in self.work if not work.is_done}

    def exposure_of(self, risk: Risk) -> Exposed | None:
        """What a risk of the register would put at risk today."""
        return exposure_of(risk, self.phases, self.work, self.month)


def load_under_way(row: models.Roadmap, today: dt.date) -> UnderWay:
    """A version of a roadmap as far as risks, tools and people ask."""
    prefetch_related_objects([row], "initiatives")
    solved, details = load_solved(row), load_details(row)
    placement = {stone: wish.phase for stone, wish in load_wishes(row).items()}
    work = (
        Work(
            stone=gap.stone,
            phase=placement[gap.stone] or "",
            effort=gap.effort,
            gain=gap.impact * gap.gap,
            is_done=details[gap.stone].status is Status.DONE,
        )
        for gap in solved.scope.gaps
        if placement.get(gap.stone) and details[gap.stone].status not in GIVEN_UP
    )
    months = 12 * (today.year - row.starts_on.year) + today.month - row.starts_on.month
    return UnderWay(
        phases=solved.phases,
        placement=placement,
        details=details,
        work=tuple(work),
        month=months - (today < add_months(row.starts_on, months)),
    )
