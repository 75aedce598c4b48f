"""Answers that were gathered elsewhere."""

from collections.abc import Sequence

from django.db import transaction

from assessments import models
from assessments.actions.assessments import WrongState
from assessments.actions.packing import pack_sheet
from assessments.exchange.answers import ImportedSheet
from assessments.queries.maturity_model import load_block_keys, load_stone_keys


@transaction.atomic
def import_sheets(
    *,
    assessment: models.Assessment,
    sheets: Sequence[ImportedSheet],
    source: str = models.Sheet.Source.FILE,
) -> list[models.Sheet]:
    """Add sheets to an open assessment as if handed in, without a link to a phone.

    `source` is where they are said to come from: whoever brings a file has read it, which counts
    when groups are formed. Raises WrongState unless the assessment is open.
    """
    row = models.Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not row.is_open:
        raise WrongState
    departments = {department.code: department for department in row.organisation.departments.all()}
    made = models.Sheet.objects.bulk_create(
        models.Sheet(
            assessment=row,
            department=departments[sheet.department],
            vantage=sheet.vantage,
            language=row.languages[0],
            source=source,
            is_submitted=True,
            packed=pack_sheet(row, sheet.vantage, answers=sheet.answers, positions=sheet.positions),
        )
        for sheet in sheets
    )
    _write_answers(row, made, sheets)
    return made


def _write_answers(
    assessment: models.Assessment, made: Sequence[models.Sheet], sheets: Sequence[ImportedSheet]
) -> None:
    stones = load_stone_keys(assessment.maturity_model)
    models.Answer.objects.bulk_create(
        models.Answer(sheet=sheet, stone_id=stones[item], capability=pair[0], breadth=pair[1])
        for sheet, imported in zip(made, sheets, strict=True)
        for item, pair in imported.answers.items()
    )
    blocks = load_block_keys(assessment.maturity_model)
    models.Position.objects.bulk_create(
        models.Position(sheet=sheet, block_id=blocks[block], stage=stage)
        for sheet, imported in zip(made, sheets, strict=True)
        for block, stage in imported.positions.items()
    )
