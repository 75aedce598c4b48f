"""Differences in figures, as people read them."""

from django import template
from django.utils.formats import number_format

register = template.Library()
MINUS = "−"


@register.filter
def signed(figure: float) -> str:
    """A difference with its sign: +4, −12.5."""
    rounded = round(abs(figure), 1)
    places = 0 if rounded == int(rounded) else 1
    text = number_format(rounded, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{MINUS if figure < 0 else '+'}{text}"


@register.filter
def size(figure: int) -> int:
    """How large a difference is, whichever way."""
    return abs(figure)
