"""What simulations of tests start from."""

from functools import cache
from typing import Any

from roadmaps.domain.assumptions import Assumptions, PhasePlan, read_assumptions
from tests.builders import shipped_document

WORKED_PHASES = (
    PhasePlan("crawl", 0, 6, 75.0, 385.0),
    PhasePlan("walk", 6, 18, 127.5, 395.0),
    PhasePlan("run", 18, 36, 90.0, 285.0),
)
"""The phases of the worked roadmap (method E4): person-days and Σ impact × gap."""


@cache
def shipped_numbers() -> dict[str, Any]:
    """The numbers of the simulation in the shipped model."""
    numbers: dict[str, Any] = shipped_document()["simulation"]
    return numbers


def shipped_assumptions() -> Assumptions:
    """What the shipped model assumes."""
    return read_assumptions(shipped_numbers())
