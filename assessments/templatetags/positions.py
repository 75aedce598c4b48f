"""Sentences about the positions of the matrix form."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.positions import BlockPositions
from assessments.figures.positions import PositionRow
from assessments.queries.wording import Wording
from assessments.templatetags.sentences import in_a_row

register = template.Library()


@register.simple_tag
def position_sentence(rows: Sequence[PositionRow]) -> str:
    """Where views differ, or else that people see the blocks alike."""
    split = [row.name for row in rows if row.is_split]
    open_ = [row.name for row in rows if row.cells and not (row.is_split or row.is_shared)]
    if split:
        return _("Views differ most on: %(names)s.") % {"names": in_a_row(split)}
    if open_:
        return _("Worth a conversation: %(names)s.") % {"names": in_a_row(open_)}
    if any(row.cells for row in rows):
        return _("People see the blocks alike.")
    return _("There are not enough positions to show yet.")


@register.simple_tag
def middle(result: BlockPositions, wording: Wording) -> str:
    """The stage where the middle person sees a block, or the two between which they are."""
    if result.middle_from is None or result.middle_to is None:
        return ""
    names = wording.stage_names
    if result.middle_from == result.middle_to:
        return names[result.middle_from]
    return _("%(first)s to %(last)s") % {
        "first": names[result.middle_from],
        "last": names[result.middle_to],
    }


@register.simple_tag
def stages_of(first: int, last: int, wording: Wording) -> str:
    """The stages that a cell spans."""
    return in_a_row([wording.stage_names[number] for number in range(first, last + 1)])


@register.filter
def people(count: int) -> str:
    """So many people, in words that follow the number."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
