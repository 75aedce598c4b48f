import pytest
from django.utils import timezone

from assessments import models
from assessments.actions.maturity_model import (
    NotComplete,
    copy_maturity_model,
    publish_maturity_model,
    retire_maturity_model,
)
from assessments.exchange.dumping import dump_maturity_model
from assessments.queries.maturity_model import published_maturity_models
from tests import factories

pytestmark = pytest.mark.rows

Status = models.MaturityModel.Status


@pytest.fixture
def draft(db):
    return factories.make_maturity_model(publish=False)


def test_publish_maturity_model_offers_it_to_new_assessments(draft):
    assert not published_maturity_models().exists()

    publish_maturity_model(maturity_model=draft)

    assert list(published_maturity_models()) == [draft]
    assert (draft.status, draft.published_on) == (Status.PUBLISHED, timezone.localdate())


def test_publish_maturity_model_refuses_an_empty_draft(db):
    empty = models.MaturityModel.objects.create(
        slug="empty", version=1, name="Empty", scoring={}, planning={}
    )

    with pytest.raises(NotComplete) as refusal:
        publish_maturity_model(maturity_model=empty)

    assert "stage" in refusal.value.missing
    empty.refresh_from_db()
    assert empty.status == Status.DRAFT


def test_publish_maturity_model_refuses_a_stone_without_question(draft):
    models.Item.objects.filter(code="VIS-1").delete()

    with pytest.raises(NotComplete) as refusal:
        publish_maturity_model(maturity_model=draft)

    assert refusal.value.missing == ("VIS-1",)


def test_publish_maturity_model_refuses_numbers_that_cannot_be_read(draft):
    models.MaturityModel.objects.update(planning={})

    with pytest.raises(NotComplete):
        publish_maturity_model(maturity_model=draft)

    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_retire_maturity_model_takes_it_from_new_assessments(maturity_model):
    retire_maturity_model(maturity_model=maturity_model)

    assert not published_maturity_models().exists()
    assert maturity_model.status == Status.RETIRED


def test_retire_maturity_model_leaves_a_draft_alone(draft):
    retire_maturity_model(maturity_model=draft)

    assert (draft.status, draft.retired_on) == (Status.DRAFT, None)


def test_copy_maturity_model_copies_the_whole_tree_into_a_new_draft(draft):
    publish_maturity_model(maturity_model=draft)

    copy = copy_maturity_model(maturity_model=draft)

    assert (copy.slug, copy.version, copy.status) == ("cx-maturity", 2, Status.DRAFT)
    copied = dump_maturity_model(copy)
    assert copied | {"version": 1} == dump_maturity_model(draft)


def test_copy_maturity_model_takes_the_next_free_number_of_its_slug(draft):
    second = copy_maturity_model(maturity_model=draft)
    assert copy_maturity_model(maturity_model=draft).version == second.version + 1 == 3


def test_copy_maturity_model_copies_an_unfinished_draft_as_it_is(draft):
    models.Item.objects.filter(code="VIS-1").delete()
    models.Stone.objects.filter(code="VIS-2").update(title_fr="")
    models.MaturityModel.objects.update(planning={}, chasm_after=9)

    copy = copy_maturity_model(maturity_model=draft)

    assert copy.item_set.count() == 62
    assert copy.stone_set.get(code="VIS-2").title_fr == ""
    assert (copy.planning, copy.chasm_after, copy.gatecondition_set.count()) == ({}, None, 3)
