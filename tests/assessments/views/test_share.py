from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from assessments.views.share import invite
from cxmaturity.qr import draw_qr
from tests import factories


def test_invite_names_the_code_and_the_link_of_the_site(assessment, settings):
    settings.SITE_URL = "https://cx.example.org"
    invitation = invite(assessment)

    code = assessment.join_code
    assert invitation.code == f"{code[:5]} {code[5:]}"
    assert invitation.url == f"https://cx.example.org/a/{code}/"
    assert invitation.url_text == f"cx.example.org/a/{code}/"
    assert invitation.address == "cx.example.org"


def test_invite_before_opening_is_nothing(organisation, maturity_model):
    draft = factories.make_assessment(organisation, maturity_model, status="draft")

    assert invite(draft) is None


def test_draw_qr_is_a_picture_that_the_policy_allows():
    svg = draw_qr("https://cx.example.org/a/ABCDEFGHJK/", border=4)

    root = ET.fromstring(svg)  # noqa: S314 -- our own picture
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {key for element in root.iter() for key in element.attrib} == {
        "class",
        "d",
        "fill",
        "stroke",
        "viewBox",
    }
    assert root[0].text == "Picture to scan"


def test_wall_shows_code_address_and_picture(as_user, vera, assessment):
    page = as_user(vera).get(reverse("assessments:wall", args=[assessment.pk])).content.decode()

    assert invite(assessment).code in page
    assert "testserver" in page
    assert "<svg" in page


@pytest.mark.parametrize("is_closed", [True, False])
def test_wall_of_an_assessment_that_is_not_open_leads_back(
    as_user, vera, organisation, maturity_model, is_closed
):
    assessment = factories.make_assessment(
        organisation, maturity_model, status="open" if is_closed else "draft"
    )
    if is_closed:
        factories.close(assessment)
    response = as_user(vera).get(reverse("assessments:wall", args=[assessment.pk]))

    assert response.headers["Location"] == reverse("assessments:assessment", args=[assessment.pk])


def test_qr_is_a_file_once_the_assessment_has_a_code(
    as_user, vera, assessment, organisation, maturity_model
):
    draft = factories.make_assessment(organisation, maturity_model, status="draft")
    client = as_user(vera)
    picture = client.get(reverse("assessments:qr", args=[assessment.pk]))

    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.content.decode() == draw_qr(invite(assessment).url, border=4)
    assert client.get(reverse("assessments:qr", args=[draft.pk])).status_code == 404


def test_each_department_has_a_link_and_a_picture_of_its_own(as_user, vera, client, assessment):
    browser = as_user(vera)
    link = f"{invite(assessment).url}?department=sales"
    page = browser.get(reverse("assessments:assessment", args=[assessment.pk])).content.decode()
    assert link in page
    picture = reverse("assessments:qr", args=[assessment.pk])
    assert f"{picture}?department=sales" in page

    made = browser.get(picture, {"department": "sales"})
    assert made.content.decode() == draw_qr(link, border=4)
    assert browser.get(picture, {"department": "nowhere"}).status_code == 404
    chosen = client.get(f"/a/{assessment.join_code}/", {"department": "sales"}).content.decode()
    assert 'name="department" value="sales" checked' in chosen


def test_one_department_needs_no_link_of_its_own(as_user, vera, organisation, assessment):
    organisation.departments.filter(code="service").delete()
    page = as_user(vera).get(reverse("assessments:assessment", args=[assessment.pk]))
    assert "One link per department" not in page.content.decode()
