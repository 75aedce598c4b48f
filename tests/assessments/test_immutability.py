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
    assert len(PARTS) == 17


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
