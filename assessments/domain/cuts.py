"""Block scores of the groups that may be shown, beside one another (method D9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessments.domain.disclosure import Group, Grouping
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.means import DECIMALS, weighted_mean
from assessments.domain.responses import NOT_ASKED, Responses
from assessments.domain.spread import Cell, Cut, CutKind
from assessments.domain.stones import find_sixteenths

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """By group and item: `sixteenths` summed over `valid` answers, and how many were `asked`."""

    sixteenths: Counts
    valid: Counts
    asked: Counts
    people: tuple[int, ...]


def find_cuts(
    maturity_model: MaturityModel, responses: Responses, grouping: Grouping, min_group_size: int
) -> tuple[Cut, ...]:
    """Departments and vantages with their block scores, where a cut has two groups or more.

    An item counts in a cut when every group has `min_group_size` answers with a value, or none at
    all because it was not asked there: otherwise a group's answers could be told by subtraction.
    """
    found = []
    for kind, groups, codes in (
        (CutKind.DEPARTMENT, grouping.groups, responses.departments),
        (CutKind.VANTAGE, grouping.vantages, responses.vantages),
    ):
        if len(groups) > 1:
            sums = _add_up(groups, codes, responses)
            cells = _find_cells(maturity_model, groups, sums, responses.items, min_group_size)
            found.append(Cut(kind, cells))
    return tuple(found)


def _add_up(groups: Sequence[Group], codes: Sequence[str], responses: Responses) -> _Sums:
    home = {code: place for place, group in enumerate(groups) for code in group.departments}
    index = np.array([home[code] for code in codes], dtype=np.int64)
    sixteenths, valid = find_sixteenths(responses)
    asked = responses.capability != NOT_ASKED
    members = [index == place for place in range(len(groups))]

    def by_group(values: NDArray[np.uint8] | NDArray[np.bool_]) -> Counts:
        return np.array([values[rows].sum(axis=0, dtype=np.int64) for rows in members])

    people = tuple(int(rows.sum()) for rows in members)
    return _Sums(by_group(sixteenths), by_group(valid), by_group(asked), people)


def _find_cells(
    maturity_model: MaturityModel,
    groups: Sequence[Group],
    sums: _Sums,
    items: Sequence[str],
    min_group_size: int,
) -> tuple[Cell, ...]:
    enough = (sums.valid >= min_group_size) | ((sums.valid == 0) & (sums.asked == 0))
    usable = enough.all(axis=0)
    column = {item: place for place, item in enumerate(items)}
    return tuple(
        Cell(
            group.code,
            group.departments,
            sums.people[place],
            tuple(_score_blocks(maturity_model, sums, place, usable, column)),
        )
        for place, group in enumerate(groups)
    )


def _score_blocks(
    maturity_model: MaturityModel,
    sums: _Sums,
    place: int,
    usable: NDArray[np.bool_],
    column: Mapping[str, int],
) -> list[tuple[str, float]]:
    """Scores of the blocks of which a group has enough; what it was not asked is no part of it."""
    found = []
    for block in maturity_model.blocks:
        asked = [
            stone
            for stone in maturity_model.stones_of(block)
            if stone.code in column and sums.asked[place, column[stone.code]]
        ]
        valued = [
            stone
            for stone in asked
            if usable[column[stone.code]] and sums.valid[place, column[stone.code]]
        ]
        weight = sum(stone.impact for stone in asked)
        share = sum(stone.impact for stone in valued) / weight if weight else 0.0
        if valued and share >= maturity_model.scoring.sufficient:
            score = weighted_mean(
                (
                    stone.impact,
                    6.25
                    * float(sums.sixteenths[place, column[stone.code]])
                    / float(sums.valid[place, column[stone.code]]),
                )
                for stone in valued
            )
            if score is not None:
                found.append((block, round(score, DECIMALS)))
    return found
