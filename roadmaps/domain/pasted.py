"""Measurements as people paste them from a spreadsheet: a day and a value in each line (E7)."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from roadmaps.domain.indicators import Measurement

MOST: Final = 1e12
"""The largest value, up or down, that an indicator takes."""
LONGEST_NOTE: Final = 300
DAY_FIRST: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
PARTS: Final = re.compile(r"\s*[\t;]\s*")
LOOSE: Final = re.compile(r"(?:\s*,\s+|\s+)")


class Flaw(StrEnum):
    """Why a line cannot be read: no day in it, no value, a day that comes twice, a note that is too
    long."""

    DAY = "day"
    VALUE = "value"
    TWICE = "twice"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line, counted from 1."""

    line: int
    flaw: Flaw
    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read, and every problem; with one, nothing is to be kept."""

    measurements: tuple[Measurement, ...]
    problems: tuple[Problem, ...]


def read_pasted(text: str) -> Pasted:
    """Measurements of a text: each line a day, a value and perhaps a note, apart by a tab or a
    semicolon, else by spaces (method E7).

    Days read 2027-03-31, 31/03/2027 or 31.3.2027; values with a point or a comma, with or without a
    percent sign. Empty lines are passed over.
    """
    measurements, problems, seen = [], [], set[dt.date]()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _read_line(line.strip())
        if isinstance(found, Measurement) and found.measured_on not in seen:
            seen.add(found.measured_on)
            measurements.append(found)
        else:
            flaw = Flaw.TWICE if isinstance(found, Measurement) else found
            problems.append(Problem(number, flaw, line.strip()))
    return Pasted(tuple(measurements), tuple(problems))


def _read_line(line: str) -> Measurement | Flaw:
    day_text, value_text, note = _split(line)
    day = next(_days(day_text), None)
    if day is None:
        return Flaw.DAY
    value = _number(value_text)
    if value is None:
        return Flaw.VALUE
    return Flaw.NOTE if len(note) > LONGEST_NOTE else Measurement(day, value, note)


def _split(line: str) -> tuple[str, str, str]:
    pattern = PARTS if PARTS.search(line) else LOOSE
    parts = pattern.split(line, maxsplit=2)
    day, value, note = (*parts, "", "")[:3]
    return day, value, note.strip()


def _days(text: str) -> Iterator[dt.date]:
    found = DAY_FIRST.fullmatch(text)
    try:
        if found:
            day, month, year = map(int, found.groups())
            yield dt.date(year, month, day)
        else:
            yield dt.date.fromisoformat(text)
    except ValueError:
        return


def _number(text: str) -> float | None:
    plain = re.sub(r"\s", "", text).rstrip("%").replace("−", "-").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= MOST else None
