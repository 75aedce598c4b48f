import datetime as dt
import html
import io
import re

import pypdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from roadmaps import models
from roadmaps.models import Report
from roadmaps.queries.report_way import load_way
from roadmaps.templatetags.approaches import about_percent, in_months
from roadmaps.templatetags.timeline import span
from tests.roadmaps.documents import print_document, write_document
from tests.roadmaps.register_rows import make_decision
from tests.roadmaps.way_rows import TODAY, fill, multiply

pytestmark = pytest.mark.django_db
PLAN, FULL = Report.Kind.PLAN, Report.Kind.FULL
PAGES = ("course", "plan", "schedule", "scorecard", "next_actions", "risks", "decisions")
AT_LENGTH, ODD = "Nobody answers before the end of the week. " * 46, "Vague 🌊 مرحبا"


@pytest.fixture
def told(worked_roadmap):
    """The worked roadmap with everything that is told of it, on a day of its first phase."""
    with time_machine.travel(dt.datetime.combine(TODAY, dt.time(9)), tick=False):
        fill(worked_roadmap)
        yield models.Roadmap.objects.select_related("assessment__organisation").get()


def squeezed(text):
    """Without spaces: lines and cells of a PDF break anywhere."""
    return re.sub(r"\s+", "", text)


def read_pdf(content):
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return squeezed(" ".join(page.extract_text() for page in pages))


def read_page(content):
    return squeezed(html.unescape(strip_tags(content)))


def read_site(client, roadmap, language):
    """What the web pages of a roadmap say."""
    addresses = [reverse(f"roadmaps:{name}", args=[roadmap.pk]) for name in PAGES]
    addresses.append(reverse("roadmaps:approaches", args=[roadmap.pk]) + "?more=1")
    headers = {"accept-language": language}
    pages = (client.get(address, headers=headers).content.decode() for address in addresses)
    return " ".join(map(read_page, pages))


def figures_of(way):
    """Dates, days, shares and entered words, as both have to tell them."""
    exposures, comparison = way.exposures, way.comparison
    return [
        *(span(stone) for stone in way.timetable.stones),
        in_months(exposures.big_bang.wait),
        in_months(exposures.gradual.wait),
        about_percent(exposures.big_bang.chance),
        about_percent(exposures.gradual.chance),
        about_percent(comparison.big_bang.abandoned),
        about_percent(comparison.gradual.delivered),
        "Loops closed in two days",
        "Letters are answered in two days",
        "Share answered in two days",
        "Call ten customers",
        "Merger takes all hands",
        "One number for all calls",
        "One call is enough",
        "Be recommended",
        "Head of service",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_report_says_what_the_web_pages_say(told, as_user, olive, language):
    with translation.override(language):  # pages leave their language behind
        expected = [squeezed(str(text)) for text in figures_of(load_way(told, TODAY))]
        site = read_site(as_user(olive), told, language)

    printed = read_pdf(print_document(told, language, FULL))

    assert [text for text in expected if text not in site] == []
    assert [text for text in expected if text not in printed] == []


def test_operational_plan_tells_who_when_and_what_for(told):
    printed = read_pdf(print_document(told, "en", PLAN))
    way = load_way(told, TODAY)

    steps = [(way.row_by_stone[s.stone], s) for s in way.timetable.stones]
    wanted = [span(dated) for _row, dated in steps]
    wanted += [row.details.owner for row, _dated in steps if row.details.owner]
    wanted += ["under way · 50%", "Loops closed in two days", "Call ten customers", "292.5"]
    wanted += ["One number for all calls", "Operational plan", "Sales", "due"]
    assert [text for text in wanted if squeezed(text) not in printed] == []
    assert squeezed("roadmap version 1 Self-assessment · n = 5 · k = 5 · results") in printed


def test_foot_of_every_page_says_what_it_rests_on(told):
    pages = pypdf.PdfReader(io.BytesIO(print_document(told, "en", FULL))).pages
    way = load_way(told, TODAY, compares=False)
    card = way.registers.scorecard
    foot = (
        f"roadmap version 1 Self-assessment · n = {card.respondents}"
        f" · k = {card.min_group_size} · results"
    )
    without = [
        n for n, page in enumerate(pages) if squeezed(foot) not in squeezed(page.extract_text())
    ]
    assert without == [0]  # the cover


def test_report_without_registers_says_so_calmly(worked_roadmap):
    with time_machine.travel(dt.datetime.combine(TODAY, dt.time(9)), tick=False):
        page = read_page(write_document(worked_roadmap, TODAY, FULL))
    for sentence in (
        "No action is open for the next 90 days.",
        "No indicator is followed yet.",
        "No risk is watched yet.",
        "No decision is recorded.",
        "not said yet",
    ):
        assert squeezed(sentence) in page
    assert squeezed("What great looks like") not in page


def test_plan_with_nothing_in_a_phase_tells_no_dates(plan_worked):
    roadmap = plan_worked(capacities=(0.0, 0.0, 0.0))
    page = write_document(roadmap, TODAY, FULL)
    assert ('id="dates"' in page, 'id="approaches"' in page, 'href="#approaches"' in page) == (
        False,
        False,
        False,
    )
    assert "No step has dates yet" not in write_document(roadmap, TODAY, PLAN)


def test_many_initiatives_and_any_words_print(worked_roadmap):
    title = "Répondre à chaque lettre en deux jours, par la même équipe !"
    fill(worked_roadmap)
    make_decision(worked_roadmap.assessment.organisation, title=ODD, reason=AT_LENGTH)
    row = multiply(worked_roadmap, 40, title)

    content = print_document(row, "en", PLAN)

    document = pypdf.PdfReader(io.BytesIO(content))
    assert read_pdf(content).count(squeezed(title)) >= 60  # as a step, and on its line of dates
    assert all(page.mediabox.width > page.mediabox.height for page in document.pages)


def test_own_initiative_has_its_name_in_the_report(worked_roadmap):
    row = multiply(worked_roadmap, worked_roadmap.initiatives.count() + 1, "Answer by hand")
    assert write_document(row, TODAY, FULL).count("Answer by hand") >= 2
