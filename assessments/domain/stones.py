"""From answers to stones: item scores, group means, organisation item scores (method D1, D2)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from assessments.domain.disclosure import Grouping, find_unseen
from assessments.domain.maturity_model import MaturityModel, Stone, find_band
from assessments.domain.means import weighted_mean
from assessments.domain.responses import DONT_KNOW, NOT_APPLICABLE, Department, Responses
from assessments.domain.scorecard import GroupResult, StoneResult, Unseen

Scores = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Whole-number sums of answers: respondents may come in any order and any number.

    Arrays of groups × items: `sixteenths` sums capability × breadth (100 points are 16 of them)
    over the `valid` answers; `answered` adds don't know and not applicable to these.
    """

    column: Mapping[str, int]
    sixteenths: Counts
    valid: Counts
    dont_know: Counts
    not_applicable: Counts


def item_scores(responses: Responses) -> Scores:
    """Item scores 0–100, respondents × items, nan where missing (method D1).

    100 × capability/4 × breadth/4. Missing: no level of capability, or capability of 1 or more
    without a level of breadth. Capability 0 scores 0.
    """
    sixteenths, valid = find_sixteenths(responses)
    return np.where(valid, sixteenths * 6.25, np.nan)


def find_sixteenths(responses: Responses) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Item scores as whole sixteenths of 100, 0 where missing, and where there is one."""
    capability, breadth = responses.capability, responses.breadth
    valid = (capability == 0) | ((capability <= 4) & (breadth <= 4))
    return np.where(valid, capability * breadth, 0).astype(np.uint8), valid


def find_group_results(
    grouping: Grouping,
    respondents: Sequence[str],
    departments: Sequence[Department],
    department_weight: str,
) -> tuple[GroupResult, ...]:
    """Groups with their respondents and weight W (method D2).

    `respondents` has a department code each. W is 1 (`equal`), √Σ headcount (`sqrt_headcount`) or
    Σ headcount (`headcount`) of the group's departments.
    """
    headcounts = {department.code: department.headcount or 0 for department in departments}
    counts = np.unique_counts(np.array(respondents, dtype=np.str_))
    sizes = dict(zip(counts.values.tolist(), counts.counts.tolist(), strict=True))
    return tuple(
        GroupResult(
            group.code,
            group.departments,
            sum(sizes.get(code, 0) for code in group.departments),
            _weight(department_weight, sum(headcounts.get(code, 0) for code in group.departments)),
        )
        for group in grouping.groups
    )


def _weight(department_weight: str, headcount: int) -> float:
    match department_weight:
        case "equal":
            return 1.0
        case "sqrt_headcount":
            return sqrt(headcount)
        case "headcount":
            return float(headcount)
    raise ValueError(f"unknown department weight: {department_weight}")


def find_usable_weight(
    department_weight: str, departments: Sequence[Department], answering: Sequence[str]
) -> str:
    """The weight that can be used: `equal` unless each answering department has a headcount."""
    known = {department.code for department in departments if department.headcount}
    return department_weight if known.issuperset(answering) else "equal"


def tally(responses: Responses, groups: Sequence[GroupResult]) -> Tally:
    """Sums of the answers by group; a respondent of no group raises ValueError."""
    group_of = {code: i for i, group in enumerate(groups) for code in group.departments}
    if strangers := set(responses.departments) - group_of.keys():
        raise ValueError(f"departments without a group: {sorted(strangers)}")
    index = np.array([group_of[code] for code in responses.departments], dtype=np.int64)
    sixteenths, valid = find_sixteenths(responses)
    unknown = (responses.capability == DONT_KNOW) | (
        ~valid & (responses.capability < DONT_KNOW) & (responses.breadth == DONT_KNOW)
    )
    not_applicable = responses.capability == NOT_APPLICABLE
    members = [index == i for i in range(len(groups))]

    def by_group(values: NDArray[np.uint8] | NDArray[np.bool_]) -> Counts:
        return np.array([values[rows].sum(axis=0, dtype=np.int64) for rows in members])

    column = {item: i for i, item in enumerate(responses.items)}
    return Tally(
        column, by_group(sixteenths), by_group(valid), by_group(unknown), by_group(not_applicable)
    )


def score_stones(
    maturity_model: MaturityModel,
    counted: Tally,
    groups: Sequence[GroupResult],
    *,
    form: str,
    min_group_size: int,
    department_weight: str = "equal",
) -> tuple[StoneResult, ...]:
    """Organisation item score M(i), 0–100, of every stone, in the model's order (method D2).

    M(i) = Σ W(p)·m(p,i) / Σ W(p) over the pools of groups that `find_pools` makes for the item;
    m(p,i) is the mean of the answers with a value. `department_weight` is the one that the groups
    were weighed by. None where fewer than `min_group_size` answers have a value.
    """
    asked = set(maturity_model.items(form))
    weigh = partial(_organisation_item_score, groups, department_weight)
    return tuple(
        _score_stone(maturity_model, stone, counted, weigh, min_group_size)
        if stone.code in asked
        else StoneResult(stone.code, None, None, None, None, None, Unseen.NOT_ASKED)
        for stone in maturity_model.stones
    )


def _score_stone(
    maturity_model: MaturityModel,
    stone: Stone,
    counted: Tally,
    weigh: Callable[[Sequence[int], Sequence[int], int], float | None],
    min_group_size: int,
) -> StoneResult:
    column = counted.column.get(stone.code)
    if column is None:
        return StoneResult(stone.code, None, None, 0, 0.0, 0.0, Unseen.TOO_FEW)
    sums = counted.sixteenths[:, column].tolist()
    valid = counted.valid[:, column].tolist()
    dont_know = int(counted.dont_know[:, column].sum())
    not_applicable = int(counted.not_applicable[:, column].sum())
    answered = sum(valid) + dont_know + not_applicable
    unseen = find_unseen(sum(valid), not_applicable, answered, min_group_size)
    score = None if unseen else weigh(sums, valid, min_group_size)
    return StoneResult(
        stone.code,
        score,
        None if score is None else find_band(maturity_model.scoring.stone_status, score),
        sum(valid),
        dont_know / answered if answered else 0.0,
        not_applicable / answered if answered else 0.0,
        unseen,
    )


def _organisation_item_score(
    groups: Sequence[GroupResult],
    department_weight: str,
    sums: Sequence[int],
    valid: Sequence[int],
    min_group_size: int,
) -> float | None:
    codes = [group.code for group in groups]
    return weighted_mean(
        (
            pool_weight(department_weight, [groups[i].weight for i in pool]),
            6.25 * sum(sums[i] for i in pool) / sum(valid[i] for i in pool),
        )
        for pool in find_pools(codes, valid, min_group_size)
    )


def find_pools(
    codes: Sequence[str], valid: Sequence[int], min_group_size: int
) -> tuple[tuple[int, ...], ...]:
    """Places of the groups whose answers to one item make one mean each (method D2, D9).

    `valid` counts the answers with a value in each group of `codes`. Groups with none are left
    out; those with fewer than `min_group_size` are one pool, which takes in the group with the
    fewest (ties by code) while it holds fewer itself.
    """
    order = sorted(
        (count, code, i) for i, (code, count) in enumerate(zip(codes, valid, strict=True))
    )
    heard = [(count, i) for count, _code, i in order if count]
    few = [i for count, i in heard if count < min_group_size]
    rest = [i for count, i in heard if count >= min_group_size]
    while few and rest and sum(valid[i] for i in few) < min_group_size:
        few.append(rest.pop(0))
    alone = tuple((i,) for i in rest)
    return (tuple(few), *alone) if few else alone


def pool_weight(department_weight: str, weights: Sequence[float]) -> float:
    """Weight of several groups together, from their own by `department_weight` (method D2)."""
    if len(weights) == 1:
        return weights[0]
    match department_weight:
        case "sqrt_headcount":
            # Headcounts are whole: rounding takes back what the roots lost.
            return sqrt(sum(round(weight * weight) for weight in weights))
        case "headcount":
            return sum(weights)
    return 1.0
