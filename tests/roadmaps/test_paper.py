import io

import pypdf
import pytest

from assessments import models as assessments
from tests import factories
from tests.roadmaps.documents import print_document
from tests.roadmaps.rows import make_roadmap

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte" + "ngesellschaft" * 4


@pytest.mark.rows
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
    head = "Customer experience maturity report"  # cut short with an ellipsis, whole to readers
    assert len(WORD) > 115
    assert [line for line in lines if WORD[:90] in line and not line.startswith(head)] == []
    assert "".join("".join(pages).split()).count(WORD) > len(pages)
