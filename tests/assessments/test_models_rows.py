import pytest
from django.db import transaction
from django.db.models import Model

from assessments import models
from assessments.access import find_assessment_by_code
from assessments.models.rows import Select, Upsert, key_of
from tests import factories

pytestmark = pytest.mark.rows


@pytest.fixture
def sheet(assessment):
    """A sheet of Sales, nothing answered."""
    return factories.answer(assessment, "sales", {}, submit=False)[0]


def values(row: Model) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("table", [models.Sheet, models.Assessment, models.Organisation])
def test_select_reads_what_a_query_reads(table, sheet):
    expected = table.objects.get()
    select = Select(table, rest=f"FROM {table._meta.db_table} WHERE id = %s")
    (found,) = select.first(key_of(expected))
    assert values(found) == values(expected)
    assert not found._state.adding


def test_select_finds_nothing_and_locks(sheet):
    select = Select(models.Sheet, rest="FROM assessments_sheet WHERE id = %s")
    with transaction.atomic():
        assert select.first(key_of(sheet), lock=True) == (sheet,)
    assert select.first(key_of(models.Sheet())) is None


def test_upsert_writes_and_writes_over(sheet):
    stone = models.Stone.objects.first()
    upsert = Upsert(models.Answer)
    upsert.write([(key_of(sheet), stone.pk, 1, 2, 3)])
    upsert.write([(key_of(sheet), stone.pk, 4, 4, 5)])
    upsert.write([])
    written = models.Answer.objects.values_list("stone", "capability", "breadth", "sequence")
    assert list(written) == [(stone.pk, 4, 4, 5)]


def test_find_assessment_by_code_brings_what_it_belongs_to(assessment):
    found = find_assessment_by_code(f" {assessment.join_code.lower()} ")
    assert values(found) == values(models.Assessment.objects.get())
    assert (found.organisation, found.maturity_model) == (
        assessment.organisation,
        assessment.maturity_model,
    )
