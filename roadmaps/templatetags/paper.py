"""What only printed pages need: colours of the look inside drawings, names that fit a line."""

from typing import Final

from django import template

from cxmaturity.lettering import break_lines, width_of
from roadmaps.domain.looks import Look

register = template.Library()

HEAD_SIZE: Final = 8
HEAD_ROOM: Final = 236
"""Points: the letters at the head of pages and their room (static/css/report.css)."""
BETWEEN: Final = " · "
LONG: Final = 400
"""Letters of a text that takes some ten lines in a column of a register."""


@register.simple_tag
def head_line(*names: str) -> str:
    """Names in the one line at the head of a page, each cut to its share where there is no room.

    Cut here and not by the style: a drawn ellipsis would read as all that it hides, everywhere.
    """
    whole = BETWEEN.join(names)
    if width_of(whole, HEAD_SIZE) <= HEAD_ROOM:
        return whole
    share = (HEAD_ROOM - width_of(BETWEEN, HEAD_SIZE) * (len(names) - 1)) / len(names)
    lines = (break_lines(name, HEAD_SIZE, share, 1) for name in names)
    return BETWEEN.join(line[0] for line in lines if line)


@register.filter
def is_long(text: str | None) -> bool:
    """Whether a text in a cell makes its row too high to stand whole on most pages."""
    return len(text or "") > LONG


@register.filter
def ground(look: Look, step: int) -> str:
    """The colour of a step 0–5."""
    return look.intensities[step].ground


@register.filter
def ink(look: Look, step: int) -> str:
    """The colour of letters on a step 0–5."""
    return look.intensities[step].ink
