"""Starting from a personal link: one sheet an invitation, on every device."""

from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac

from assessments import models
from assessments.access import ALPHABET, TOKEN_LENGTH, token_digest
from assessments.actions.responses import join_assessment
from assessments.actions.saving import AnswerRefused

_RESUMING: Final = "assessments.invitation.resume"


@transaction.atomic
def start_invited(
    *,
    invitation: models.Invitation,
    department: models.Department,
    vantage: str,
    language: str,
    name: str = "",
) -> tuple[models.Sheet, str]:
    """The sheet of an invitation, made at the first start, and its resume token.

    Raises AnswerRefused once it is handed in or the assessment is closed.
    """
    rows = models.Invitation.objects.select_for_update()
    row = rows.filter(pk=invitation.pk, is_removed=False).first()
    if row is None or not invitation.assessment.is_answerable:
        raise AnswerRefused("closed")
    if row.has_answered:
        raise AnswerRefused("submitted")
    if row.sheet:
        return row.sheet, resume_token(row.sheet)
    sheet, _token = join_assessment(
        assessment=invitation.assessment,
        department=department,
        vantage=vantage,
        language=language,
        name=name,
    )
    token = resume_token(sheet)
    sheet.token_digest = token_digest(token)
    sheet.save(update_fields=["token_digest"])
    models.Invitation.objects.filter(pk=row.pk).update(sheet=sheet)
    return sheet, token


def resume_token(sheet: models.Sheet) -> str:
    """The resume token of an invited sheet, the same for every device that opens the link.

    It is made from the server's key and the random key of the sheet, so nothing is stored beside
    its digest, and a second device does not shut out the first. It has nothing of the invitation:
    once the sheet is handed in, nothing leads from one to the other.
    """
    number = int.from_bytes(salted_hmac(_RESUMING, sheet.pk.hex, algorithm="sha256").digest())
    letters = []
    for _ in range(TOKEN_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
