"""Results computed once more from the stored answers, and compared with what was stored."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Check:
    """`path` is the first place, in the order of names, where both differ."""

    outcome: Outcome
    path: str = ""

    @property
    def is_alarming(self) -> bool:
        """Whether stored results can no longer be trusted."""
        return self.outcome in {Outcome.BROKEN, Outcome.DIFFERS}


def check_snapshot(snapshot: models.Snapshot) -> Check:
    """Compare stored results with what the stored answers amount to; writes nothing.

    Answers that are gone, and a former edition of the method, leave nothing to compare with.
    """
    stored, assessment = snapshot.payload, snapshot.assessment
    if digest(stored) != snapshot.digest:
        return Check(Outcome.BROKEN)
    if stored is not None and not assessment.sheets.exclude(packed=None).exists():
        return Check(Outcome.ANSWERS_GONE)
    if stored is not None and _edition(assessment, stored) != EDITION:
        return Check(Outcome.FORMER_EDITION)
    found = _compute(assessment)
    if digest(found) == snapshot.digest:
        return Check(Outcome.SAME)
    return Check(Outcome.DIFFERS, find_difference(stored, found))


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
