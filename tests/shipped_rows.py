"""The shipped maturity model as a draft, written with care once a process, copied from then on.

Hundreds of tests begin with it. Copies are made inside the database and keep their primary keys.
"""

from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from assessments import models
from assessments.actions.history import note_event
from assessments.exchange.writing import load_maturity_model
from assessments.immutability import ROOT, part_tables
from tests.builders import shipped_document

PREFIX: Final = "kept_"
"""Of the tables where the rows are kept."""
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


def _tables() -> list[str]:
    """Of the parts of a version, and of their histories."""
    tables = [ROOT, *part_tables()]
    return tables + [each.replace("assessments_", "assessments_historical") for each in tables]


def keep() -> None:
    """Write the draft with care into the new database of a process, and keep its rows aside."""
    with transaction.atomic():
        load_maturity_model(shipped_document())
        kept = {table: _rows(table) for table in _tables()}
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for table, rows in kept.items():
            cursor.execute(f"CREATE TABLE {PREFIX}{table} AS SELECT * FROM {table}")  # noqa: S608 -- of ours
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {PREFIX}{table} VALUES ({marks})", rows)  # noqa: S608 -- of ours


def _rows(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- a table of ours
        return [tuple(map(_as_sent, row)) for row in cursor.fetchall()]


def _as_sent(value: Any) -> Any:
    """PostgreSQL gives JSON as values, and takes it as what it is."""
    is_json = isinstance(value, dict | list)
    return connection.ops.adapt_json_value(value, None) if is_json else value


def put_back() -> models.MaturityModel:
    """The draft that was kept."""
    tables = _tables()
    filled = [each for each in apps.get_models() if each._meta.db_table in tables]
    commands = [f"INSERT INTO {table} SELECT * FROM {PREFIX}{table}" for table in tables]  # noqa: S608 -- of ours
    commands += connection.ops.sequence_reset_sql(no_style(), filled)
    with transaction.atomic(), connection.cursor() as cursor:  # links are checked at its end
        if connection.vendor == "postgresql":  # takes them all in one go
            commands = [";".join(each.rstrip(";") for each in commands)]
        for command in commands:
            cursor.execute(command)
    return models.MaturityModel.objects.get()


def publish(row: models.MaturityModel) -> None:
    """Without the checks, which the shipped version is known to pass."""
    models.MaturityModel.objects.filter(pk=row.pk).update(
        status=models.MaturityModel.Status.PUBLISHED, published_on=timezone.localdate()
    )
    row.refresh_from_db()
    note_event(maturity_model=row, reason="published")
