"""What closing leaves in the database’s files, and how it goes.

That is the order in which people began, and former versions of rows, which tell whose sheet it was.
"""

import uuid
from typing import Final

from django.db import connection, transaction

from assessments import models
from assessments.models.rows import key_of

_OF_SHEETS: Final = "sheet_id IN (SELECT id FROM assessments_sheet WHERE assessment_id = %s)"
_TABLES: Final = (
    (models.Comment, _OF_SHEETS),
    (models.Position, _OF_SHEETS),
    (models.Answer, _OF_SHEETS),
    (models.Sheet, "assessment_id = %s"),
)


@transaction.atomic
def mix_sheets(*, pk: uuid.UUID | str) -> int:
    """Write the sheets of a closed assessment anew, as they are, in an order that says nothing.

    A database fills its file from front to back: the place of a row tells who began first. How many
    sheets there are; 0 for an assessment that is not closed.
    """
    rows = models.Assessment.objects.select_for_update()
    assessment = rows.filter(pk=pk, status=models.Assessment.Status.CLOSED).first()
    if assessment is None:
        return 0
    # Locked: what another transaction deletes meanwhile does not come back.
    count = len(assessment.sheets.select_for_update().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for model, condition in _TABLES:
            table, key = model._meta.db_table, [key_of(assessment)]
            which = f"FROM {table} WHERE {condition}"
            cursor.execute(f"CREATE TEMPORARY TABLE mixed AS SELECT * {which}", key)
            cursor.execute(f"DELETE {which}", key)
            cursor.execute(f"INSERT INTO {table} SELECT * FROM mixed ORDER BY RANDOM()")  # noqa: S608
            cursor.execute("DROP TABLE mixed")
    return count


def tidy_files() -> bool:
    """Rewrite SQLite’s file without what was deleted, and empty its log; to be called outside of
    transactions. False when somebody read meanwhile, so that the log could not be emptied.

    On PostgreSQL that is the operator’s (docs/operators.md).
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        is_busy, *_pages = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
