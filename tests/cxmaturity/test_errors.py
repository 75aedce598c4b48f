import logging

import pytest
from django.db import OperationalError, connection

from assessments import models
from cxmaturity.trouble import find_trouble
from tests.roadmaps.rows import make_roadmap

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/admin/auth/user/?username__exact=%00",
        "/admin/assessments/membership/?role__exact=a%00b",
        "/accounts/login/?next=%00",
        "/a/%00/",
        "/a/KMPTRVWXYZ/?language=%00",
    ],
)
def test_nul_in_an_address_is_refused(client, ada, address):
    client.force_login(ada)
    response = client.get(address)

    assert response.status_code == 400
    assert "could not be understood" in response.text


def test_nul_as_a_stone_is_refused(as_user, olive, closed_assessment):
    address = f"/roadmaps/{make_roadmap(closed_assessment).pk}/initiatives/%00/"
    response = as_user(olive).post(address, {"lock": "1"})

    assert response.status_code == 400
    assert "could not be understood" in response.text


@pytest.mark.parametrize("name", ["session", "csrf", "sheet-KMPTRVWXYZ"])
def test_nul_in_a_cookie_is_refused(client, name):
    client.cookies.load(f'{name}="a\\000b"')
    response = client.get("/organisations/")

    assert response.status_code == 400
    assert "could not be understood" in response.text


def broken(message):
    def execute(execute, sql, params, many, context):
        raise OperationalError(message)

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize(
    ("message", "status", "after"),
    [("database is locked", 503, "2"), ("database or disk is full", 507, "30")],
)
def test_a_page_asks_to_wait_while_the_database_cannot_write(
    client, assessment, message, status, after
):
    with broken(message):
        response = client.post(f"/a/{assessment.join_code}/", {"department": "sales"})

    assert (response.status_code, response["Retry-After"]) == (status, after)
    assert "What was marked as saved is safe" in response.text
    assert not models.Sheet.objects.exists()


@pytest.mark.parametrize(("language", "title"), [("en", "One moment"), ("fr", "Un instant")])
def test_waiting_is_a_warning_in_the_log_and_a_page_in_the_language_of_its_reader(
    client, assessment, caplog, language, title
):
    client.cookies["language"] = language
    with broken("database is locked"), caplog.at_level(logging.WARNING, "django.request"):
        response = client.get(f"/a/{assessment.join_code}/")

    assert title in response.text
    told = [(r.levelname, r.exc_info) for r in caplog.records if r.name == "django.request"]
    assert told == [("WARNING", None)]


def test_a_mistake_of_ours_is_no_reason_to_wait(client, assessment):
    with broken("no such column: x"), pytest.raises(OperationalError):
        client.get(f"/a/{assessment.join_code}/")


@pytest.mark.parametrize(
    ("state", "trouble"),
    [("53100", "full"), ("53300", "busy"), ("57P01", "busy"), ("40P01", "busy"), ("42703", None)],
)
def test_trouble_is_known_by_the_states_of_postgresql(state, trouble):
    class Cause(Exception):
        sqlstate = state

    error = OperationalError("in whatever language the server speaks")
    error.__cause__ = Cause()
    assert find_trouble(error) == trouble
