"""What a respondent takes back."""

from django.db import transaction

from assessments import models
from assessments.actions.saving import AnswerRefused


@transaction.atomic
def withdraw_sheet(*, sheet: models.Sheet) -> None:
    """Delete a sheet with all that was said on it, handed in or not.

    Withdrawing twice is withdrawing once. Raises AnswerRefused once the assessment is closed:
    what is in the snapshot stays there.
    """
    # Locked first, as closing does: the sheet is gone before the snapshot is taken, or stays.
    row = models.Sheet.objects.select_for_update().filter(pk=sheet.pk).first()
    assessment = models.Assessment.objects.get(pk=sheet.assessment_id)
    if assessment.is_closed:  # asked first: after closing sheets are gone for a moment (mix_sheets)
        raise AnswerRefused("closed")
    if row:
        row.delete()
