import datetime as dt
import io
import re
from decimal import Decimal

import pypdf
import pytest
from django.utils import translation

from cxmaturity.pdf import render_pdf
from roadmaps import models
from roadmaps.actions.revisions import save_revised
from roadmaps.queries.handover import load_handover
from tests.roadmaps.register_rows import (
    make_agent,
    make_decision,
    make_factor,
    make_programme,
    make_risk,
)
from tests.roadmaps.views.registers.conftest import TODAY, words_of

ARABIC = "مرحبا بالعملاء"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2


@pytest.fixture
def handed(organisation, roadmap):
    """A programme with something in every part of the file."""
    programme = make_programme(organisation)
    for number, (name, since) in enumerate(
        (("Former CEO", dt.date(2025, 1, 1)), ("New CEO", dt.date(2027, 3, 1)))
    ):
        values = {"sponsor": name, "sponsor_since": since, "business_case": f"Case {number}"}
        programme = save_revised(row=programme, values=values, revision=number)
    make_programme(organisation, strategic_goal="Grow with care", deputy="COO", currency="CHF")
    programme.great_statements.create(
        number=1, text="Nobody asks twice.", written_on=TODAY, expires_on=dt.date(2028, 1, 1)
    )
    make_decision(organisation, decided_on=dt.date(2027, 1, 1), review_on=dt.date(2027, 3, 1))
    replaced = make_decision(organisation, title="Five numbers", decided_on=dt.date(2027, 1, 1))
    make_decision(organisation, title="Three numbers", replaces=replaced)
    make_risk(organisation, rate=0.22, mitigation="A briefed deputy.", owner="COO")
    make_risk(organisation, title="Closed risk", state="closed")
    make_agent(organisation, name="Ann", department="sales")
    make_factor(organisation)
    gain = programme.benefits.create(
        stone="VOC-4", title="Fewer calls", family="cost", likely=Decimal("120000.50")
    )
    gain.obtained.create(obtained_on=TODAY, amount=Decimal(4000))
    gain.obtained.create(obtained_on=TODAY, amount=Decimal("2000.25"))
    programme.benefits.create(stone="VOC-4", title="Calm", family="risk", beneficiary="customers")
    roadmap.initiatives.filter(stone="VIS-2").update(status="done")
    roadmap.initiatives.filter(stone="IMP-1").update(status="running")
    return programme


@pytest.fixture
def printed(as_user, vera, to, monkeypatch):
    """The file as `pypdf` reads it, rendered in this process, which has the fonts at hand."""
    monkeypatch.setattr("roadmaps.views.registers.handover.render_apart", render_pdf)

    def fetch(language="en"):
        client = as_user(vera)
        client.cookies["language"] = language
        response = client.get(to("handover_pdf"), headers={"Accept-Language": language})
        assert response.headers["Content-Type"] == "application/pdf"
        return response, pypdf.PdfReader(io.BytesIO(response.content))

    return fetch


def words(text):
    """Letters and digits alone: lines break where they like."""
    return re.sub(r"\W+", "", text)


def text_of(document):
    return words("".join(page.extract_text() for page in document.pages))


PARTS = (
    "New CEO, since 1 March 2027",
    "Deputy: COO",
    "Former CEO: 1 January 2025 to 1 March 2027",
    "It serves this goal: Grow with care",
    "Nobody asks twice.",
    "Executive sponsorship: Not in place yet",
    "Case 1",
    "Before: as written on 15 March 2027",
    "Case 0",
    "1 of them is due for review.",
    "1. One number for all calls",
    "1 March 2027 due",
    "3. Three numbers",
    "Crawl 1 January 2027 – 30 June 2027 · runs today",
    "Done: Secure an executive sponsor",
    "120,000.50",
    "6,000.25",
    "Expected a year, CHF",
    "Risk, for customers",
    "About once in 4.5 years",
    "A briefed deputy.",
    "60 days, 30% of the gain",
    "Ann · Change agent · Sales · since 1 January 2026",
    "COO, deputy sponsor, has not been briefed yet. When does the deputy hear how things stand?",
)


def test_file_says_all_that_is_handed_over(as_user, vera, handed, to):
    response = as_user(vera).get(to("handover"))
    page = words(words_of(response))

    assert [part for part in PARTS if words(part) not in page] == []
    assert words("Five numbers") not in page
    assert "Closed risk" not in words_of(response)
    assert "no-store" in response.headers["Cache-Control"]


def test_file_on_paper_says_the_same(handed, printed):
    response, document = printed()
    text = text_of(document)

    assert [part for part in PARTS if words(part) not in text] == []
    assert document.root_object["/Lang"] == "en"
    assert document.root_object["/MarkInfo"]["/Marked"]
    assert 'pdfuaid:part="1"' in document.root_object["/Metadata"].get_data().decode()
    assert document.metadata.title == "Hand-over file – Acme (demo)"
    assert 'filename="acme-demo-2027-03-15-en.pdf"' in response.headers["Content-Disposition"]


def test_file_is_in_the_language_of_who_reads_it(handed, printed):
    """Read back by a sentence of the model and a date: our own sentences follow the catalogue."""
    _response, document = printed("fr")
    with translation.override("fr"):
        title = translation.gettext("Hand-over file")

    assert document.root_object["/Lang"] == "fr"
    assert document.metadata.title == f"{title} – Acme (demo)"
    text = text_of(document)
    assert words("S’assurer un parrainage de la direction") in text
    assert words("15 mars 2027") in text
    assert words("Amorcer") in text


def test_empty_programme_has_a_file_too(as_user, vera, to, printed):
    page = words_of(as_user(vera).get(to("handover")))
    _response, document = printed()

    for sentence in (
        "Nobody is named as executive sponsor.",
        "Nobody has written down yet what great looks like.",
        "No decision is recorded.",
        "Nobody has entered expected or obtained benefits yet.",
        "No risk is watched yet.",
    ):
        assert sentence in page
        assert words(sentence) in text_of(document)
    assert models.Programme.objects.count() == 0


def test_long_words_and_every_script_stay_on_the_page(organisation, handed, printed):
    make_programme(organisation, business_case=f"{ARABIC} 👩‍👩‍👧 {WORD} " + "x " * 1900)
    make_decision(organisation, title=WORD[:200], reason=f"{ARABIC}\n{WORD}")
    _response, document = printed()

    assert len(document.pages) >= 3
    for page in document.pages:
        places = []
        page.extract_text(visitor_text=lambda text, m, t, *_f, to=places: to.append((text, m, t)))
        right = max((t[4] * m[0] + m[4] for text, m, t in places if text.strip()), default=0)
        assert 0 < right < 595
    assert words(WORD) in text_of(document)


def test_file_takes_a_fixed_number_of_queries(
    as_user, vera, organisation, handed, to, django_assert_num_queries
):
    client = as_user(vera)
    client.get(to("handover"))
    with django_assert_num_queries(26):
        client.get(to("handover"))
    make_decision(organisation, title="One more")
    make_risk(organisation, title="One more")
    with django_assert_num_queries(26):
        client.get(to("handover"))


def test_handover_tells_what_is_due_and_who_came_before(handed, roadmap):
    file = load_handover(roadmap, TODAY)

    assert [decision.number for decision in file.due] == [1]
    assert [term.name for term in file.former_sponsors] == ["Former CEO"]
    assert file.sponsor.name == "New CEO"
    assert (file.case.text, [case.text for case in file.earlier_cases]) == ("Case 1", ["Case 0"])
    assert file.later == ("IMP-5",)
