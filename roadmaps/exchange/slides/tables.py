"""Tables of slides."""

from collections.abc import Mapping
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from roadmaps.exchange.slides.deck import Cell, Grid, Paragraph
from roadmaps.exchange.slides.fitting import INSET
from roadmaps.exchange.slides.words import colour, name_shape, speak, write


def draw_grid(page: Any, part: Grid, colours: Mapping[str, str], language: str) -> None:
    """A native table: heads in the accent, cells in their own colours."""
    box = [Pt(side) for side in (part.box.x, part.box.y, part.box.width, part.box.height)]
    frame = page.shapes.add_table(len(part.rows) + 1, len(part.heads), *box)
    name_shape(frame, part.name, part.alt)
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for place, width in enumerate(part.widths):
        table.columns[place].width = Pt(width)
    for row in table.rows:
        row.height = Pt(part.row_height)
    heads = tuple(Cell(head, "accent", "white") for head in part.heads)
    for row_number, cells in enumerate((heads, *part.rows)):
        for place, each in enumerate(cells):
            here = table.cell(row_number, place)
            _fill(here, each, colours)
            strong = row_number == 0
            write(here.text_frame, [Paragraph(each.text, part.size, strong)])
            _colour(here.text_frame, each, colours)
            speak(here.text_frame, language)


def _fill(here: Any, cell: Cell, colours: Mapping[str, str]) -> None:
    here.vertical_anchor = MSO_ANCHOR.MIDDLE
    here.margin_left = here.margin_right = Pt(INSET)
    here.margin_top = here.margin_bottom = Pt(INSET)
    here.fill.solid()
    here.fill.fore_color.rgb = colour(cell.ground or "white", colours)


def _colour(frame: Any, cell: Cell, colours: Mapping[str, str]) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = colour(cell.ink, colours)
