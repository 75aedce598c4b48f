"""What respondents do: join, answer, comment, submit."""

import secrets
from collections.abc import Mapping

from django.db import transaction

from assessments import models
from assessments.access import ALPHABET, TOKEN_LENGTH, token_digest
from assessments.domain.responses import BLANK, CommentRefused, clean_comment, is_consistent, pack
from assessments.queries.maturity_model import load_block_keys, load_maturity_model, load_stone_keys
from assessments.queries.responses import load_answers


class AnswerRefused(Exception):
    """The answer cannot stand.

    `reason` is `closed`, `submitted`, `unknown_item`, `level`, `too_long` or `text`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def new_resume_token() -> str:
    """What a phone keeps and a person can type: 31 ** 26 tokens, 128.8 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


@transaction.atomic
def join_assessment(
    *,
    assessment: models.Assessment,
    department: models.Department,
    vantage: str,
    language: str,
    name: str = "",
) -> tuple[models.Sheet, str]:
    """A new sheet and the resume token that only the phone keeps. Raises AnswerRefused.

    `name` is kept in attributed mode only.
    """
    if not assessment.is_answerable:
        raise AnswerRefused("closed")
    token = new_resume_token()
    sheet = models.Sheet.objects.create(
        assessment=assessment,
        department=department,
        vantage=vantage,
        language=language,
        name=name if assessment.attributed_mode else "",
        token_digest=token_digest(token),
    )
    return sheet, token


@transaction.atomic
def change_respondent(
    *, sheet: models.Sheet, department: models.Department, vantage: str, name: str = ""
) -> None:
    """Correct where a respondent works and sees from, before the sheet is handed in.

    `name` is kept in attributed mode only. Raises AnswerRefused for a closed assessment and a
    submitted sheet.
    """
    _lock_writable(sheet)
    name = name if sheet.assessment.attributed_mode else ""
    rows = models.Sheet.objects.filter(pk=sheet.pk)
    rows.update(department=department, vantage=vantage, name=name)


@transaction.atomic
def save_language(*, sheet: models.Sheet, language: str) -> None:
    """Remember the language that a respondent reads."""
    models.Sheet.objects.filter(pk=sheet.pk).update(language=language)


@transaction.atomic
def save_answers(
    *,
    sheet: models.Sheet,
    answers: Mapping[str, tuple[int, int]],
    comments: Mapping[str, str] | None = None,
) -> None:
    """Save answers by stone code and comments by block code; saving twice changes nothing.

    All or nothing; an empty comment takes the former one back. Raises AnswerRefused for a closed
    assessment, a submitted sheet, an item that the form does not ask, a level that does not exist
    or a comment that cannot be kept.
    """
    _lock_writable(sheet)
    _save_answers(sheet, answers)
    _save_comments(sheet, comments or {})


def _lock_writable(sheet: models.Sheet) -> models.Sheet:
    """The sheet, locked. Closing locks it as well: an answer is in the snapshot or refused."""
    row = next(iter(models.Sheet.objects.select_for_update().filter(pk=sheet.pk)), None)
    dates = models.Assessment.objects.only("status", "opens_on", "closes_on")
    assessment = next(iter(dates.filter(pk=sheet.assessment_id)), None)
    if row is not None and row.is_submitted:
        raise AnswerRefused("submitted")
    if row is None or assessment is None or not assessment.is_answerable:
        raise AnswerRefused("closed")
    return row


def _save_answers(sheet: models.Sheet, answers: Mapping[str, tuple[int, int]]) -> None:
    assessment = sheet.assessment
    asked = load_maturity_model(assessment.maturity_model).items(assessment.form)
    if not answers.keys() <= set(asked):
        raise AnswerRefused("unknown_item")
    if not all(is_consistent(*pair) for pair in answers.values()):
        raise AnswerRefused("level")
    stones = load_stone_keys(assessment.maturity_model)
    models.Answer.objects.bulk_create(
        [
            models.Answer(sheet=sheet, stone_id=stones[code], capability=pair[0], breadth=pair[1])
            for code, pair in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["sheet", "stone"],
        update_fields=["capability", "breadth"],
    )


def _save_comments(sheet: models.Sheet, comments: Mapping[str, str]) -> None:
    blocks = load_block_keys(sheet.assessment.maturity_model)
    if not comments.keys() <= blocks.keys():
        raise AnswerRefused("unknown_item")
    try:
        texts = {blocks[code]: clean_comment(text) for code, text in comments.items()}
    except CommentRefused as refused:
        raise AnswerRefused(refused.reason) from refused
    emptied = [block for block, text in texts.items() if not text]
    if emptied:
        sheet.comments.filter(block_id__in=emptied).delete()
    models.Comment.objects.bulk_create(
        [
            models.Comment(sheet=sheet, block_id=block, text=text)
            for block, text in texts.items()
            if text
        ],
        update_conflicts=True,
        unique_fields=["sheet", "block"],
        update_fields=["text"],
    )


@transaction.atomic
def submit_sheet(*, sheet: models.Sheet) -> None:
    """Hand the sheet in; handing in twice is handing in once. Raises AnswerRefused if closed."""
    try:
        row = _lock_writable(sheet)
    except AnswerRefused as refused:
        if refused.reason == "submitted":
            return
        raise
    assessment = sheet.assessment
    items = load_maturity_model(assessment.maturity_model).items(assessment.form)
    answers = {code: pair for code, pair in load_answers(row).items() if pair[0] != BLANK}
    row.packed = pack(answers, items) if answers else None
    row.is_submitted = True
    row.save(update_fields=["packed", "is_submitted"])
