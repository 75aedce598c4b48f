"""Answers as values. The only module that reads them."""

from collections import Counter

from assessments import models
from assessments.domain.participation import Attendance
from assessments.domain.responses import Responses, unpack
from assessments.queries.departments import load_frozen
from assessments.queries.maturity_model import load_maturity_model

Pair = tuple[int, int]


def load_responses(assessment: models.Assessment) -> Responses:
    """The packed sheets of an assessment, in an order that says nothing."""
    items = load_maturity_model(assessment.maturity_model).items(assessment.form)
    rows = list(
        assessment.sheets.exclude(packed=None)
        .order_by("pk")
        .values_list("department__code", "vantage", "packed")
    )
    capability, breadth = unpack([bytes(packed or b"") for _, _, packed in rows], items)
    return Responses(
        items=items,
        departments=tuple(department for department, _, _ in rows),
        vantages=tuple(vantage for _, vantage, _ in rows),
        capability=capability,
        breadth=breadth,
    )


def load_answers(sheet: models.Sheet) -> dict[str, Pair]:
    """A respondent's own answers by stone code."""
    rows = sheet.answers.values_list("stone__code", "capability", "breadth")
    return {code: (capability, breadth) for code, capability, breadth in rows}


def load_comments(sheet: models.Sheet) -> dict[str, str]:
    """A respondent's own comments by block code."""
    return dict(sheet.comments.values_list("block__code", "text"))


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
