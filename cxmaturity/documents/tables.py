"""Tables as values: what workbooks and CSV files are written from."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | dt.date | None


class Kind(StrEnum):
    """What a column holds: text, a whole number, points 0–100, a share or an index 0–1, any number,
    money, a day."""

    TEXT = "text"
    COUNT = "count"
    POINTS = "points"
    SHARE = "share"
    INDEX = "index"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what stands under it, and how many letters wide it is."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet; `note` stands in the place of rows where there are none, and says why."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
