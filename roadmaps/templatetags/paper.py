"""What only printed pages need: colours of the look inside drawings."""

from django import template

from roadmaps.domain.looks import Look

register = template.Library()


@register.filter
def ground(look: Look, step: int) -> str:
    """The colour of a step 0–5."""
    return look.intensities[step].ground


@register.filter
def ink(look: Look, step: int) -> str:
    """The colour of letters on a step 0–5."""
    return look.intensities[step].ink
