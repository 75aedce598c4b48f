"""What is held of every document that is printed, usual or not."""

import re

import pytest
from django.utils import translation

from cxmaturity.pdf import _equipment
from roadmaps.exchange.slides.source import tell_days
from roadmaps.templatetags.money import days
from tests.roadmaps.documents import check_margins, check_structure, elements
from tests.roadmaps.extremes import ARABIC

pytestmark = pytest.mark.django_db
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
