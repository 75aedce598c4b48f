"""The texts of a version as a workbook (.xlsx): every cell a text, none a formula."""

import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from assessments.exchange.texts import Text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ("Part", "Code", "Field", "English", "French")
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML or the database cannot hold."""
_LINE_BREAK = re.compile(r"\r\n?|\u2028|\u2029")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WIDTHS = (16, 22, 24, 60, 60)


def settle(text: str) -> str:
    """A text as a workbook can hold it: without control characters and spaces around it."""
    return UNFIT.sub(" ", _LINE_BREAK.sub("\n", text)).strip()


def escape(text: str) -> str:
    """A settled text as a cell writes it: what reads as an escaped character stays what it is."""
    return _ESCAPE.sub("_x005F_", text)


def decode_cell(text: str) -> str:
    """What a cell says: workbooks write some characters as `_x000D_`."""
    return _LINE_BREAK.sub("\n", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)).strip()


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
