"""Workbooks as a translator, a spreadsheet program and an attacker send them."""

import io
import zipfile
from collections.abc import Callable

from openpyxl import load_workbook


def edited(content: bytes, **cells: object) -> bytes:
    """The workbook with other values, like `D2="Other"`."""
    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.active[place].value = value
    return saved(book)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with other bytes in its files."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return stream.getvalue()


def place_of(content: bytes, *key: str) -> int:
    """The row of a text."""
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return next(n for n, row in enumerate(rows, start=1) if row[:3] == key)
