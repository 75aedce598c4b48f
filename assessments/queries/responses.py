"""Answers as values. The only module that reads them."""

from dataclasses import dataclass

from assessments import models
from assessments.domain.responses import BLANK, Department, Responses, unpack
from assessments.queries.maturity_model import load_maturity_model

Pair = tuple[int, int]


def load_departments(assessment: models.Assessment) -> tuple[Department, ...]:
    """The organisation's departments as scoring sees them."""
    return tuple(
        Department(department.code, department.headcount, department.function)
        for department in assessment.organisation.departments.order_by("code")
    )


def load_responses(assessment: models.Assessment) -> Responses:
    """The packed sheets of an assessment, in an order that says nothing."""
    items = load_maturity_model(assessment.maturity_model).items(assessment.form)
    rows = list(
        assessment.sheets.exclude(packed=None)
        .order_by("pk")
        .values_list("department__code", "vantage", "packed")
    )
    capability, breadth = unpack([bytes(packed) for _, _, packed in rows], items)
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


def is_answered(pair: Pair | None) -> bool:
    """Whether a question needs nothing more: a level with its breadth, or a reason for none."""
    if pair is None or pair[0] == BLANK:
        return False
    return pair[0] > 4 or pair[1] != BLANK


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many sheets a department has: submitted, and joined in all. Shown in bands only."""

    department: str
    headcount: int | None
    joined: int
    submitted: int


def load_attendance(assessment: models.Assessment) -> tuple[Attendance, ...]:
    """Attendance by department, in the order of their names."""
    rows = assessment.sheets.values_list("department_id", "is_submitted")
    departments = assessment.organisation.departments.order_by("name")
    sheets = list(rows)
    return tuple(
        Attendance(
            department=department.name,
            headcount=department.headcount,
            joined=sum(pk == department.pk for pk, _ in sheets),
            submitted=sum(pk == department.pk and done for pk, done in sheets),
        )
        for department in departments
    )
