"""What respondents do: join, answer, comment, submit."""

import secrets
from collections.abc import Mapping

from django.db import transaction

from assessments import models
from assessments.access import token_digest
from assessments.domain.responses import BLANK, is_consistent, pack
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.responses import load_answers


class AnswerRefused(Exception):
    """The answer cannot stand; `reason` is `closed`, `submitted`, `unknown_item` or `level`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def join_assessment(
    *,
    assessment: models.Assessment,
    department: models.Department,
    vantage: str,
    language: str,
) -> tuple[models.Sheet, str]:
    """A new sheet and the resume token that only the phone keeps. Raises AnswerRefused."""
    if not assessment.is_open:
        raise AnswerRefused("closed")
    token = secrets.token_urlsafe(32)
    sheet = models.Sheet.objects.create(
        assessment=assessment,
        department=department,
        vantage=vantage,
        language=language,
        token_digest=token_digest(token),
    )
    return sheet, token


@transaction.atomic
def save_answers(
    *,
    sheet: models.Sheet,
    answers: Mapping[str, tuple[int, int]],
    comments: Mapping[str, str] | None = None,
) -> None:
    """Save answers by stone code and comments by block code; saving twice changes nothing.

    All or nothing. Raises AnswerRefused for a closed assessment, a submitted sheet, an item that
    the form does not ask or a level that does not exist.
    """
    _check_writable(sheet)
    stones = _asked_stones(sheet)
    for code, (capability, breadth) in answers.items():
        if code not in stones:
            raise AnswerRefused("unknown_item")
        if not is_consistent(capability, breadth):
            raise AnswerRefused("level")
    rows = [
        models.Answer(sheet=sheet, stone_id=stones[code], capability=pair[0], breadth=pair[1])
        for code, pair in answers.items()
    ]
    models.Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["sheet", "stone"],
        update_fields=["capability", "breadth"],
    )
    _save_comments(sheet, comments or {})


def _check_writable(sheet: models.Sheet) -> None:
    status = models.Assessment.objects.values_list("status", flat=True).get(pk=sheet.assessment_id)
    if status != models.Assessment.Status.OPEN:
        raise AnswerRefused("closed")
    if sheet.is_submitted:
        raise AnswerRefused("submitted")


def _asked_stones(sheet: models.Sheet) -> dict[str, int]:
    """Primary keys of the stones that the sheet's form asks, by code."""
    assessment = sheet.assessment
    asked = set(load_maturity_model(assessment.maturity_model).items(assessment.form))
    stones = models.Stone.objects.filter(maturity_model_id=assessment.maturity_model_id)
    return {code: pk for code, pk in stones.values_list("code", "pk") if code in asked}


def _save_comments(sheet: models.Sheet, comments: Mapping[str, str]) -> None:
    blocks = dict(
        models.Block.objects.filter(
            maturity_model_id=sheet.assessment.maturity_model_id, code__in=comments
        ).values_list("code", "pk")
    )
    if set(comments) - set(blocks):
        raise AnswerRefused("unknown_item")
    models.Comment.objects.bulk_create(
        [
            models.Comment(
                sheet=sheet, block_id=blocks[code], text=text[: models.responses.COMMENT_LENGTH]
            )
            for code, text in comments.items()
        ],
        update_conflicts=True,
        unique_fields=["sheet", "block"],
        update_fields=["text"],
    )


@transaction.atomic
def submit_sheet(*, sheet: models.Sheet) -> None:
    """Hand the sheet in; handing in twice is handing in once. Raises AnswerRefused if closed."""
    sheet = models.Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.is_submitted:
        return
    _check_writable(sheet)
    assessment = sheet.assessment
    items = load_maturity_model(assessment.maturity_model).items(assessment.form)
    answers = {code: pair for code, pair in load_answers(sheet).items() if pair[0] != BLANK}
    sheet.packed = pack(answers, items) if answers else None
    sheet.is_submitted = True
    sheet.save(update_fields=["packed", "is_submitted"])
