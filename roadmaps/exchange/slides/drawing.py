"""A deck as a file (.pptx): the one place that knows python-pptx."""

import importlib.util
import io
from collections.abc import Mapping
from typing import Any, Final

from roadmaps.domain.looks import CLIENT, CONSULTANCY, Look
from roadmaps.exchange.slides.deck import (
    INNER,
    LEFT,
    WIDTH,
    Box,
    Chart,
    Deck,
    Grid,
    Paragraph,
    Slide,
    Words,
)
from roadmaps.exchange.slides.fitting import clean, fit

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TITLE_SIZE: Final = 28.0
FOOT: Final = Box(LEFT, 508, INNER, 22)
LOGO: Final = (200.0, 70.0)
"""The most room a logo gets, in points."""
PLAIN: Final = {"ink": "#1b2430", "soft": "#8a8478", "quiet": "#4b5563", "white": "#ffffff"}
"""Colours that no look changes."""


def is_installed() -> bool:
    """Whether the library that writes slides is there (extra `slides`)."""
    return importlib.util.find_spec("pptx") is not None


def render_deck(deck: Deck, look: Look) -> bytes:
    """The file. Charts and tables are native; the only pictures are logos."""
    from roadmaps.exchange.slides.master import open_presentation

    colours = {**PLAIN, **look.colours}
    presentation = open_presentation(look, deck)
    for slide in deck.slides:
        _draw(presentation, slide, deck, colours, look)
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _draw(
    presentation: Any, slide: Slide, deck: Deck, colours: Mapping[str, str], look: Look
) -> None:
    from roadmaps.exchange.slides.charts import draw_chart
    from roadmaps.exchange.slides.tables import draw_grid
    from roadmaps.exchange.slides.words import draw_words

    page = presentation.slides.add_slide(presentation.slide_layouts[0 if slide.is_first else 1])
    _write_title(page, slide, deck.language)
    for part in slide.parts:
        if isinstance(part, Words):
            draw_words(page, part, colours, deck.language)
        elif isinstance(part, Grid):
            draw_grid(page, part, colours, deck.language)
        elif isinstance(part, Chart):
            draw_chart(page, part, colours)
    if slide.is_first:
        _place_logos(page, deck, look)
    else:
        foot = Paragraph(fit(deck.foot, 9, FOOT.width, 1), 9)
        words = Words(FOOT, (foot,), deck.organisation or "–", ink="quiet")
        draw_words(page, words, colours, deck.language)
    page.notes_slide.notes_text_frame.text = clean(slide.notes)


def _write_title(page: Any, slide: Slide, language: str) -> None:
    from roadmaps.exchange.slides.words import speak

    lines, width = (2, INNER) if slide.is_first else (1, INNER)
    size = 36.0 if slide.is_first else TITLE_SIZE
    page.shapes.title.text_frame.text = fit(slide.title, size, width, lines, strong=True)
    speak(page.shapes.title.text_frame, language)


def _place_logos(page: Any, deck: Deck, look: Look) -> None:
    """The client's on the left, the consultancy's on the right."""
    for name, alt in ((CLIENT, deck.organisation), (CONSULTANCY, look.consultancy)):
        if name in look.pictures:
            picture = page.shapes.add_picture(io.BytesIO(look.pictures[name]), 0, 0)
            _fit_picture(picture, WIDTH - LEFT if name == CONSULTANCY else LEFT, name)
            picture._element.nvPicPr.cNvPr.set("descr", clean(alt) or "–")  # noqa: SLF001


def _fit_picture(picture: Any, x: float, name: str) -> None:
    """As large as there is room, its sides in proportion."""
    from pptx.util import Pt

    share = min(Pt(LOGO[0]) / picture.width, Pt(LOGO[1]) / picture.height)
    picture.width, picture.height = int(picture.width * share), int(picture.height * share)
    picture.left = Pt(x) - picture.width if name == CONSULTANCY else Pt(x)
    picture.top = Pt(36)
