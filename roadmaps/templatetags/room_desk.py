"""The desk of a room, in words: why an item is there, and how much of its time is left."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.queries.room.reasons import Reason
from roadmaps.templatetags.room_bars import in_sentence

register = template.Library()


@register.simple_tag
def reason_sentence(reason: Reason, band: str) -> str:
    """Why a stone is on the agenda, in a few words; `band` how far apart views are, in words."""
    band = _("views differ most here") if reason.rank == 1 else in_sentence(band)
    facts = [
        band,
        _("two camps") if reason.is_split else "",
        _("impact %(impact)s of 5") % {"impact": reason.impact},
    ]
    text = ", ".join(fact for fact in facts if fact)
    return text[:1].upper() + text[1:]


@register.filter
def left_sentence(minutes: int) -> str:
    """How many minutes are left of an item, or over."""
    if minutes > 0:
        return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}
    if not minutes:
        return _("time is up")
    return ngettext("%(n)s minute over", "%(n)s minutes over", -minutes) % {"n": -minutes}
