import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from assessments import immutability, models
from assessments.actions.maturity_model import publish_maturity_model
from tests import factories

pytestmark = pytest.mark.rows

PARTS = sorted(
    {
        relation.related_model
        for relation in models.MaturityModel._meta.related_objects
        if relation.related_model is not models.Assessment
    },
    key=lambda part: part.__name__,
)


def refused(change, *arguments, **columns):
    """Whether the database refuses a change, with our sentence."""
    with (
        pytest.raises(DatabaseError, match="published maturity model cannot be changed"),
        transaction.atomic(),
    ):
        change(*arguments, **columns)
    return True


def touch(row):
    """Write a column of a row that is not its version."""
    column = "position" if hasattr(row, "position") else "needs_id"
    return type(row).objects.filter(pk=row.pk).update(**{column: getattr(row, column)})


def delete(rows):
    """Delete without asking Django, which would refuse earlier."""
    rows._raw_delete("default")


def copy(row):
    """A second row like this one."""
    row.pk = None
    row._state.adding = True
    row.save(force_insert=True)


def test_every_part_is_guarded():
    assert {part._meta.db_table for part in PARTS} == set(immutability.part_tables())
    assert len(PARTS) == 18


def test_part_of_a_published_version_refuses_every_change(maturity_model, subtests):
    for part in PARTS:
        with subtests.test(part.__name__):
            row = part.objects.filter(maturity_model=maturity_model).first()
            count = part.objects.count()

            assert refused(touch, row)
            assert refused(delete, part.objects.filter(pk=row.pk))
            assert refused(copy, row)
            assert part.objects.count() == count


def test_part_of_a_draft_changes_but_never_moves_into_a_published_version(maturity_model, subtests):
    draft = factories.make_maturity_model(publish=False, version=2)
    for part in PARTS:
        with subtests.test(part.__name__):
            row = part.objects.filter(maturity_model=draft).first()
            rows = part.objects.filter(pk=row.pk)

            assert touch(row) == 1
            assert refused(rows.update, maturity_model_id=maturity_model.pk)
            assert rows.get().maturity_model_id == draft.pk


def test_published_version_changes_in_its_life_only(maturity_model):
    rows = models.MaturityModel.objects.filter(pk=maturity_model.pk)

    for change in (
        {"name_en": "Other"},
        {"scoring": {}},
        {"gate_minimum": 10},
        {"chasm_after": None},
        {"version": 9},
        {"status": "draft"},
    ):
        assert refused(rows.update, **change)
    assert refused(delete, rows)

    rows.update(status="retired", retired_on="2026-03-02")
    assert list(rows.values_list("status", flat=True)) == ["retired"]


@pytest.mark.parametrize("status", ["published", "draft"])
def test_retired_version_never_comes_back(maturity_model, status):
    rows = models.MaturityModel.objects.filter(pk=maturity_model.pk)
    rows.update(status="retired")

    assert refused(rows.update, status=status)


def test_draft_changes_until_it_is_published(db):
    draft = factories.make_maturity_model(publish=False)
    models.MaturityModel.objects.update(name_en="Other", gate_minimum=40)
    models.Stone.objects.filter(code="VIS-1").update(title_en="Other")

    publish_maturity_model(maturity_model=draft)

    assert models.Stone.objects.get(code="VIS-1").title_en == "Other"
    assert refused(models.Stone.objects.filter(code="VIS-1").update, title_en="Again")


def messages():
    return [
        (message.id, message.msg)
        for message in run_checks(databases=["default"])
        if message.id == "assessments.E001"
    ]


def test_system_check_is_silent_when_every_trigger_is_there(db):
    assert messages() == []
    assert immutability.trigger_names() <= immutability.installed(connection)


def test_system_check_finds_a_missing_trigger(db):
    name = "immutable_assessments_stone_update"
    table = " ON assessments_stone" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")

    assert [text for _id, text in messages()] == [
        "1 triggers that keep published maturity models immutable are missing."
    ]
    immutability.install(connection)
    assert messages() == []


def replace_row(table, key, **columns):
    """SQLite's INSERT OR REPLACE of a row by a copy with other columns."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [key])  # noqa: S608 -- our own names
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True)) | columns
        marks = ", ".join(["%s"] * len(row))
        columns_sql = ", ".join(f'"{name}"' for name in row)
        insert = f"INSERT OR REPLACE INTO {table} ({columns_sql}) VALUES ({marks})"  # noqa: S608
        cursor.execute(insert, list(row.values()))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows by inserting")
def test_replacing_is_refused_too(maturity_model, closed_assessment):
    draft = factories.make_maturity_model(publish=False, version=2)
    stone = models.Stone.objects.filter(maturity_model=maturity_model).first()
    root, snapshot = immutability.ROOT, closed_assessment.snapshot

    assert refused(replace_row, root, maturity_model.pk, status="draft")
    assert refused(replace_row, root, draft.pk, id=None, version=maturity_model.version)
    assert refused(replace_row, "assessments_stone", stone.pk, maturity_model_id=draft.pk)
    with pytest.raises(DatabaseError, match="stored result cannot be changed"):
        replace_row("assessments_snapshot", snapshot.pk, method="other")


def test_snapshot_is_never_changed_and_goes_with_its_organisation(closed_assessment):
    with (
        pytest.raises(DatabaseError, match="stored result cannot be changed"),
        transaction.atomic(),
    ):
        models.Snapshot.objects.update(payload=None)
    assert models.Snapshot.objects.get().payload is not None

    closed_assessment.organisation.delete()

    assert not models.Snapshot.objects.exists()
    assert not models.Sheet.objects.exists()
    assert not models.Department.objects.exists()
