"""Rows for tests."""

import datetime
import itertools
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from assessments import models
from assessments.actions.assessments import close_assessment, open_assessment
from assessments.actions.maturity_model import publish_maturity_model
from assessments.actions.responses import join_assessment, save_answers, submit_sheet
from assessments.exchange.writing import load_maturity_model
from assessments.queries.snapshots import digest
from tests import shipped_rows
from tests.builders import shipped_document

PASSWORD = "a long enough password"
_numbers = itertools.count(1)


def make_user(name: str, **fields: Any) -> Any:
    """A person with an account."""
    return get_user_model().objects.create_user(username=name, password=PASSWORD, **fields)


def make_maturity_model(*, publish: bool = True, **changes: Any) -> models.MaturityModel:
    """The shipped maturity model as rows; `changes` replace top-level parts of its document."""
    if not changes and shipped_rows.is_free():
        return _make_shipped(publish=publish)
    row = load_maturity_model(shipped_document() | changes)
    if publish:
        publish_maturity_model(maturity_model=row)
    return row


def _make_shipped(*, publish: bool) -> models.MaturityModel:
    row = shipped_rows.put_back()
    if publish:
        shipped_rows.publish(row)
    return row


def make_organisation(
    *,
    consultant: Any = None,
    viewer: Any = None,
    departments: Mapping[str, int | None] | None = None,
    name: str = "Acme (demo)",
) -> models.Organisation:
    """An organisation with departments by name and headcount."""
    organisation = models.Organisation.objects.create(name=name)
    for department, headcount in (departments or {"Sales": 40, "Service": 60}).items():
        organisation.departments.create(
            code=department.lower().replace(" ", "-"), name=department, headcount=headcount
        )
    roles = models.Membership.Role
    for user, role in ((consultant, roles.CONSULTANT), (viewer, roles.VIEWER)):
        if user:
            organisation.memberships.create(user=user, role=role)
    return organisation


def make_assessment(
    organisation: models.Organisation,
    maturity_model: models.MaturityModel,
    *,
    status: str = "open",
    **fields: Any,
) -> models.Assessment:
    """An assessment in preparation or open (use `close` on an open one)."""
    today = timezone.localdate()
    values = {
        "name": f"Wave {next(_numbers)}",
        "form": "full",
        "opens_on": today,
        "closes_on": today + datetime.timedelta(days=14),
    }
    assessment = models.Assessment.objects.create(
        organisation=organisation, maturity_model=maturity_model, **(values | fields)
    )
    return open_assessment(assessment=assessment) if status == "open" else assessment


def answer(
    assessment: models.Assessment,
    department: str,
    answers: Mapping[str, tuple[int, int]],
    *,
    vantage: str = "manager",
    submit: bool = True,
    count: int = 1,
) -> list[models.Sheet]:
    """Sheets of `count` respondents of a department (by code) who all answer alike."""
    row = assessment.organisation.departments.get(code=department)
    sheets = []
    for _ in range(count):
        sheet, _token = join_assessment(
            assessment=assessment, department=row, vantage=vantage, language="en"
        )
        save_answers(sheet=sheet, answers=answers)
        if submit:
            submit_sheet(sheet=sheet)
        sheets.append(sheet)
    return sheets


def all_items(
    maturity_model: models.MaturityModel, capability: int, breadth: int, **others: tuple[int, int]
) -> dict[str, tuple[int, int]]:
    """The same answer to every item; `others` (VIS_1=…) answer differently."""
    codes = maturity_model.stone_set.values_list("code", flat=True)
    changed = {code.replace("_", "-"): pair for code, pair in others.items()}
    return dict.fromkeys(codes, (capability, breadth)) | changed


def close(assessment: models.Assessment) -> models.Snapshot:
    """Close an open assessment."""
    snapshot = close_assessment(assessment=assessment)
    assessment.refresh_from_db()
    return snapshot


def withhold_results(assessment: models.Assessment) -> None:
    """As if too few people had answered."""
    former = models.Snapshot.objects.get(assessment=assessment)
    former.delete()
    models.Snapshot.objects.create(
        assessment=assessment, taken_on=former.taken_on, method=former.method, digest=digest(None)
    )
