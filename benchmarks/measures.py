"""The measures of `run.py`. Imported once Django is set up."""

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from assessments import models
from assessments.actions.assessments import close_assessment, open_assessment
from assessments.actions.imports import import_sheets
from assessments.actions.maturity_model import copy_maturity_model, publish_maturity_model
from assessments.exchange.answers import ImportedSheet
from assessments.exchange.writing import load_maturity_model as load_document
from assessments.queries.maturity_model import load_maturity_model
from benchmarks.documents import measure_documents
from benchmarks.planning import measure_plans
from benchmarks.schedules import measure_schedule
from benchmarks.snapshots import DEPARTMENTS, measure_pages, measure_snapshot, measure_snapshots
from benchmarks.timing import Line, Note, time_calls
from roadmaps.actions.planning import PLANNING_SECONDS, generate_roadmap
from roadmaps.domain.assumptions import read_assumptions
from roadmaps.domain.planning import plan, propose_capacities
from roadmaps.domain.plans import Plan, PlanSettings
from roadmaps.domain.simulation import RUNS, simulate
from roadmaps.domain.targets import Intention, Target
from roadmaps.models import Roadmap
from roadmaps.queries.scopes import load_scope
from roadmaps.queries.targets import load_standing

COURSE_YEARS = 5
STONES = 500
COPIES = 9
FEW = 100
DOCUMENT = Path(__file__).parents[1] / "fixtures" / "maturity_model.json"


def measure_all(respondents: int) -> Iterator[Line | Note]:
    """Every measure, from a save to the PDF."""
    user = get_user_model().objects.create_user("bench")
    yield _save(_assessment(user, FEW))
    assessment = _assessment(user, respondents)
    close_assessment(assessment=assessment)
    assessment.refresh_from_db()
    maturity_model = load_maturity_model(assessment.maturity_model)
    yield from measure_snapshots(maturity_model)
    yield from measure_pages(user, assessment, respondents)
    yield from _pages_of_few(user)
    yield _plan(assessment)
    yield from measure_plans(maturity_model)
    yield measure_schedule(assessment)
    yield _futures(assessment.maturity_model)
    yield from measure_documents(_roadmap(assessment))
    yield _stone_list(assessment.maturity_model)
    yield from _large(user, respondents)


def _pages_of_few(user: object) -> Iterator[Line]:
    """The same pages with a tenth of the people: they read the same stored figures."""
    assessment = _assessment(user, FEW)
    close_assessment(assessment=assessment)
    assessment.refresh_from_db()
    yield from measure_pages(user, assessment, FEW)


def _large(user: object, respondents: int) -> Iterator[Line]:
    """The same with a maturity model of about five hundred stones."""
    row = load_document(_multiply(json.loads(DOCUMENT.read_text(encoding="utf-8")), COPIES))
    publish_maturity_model(maturity_model=row)
    maturity_model = load_maturity_model(row)
    yield measure_snapshot(maturity_model, 1_000, 0.5)
    assessment = _assessment(user, respondents, row)
    close_assessment(assessment=assessment)
    assessment.refresh_from_db()
    yield from measure_pages(user, assessment, respondents)
    yield _plan_in_time(assessment)


def _multiply(document: dict[str, Any], copies: int) -> dict[str, Any]:
    """Every stone beyond the first stage several times, needing stones of its own copy."""
    first = document["stages"][0]["code"]
    single = {stone["code"] for stone in document["stones"] if stone["stage"] == first}
    more = [
        stone
        | {
            "code": f"{stone['code']}-{copy}",
            "gate": False,
            "prerequisites": [
                need if need in single else f"{need}-{copy}" for need in stone["prerequisites"]
            ],
        }
        for copy in range(1, copies)
        for stone in document["stones"]
        if stone["code"] not in single
    ]
    return document | {"slug": "large", "stones": document["stones"] + more}


