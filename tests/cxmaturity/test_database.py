"""What every connection to the database promises."""

from contextlib import closing

import pytest
from django.conf import settings
from django.db import ConnectionHandler

from cxmaturity import start


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
        ("secure_delete", 1),
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


@pytest.mark.parametrize(
    ("given", "promised"),
    [
        ({}, {"options": "-c lock_timeout=15s"}),
        (
            {"host": "/run", "options": "-c lock_timeout=3s"},
            {"host": "/run", "options": "-c lock_timeout=15s -c lock_timeout=3s"},
        ),
    ],
)
def test_postgresql_gives_up_on_a_lock_in_time(given, promised):
    database = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": given}
    assert start.limit_waiting(database)["OPTIONS"] == promised


def test_limit_to_waiting_leaves_other_engines_alone():
    assert start.limit_waiting(settings.SQLITE) == settings.SQLITE
