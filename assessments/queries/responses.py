"""Answers as values. The only module that reads them."""

from collections import Counter
from typing import Final

from django.db import connection

from assessments import models
from assessments.domain.packets import Entry, Packet
from assessments.domain.participation import Attendance
from assessments.domain.positions import Positions
from assessments.domain.responses import Responses, unpack, unpack_positions
from assessments.queries.departments import load_frozen
from assessments.queries.maturity_model import load_block_keys, load_maturity_model, load_stone_keys

Pair = tuple[int, int]
SHEET: Final = models.Sheet._meta.get_field("id")
PRESENT: Final = """
SELECT 'answer', stone_id, capability, breadth, '', sequence
FROM assessments_answer WHERE sheet_id = %(sheet)s
UNION ALL
SELECT 'position', block_id, stage, 0, '', sequence
FROM assessments_position WHERE sheet_id = %(sheet)s
UNION ALL
SELECT 'comment', block_id, 0, 0, text, sequence
FROM assessments_comment WHERE sheet_id = %(sheet)s
"""
"""Every page of respondents and every packet asks this: to put it together anew each time took a
sixth of all that the server does for them."""


def load_responses(assessment: models.Assessment) -> Responses:
    """The packed sheets of an assessment, in an order that says nothing."""
    items = load_maturity_model(assessment.maturity_model).items(assessment.form)
    rows = list(
        assessment.sheets.exclude(packed=None)
        .order_by("pk")
        .values_list("department__code", "vantage", "packed", "source")
    )
    capability, breadth = unpack([bytes(packed or b"") for _, _, packed, _ in rows], items)
    return Responses(
        items=items,
        departments=tuple(department for department, _, _, _ in rows),
        vantages=tuple(vantage for _, vantage, _, _ in rows),
        capability=capability,
        breadth=breadth,
        entered=tuple(source != models.Sheet.Source.SCREEN for *_, source in rows),
    )


def load_all_positions(assessment: models.Assessment) -> Positions:
    """The packed sheets of an assessment with the form `matrix`, in an order that says nothing."""
    blocks = load_maturity_model(assessment.maturity_model).questionnaire_order
    rows = list(
        assessment.sheets.exclude(packed=None).order_by("pk").values_list("packed", "source")
    )
    return Positions(
        blocks,
        unpack_positions([bytes(packed or b"") for packed, _ in rows], blocks),
        tuple(source != models.Sheet.Source.SCREEN for _, source in rows),
    )


def load_answers(sheet: models.Sheet) -> dict[str, Pair]:
    """A respondent's own answers by stone code."""
    rows = sheet.answers.values_list("stone__code", "capability", "breadth")
    return {code: (capability, breadth) for code, capability, breadth in rows}


def load_comments(sheet: models.Sheet) -> dict[str, str]:
    """A respondent's own comments by block code, without those that were taken back."""
    return dict(sheet.comments.exclude(text="").values_list("block__code", "text"))


def load_positions(sheet: models.Sheet) -> dict[str, int]:
    """A respondent's own positions by block code: the number of a stage, 0 for don't know."""
    return dict(sheet.positions.values_list("block__code", "stage"))


def load_present(sheet: models.Sheet) -> Packet:
    """All that stands on a sheet with its order numbers, taken back comments included, in one
    query."""
    version = sheet.assessment.maturity_model
    stones = {key: code for code, key in load_stone_keys(version).items()}
    blocks = {key: code for code, key in load_block_keys(version).items()}
    present: tuple[dict[str, Entry[Pair]], dict[str, Entry[int]], dict[str, Entry[str]]]
    present = ({}, {}, {})
    with connection.cursor() as cursor:
        cursor.execute(PRESENT, {"sheet": SHEET.get_db_prep_value(sheet.pk, connection)})
        rows = cursor.fetchall()
    for kind, key, first, second, text, number in rows:
        if kind == "answer":
            present[0][stones[key]] = Entry((first, second), number)
        elif kind == "position":
            present[1][blocks[key]] = Entry(first, number)
        else:
            present[2][blocks[key]] = Entry(text, number)
    return Packet(*present)


def load_attendance(assessment: models.Assessment) -> tuple[Attendance, ...]:
    """Who handed in an answer, by department, in the order of names: for bands, never for the eye.

    A sheet handed in blank does not count, as it does not when the assessment closes.
    """
    submitted = Counter(
        assessment.sheets.filter(is_submitted=True, packed__isnull=False).values_list(
            "department__code", flat=True
        )
    )
    return tuple(
        Attendance(department.name, department.headcount, submitted[department.code])
        for department in load_frozen(assessment)
    )
