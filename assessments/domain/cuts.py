"""Block scores of the groups that may be shown, beside one another (method D6, D9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assessments.domain.disclosure import Group, Grouping, blur
from assessments.domain.maturity_model import MaturityModel, Stone
from assessments.domain.means import DECIMALS, weighted_mean
from assessments.domain.oracle import count_leaks
from assessments.domain.responses import NOT_ASKED, Responses
from assessments.domain.spread import Cell, Cut, CutKind
from assessments.domain.stones import find_sixteenths

LEADERS: Final = "leader"
FRONT_LINE: Final = "front_line"

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Groups of one cut. By group and item: `sixteenths` summed over `valid` answers, and how many
    were `asked`; `usable` items count in this cut, `index` is each respondent's group."""

    groups: Sequence[Group]
    sixteenths: Counts
    valid: Counts
    asked: Counts
    usable: Flags
    index: Counts

    def mean(self, place: int, column: int) -> float:
        """Mean item score of a group, 0–100."""
        return 6.25 * float(self.sixteenths[place, column]) / float(self.valid[place, column])


class Cuts:
    """Departments and vantages, each where at least two groups may be shown.

    An item counts in a cut when every group has `min_group_size` answers with a value, or none at
    all because it was not asked there. In the cut by vantage it counts only when nobody's answer
    can be worked out from it and the departments together either.
    """

    def __init__(
        self,
        maturity_model: MaturityModel,
        responses: Responses,
        grouping: Grouping,
        min_group_size: int,
    ) -> None:
        self.maturity_model, self.k = maturity_model, min_group_size
        self.column = {item: place for place, item in enumerate(responses.items)}
        sixteenths, valid = find_sixteenths(responses)
        asked = responses.capability != NOT_ASKED
        rows = _add_up(grouping.groups, responses.departments, sixteenths, valid, asked)
        self.rows = self._keep_safe(rows, None, valid)
        self.columns: _Sums | None = None
        if len(grouping.vantages) > 1:
            columns = _add_up(grouping.vantages, responses.vantages, sixteenths, valid, asked)
            self.columns = self._keep_safe(columns, rows, valid)

    def _keep_safe(self, sums: _Sums, other: _Sums | None, valid: Flags) -> _Sums:
        if self.k == 1:  # with names nothing is hidden
            return sums
        enough = (sums.valid >= self.k) | ((sums.valid == 0) & (sums.asked == 0))
        usable = enough.all(axis=0)
        if other is not None and len(other.groups) > 1:
            usable &= ~_find_leaking(other.index, sums.index, valid, usable, self.k)
        return _Sums(sums.groups, sums.sixteenths, sums.valid, sums.asked, usable, sums.index)

    def list(self) -> tuple[Cut, ...]:
        """Each cut with its groups and their block scores, in whole points."""
        shown = ((CutKind.DEPARTMENT, self.rows), (CutKind.VANTAGE, self.columns))
        return tuple(
            Cut(kind, tuple(self._find_cell(sums, place) for place in range(len(sums.groups))))
            for kind, sums in shown
            if sums is not None and len(sums.groups) > 1
        )

    def _find_cell(self, sums: _Sums, place: int) -> Cell:
        group = sums.groups[place]
        people = int((sums.index == place).sum())
        scores = (
            (block, self._score_block(sums, place, block)) for block in self.maturity_model.blocks
        )
        told = tuple((block, score) for block, score in scores if score is not None)
        return Cell(group.code, group.departments, people, told)

    def _score_block(self, sums: _Sums, place: int, block: str) -> float | None:
        """A group's score of a block, of what it was asked; None under a sufficient share of it."""
        asked = [stone for stone in self._stones(block) if sums.asked[place, self._of(stone)]]
        valued = [
            stone
            for stone in asked
            if sums.usable[self._of(stone)] and sums.valid[place, self._of(stone)]
        ]
        weight = sum(stone.impact for stone in asked)
        if not weight or sum(s.impact for s in valued) < (
            weight * self.maturity_model.scoring.sufficient
        ):
            return None
        score = weighted_mean((s.impact, sums.mean(place, self._of(s))) for s in valued)
        return None if score is None else blur(score, self.k)

    def _stones(self, block: str) -> Sequence[Stone]:
        return [s for s in self.maturity_model.stones_of(block) if s.code in self.column]

    def _of(self, stone: Stone) -> int:
        return self.column[stone.code]

    def find_perception_gap(self, block: str) -> float | None:
        """Leaders' score of a block less the front line's, −100 to 100, in whole points.

        Of the items that count in the cut and that both were asked; None unless both are shown,
        each by itself.
        """
        sums = self.columns
        places = {g.departments: place for place, g in enumerate(sums.groups)} if sums else {}
        above, below = places.get((LEADERS,)), places.get((FRONT_LINE,))
        if sums is None or above is None or below is None:
            return None
        both = [
            stone
            for stone in self._stones(block)
            if sums.usable[self._of(stone)]
            and sums.valid[above, self._of(stone)]
            and sums.valid[below, self._of(stone)]
        ]
        upper, lower = (
            weighted_mean((stone.impact, sums.mean(place, self._of(stone))) for stone in both)
            for place in (above, below)
        )
        if upper is None or lower is None:
            return None
        return blur(round(upper - lower, DECIMALS), self.k) + 0.0  # −0.0 becomes 0.0


def _add_up(
    groups: Sequence[Group],
    codes: Sequence[str],
    sixteenths: NDArray[np.uint8],
    valid: Flags,
    asked: Flags,
) -> _Sums:
    home = {code: place for place, group in enumerate(groups) for code in group.departments}
    index = np.array([home[code] for code in codes], dtype=np.int64)
    members = [index == place for place in range(len(groups))]

    def by_group(values: NDArray[np.uint8] | Flags) -> Counts:
        return np.array([values[rows].sum(axis=0, dtype=np.int64) for rows in members])

    everything = np.ones(valid.shape[1], dtype=np.bool_)
    return _Sums(groups, by_group(sixteenths), by_group(valid), by_group(asked), everything, index)


def _find_leaking(rows: Counts, columns: Counts, valid: Flags, usable: Flags, k: int) -> Flags:
    """Items of which fewer than `k` people's answers follow from both cuts together."""
    width = int(columns.max()) + 1
    place = rows * width + columns
    order = np.argsort(place, kind="stable")
    places, starts = np.unique(place[order], return_index=True)
    counts = np.add.reduceat(valid[order], starts, axis=0, dtype=np.int64)
    leaking = np.zeros(valid.shape[1], dtype=np.bool_)
    for item in np.flatnonzero(usable):
        leaking[item] = count_leaks(_table(places.tolist(), counts[:, item].tolist(), width), k) > 0
    return leaking


def _table(
    places: Sequence[int], counts: Sequence[int], width: int
) -> Mapping[tuple[str, str], int]:
    return {
        (str(place // width), str(place % width)): count
        for place, count in zip(places, counts, strict=True)
        if count
    }
