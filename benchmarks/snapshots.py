"""How long results take to compute and to show, how that grows, and how large they are stored."""

import json
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from django.test import Client
from django.urls import reverse

from assessments import models
from assessments.domain.disclosure import find_groups, publish
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.responses import BLANK, DONT_KNOW, Department, Responses
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from assessments.queries.snapshots import to_document
from benchmarks.timing import Line, Note, time_calls

DEPARTMENTS = 6
PROMISED = {100: 0.15, 1_000: 0.15, 10_000: 0.3, 100_000: 2.0}
PAGES = ("results", "results_differing", "results_people", "results_files")
K = 5


def measure_snapshots(maturity_model: MaturityModel) -> Iterator[Line | Note]:
    """Results of 10², 10³, 10⁴ and 10⁵ people, how time grows tenfold by tenfold, and the size."""
    lines = [measure_snapshot(maturity_model, size, PROMISED[size]) for size in PROMISED]
    yield from lines
    growth = [f"{more.seconds / few.seconds:.1f}" for few, more in pairwise(lines)]
    yield Note(f"ten times as many people take a snapshot {', '.join(growth)} times as long")
    sizes = [_weigh(_compute(maturity_model, _draw(maturity_model, size))) for size in PROMISED]
    yield Note(f"a stored snapshot of 10², 10³, 10⁴, 10⁵ people has {', '.join(sizes)} kB")


def measure_snapshot(maturity_model: MaturityModel, respondents: int, promised: float) -> Line:
    """Grouping, scoring, spread and publishing of packed sheets."""
    responses = _draw(maturity_model, respondents)
    runs = 3 if respondents > 10_000 else 7
    seconds = time_calls(lambda: _compute(maturity_model, responses), runs)
    what = f"snapshot of {respondents:,} respondents, {len(responses.items)} stones"
    return Line(what, seconds, promised, runs)


def measure_pages(user: object, assessment: models.Assessment, respondents: int) -> Iterator[Line]:
    """Pages of a stored snapshot."""
    desk = Client()
    desk.force_login(user)
    for name in PAGES:
        address = reverse(f"assessments:{name}", args=[assessment.pk])

        def see(address: str = address) -> None:
            assert desk.get(address).status_code == 200

        yield Line(f"page {name}, {respondents:,} respondents", time_calls(see, 20), 0.1, 20)


def _compute(maturity_model: MaturityModel, responses: Responses) -> Scorecard:
    people = len(responses.departments)
    departments = tuple(Department(f"d{number}", people) for number in range(DEPARTMENTS))
    grouping = find_groups(
        departments, responses.departments, K, responses_vantages=responses.vantages
    )
    scorecard = score(
        maturity_model,
        responses,
        grouping,
        form="full",
        departments=departments,
        min_group_size=K,
        department_weight="equal",
    )
    return publish(scorecard)


def _draw(maturity_model: MaturityModel, respondents: int) -> Responses:
    """People of all departments and vantages; one in six does not know."""
    dice = np.random.default_rng(1)
    items = maturity_model.items("full")
    capability = dice.integers(0, DONT_KNOW + 1, (respondents, len(items)), dtype=np.uint8)
    breadth = dice.integers(1, 5, (respondents, len(items)), dtype=np.uint8)
    breadth[capability == 0] = 0
    breadth[capability == DONT_KNOW] = BLANK
    vantages = dice.choice(maturity_model.vantages, respondents).tolist()
    codes = tuple(f"d{number % DEPARTMENTS}" for number in range(respondents))
    return Responses(items, codes, tuple(vantages), capability, breadth)


def _weigh(scorecard: Scorecard) -> str:
    """Thousands of bytes of a scorecard as it is stored."""
    text = json.dumps(to_document(scorecard), separators=(",", ":"), ensure_ascii=False)
    return f"{len(text.encode()) / 1000:.0f}"
