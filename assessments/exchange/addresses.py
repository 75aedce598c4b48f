"""A list of e-mail addresses, pasted or from a CSV file, as values. Pure."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

MOST_ADDRESSES: Final = 5000
MOST_BYTES: Final = 1_000_000
MOST_PROBLEMS: Final = 50
_LOCAL: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS: Final = re.compile(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})+)", re.ASCII)
_NAMED: Final = re.compile(r"[^<>]*<([^<>]*)>")
_HEADINGS: Final = {"email": "email", "e-mail": "email", "mail": "email", "address": "email"} | {
    "adresse": "email", "adresse e-mail": "email", "courriel": "email", "e-mail address": "email",
    "department": "department", "département": "department", "departement": "department",
    "service": "department", "language": "language", "langue": "language",
}  # fmt: skip
_SIGNS: Final = ";\t,"
_ORDER: Final = ("email", "department", "language")


@dataclass(frozen=True, slots=True)
class Known:
    """What a list may speak of: departments and languages, names by code."""

    departments: Mapping[str, str]
    languages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Address:
    """One person to invite: department and language by code, '' where the list does not say."""

    email: str
    department: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class AddressProblem:
    """What is wrong on a line (from 1; 0: with the list as a whole).

    `reason` is `address`, `columns`, `department`, `language`, `conflict`, `too_many`, `empty`,
    `heading`, `long` or `text`; `value` is what stands there.
    """

    line: int
    reason: str
    value: str = ""


class AddressesRefused(Exception):
    """A list that cannot be taken, with the first of its problems; `more` were left out."""

    def __init__(self, problems: list[AddressProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems[:MOST_PROBLEMS]
        self.more = len(problems) - len(self.problems)


@dataclass(frozen=True, slots=True)
class AddressList:
    """The people of a list, each once; `merged` lines said again what another one says."""

    addresses: tuple[Address, ...]
    merged: int


def normalise_address(text: str) -> str | None:
    """An address as it is stored and compared: lower case, domain in ASCII; None if it is none."""
    named = _NAMED.fullmatch(text.strip())
    local, at, domain = (named[1] if named else text).strip().lower().rpartition("@")
    try:
        email = f"{local}{at}{domain.encode('idna').decode() if not domain.isascii() else domain}"
    except UnicodeError:
        return None
    found = _ADDRESS.fullmatch(email)
    return email if found and len(found[1]) <= 64 and len(email) <= 254 else None


def parse_addresses(content: bytes, known: Known) -> AddressList:
    """The addresses of a list: `email`, or `email;department;language`, or many on one line.

    Semicolons, commas or tabs; a line of headings may come first. Raises AddressesRefused with
    the line of every problem.
    """
    problems: list[AddressProblem] = []
    found: dict[str, Address] = {}
    merged = 0
    for line, address in _read(_decode(content), known, problems):
        before = found.get(address.email)
        merged += before is not None
        found[address.email] = _merge(before, address, line, problems) if before else address
    if len(found) > MOST_ADDRESSES:
        problems.append(AddressProblem(0, "too_many", str(len(found))))
    if not found and not problems:
        problems.append(AddressProblem(0, "empty"))
    if problems:
        raise AddressesRefused(problems)
    return AddressList(tuple(found.values()), merged)


def _decode(content: bytes) -> str:
    """Bytes as text: UTF-8, or what a spreadsheet of Western Europe writes."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text or "\ufffd" in text:
        raise AddressesRefused([AddressProblem(0, "text")])
    return unicodedata.normalize("NFC", text)


def _read(text: str, known: Known, problems: list[AddressProblem]) -> Iterator[tuple[int, Address]]:
    rows = _read_rows(text)
    first = list(islice(rows, 1))
    columns: tuple[str, ...] = _ORDER
    if first and (headings := _find_headings(first[0][1])):
        columns, first = headings, []
    for line, cells in (*first, *rows):
        if len(cells) > 1 and all("@" in cell for cell in cells):
            people = [{"email": cell} for cell in cells]
        elif len(cells) > len(columns):
            problems.append(AddressProblem(line, "columns", str(len(cells))))
            continue
        else:
            people = [dict(zip(columns, cells, strict=False))]
        for person in people:
            address = _take(line, person, known, problems)
            if address:
                yield line, address


def _read_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with something in them: their number, and their cells without empty ones at the end."""
    lines = text.splitlines()
    first = next((line for line in lines if any(sign in line for sign in _SIGNS)), "")
    delimiter = max(_SIGNS, key=first.count)
    for number, line in enumerate(lines, start=1):
        # Line by line: a quote that is left open harms its own line only.
        reader = csv.reader(io.StringIO(line), delimiter=delimiter, skipinitialspace=True)
        try:
            cells = [cell.strip() for cell in next(reader, [])]
        except csv.Error as error:  # a cell longer than any cell can be
            raise AddressesRefused([AddressProblem(number, "long")]) from error
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _find_headings(cells: list[str]) -> tuple[str, ...]:
    """The columns that a first line names; none when it is a line like any other."""
    if any("@" in cell for cell in cells):
        return ()
    columns = tuple(_HEADINGS.get(cell.casefold(), "") for cell in cells)
    if any(columns) and columns.count("email") != 1:
        raise AddressesRefused([AddressProblem(1, "heading")])
    return columns if any(columns) else ()


def _take(
    line: int, person: Mapping[str, str], known: Known, problems: list[AddressProblem]
) -> Address | None:
    email = normalise_address(person.get("email", ""))
    if email is None:
        problems.append(AddressProblem(line, "address", person.get("email", "")))
    codes = {}
    for part, names in (("department", known.departments), ("language", known.languages)):
        text = person.get(part, "")
        code = _find_code(text, names)
        if code is None:
            problems.append(AddressProblem(line, part, text))
        codes[part] = code or ""
    return Address(email, **codes) if email else None


def _find_code(text: str, names: Mapping[str, str]) -> str | None:
    """The code that a text means, by itself or by its name, whatever the case; '' for none."""
    wanted = text.casefold()
    if not wanted:
        return ""
    same = (code for code, name in names.items() if wanted in {code.casefold(), name.casefold()})
    return text if text in names else next(same, None)


def _merge(before: Address, again: Address, line: int, problems: list[AddressProblem]) -> Address:
    """One person from two lines: what one of them leaves open the other may say."""
    for part in ("department", "language"):
        first, second = getattr(before, part), getattr(again, part)
        if first and second and first != second:
            problems.append(AddressProblem(line, "conflict", again.email))
    return Address(
        before.email, before.department or again.department, before.language or again.language
    )
