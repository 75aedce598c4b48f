"""Somebody who has all that is published, and pencil and paper enough (quality C54b).

The attacker knows more than is published: how many people of each department answered. Every answer
has a value, so that counts are known too. What is asked for are the mean block scores of
departments that may not be shown; each is bounded by linear programming over all answers that fit
what is published: item scores, distributions, block scores of the groups of both cuts.
"""

import random
from collections import Counter
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from assessments.domain.disclosure import find_groups, publish
from assessments.domain.responses import Department, Responses
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from assessments.domain.spread import CutKind
from tests.assessments.domain.test_oracle import draw_population
from tests.builders import small_maturity_model

K = 5
POPULATIONS = 40
HALF_A_LEVEL = 12.5
"""Of five levels on 0–100 that are 25 points apart."""
AT_AN_END = 15
"""Under it a stone is absent."""
ITEMS = ("VOC-1", "VOC-2", "VOC-5")
MODEL = small_maturity_model(*ITEMS)
IMPACTS = [MODEL.stone_by_code[item].impact for item in ITEMS]
PAIRS = ((0, 0), *product(range(1, 5), range(1, 5)))
POINTS = [6.25 * capability * breadth for capability, breadth in PAIRS]

Place = tuple[str, str]


@dataclass(frozen=True)
class Round:
    """Who stands where, what they said, and what of it is published."""

    people: Counter[Place]
    answers: Responses
    scorecard: Scorecard


def play(dice: random.Random, people: Counter[Place]) -> Round | None:
    """People of a department see things alike, more or less."""
    everybody = list(people.elements())
    moods = {department: dice.randint(1, 3) for department, _ in people}
    chosen = np.array(
        [[answer(dice, moods[department]) for _ in ITEMS] for department, _ in everybody],
        dtype=np.uint8,
    )
    rows, columns = (tuple(place[side] for place in everybody) for side in (0, 1))
    answers = Responses(ITEMS, rows, columns, chosen[:, :, 0], chosen[:, :, 1])
    departments = [Department(code) for code in sorted(set(rows))]
    grouping = find_groups(departments, rows, K, responses_vantages=columns)
    if not grouping.is_shown:
        return None
    scorecard = score(
        MODEL,
        answers,
        grouping,
        form="full",
        departments=departments,
        min_group_size=K,
        department_weight="equal",
    )
    return Round(people, answers, publish(scorecard))


def answer(dice: random.Random, mood: int) -> tuple[int, int]:
    capability = min(4, max(0, mood + dice.choice((-1, 0, 0, 1))))
    return (capability, min(4, max(1, mood + dice.choice((-1, 0, 1)))) if capability else 0)


