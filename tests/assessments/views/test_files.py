"""Results as files: what is in them, and what can never be."""

import csv
import io
import json
import re
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assessments import models
from assessments.queries.snapshots import digest, load_scorecard
from assessments.queries.wording import wording_of
from tests import factories

KINDS = ("xlsx", "csv", "json")
ROGUE = "=cmd|' /C calc'!A0;+1,@x\x0b<&>"


def page_of(assessment):
    return reverse("assessments:results_files", args=[assessment.pk])


def file_of(client, assessment, kind, language="en"):
    address = reverse("assessments:results_file", args=[assessment.pk, kind])
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, response
    return response


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def book_of(response):
    return load_workbook(io.BytesIO(response.content))


def store(assessment, payload):
    """As if the snapshot had been taken with this payload."""
    snapshot = assessment.snapshot
    snapshot.delete()
    snapshot.payload, snapshot.digest = payload, digest(payload)
    snapshot.save(force_insert=True)


def table_of(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_workbook_holds_the_stored_figures(as_user, olive, closed_assessment):
    book = book_of(file_of(as_user(olive), closed_assessment, "xlsx"))
    scorecard = load_scorecard(closed_assessment)

    names = ["Overview", "Blocks", "Items", "Distributions", "Groups", "Method"]
    assert book.sheetnames == names
    blocks, items = table_of(book["Blocks"]), table_of(book["Items"])
    assert [row["Score of 100"] for row in blocks] == [b.score for b in scorecard.blocks]
    assert [row["Score of 100"] for row in items] == [s.score for s in scorecard.stones]
    assert [row["People"] for row in table_of(book["Groups"])] == [5, 5, 5, 5]
    counted = table_of(book["Distributions"])
    assert len(counted) == 2 * len(scorecard.spread.items)
    assert [counted[0][str(level)] for level in range(5)] == [0, 0, 10, 0, 0]


def test_every_file_says_where_it_comes_from(as_user, olive, closed_assessment):
    client, snapshot = as_user(olive), closed_assessment.snapshot
    book = book_of(file_of(client, closed_assessment, "xlsx"))
    told = [
        dict(book[name].iter_rows(min_row=2, values_only=True)) for name in ("Overview", "Method")
    ]
    told.append({row[3]: row[4] for row in rows_of(file_of(client, closed_assessment, "csv"))})
    for facts in told:
        assert facts["Fingerprint of the results"] == snapshot.digest
        assert facts["Results taken on"] == snapshot.taken_on.isoformat()
        assert facts["Method"] == f"version {snapshot.method} · edition 2"
        assert facts["Maturity model"].startswith("Customer experience")
        figures = ("People whose answers count", "Smallest group shown")
        assert [int(facts[name]) for name in figures] == [10, 3]
    document = json.loads(file_of(client, closed_assessment, "json").content)
    assert document["scorecard"] == snapshot.payload
    assert (document["digest"], document["taken_on"]) == (snapshot.digest, str(snapshot.taken_on))


def test_csv_has_a_line_for_each_figure(as_user, olive, closed_assessment):
    rows = rows_of(file_of(as_user(olive), closed_assessment, "csv"))
    assert rows[0] == ["Part", "Code", "Name", "Measure", "Value"]
    figures = {(part, code, measure): value for part, code, _name, measure, value in rows}

    scorecard = load_scorecard(closed_assessment)
    for block in scorecard.blocks:
        assert float(figures["Blocks", block.block, "Score of 100"]) == block.score
    for stone in scorecard.stones:
        assert float(figures["Items", stone.stone, "Score of 100"]) == stone.score


def test_files_speak_the_language_of_the_reader(as_user, olive, closed_assessment):
    client = as_user(olive)
    french = book_of(file_of(client, closed_assessment, "xlsx", "fr"))
    titles = [row[1] for row in french.worksheets[2].iter_rows(min_row=2, values_only=True)]

    assert titles == list(wording_of(closed_assessment, "fr").stone_titles.values())


def test_nothing_in_a_workbook_is_a_formula(as_user, olive, closed_assessment):
    closed_assessment.organisation.name = ROGUE
    closed_assessment.organisation.save()
    models.Assessment.objects.update(name="=1+1")
    response = file_of(as_user(olive), closed_assessment, "xlsx")

    with zipfile.ZipFile(io.BytesIO(response.content)) as parts:
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in parts.read(name) for name in sheets)
    book = book_of(response)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert book["Overview"]["B3"].value == "=1+1"
    assert all(sheet.freeze_panes for sheet in book)


