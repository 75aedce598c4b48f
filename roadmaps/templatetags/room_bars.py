"""Bars on the wall: what every segment stands for."""

from collections.abc import Iterator
from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.figures.palette import intensity
from assessments.figures.spread import Bar

register = template.Library()

OPINIONS: Final = (
    gettext_lazy("Not at all"),
    gettext_lazy("A little"),
    gettext_lazy("In part"),
    gettext_lazy("For the most part"),
    gettext_lazy("Entirely"),
)


@register.filter
def legend(bar: Bar) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Every answer or class of answers, chosen or not: its levels, how many people, its colour."""
    return (
        (levels, count, intensity(place, len(bar.rows)))
        for place, (levels, count) in enumerate(bar.rows)
    )


@register.filter
def opinion_words(levels: tuple[int, ...]) -> str:
    """Answers to a question that goes from not at all to entirely, as phones name them."""
    return _(" or ").join(_("“%(text)s”") % {"text": OPINIONS[level]} for level in levels)


@register.filter
def in_sentence(text: str) -> str:
    """A name that stands inside a sentence: without its capital."""
    return text[:1].lower() + text[1:]
