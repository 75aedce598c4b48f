import logging
from io import StringIO

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

CODE = "KMPTRVWXYZ"
SAID = "my manager never listens"


def refuse() -> HttpResponse:
    raise IntegrityError(f"Failing row contains ({SAID})")


def fail(_request: HttpRequest, **_parts: str) -> HttpResponse:
    try:
        return refuse()
    except IntegrityError as refused:
        raise ValueError(SAID) from refused


urlpatterns = [path("a/<str:code>/", fail), path("roadmaps/", fail)]


@pytest.fixture
def log():
    """What the product’s own handler writes."""
    (handler,) = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    written = StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_error_of_a_view_is_logged_with_its_traceback(log, visitor):
    assert visitor.get("/roadmaps/").status_code == 500

    text = log.getvalue()
    assert "ERROR django.request: Internal Server Error: /roadmaps/" in text
    assert "Traceback (most recent call last)" in text
    assert 'test_logs.py", line' in text
    assert f"ValueError: {SAID}" in text


def test_error_while_somebody_answers_is_logged_without_code_and_words(log, visitor):
    response = visitor.post(f"/a/{CODE}/", {"comment": SAID})
    assert response.status_code == 500

    text = log.getvalue()
    assert "ERROR django.request: Internal Server Error: /a/…/" in text
    assert 'test_logs.py", line' in text
    assert "IntegrityError" in text
    assert text.rstrip().endswith("ValueError")
    assert CODE not in text
    assert SAID not in text


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["", "/", "/shared-vision/", "/nothing/of/the/kind/"])
def test_code_that_opens_nothing_is_not_logged(log, rest):
    assert Client().get(f"/a/{CODE}{rest}").status_code in {301, 302, 404}

    assert CODE not in log.getvalue()


@pytest.mark.django_db
def test_token_of_a_shared_link_is_not_logged(log):
    assert Client().get(f"/shared/{CODE}/").status_code == 404

    assert "Not Found: /shared/…/" in log.getvalue()
    assert CODE not in log.getvalue()
