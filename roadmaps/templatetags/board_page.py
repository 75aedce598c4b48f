"""What the board page says in words, and what it cuts so that all of it stands on one sheet."""

import datetime as dt
from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.queries.wording import Wording
from cxmaturity.lettering import CUT, break_lines
from roadmaps.domain.board_page import BoardPage, Crosser, Evidence

register = template.Library()

NO_BREAK: Final = "\u00a0"
SIZE: Final = 10
COLUMN, ROW, OWNER = 155, 280, 120
"""Points: the page's letters before they are set closer, and the room in a third of the page, for a
question, for whom it is put to (static/css/board-page.css)."""


@register.filter
def in_column(text: str, lines: int) -> str:
    """What has room in so many lines of a third of the page."""
    return _cut(text, COLUMN, lines)


@register.filter
def in_row(text: str, lines: int) -> str:
    """What has room in so many lines of a question."""
    return _cut(text, ROW, lines)


@register.filter
def for_owner(text: str, lines: int) -> str:
    """What has room in so many lines of the names beside questions."""
    return _cut(text, OWNER, lines)


def _cut(text: str, width: int, lines: int) -> str:
    fitting = "".join(break_lines(text, SIZE, width, lines))
    if not fitting.endswith(CUT):
        return text
    left = len("".join(fitting.split())) - len(CUT)
    for place, sign in enumerate(text):
        left -= not sign.isspace()
        if left < 0:
            return text[:place].rstrip() + CUT
    return text


@register.filter
def in_short(day: dt.date) -> str:
    """A day that stands in one line: 28 Nov 2026."""
    return date_format(day, pgettext("date format", "j M Y")).replace(" ", NO_BREAK)


@register.filter
def month_in_short(day: dt.date) -> str:
    """Its month: Nov 2026."""
    return date_format(day, pgettext("date format", "M Y")).replace(" ", NO_BREAK)


@register.simple_tag
def crossing_told(page: BoardPage, wording: Wording) -> str:
    """Where every block stands and is to stand, then the planks."""
    blocks = (_tell_block(crosser, page.years, wording) for crosser in page.crossers)
    planks = (_tell_plank(each, wording) for each in page.evidence)
    return " ".join((*blocks, *planks))


def _tell_block(crosser: Crosser, years: int, wording: Wording) -> str:
    facts = {
        "block": wording.block_names.get(crosser.block, crosser.block),
        "today": wording.stage_names.get(crosser.today or 0, ""),
        "wanted": wording.stage_names.get(crosser.wanted or 0, ""),
        "years": years,
    }
    if crosser.today is None:
        return _("%(block)s: too few answers to name a stage.") % facts
    if crosser.today == crosser.wanted:
        return _("%(block)s: %(today)s today and then.") % facts
    text = ngettext(
        "%(block)s: %(today)s today, %(wanted)s in %(years)s year.",
        "%(block)s: %(today)s today, %(wanted)s in %(years)s years.",
        years,
    )
    return text % facts


def _tell_plank(each: Evidence, wording: Wording) -> str:
    name = wording.conditions.get(each.condition, each.condition)
    if each.state == "met":
        return _("The plank “%(name)s” is in place.") % {"name": name}
    return _("The plank “%(name)s” is not in place yet.") % {"name": name}
