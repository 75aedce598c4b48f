import io
import re

import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from assessments.queries.questionnaire import load_questionnaire_for
from assessments.views.share import invite
from cxmaturity.pdf import NotPrinted, render_pdf
from tests import factories

BOX = re.compile(r"<i class=\"box\">")
A4 = (595, 842)


@pytest.fixture
def printed(as_user, vera, monkeypatch):
    """A printed page as `pypdf` reads it: `printed("poster", assessment, language="fr")`.

    Rendered in this process, which has the fonts at hand.
    """
    monkeypatch.setattr("assessments.views.printed.render_apart", render_pdf)

    def fetch(name, assessment, **chosen):
        address = reverse(f"assessments:{name}", args=[assessment.pk])
        response = as_user(vera).get(address, chosen)
        assert response.headers["Content-Type"] == "application/pdf"
        return pypdf.PdfReader(io.BytesIO(response.content))

    return fetch


def words(text):
    """Letters and digits alone: lines break where they like."""
    return re.sub(r"\W+", "", text)


def text_of(document):
    return words("".join(page.extract_text() for page in document.pages))


def places(page):
    """Where text stands on a page, in points from its lower left corner."""
    found = []

    def note(text, matrix, text_matrix, _font, _size):
        if text.strip():
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            found.append((x, y))

    page.extract_text(visitor_text=note)
    return found


def check_paper(document):
    """A4, tagged, our fonts inside, no text beyond the edge."""
    assert document.root_object["/MarkInfo"]["/Marked"]
    assert 'pdfuaid:part="1"' in document.root_object["/Metadata"].get_data().decode()
    for page in document.pages:
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == A4
        assert all(0 < x < A4[0] and 0 < y < A4[1] for x, y in places(page))
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "Source-S" in font["/BaseFont"]


def test_questionnaire_asks_everything_in_its_language(printed, assessment):
    """In the longer of the two languages; English is read on the route that asks less."""
    language = "fr"
    document = printed("questionnaire", assessment, language=language)
    pages = [words(page.extract_text()) for page in document.pages]
    text = "".join(pages)

    check_paper(document)
    assert document.root_object["/Lang"] == language
    assert len(document.pages) <= 12
    with translation.override(language):
        asked = load_questionnaire_for(assessment, "manager")
    for section in asked.sections:
        assert words(section.name) in text
        for question in section.questions:
            assert words(f"{question.number} {question.text}") in text
            assert words(question.sign) in text
    for choice in (*asked.breadths, *asked.aside):
        assert text.count(words(choice.label)) >= len(asked.items)
    # No question is torn apart: its last box is on the page of its first word.
    last = words(asked.breadths[-1].label)
    for question in asked.sections[0].questions:
        page = next(page for page in pages if words(question.text) in page)
        assert last in page.partition(words(question.text))[2]
    assert {"Sales", "Service"} <= set(re.findall("Sales|Service", text))


def test_every_answer_has_its_box(as_user, vera, assessment, monkeypatch):
    pages = []
    monkeypatch.setattr("assessments.views.printed._render", lambda html: pages.append(html) or b"")
    as_user(vera).get(reverse("assessments:questionnaire", args=[assessment.pk]))

    departments, vantages = 2, 4
    assert len(BOX.findall(pages[0])) == 63 * (7 + 5) + departments + vantages


def test_a_route_prints_what_its_people_are_asked(printed, organisation, maturity_model):
    assessment = factories.make_assessment(
        organisation, maturity_model, short_vantages=["front_line"]
    )
    document = printed("questionnaire", assessment, language="en", vantage="front_line")
    text = text_of(document)

    check_paper(document)
    assert document.root_object["/Lang"] == "en"
    assert "32questions" in text
    asked = load_questionnaire_for(assessment, "front_line")
    for section in asked.sections:
        assert words(section.name) in text
        for question in section.questions:
            assert words(f"{question.number} {question.text}") in text
            assert words(question.sign) in text
    for choice in (*asked.breadths, *asked.aside):
        assert text.count(words(choice.label)) >= len(asked.items)
    assert "Leadership" not in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_matrix_prints_every_sentence_on_two_pages(printed, organisation, maturity_model, language):
    assessment = factories.make_assessment(organisation, maturity_model, form="matrix")
    document = printed("questionnaire", assessment, language=language)
    text = text_of(document)

    check_paper(document)
    assert len(document.pages) == 2
    with translation.override(language):
        asked = load_questionnaire_for(assessment, "manager")
    for section in asked.sections:
        assert all(words(choice.label) in text for choice in section.positions)


LONG = "A long name that somebody typed because nobody said how long a name should be, " * 2


@pytest.mark.parametrize("language", ["en", "fr", "both"])
def test_poster_is_one_page_with_code_address_and_notice(
    printed, organisation, maturity_model, language
):
    assessment = factories.make_assessment(
        organisation,
        maturity_model,
        name=LONG[:120],
        contact="Olive Martin, olive.martin@example.org, +33 1 23 45 67 89",
        time_zone="Europe/Paris",
        retention_months=24,
    )
    document = printed("poster", assessment, language=language)
    page = document.pages[0]
    text = text_of(document)

    check_paper(document)
    assert len(document.pages) == 1
    assert not list(page.images)
    assert min(y for _, y in places(page)) > 52
    invitation = invite(assessment)
    for said in (invitation.code, invitation.address, assessment.contact, "Europe/Paris", "24"):
        assert words(said) in text
    assert words(organisation.name) in text


def test_what_cannot_be_printed_now_asks_to_come_back(as_user, vera, assessment, monkeypatch):
    def fail(_html):
        raise NotPrinted

    monkeypatch.setattr("assessments.views.printed.render_apart", fail)
    response = as_user(vera).get(reverse("assessments:poster", args=[assessment.pk]))

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "This file could not be made just now" in response.content.decode()


def test_printing_in_a_language_that_is_not_offered_takes_one_that_is(
    printed, organisation, maturity_model
):
    assessment = factories.make_assessment(organisation, maturity_model, languages=["fr"])

    assert printed("poster", assessment, language="en").root_object["/Lang"] == "fr"
    assert printed("poster", assessment, language="both").root_object["/Lang"] == "fr"


def test_overview_offers_what_can_be_printed_and_entering_to_consultants(
    as_user, olive, vera, organisation, maturity_model
):
    assessment = factories.make_assessment(
        organisation, maturity_model, short_vantages=["front_line"]
    )
    address = reverse("assessments:assessment", args=[assessment.pk])
    for person, may_enter in ((olive, True), (vera, False)):
        page = as_user(person).get(address).content.decode()
        assert reverse("assessments:poster", args=[assessment.pk]) in page
        assert '<option value="both">' in page
        assert 'name="vantage" value="front_line"' in page
        assert (reverse("assessments:paper", args=[assessment.pk]) in page) is may_enter
