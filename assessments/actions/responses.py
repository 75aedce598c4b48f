"""What respondents do: join, answer, comment, submit."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assessments import models
from assessments.access import ALPHABET, TOKEN_LENGTH, token_digest
from assessments.actions.invitations import note_answered
from assessments.actions.packing import pack_sheet
from assessments.actions.saving import AnswerRefused, check_packet, lock_writable, write_packet
from assessments.domain.packets import Entry, Packet, Pair, number_changes
from assessments.queries.responses import load_answers, load_positions, load_present


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
    lock_writable(sheet)
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
    answers: Mapping[str, Pair],
    comments: Mapping[str, str] | None = None,
    positions: Mapping[str, int] | None = None,
) -> None:
    """Save answers by stone code, comments and positions by block code, as the newest ones.

    All or nothing; an empty comment takes the former one back. Raises AnswerRefused like
    `save_packet`.
    """
    row = lock_writable(sheet)
    packet = Packet(
        answers=_numbered(answers), comments=_numbered(comments), positions=_numbered(positions)
    )
    sent = check_packet(sheet.assessment, row.vantage, packet)
    values = {
        kind: {key: entry.value for key, entry in getattr(sent, kind).items()}
        for kind in ("answers", "positions", "comments")
    }
    write_packet(sheet, number_changes(load_present(sheet), **values))


def _numbered(values: Mapping[str, Any] | None) -> dict[str, Entry[Any]]:
    return {key: Entry(value, 0) for key, value in (values or {}).items()}


@transaction.atomic
def submit_sheet(*, sheet: models.Sheet) -> None:
    """Hand the sheet in; handing in twice is handing in once. Raises AnswerRefused if closed."""
    try:
        row = lock_writable(sheet)
    except AnswerRefused as refused:
        if refused.reason == "submitted":
            return
        raise
    answers, positions = load_answers(row), load_positions(row)
    row.packed = pack_sheet(sheet.assessment, row.vantage, answers=answers, positions=positions)
    row.is_submitted = True
    row.save(update_fields=["packed", "is_submitted"])
    note_answered(sheet=row)
