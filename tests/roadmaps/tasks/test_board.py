"""What the board page says, read back from the printed sheet."""

import io
import re
from dataclasses import dataclass, replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from PIL import Image

from assessments.figures.points import whole_points
from assessments.templatetags.sentences import headline, percent
from cxmaturity.pdf import Edition, render_pdf
from roadmaps.domain.deciding import Asked, Matter
from roadmaps.domain.looks import CLIENT, CONSULTANCY, HOUSE
from roadmaps.figures import draw_board_crossing
from roadmaps.models import Report
from roadmaps.tasks import NoResults
from roadmaps.templatetags.board_page import in_short
from roadmaps.templatetags.money import days, money
from tests import factories
from tests.roadmaps.documents import (
    check_margins,
    elements,
    pieces_of,
    print_document,
    read,
    squeeze,
    text_of,
)
from tests.roadmaps.rows import make_roadmap

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


@LANGUAGES
def test_board_page_says_where_one_stands_and_what_separates(library, language):
    facts, text = library.facts_of("usual"), library.text("usual", "board", language)
    page, wording = facts.page, facts.wordings[language]

    with translation.override(language):
        assert squeeze(headline(page.scorecard, wording)) in text
    names = [*wording.conditions.values(), *wording.block_names.values()]
    assert [name for name in names if squeeze(name) not in text] == []
    strengths = [squeeze(wording.block_names[each.block]) for each in page.strengths]
    assert [name for name in strengths if text.count(name) < 2] == []
    assert page.dispute is not None
    assert squeeze(wording.stone_titles[page.dispute.stone]) in text
    assert "Acme (demo)" in text


@LANGUAGES
def test_board_page_says_dates_days_and_entered_cost_of_each_phase(library, language):
    facts, text = library.facts_of("usual"), library.text("usual", "board", language)
    page, wording = facts.page, facts.wordings[language]

    assert len(page.phases) == 3
    with translation.override(language):
        for phase in page.phases:
            assert wording.phases[phase.phase] in text
            assert days(phase.days) in text
            assert phase.cost is not None
            assert squeeze(money(phase.cost, page.currency)) in text
            assert squeeze(phase.benefit) in text
    unsaid = sum(not phase.benefit for phase in page.phases)
    if language == "en":
        assert text.count("will notice is not entered yet") == unsaid
    with translation.override(language):
        assert str(percent(page.share)) in text


@LANGUAGES
def test_board_page_asks_five_questions_with_owner_date_and_boxes(library, language):
    facts, text = library.facts_of("usual"), library.text("usual", "board", language)
    rows = [
        row for kind, row in elements(library.document("usual", "board", language)) if kind == "/TR"
    ]

    assert len(facts.page.asked) == 5
    assert len(rows) == 1 + 5
    assert {len(row["/K"]) for row in rows} == {5}
    with translation.override(language):
        dates = [squeeze(in_short(each.due_on)) for each in facts.page.asked]
    if language == "fr":
        dates = [re.sub(r"^1 ", "1er ", date) for date in dates]
    assert [date for date in dates if date not in text] == []
    assert [each.owner for each in facts.page.asked if each.owner not in text] == []


def test_board_page_tells_its_drawing_in_words(library):
    document = library.document("usual", "board")
    told = next(e["/Alt"] for kind, e in elements(document) if kind == "/Figure")

    assert "Improvement: Functional today, Functional in 2 years" not in told
    assert "Shared vision: strategy and culture: " in told
    assert "The plank “Executive sponsorship” is in place." in told
    assert "The plank “Prescribed system of engagement” is not in place yet." in told


def test_board_page_has_no_index_no_radar_and_no_simulation(library):
    page, text = library.facts_of("usual").page, library.text("usual", "board")
    scores = {str(whole_points(b.score)) for b in page.scorecard.blocks if b.score is not None}

    assert "of 100" not in text
    assert [score for score in scores if f" {score} of " in text] == []
    for word in ("balance", "index", "simulat", "futures", "radar"):
        assert word not in text.lower()


def test_foot_says_what_the_figures_rest_on(library):
    page, text = library.facts_of("usual").page, library.text("usual", "board")

    assert "Self-assessment of" in text
    assert f"n = {page.scorecard.respondents} (under 20% of the people)" in text
    assert f"k = {page.scorecard.min_group_size}" in text
    assert f"roadmap version {page.number}" in text
    assert page.digest[:12] in text


@pytest.mark.parametrize("kind", ["full", "plan", "handover"])
def test_feet_of_other_documents_say_the_same_of_who_answered(library, kind):
    page, text = library.facts_of("usual").page, library.text("usual", kind)

    assert f"Self-assessment · n = {page.scorecard.respondents} (under 20% of the people)" in text


def test_one_person_alone_has_no_disagreement_and_no_band(library):
    page, text = library.facts_of("alone").page, library.text("alone", "board")

    assert (page.dispute, page.band, page.scorecard.respondents) == (None, None, 1)
    assert "People differ" not in text
    assert "n = 1 · k = 1" in text
    assert "Name an executive sponsor to be named" in text


