"""Tables as a workbook (.xlsx): texts are texts, figures figures, days days, and no formulas."""

import datetime as dt
import io
import re
from collections.abc import Iterable
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cxmaturity.documents.cells import escape, settle
from cxmaturity.documents.tables import Kind, Table, Value

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.COUNT: "0",
    Kind.POINTS: "0.00",
    Kind.SHARE: "0.0%",
    Kind.INDEX: "0.00",
    Kind.NUMBER: "#,##0.##",
    Kind.MONEY: "#,##0.00",
    Kind.DAY: "yyyy-mm-dd",
}
LONGEST_NAME: Final = 31
NOT_IN_NAMES: Final = re.compile(r"[\\/*?:\[\]]")
"""Letters of a sheet's name, and the signs that may not be in it."""
WRAPPED_FROM: Final = 40


def render_workbook(tables: Iterable[Table]) -> bytes:
    """A sheet for each table, heads frozen."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _write_table(book.create_sheet(_name(table)), table)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _name(table: Table) -> str:
    return NOT_IN_NAMES.sub(" ", table.name)[:LONGEST_NAME]


def _write_table(sheet: Worksheet, table: Table) -> None:
    for place, column in enumerate(table.columns, start=1):
        _write(sheet, 1, place, column.heading, Kind.TEXT, wrap=True)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).fill = PatternFill("solid", fgColor="E8EEF2")
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    rows = table.rows or ((table.note,),)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            column = table.columns[place - 1]
            wrap = column.width >= WRAPPED_FROM
            _write(sheet, number, place, value, column.kind, wrap=wrap)
    wide = len(table.columns) > 2
    sheet.freeze_panes = "C2" if wide else "B2"
    if wide:
        sheet.auto_filter.ref = sheet.dimensions
        sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _write(sheet: Worksheet, row: int, place: int, value: Value, kind: Kind, *, wrap: bool) -> None:
    if value is None or value == "":
        return
    cell = sheet.cell(row, place)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    if isinstance(value, str):
        cell.value = escape(settle(value))
        cell.data_type = "s"  # whatever it begins with
        cell.number_format = "@"
        return
    cell.value = value
    cell.number_format = FORMATS[kind] if kind is not Kind.TEXT else _loose(value)
    if kind is Kind.TEXT:
        cell.alignment = Alignment(horizontal="left", vertical="top")


def _loose(value: float | dt.date) -> str:
    """The format of a figure among texts: counts are whole, points are not."""
    if isinstance(value, dt.date):
        return FORMATS[Kind.DAY]
    return FORMATS[Kind.COUNT if isinstance(value, int) else Kind.POINTS]
