"""Rows that are read and written with every tap: their SQL is put together once. To do so anew each
time takes ten times as long as what the database does."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from django.db import connection
from django.db.models import Model

Convert = Callable[[Any], Any]
Column = tuple[str, tuple[Convert, ...]]
"""A field's name on its model, and what makes its value of the database's, one after another."""


class Select:
    """All columns of some models side by side; `rest` is the SQL after them, from FROM on."""

    def __init__(self, *tables: type[Model], rest: str) -> None:
        columns = [
            f"{table._meta.db_table}.{field.column}"
            for table in tables
            for field in table._meta.concrete_fields
        ]
        self._tables = tables
        self._sql = " ".join(("SELECT", ", ".join(columns), rest))

    def first(self, *parameters: Any, lock: bool = False) -> tuple[Any, ...] | None:
        """An instance of each model from the first row, None when there is none; with `lock`
        nobody else writes it before the transaction ends.

        Relations between the instances are the caller's to set.
        """
        locks = lock and connection.features.has_select_for_update
        with connection.cursor() as cursor:
            cursor.execute(f"{self._sql} FOR UPDATE" if locks else self._sql, parameters)
            row = cursor.fetchone()
        if row is None:
            return None
        values = iter(row)
        return tuple(_read(table, values) for table in self._tables)


class Upsert:
    """Rows of a model in the place of those that have the same primary key."""

    def __init__(self, table: type[Model]) -> None:
        columns = [str(field.column) for field in table._meta.concrete_fields]
        keys = [str(field.column) for field in table._meta.pk_fields]
        news = [f"{column} = excluded.{column}" for column in columns if column not in keys]
        self._sql = " ".join(
            (
                f"INSERT INTO {table._meta.db_table} ({', '.join(columns)})",
                f"VALUES ({', '.join(['%s'] * len(columns))})",
                f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {', '.join(news)}",
            )
        )

    def write(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows: values of the database, in the order of the model's fields."""
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(self._sql, rows)


def key_of(row: Model) -> Any:
    """The primary key of a row as the database keeps it, for a parameter."""
    return row._meta.pk.get_db_prep_value(row.pk, connection)


def _read(table: type[Model], values: Iterator[Any]) -> Model:
    names, read = [], []
    for name, converters in _columns(table, connection.vendor):
        value = next(values)
        for convert in converters:
            value = convert(value)
        names.append(name)
        read.append(value)
    return table.from_db(connection.alias, names, read)


@lru_cache(maxsize=64)
def _columns(table: type[Model], _vendor: str) -> tuple[Column, ...]:
    fields = table._meta.concrete_fields
    return tuple((field.attname, tuple(_converters(field))) for field in fields)


def _converters(field: Any) -> Iterator[Convert]:
    """Those that Django's own queries use for a column, with the arguments that they give."""
    column = field.get_col(field.model._meta.db_table)  # of a foreign key, like what it points to
    of_engine = connection.ops.get_db_converters(column)
    for convert in (*of_engine, *column.get_db_converters(connection)):
        yield partial(_convert, convert, column)


def _convert(convert: Callable[..., Any], column: Any, value: Any) -> Any:
    return convert(value, column, connection)
