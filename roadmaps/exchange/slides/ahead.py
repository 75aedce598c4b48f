"""The slide on what comes next: actions of the next 90 days, and what is to be decided."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from roadmaps.exchange.slides.deck import (
    INNER,
    LEFT,
    TOP,
    Box,
    Cell,
    Grid,
    Paragraph,
    Part,
    Slide,
    Words,
)
from roadmaps.exchange.slides.fitting import fit, fit_paragraphs
from roadmaps.exchange.slides.source import Source, and_more, tell_short

MOST: Final = 5
GAP: Final = 20.0
ROW: Final = 52.0
SIZE: Final = 11.0
HALF: Final = (INNER - GAP) / 2
SHARES: Final = (0.52, 0.28, 0.2)


def ahead_slide(source: Source) -> Slide:
    """What is done in the next 90 days, and decisions to take today."""
    actions = source.way.actions.open
    done = [(each.title, each.owner, tell_short(each.due_on)) for each in actions]
    asked = [
        (text, each.owner, tell_short(each.due_on))
        for text, each in zip(source.asked, source.page.asked, strict=True)
    ]
    notes = [source.plan_note]
    if len(actions) > MOST:
        notes.insert(0, _("Actions: %(more)s.") % {"more": and_more(len(actions) - MOST)})
    return Slide(
        _("Next 90 days, and decisions"),
        (
            *_half(LEFT, _("Next 90 days"), _("Action"), done),
            *_half(LEFT + HALF + GAP, _("To decide today"), _("Decision"), asked),
        ),
        " ".join(notes),
    )


def _half(
    x: float, title: str, head: str, rows: Sequence[tuple[str, str, str]]
) -> tuple[Part, ...]:
    box = Box(x, TOP, HALF, 30)
    heading = Words(box, fit_paragraphs([Paragraph(title, 15, strong=True)], box), title)
    if not rows:
        empty = Box(x, TOP + 34, HALF, 60)
        text = Paragraph(_("Nothing is noted yet."), 13)
        return heading, Words(empty, fit_paragraphs([text], empty), head)
    widths = tuple(HALF * share for share in SHARES)
    cells = [
        tuple(
            Cell(fit(text or _("to be named"), SIZE, width, 3 if not place else 2))
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows[:MOST]
    ]
    grid = Grid(
        Box(x, TOP + 34, HALF, ROW * (len(cells) + 1)),
        (head, _("Owner"), _("By")),
        tuple(cells),
        widths,
        ROW,
        title,
        title,
        size=SIZE,
    )
    return heading, grid
