import json

import pytest
from django.conf import settings
from django.urls import reverse
from jsonschema import Draft202012Validator

from assessments.actions.imports import import_sheets
from assessments.exchange.answers import ImportedSheet
from assessments.queries.snapshots import load_export
from tests import factories

SCHEMA = json.loads((settings.BASE_DIR / "docs/schemas/scorecard.schema.json").read_text())


def close_matrix(organisation, maturity_model, stages, **fields):
    assessment = factories.make_assessment(organisation, maturity_model, form="matrix", **fields)
    others = ("VIS", "INT", "VAL", "IMP", "INN", "INB")
    sheets = [
        ImportedSheet("sales", "manager", {}, {"VOC": stage} | dict.fromkeys(others, 2))
        for stage in stages
    ]
    import_sheets(assessment=assessment, sheets=sheets)
    factories.close(assessment)
    return assessment


@pytest.fixture
def matrix(organisation, maturity_model):
    """Twelve people in two camps about VOC; nobody placed EXB."""
    return close_matrix(organisation, maturity_model, [1] * 5 + [4] * 6 + [0])


def see(client, name, assessment, *args):
    response = client.get(reverse(name, args=[assessment.pk, *args]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_results_say_where_views_differ(as_user, vera, matrix):
    page = see(as_user(vera), "assessments:results", matrix)

    assert '<h1 class="display">Views differ most on: Voice of the customer.</h1>' in page
    assert "Middle: Customer-first" in page
    assert "8% don’t know" in page
    assert "Basic: 5 people" in page
    assert page.count("Too few answers") == 1
    assert "Set up a full assessment" not in page


def test_results_of_few_people_are_counted_in_halves(as_user, olive, organisation, maturity_model):
    matrix = close_matrix(organisation, maturity_model, [1, 1, 2, 2, 1])
    page = see(as_user(olive), "assessments:results", matrix)

    assert "Basic and Functional: 5 people" in page
    assert "Basic: " not in page
    assert "People see the blocks alike." in page
    assert "Set up a full assessment" in page


def test_results_with_names_say_so(as_user, vera, organisation, maturity_model):
    matrix = close_matrix(
        organisation, maturity_model, [1, 4], attributed_mode=True, min_group_size=1
    )
    client = as_user(vera)
    page = see(client, "assessments:results", matrix)

    assert "with names" in page
    assert "Basic: 1 person" in page
    assert "People gave their names" in see(client, "assessments:method", matrix)


def test_results_of_too_few_people_are_withheld(as_user, vera, organisation, maturity_model):
    matrix = close_matrix(organisation, maturity_model, [1, 1, 2, 2])

    assert "Results appear from 5 people on" in see(as_user(vera), "assessments:results", matrix)


def test_block_leads_to_its_row(as_user, vera, matrix):
    address = reverse("assessments:results_block", args=[matrix.pk, "voice-of-customer"])
    went = as_user(vera).get(address)["Location"]

    assert went == reverse("assessments:results", args=[matrix.pk]) + "#voice-of-customer"
    assert 'id="voice-of-customer"' in see(as_user(vera), "assessments:results", matrix)


@pytest.mark.parametrize("name", ["targets", "roadmap_new", "report_latest"])
def test_roadmap_pages_say_what_they_start_from(as_user, olive, vera, matrix, name):
    for person in (olive, vera):
        page = see(as_user(person), f"roadmaps:{name}", matrix)
        assert "The roadmap starts from the full questionnaire" in page


def test_method_of_the_matrix_explains_its_counts(as_user, vera, matrix):
    page = see(as_user(vera), "assessments:method", matrix)

    assert matrix.snapshot.digest in page
    assert "A block needs 5 positions" in page


def test_export_of_a_matrix_fits_the_schema(matrix):
    document = load_export(matrix)

    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []
    assert document["scorecard"]["blocks"][-1]["unseen"] == "too_few"
