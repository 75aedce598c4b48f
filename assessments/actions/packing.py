"""Sheets as they are kept once handed in: all answers as one row of small numbers."""

from collections.abc import Mapping

from assessments import models
from assessments.domain.responses import BLANK, pack, pack_positions
from assessments.queries.maturity_model import load_maturity_model

NOTHING = (BLANK, BLANK)


def pack_sheet(
    assessment: models.Assessment,
    vantage: str,
    *,
    answers: Mapping[str, tuple[int, int]],
    positions: Mapping[str, int],
) -> bytes | None:
    """What somebody of a vantage said to what they are asked; None when that is nothing.

    `answers` by stone code, or `positions` by block code in the form `matrix`.
    """
    maturity_model = load_maturity_model(assessment.maturity_model)
    if assessment.form == models.Assessment.Form.MATRIX:
        return pack_positions(positions, maturity_model.questionnaire_order) if positions else None
    asked = maturity_model.asked(assessment.form, vantage, assessment.short_vantages)
    given = {code: answers[code] for code in asked if answers.get(code, NOTHING) != NOTHING}
    return pack(given, maturity_model.items(assessment.form), asked) if given else None
