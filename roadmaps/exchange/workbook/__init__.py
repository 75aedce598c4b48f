"""The operational plan as a workbook: what its sheets hold, in the reader's language."""

from collections.abc import Iterator

from cxmaturity.documents.tables import Table
from roadmaps.exchange.workbook.about import tabulate_facts
from roadmaps.exchange.workbook.following import (
    tabulate_benefits,
    tabulate_indicators,
    tabulate_measurements,
)
from roadmaps.exchange.workbook.money import tabulate_costs, tabulate_phase_costs
from roadmaps.exchange.workbook.plan import tabulate_load, tabulate_plan
from roadmaps.exchange.workbook.registers import tabulate_decisions, tabulate_risks
from roadmaps.exchange.workbook.source import Source

__all__ = ["Source", "tabulate"]


def tabulate(source: Source) -> tuple[Table, ...]:
    """All sheets of the operational plan."""
    return tuple(_tabulate(source))


def _tabulate(source: Source) -> Iterator[Table]:
    yield tabulate_plan(source)
    yield tabulate_load(source)
    yield tabulate_indicators(source)
    yield tabulate_measurements(source)
    yield tabulate_benefits(source)
    yield tabulate_costs(source)
    yield tabulate_phase_costs(source)
    yield tabulate_decisions(source)
    yield tabulate_risks(source)
    yield tabulate_facts(source)
