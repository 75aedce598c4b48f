import pytest

from assessments.exchange.bounces import find_undeliverable

REPORT = """\
From: MAILER-DAEMON@mail.example.org
To: bounces+token@example.org
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry: Status: 5.1.1
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; ada@x.org
Action: {action}
Status: {status}
--b
Content-Type: {kind}

Message-ID: <token.abc@example.org>
To: ada@x.org
Subject: You are invited

--b--
"""


def report(action="failed", status="5.1.1", kind="message/rfc822"):
    return REPORT.format(action=action, status=status, kind=kind).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_hard_failure_names_the_message(kind):
    names = find_undeliverable(report(kind=kind))

    assert names == ("bounces+token@example.org", "<token.abc@example.org>")


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0"), ("delayed", "5.0.0")],
)
def test_anything_else_than_a_hard_failure_names_nothing(action, status):
    assert find_undeliverable(report(action, status)) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00 no message",
        b"To: bounces+token@example.org\n\nI am on holiday. Status: 5.1.1 Action: failed",
        b"Content-Type: message/delivery-status\n\nnothing",
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status",
    ],
)
def test_mail_that_is_no_report_names_nothing(content):
    assert find_undeliverable(content) == ()
