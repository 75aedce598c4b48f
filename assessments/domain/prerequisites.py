"""What stones need before them must not go round in a circle."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def find_circle(prerequisites: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A circle among stones by code, each needing the next and the last the first; empty if none.

    The first code stands at the end again: (A, B, A) says that A needs B and B needs A. Which of
    several circles is named is not promised. Method B0.
    """
    try:
        TopologicalSorter(prerequisites).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))  # graphlib goes from what is needed to what needs
    return ()
