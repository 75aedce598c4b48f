import io
import mailbox
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.actions.invitations import add_invitations
from assessments.exchange.addresses import Address
from assessments.queries.invitations import bounce_token

pytestmark = pytest.mark.rows
REPORT = """\
To: bounces@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Action: failed
Status: {status}
--b
Content-Type: message/rfc822

Message-ID: <{token}.abc@example.org>

Hello
--b--
"""


@pytest.fixture
def ada(assessment):
    people = [Address("ada@x.org"), Address("bob@x.org")]
    add_invitations(assessment=assessment, addresses=people, language="en")
    return assessment.invitations.get(email="ada@x.org")


def run(*arguments, **options):
    out = io.StringIO()
    call_command("read_bounces", *arguments, stdout=out, **options)
    return out.getvalue()


def write(path, token, status="5.1.1"):
    path.write_text(REPORT.format(token=token, status=status))
    return str(path)


def bounced(assessment):
    return [row.email for row in assessment.invitations.filter(is_bounced=True)]


def test_returned_message_marks_its_address_once(tmp_path, ada):
    file = write(tmp_path / "report.eml", bounce_token(ada).upper())

    assert run(file) == "1 messages read, 1 addresses marked as not reachable.\n"
    assert run(file) == "1 messages read, 0 addresses marked as not reachable.\n"
    assert bounced(ada.assessment) == ["ada@x.org"]


@pytest.mark.parametrize("status", ["4.2.2", "2.0.0"])
def test_delay_marks_nobody(tmp_path, ada, status):
    run(write(tmp_path / "report.eml", bounce_token(ada), status))

    assert bounced(ada.assessment) == []


def test_forged_token_marks_nobody(tmp_path, ada):
    token = bounce_token(ada)
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")

    assert "0 addresses" in run(write(tmp_path / "report.eml", forged))


def test_new_messages_of_a_maildir_are_read_once(tmp_path, ada):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(REPORT.format(token=bounce_token(ada), status="5.1.1"))
    box.add("Subject: hello\n\nworld")

    assert run(maildir=tmp_path / "box").startswith("2 messages read, 1 addresses")
    assert run(maildir=tmp_path / "box").startswith("0 messages read")
    assert len(box) == 2


@pytest.mark.parametrize("options", [{"maildir": Path("/nowhere")}, {"file": "/nowhere"}])
def test_what_is_not_there_is_refused(db, options):
    arguments = [options["file"]] if "file" in options else []
    with pytest.raises(CommandError, match="nowhere"):
        run(*arguments, **{key: value for key, value in options.items() if key == "maildir"})