def test_board_page_without_work_stands_on_its_sheet(closed_assessment):
    roadmap = make_roadmap(closed_assessment)
    roadmap.initiatives.update(phase="")

    document = read(print_document(roadmap, kind=Report.Kind.BOARD))

    assert len(document.pages) == 1
    assert text_of(document).count("Nothing is planned in this phase.") == 3


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("word", ["WWWWWWW ", "Ünverkürzbarkeit ", "W"])
def test_board_page_stands_on_one_sheet_even_if_every_name_is_as_long_as_it_may_be(
    library, word, size
):
    facts, name = library.facts_of("usual"), (word * 120)[:120]
    wording = replace(
        facts.wordings["en"],
        stages={n: replace(s, name=name[:60]) for n, s in facts.wordings["en"].stages.items()},
        blocks={c: replace(b, name=name) for c, b in facts.wordings["en"].blocks.items()},
        stones={c: replace(s, title=name) for c, s in facts.wordings["en"].stones.items()},
        phases=dict.fromkeys(facts.wordings["en"].phases, name[:60]),
        conditions=dict.fromkeys(facts.wordings["en"].conditions, name[:80]),
    )
    page = replace(
        facts.page,
        organisation=name,
        assessment=name,
        phases=tuple(replace(each, benefit=name * 3) for each in facts.page.phases),
        asked=tuple(
            Asked(Matter.REVIEW, facts.page.printed_on, name * 2, title=name * 2, number=n)
            for n in range(5)
        ),
    )
    document = read(render_pdf(write(page, wording), Edition(size)))

    assert len(document.pages) == 1
    check_margins(document, [pieces_of(document.pages[0])], 40)


def test_logos_stand_at_the_head_of_the_page(library):
    facts = library.facts_of("usual")
    pictures = {CLIENT: a_png(), CONSULTANCY: a_png()}
    html = write(
        facts.page, facts.wordings["en"], client=f"print:{CLIENT}", own=f"print:{CONSULTANCY}"
    )
    document = read(render_pdf(html, Edition(pictures=pictures)))

    told = [element["/Alt"] for kind, element in elements(document) if kind == "/Figure"]
    assert told[:2] == ["Acme (demo)", "Other & Co"]
    assert len(list(document.pages[0].images)) == 2
    assert len(document.pages) == 1


@pytest.mark.parametrize("size", [(600, 200), (200, 600), (1200, 60)])
@pytest.mark.parametrize("closer", [0, 6])
def test_logos_stand_side_by_side_and_the_headline_never_under_them(library, size, closer):
    facts = library.facts_of("usual")
    pictures = {CLIENT: a_png(size), CONSULTANCY: a_png(size)}
    html = write(
        facts.page, facts.wordings["en"], client=f"print:{CLIENT}", own=f"print:{CONSULTANCY}"
    )
    html = html.replace('class="board-page"', f'class="board-page closer-{closer}"')
    page = read(render_pdf(html, Edition(pictures=pictures))).pages[0]

    client, own = places_of_pictures(page)
    assert client.right < own.left
    assert max(client.right, own.right) <= float(page.mediabox.width) - 40 + 0.1
    assert client.top == pytest.approx(own.top, abs=0.1)
    said = headline(facts.page.scorecard, facts.wordings["en"])[:12]
    head = next(p for p in pieces_of(page) if p.text.strip().startswith(said))
    whose = next(p for p in pieces_of(page) if p.text.strip().startswith("Acme (demo)"))
    assert min(client.bottom, own.bottom) > head.y + 17
    assert whose.end < client.left


@dataclass(frozen=True)
class Place:
    """Where a picture stands, in points from the foot of the page."""

    left: float
    bottom: float
    right: float
    top: float


def places_of_pictures(page):
    """Pictures of a page in the order in which they are drawn."""
    found, held = [], {n for n, x in page["/Resources"]["/XObject"].items() if is_picture(x)}

    def visit(operator, operands, cm, _tm):
        if operator == b"Do" and str(operands[0]) in held:
            left, bottom = cm[4], cm[5]
            found.append(Place(left, min(bottom, bottom + cm[3]), left + cm[0], bottom + cm[3]))

    page.extract_text(visitor_operand_before=visit)
    return found


def is_picture(resource):
    return resource.get_object().get("/Subtype") == "/Image"


def write(page, wording, client="", own=""):
    """The page that is printed."""
    look = replace(HOUSE, consultancy="Other & Co")
    drawing = draw_board_crossing(page, wording.stage_names, wording.block_names, look)
    context = {
        "page": page,
        "wording": wording,
        "drawing": drawing,
        "look": look,
        "client_logo": client,
        "consultancy_logo": own,
        "made_on": page.printed_on,
    }
    with translation.override("en"):
        return render_to_string("report/board.html", context)


def a_png(size=(300, 60)):
    """A picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, "#336699").save(stream, "PNG")
    return stream.getvalue()


def test_board_page_of_an_assessment_without_results_is_refused(closed_assessment):
    roadmap = make_roadmap(closed_assessment)
    factories.withhold_results(closed_assessment)

    with pytest.raises(NoResults):
        print_document(roadmap, kind=Report.Kind.BOARD)
