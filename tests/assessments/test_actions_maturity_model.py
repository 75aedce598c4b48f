import pytest
from django.utils import timezone

from assessments import models
from assessments.actions.maturity_model import (
    NotComplete,
    publish_maturity_model,
    retire_maturity_model,
)
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
