import re
import time

import pytest
from django.urls import reverse

from assessments import models
from tests import factories

pytestmark = pytest.mark.rows


def address(assessment, query=""):
    return reverse("assessments:paper", args=[assessment.pk]) + query


def take_back(client, assessment, **options):
    return client.post(reverse("assessments:paper_take_back", args=[assessment.pk]), **options)


def fresh(client, assessment, query="", **typed):
    """What a facilitator sends: the key of a fresh form and what was typed."""
    page = client.get(address(assessment, query)).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    who = {"department": "sales", "vantage": "manager", "language": "fr"}
    return who | {"key": key} | {name.replace("_", "-"): text for name, text in typed.items()}


def test_a_sheet_is_entered_and_the_next_form_begins_alike(as_user, olive, assessment):
    client = as_user(olive)
    sent = fresh(client, assessment, VOC_1_capability="d", VOC_1_breadth="2", VOC_2_capability="0")
    sent["VOC-comment"] = "Seldom."
    response = client.post(address(assessment), sent, follow=True)

    page = response.content.decode()
    assert "Sheet 1 is saved." in page
    assert '<option value="sales" selected>' in page
    assert '<option value="manager" selected>' in page
    assert f'value="{sent["key"]}"' not in page
    sheet = models.Sheet.objects.get()
    pairs = sheet.answers.values_list("stone__code", "capability", "breadth")
    assert set(pairs) == {("VOC-1", 3, 2), ("VOC-2", 0, 0)}
    assert sheet.source == "paper"


def test_sending_a_form_twice_enters_one_sheet(as_user, olive, assessment):
    client = as_user(olive)
    sent = fresh(client, assessment, VOC_1_capability="?")
    client.post(address(assessment), sent)
    again = client.post(address(assessment), sent, follow=True)

    assert "nothing is counted twice" in again.content.decode()
    assert models.Sheet.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"VOC_1_capability": "x"}, "“x” is none of the keys."),
        ({"VOC_1_capability": "0", "VOC_1_breadth": "2"}, "Not done, yet done somewhere"),
        ({"VOC_1_capability": "?", "VOC_1_breadth": "2"}, "No level, yet a place"),
        ({"VOC_1_breadth": "2"}, "The second cell has an answer and the first has none."),
        ({"VOC_1_capability": "2", "VOC_1_breadth": "0"}, "Done, yet nowhere"),
        ({"VOC_comment": "x" * 2001}, "A comment may have 2,000 characters."),
        ({}, "this sheet has no answer yet"),
        ({"VOC_1_capability": "2", "department": "gone"}, "Please choose again."),
        ({"VOC_1_capability": "2", "key": "gone"}, "Please reload the page."),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_is_and_nothing_is_written(
    as_user, olive, assessment, typed, sentence
):
    client = as_user(olive)
    sent = fresh(client, assessment) | {n.replace("_", "-"): text for n, text in typed.items()}
    response = client.post(address(assessment), sent)

    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert not models.Sheet.objects.exists()


def test_what_was_typed_stays_beside_its_sentence(as_user, olive, assessment):
    client = as_user(olive)
    sent = fresh(client, assessment, VOC_1_capability="d", VOC_2_capability="x")
    page = client.post(address(assessment), sent).content.decode()

    assert 'name="VOC-1-capability" value="d"' in page
    assert 'name="VOC-2-capability" value="x"' in page
    assert f'value="{sent["key"]}"' in page


def test_the_last_sheet_is_taken_back_into_the_form(as_user, olive, assessment):
    client = as_user(olive)
    sent = fresh(client, assessment, VOC_1_capability="d", VOC_1_breadth="?", VOC_3_capability="–")
    client.post(address(assessment), sent | {"VOC-comment": "Seldom."})
    page = take_back(client, assessment).content.decode()

    assert not models.Sheet.objects.exists()
    assert 'name="VOC-1-capability" value="d"' in page
    assert 'name="VOC-1-breadth" value="?"' in page
    assert 'name="VOC-3-capability" value="–"' in page
    assert "Seldom." in page
    assert "0 entered in this session" in page
    again = take_back(client, assessment, follow=True)
    assert "There is no sheet to take back any more." in again.content.decode()


def test_only_the_session_that_entered_a_sheet_may_take_it_back(as_user, olive, assessment):
    first = as_user(olive)
    first.post(address(assessment), fresh(first, assessment, VOC_1_capability="d"))
    other = as_user(olive)
    take_back(other, assessment)
    session = first.session
    session[f"paper-{assessment.pk}"] |= {"at": 0}
    session.save()
    take_back(first, assessment)

    assert models.Sheet.objects.count() == 1


def test_nothing_is_entered_once_the_assessment_is_closed(as_user, olive, assessment):
    client = as_user(olive)
    sent = fresh(client, assessment, VOC_1_capability="d")
    factories.close(assessment)
    response = client.post(address(assessment), sent, follow=True)

    assert "Sheets are entered while the assessment is open." in response.content.decode()
    assert not models.Sheet.objects.exists()


def test_each_route_shows_its_own_questions(as_user, olive, organisation, maturity_model):
    assessment = factories.make_assessment(
        organisation, maturity_model, short_vantages=["front_line"]
    )
    client = as_user(olive)
    whole = client.get(address(assessment)).content.decode()
    short = client.get(address(assessment, "?vantage=front_line")).content.decode()

    assert whole.count("-capability") == 63
    assert short.count("-capability") == 32
    assert '<option value="front_line"' not in whole
    assert client.get(address(assessment, "?vantage=nobody")).status_code == 404


def test_the_matrix_has_a_cell_for_each_block(as_user, olive, organisation, maturity_model):
    assessment = factories.make_assessment(organisation, maturity_model, form="matrix")
    client = as_user(olive)
    client.post(address(assessment), fresh(client, assessment, VOC_position="b", VIS_position="?"))

    positions = models.Position.objects.values_list("block__code", "stage")
    assert set(positions) == {("VOC", 2), ("VIS", 0)}


def test_a_whole_sheet_is_saved_in_a_quarter_of_a_second(as_user, olive, assessment):
    client = as_user(olive)
    sent = fresh(client, assessment)
    for code in assessment.maturity_model.stone_set.values_list("code", flat=True):
        sent |= {f"{code}-capability": "c", f"{code}-breadth": "b"}
    begun = time.process_time()
    client.post(address(assessment), sent)

    assert models.Answer.objects.count() == 63
    assert time.process_time() - begun < 0.25 * 2  # twice: the suite shares its cores with itself
