"""Answers from a CSV file in long format: one line for a respondent and an item. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE, is_consistent
from cxmaturity.documents.problems import Problem, collect, quote

MOST_BYTES = 50_000_000
COLUMNS = ("respondent", "department", "vantage", "item", "capability", "breadth")
ITEM_PREFIX = "Q-"
_LEVELS = {"": BLANK, "dk": DONT_KNOW} | {str(level): level for level in range(5)}
_CAPABILITY = _LEVELS | {"na": NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file may speak of: codes of items and vantages; names of departments by code.

    `short` has the items of vantages that are asked fewer of them.
    """

    items: frozenset[str]
    vantages: tuple[str, ...]
    departments: Mapping[str, str]
    short: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_asked(self, item: str, vantage: str) -> bool:
        """Whether people of a vantage are asked an item."""
        return item in self.short.get(vantage, self.items)

    def find_department(self, text: str) -> str | None:
        """Code of the department that a file names by its code or, whatever the case, its name."""
        if text in self.departments:
            return text
        wanted = text.casefold()
        names = ((code, name.casefold()) for code, name in self.departments.items())
        return next((code for code, name in names if name == wanted), None)


@dataclass(slots=True)
class ImportedSheet:
    """One respondent's answers by item, or positions by block. Who it was stays in the file."""

    department: str
    vantage: str
    answers: dict[str, tuple[int, int]] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    values: Mapping[str, str]

    def problem(self, column: str, message: str) -> Problem:
        return Problem(message, place=column, line=self.line)


def parse_answers(text: str, asked: Asked) -> tuple[ImportedSheet, ...]:
    """The sheets of a file, in its order. Raises DocumentErrors with the line of every error."""
    sheets: dict[str, ImportedSheet] = {}
    seen: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    for row in _read_rows(text, problems):
        problems += _take(row, asked, sheets, seen)
    if not sheets and not problems:
        problems.append(Problem("holds no answers"))
    errors = collect(problems)
    if errors:
        raise errors
    return tuple(sheets.values())


def _read_rows(text: str, problems: list[Problem]) -> Iterator[_Row]:
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        header = _check_header(next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                yield _Row(line, dict(zip(header, map(str.strip, cells), strict=True)))
            elif any(cells):
                told = f"has {len(cells)} columns, the first line {len(header)}"
                problems.append(Problem(told, line=line))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(f"is not CSV: {error}", line=line))


def _check_header(cells: list[str]) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    problems = [
        Problem(f"column {column} is missing", line=1) for column in COLUMNS if column not in header
    ]
    problems += [
        Problem(f"column {quote(column)} is unknown", line=1)
        for column in header
        if column not in COLUMNS
    ]
    problems += [
        Problem(f"column {column} is there twice", line=1)
        for column in COLUMNS
        if header.count(column) > 1
    ]
    errors = collect(problems)
    if errors:
        raise errors
    return header


def _take(
    row: _Row, asked: Asked, sheets: dict[str, ImportedSheet], seen: dict[tuple[str, str], int]
) -> Iterator[Problem]:
    """Add a line to the sheet of its respondent; yields what is wrong with it."""
    respondent = row.values["respondent"]
    if not respondent:
        yield row.problem("respondent", "must not be blank")
        return
    yield from _take_respondent(row, asked, sheets)
    item = row.values["item"].removeprefix(ITEM_PREFIX)
    if item not in asked.items:
        yield row.problem("item", f"{quote(row.values['item'])} is not asked by this assessment")
        return
    before = seen.setdefault((respondent, item), row.line)
    if before != row.line:
        told = f"{item} was answered by {quote(respondent)} on line {before} already"
        yield row.problem("item", told)
        return
    sheet = sheets.get(respondent)
    if sheet and row.values["capability"] and not asked.is_asked(item, sheet.vantage):
        # Left out, answers would be lost without a word; let in, they would count for people
        # who were not asked on a screen.
        yield row.problem("item", f"{item} is not asked of {sheet.vantage} in this assessment")
        return
    yield from _take_answer(row, item, sheet)


def _take_respondent(
    row: _Row, asked: Asked, sheets: dict[str, ImportedSheet]
) -> Iterator[Problem]:
    respondent, vantage = row.values["respondent"], row.values["vantage"]
    department = asked.find_department(row.values["department"])
    if department is None:
        told = f"{quote(row.values['department'])} is no department of this organisation"
        yield row.problem("department", told)
    if vantage not in asked.vantages:
        told = f"{quote(vantage)} is none of {', '.join(asked.vantages)}"
        yield row.problem("vantage", told)
    if department is None or vantage not in asked.vantages:
        return
    sheet = sheets.setdefault(respondent, ImportedSheet(department, vantage))
    if sheet.department != department:
        told = f"{quote(respondent)} is in {sheet.department} on an earlier line"
        yield row.problem("department", told)
    if sheet.vantage != vantage:
        yield row.problem("vantage", f"{quote(respondent)} is {sheet.vantage} on an earlier line")


def _take_answer(row: _Row, item: str, sheet: ImportedSheet | None) -> Iterator[Problem]:
    capability = _CAPABILITY.get(row.values["capability"].lower())
    breadth = _LEVELS.get(row.values["breadth"].lower())
    if capability is None:
        told = f"{quote(row.values['capability'])} is none of 0, 1, 2, 3, 4, dk, na or blank"
        yield row.problem("capability", told)
    if breadth is None:
        told = f"{quote(row.values['breadth'])} is none of 0, 1, 2, 3, 4, dk or blank"
        yield row.problem("breadth", told)
    if capability is None or breadth is None:
        return
    if capability == 0 and breadth == BLANK:
        breadth = 0  # what is not done is done nowhere: the form sets it as well
    if not is_consistent(capability, breadth):
        yield row.problem("breadth", _why_inconsistent(capability))
    elif sheet is not None and capability != BLANK:
        sheet.answers[item] = (capability, breadth)


def _why_inconsistent(capability: int) -> str:
    if capability == 0:
        return "must be 0 or blank where capability is 0"
    if capability <= 4:
        return "must be 1, 2, 3, 4, dk or blank where capability is 1 to 4"
    return "must be blank where capability is dk, na or blank"
