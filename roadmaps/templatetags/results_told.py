"""What the drawings and tables of results and targets show, in words."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.figures.crossing import StageColumn
from assessments.queries.wording import Wording
from roadmaps.domain.report_results import TargetRow

register = template.Library()


@register.simple_tag
def stage_of(number: int | None, stages: Sequence[StageColumn]) -> StageColumn | None:
    """A stage by its number, for its name and colour; None for none."""
    return next((stage for stage in stages if stage.number == number), None)


@register.simple_tag
def profile_told(rows: Sequence[TargetRow], years: int, wording: Wording) -> str:
    """Stages of the blocks today and as wanted within some years."""
    return " ".join(_tell(row, years, wording) for row in rows)


def _tell(row: TargetRow, years: int, wording: Wording) -> str:
    facts = {
        "block": wording.block_names.get(row.block, row.block),
        "today": wording.stage_names.get(row.today or 0, ""),
        "wanted": wording.stage_names.get(row.at(years) or 0, ""),
        "years": years,
    }
    if row.today is None:
        return _("%(block)s: too few answers to name a stage.") % facts
    if row.today == row.at(years):
        return _("%(block)s: %(today)s today and then.") % facts
    text = ngettext(
        "%(block)s: %(today)s today, %(wanted)s in %(years)s year.",
        "%(block)s: %(today)s today, %(wanted)s in %(years)s years.",
        years,
    )
    return text % facts


@register.simple_tag
def targets_sentence(rows: Sequence[TargetRow], years: int) -> str:
    """How many blocks are to advance within some years."""
    count = sum((row.at(years) or 0) > (row.today or 1) for row in rows)
    facts = {"count": count, "all": len(rows), "years": years}
    if not count:
        return _("Within %(years)s years every block is to stay, or to scale back.") % facts
    text = ngettext(
        "Within %(years)s years, %(count)s block of %(all)s is to advance.",
        "Within %(years)s years, %(count)s blocks of %(all)s are to advance.",
        count,
    )
    return text % facts
