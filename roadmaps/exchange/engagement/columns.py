"""Which columns of a row travel, and how they are written."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django.db import models as orm

STAY: Final = frozenset({"id", "revision"})
"""Keys are an instance's own, and nobody else counts its changes."""


def columns_of(model: type[orm.Model]) -> tuple[str, ...]:
    """Names of the columns that travel: all but keys, links and counts of changes."""
    fields = model._meta.concrete_fields
    return tuple(f.name for f in fields if not f.is_relation and f.name not in STAY)


def describe(row: orm.Model) -> dict[str, Any]:
    """The columns of a row as JSON data."""
    return {name: _plain(getattr(row, name)) for name in columns_of(type(row))}


def _plain(value: Any) -> Any:
    """Days, moments and exact decimals as text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
