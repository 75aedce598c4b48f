import re

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from assessments import models
from assessments.actions.assessments import close_assessment
from assessments.actions.invitations import add_invitations
from assessments.actions.responses import submit_sheet
from assessments.actions.withdrawing import withdraw_sheet
from assessments.exchange.addresses import Address
from assessments.queries.invitations import bounce_token, join_token, unsubscribe_token


@pytest.fixture
def invitation(assessment):
    people = [Address("ada@x.org", "sales"), Address("bob@x.org")]
    add_invitations(assessment=assessment, addresses=people, language="en")
    return assessment.invitations.get(email="ada@x.org")


@pytest.fixture
def link(invitation):
    return reverse("assessments:invited", args=[join_token(invitation)])


def start(client, link, **chosen):
    return client.post(link, {"department": "sales", "vantage": "manager"} | chosen)


def test_looking_shows_the_notice_with_the_department_and_sets_no_cookie(client, link, invitation):
    response = client.get(link)
    text = response.content.decode()

    assert response.status_code == 200
    assert "Who sees what" in text
    assert re.search(r'value="sales"[^>]* checked', text)
    assert not re.search(r'name="vantage"[^>]* checked', text)
    assert not response.cookies
    assert not models.Sheet.objects.exists()


def test_start_makes_one_sheet_and_binds_it_until_it_is_handed_in(client, link, invitation):
    response = start(client, link)
    sheet = models.Sheet.objects.get()
    invitation.refresh_from_db()

    assert response.status_code == 302
    assert response["Location"].startswith(f"/a/{invitation.assessment.join_code}/")
    assert client.get(response["Location"]).status_code == 200
    assert (invitation.sheet, invitation.has_answered) == (sheet, False)
    assert (sheet.department.code, sheet.vantage) == ("sales", "manager")


def test_link_goes_on_with_the_same_sheet_on_two_devices(link, invitation):
    phone, laptop = Client(), Client()
    block = start(phone, link)["Location"]
    looked = laptop.get(link)
    assert "Go on where you stopped" in looked.content.decode()
    assert not looked.cookies
    assert laptop.post(link)["Location"] == block

    assert laptop.get(link)["Location"] == block
    assert phone.get(block).status_code == laptop.get(block).status_code == 200
    assert models.Sheet.objects.count() == 1


@pytest.mark.parametrize("is_begun", [False, True])
def test_link_warns_a_phone_that_has_answers_of_its_own(link, invitation, is_begun):
    assessment = invitation.assessment
    if is_begun:
        start(Client(), link)
    phone = Client()
    first = f"/a/{assessment.join_code}/"
    phone.post(first, {"department": "sales", "vantage": "manager"})
    own = phone.cookies[f"sheet-{assessment.join_code}"].value

    page = phone.get(link).content.decode()
    assert "This phone already has answers of its own here" in page
    assert f'href="{first}resume/code/"' in page
    assert f'href="{first}"' in page
    phone.post(f"{first}review/")
    assert "Answers were handed in on this phone already" in phone.get(link).content.decode()
    assert phone.cookies[f"sheet-{assessment.join_code}"].value == own


def test_post_from_another_place_starts_nothing(client, link):
    response = client.post(
        link, {"department": "sales", "vantage": "manager"}, headers={"origin": "https://evil.org"}
    )

    assert response.status_code == 403
    assert not models.Sheet.objects.exists()


def test_handing_in_leaves_no_key_between_invitation_and_sheet(client, link, invitation):
    start(client, link)
    sheet = models.Sheet.objects.get()
    submit_sheet(sheet=sheet)
    invitation.refresh_from_db()

    assert (invitation.sheet, invitation.has_answered) == (None, True)
    values = {
        str(value)
        for value in models.Invitation.objects.filter(pk=invitation.pk).values()[0].values()
    }
    assert not values & {str(sheet.pk), sheet.token_digest}
    for device in (client, Client()):
        page = device.get(link)
        assert "This link has been used" in page.content.decode()
        assert "/a/" not in page.content.decode()
        assert start(device, link).status_code == 200
    assert models.Sheet.objects.count() == 1


def test_withdrawn_before_handing_in_frees_the_link_and_after_it_does_not(link, invitation):
    start(Client(), link)
    withdraw_sheet(sheet=models.Sheet.objects.get())
    invitation.refresh_from_db()
    assert (invitation.sheet, invitation.has_answered) == (None, False)

    start(Client(), link)
    sheet = models.Sheet.objects.get()
    submit_sheet(sheet=sheet)
    withdraw_sheet(sheet=models.Sheet.objects.get())
    invitation.refresh_from_db()
    assert (invitation.sheet, invitation.has_answered) == (None, True)
    page = Client().get(link).content.decode()
    assert "gone if they were withdrawn" in page
    assert "answers are in" not in page


def test_closing_forgets_the_addresses_and_ends_the_links(client, link, invitation):
    close_assessment(assessment=invitation.assessment)

    assert not models.Invitation.objects.exists()
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "forge",
    [
        lambda row: join_token(row)[:-1] + "x",
        lambda row: row.pk.hex,
        unsubscribe_token,
        bounce_token,
        lambda row: signing.Signer(sep=".").sign(row.pk.hex),
        lambda row: join_token(row).replace(row.pk.hex[:4], "0000"),
    ],
    ids=["altered", "bare", "to leave", "bounce", "other salt", "other invitation"],
)
def test_token_for_anything_else_is_an_unknown_code_and_costs_nothing(client, invitation, forge):
    response = client.get(reverse("assessments:invited", args=[forge(invitation)]))
    unknown = client.get(reverse("assessments:join", args=["ABCDE"]))

    assert response.status_code == unknown.status_code == 404
    assert "No questionnaire is open with this code" in response.content.decode()
    assert not models.MissBudget.objects.filter(purpose="invitation").exists()


@pytest.fixture
def way_out(invitation):
    return reverse("assessments:unsubscribe", args=[unsubscribe_token(invitation)])


def unsubscribed():
    return models.Unsubscription.objects.count()


def test_looking_at_the_way_out_changes_nothing(client, way_out):
    response = client.get(way_out)

    assert "No more messages?" in response.content.decode()
    assert not response.cookies
    assert unsubscribed() == 0


def test_one_click_of_a_mail_program_is_enough_and_can_be_undone(way_out, invitation):
    program = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        response = program.post(way_out, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    row = models.Unsubscription.objects.get()
    assert re.fullmatch(r"[0-9a-f]{64}", row.email_digest)
    assert invitation.assessment.invitations.count() == 2

    text = program.post(way_out, {"again": "1"}).content.decode()
    assert "No more messages?" in text
    assert unsubscribed() == 0


def test_way_out_stays_open_after_closing(client, way_out, invitation):
    close_assessment(assessment=invitation.assessment)

    assert client.post(way_out).status_code == 200
    assert unsubscribed() == 1


def test_other_token_unsubscribes_nobody(client, invitation):
    page = reverse("assessments:unsubscribe", args=[join_token(invitation)])

    assert client.post(page).status_code == 404
    assert unsubscribed() == 0
