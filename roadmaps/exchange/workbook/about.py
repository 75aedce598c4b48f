"""What the workbook says of itself."""

from django.utils.translation import gettext as _

from cxmaturity.documents.tables import Column, Table, Value
from roadmaps.exchange.workbook.source import Source


def tabulate_facts(source: Source) -> Table:
    """Whose plan it is, which version, and the results that it rests on."""
    state, row, facts = source.way.course.state, source.way.row, source.facts
    told: tuple[tuple[str, Value], ...] = (
        (_("Organisation"), source.way.organisation),
        (_("Assessment"), row.assessment.name),
        (_("Version of the roadmap"), row.number),
        (_("Made on"), row.created_on),
        (_("The plan starts on"), row.starts_on),
        (_("Moved by hand since it was computed"), _("yes") if state.is_edited else _("no")),
        (_("Share of the gain that the plan brings"), round(state.share, 4)),
        (_("Goal"), source.way.registers.goal),
        (_("Maturity model"), source.wording.name),
        (_("Version of the maturity model"), row.assessment.maturity_model.version),
        (_("Method"), _("version %(version)s") % {"version": facts.method}),
        (_("Results taken on"), facts.taken_on),
        (_("Fingerprint of the results"), facts.digest),
        (_("Person-days"), _("Estimates of work, none of money.")),
        (_("Money"), _("Only what somebody entered; nothing is estimated.")),
    )
    columns = (Column(_("What"), width=44), Column(_("Value"), width=80))
    return Table(_("About"), columns, told)
