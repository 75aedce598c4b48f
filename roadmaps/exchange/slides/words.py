"""Texts and drawn shapes of slides."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from roadmaps.exchange.slides.deck import Paragraph, Words
from roadmaps.exchange.slides.fitting import INSET, clean

LANGUAGES: Final = {"en": MSO_LANGUAGE_ID.ENGLISH_UK, "fr": MSO_LANGUAGE_ID.FRENCH}
FROM_RIGHT: Final = {"R", "AL"}


def colour(name: str, colours: Mapping[str, str]) -> RGBColor:
    """A colour of the look as slides have it."""
    return RGBColor.from_string(colours[name].removeprefix("#").upper())


def draw_words(page: Any, part: Words, colours: Mapping[str, str], language: str) -> None:
    """A rectangle with paragraphs; a text box where it has neither ground nor outline."""
    box = [Pt(side) for side in (part.box.x, part.box.y, part.box.width, part.box.height)]
    if part.ground or part.outline:
        shape: Any = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
        _paint(shape, part, colours)
    else:
        shape = page.shapes.add_textbox(*box)
    name_shape(shape, part.name, part.alt)
    frame = shape.text_frame
    settle_frame(frame)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if part.is_centred else MSO_ANCHOR.TOP
    align = PP_ALIGN.CENTER if part.is_centred else None
    write(frame, part.paragraphs, align)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = colour(part.ink, colours)
    speak(frame, language)


def _paint(shape: Any, part: Words, colours: Mapping[str, str]) -> None:
    shape.shadow.inherit = False
    if part.ground:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(part.ground, colours)
    else:
        shape.fill.background()
    if not part.outline:
        shape.line.fill.background()
        return
    shape.line.color.rgb = colour(part.outline, colours)
    shape.line.width = Pt(1.5)
    if part.is_dashed:
        shape.line.dash_style = MSO_LINE.DASH


def name_shape(shape: Any, name: str, alt: str = "") -> None:
    """What a shape is called in lists, and what is read aloud for it."""
    shape.name = clean(name) or "–"
    if alt:
        shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(alt))  # noqa: SLF001


def settle_frame(frame: Any) -> None:
    """Text that breaks at the edge and is never made smaller or larger by the program."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Pt(INSET)
    frame.margin_top = frame.margin_bottom = Pt(INSET)


def write(frame: Any, paragraphs: Sequence[Paragraph], align: Any = None) -> None:
    """Paragraphs, each in its direction."""
    for place, each in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = each.text
        run.font.size, run.font.bold = Pt(each.size), each.strong
        paragraph.alignment = align
        if reads_from_right(each.text):
            paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001


def reads_from_right(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that runs from right to left."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    strong = next((each for each in directions if each in {"L", *FROM_RIGHT}), "L")
    return strong in FROM_RIGHT


def speak(frame: Any, language: str) -> None:
    """Say in which language a text is, for spelling and for reading it aloud."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            if language in LANGUAGES:
                run.font.language_id = LANGUAGES[language]
