import re

import pytest

from assessments import models
from assessments.actions.imports import import_sheets
from assessments.exchange.answers import ImportedSheet
from tests import factories


def address(assessment) -> str:
    return f"/a/{assessment.join_code}/result/"


@pytest.fixture
def revealed(closed_assessment):
    closed_assessment.is_revealed = True
    closed_assessment.save()
    return closed_assessment


def test_result_is_shown_and_hidden_again_by_the_consultant(closed_assessment, as_user, olive):
    browser = as_user(olive)
    place = f"/assessments/{closed_assessment.pk}/"
    assert b"Show the result to those who answered" in browser.get(place).content
    asked = browser.get(f"{place}reveal/").content
    assert b"Everybody who has the link or the code will see it" in asked
    closed_assessment.refresh_from_db()
    assert not closed_assessment.is_revealed
    browser.post(f"{place}reveal/", {"show": "1"})
    closed_assessment.refresh_from_db()
    assert closed_assessment.is_revealed
    page = browser.get(place).content.decode()
    assert "Hide again" in page
    assert address(closed_assessment) in page
    browser.post(f"{place}reveal/", {"show": "0"})
    closed_assessment.refresh_from_db()
    assert not closed_assessment.is_revealed


def test_result_is_not_shown_before_closing(assessment, as_user, olive):
    response = as_user(olive).post(
        f"/assessments/{assessment.pk}/reveal/", {"show": "1"}, follow=True
    )
    assert b"once the assessment is closed" in response.content
    assert not models.Assessment.objects.get().is_revealed


def test_result_of_too_few_is_not_offered(closed_assessment, as_user, olive):
    factories.withhold_results(closed_assessment)
    browser, place = as_user(olive), f"/assessments/{closed_assessment.pk}/"
    page = browser.get(place).content.decode()
    assert f"{place}reveal/" not in page
    assert "there is no result that could be shown" in page
    for response in (
        browser.get(f"{place}reveal/", follow=True),
        browser.post(f"{place}reveal/", {"show": "1"}, follow=True),
    ):
        assert b"there is no result to show" in response.content
    assert not models.Assessment.objects.get().is_revealed


def test_viewer_sees_no_button(closed_assessment, as_user, vera):
    page = as_user(vera).get(f"/assessments/{closed_assessment.pk}/")
    assert b"Show the result" not in page.content


def test_result_tells_the_group_where_it_stands(client, revealed):
    response = client.get(address(revealed))
    page = response.content.decode()
    assert response.status_code == 200
    assert re.search(r"<h1>(Basic|Functional)\. To ", page)
    assert page.index("What you can build on") < page.index("Blocks on their way")
    assert page.index("Blocks on their way") < page.index("Block by block")
    assert page.count("<tr>") == 9
    assert "/assessments/" not in page.replace("/static/", "")
    assert "Sales" not in page
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert b'<html lang="fr"' in client.get(address(revealed) + "?language=fr").content


def test_join_link_leads_to_the_result(client, revealed):
    assert client.get(f"/a/{revealed.join_code}/")["Location"] == address(revealed)


def test_result_reads_the_snapshot_and_no_answer(client, revealed, django_assert_num_queries):
    client.get(address(revealed))
    with django_assert_num_queries(3) as asked:  # budget of wrong codes, assessment, snapshot
        client.get(address(revealed))
    assert not [query for query in asked.captured_queries if "answer" in query["sql"].lower()]


def test_hidden_open_and_unknown_results_look_the_same(
    client, closed_assessment, organisation, maturity_model
):
    running = factories.make_assessment(organisation, maturity_model)
    pages = set()
    for code in (closed_assessment.join_code, running.join_code, "ABCDEFGHJK"):
        response = client.get(f"/a/{code}/result/")
        assert response.status_code == 404
        pages.add(response.content.decode().replace(code, "CODE"))
    assert len(pages) == 1
    assert b"No questionnaire is open" in response.content


def test_result_of_too_few_answers_shows_nothing(client, revealed):
    factories.withhold_results(revealed)
    page = client.get(address(revealed)).content.decode()
    assert "Too few answers to show results" in page
    assert "<table" not in page


def test_altered_result_is_not_shown(client, revealed):
    snapshot = models.Snapshot.objects.get()
    snapshot.delete()
    snapshot.payload["organisation"]["mean_score"] = 99.0
    snapshot.save(force_insert=True)
    assert client.get(address(revealed)).status_code == 404


@pytest.fixture
def matrix(organisation, maturity_model):
    """Twelve people in two camps about VOC, alike about INT; closed, not shown yet."""
    matrix = factories.make_assessment(organisation, maturity_model, form="matrix")
    stages = [1] * 5 + [4] * 7
    sheets = [ImportedSheet("sales", "manager", {}, {"VOC": s, "INT": 2}) for s in stages]
    import_sheets(assessment=matrix, sheets=sheets)
    factories.close(matrix)
    return matrix


def test_result_of_the_matrix_form_shows_its_positions_once_revealed(
    client, matrix, as_user, olive
):
    assert client.get(address(matrix)).status_code == 404

    as_user(olive).post(f"/assessments/{matrix.pk}/reveal/", {"show": "1"})
    page = client.get(address(matrix)).content.decode()

    assert "<h1>Views differ most on: Voice of the customer.</h1>" in page
    assert "Basic: 5 people" in page
    assert "Groups of fewer than 5 people are never shown" in page
    assert "/assessments/" not in page.replace("/static/", "")
    assert "where everybody together sees each block" in (
        as_user(olive).get(f"/assessments/{matrix.pk}/").content.decode()
    )


def test_positions_of_too_few_people_are_not_shown(client, matrix):
    matrix.is_revealed = True
    matrix.save()
    factories.withhold_results(matrix)
    page = client.get(address(matrix)).content.decode()
    assert "Too few answers to show results" in page
    assert "<table" not in page
