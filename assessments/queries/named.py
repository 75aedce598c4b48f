"""Who said what, in a round where people gave their names. Nothing else reads names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessments import models
from assessments.domain.responses import unpack
from assessments.queries.maturity_model import load_maturity_model

Names = tuple[str, ...]
LAST_LEVEL: Final = 4


@dataclass(frozen=True, slots=True)
class NamedAnswers:
    """Names by the level 0–4 that they chose, of those whose answer has a value."""

    capability: Mapping[int, Names]
    breadth: Mapping[int, Names]


def load_named_answers(assessment: models.Assessment) -> Mapping[str, NamedAnswers]:
    """Who chose what, by item, names in alphabetical order; for members of the organisation only.

    Nothing unless people were asked for their names and told who reads them, or once their answers
    were deleted.
    """
    if not assessment.attributed_mode or assessment.form == models.Assessment.Form.MATRIX:
        return {}
    rows = assessment.sheets.exclude(packed=None).values_list("name", "packed")
    people = sorted(rows, key=lambda row: row[0].casefold())
    items = load_maturity_model(assessment.maturity_model).items(assessment.form)
    capability, breadth = unpack([bytes(packed or b"") for _, packed in people], items)
    names = [name for name, _ in people]
    return {
        item: _name(names, capability[:, column].tolist(), breadth[:, column].tolist())
        for column, item in enumerate(items)
    }


def _name(names: Sequence[str], capability: Sequence[int], breadth: Sequence[int]) -> NamedAnswers:
    """Capability 0 is breadth 0, whatever a sheet holds there."""
    said = [
        (name, how, 0 if how == 0 else where)
        for name, how, where in zip(names, capability, breadth, strict=True)
        if how == 0 or max(how, where) <= LAST_LEVEL
    ]
    return NamedAnswers(
        {
            level: tuple(name for name, how, _ in said if how == level)
            for level in range(LAST_LEVEL + 1)
        },
        {
            level: tuple(name for name, _, where in said if where == level)
            for level in range(LAST_LEVEL + 1)
        },
    )
