"""A respondent's own answers as they stand, with the highest order number that came with them."""

from dataclasses import dataclass

from assessments import models
from assessments.domain.progress import find_filled

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetState:
    """Answers by item, positions by block (form `matrix`), comments by block; `sequence` ≥ 0."""

    answers: dict[str, Pair]
    positions: dict[str, int]
    comments: dict[str, str]
    sequence: int

    @property
    def filled(self) -> frozenset[str]:
        """Codes of items and blocks that need nothing more."""
        return find_filled(self.answers, self.positions)


def load_state(sheet: models.Sheet) -> SheetState:
    """All that a respondent has said so far, in two queries."""
    comments = list(sheet.comments.values_list("block__code", "text", "sequence"))
    answers, positions = _load_chosen(sheet)
    numbers = [row[3] for row in answers] + [row[2] for row in (*positions, *comments)]
    return SheetState(
        answers={code: (capability, breadth) for code, capability, breadth, _ in answers},
        positions={code: stage for code, stage, _ in positions},
        comments={code: text for code, text, _ in comments},
        sequence=max(numbers, default=0),
    )


def load_filled(sheet: models.Sheet) -> frozenset[str]:
    """Codes of items and blocks that need nothing more, in one query."""
    answers, positions = _load_chosen(sheet)
    pairs = {code: (capability, breadth) for code, capability, breadth, _ in answers}
    return find_filled(pairs, [code for code, _, _ in positions])


def _load_chosen(
    sheet: models.Sheet,
) -> tuple[list[tuple[str, int, int, int]], list[tuple[str, int, int]]]:
    if sheet.assessment.form == models.Assessment.Form.MATRIX:
        return [], list(sheet.positions.values_list("block__code", "stage", "sequence"))
    fields = ("stone__code", "capability", "breadth", "sequence")
    return list(sheet.answers.values_list(*fields)), []
