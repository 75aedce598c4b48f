"""Results computed once more from the stored answers, and compared with what was stored."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from assessments import models
from assessments.actions.assessments import count_assessment, score_assessment
from assessments.domain.scorecard import EDITION
from assessments.queries.snapshots import digest, to_document


class Outcome(StrEnum):
    """What a second computation says of stored results."""

    SAME = "same"
    BROKEN = "broken"
    DIFFERS = "differs"
    ANSWERS_GONE = "answers_gone"
    FORMER_EDITION = "former_edition"
    FORMER_DIFFERS = "former_differs"
    SHEET_BROKEN = "sheet_broken"
    NO_ANSWERS = "no_answers"


HARMLESS: Final = {Outcome.SAME, Outcome.ANSWERS_GONE, Outcome.NO_ANSWERS, Outcome.FORMER_EDITION}
LATER_FIELDS: Final = {"spread", "workstreams", "edition"}
"""What the first edition of the method did not have."""


@dataclass(frozen=True, slots=True)
class Check:
    """`path` is the first place, in the order of names, where both differ."""

    outcome: Outcome
    path: str = ""

    @property
    def is_alarming(self) -> bool:
        """Whether stored results, or the answers they came from, can no longer be trusted."""
        return self.outcome not in HARMLESS


def check_snapshot(snapshot: models.Snapshot) -> Check:
    """Compare stored results with what the stored answers amount to; writes nothing.

    Without answers there is nothing to compare with: they were deleted, or, where the results say
    nothing either, may never have been. Of a former edition of the method, what it had is compared.
    """
    stored, assessment = snapshot.payload, snapshot.assessment
    if digest(stored) != snapshot.digest:
        return Check(Outcome.BROKEN)
    if not assessment.sheets.exclude(packed=None).exists():
        return Check(Outcome.NO_ANSWERS if stored is None else Outcome.ANSWERS_GONE)
    try:
        found = _compute(assessment)
    except ValueError:  # a packed sheet has another length than its questions take
        return Check(Outcome.SHEET_BROKEN)
    if stored is not None and _edition(assessment, stored) != EDITION:
        return _compare_former(stored, found)
    if digest(found) == snapshot.digest:
        return Check(Outcome.SAME)
    return Check(Outcome.DIFFERS, find_difference(stored, found))


def _compare_former(stored: dict[str, Any], found: dict[str, Any] | None) -> Check:
    """What the first edition kept, against the same fields as they come out today."""
    kept = {name: value for name, value in stored.items() if name != "edition"}
    today = found and {name: value for name, value in found.items() if name not in LATER_FIELDS}
    if path := find_difference(kept, today):
        return Check(Outcome.FORMER_DIFFERS, path)
    return Check(Outcome.FORMER_EDITION)


def _edition(assessment: models.Assessment, stored: dict[str, Any]) -> int:
    """The edition that results were computed with; counting positions has one only."""
    if assessment.form == models.Assessment.Form.MATRIX:
        return EDITION
    return int(stored.get("edition", 1))


def _compute(assessment: models.Assessment) -> Any:
    is_matrix = assessment.form == models.Assessment.Form.MATRIX
    results = count_assessment(assessment) if is_matrix else score_assessment(assessment)
    # As it would be read back: lists for tuples, texts for codes.
    return json.loads(json.dumps(to_document(results))) if results else None


def find_difference(stored: Any, found: Any, path: str = "") -> str:
    """The first place where two JSON values differ (`stones.3.score`); '' where they are alike.

    `whole` when one of them as a whole is something else.
    """
    if isinstance(stored, dict) and isinstance(found, dict):
        pairs = [(key, stored.get(key), found.get(key)) for key in sorted({*stored, *found})]
    elif isinstance(stored, list) and isinstance(found, list):
        if len(stored) != len(found):
            return f"{path}.length".lstrip(".")
        pairs = [(number, *both) for number, both in enumerate(zip(stored, found, strict=True))]
    else:
        same = stored == found and type(stored) is type(found)
        return "" if same else path or "whole"
    for name, one, other in pairs:
        if place := find_difference(one, other, f"{path}.{name}".lstrip(".")):
            return place
    return ""
