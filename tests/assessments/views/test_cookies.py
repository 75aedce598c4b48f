import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone

from assessments import models
from tests import factories

START = {"department": "sales", "vantage": "manager"}
TAP = {"item": "VOC-1", "capability": 2, "breadth": 3, "sequence": 1}


def address(assessment, rest: str = "") -> str:
    return f"/a/{assessment.join_code}/{rest}"


def mark(assessment) -> str:
    return f"sheet-{assessment.join_code}-begun"


def save(client, assessment):
    body = json.dumps({"answers": [TAP]})
    return client.post(address(assessment, "save/"), body, content_type="application/json")


@pytest.fixture
def phone(client, assessment):
    """A browser that has pressed Start."""
    client.post(address(assessment), START)
    return client


def test_phone_that_handed_in_learns_after_closing_that_it_has_ended(phone, assessment):
    phone.post(address(assessment, "review/"))
    models.Assessment.objects.update(closes_on=timezone.localdate() + dt.timedelta(days=9))
    assessment.refresh_from_db()
    factories.close(assessment)
    response = phone.get(address(assessment, "thanks/"), {"language": "en"}, follow=True)
    page = response.content.decode()
    assert response.status_code == 403
    assert "What was marked as saved counts" in page
    assert f"The last day was {timezone.localdate():%-d %B}" in page
    assert "/result/" not in page
    assert not models.Sheet.objects.exclude(token_digest=None).exists()

    models.Assessment.objects.update(is_revealed=True)
    page = phone.get(address(assessment)).content.decode()
    assert f'href="{address(assessment, "result/")}"' in page


def test_mark_is_the_same_for_all_and_cannot_be_forged(
    phone, assessment, organisation, maturity_model
):
    other, twin = factories.make_assessment(organisation, maturity_model), Client()
    twin.post(address(assessment), START)
    value = phone.cookies[mark(assessment)].value
    assert twin.cookies[mark(assessment)].value == value
    factories.close(other)
    for forged in (value, "é", "0" * 64):
        forger = Client()
        forger.cookies[mark(other)] = forged
        forger.cookies[f"sheet-{other.join_code}"] = "A" * 26
        response = forger.get(address(other))
        assert response.status_code == 404
        assert "No questionnaire is open with this code" in response.content.decode()
        assert save(forger, other).json()["reason"] == "unknown_sheet"


def test_withdrawing_takes_the_mark_back(phone, assessment):
    phone.post(address(assessment, "withdraw/"))
    assert not phone.cookies[mark(assessment)].value
    factories.close(assessment)
    assert phone.get(address(assessment)).status_code == 404


def test_sheet_withdrawn_on_another_phone_is_unknown_and_not_closed(phone, assessment):
    models.Sheet.objects.all().delete()
    assert save(phone, assessment).json()["reason"] == "unknown_sheet"