def _plan_in_time(assessment: models.Assessment) -> Line:
    """The best plan found in the time that a person waits; how far the best may be from it."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    scope = load_scope(assessment, load_standing(assessment), _targets(assessment))
    capacities = propose_capacities(scope, maturity_model.phases)
    asked = PlanSettings(time_limit=PLANNING_SECONDS)
    plans: list[Plan] = []
    facts = (scope, maturity_model.phases, capacities, asked)
    seconds = time_calls(lambda: plans.append(plan(*facts)), 1)
    found = plans[-1]
    state = "proved" if found.proved else f"best found, gap {found.bound_gap:.2%}"
    return Line(f"plan of {len(scope.gaps)} stones, {state}", seconds, PLANNING_SECONDS + 5, 1)


def _assessment(
    user: object, respondents: int, row: models.MaturityModel | None = None
) -> models.Assessment:
    """An open assessment that `respondents` people have answered."""
    organisation = models.Organisation.objects.create(name="Benchmark")
    organisation.memberships.create(user=user, role="consultant")
    for number in range(DEPARTMENTS):
        organisation.departments.create(
            code=f"d{number}", name=f"Department {number}", headcount=respondents
        )
    assessment = open_assessment(
        assessment=models.Assessment.objects.create(
            organisation=organisation,
            maturity_model=row or models.MaturityModel.objects.get(),
            name="Benchmark",
            form="full",
            opens_on="2020-01-01",
            closes_on="2120-01-01",
        )
    )
    import_sheets(assessment=assessment, sheets=_sheets(assessment, respondents))
    return assessment


def _sheets(assessment: models.Assessment, respondents: int) -> list[ImportedSheet]:
    dice = random.Random(1)
    maturity_model = load_maturity_model(assessment.maturity_model)
    items, vantages = maturity_model.items("full"), maturity_model.vantages
    levels = ((0, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (4, 4), (5, 7))
    weights = (3, 3, 3, 4, 3, 2, 1, 1)
    return [
        ImportedSheet(
            f"d{number % DEPARTMENTS}",
            vantages[number // DEPARTMENTS % len(vantages)],
            dict(zip(items, dice.choices(levels, weights, k=len(items)), strict=True)),
        )
        for number in range(respondents)
    ]


def _save(assessment: models.Assessment) -> Line:
    """One answer through the whole of Django, database sync included."""
    phone = Client(headers={"origin": "http://testserver"})
    join = reverse("assessments:join", args=[assessment.join_code])
    department = assessment.organisation.departments.first()
    phone.post(join, {"department": department.code, "vantage": "manager", "language": "en"})
    address = reverse("assessments:save", args=[assessment.join_code])
    numbers = itertools.count(1)

    def save() -> None:
        tap = {"item": "VOC-1", "capability": 3, "breadth": 2, "sequence": next(numbers)}
        answer = phone.post(address, {"answers": [tap]}, content_type="application/json")
        assert answer.status_code == 200, answer.content

    return Line("one answer saved", time_calls(save, 200), 0.25, 200)


def _targets(assessment: models.Assessment) -> tuple[Target, ...]:
    """Every block to the last stage: the whole model in scope."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    last = len(maturity_model.stages)
    return tuple(
        Target(block, COURSE_YEARS, last, Intention.ADVANCE) for block in maturity_model.blocks
    )


def _plan(assessment: models.Assessment) -> Line:
    """The best plan of the full model, proved."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    scope = load_scope(assessment, load_standing(assessment), _targets(assessment))
    capacities = propose_capacities(scope, maturity_model.phases)

    def solve() -> None:
        assert plan(scope, maturity_model.phases, capacities, PlanSettings()).proved

    return Line(f"plan of {len(scope.gaps)} stones, proved", time_calls(solve, 3), 2.0, 3)


def _futures(maturity_model: models.MaturityModel) -> Line:
    """Big Bang beside crawl-walk-run, as the page of both approaches draws them."""
    assumed = read_assumptions(maturity_model.simulation)
    seconds = time_calls(lambda: simulate(assumed), 5)
    return Line(f"{RUNS:,} futures of both approaches", seconds, 1.0, 5)


def _roadmap(assessment: models.Assessment) -> Roadmap:
    import datetime

    standing = load_standing(assessment)
    targets = _targets(assessment)
    scope = load_scope(assessment, standing, targets)
    return generate_roadmap(
        assessment=assessment,
        standing=standing,
        targets=targets,
        capacities=propose_capacities(scope, standing.maturity_model.phases),
        settings=PlanSettings(),
        starts_on=datetime.date(2027, 1, 1),
    )


def _stone_list(published: models.MaturityModel) -> Line:
    """A list of the editor with five hundred stones of a draft."""
    draft = copy_maturity_model(maturity_model=published)
    like = draft.stone_set.first()
    models.Stone.objects.bulk_create(
        models.Stone(
            maturity_model=draft,
            code=f"MORE-{number}",
            position=100 + number,
            block=like.block,
            stage=like.stage,
            pillar=like.pillar,
            effort=like.effort,
            impact=3,
            title_en=f"Stone {number}",
        )
        for number in range(STONES - draft.stone_set.count())
    )
    desk = Client()
    desk.force_login(get_user_model().objects.create_superuser("bench-admin"))
    address = reverse("admin:assessments_stone_changelist")

    def see() -> None:
        page = desk.get(address, {"maturity_model__id__exact": draft.pk})
        assert page.status_code == 200

    return Line(f"list of {STONES} stones in the editor", time_calls(see, 10), 0.5, 10)
