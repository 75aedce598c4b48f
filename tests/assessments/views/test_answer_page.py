"""What a page of questions writes when it is posted as a whole, and the page of the matrix form."""

import html
import re

import pytest

from assessments import models
from assessments.actions.responses import save_answers
from assessments.domain.responses import BLANK
from assessments.queries.responses import load_answers, load_comments, load_positions
from tests import factories

START = {"department": "sales", "vantage": "manager"}


def address(assessment, rest: str = "voice-of-customer/") -> str:
    return f"/a/{assessment.join_code}/{rest}"


def shown(page: str) -> str:
    return html.unescape(re.search(r'name="shown" value="([^"]*)"', page)[1])


@pytest.fixture
def sheet(client, assessment):
    """The sheet of the browser `client`."""
    client.post(address(assessment, ""), START)
    return models.Sheet.objects.get()


def test_post_writes_only_what_differs_from_what_its_page_showed(client, assessment, sheet):
    before = {"VOC-1": (2, 3), "VOC-2": (0, 0)}
    save_answers(sheet=sheet, answers=before, comments={"VOC": "Mine"})
    state = shown(client.get(address(assessment)).content.decode())
    save_answers(sheet=sheet, answers={"VOC-1": (4, 4)}, comments={"VOC": "Newer"})
    fields = {
        "VOC-1-capability": "2",
        "VOC-1-breadth": "3",
        "VOC-2-capability": "1",
        "VOC-2-breadth": "1",
        "comment": "Mine",
        "shown": state,
    }
    client.post(address(assessment), fields)
    assert load_answers(sheet) == {"VOC-1": (4, 4), "VOC-2": (1, 1)}
    assert load_comments(sheet) == {"VOC": "Newer"}


def test_page_that_comes_back_still_knows_what_it_showed(client, assessment, sheet):
    save_answers(sheet=sheet, answers={"VOC-1": (2, 3)})
    state = shown(client.get(address(assessment)).content.decode())
    response = client.post(address(assessment), {"VOC-2-breadth": "1", "shown": state})
    assert response.status_code == 400
    assert shown(response.content.decode()) == state


@pytest.mark.parametrize("state", ["{", "[]", '{"VOC-1": 2}', "[" * 10_000])
def test_post_that_says_wrongly_what_it_showed_writes_nothing(client, assessment, sheet, state):
    response = client.post(address(assessment), {"VOC-1-capability": "0", "shown": state})
    assert response.status_code == 400
    assert "could not be read" in response.content.decode()
    assert load_answers(sheet) == {}


@pytest.fixture
def matrix(client, organisation, maturity_model):
    """An open assessment of the matrix form that `client` has joined."""
    made = factories.make_assessment(organisation, maturity_model, form="matrix")
    client.post(address(made, ""), START)
    return made


def test_matrix_is_one_page_of_sentences_without_names_of_stages(client, matrix):
    page = client.get(address(matrix)).content.decode()
    assert page.count('class="question" id="') == 8
    assert page.count('type="radio"') == 40
    assert "There is no right answer." in page
    assert "0 of 8 questions answered · about 4 minutes left" in page
    stages = models.Stage.objects.values_list("name", flat=True)
    assert [name for name in stages if f">{name}<" in page] == []


def test_matrix_without_script_keeps_positions_and_comments(client, matrix):
    fields = {"VOC-position": "2", "IMP-position": "0", "VIS-comment": "Fine", "go": "next"}
    response = client.post(address(matrix), fields)
    sheet = models.Sheet.objects.get()
    assert response["Location"] == address(matrix, "review/")
    assert load_positions(sheet) == {"VOC": 2, "IMP": 0}
    assert load_comments(sheet) == {"VIS": "Fine"}
    page = client.get(address(matrix)).content.decode()
    assert 'name="VOC-position" value="2" checked>' in page
    review = client.get(address(matrix, "review/")).content.decode()
    assert "6 questions open" in review
    assert f'href="{address(matrix, "customer-intelligence/")}#INT"' in review


def test_matrix_refuses_a_stage_that_is_not_there(client, matrix):
    response = client.post(address(matrix), {"VOC-position": "7", "IMP-position": "1"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "This is not one of the answers shown" in page
    assert 'name="IMP-position" value="1" checked>' in page
    assert load_positions(models.Sheet.objects.get()) == {}


def test_an_answer_is_taken_back_where_no_script_runs(client, assessment, sheet):
    save_answers(sheet=sheet, answers={"VOC-1": (3, 2), "VOC-2": (1, 1)})
    page = client.get(address(assessment)).content.decode()
    without_script = re.findall(r"<noscript>(.*?)</noscript>", page)
    assert len(without_script) == 7
    assert '<input type="radio" name="VOC-1-capability" value="">' in without_script[0]

    chosen = {"VOC-1-capability": "", "VOC-1-breadth": "2", "VOC-3-capability": ""}
    kept = {"VOC-2-capability": "1", "VOC-2-breadth": "1"}
    client.post(address(assessment), chosen | kept | {"shown": shown(page)})
    assert load_answers(sheet) == {"VOC-1": (BLANK, BLANK), "VOC-2": (1, 1)}
    assert "1 of 63 questions answered" in client.get(address(assessment)).content.decode()

    state = shown(client.get(address(assessment)).content.decode())
    save_answers(sheet=sheet, answers={"VOC-1": (4, 4)})
    client.post(address(assessment), chosen | kept | {"shown": state})
    assert load_answers(sheet)["VOC-1"] == (4, 4)
