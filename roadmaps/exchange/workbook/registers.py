"""Decisions and risks of the programme, as tables."""

from django.utils.translation import gettext as _

from cxmaturity.documents.tables import Column, Kind, Table
from roadmaps import models
from roadmaps.exchange.workbook.source import Source


def tabulate_decisions(source: Source) -> Table:
    """A row for each decision, the newest first."""
    columns = (
        Column(_("Number"), Kind.COUNT, 9),
        Column(_("Decision"), width=46),
        Column(_("Decided on"), Kind.DAY),
        Column(_("Decided by"), width=22),
        Column(_("Reason"), width=50),
        Column(_("Context"), width=50),
        Column(_("Options considered"), width=50),
        Column(_("Consequence"), width=50),
        Column(_("To be reviewed on"), Kind.DAY),
        Column(_("Replaced by"), Kind.COUNT),
    )
    rows = tuple(
        (
            each.number,
            each.title,
            each.decided_on,
            each.decided_by,
            each.reason,
            each.context,
            each.options,
            each.consequence,
            each.review_on,
            each.replaced_by,
        )
        for each in source.decisions
    )
    return Table(_("Decisions"), columns, rows, _("No decision is recorded yet."))


def tabulate_risks(source: Source) -> Table:
    """A row for each risk, those that struck first; rates that nobody entered are assumed."""
    columns = (
        Column(_("Event"), width=26),
        Column(_("In our case"), width=46),
        Column(_("State"), width=18),
        Column(_("Times a year"), Kind.NUMBER),
        Column(_("Rate"), width=14),
        Column(_("Phase exposed"), width=18),
        Column(_("Steps touched"), width=46),
        Column(_("Effect"), width=46),
        Column(_("Owner"), width=22),
        Column(_("What makes it smaller"), width=46),
        Column(_("Struck on"), Kind.DAY),
        Column(_("Last reviewed on"), Kind.DAY),
    )
    rows = tuple(
        (
            source.events.get(each.event, each.event),
            each.title,
            str(models.Risk.State(each.state.value).label),
            each.rate,
            _("assumed") if each.is_assumed else _("entered"),
            source.phase(each.phase),
            source.steps(each.stones),
            each.effect,
            each.owner,
            each.mitigation,
            each.struck_on,
            each.reviewed_on,
        )
        for each in source.risks
    )
    return Table(_("Risks"), columns, rows, _("No risk is registered yet."))
