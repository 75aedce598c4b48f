import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments import models
from assessments.actions.invitations import add_invitations, unsubscribe
from assessments.actions.mailings import request_mailing
from assessments.exchange.addresses import MOST_ADDRESSES, Address
from assessments.queries.invitations import find_digest, find_reach, join_token
from tests import factories


@pytest.fixture
def browser(as_user, olive, settings):
    settings.SENDS_MAIL = True
    settings.DEFAULT_FROM_EMAIL = "surveys@example.org"
    return as_user(olive)


def address(assessment, page="invitations", **more):
    return reverse(f"assessments:{page}", kwargs={"pk": assessment.pk, **more})


def look(browser, assessment, text, **more):
    sent = {"text": text, "language": "en"} | more
    return browser.post(address(assessment, "invitations_add"), sent)


def say_yes(browser, assessment, response):
    sent = {name: response.context[name] for name in ("digest", "language")}
    return browser.post(address(assessment, "invitations_add"), sent, follow=True)


def add(assessment, *names):
    people = [Address(f"{name}@x.org") for name in names]
    add_invitations(assessment=assessment, addresses=people, language="en")


def test_list_is_looked_at_and_then_added(browser, assessment):
    add(assessment, "ada")
    digest = find_digest(assessment.organisation, "cleo@x.org")
    unsubscribe(organisation=assessment.organisation, digest=digest)
    text = "ada@x.org\nbob@x.org;Sales;fr\nBOB@x.org\ncleo@x.org"

    response = look(browser, assessment, text)
    page = response.content.decode()
    assert "1 new address" in page
    assert "1 line said the same again" in page
    assert "1 address is on the list already" in page
    assert "1 person wants no messages" in page
    assert assessment.invitations.count() == 1

    page = say_yes(browser, assessment, response).content.decode()
    assert "1 address was added." in page
    bob = assessment.invitations.get(email="bob@x.org")
    assert (bob.department.code, bob.language, bob.sent_on) == ("sales", "fr", None)
    assert assessment.invitations.count() == 2
    assert "not waiting any more" in say_yes(browser, assessment, response).content.decode()


def test_file_is_read_as_well(browser, assessment):
    file = SimpleUploadedFile("people.csv", b"email;language\r\nada@x.org;fr\r\n")

    say_yes(browser, assessment, look(browser, assessment, "", file=file))

    assert assessment.invitations.get().language == "fr"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_list_with_mistakes_is_refused_with_lines_and_comes_back(browser, assessment, language):
    browser.cookies["language"] = language
    response = look(browser, assessment, "ada@x.org;Legal\nnobody")
    page = response.content.decode()

    assert response.status_code == 400
    assert [told.split()[1][0] for told in response.context["problems"]] == ["1", "2"]
    assert "ada@x.org;Legal" in page
    assert not models.Invitation.objects.exists()


def test_line_without_end_is_refused_with_its_number(browser, assessment):
    response = look(browser, assessment, "ada@x.org\n" + "b" * 200_000)

    assert response.status_code == 400
    assert "Line 2: This is too long for an address." in response.content.decode()


@pytest.mark.parametrize("text", ["", "   \n"])
def test_empty_list_is_refused(browser, assessment, text):
    assert "Paste addresses or choose a file." in look(browser, assessment, text).content.decode()


def test_more_than_the_most_is_refused_as_a_whole(browser, assessment):
    response = look(browser, assessment, "new1@x.org")
    models.Invitation.objects.bulk_create(
        models.Invitation(assessment=assessment, email=f"p{number}@x.org", language="en")
        for number in range(MOST_ADDRESSES)
    )

    page = say_yes(browser, assessment, response).content.decode()
    assert "5000 addresses. Nothing was added." in page.replace(",", "")
    assert not assessment.invitations.filter(email="new1@x.org").exists()


def test_departments_of_other_organisations_are_unknown(browser, assessment):
    other = factories.make_organisation(name="Other", departments={"Legal": 3})
    assert other.departments.exists()

    assert look(browser, assessment, "ada@x.org;legal").status_code == 400


def test_page_shows_the_same_whoever_has_answered_or_was_reminded(browser, assessment):
    def show():
        page = browser.get(address(assessment)).content.decode().split("<main")[1]
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    add(assessment, "ada", "bob", "cleo")
    assessment.invitations.update(sent_on=assessment.today - dt.timedelta(days=1))
    before = show()

    assessment.invitations.filter(email="ada@x.org").update(
        has_answered=True, reminded_on=assessment.today
    )
    assert show() == before


