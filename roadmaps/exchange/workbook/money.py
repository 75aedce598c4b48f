"""What the plan costs, from entered figures and nothing else, as tables."""

from decimal import Decimal

from django.utils.translation import gettext as _

from cxmaturity.documents.tables import Column, Kind, Table, Value
from roadmaps import models
from roadmaps.domain.costs import Cost
from roadmaps.exchange.workbook.source import Source


def tabulate_costs(source: Source) -> Table:
    """A row for each amount that somebody entered."""
    columns = (
        Column(_("Step"), width=46),
        Column(_("Nature of the cost"), width=22),
        Column(_("Amount"), Kind.MONEY, 14),
        Column(_("Currency"), width=9),
        Column(_("How often"), width=14),
        Column(_("Note"), width=50),
    )
    rows = tuple(
        (
            source.step(each.stone),
            str(models.CostLine.Type(each.cost_type.value).label),
            float(each.amount),
            source.way.currency,
            _("every year") if each.is_yearly else _("once"),
            each.note,
        )
        for each in source.cost_lines
    )
    return Table(_("Costs"), columns, rows, _("No amount was entered."))


def tabulate_phase_costs(source: Source) -> Table:
    """What each phase takes, then all of them; money only where somebody entered some."""
    columns = (
        Column(_("Phase"), width=22),
        Column(_("Person-days"), Kind.NUMBER),
        Column(_("Cost of a person-day"), Kind.MONEY, 14),
        Column(_("Cost of person-days"), Kind.MONEY, 14),
        Column(_("Amounts, once"), Kind.MONEY, 14),
        Column(_("In all, once"), Kind.MONEY, 14),
        Column(_("Every year once delivered"), Kind.MONEY, 16),
        Column(_("Currency"), width=9),
    )
    rows = [_cost(source.phase(each.phase), each.cost, source) for each in source.costs.phases]
    whole = _cost(_("All phases"), source.costs.whole, source)
    return Table(_("Costs by phase"), columns, (*rows, whole))


def _cost(name: str, cost: Cost, source: Source) -> tuple[Value, ...]:
    figures = (cost.rate, cost.day_cost, cost.amount or None, cost.total, cost.running or None)
    return (name, float(cost.days), *map(_plain, figures), source.way.currency)


def _plain(figure: Decimal | None) -> float | None:
    return None if figure is None else float(figure)
