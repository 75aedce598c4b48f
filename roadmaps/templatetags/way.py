"""What only documents on the way from here need: the simulated futures, drawn for paper."""

from dataclasses import replace
from functools import partial

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.figures import PAPER
from roadmaps.domain.looks import Look
from roadmaps.domain.outcomes import Comparison
from roadmaps.figures import draw_curves
from roadmaps.templatetags.approaches import amount

register = template.Library()

SANS = "Source Sans 3"


@register.simple_tag
def futures_sentence(comparison: Comparison, currency: str) -> str:
    """What to see in the curves."""
    return _(
        "Net value so far, under your assumptions: after %(months)s months the middle of the "
        "futures stands at %(big_bang)s all at once and at %(gradual)s step by step."
    ) % {
        "months": comparison.horizon,
        "big_bang": amount(comparison.big_bang.net.p50, currency),
        "gradual": amount(comparison.gradual.net.p50, currency),
    }


@register.simple_tag
def curves_on_paper(comparison: Comparison, sentence: str, look: Look, currency: str) -> SafeString:
    """Both approaches as curves, an SVG element whose alternative text is `sentence`."""
    palette = replace(PAPER, accent=look.accent)
    drawing = draw_curves(comparison, sentence, partial(amount, currency=currency), palette)
    # On paper, the extended letters are a family of their own (static/css/sheets.css).
    svg = drawing.svg.replace(SANS, f"{SANS}, {SANS} Extended", 1)
    # The writer escapes what it is given.
    return mark_safe(svg)  # noqa: S308
