"""A respondent's own answers as they stand, with the highest order number that came with them."""

from dataclasses import dataclass

from assessments import models
from assessments.domain.progress import find_filled
from assessments.queries.responses import load_present

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
    """All that a respondent has said so far, in one query."""
    present = load_present(sheet)
    return SheetState(
        answers={item: entry.value for item, entry in present.answers.items()},
        positions={block: entry.value for block, entry in present.positions.items()},
        comments={block: entry.value for block, entry in present.comments.items()},
        sequence=present.sequence,
    )
