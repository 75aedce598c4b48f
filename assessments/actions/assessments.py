"""The life of an assessment: in preparation, open, closed."""

import datetime as dt
import secrets

from django.db import transaction

from assessments import models
from assessments.access import ALPHABET, CODE_LENGTH
from assessments.actions.invitations import forget_invitations
from assessments.actions.packing import pack_sheet
from assessments.actions.set_up import check_set_up
from assessments.domain.disclosure import TooFewAnswers, find_groups, publish
from assessments.domain.positions import Panorama, count_positions
from assessments.domain.responses import drop_silent
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from assessments.queries.departments import freeze, load_departments
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.responses import load_all_positions, load_responses
from assessments.queries.snapshots import digest, to_document


class WrongState(Exception):
    """The assessment is not in the state that the action needs."""


def new_join_code() -> str:
    """Ten letters that can be read aloud: 31 ** 10 codes, 49.5 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


SET_UP = (
    "name",
    "maturity_model",
    "form",
    "short_vantages",
    "rotates_blocks",
    "sector_pack",
    "languages",
    "opens_on",
    "closes_on",
    "time_zone",
    "contact",
    "retention_months",
    "attributed_mode",
    "min_group_size",
    "department_weight",
)


@transaction.atomic
def save_assessment(*, assessment: models.Assessment) -> models.Assessment:
    """Write the set-up of an assessment in preparation.

    Raises WrongState once it is open: the set-up is frozen then. Raises SetUpRefused when its parts
    do not fit one another.
    """
    check_set_up(assessment)
    if models.Assessment.objects.filter(pk=assessment.pk).exists():
        _locked(assessment, models.Assessment.Status.DRAFT)
        assessment.save(update_fields=SET_UP)
    else:
        assessment.save(force_insert=True)
    return assessment


@transaction.atomic
def extend_assessment(*, assessment: models.Assessment, closes_on: dt.date) -> models.Assessment:
    """Move the last day of an open assessment. Raises WrongState unless it is open."""
    row = _locked(assessment, models.Assessment.Status.OPEN)
    row.closes_on = closes_on
    row.save(update_fields=["closes_on"])
    return row


def _locked(assessment: models.Assessment, status: str) -> models.Assessment:
    row = models.Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.status != status:
        raise WrongState
    return row


@transaction.atomic
def open_assessment(*, assessment: models.Assessment) -> models.Assessment:
    """Let people answer: the assessment gets its join code and keeps its departments as they are.

    Raises WrongState if it is not a draft.
    """
    row = _locked(assessment, models.Assessment.Status.DRAFT)
    row.departments = freeze(row)
    row.status = models.Assessment.Status.OPEN
    row.join_code = new_join_code()
    row.save(update_fields=["departments", "status", "join_code"])
    return row


@transaction.atomic
def close_assessment(*, assessment: models.Assessment) -> models.Snapshot:
    """End answering for good and take the snapshot that every page reads.

    Packs every sheet with an answer, erases what links sheets to phones, scores and publishes.
    Raises WrongState unless the assessment is open.
    """
    row = _locked(assessment, models.Assessment.Status.OPEN)
    _pack_open_sheets(row)
    row.sheets.update(token_digest=None)
    forget_invitations(assessment=row)
    row.departments = freeze(row)
    row.status = models.Assessment.Status.CLOSED
    row.closed_on = row.today
    row.save(update_fields=["departments", "status", "closed_on"])
    return take_snapshot(row)


def _pack_open_sheets(assessment: models.Assessment) -> None:
    # Whoever saves an answer locks the sheet: the answer is packed here, or refused after closing.
    open_sheets = assessment.sheets.select_for_update().filter(is_submitted=False)
    sheets = list(open_sheets.prefetch_related("answers__stone", "positions__block"))
    for sheet in sheets:
        sheet.packed = pack_sheet(
            assessment,
            sheet.vantage,
            answers={a.stone.code: (a.capability, a.breadth) for a in sheet.answers.all()},
            positions={p.block.code: p.stage for p in sheet.positions.all()},
        )
    models.Sheet.objects.bulk_update(sheets, ["packed"], batch_size=200)


def take_snapshot(assessment: models.Assessment) -> models.Snapshot:
    """Store what may be seen of an assessment; with too few answers, that nothing may."""
    if assessment.form == models.Assessment.Form.MATRIX:
        results: Scorecard | Panorama | None = count_assessment(assessment)
    else:
        results = score_assessment(assessment)
    document = to_document(results) if results else None
    maturity_model = load_maturity_model(assessment.maturity_model)
    return models.Snapshot.objects.create(
        assessment=assessment,
        taken_on=assessment.today,
        method=maturity_model.scoring.method,
        payload=document,
        digest=digest(document),
    )


def count_assessment(assessment: models.Assessment) -> Panorama | None:
    """The positions of a matrix that may be published; None when too few people answered."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    k = assessment.min_group_size
    try:
        return count_positions(maturity_model, load_all_positions(assessment), min_group_size=k)
    except TooFewAnswers:
        return None


def score_assessment(
    assessment: models.Assessment, *, by: models.MaturityModel | None = None
) -> Scorecard | None:
    """The scorecard that may be published; None when too few people answered.

    `by` another version than the assessment's own: all sheets and groups stay those of the
    assessment, questions meet by their code. So every stone has the score that it has anyway, or
    none, and the rest is made of these: nothing about a small group can be told from it.
    """
    responses = drop_silent(load_responses(assessment))
    departments = load_departments(assessment)
    k = assessment.min_group_size
    try:
        grouping = find_groups(
            departments,
            responses.departments,
            k,
            responses_vantages=responses.vantages,
            entered=responses.entered,
        )
        scorecard = score(
            load_maturity_model(by or assessment.maturity_model),
            responses,
            grouping,
            form=assessment.form,
            departments=departments,
            min_group_size=k,
            department_weight=assessment.department_weight,
        )
        return publish(scorecard)
    except TooFewAnswers:
        return None
