"""A workbook of texts that comes back: opened with care, then matched with the version."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from assessments.exchange.check_texts import find_tag
from assessments.exchange.spreadsheets import HEADER
from assessments.exchange.texts import Key, Text
from cxmaturity.documents.cells import UNFIT, decode_cell, settle
from cxmaturity.documents.problems import DocumentErrors, Problem, collect, quote

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_PACKED_FILES = 200
MOST_ROWS = 20_000
LANGUAGE_COLUMNS = HEADER[3:]
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError),
    RuntimeError,  # with a password, or packed in a way that nobody else uses
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that says something: its number from 1, and its five cells."""

    number: int
    cells: tuple[Any, ...]

    @property
    def key(self) -> Key:
        """Part, code and field."""
        part, code, field = (_plain(cell) for cell in self.cells[:3])
        return part, code, field

    def problem(self, message: str, column: str = "") -> Problem:
        """What is wrong, with the row, and the column where there is one."""
        place = _("row %(row)s") % {"row": self.number}
        return Problem(message, f"{place}, {column}" if column else place)


def read_workbook(content: bytes) -> tuple[SheetRow, ...]:
    """The rows of the first sheet below its heading. Raises DocumentErrors."""
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        rows = tuple(islice(_rows(book.worksheets[0]), MOST_ROWS + 2))
    except Exception as error:  # a broken one breaks the library anywhere
        raise _refusal(_("is no workbook (.xlsx) that can be read")) from error
    if len(rows) > MOST_ROWS + 1:
        raise _refusal(_("has more than %(count)s rows") % {"count": MOST_ROWS})
    _check_heading(rows)
    return tuple(row for row in rows[1:] if any(cell.value is not None for cell in row.cells))


def _refusal(message: str) -> DocumentErrors:
    return DocumentErrors([Problem(message)])


def _check_archive(content: bytes) -> None:
    """A workbook is a ZIP archive of XML: small, and without definitions that multiply."""
    if len(content) > MOST_BYTES:
        raise _refusal(_("is larger than %(size)s MB") % {"size": MOST_BYTES // 1_000_000})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            packed = archive.infolist()
            unpacked = sum(file.file_size for file in packed)
            if unpacked > MOST_UNPACKED or len(packed) > MOST_PACKED_FILES:
                raise _refusal(_("holds far more than its size says"))
            is_defining = any(_defines(archive.read(file)) for file in packed)
    except _BROKEN as error:
        raise _refusal(_("is no workbook (.xlsx) that can be read")) from error
    if is_defining:
        told = _("holds a document type or entities, which no program for spreadsheets writes")
        raise _refusal(told)


def _defines(content: bytes) -> bool:
    plain = content.replace(b"\0", b"")  # UTF-16 as well
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _rows(sheet: Any) -> Iterator[SheetRow]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=len(HEADER))
    for number, cells in enumerate(rows, start=1):
        yield SheetRow(number, tuple(cells))


def _check_heading(rows: tuple[SheetRow, ...]) -> None:
    heading = [_plain(cell) for cell in rows[0].cells] if rows else []
    if [name.lower() for name in heading] != [name.lower() for name in HEADER]:
        message = _("the first row must be: %(heading)s") % {"heading": " | ".join(HEADER)}
        raise _refusal(message)


def _plain(cell: Any) -> str:
    return "" if cell.value is None else decode_cell(str(cell.value))


def find_changed_texts(rows: Iterable[SheetRow], texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts that a workbook changes, as they shall be; a blank cell changes nothing.

    Raises DocumentErrors with the row of every error.
    """
    known = {text.key: text for text in texts}
    seen: dict[Key, int] = {}
    problems: list[Problem] = []
    changed = [text for row in rows if (text := _take(row, known, seen, problems))]
    errors = collect(problems)
    if errors:
        raise errors
    return tuple(changed)


def _take(
    row: SheetRow, known: Mapping[Key, Text], seen: dict[Key, int], problems: list[Problem]
) -> Text | None:
    text, before = known.get(row.key), seen.setdefault(row.key, row.number)
    told = {"key": quote(" ".join(row.key)), "row": before}
    if text is None:
        problems.append(row.problem(_("this version has no text %(key)s") % told))
    elif before != row.number:
        problems.append(row.problem(_("%(key)s was in row %(row)s already") % told))
    else:
        read = [_read(row, column, text) for column in range(len(LANGUAGE_COLUMNS))]
        problems += [value for value in read if isinstance(value, Problem)]
        values = tuple(str(value) for value in read)
        return replace(text, texts=values) if values != text.texts else None
    return None


def _read(row: SheetRow, column: int, text: Text) -> str | Problem:
    """What a text shall be in a language: what it was, unless the cell says otherwise."""
    cell, before = row.cells[len(HEADER) - len(LANGUAGE_COLUMNS) + column], text.texts[column]
    if cell.value is None:
        return before
    name = LANGUAGE_COLUMNS[column]
    if cell.data_type != "s":
        return row.problem(_("must be a text: no formula, number or date"), name)
    value = decode_cell(str(cell.value))
    if value in {"", settle(before)}:
        return before
    message = _why_unfit(value, text.longest)
    return row.problem(message, name) if message else value


def _why_unfit(value: str, longest: int) -> str:
    tag = find_tag(value)
    if UNFIT.search(value):
        return _("the text holds a control character")
    if tag:
        told = _("texts are plain, without tags like %(tag)s; put a space after a lone ‘<’")
        return told % {"tag": quote(tag)}
    if len(value) > longest:
        told = _("has %(count)s characters; %(longest)s fit")
        return told % {"count": len(value), "longest": longest}
    return ""
