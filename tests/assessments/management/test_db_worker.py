import logging

import pytest
from django.db import OperationalError
from django_tasks_db.management.commands.db_worker import Worker

from assessments.management.commands import db_worker

OPTIONS = {
    "verbosity": 1,
    "queue_name": "default",
    "interval": 1,
    "batch": False,
    "backend_name": "default",
    "startup_delay": False,
    "reload": False,
    "max_tasks": None,
    "worker_id": "one",
    "exclude_queues": "",
}


@pytest.fixture
def ends(monkeypatch):
    """How the worker's runs end, one after the other."""
    planned: list[Exception | None] = []

    def run(self):
        end = planned.pop(0)
        if end:
            raise end

    monkeypatch.setattr(Worker, "run", run)
    monkeypatch.setattr(Worker, "configure_signals", lambda self: None)
    monkeypatch.setattr(db_worker, "WAIT", 0)
    # The command knows no database here.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return planned


def test_worker_waits_while_the_database_is_locked(ends, caplog):
    ends += [
        OperationalError("database is locked"),
        OperationalError("database or disk is full"),
        None,
    ]

    with caplog.at_level(logging.WARNING):
        db_worker.Command().handle(**OPTIONS)

    assert ends == []
    assert [record.getMessage() for record in caplog.records] == [
        "The database is busy: the task worker waits.",
        "The database is full: the task worker waits.",
    ]


def test_worker_ends_with_a_mistake(ends):
    ends += [OperationalError("no such table: nothing")]

    with pytest.raises(OperationalError):
        db_worker.Command().handle(**OPTIONS)
