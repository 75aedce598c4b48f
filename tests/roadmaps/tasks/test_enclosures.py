import csv
import io
import json

import pypdf
import pytest
from django.utils import timezone

from assessments import models as assessments
from roadmaps.queries.exports import load_export
from roadmaps.tasks import NoResults, Order
from roadmaps.tasks.enclosures import enclose_figures
from tests import factories
from tests.roadmaps.documents import print_document
from tests.roadmaps.rows import make_roadmap


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


def rows_of(content):
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), quoting=csv.QUOTE_NONNUMERIC))


def enclosed(roadmap):
    order = Order(roadmap, timezone.localdate())
    return {each.name: each.content for each in enclose_figures(order)}


def test_archived_document_carries_its_figures(roadmap):
    content = print_document(roadmap, is_archived=True)
    document = pypdf.PdfReader(io.BytesIO(content))

    assert set(document.attachments) == {"figures.json", "results.csv", "roadmap.csv"}
    figures = json.loads(document.attachments["figures.json"][0])
    snapshot = assessments.Snapshot.objects.get(assessment=roadmap.assessment)
    assert (figures["format"], figures["digest"]) == ("cxmaturity-figures/1", snapshot.digest)
    assert figures["scorecard"] == snapshot.payload
    assert figures["plan"] == load_export(roadmap)
    assert b'pdfaid:part="3"' in document.root_object["/Metadata"].get_data()


def test_tables_hold_the_figures_of_the_pages(roadmap):
    files = enclosed(roadmap)
    results, steps = rows_of(files["results.csv"]), rows_of(files["roadmap.csv"])
    snapshot = assessments.Snapshot.objects.get(assessment=roadmap.assessment)

    scores = {stone["stone"]: stone["score"] for stone in snapshot.payload["stones"]}
    assert {row["Code"]: row["Score, 0 to 100"] for row in results} == scores
    plan = load_export(roadmap)["initiatives"]
    assert {row["Code"]: row["Person-days"] for row in steps} == {
        each["stone"]: each["effort"] for each in plan
    }


@pytest.mark.parametrize("title", ["=1+1", "  =cmd|' /C calc'!A0", "＝1", "@x", "-2", "\t=1"])
def test_no_text_of_a_table_is_a_formula(roadmap, title):
    roadmap.initiatives.filter(stone="IMP-1").update(title=title)
    (row,) = (row for row in rows_of(enclosed(roadmap)["roadmap.csv"]) if row["Code"] == "IMP-1")

    assert row["Step"].lstrip().startswith("'")


def test_nothing_is_enclosed_without_results(roadmap):
    factories.withhold_results(roadmap.assessment)
    with pytest.raises(NoResults):
        enclosed(roadmap)
