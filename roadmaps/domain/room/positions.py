"""Where a stone stands by the survey, by the second round and by agreement (method G3)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import Scorecard
from assessments.domain.spread import ItemSpread
from roadmaps.domain.claims import claim_points
from roadmaps.domain.rescoring import rescore
from roadmaps.domain.room.rounds import SecondRound


class Basis(StrEnum):
    """Which positions of stones a roadmap is made from."""

    SURVEY = "survey"
    ROOM = "room"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a room agreed of a stone: capability and breadth (0–4), who decided (a role), why, and
    what somebody still has against it."""

    capability: int
    breadth: int
    decided_by: str
    reason: str
    reservations: str
    agreed_on: dt.date

    @property
    def score(self) -> float:
        """The item score, 0–100, as of an answer (method D1)."""
        return claim_points((self.capability, self.breadth))


@dataclass(frozen=True, slots=True)
class Positions:
    """A stone by all who placed it; None where nobody did, or too few. `survey`: M(i) on 0–100;
    `views`: how answers of the survey are spread."""

    stone: str
    block: str
    survey: float | None
    views: ItemSpread | None = None
    room: SecondRound | None = None
    agreed: Agreed | None = None

    @property
    def is_talked_about(self) -> bool:
        """Whether there is anything beside the survey."""
        return self.room is not None or self.agreed is not None

    @property
    def room_score(self) -> float | None:
        """The item score (0–100) of the second round; None without one."""
        return self.room.score if self.room else None

    @property
    def change(self) -> float | None:
        """By how much agreement (0–1) grew from the survey to the second round; None where one of
        the two may not be told as a figure (method D9)."""
        if self.views is None or self.room is None:
            return None
        before, after = self.views.agreement, self.room.spread.agreement
        return None if before is None or after is None else after - before

    @property
    def has_both(self) -> bool:
        """Whether both rounds say how far views agree, in a band at least."""
        return self.views is not None and self.room is not None

    def score_by(self, basis: Basis) -> float | None:
        """The score (0–100) that stands in place of the survey's; None: the survey's stands."""
        if basis is Basis.ROOM and self.room:
            return self.room.score
        if basis is Basis.AGREED and self.agreed:
            return self.agreed.score
        return None


@dataclass(frozen=True, slots=True)
class DayChange:
    """What the conversation changed: of `items` with both rounds, how many have another band
    (`nearer`, `farther`), and mean agreement (0–1) `before` and `after` of the `counted` ones
    whose figures may be told; None where there is none."""

    items: int
    nearer: int
    farther: int
    counted: int
    before: float | None
    after: float | None

    @property
    def unchanged(self) -> int:
        """Items whose band is what it was."""
        return self.items - self.nearer - self.farther


BANDS: Final = ("divergent", "to_discuss", "aligned")
"""From two camps to one view (method D6)."""


def find_day_change(positions: Iterable[Positions]) -> DayChange | None:
    """What the conversation changed over all items that have both rounds; None without any."""
    both = [(each.views, each.room.spread) for each in positions if each.views and each.room]
    if not both:
        return None
    steps = [_steps(before.band, after.band) for before, after in both]
    pairs = [
        (before.agreement, after.agreement)
        for before, after in both
        if before.agreement is not None and after.agreement is not None
    ]
    count = len(pairs)
    return DayChange(
        items=len(both),
        nearer=sum(step > 0 for step in steps),
        farther=sum(step < 0 for step in steps),
        counted=count,
        before=sum(pair[0] for pair in pairs) / count if count else None,
        after=sum(pair[1] for pair in pairs) / count if count else None,
    )


def _steps(before: str | None, after: str | None) -> int:
    if before not in BANDS or after not in BANDS:
        return 0
    return BANDS.index(after) - BANDS.index(before)


def choose_scores(positions: Iterable[Positions], basis: Basis) -> dict[str, float]:
    """Scores (0–100) that stand in place of the survey's, by stone; empty for the survey itself.

    `ROOM`: of the second round where there is one; `AGREED`: of the agreed position where there is
    one; everywhere else the survey stands (method G3).
    """
    scores = ((each.stone, each.score_by(basis)) for each in positions)
    return {stone: score for stone, score in scores if score is not None}


def find_bases(positions: Iterable[Positions]) -> tuple[Basis, ...]:
    """The bases there is something of, the survey first."""
    known = tuple(positions)
    found = [basis for basis in Basis if choose_scores(known, basis)]
    return (Basis.SURVEY, *found)


def with_positions(
    maturity_model: MaturityModel, scorecard: Scorecard, scores: Mapping[str, float]
) -> Scorecard:
    """The scorecard that a roadmap on another basis is made from: values of stones, stages of
    blocks and organisation, and the crossing all follow these scores (0–100). Without any it is
    the scorecard itself, untouched."""
    known = {stone: s for stone, s in scores.items() if stone in maturity_model.stone_by_code}
    return rescore(maturity_model, scorecard, known) if known else scorecard


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """Which positions a version was made from: of `used` stones another than the survey's stands
    in, and that of `differing` has another score."""

    basis: Basis = Basis.SURVEY
    used: int = 0
    differing: int = 0


SURVEYED: Final = MadeFrom()


def tell_made_from(
    basis: Basis, scorecard: Scorecard | None, scores: Mapping[str, float]
) -> MadeFrom:
    """What to say of a version on `basis`, made from `scores` (0–100) in place of the survey's.

    A stone of which the survey has no score differs (method G3).
    """
    results = scorecard.stones if scorecard else ()
    survey = {result.stone: result.score for result in results}
    differing = sum(survey.get(stone) != score for stone, score in scores.items())
    return MadeFrom(basis, len(scores), differing)
