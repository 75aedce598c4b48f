"""What no page of the editor sends, and somebody might."""

import pytest

from assessments import models
from assessments.actions.maturity_model import copy_maturity_model

LIST = "/admin/assessments/stage/"


@pytest.fixture
def draft(maturity_model):
    return copy_maturity_model(maturity_model=maturity_model)


@pytest.fixture
def desk(as_user, ada):
    return as_user(ada)


def save_list(desk, shown, row):
    """Send a list's form for a row, as if it stood in the list of the version `shown`."""
    fields = {"form-0-id": row.pk, "form-0-position": 1, "form-0-threshold": 77}
    management = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"}
    return desk.post(f"{LIST}?maturity_model__id__exact={shown.pk}", fields | management)


@pytest.mark.parametrize("whose", ["published", "draft"])
def test_list_saves_rows_of_the_version_it_shows_only(desk, draft, maturity_model, whose):
    other = {"published": maturity_model, "draft": copy_maturity_model(maturity_model=draft)}[whose]
    row = other.stage_set.get(position=2)
    assert save_list(desk, draft, row).status_code in {200, 302}
    row.refresh_from_db()
    assert row.threshold == 35


def test_list_of_several_versions_is_for_reading(desk, draft, maturity_model):
    both = f"maturity_model__id__exact={maturity_model.pk}&maturity_model__id__exact={draft.pk}"
    page = desk.get(f"{LIST}?{both}")
    assert page.status_code == 200
    assert b"form-0-id" not in page.content


def test_matrix_keeps_no_control_characters(desk, draft):
    block, stage = draft.block_set.first(), draft.stage_set.first()
    address = f"/admin/assessments/maturitymodel/{draft.pk}/matrix/"
    page = desk.get(address).content.decode()
    field = page.split("<textarea", 1)[1].split('name="', 1)[1].split('"', 1)[0]
    desk.post(address, {field: "one\x0btwo\x00three"})
    texts = models.Descriptor.objects.filter(maturity_model=draft, block=block, stage=stage)
    assert texts.filter(text_en="one two three").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/assessments/maturitymodel/abc/history/",
        "/admin/assessments/stage/abc/history/",
        f"/admin/assessments/stage/{'9' * 30}/history/",
    ],
)
def test_history_of_nothing_is_not_found(desk, address):
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize("key", ["9" * 30, "x", "-1"])
def test_version_that_cannot_be_is_no_version(desk, draft, key):
    assert desk.get(f"/admin/assessments/stone/add/?maturity_model={key}").status_code == 200
    assert desk.get(f"{LIST}?maturity_model__id__exact={key}").status_code in {200, 302}


def test_years_of_many_digits_are_refused(desk, draft):
    address = f"/admin/assessments/maturitymodel/{draft.pk}/change/"
    page = desk.post(address, {"horizons": "9" * 5000, "name_en": "A", "name_fr": "A"})
    assert page.status_code == 200
    draft.refresh_from_db()
    assert draft.horizons == [2, 5, 10]
