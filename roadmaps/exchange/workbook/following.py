"""Indicators with what was measured, and benefits, as tables."""

from django.utils.translation import gettext as _

from cxmaturity.documents.tables import Column, Kind, Table, Value
from roadmaps import models
from roadmaps.domain.benefits import Benefit
from roadmaps.domain.indicators import Indicator
from roadmaps.exchange.workbook.source import Source


def tabulate_indicators(source: Source) -> Table:
    """A row for each indicator of the shared scorecard."""
    columns = (
        Column(_("Indicator"), width=40),
        Column(_("What it tells of"), width=40),
        Column(_("Unit"), width=14),
        Column(_("Direction"), width=18),
        Column(_("Today"), Kind.NUMBER),
        Column(_("Target"), Kind.NUMBER),
        Column(_("Target date"), Kind.DAY),
        Column(_("Last measured value"), Kind.NUMBER, 14),
        Column(_("Measured on"), Kind.DAY),
        Column(_("Part of the way"), Kind.SHARE),
        Column(_("Owner"), width=22),
        Column(_("Rhythm"), width=16),
        Column(_("Tells how customers react"), width=16),
    )
    rows = tuple(_indicator(each, source) for each in source.way.indicators)
    return Table(_("Indicators"), columns, rows, _("No indicator is followed yet."))


def _indicator(each: Indicator, source: Source) -> tuple[Value, ...]:
    about = source.step(each.stone) if each.stone else source.block(each.block)
    return (
        each.name,
        about or _("The whole programme"),
        each.unit,
        str(models.Indicator.Direction(each.direction.value).label),
        each.baseline,
        each.target,
        each.target_on,
        each.latest.value if each.latest else None,
        each.latest.measured_on if each.latest else None,
        each.way,
        each.owner,
        str(models.Indicator.Rhythm(each.rhythm.value).label),
        _("yes") if each.is_customer_reaction else _("no"),
    )


def tabulate_measurements(source: Source) -> Table:
    """A row for each measured value, the earliest first."""
    columns = (
        Column(_("Indicator"), width=40),
        Column(_("Measured on"), Kind.DAY),
        Column(_("Value"), Kind.NUMBER),
        Column(_("Note"), width=50),
    )
    rows = tuple(
        (indicator.name, each.measured_on, each.value, each.note)
        for indicator in source.way.indicators
        for each in indicator.in_order
    )
    return Table(_("Measured values"), columns, rows, _("Nothing was measured yet."))


def tabulate_benefits(source: Source) -> Table:
    """A row for each benefit of the register; money a year."""
    columns = (
        Column(_("Benefit"), width=40),
        Column(_("Step"), width=40),
        Column(_("Family"), width=14),
        Column(_("For whom"), width=20),
        Column(_("A year, cautiously"), Kind.MONEY, 14),
        Column(_("A year, likely"), Kind.MONEY, 14),
        Column(_("A year, at best"), Kind.MONEY, 14),
        Column(_("Currency"), width=9),
        Column(_("Expected from"), Kind.DAY),
        Column(_("Obtained so far"), Kind.MONEY, 14),
        Column(_("Owner"), width=22),
    )
    rows = tuple(_benefit(each, source) for each in source.benefits)
    return Table(_("Benefits"), columns, rows, _("No benefit is registered yet."))


def _benefit(each: Benefit, source: Source) -> tuple[Value, ...]:
    figures = (each.low, each.likely, each.high)
    return (
        each.title,
        source.step(each.stone),
        str(models.Benefit.Family(each.family.value).label),
        str(models.Benefit.For(each.beneficiary.value).label),
        *(None if figure is None else float(figure) for figure in figures),
        source.way.currency,
        each.begins,
        float(each.total_obtained) if each.obtained else None,
        each.owner,
    )
