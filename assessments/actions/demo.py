"""The demo organisation: made once from the fixture, by the actions that everybody uses."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from assessments import models
from assessments.actions.assessments import (
    close_assessment,
    extend_assessment,
    open_assessment,
    save_assessment,
)
from assessments.actions.imports import import_sheets
from assessments.actions.organisations import DepartmentEntry, create_organisation, save_member
from assessments.actions.responses import join_assessment, save_answers, submit_sheet
from assessments.exchange.answers import ImportedSheet
from assessments.exchange.demo import Demo, DemoComment, DemoRound, make_sheets
from assessments.queries.maturity_model import load_maturity_model

Role = models.Membership.Role


@transaction.atomic
def ensure_demo(
    *, demo: Demo, maturity_model: models.MaturityModel, consultant: User, viewer: User
) -> models.Organisation:
    """The demo organisation; an existing one keeps its data, and its open round stays open."""
    organisation = models.Organisation.objects.filter(is_demo=True).first()
    if organisation is None:
        organisation = _create(demo, consultant)
        for of in demo.rounds:
            _hold_round(demo, of, organisation, maturity_model)
    for user, role in ((consultant, Role.CONSULTANT), (viewer, Role.VIEWER)):
        save_member(organisation=organisation, user=user, role=role)
    _keep_open(demo, organisation)
    return organisation


def _create(demo: Demo, consultant: User) -> models.Organisation:
    organisation = create_organisation(
        user=consultant,
        name=demo.name,
        departments=[
            DepartmentEntry(department.name, department.headcount, department.function)
            for department in demo.departments
        ],
    )
    models.Organisation.objects.filter(pk=organisation.pk).update(is_demo=True)
    organisation.refresh_from_db()
    return organisation


def _keep_open(demo: Demo, organisation: models.Organisation) -> None:
    """Somebody who starts the demo weeks later still finds a round to join."""
    today = timezone.localdate()
    longest = max(of.last_day for of in demo.rounds)
    ended = organisation.assessments.filter(
        status=models.Assessment.Status.OPEN, closes_on__lt=today
    )
    for assessment in ended:
        extend_assessment(assessment=assessment, closes_on=today + dt.timedelta(days=longest))


def _hold_round(
    demo: Demo,
    of: DemoRound,
    organisation: models.Organisation,
    maturity_model: models.MaturityModel,
) -> None:
    today = timezone.localdate()
    assessment = models.Assessment(
        organisation=organisation,
        maturity_model=maturity_model,
        name=of.name,
        form=of.form,
        short_vantages=list(of.short_vantages),
        contact=of.contact,
        opens_on=today + dt.timedelta(days=of.first_day),
        closes_on=today + dt.timedelta(days=of.last_day),
    )
    save_assessment(assessment=assessment)
    assessment = open_assessment(assessment=assessment)
    sheets = list(make_sheets(demo.profile, load_maturity_model(maturity_model), of))
    for comment in of.comments:
        _answer_alone(assessment, _take(sheets, comment), {comment.block: comment.text})
    for sheet in sheets[len(sheets) - of.unfinished :]:
        _answer_alone(assessment, sheet, {}, hands_in=False)
    import_sheets(
        assessment=assessment,
        sheets=sheets[: len(sheets) - of.unfinished],
        source=models.Sheet.Source.SCREEN,  # invented people answered on invented phones
    )
    if of.is_closed:
        close_assessment(assessment=assessment)


def _take(sheets: list[ImportedSheet], comment: DemoComment) -> ImportedSheet:
    """The sheet of the person who makes the comment, taken out of the list."""
    place = (comment.department, comment.vantage)
    sheet = next(sheet for sheet in sheets if (sheet.department, sheet.vantage) == place)
    sheets.remove(sheet)
    return sheet


def _answer_alone(
    assessment: models.Assessment,
    sheet: ImportedSheet,
    comments: dict[str, str],
    *,
    hands_in: bool = True,
) -> None:
    """Answer like somebody with a phone; who does not hand in stops half way."""
    row, _token = join_assessment(
        assessment=assessment,
        department=assessment.organisation.departments.get(code=sheet.department),
        vantage=sheet.vantage,
        language=assessment.languages[0],
    )
    answers = list(sheet.answers.items())
    given = dict(answers if hands_in else answers[: len(answers) // 2])
    save_answers(sheet=row, answers=given, comments=comments)
    if hands_in:
        submit_sheet(sheet=row)


def find_rounds(
    organisation: models.Organisation,
) -> tuple[models.Assessment | None, models.Assessment | None]:
    """The first closed assessment of the demo that places stones, and its newest open one."""
    rounds = organisation.assessments.exclude(form=models.Assessment.Form.MATRIX)
    status = models.Assessment.Status
    return (
        rounds.filter(status=status.CLOSED).order_by("opens_on").first(),
        rounds.filter(status=status.OPEN).order_by("-opens_on").first(),
    )
