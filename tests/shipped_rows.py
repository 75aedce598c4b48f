"""The shipped maturity model as a draft, written with care once a process, copied from then on.

Hundreds of tests begin with it. Copies go around Django and keep their primary keys.
"""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from assessments import models
from assessments.actions.history import note_event
from assessments.immutability import ROOT, part_tables

_kept: list[tuple[str, list[tuple[Any, ...]]]] = []
_others: list[bool] = []


def hear_of_another() -> None:
    """A version was written that is no copy."""
    _others.append(True)


def heard_of_another() -> bool:
    """Whether one was since this was asked last."""
    heard = bool(_others)
    _others.clear()
    return heard


def is_free() -> bool:
    """Whether the rows may be kept or put back: nothing else of their kind is there."""
    history = models.MaturityModel.history  # type: ignore[attr-defined]
    return not (models.MaturityModel.objects.exists() or history.exists())


def keep() -> None:
    """Remember the draft that was just written into an empty database."""
    tables = [ROOT, *part_tables()]
    histories = [table.replace("assessments_", "assessments_historical") for table in tables]
    with connection.cursor() as cursor:
        for table in (*tables, *histories):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- a table of ours
            _kept.append((table, [tuple(map(_as_sent, row)) for row in cursor.fetchall()]))


def _as_sent(value: Any) -> Any:
    """PostgreSQL gives JSON as values, and takes it as what it is."""
    is_json = isinstance(value, dict | list)
    return connection.ops.adapt_json_value(value, None) if is_json else value


def put_back() -> models.MaturityModel | None:
    """The draft that was kept; None before any was."""
    if not _kept:
        return None
    with transaction.atomic(), connection.cursor() as cursor:  # links are checked at its end
        for table, rows in _kept:
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        tables = {table for table, _rows in _kept}
        filled = [each for each in apps.get_models() if each._meta.db_table in tables]
        for command in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(command)
    return models.MaturityModel.objects.get()


def publish(row: models.MaturityModel) -> None:
    """Without the checks, which the shipped version is known to pass."""
    models.MaturityModel.objects.filter(pk=row.pk).update(
        status=models.MaturityModel.Status.PUBLISHED, published_on=timezone.localdate()
    )
    row.refresh_from_db()
    note_event(maturity_model=row, reason="published")
