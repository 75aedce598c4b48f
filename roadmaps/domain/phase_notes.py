"""What people promise of a phase and who covers it (rules R7 and R11, method E3)."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhaseNote:
    """What customers will notice of a phase, how it will show, who sponsors it and who deputises;
    empty where nobody said."""

    phase: str
    benefit: str = ""
    proof: str = ""
    sponsor: str = ""
    deputy: str = ""
    revision: int = 0

    @property
    def states_benefit(self) -> bool:
        """It says what customers will notice and how that will show (R7)."""
        return bool(self.benefit and self.proof)

    @property
    def is_covered(self) -> bool:
        """It names sponsor and deputy (R11)."""
        return bool(self.sponsor and self.deputy)


def phases_with_benefit(notes: Iterable[PhaseNote]) -> frozenset[str]:
    """Phases that keep rule R7 by what is said of them: `Facts.benefits`."""
    return frozenset(note.phase for note in notes if note.states_benefit)


def phases_covered(notes: Iterable[PhaseNote]) -> frozenset[str]:
    """Phases that keep rule R11: `Facts.covered`."""
    return frozenset(note.phase for note in notes if note.is_covered)
