"""What the first half of the full report says, read back from the printed pages."""

import re
from collections import defaultdict

import pytest
from django.utils import translation

from assessments import figures
from assessments.domain.spread import CutKind
from assessments.figures.points import whole_points
from assessments.templatetags.sentences import headline, hundredths
from roadmaps.figures.differing import dividing_rows, lay_cut, lay_gaps
from tests.roadmaps.documents import elements, squeeze

pytestmark = pytest.mark.django_db
FOOT, MIDDLE = 72, 421
"""Points from the bottom of an A4 page."""
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture
def report(library):
    """What the usual organisation's report is made from."""
    return library.facts_of("usual").report


@LANGUAGES
def test_report_says_what_the_results_page_says(library, report, language):
    text, wording = (
        library.text("usual", "full", language),
        library.facts_of("usual").wordings[language],
    )
    scorecard = report.scorecard

    with translation.override(language):
        assert squeeze(headline(scorecard, wording)) in text
        heatmap = figures.heatmap(scorecard, report.maturity_model, wording.block_names)
    rows = [[row.name, *(str(cell.value) for cell in row.cells)] for row in heatmap]
    assert [row for row in rows if squeeze(" ".join(row)) not in text] == []
    assert re.search(rf"\b{scorecard.respondents}\b", text)


@LANGUAGES
def test_report_says_score_stage_and_stones_of_each_block(library, report, language):
    text, wording = (
        library.text("usual", "full", language),
        library.facts_of("usual").wordings[language],
    )

    for block in report.scorecard.blocks:
        score, there, asked = whole_points(block.score), block.in_place, block.asked
        told = {
            "en": f"{score} of 100 · {there} of {asked} stones in place",
            "fr": f"{score} sur 100 · tremplins en place : {there} sur {asked}",
        }
        name, stage = wording.block_names[block.block], wording.stage_names[block.stage]
        assert f"{squeeze(name)} {stage} {told[language]}" in text


@LANGUAGES
def test_report_shows_groups_beside_one_another_as_they_are_published(library, report, language):
    text, wording = (
        library.text("usual", "full", language),
        library.facts_of("usual").wordings[language],
    )
    spread, model = report.scorecard.spread, report.maturity_model
    orders = {CutKind.DEPARTMENT: ("sales", "service"), CutKind.VANTAGE: tuple(wording.vantages)}
    cuts = [lay_cut(spread, kind, order, model) for kind, order in orders.items()]
    rows = [row for cut in cuts for row in cut.rows]

    assert [len(cut.rows) for cut in cuts] == [2, 2]
    for row in rows:
        scores = " ".join("–" if s.value is None else str(s.value) for s in row.scores)
        assert f"{scores} {row.cell.respondents}" in text
    gaps = " ".join(f"+{gap}" if gap > 0 else str(gap) for gap in lay_gaps(spread, model))
    assert gaps in text


@LANGUAGES
def test_report_tells_what_divides_people_question_by_question(library, report, language):
    document = library.document("usual", "full", language)
    text, wording = (
        library.text("usual", "full", language),
        library.facts_of("usual").wordings[language],
    )
    spread = report.scorecard.spread
    rows = dividing_rows(spread, report.maturity_model)
    bars = [e["/Alt"] for kind, e in elements(document) if kind == "/Figure" if ";" in e["/Alt"]]

    assert rows
    for row in rows:
        assert squeeze(wording.stones[row.item.stone].question) in text
        counts = [str(part.count) for part in row.capability.segments]
        assert any(all(count in bar for count in counts) for bar in bars)
    with translation.override(language):
        agreements = [hundredths(b.agreement) for b in spread.blocks if b.agreement is not None]
    assert [each for each in agreements if each not in text] == []


@LANGUAGES
def test_report_says_the_targets_at_every_horizon(library, report, language):
    text, wording = (
        library.text("usual", "full", language),
        library.facts_of("usual").wordings[language],
    )
    names = wording.stage_names

    assert report.maturity_model.horizons == (2, 5, 10)
    said = f"{wording.block_names['IMP']} Customers feel it."
    assert f"{said} {names[2]} {names[2]} {names[3]} {names[3]}" in text


def test_contents_name_the_page_on_which_each_part_stands(library):
    document = library.document("usual", "full")
    by_line = defaultdict(list)
    for piece in library.pieces("usual", "full")[1]:
        by_line[round(piece.y / 6)].append(piece.text.strip())
    parts = ("Summary", "The method in brief", "Where you are today", "Where views differ")

    for part in parts:
        line = next(texts for texts in by_line.values() if any(part in text for text in texts))
        number = next(int(text) for text in line if text.isdecimal())
        assert part in document.pages[number - 1].extract_text()


def test_first_half_has_no_page_that_is_half_empty_but_its_last(library):
    document = library.document("usual", "full")
    texts = [page.extract_text() for page in document.pages]
    end = next(n for n, text in enumerate(texts) if n > 1 and "The roadmap\n" in text)
    lowest = [
        min(piece.y for piece in page if piece.y > FOOT)
        for page in library.pieces("usual", "full")[2 : end - 1]
    ]

    assert end <= 11
    assert [n + 3 for n, y in enumerate(lowest) if y > MIDDLE] == []


def test_one_person_alone_divides_nobody(library):
    text = library.text("alone", "full")

    assert "No question divides people" in text
    assert "Not shown: at least two departments need 1 people or more" in text
