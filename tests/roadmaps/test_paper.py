import io

import pypdf

from assessments import models as assessments
from cxmaturity.lettering import width_of
from roadmaps.domain.looks import HOUSE
from roadmaps.templatetags.paper import HEAD_ROOM, HEAD_SIZE, ground, head_line, ink
from tests import factories
from tests.roadmaps.documents import print_document
from tests.roadmaps.rows import make_roadmap

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte" + "ngesellschaft" * 4


def test_word_that_is_wider_than_the_page_breaks(organisation, maturity_model):
    organisation.departments.filter(code="sales").update(name=WORD)
    assessments.Organisation.objects.update(name=WORD)
    organisation.refresh_from_db()
    assessment = factories.make_assessment(organisation, maturity_model, min_group_size=3)
    factories.answer(assessment, "sales", factories.all_items(maturity_model, 2, 3), count=5)
    factories.close(assessment)

    content = print_document(make_roadmap(assessment))

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    lines = [line for page in pages for line in page.splitlines()]
    assert len(WORD) > 115
    assert [line for line in lines if WORD[:90] in line] == []
    # Whole on the cover and where departments are named, cut short at the head of each page.
    assert "".join("".join(pages).split()).count(WORD) == 2
    heads = [line for page in pages[1:] for line in page.splitlines() if f"{WORD[:20]}" in line]
    assert len([line for line in heads if "…" in line]) == len(pages) - 1


def test_names_at_the_head_of_pages_share_its_line():
    assert head_line("Acme", "Wave 1") == "Acme · Wave 1"
    line = head_line(WORD, WORD)
    assert line.count("…") == 2
    assert width_of(line, HEAD_SIZE) <= HEAD_ROOM


def test_drawings_take_their_colours_from_the_look():
    assert (ground(HOUSE, 5), ink(HOUSE, 5)) == ("#0b474d", "#ffffff")
