"""What is published stays as it is: the database itself refuses to change it.

That is a published maturity model with all its parts, and the snapshot of a closed assessment,
which may only go with its assessment. Inserts are looked at as well, because SQLite's INSERT OR
REPLACE removes a row without asking its DELETE triggers. TRUNCATE is not refused: only the owner of
the tables may, who could drop the triggers too, and test runners empty databases by it.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CASCADE

ROOT = "assessments_maturitymodel"
# Columns of the root that may still change after publication.
LIFE = frozenset({"status", "published_on", "retired_on"})
MESSAGE = "A published maturity model cannot be changed."
SNAPSHOT = "assessments_snapshot"
SNAPSHOT_MESSAGE = "A stored result cannot be changed."


def part_tables() -> list[str]:
    """Tables of everything below a maturity model."""
    root = apps.get_model("assessments", "MaturityModel")
    parts = (
        relation.related_model
        for relation in root._meta.related_objects
        if relation.on_delete is CASCADE
    )
    return sorted(part._meta.db_table for part in parts)


def trigger_names() -> set[str]:
    """Every trigger that must exist."""
    tables = part_tables()
    events = ("insert", "update", "delete")
    names = {f"immutable_{table}_{event}" for table in tables for event in events}
    names |= {f"immutable_{ROOT}_{event}" for event in events}
    return names | {f"immutable_{SNAPSHOT}_insert", f"immutable_{SNAPSHOT}_update"}


def _conditions() -> dict[tuple[str, str], str]:
    """For every table and event, the condition under which a change is refused."""
    columns = [
        str(field.column)
        for field in apps.get_model("assessments", "MaturityModel")._meta.concrete_fields
        if field.column not in LIFE
    ]
    changed = " OR ".join(_differs(column) for column in columns)
    backwards = "NEW.status = 'draft' OR (OLD.status = 'retired' AND NEW.status <> 'retired')"
    same = "id = NEW.id OR slug = NEW.slug AND version = NEW.version"
    others = f"({same}) AND id <> OLD.id AND status <> 'draft'"
    conditions = {
        (SNAPSHOT, "insert"): _holds(SNAPSHOT, "id = NEW.id OR assessment_id = NEW.assessment_id"),
        (SNAPSHOT, "update"): "TRUE",
        (ROOT, "insert"): _holds(ROOT, f"({same}) AND status <> 'draft'"),
        (ROOT, "update"): (
            f"OLD.status <> 'draft' AND ({changed} OR {backwards}) OR {_holds(ROOT, others)}"
        ),
        (ROOT, "delete"): "OLD.status <> 'draft'",
    }
    for table in part_tables():
        in_place = f"{table}.id = NEW.id AND {_belongs_to_published(table)}"
        conditions[table, "insert"] = f"{_belongs_to_published('NEW')} OR {_holds(table, in_place)}"
        conditions[table, "delete"] = _belongs_to_published("OLD")
        conditions[table, "update"] = (
            f"{_belongs_to_published('OLD')} OR {_belongs_to_published('NEW')} OR NEW.id <> OLD.id"
        )
    return conditions


def _differs(column: str) -> str:
    # As text, because PostgreSQL keeps JSON as jsonb and SQLite as text.
    return f'CAST(OLD."{column}" AS TEXT) IS DISTINCT FROM CAST(NEW."{column}" AS TEXT)'


def _belongs_to_published(row: str) -> str:
    return _holds(ROOT, f"{ROOT}.id = {row}.maturity_model_id AND {ROOT}.status <> 'draft'")


def _holds(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE {condition})"  # noqa: S608 -- our own names


def install(connection: BaseDatabaseWrapper) -> None:
    """Create or renew all triggers; safe to repeat."""
    create = _create_postgresql if connection.vendor == "postgresql" else _create_sqlite
    with connection.cursor() as cursor:
        for (table, event), condition in _conditions().items():
            for statement in create(table, event, condition):
                cursor.execute(statement)


def _message(table: str) -> str:
    return SNAPSHOT_MESSAGE if table == SNAPSHOT else MESSAGE


def _create_sqlite(table: str, event: str, condition: str) -> list[str]:
    name = f"immutable_{table}_{event}"
    condition = condition.replace("IS DISTINCT FROM", "IS NOT")
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        (
            f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{_message(table)}'); END"
        ),
    ]


def _create_postgresql(table: str, event: str, condition: str) -> list[str]:
    name = f"immutable_{table}_{event}"
    result = "OLD" if event == "delete" else "NEW"
    return [
        (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{_message(table)}' "
            f"USING ERRCODE = '23514'; END IF; "
            f"RETURN {result}; END $$ LANGUAGE plpgsql"
        ),
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        (
            f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        ),
    ]


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that the database has."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def reinstall_after_migration(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """SQLite remakes a table to alter it and drops its triggers without a word."""
    install(connections[using])


def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The database must have every trigger once it has the tables."""
    if DEFAULT_DB_ALIAS not in (databases or []):
        return []
    connection = connections[DEFAULT_DB_ALIAS]
    if ROOT not in connection.introspection.table_names():
        return []
    missing = trigger_names() - installed(connection)
    if not missing:
        return []
    return [
        Error(
            f"{len(missing)} triggers that keep published maturity models immutable are missing.",
            hint="Run: python manage.py migrate",
            id="assessments.E001",
        )
    ]
