import pytest
from django.db import OperationalError, connection


def test_live_asks_nothing_of_the_database(client):
    response = client.get("/-/live")  # pytest-django refuses the database here

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.rows
@pytest.mark.django_db
def test_ready_when_database_and_folder_can_be_used(client):
    response = client.get("/-/ready")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


def is_not_ready(client):
    response = client.get("/-/ready")
    return (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.rows
@pytest.mark.django_db
def test_not_ready_while_a_migration_is_to_be_applied(client, settings):
    settings.MIGRATION_MODULES = {}  # the suite makes its tables without them

    assert is_not_ready(client)


@pytest.mark.django_db
def test_not_ready_without_a_folder_to_write_to(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "missing"

    assert is_not_ready(client)


@pytest.mark.django_db
def test_not_ready_without_a_database(client, monkeypatch):
    def refuse(*_arguments):
        raise OperationalError("secret name of the host")

    monkeypatch.setattr(connection, "cursor", refuse)

    assert is_not_ready(client)


def test_watchdogs_are_not_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/-/live").content == b"ok"
    assert client.get("/accounts/login/").status_code == 301
