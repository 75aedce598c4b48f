"""The suite makes its tables from the models; migrations lead to the same."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection

from tests import shipped_rows

PRINT = """
import django, json, sys
django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from tests.test_migrations import describe
print(json.dumps(describe()))
"""


def describe() -> dict[str, object]:
    """Tables with their columns, triggers, and what groups may do, of the database at hand."""
    with connection.cursor() as cursor:
        found = set(connection.introspection.table_names(cursor)) - {"django_migrations"}
        names = {name for name in found if not name.startswith(shipped_rows.PREFIX)}
        tables = {name: columns(cursor, name) for name in sorted(names)}
    groups = {
        group.name: sorted(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    return {"tables": tables, "groups": groups, "triggers": sorted(triggers())}


def columns(cursor, table: str) -> list[list[object]]:
    found = connection.introspection.get_table_description(cursor, table)
    keys = connection.introspection.get_constraints(cursor, table).values()
    unique = sorted(",".join(key["columns"]) for key in keys if key["unique"] and key["columns"])
    return [*sorted([column.name, column.null_ok] for column in found), unique]


def triggers() -> set[str]:
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def empty_database(tmp_path):
    """Where a new server would begin, as settings take it from the environment."""
    if connection.vendor == "sqlite":
        yield {"DATA_DIR": str(tmp_path)}
        return
    import psycopg

    name = f"{connection.settings_dict['NAME']}_migrated"
    there = {**connection.get_connection_params(), "dbname": "postgres"}
    known = {key: there[key] for key in ("host", "port", "user", "password") if key in there}
    with closing(psycopg.connect(dbname="postgres", autocommit=True, **known)) as server:
        server.execute(f"CREATE DATABASE {name}")
        base, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
        yield {"DATABASE_URL": f"{base}/{name}", "DATA_DIR": str(tmp_path)}
        server.execute(f"DROP DATABASE {name}")


@pytest.mark.rows
@pytest.mark.django_db
def test_migrations_make_the_tables_of_the_models(empty_database: dict[str, str]):
    environment = os.environ | empty_database | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=Path(settings.BASE_DIR),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert json.loads(done.stdout) == json.loads(json.dumps(describe()))
