import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory

from cxmaturity.signing_in import client_address

pytestmark = [pytest.mark.rows, pytest.mark.django_db]
LOGIN = "/accounts/login/"
PROXY = "10.0.0.1"


def try_to_sign_in(client, name="olive", **headers):
    return client.post(LOGIN, {"username": name, "password": "wrong"}, **headers)


@pytest.mark.parametrize("address", [LOGIN, "/admin/login/"])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("x" * 5000, "Ensure this value has at most 150 characters (it has 5000)."),
        ("oli\0ve", "Null characters are not allowed."),
    ],
)
def test_name_that_no_account_can_have_is_refused_in_words(client, address, name, told):
    response = client.post(address, {"username": name, "password": "x", "next": "/\0"})

    assert response.status_code == 200
    assert told in response.text
    assert not AccessAttempt.objects.exists()


def test_name_of_the_greatest_length_is_looked_up(client):
    assert "Please enter a correct username" in try_to_sign_in(client, "x" * 150).text
    assert AccessAttempt.objects.get().username == "x" * 150


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "found"),
    [
        (False, "", PROXY),
        (False, "203.0.113.7", PROXY),
        (True, "", PROXY),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (True, "198.51.100.1,  2001:db8::7 ", "2001:db8::7"),
        (True, "203.0.113.7, anything", PROXY),
    ],
)
def test_client_is_whom_the_proxy_names_last(settings, behind_proxy, forwarded, found):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory(REMOTE_ADDR=PROXY).get(LOGIN, headers={"X-Forwarded-For": forwarded})

    assert client_address(request) == found


def test_client_on_a_socket_has_no_address(settings):
    settings.BEHIND_PROXY = False

    assert client_address(RequestFactory(REMOTE_ADDR="").get(LOGIN)) is None


def test_lockout_behind_a_proxy_is_for_the_client_alone(settings, client):
    settings.BEHIND_PROXY = True
    for number in range(settings.AXES_FAILURE_LIMIT):  # what comes before the last is forged
        forged = f"198.51.100.{number}, 203.0.113.7"
        locked = try_to_sign_in(client, REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=forged)
    other = try_to_sign_in(client, REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR="203.0.113.8")

    assert locked.status_code == 429
    assert other.status_code == 200
    assert "Please enter a correct username" in other.text


def test_lockout_without_a_proxy_believes_no_header(settings, client):
    settings.BEHIND_PROXY = False
    for number in range(settings.AXES_FAILURE_LIMIT):
        locked = try_to_sign_in(client, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")

    assert locked.status_code == 429
    assert AccessAttempt.objects.get().ip_address == "127.0.0.1"
