"""What every connection to SQLite promises."""

from contextlib import closing

import pytest
from django.conf import settings
from django.db import ConnectionHandler


@pytest.fixture
def connection(tmp_path, django_db_blocker):
    """A connection as requests get one, to a file of its own."""
    database = settings.SQLITE | {"NAME": tmp_path / "cxmaturity.sqlite3"}
    opened = ConnectionHandler({"default": database})["default"]
    with django_db_blocker.unblock(), closing(opened):
        yield opened


@pytest.mark.parametrize(
    ("pragma", "promised"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 20_000),
        ("mmap_size", 0),
    ],
)
def test_connection_keeps_what_it_acknowledged(connection, pragma, promised):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (promised,)


def test_connection_waits_for_other_writers_from_the_start(connection):
    connection.ensure_connection()

    assert connection.transaction_mode == "IMMEDIATE"