def test_nothing_in_a_csv_file_is_taken_for_a_formula(as_user, olive, closed_assessment):
    closed_assessment.organisation.name = ROGUE
    closed_assessment.organisation.save()
    models.Assessment.objects.update(name="＝1+1")
    text = file_of(as_user(olive), closed_assessment, "csv").content.decode("utf-8-sig")

    assert "\x0b" not in text
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            for cell in row:
                number = re.fullmatch(r"-?[\d.]+(e-\d+)?", cell)
                assert number or not re.match(r"\s*[\"]?\s*[=+\-@＝＋－＠]", cell), cell


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_files_are_made_and_not_taken(as_user, olive, closed_assessment, kind):
    models.Assessment.objects.update(name='../"\r\n\u202e' + "x" * 60)
    header = file_of(as_user(olive), closed_assessment, kind).headers["Content-Disposition"]

    name = rf"results-\d{{4}}-\d\d-\d\d-{closed_assessment.pk.hex[:8]}\.{kind}"
    assert re.fullmatch(rf'attachment; filename="{name}"', header)


def test_files_page_offers_all_of_them_and_is_never_kept(as_user, vera, closed_assessment):
    response = as_user(vera).get(page_of(closed_assessment))
    html = response.content.decode()

    assert all(f"/files/{kind}/" in html for kind in KINDS)
    assert "no-store" in response.headers["Cache-Control"]
    for kind in KINDS:
        held = file_of(as_user(vera), closed_assessment, kind).headers["Cache-Control"]
        assert "no-store" in held


def test_files_of_the_first_edition_say_what_was_not_kept(as_user, olive, closed_assessment):
    payload = dict(closed_assessment.snapshot.payload)
    for name in ("spread", "workstreams", "edition"):
        del payload[name]
    store(closed_assessment, payload)
    client = as_user(olive)

    assert "first edition" in client.get(page_of(closed_assessment)).content.decode()
    book = book_of(file_of(client, closed_assessment, "xlsx"))
    assert "first edition" in book["Distributions"]["A2"].value
    assert [row["People"] for row in table_of(book["Groups"])] == [5, 5]
    assert rows_of(file_of(client, closed_assessment, "csv"))


def test_files_of_too_few_answers_are_none(as_user, olive, closed_assessment):
    factories.withhold_results(closed_assessment)
    client = as_user(olive)

    assert "Too few answers" in client.get(page_of(closed_assessment)).content.decode()
    for kind in KINDS:
        address = reverse("assessments:results_file", args=[closed_assessment.pk, kind])
        assert client.get(address).headers["Location"] == page_of(closed_assessment)


def test_files_of_altered_results_are_none(as_user, olive, closed_assessment):
    snapshot = closed_assessment.snapshot
    snapshot.delete()
    snapshot.payload["respondents"] += 1
    snapshot.save(force_insert=True)
    client = as_user(olive)

    pages = [page_of(closed_assessment)]
    pages += [reverse("assessments:results_file", args=[closed_assessment.pk, k]) for k in KINDS]
    for address in pages:
        response = client.get(address)
        assert (response.status_code, response["Content-Type"][:9]) == (409, "text/html")
        assert "altered" in response.content.decode()


def test_files_of_the_quick_form_have_no_figures_by_stage(
    as_user, olive, organisation, maturity_model
):
    assessment = factories.make_assessment(organisation, maturity_model, form="quick")
    quick = maturity_model.stone_set.filter(item__quick=True).values_list("code", flat=True)
    factories.answer(assessment, "sales", dict.fromkeys(quick, (3, 3)), count=5)
    factories.close(assessment)

    book = book_of(file_of(as_user(olive), assessment, "xlsx"))
    assert {
        row["Indicative"] for row in [dict(book["Overview"].iter_rows(min_row=2, values_only=True))]
    } == {"yes"}
    assert {row["Up to “Functional”"] for row in table_of(book["Blocks"])} == {None}


def test_files_of_the_matrix_count_positions(as_user, olive, organisation, maturity_model):
    assessment = factories.make_assessment(
        organisation, maturity_model, form="matrix", min_group_size=3
    )
    sales = organisation.departments.get(code="sales")
    for _ in range(4):
        models.Sheet.objects.create(
            assessment=assessment,
            department=sales,
            vantage="manager",
            language="en",
            is_submitted=True,
            packed=bytes([2] * 8),
        )
    factories.close(assessment)
    client = as_user(olive)

    book = book_of(file_of(client, assessment, "xlsx"))
    assert book.sheetnames == ["Overview", "Blocks", "Positions", "Method"]
    assert {row["People with a position"] for row in table_of(book["Blocks"])} == {4}
    assert {row["People"] for row in table_of(book["Positions"])} == {0, 4}
    assert len(rows_of(file_of(client, assessment, "csv"))) > 20
    assert json.loads(file_of(client, assessment, "json").content)["scorecard"]["form"] == "matrix"
    assert client.get(page_of(assessment)).status_code == 200