class Attack:
    """Unknown: how many of each place (department and vantage) gave each pair of answers to each
    item. How many stand there is unknown too, but for the sizes of departments and vantages."""

    def __init__(self, played: Round) -> None:
        self.sizes = [
            Counter(codes) for codes in (played.answers.departments, played.answers.vantages)
        ]
        self.places = list(product(sorted(self.sizes[0]), sorted(self.sizes[1])))
        self.shape = (len(self.places), len(ITEMS), len(PAIRS))
        self.equations: list[tuple[np.ndarray, float]] = []
        self.whole_points: list[tuple[np.ndarray, float]] = []
        self.learn_sizes(played.scorecard)
        self.learn_scores(played.scorecard)

    def learn_sizes(self, scorecard: Scorecard) -> None:
        """Every department's size, hidden ones too; of vantages what is published; and that the
        same people answered every item."""
        cells = [(0, (code,), size) for code, size in self.sizes[0].items()]
        cells += [
            (1, cell.members, cell.respondents)
            for cut in scorecard.spread.cuts
            if cut.kind is CutKind.VANTAGE
            for cell in cut.cells
        ]
        for (side, codes, size), column in product(cells, range(len(ITEMS))):
            weights = np.zeros(self.shape)
            weights[self.inside(side, codes), column] = 1
            self.equations.append((weights, size))
        for place, column in product(range(len(self.places)), range(1, len(ITEMS))):
            weights = np.zeros(self.shape)
            weights[place, 0], weights[place, column] = 1, -1
            self.equations.append((weights, 0))

    def learn_scores(self, scorecard: Scorecard) -> None:
        for column, stone in enumerate(scorecard.stones):
            self.learn_item(column, stone.score, scorecard)
        for item in scorecard.spread.items:
            for side, told in enumerate((item.capability, item.breadth)):
                self.learn_counts(ITEMS.index(item.stone), side, told.counts)
        for cut in scorecard.spread.cuts:
            side = 0 if cut.kind is CutKind.DEPARTMENT else 1
            for cell in cut.cells:
                for _block, value in cell.scores:
                    weights = self.mean_of(side, cell.members, cell.respondents)
                    self.whole_points.append((weights, value))

    def learn_item(self, column: int, value: float, scorecard: Scorecard) -> None:
        weights = np.zeros(self.shape)
        for group in scorecard.groups:
            share = 1 / group.respondents / len(scorecard.groups)
            weights[self.inside(0, group.departments), column] += np.array(POINTS) * share
        self.equations.append((weights, value))

    def learn_counts(self, column: int, side: int, counts: tuple[int, ...]) -> None:
        classes = [(0,), (1,), (2,), (3,), (4,)] if len(counts) == 5 else [(0, 1), (2,), (3, 4)]
        for levels, count in zip(classes, counts, strict=True):
            weights = np.zeros(self.shape)
            weights[:, column] = [pair[side] in levels for pair in PAIRS]
            self.equations.append((weights, count))

    def inside(self, side: int, codes: tuple[str, ...]) -> list[int]:
        return [n for n, place in enumerate(self.places) if place[side] in codes]

    def mean_of(self, side: int, codes: tuple[str, ...], size: int) -> np.ndarray:
        """Weights that give the mean block score of a group of one of the cuts."""
        weights = np.zeros(self.shape)
        weights[self.inside(side, codes)] = np.outer(IMPACTS, POINTS) / size / sum(IMPACTS)
        return weights

    def _within(self) -> dict[str, np.ndarray]:
        """Block scores of groups are told in whole points: from the value to one more."""
        if not self.whole_points:
            return {}
        rows = np.array([weights.ravel() for weights, _value in self.whole_points])
        values = np.array([value for _weights, value in self.whole_points])
        return {"A_ub": np.vstack([rows, -rows]), "b_ub": np.concatenate([values + 1, -values])}

    def bound(self, department: str) -> tuple[float, float]:
        """The lowest and the highest mean of a department that fits all that is known."""
        wanted = self.mean_of(0, (department,), self.sizes[0][department]).ravel()
        matrix = csr_matrix([weights.ravel() for weights, _ in self.equations])
        values = [value for _, value in self.equations]
        found = [
            linprog(
                sign * wanted,
                A_eq=matrix,
                b_eq=values,
                **self._within(),
                bounds=(0, None),
                method="highs",
            )
            for sign in (1, -1)
        ]
        assert all(result.success for result in found), [result.message for result in found]
        return found[0].fun, -found[1].fun


def hidden_of(played: Round) -> list[str]:
    """Departments that are too small to be shown, with somebody in them."""
    sizes = Counter(played.answers.departments)
    return [
        code
        for group in played.scorecard.groups
        for code in group.departments
        if len(group.departments) > 1 and sizes[code] < K
    ]


def mean_of(played: Round, departments: tuple[str, ...]) -> float:
    rows = np.array([code in departments for code in played.answers.departments])
    scores = 6.25 * played.answers.capability[rows] * played.answers.breadth[rows].astype(float)
    return float(np.average(scores.mean(axis=0), weights=IMPACTS))


def without_vantages(played: Round) -> Round:
    spread = played.scorecard.spread
    cuts = tuple(cut for cut in spread.cuts if cut.kind is CutKind.DEPARTMENT)
    return replace(played, scorecard=replace(played.scorecard, spread=replace(spread, cuts=cuts)))


def play_rounds(seed: int) -> list[Round]:
    """Rounds that have something to hide."""
    dice, found = random.Random(seed), []
    while len(found) < POPULATIONS:
        played = play(dice, draw_population(dice))
        if played and hidden_of(played):
            found.append(played)
    return found


def test_no_hidden_mean_is_told_within_half_a_level():
    narrow = []
    for played in play_rounds(seed=542):
        attack, less = Attack(played), Attack(without_vantages(played))
        for code in hidden_of(played):
            low, high = attack.bound(code)
            assert low - 1e-4 <= mean_of(played, (code,)) <= high + 1e-4
            if high - low < HALF_A_LEVEL:
                pool = next(g for g in played.scorecard.groups if code in g.departments)
                narrow.append(mean_of(played, pool.departments))
                # The second cut tells nothing that the first one does not tell already.
                assert np.ptp(less.bound(code)) < HALF_A_LEVEL
    # What is left is no subtraction: a mean at an end of the scale is that of all its people.
    assert all(mean < AT_AN_END or mean > 100 - AT_AN_END for mean in narrow)
    assert len(narrow) <= 3
