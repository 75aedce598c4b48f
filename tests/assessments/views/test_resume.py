import pytest
from django.test import Client

from assessments import models
from assessments.access import token_digest
from assessments.actions.responses import join_assessment, submit_sheet
from tests import factories

START = {"department": "sales", "vantage": "manager"}


def address(assessment, rest: str = "resume/") -> str:
    return f"/a/{assessment.join_code}/{rest}"


def token_of(client, assessment) -> str:
    return client.cookies[f"sheet-{assessment.join_code}"].value


@pytest.fixture
def phone(client, assessment):
    """A browser that has pressed Start."""
    client.post(address(assessment, ""), START)
    return client


def test_resume_code_is_shown_to_the_phone_that_answers(phone, assessment, settings):
    settings.SITE_URL = "http://testserver"
    response = phone.get(address(assessment, "resume/code/"))
    page, token = response.content.decode(), token_of(phone, assessment)
    assert f"http://testserver{address(assessment)}#{token}" in page
    for group in (token[:4], token[4:8], token[24:]):
        assert f"<span>{group}</span>" in page
    assert "<svg" in page
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_resume_code_needs_a_sheet_and_ends_with_handing_in(phone, assessment):
    assert Client().get(address(assessment, "resume/code/"))["Location"] == address(assessment, "")
    submit_sheet(sheet=models.Sheet.objects.get())
    response = phone.get(address(assessment, "resume/code/"))
    assert response["Location"] == address(assessment, "thanks/")


def test_two_phones_work_on_one_sheet(phone, assessment):
    token = token_of(phone, assessment)
    spoken = " - ".join([token[:4].lower(), token[4:13], token[13:]])
    other = Client()
    response = other.post(address(assessment), {"token": spoken})
    assert response["Location"] == address(assessment, "")
    crumb = response.cookies[f"sheet-{assessment.join_code}"]
    assert (crumb.value, crumb["httponly"], crumb["samesite"]) == (token, True, "Lax")
    assert token not in response["Location"]
    assert other.get(address(assessment, "review/")).status_code == 200
    assert phone.get(address(assessment, "review/")).status_code == 200
    assert models.Sheet.objects.count() == 1


def test_tokens_of_the_former_format_keep_working_and_go_by_link(assessment):
    department = assessment.organisation.departments.get(code="sales")
    sheet, _token = join_assessment(
        assessment=assessment, department=department, vantage="manager", language="en"
    )
    former = "aB3_dE-" * 6 + "x"
    models.Sheet.objects.filter(pk=sheet.pk).update(token_digest=token_digest(former))
    phone, other = Client(), Client()
    phone.cookies[f"sheet-{assessment.join_code}"] = former
    page = phone.get(address(assessment, "resume/code/")).content.decode()
    assert f"#{former}" in page
    assert 'class="resume-code"' not in page
    assert other.post(address(assessment), {"token": former}).status_code == 302
    assert other.get(address(assessment, "review/")).status_code == 200


def test_wrong_resume_codes_are_refused_alike_and_set_no_cookie(
    phone, assessment, organisation, maturity_model
):
    other = factories.make_assessment(organisation, maturity_model)
    closed = factories.make_assessment(organisation, maturity_model)
    factories.close(closed)
    token = token_of(phone, assessment)
    pages = []
    for code in (other.join_code, closed.join_code, "ABCDEFGHJK"):
        response = Client().post(f"/a/{code}/resume/", {"token": token})
        assert response.status_code == 400
        assert not response.cookies
        pages.append(response.content.decode().replace(code, "CODE"))
    assert "This code opens nothing here" in pages[0]
    assert len(set(pages)) == 1
    assert token not in pages[0]


@pytest.mark.parametrize("token", ["", "\0", "x" * 81, "?"])
def test_resume_says_what_is_wrong_with_what_was_typed(assessment, token):
    response = Client().post(address(assessment), {"token": token})
    assert response.status_code == 400
    assert b'class="errorlist"' in response.content


def test_resume_page_is_the_same_for_every_code(client, assessment):
    pages = {
        client.get(f"/a/{code}/resume/").content.replace(code.encode(), b"CODE")
        for code in (assessment.join_code, "ABCDEFGHJK")
    }
    assert len(pages) == 1


def test_resume_page_asks_before_it_leaves_answers_of_this_phone(phone, assessment):
    page = phone.get(address(assessment)).content.decode()
    assert "This phone already has answers of its own" in page
    assert f'href="{address(assessment, "resume/code/")}"' in page


def test_link_with_a_resume_code_asks_before_the_phone_gets_the_cookie(phone, assessment):
    other, token = Client(), token_of(phone, assessment)
    looked = other.post(address(assessment), {"token": token, "look": "1"})
    page = looked.content.decode()
    assert looked.status_code == 200
    assert not looked.cookies
    assert "Who sees what" in page
    assert "Go on with the answers begun on another phone" in page
    assert "This phone already has answers" not in page
    assert f'name="token" value="{token}"' in page
    assert other.post(address(assessment), {"token": token}).cookies


def test_link_on_a_phone_with_answers_of_its_own_offers_their_code_first(phone, assessment):
    token = token_of(phone, assessment)
    other = Client()
    other.post(address(assessment, ""), START)
    own = token_of(other, assessment)
    page = other.post(address(assessment), {"token": token, "look": "1"}).content.decode()
    assert "This phone already has answers of its own" in page
    assert f'href="{address(assessment, "resume/code/")}"' in page
    assert token_of(other, assessment) == own

    response = phone.post(address(assessment), {"token": token, "look": "1"})
    assert response["Location"] == address(assessment, "")  # its own link: straight on


def test_resume_codes_are_guessed_slowly_with_a_budget_of_their_own(phone, assessment):
    guesser = Client(REMOTE_ADDR="192.0.2.7")
    statuses = [
        guesser.post(address(assessment), {"token": f"GUESS{n}"}).status_code for n in range(30)
    ]
    assert statuses == [400] * 20 + [429] * 10
    right = guesser.post(address(assessment), {"token": token_of(phone, assessment)})
    assert right.status_code == 429
    assert guesser.get(address(assessment, "")).status_code == 200  # join codes are counted apart


@pytest.mark.parametrize(("origin", "status"), [("http://testserver", 302), ("https://x.org", 403)])
def test_resume_is_refused_from_another_site(phone, assessment, origin, status):
    other = Client(enforce_csrf_checks=True)
    data = {"token": token_of(phone, assessment)}
    response = other.post(address(assessment), data, HTTP_ORIGIN=origin)
    assert response.status_code == status
    assert bool(response.cookies) is (status == 302)
