import datetime as dt
import logging
import smtplib

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from assessments import models
from assessments.actions import mailings as actions
from assessments.actions.assessments import close_assessment
from assessments.actions.invitations import add_invitations, mark_bounced, unsubscribe
from assessments.exchange.addresses import Address
from assessments.queries.invitations import find_digest, unsubscribe_token
from assessments.tasks import MailStopped, follow_mailing, order_mailing, send_mailing

pytestmark = pytest.mark.rows
NAMES = ("ada", "bob", "cleo", "dan")
TOMORROW = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.SENDS_MAIL = True
    settings.DEFAULT_FROM_EMAIL = "Surveys <surveys@example.org>"


@pytest.fixture
def invited(assessment):
    """Four addresses on the list of an open assessment with k = 3; Bob reads French."""
    people = [Address(f"{name}@x.org", language="fr" if name == "bob" else "") for name in NAMES]
    add_invitations(assessment=assessment, addresses=people, language="en")
    return assessment


@pytest.fixture
def send(invited, django_capture_on_commit_callbacks):
    def order(kind):
        with django_capture_on_commit_callbacks(execute=True):
            mailing = order_mailing(assessment=invited, kind=kind)
        mailing.refresh_from_db()
        sent, mail.outbox = mail.outbox, []
        return mailing, sorted(message.to[0].partition("@")[0] for message in sent)

    return order


def rows(assessment):
    return {row.email.partition("@")[0]: row for row in assessment.invitations.all()}


class Moody(EmailBackend):
    """A mail server that does not like everybody."""

    moods = {}

    def send_messages(self, messages):
        mood = self.moods.get(messages[0].to[0].partition("@")[0])
        if mood:
            raise mood
        return super().send_messages(messages)


