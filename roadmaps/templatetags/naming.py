"""Steps by name, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.domain.plans import Violation
from roadmaps.domain.roadmap import RoadmapState

register = template.Library()

MOST_NAMED: Final = 3
"""More names than this do not help a sentence: two are named, the others counted."""


@register.filter
def broken_by(state: RoadmapState, stone: str) -> tuple[Violation, ...]:
    """The hard rules that a stone has a part in breaking."""
    return state.broken_by(stone)


@register.filter
def quoted(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Names of codes, each in quotation marks: “a”, “b” and “c”, or “a”, “b” and 4 others."""
    texts = [_("“%(name)s”") % {"name": names.get(code, code)} for code in codes]
    if len(texts) < 2:
        return "".join(texts)
    if len(texts) <= MOST_NAMED:
        return _("%(first)s and %(last)s") % {"first": ", ".join(texts[:-1]), "last": texts[-1]}
    more = len(texts) - 2
    text = ngettext("%(first)s and %(count)s other", "%(first)s and %(count)s others", more)
    return text % {"first": ", ".join(texts[:2]), "count": more}
