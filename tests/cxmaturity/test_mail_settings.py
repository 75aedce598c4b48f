import dj_email_url
import pytest
from django.core.exceptions import ImproperlyConfigured

from cxmaturity import start


def read(url, *, debug=False):
    return start.read_mail_server(url, dj_email_url.parse(url), debug=debug)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp://me:secret@mail.example.org", "would send its password unencrypted"),
        ("hello", "is no address of a mail server"),
        ("foo://mail.example.org", "is no address of a mail server"),
        ("console:", "names no mail server"),
        ("file:///tmp/mail", "names no mail server"),
        ("submission://", "names no mail server"),
    ],
)
def test_unsafe_mail_server_is_refused_with_what_to_set(url, told):
    with pytest.raises(ImproperlyConfigured, match=rf"^EMAIL_URL {told}.*submission://") as refused:
        read(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("submission://me:p%40ss@mail.example.org", 587, True),
        ("smtp://me:secret@mail.example.org:2525/?tls=True", 2525, True),
        ("smtp://me:secret@localhost", 25, False),
        ("smtp://relay", 25, False),
    ],
)
def test_mail_server_is_taken_and_never_waited_for_long(url, port, tls):
    found = read(url)

    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (port, tls)
    assert found["EMAIL_TIMEOUT"] == 30


def test_no_mail_server_is_fine_and_another_backend_while_developing():
    assert start.read_mail_server("", {}, debug=False) == {}
    assert read("console:", debug=True)["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize("text", ["me", "a@b.org\nBcc: c@d.org", "<>", "Me <me>"])
def test_sender_that_is_no_address_is_refused(text):
    with pytest.raises(ImproperlyConfigured, match=r"^DEFAULT_FROM_EMAIL is no address"):
        start.read_sender(text, is_needed=True)


def test_sender_is_needed_with_a_mail_server_only():
    assert start.read_sender("", is_needed=False) == ""
    assert start.read_sender("Me <me@x.org>", is_needed=True) == "Me <me@x.org>"
    with pytest.raises(ImproperlyConfigured, match=r"^DEFAULT_FROM_EMAIL is missing"):
        start.read_sender("", is_needed=True)


@pytest.mark.parametrize("text", ["Me <me@x.org>", "me+you@x.org", f"{'b' * 21}@x.org"])
def test_bounce_address_has_room_for_what_is_added(text):
    with pytest.raises(ImproperlyConfigured, match=r"^BOUNCE_ADDRESS"):
        start.read_bounce_address(text)
    assert start.read_bounce_address("bounces@x.org") == "bounces@x.org"
