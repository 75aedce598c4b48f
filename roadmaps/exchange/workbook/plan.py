"""Steps of the plan and what its months carry, as tables."""

from django.utils.translation import gettext as _

from cxmaturity.documents.tables import Column, Kind, Table, Value
from roadmaps import models
from roadmaps.domain.operational_plan import PlanRow
from roadmaps.exchange.workbook.source import Source


def tabulate_plan(source: Source) -> Table:
    """A row for each step, in the order of phases and dates; later last."""
    columns = (
        Column(_("Code"), width=9),
        Column(_("Step"), width=46),
        Column(_("Phase"), width=16),
        Column(_("Building block"), width=22),
        Column(_("Owner"), width=22),
        Column(_("Department"), width=18),
        Column(_("From"), Kind.DAY),
        Column(_("To"), Kind.DAY),
        Column(_("Person-days"), Kind.NUMBER),
        Column(_("Status"), width=14),
        Column(_("Progress"), Kind.SHARE),
        Column(_("Line of the course"), width=40),
        Column(_("Value now"), width=40),
        Column(_("Prepares later"), width=40),
        Column(_("Indicators"), width=40),
    )
    rows = tuple(_step(row, source) for row in source.way.rows)
    return Table(_("Plan"), columns, rows, _("Nothing is planned."))


def _step(row: PlanRow, source: Source) -> tuple[Value, ...]:
    details, gap = row.details, row.initiative.gap
    department = details.department
    return (
        row.stone,
        source.step(row.stone),
        source.phase(row.phase, _("Later")),
        source.block(gap.block),
        details.owner,
        source.way.departments.get(department, department),
        row.starts_on,
        row.ends_on,
        gap.effort,
        str(models.Initiative.Status(details.status.value).label),
        details.progress / 100,
        source.lines.get(row.service.line or "", ""),
        details.value_now,
        details.prepares_later,
        "\n".join(each.name for each in source.way.measures.get(row.stone, ())),
    )


def tabulate_load(source: Source) -> Table:
    """Person-days of each month, in all and by department."""
    timetable, names = source.way.timetable, source.way.departments
    codes = [code for code in timetable.departments if any(timetable.departments[code])]
    columns = (
        Column(_("Month"), Kind.DAY),
        Column(_("Phase"), width=16),
        Column(_("Person-days"), Kind.NUMBER),
        Column(_("Average month of the phase"), Kind.NUMBER, 16),
        *(Column(names.get(code, code) or _("No department"), Kind.NUMBER, 16) for code in codes),
    )
    rows = tuple(
        (
            each.starts_on,
            source.phase(each.load.phase),
            each.load.days,
            each.load.average,
            *(timetable.departments[code][each.load.month] for code in codes),
        )
        for each in timetable.loads
    )
    return Table(_("Load by month"), columns, rows, _("Nothing is planned."))
