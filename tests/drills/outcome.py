"""What a drill found."""

from typing import NamedTuple


class Outcome(NamedTuple):
    """The line of a drill; `passed` is None when it could not be run here."""

    name: str
    passed: bool | None
    figures: str

    def __str__(self) -> str:
        verdict = {True: "PASS", False: "FAIL", None: "not run"}[self.passed]
        return f"{verdict:<8} {self.name}: {self.figures}"
