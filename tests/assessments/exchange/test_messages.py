import re

import pytest
from django.core.mail.backends.smtp import EmailBackend

from assessments.actions.invitations import add_invitations
from assessments.exchange.addresses import Address
from assessments.exchange.messages import write_message
from assessments.queries.invitations import (
    bounce_token,
    find_bounced,
    find_invitation,
    read_unsubscribe_token,
)


@pytest.fixture(autouse=True)
def sender(settings):
    settings.DEFAULT_FROM_EMAIL = "Surveys <surveys@example.org>"
    settings.SITE_URL = "https://cx.example.org"


@pytest.fixture
def invite(assessment):
    def add(language="en", **fields):
        for name, value in fields.items():
            setattr(assessment, name, value)
        add_invitations(
            assessment=assessment,
            addresses=[Address("ada@x.org", "sales", language)],
            language="en",
        )
        row = assessment.invitations.select_related("department").get()
        row.assessment = assessment
        return row

    return add


def test_message_says_who_invites_to_what_for_how_long_and_who_sees_what(invite):
    invitation = invite(contact="Olive, ext. 12", time_zone="Europe/Paris")
    assessment = invitation.assessment

    message = write_message(invitation, is_reminder=False)

    assert message.subject == (
        f"You are invited to say what you see: {assessment.name}, Acme (demo)"
    )
    for part in (
        "Acme (demo) invites you to answer",
        "63 questions at most, about 29 minutes",
        f"Last day: {assessment.closes_on.day} ",
        "time zone Europe/Paris",
        "groups of 3 people or more",
        "whoever has this message can go on with your answers",
        "Questions? Ask Olive, ext. 12.",
    ):
        assert part in message.body
    assert "http://" not in message.body
    token = re.search(r"^https://cx\.example\.org/i/(\S+)/$", message.body, re.MULTILINE)[1]
    assert find_invitation(token) == invitation


def test_message_speaks_the_language_of_the_invitation(invite):
    invitation = invite("fr")

    assert write_message(invitation, is_reminder=False).body.startswith(("Bonjour", "Hello"))
    assert (
        str(invitation.assessment.closes_on.year)
        in write_message(invitation, is_reminder=True).body
    )


def test_message_in_attributed_mode_says_so(invite):
    body = write_message(invite(attributed_mode=True, min_group_size=1), is_reminder=False).body

    assert "this round is with names" in body
    assert "groups of 1" not in body


def test_reminder_is_told_from_the_invitation(invite):
    invitation = invite()
    first, again = (write_message(invitation, is_reminder=value) for value in (False, True))

    assert "it is still open" in again.body
    assert first.subject != again.subject
    assert first.extra_headers["Message-ID"] != again.extra_headers["Message-ID"]


def test_headers_let_people_leave_by_one_click_and_mail_come_back(invite, settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    invitation = invite()
    message = write_message(invitation, is_reminder=False)
    sent = message.message()

    assert sent["From"] == "Surveys <surveys@example.org>"
    assert sent["To"] == "ada@x.org"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = re.fullmatch(r"<https://cx\.example\.org/u/(\S+)/>", sent["List-Unsubscribe"])[1]
    assert read_unsubscribe_token(token)[0] == invitation.assessment.organisation
    assert message.from_email == f"bounces+{bounce_token(invitation)}@example.org"
    assert len(message.from_email.partition("@")[0]) <= 64
    assert find_bounced(sent["Message-ID"]) == invitation.pk
    raw = sent.as_bytes().decode()
    assert "\nList-Unsubscribe: <https://" in raw.replace(": \n <", ": <")
    assert "=?" not in raw


def test_names_cannot_begin_a_header_or_a_second_message(invite):
    invitation = invite()
    invitation.assessment.name = "Wave\r\nBcc: eve@x.org\r\n\r\nHello"
    invitation.assessment.organisation.name = "Acme\u2028\x00 <b>&amp;"
    message = write_message(invitation, is_reminder=False)

    assert "\n" not in message.subject
    assert message.message()["Bcc"] is None
    assert message.recipients() == ["ada@x.org"]
    assert "Acme <b>&amp;" in message.body


def test_message_is_what_a_mail_server_takes(invite, monkeypatch):
    """Django's own SMTP backend writes it: ASCII addresses, short lines, no encoded links."""
    taken = []

    class Server:
        def sendmail(self, sender, recipients, content):
            taken.append((sender, recipients, content))

    backend = EmailBackend()
    backend.connection = Server()
    backend._send(write_message(invite("fr"), is_reminder=False))

    (sender, recipients, content), *_ = taken
    assert (sender, recipients) == ("surveys@example.org", ["ada@x.org"])
    assert max(len(line) for line in content.splitlines()) <= 998
