"""The texts of a version as a workbook (.xlsx): every cell a text, none a formula."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from assessments.exchange.texts import Text
from cxmaturity.documents.cells import escape, settle

HEADER = ("Part", "Code", "Field", "English", "French")
_WIDTHS = (16, 22, 24, 60, 60)


def render_workbook(texts: Iterable[Text]) -> bytes:
    """A sheet with a row for each text: where it stands, English, French."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- a new workbook has one sheet
    sheet.title = "Texts"
    rows = [HEADER, *((*text.key, *map(settle, text.texts)) for text in texts)]
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            _write(sheet, row, column, value)
    _lay_out(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = escape(value)
    cell.data_type = "s"  # whatever it begins with
    cell.number_format = "@"  # and what is typed over it stays a text
    cell.alignment = Alignment(wrap_text=column > 3, vertical="top")


def _lay_out(sheet: Worksheet) -> None:
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF2")
