"""The shipped maturity model as a draft, written with care once a process, copied from then on.

Hundreds of tests begin with it. Copies go around Python and keep their primary keys; that is for
SQLite alone, as the sequences of PostgreSQL would not follow.
"""

from typing import Any

from django.db import connection
from django.utils import timezone

from assessments import models
from assessments.actions.history import note_event
from assessments.immutability import ROOT, part_tables

_kept: list[tuple[str, list[tuple[Any, ...]]]] = []


def is_free() -> bool:
    """Whether the rows may be kept or put back: nothing else of their kind is there."""
    history = models.MaturityModel.history  # type: ignore[attr-defined]
    taken = models.MaturityModel.objects.exists() or history.exists()
    return connection.vendor == "sqlite" and not taken


def keep() -> None:
    """Remember the draft that was just written into an empty database."""
    tables = [ROOT, *part_tables()]
    histories = [table.replace("assessments_", "assessments_historical") for table in tables]
    with connection.cursor() as cursor:
        for table in (*tables, *histories):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- a table of ours
            _kept.append((table, cursor.fetchall()))


def put_back() -> models.MaturityModel | None:
    """The draft that was kept; None before any was."""
    if not _kept:
        return None
    with connection.cursor() as cursor:
        for table, rows in _kept:
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
    return models.MaturityModel.objects.get()


def publish(row: models.MaturityModel) -> None:
    """Without the checks, which the shipped version is known to pass."""
    models.MaturityModel.objects.filter(pk=row.pk).update(
        status=models.MaturityModel.Status.PUBLISHED, published_on=timezone.localdate()
    )
    row.refresh_from_db()
    note_event(maturity_model=row, reason="published")