@pytest.fixture
def moods(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    monkeypatch.setattr("django.core.mail.import_string", lambda _path: Moody)
    monkeypatch.setattr(Moody, "moods", {})
    return Moody.moods


def refused(code):
    return smtplib.SMTPRecipientsRefused({"bob@x.org": (code, b"bob@x.org is not here")})


def test_everybody_gets_one_invitation_in_their_language(send, invited):
    mailing, reached = send("invitation")

    assert (mailing.status, mailing.failure) == ("done", "")
    assert reached == list(NAMES)
    assert {row.sent_on for row in rows(invited).values()} == {invited.today}
    with pytest.raises(actions.MailingRefused, match="nobody"):
        send("invitation")


def test_reminder_goes_to_those_who_have_not_answered_once_a_day(send, invited):
    send("invitation")
    invited.invitations.filter(email="ada@x.org").update(has_answered=True)
    with pytest.raises(actions.MailingRefused, match="today"):
        send("reminder")

    with time_machine.travel(timezone.now() + TOMORROW, tick=False):
        assert send("reminder")[1] == ["bob", "cleo", "dan"]
        with pytest.raises(actions.MailingRefused, match="today"):
            send("reminder")


@pytest.mark.parametrize("answered", [(), NAMES])
def test_reminder_says_the_same_whoever_has_answered(send, invited, answered):
    send("invitation")
    emails = [f"{name}@x.org" for name in answered]
    invited.invitations.filter(email__in=emails).update(has_answered=True)

    with time_machine.travel(timezone.now() + TOMORROW, tick=False):
        assert send("reminder")[0].status == "done"


def test_reminder_to_fewer_than_k_is_refused(send, invited):
    send("invitation")
    invited.invitations.filter(email__in=["ada@x.org", "bob@x.org"]).update(is_bounced=True)

    with (
        time_machine.travel(timezone.now() + TOMORROW, tick=False),
        pytest.raises(actions.MailingRefused, match="too_few"),
    ):
        send("reminder")


def test_who_unsubscribed_or_bounced_gets_nothing(send, invited):
    digest = find_digest(invited.organisation, "ada@x.org")
    unsubscribe(organisation=invited.organisation, digest=digest)
    invited.invitations.filter(email="bob@x.org").update(is_bounced=True)

    assert send("invitation")[1] == ["cleo", "dan"]


def test_nothing_is_sent_once_people_cannot_answer(send, invited):
    close_assessment(assessment=invited)

    with pytest.raises(actions.MailingRefused, match="closed"):
        send("invitation")
    assert not models.Invitation.objects.exists()
    assert not models.Mailing.objects.exists()


def test_address_that_is_refused_for_good_is_marked_and_the_others_are_reached(
    send, invited, moods
):
    moods["bob"] = refused(550)

    mailing, reached = send("invitation")

    assert reached == ["ada", "cleo", "dan"]
    assert (mailing.status, mailing.failure) == ("done", "")
    assert [name for name, row in rows(invited).items() if row.is_bounced] == ["bob"]


def test_address_that_is_refused_at_a_reminder_is_not_marked(send, invited, moods):
    send("invitation")
    moods["bob"] = refused(550)

    with time_machine.travel(timezone.now() + TOMORROW, tick=False):
        mailing, reached = send("reminder")

    assert reached == ["ada", "cleo", "dan"]
    assert (mailing.status, mailing.failure) == ("done", "")
    assert not invited.invitations.filter(is_bounced=True).exists()
    assert mark_bounced(keys=[rows(invited)["bob"].pk]) == 0


@pytest.mark.parametrize("mood", [refused(451), smtplib.SMTPDataError(554, b"bob@x.org: spam")])
def test_address_that_is_refused_for_now_waits(send, invited, moods, mood):
    moods["bob"] = mood
    mailing, _reached = send("invitation")
    bob = rows(invited)["bob"]

    assert (mailing.status, mailing.failure) == ("done", "some_left")
    assert (bob.is_bounced, bob.sent_on) == (False, None)
    moods.clear()
    assert send("invitation")[1] == ["bob"]


def test_server_that_refuses_everybody_stops_the_mailing(invited, send, moods):
    people = [Address(f"p{number}@x.org") for number in range(9)]
    add_invitations(assessment=invited, addresses=people, language="en")
    for name in (*NAMES, *(f"p{number}" for number in range(9))):
        moods[name] = smtplib.SMTPDataError(554, b"no")

    mailing, reached = send("invitation")

    assert (mailing.status, mailing.failure, reached) == ("failed", "refused", [])
    assert not invited.invitations.exclude(sent_on=None).exists()


def test_server_that_is_down_fails_clearly_and_is_asked_again(send, invited, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2
    mailing, reached = send("invitation")

    assert (mailing.status, mailing.failure, reached) == ("failed", "no_server", [])
    assert [r.getMessage() for r in caplog.records if r.name == "assessments.tasks"] == [
        "The mail server cannot be used: ConnectionRefusedError."
    ]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send("invitation")[1] == list(NAMES)


def test_server_that_goes_away_writes_to_nobody_twice(send, invited, moods):
    moods["bob"] = smtplib.SMTPServerDisconnected("gone, bob@x.org")
    mailing, first = send("invitation")
    moods.clear()
    add_invitations(assessment=invited, addresses=[Address("eve@x.org")], language="en")
    _mailing, second = send("invitation")

    assert mailing.failure == "no_server"
    assert sorted(first + second) == ["ada", "cleo", "dan", "eve"]


def test_worker_that_is_killed_is_followed_by_one_that_writes_to_nobody_twice(invited):
    mailing, _is_new = actions.request_mailing(assessment=invited, kind="invitation")
    taken = actions.take_mailing(pk=str(mailing.pk))
    killed_at = actions.claim_invitation(mailing=taken, pk=rows(invited)["bob"].pk)
    assert killed_at.email == "bob@x.org"
    assert follow_mailing(mailing=mailing).status == "running"
    later = timezone.now() + dt.timedelta(minutes=6)

    with time_machine.travel(later, tick=False):
        assert follow_mailing(mailing=mailing).status == "waiting"
        send_mailing.call(str(mailing.pk))

    assert sorted(m.to[0] for m in mail.outbox) == ["ada@x.org", "cleo@x.org", "dan@x.org"]
    assert not actions.hold_mailing(mailing=taken)


def test_mailing_that_no_worker_takes_fails_clearly(invited):
    mailing, _is_new = actions.request_mailing(assessment=invited, kind="invitation")

    for times in (1, 2, 3):
        with time_machine.travel(timezone.now() + times * dt.timedelta(minutes=6), tick=False):
            follow_mailing(mailing=mailing)

    assert (mailing.status, mailing.failure) == ("failed", "no_worker")


def test_mailing_on_its_way_is_not_doubled(invited):
    first, is_new = actions.request_mailing(assessment=invited, kind="invitation")

    assert is_new
    assert actions.request_mailing(assessment=invited, kind="invitation") == (first, False)


def test_neither_log_nor_queue_learns_an_address(invited, moods, caplog):
    caplog.set_level(logging.DEBUG)
    mailing, _is_new = actions.request_mailing(assessment=invited, kind="invitation")
    for name in NAMES:
        moods[name] = ValueError(f"{name}@x.org {unsubscribe_token(rows(invited)[name])}")

    with pytest.raises(MailStopped, match=r"^ValueError$") as caught:
        send_mailing.call(str(mailing.pk))

    assert caught.value.__suppress_context__
    assert "x.org" not in caplog.text
    mailing.refresh_from_db()
    assert (mailing.status, mailing.failure) == ("failed", "error")
