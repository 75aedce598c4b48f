"""What is held of every document that is printed, usual or not."""

import re
from dataclasses import dataclass

import pytest
from django.utils import translation
from pypdf.generic import NameObject

from cxmaturity.pdf import _equipment
from roadmaps.exchange.slides.source import tell_days
from roadmaps.templatetags.money import days
from tests.roadmaps.documents import check_margins, check_structure, elements
from tests.roadmaps.extremes import ARABIC

pytestmark = pytest.mark.django_db
FOOT = 56
"""Points: nothing but the foot stands lower."""
NEAR = 8
"""Points between a word and the piece that goes on with its line."""
MARGINS = {"board": 40, "full": 64, "plan": 64, "handover": 64}
USUAL = [("usual", kind, language) for kind in MARGINS for language in ("en", "fr")]
UNUSUAL = [
    ("alone", "board", "en"),
    ("alone", "full", "en"),
    ("crowded", "board", "fr"),
    ("crowded", "full", "fr"),
    ("crowded", "plan", "en"),
    ("crowded", "handover", "fr"),
    ("many", "board", "en"),
    ("many", "plan", "en"),
]


@pytest.mark.parametrize(("which", "kind", "language"), USUAL + UNUSUAL)
def test_document_is_accessible_and_keeps_to_its_margins(library, which, kind, language):
    document = library.document(which, kind, language)
    owner = library.facts_of(which).report.organisation

    check_structure(document, language, owner)
    pages = library.pieces(which, kind, language)
    check_margins(document, pages, MARGINS[kind], cover=kind == "full")


@pytest.mark.parametrize(("which", "kind", "language"), UNUSUAL)
def test_no_sign_is_an_empty_square_and_marks_tell_what_was_written(library, which, kind, language):
    typesetter = _equipment()[3]
    texts = [piece.text for page in library.pieces(which, kind, language) for piece in page]

    assert [text for text in texts if typesetter.split(text)[1::2]] == []
    if which == "crowded":
        found = elements(library.document(which, kind, language))
        told = " ".join(element["/Alt"] for each, element in found if each == "/Figure")
        assert ARABIC in told


def test_board_page_stands_on_one_sheet_whatever_is_said(library):
    cases = [
        (which, language)
        for which in ("usual", "alone", "crowded", "many")
        for language in ("en", "fr")
    ]
    counts = {case: len(library.document(case[0], "board", case[1]).pages) for case in cases}

    assert counts == dict.fromkeys(cases, 1)
    assert len(library.document("usual", "board", "en", "Letter").pages) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_person_days_of_a_phase_are_the_same_figure_in_every_document(library, language):
    phases = library.facts_of("usual").report.roadmap.phases

    with translation.override(language):
        told = {days(phase.effort) for phase in phases}
        assert {tell_days(phase.effort).split("\u00a0")[0].split()[0] for phase in phases} == told
    for kind in ("board", "full", "plan"):
        text = library.text("usual", kind, language)
        assert [
            each for each in told if not re.search(rf"(?<![\d.,]){each}(?![\d.,]\d)", text)
        ] == []


def test_french_signs_are_never_parted_from_their_words(library):
    alone = [
        piece.text
        for kind in ("board", "full")
        for page in library.pieces("crowded", kind, "fr")
        for piece in page
        if piece.text.strip().startswith((";", "!", "?", ":", "»", "%"))
        and not any(follows(piece, each) for each in page)
    ]

    assert alone == []


def follows(piece, other):
    """Whether a piece goes on with the line of another."""
    is_near = abs(piece.x - other.end) < NEAR or piece.x == other.x
    return piece is not other and abs(piece.y - other.y) < 1 and is_near


@pytest.mark.parametrize(
    ("which", "kind", "language"),
    [
        ("usual", "full", "en"),
        ("usual", "full", "fr"),
        ("usual", "plan", "fr"),
        ("crowded", "full", "fr"),
        ("crowded", "plan", "en"),
        ("crowded", "handover", "fr"),
        ("many", "plan", "en"),
    ],
)
def test_no_heading_or_caption_stays_alone_at_the_end_of_a_page(library, which, kind, language):
    pages = library.document(which, kind, language).pages[1:]

    assert [last for last in map(last_line, pages) if last.is_heading] == []


@dataclass(frozen=True)
class Line:
    """The last words of a page above its foot."""

    text: str
    is_heading: bool


def last_line(page):
    """What stands lowest of a page, its foot apart; drawings have measures of their own."""
    found, resources = [], page["/Resources"]
    drawings = resources.pop("/XObject", None)

    def visit(text, cm, tm, font, _size):
        y = tm[5] * cm[3] + cm[5]
        if text.strip() and y > FOOT:
            is_caption = text.strip().startswith(("Table ", "Tableau "))
            found.append((y, text.strip(), is_caption or "Serif" in str(font["/BaseFont"])))

    page.extract_text(visitor_text=visit)
    if drawings is not None:
        resources[NameObject("/XObject")] = drawings
    _y, text, is_heading = min(found, default=(0.0, "", False))
    return Line(text, is_heading and drawings is None)
