"""What rooms said and agreed, in words that judge nobody."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.domain.room.positions import Basis, MadeFrom

register = template.Library()


@register.filter
def made_from_sentence(made_from: MadeFrom) -> str:
    """Which positions a version of a roadmap was made from."""
    if made_from.basis is Basis.SURVEY:
        return _("It is made from the answers of the survey.")
    used = _used(made_from)
    if not made_from.differing:
        return _("%(used)s None of them differs from the survey.") % {"used": used}
    rest = ngettext(
        "%(count)s stone differs from the survey.",
        "%(count)s stones differ from the survey.",
        made_from.differing,
    )
    return f"{used} {rest % {'count': made_from.differing}}"


def _used(made_from: MadeFrom) -> str:
    if made_from.basis is Basis.ROOM:
        text = ngettext(
            "%(count)s stone stands as the second round has it, the others as in the survey.",
            "%(count)s stones stand as the second round has them, the others as in the survey.",
            made_from.used,
        )
    else:
        text = ngettext(
            "%(count)s stone stands as the room agreed, the others as in the survey.",
            "%(count)s stones stand as the room agreed, the others as in the survey.",
            made_from.used,
        )
    return text % {"count": made_from.used}
