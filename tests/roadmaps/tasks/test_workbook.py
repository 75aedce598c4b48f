import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone

from assessments.queries.results import load_snapshot_facts
from cxmaturity.documents.cells import decode_cell
from roadmaps.actions.programmes import ensure_programme
from roadmaps.models import Report
from roadmaps.queries.course import load_course
from roadmaps.queries.plan import load_plan
from tests.roadmaps import extremes, register_rows
from tests.roadmaps.documents import print_document

HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "\t=1",
    "  =1",
    "a\x00b\x0bc\ud800d",
    "_x000D_",
    "</t><f>1+1</f>",
    "&amp; <b>“x”</b>",
    "😀👩‍👩‍👧 مرحبا \u202eabc",
    "x" * 300,
]


@pytest.fixture
def full_programme(worked_roadmap):
    """An indicator with two values, a benefit, a cost, a decision, a risk."""
    organisation = worked_roadmap.assessment.organisation
    programme = ensure_programme(organisation=organisation)
    programme.daily_rate, programme.currency = Decimal(500), "CHF"
    programme.save()
    stone = worked_roadmap.initiatives.exclude(phase="").first().stone
    indicator = programme.indicators.create(
        name="Loops closed", stone=stone, baseline=40, target=80, unit="%"
    )
    indicator.measurements.create(measured_on=dt.date(2027, 1, 5), value=50)
    indicator.measurements.create(measured_on=dt.date(2027, 1, 25), value=60.5, note="After a week")
    programme.benefits.create(
        stone=stone, title="Fewer calls", family="cost", likely=Decimal("12000.50")
    )
    programme.costs.create(stone=stone, cost_type="training", amount=Decimal(3000))
    register_rows.make_decision(organisation, decided_on=dt.date(2026, 12, 1))
    register_rows.make_risk(organisation)
    worked_roadmap.initiatives.filter(stone=stone).update(
        owner="Head of service", status="running", progress=40
    )
    return programme


def open_book(roadmap, language="en"):
    content = print_document(roadmap, language, Report.Kind.WORKBOOK)
    return openpyxl.load_workbook(io.BytesIO(content)), content


def rows_of(sheet):
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_workbook_says_of_every_step_what_the_plan_says(worked_roadmap, full_programme):
    book, _content = open_book(worked_roadmap)
    course = load_course(worked_roadmap)
    steps = load_plan(worked_roadmap, course, timezone.localdate())
    rows = rows_of(book["Plan"])

    assert [row["Code"] for row in rows] == [step.stone for step in steps]
    assert [row["Person-days"] for row in rows] == [s.initiative.gap.effort for s in steps]
    assert [row["From"] and row["From"].date() for row in rows] == [s.starts_on for s in steps]
    assert [row["To"] and row["To"].date() for row in rows] == [s.ends_on for s in steps]
    first = next(row for row in rows if row["Owner"])
    assert (first["Owner"], first["Status"], first["Progress"]) == (
        "Head of service", "Under way", 0.4,
    )  # fmt: skip
    assert first["Indicators"] == "Loops closed"


def test_workbook_carries_load_indicators_money_registers_and_its_origin(
    worked_roadmap, full_programme
):
    book, _content = open_book(worked_roadmap)

    assert book.sheetnames == [
        "Plan", "Load by month", "Indicators", "Measured values", "Benefits", "Costs",
        "Costs by phase", "Decisions", "Risks", "About",
    ]  # fmt: skip
    load, efforts = rows_of(book["Load by month"]), rows_of(book["Plan"])
    planned = sum(row["Person-days"] for row in efforts if row["From"])
    assert sum(row["Person-days"] for row in load) == pytest.approx(planned)
    assert [row["Value"] for row in rows_of(book["Measured values"])] == [50, 60.5]
    assert rows_of(book["Indicators"])[0]["Part of the way"] == pytest.approx(20.5 / 40)
    assert rows_of(book["Benefits"])[0]["A year, likely"] == 12000.5
    assert rows_of(book["Costs"])[0]["Amount"] == 3000
    whole = rows_of(book["Costs by phase"])[-1]
    assert whole["In all, once"] == whole["Person-days"] * 500 + 3000
    assert rows_of(book["Decisions"])[0]["Decided on"].date() == dt.date(2026, 12, 1)
    assert rows_of(book["Risks"])[0]["Rate"] == "assumed"
    about = dict(book["About"].iter_rows(values_only=True))
    digest = load_snapshot_facts(worked_roadmap.assessment).digest
    assert about["Fingerprint of the results"] == digest
    assert about["Version of the roadmap"] == worked_roadmap.number


def test_workbook_has_frozen_heads_widths_and_formats_of_days_and_numbers(
    worked_roadmap, full_programme
):
    book, _content = open_book(worked_roadmap)

    assert all(sheet.freeze_panes in {"B2", "C2"} for sheet in book)
    plan = book["Plan"]
    assert plan.column_dimensions["B"].width == 46
    assert plan["G2"].is_date
    assert {plan["I2"].data_type, plan["K2"].data_type} == {"n"}
    assert plan["K2"].number_format == "0.0%"


def test_workbook_takes_no_text_for_a_formula(worked_roadmap, full_programme):
    kept = [text.replace("\x00", "").replace("\ud800", "") for text in HOSTILE]  # as rows hold them
    worked_roadmap.initiatives.update(owner=kept[0], value_now=kept[9], prepares_later=kept[12])
    for text in kept:
        full_programme.indicators.create(name=text[:120], owner=text[:120], position=1)

    book, content = open_book(worked_roadmap)

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in sheets)
    held = {re.sub(r"[\x0b\x0c]", " ", text)[:120].strip() for text in kept}
    owners = {decode_cell(row["Owner"] or "") for row in rows_of(book["Indicators"])}
    assert owners - {""} == held


def test_workbook_is_in_the_language_asked_for(worked_roadmap, full_programme):
    english, french = open_book(worked_roadmap)[0], open_book(worked_roadmap, "fr")[0]

    assert english["Plan"]["B2"].value != french["Plan"]["B2"].value
    assert len(english.sheetnames) == len(french.sheetnames)


def test_workbook_of_a_plan_without_registers_says_so(worked_roadmap):
    book, _content = open_book(worked_roadmap)

    assert book["Indicators"]["A2"].value == "No indicator is followed yet."
    assert book["Risks"]["A2"].value == "No risk is registered yet."


@pytest.mark.parametrize(("which", "least"), [("crowded", 12), ("many", 200)])
def test_workbook_of_extreme_organisations_has_a_row_for_every_step(db, which, least):
    roadmap = getattr(extremes, f"make_{which}")()

    book, _content = open_book(roadmap, "fr")

    assert book.worksheets[0].max_row == roadmap.initiatives.count() + 1 > least
