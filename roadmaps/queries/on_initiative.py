"""What is followed of one step: its indicators, benefits and costs."""

from dataclasses import dataclass

from roadmaps import models
from roadmaps.domain.benefits import Benefit
from roadmaps.domain.costs import Cost, cost_of
from roadmaps.domain.indicators import Indicator
from roadmaps.queries.indicators import load_indicators
from roadmaps.queries.money import load_benefits, load_cost_lines, load_works
from roadmaps.queries.programmes import find_programme


@dataclass(frozen=True, slots=True)
class OnInitiative:
    """For templates/roadmaps/following/on_initiative.html; amounts are in `currency`."""

    stone: str
    indicators: tuple[Indicator, ...]
    benefits: tuple[Benefit, ...]
    cost: Cost
    currency: str


def load_on_initiative(row: models.Roadmap, stone: str) -> OnInitiative:
    """What is followed of one step of a version."""
    organisation = row.assessment.organisation
    programme = find_programme(organisation)
    works = [work for work in load_works(row) if work.stone == stone]
    return OnInitiative(
        stone=stone,
        indicators=tuple(each for each in load_indicators(organisation) if each.stone == stone),
        benefits=load_benefits(organisation, stone=stone),
        cost=cost_of(works, load_cost_lines(organisation, stone), programme.daily_rate),
        currency=programme.currency,
    )
