"""What the history of a version has to be told because no single row was saved."""

from collections.abc import Iterable, Sequence
from typing import Any

from simple_history.utils import bulk_update_with_history, get_history_manager_for_model

from assessments import models

BASELINE = "baseline"
"""Reason of the first entry of what was loaded as a whole: something to compare with later."""


def note_event(*, maturity_model: models.MaturityModel, reason: str) -> None:
    """Sign and date what happened to a version as a whole, like `published` or `copied: 1`."""
    history: Any = get_history_manager_for_model(models.MaturityModel)
    history.bulk_history_create(
        [maturity_model], update=True, default_change_reason=reason[:100], batch_size=None
    )


def note_baseline(*, rows: Sequence[Any]) -> None:
    """Keep rows of one kind as they were first written."""
    if rows:
        history: Any = get_history_manager_for_model(type(rows[0]))
        history.bulk_history_create(rows, default_change_reason=BASELINE)


def save_rows(*, rows: Sequence[Any], fields: Iterable[str]) -> None:
    """Update columns of rows of one kind, each with an entry in its history."""
    if rows:
        bulk_update_with_history(rows, type(rows[0]), list(fields))
