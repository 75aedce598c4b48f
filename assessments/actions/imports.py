"""Answers that were gathered elsewhere."""

from collections.abc import Sequence

from django.db import transaction

from assessments import models
from assessments.actions.assessments import WrongState
from assessments.domain.responses import pack
from assessments.exchange.answers import ImportedSheet
from assessments.queries.maturity_model import load_maturity_model, load_stone_keys


@transaction.atomic
def import_sheets(
    *, assessment: models.Assessment, sheets: Sequence[ImportedSheet]
) -> list[models.Sheet]:
    """Add sheets to an open assessment as if handed in, without a link to a phone.

    Raises WrongState unless the assessment is open.
    """
    row = models.Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not row.is_open:
        raise WrongState
    items = load_maturity_model(row.maturity_model).items(row.form)
    departments = {department.code: department for department in row.organisation.departments.all()}
    made = models.Sheet.objects.bulk_create(
        models.Sheet(
            assessment=row,
            department=departments[sheet.department],
            vantage=sheet.vantage,
            language=row.languages[0],
            is_submitted=True,
            packed=pack(sheet.answers, items) if sheet.answers else None,
        )
        for sheet in sheets
    )
    stones = load_stone_keys(row.maturity_model)
    models.Answer.objects.bulk_create(
        models.Answer(sheet=sheet, stone_id=stones[item], capability=pair[0], breadth=pair[1])
        for sheet, imported in zip(made, sheets, strict=True)
        for item, pair in imported.answers.items()
    )
    return made