def test_buttons_send_and_remind(browser, assessment, django_capture_on_commit_callbacks):
    add(assessment, "ada", "bob", "cleo")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address(assessment, "invitations_send"), {"kind": "invitation"})
    assert len(mail.outbox) == 3
    assert "Invitations went out on" in browser.get(address(assessment)).content.decode()

    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(address(assessment, "invitations_send"), {"kind": "reminder"})
        assert len(mail.outbox) == 6
        assert "Reminders went out on" in browser.get(address(assessment)).content.decode()


def test_refused_reminder_says_why(browser, assessment):
    add(assessment, "ada", "bob")
    assessment.invitations.update(sent_on=assessment.today - dt.timedelta(days=1))

    response = browser.post(
        address(assessment, "invitations_send"), {"kind": "reminder"}, follow=True
    )
    assert "at least 3 people were invited" in response.content.decode()


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        ("no_server", "The mail server did not answer."),
        ("refused", "The mail server refused the messages"),
        ("no_worker", "Nothing took up the work"),
        ("error", "Something went wrong"),
    ],
)
def test_interrupted_mailing_is_said_and_offered_again(browser, assessment, failure, told):
    add(assessment, "ada")
    mailing, _is_new = request_mailing(assessment=assessment, kind="invitation")
    models.Mailing.objects.filter(pk=mailing.pk).update(status="failed", failure=failure)
    page = browser.get(address(assessment)).content.decode()

    assert told in page
    assert "Send invitations" in page


def test_server_without_mail_offers_the_link_instead(browser, assessment, settings):
    settings.SENDS_MAIL = False
    add(assessment, "ada")
    page = browser.get(address(assessment)).content.decode()
    browser.post(address(assessment, "invitations_send"), {"kind": "invitation"})

    assert "This server sends no e-mail yet" in page
    assert "Send invitations" not in page
    assert not models.Mailing.objects.exists()


def test_address_leaves_the_list_after_a_question(browser, assessment, as_user, stan):
    add(assessment, "ada", "bob")
    ada = assessment.invitations.get(email="ada@x.org")
    page = address(assessment, "invitation_remove", invitation=ada.pk)

    assert "ada@x.org" in browser.get(page).content.decode()
    assert as_user(stan).post(page).status_code == 404
    browser.post(page)
    assert [row.email for row in assessment.invitations.all()] == ["bob@x.org"]
    assert browser.get(page).status_code == 302


def test_address_that_was_removed_comes_back_with_the_same_link(browser, assessment):
    add(assessment, "ada", "bob")
    assessment.invitations.update(sent_on=assessment.today)
    ada = assessment.invitations.get(email="ada@x.org")
    link = reverse("assessments:invited", args=[join_token(ada)])
    models.Invitation.objects.filter(pk=ada.pk).update(has_answered=True)
    browser.post(address(assessment, "invitation_remove", invitation=ada.pk))

    assert "ada@x.org" not in browser.get(address(assessment)).content.decode()
    assert find_reach(assessment).written_today == 1
    assert browser.get(link).status_code == 404
    added = look(browser, assessment, "ada@x.org")
    assert "1 new address" in added.content.decode()
    assert "1 address was added." in say_yes(browser, assessment, added).content.decode()
    assert find_reach(assessment).written_today == 2
    assert "nothing leads back to them" in browser.get(link).content.decode()
    assert models.Invitation.objects.filter(email="ada@x.org").get().pk == ada.pk


def test_marks_and_search(browser, assessment):
    add(assessment, "ada", "bob")
    assessment.invitations.filter(email="ada@x.org").update(is_bounced=True)
    digest = find_digest(assessment.organisation, "bob@x.org")
    unsubscribe(organisation=assessment.organisation, digest=digest)

    page = browser.get(address(assessment)).content.decode()
    assert "cannot be reached" in page
    assert "wants no messages" in page
    found = browser.get(address(assessment), {"q": "BOB"}).content.decode()
    assert "bob@x.org" in found
    assert "ada@x.org" not in found


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_the_same_whatever_its_length(
    browser, assessment, count, django_assert_num_queries
):
    add(assessment, *(f"p{number}" for number in range(count)))
    with django_assert_num_queries(12):
        browser.get(address(assessment))


def test_closed_assessment_takes_no_addresses(browser, closed_assessment):
    response = browser.get(address(closed_assessment, "invitations_add"), follow=True)

    assert "nobody is invited any more" in response.content.decode()
    assert "its addresses were deleted" in browser.get(address(closed_assessment)).content.decode()
