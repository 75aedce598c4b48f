"""From a document that nobody has thought of to a report, through actions and pages."""

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assessments import models
from assessments.actions.imports import import_sheets
from assessments.actions.maturity_model import publish_maturity_model
from assessments.domain.maturity_model import MaturityModel
from assessments.exchange.answers import ImportedSheet
from assessments.exchange.writing import load_maturity_model
from assessments.queries import maturity_model as queries
from assessments.queries.questionnaire import load_questionnaire
from assessments.queries.snapshots import load_panorama, load_scorecard
from assessments.queries.wording import wording_of
from roadmaps.actions.planning import ONE_BLOCK, NothingToPlan, generate_roadmap
from roadmaps.domain.plans import PlanSettings
from roadmaps.models import Report, Roadmap
from roadmaps.queries.proposals import Entered, load_proposal
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.targets import load_standing
from tests import factories
from tests.conftest import forget
from tests.random_models import Shape, documents, make_answers, make_document
from tests.roadmaps.documents import print_document, read, write_document

DAY = dt.date(2027, 1, 31)
DEPARTMENTS = {"Sales": 40, "Service": None, "IT": 7}
SECONDS = 0.3


@dataclass
class Way:
    """A consultant's browser on its way through the product, page by page in either language."""

    dice: random.Random
    desk: Client
    form: str

    def see(self, name: str, *args: object) -> str:
        language = self.dice.choice(("en", "fr"))
        page = self.desk.get(reverse(name, args=args), headers={"accept-language": language})
        assert page.status_code == 200, (name, args)
        text = page.content.decode()
        assert f'<html lang="{language}"' in text
        return text


@settings(
    deadline=None,
    max_examples=10,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # each example takes about a second: too long to look for a smaller
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents(most_stones=2), st.sampled_from(["full", "quick"]), st.integers(0, 2**32 - 1))
def test_any_model_goes_all_the_way(olive, as_user, document, form, seed):
    with transaction.atomic():
        walk(Way(random.Random(seed), as_user(olive), form), olive, document)
        transaction.set_rollback(True)
    forget()


@settings(
    deadline=None,
    max_examples=5,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents(most_stones=1), st.integers(0, 2**32 - 1))
def test_any_model_places_its_blocks_in_the_matrix(olive, as_user, document, seed):
    sentence = {"en": "This fits.", "fr": "Cela convient."}
    for block in document["blocks"]:
        block["descriptors"] = {stage["code"]: sentence for stage in document["stages"]}
    with transaction.atomic():
        walk_matrix(Way(random.Random(seed), as_user(olive), "matrix"), olive, document)
        transaction.set_rollback(True)
    forget()


def walk_matrix(way: Way, olive: Any, document: dict[str, Any]) -> None:
    """Import, publish, place, close and read."""
    row = load_maturity_model(document)
    publish_maturity_model(maturity_model=row)
    assessment, maturity_model = prepare(way, olive, row), queries.load_maturity_model(row)
    stages = range(len(maturity_model.stages) + 1)
    sheets = []
    for _ in range(way.dice.randint(2, 14)):
        positions = {block: way.dice.choice(stages) for block in maturity_model.blocks}
        sheets.append(ImportedSheet("sales", maturity_model.vantages[0], {}, positions))
    import_sheets(assessment=assessment, sheets=sheets)
    factories.close(assessment)
    overview = way.see("assessments:results", assessment.pk)
    if load_panorama(assessment):
        assert overview.count('scope="row"') == len(maturity_model.blocks)
    way.see("assessments:method", assessment.pk)
    way.see("roadmaps:targets", assessment.pk)


@pytest.mark.parametrize(
    "shape", [Shape(2, 2, 1, 1, 1, seed=4), Shape(6, 5, 5, 4, 1, seed=4)], ids=str
)
def test_smallest_and_largest_model_print(olive, as_user, shape):
    roadmap = walk(Way(random.Random(1), as_user(olive), "full"), olive, make_document(shape), 9)
    assert roadmap is not None
    assert print_document(roadmap, "fr").startswith(b"%PDF")
    assert len(read(print_document(roadmap, "fr", Report.Kind.BOARD)).pages) == 1


def walk(way: Way, olive: Any, document: dict[str, Any], people: int | None = None) -> Any:
    """Import, publish, answer, close, read, plan and write the report; the roadmap, if any."""
    row = load_maturity_model(document)
    publish_maturity_model(maturity_model=row)
    maturity_model = queries.load_maturity_model(row)
    if not maturity_model.items(way.form):
        return None
    assessment = prepare(way, olive, row)
    for _ in range(people or way.dice.randint(1, 9)):
        department = way.dice.choice(["sales", "sales", "sales", "service", "it"])
        vantage = maturity_model.vantages[0]
        asked = maturity_model.asked(way.form, vantage, assessment.short_vantages)
        if asked:
            answers = make_answers(way.dice, asked)
            factories.answer(assessment, department, answers, vantage=vantage)
    answer_by_phone(assessment, maturity_model)
    factories.close(assessment)
    read_results(way, assessment)
    return plan_and_write(way, assessment)


def prepare(way: Way, olive: Any, row: models.MaturityModel) -> models.Assessment:
    name = f"Acme {row.pk}"
    organisation = factories.make_organisation(consultant=olive, departments=DEPARTMENTS, name=name)
    weight = way.dice.choice(models.Assessment.Weight.values)
    size = way.dice.randint(3, 5)
    vantages = queries.load_maturity_model(row).vantages
    is_routed = way.form == "full" and len(vantages) > 1 and way.dice.random() < 0.5
    return factories.make_assessment(
        organisation,
        row,
        form=way.form,
        min_group_size=size,
        department_weight=weight,
        short_vantages=list(vantages[:1]) if is_routed else [],
    )


def answer_by_phone(assessment: models.Assessment, maturity_model: MaturityModel) -> None:
    """The first page, every block, the review and the end."""
    phone, code = Client(headers={"origin": "http://testserver"}), assessment.join_code
    start = {"department": "sales", "vantage": maturity_model.vantages[-1]}
    assert phone.get(reverse("assessments:join", args=[code])).status_code == 200
    phone.post(reverse("assessments:join", args=[code]), start)
    sections = load_questionnaire(assessment).sections
    for place, section in enumerate(sections, start=1):
        address = reverse("assessments:answer", args=[code, section.slug])
        page = phone.get(address).content.decode()
        assert page.count("data-item=") == len(section.questions)
        levels = {
            f"{item}-{axis}": 3 for item in section.items for axis in ("capability", "breadth")
        }
        went = phone.post(address, levels | {"go": "next"})["Location"]
        assert went.endswith("/review/") == (place == len(sections))
    assert phone.get(reverse("assessments:review", args=[code])).status_code == 200
    assert "/thanks/" in phone.post(reverse("assessments:review", args=[code]))["Location"]


def read_results(way: Way, assessment: models.Assessment) -> None:
    scorecard, wording = load_scorecard(assessment), wording_of(assessment)
    overview = way.see("assessments:results", assessment.pk)
    blocks = [
        way.see("assessments:results_block", assessment.pk, text.slug)
        for text in wording.blocks.values()
    ]
    way.see("assessments:method", assessment.pk)
    if scorecard is None:
        return
    columns = overview.count('class="stage ')
    assert columns == len(wording.stages)
    assert overview.count('class="chasm"') == (scorecard.gate.after_stage is not None)
    assert all(page.count('class="rung panel"') == columns for page in blocks)


def plan_and_write(way: Way, assessment: models.Assessment) -> Roadmap | None:
    """Targets as a browser sends them, the page of a new plan, the plan, its page, the report."""
    page = way.see("roadmaps:targets", assessment.pk)
    standing = load_standing(assessment)
    if standing is None:
        assert "<select" not in page
        return None
    maturity_model, dice = standing.maturity_model, way.dice
    sent = {}
    for block in maturity_model.blocks:
        stage = dice.randint(1, len(maturity_model.stages))
        wish = "advance" if stage >= (standing.stages[block] or 1) else "scale_back"
        sent |= {f"{block}-{years}": f"{wish}:{stage}" for years in maturity_model.horizons}
    saved = way.desk.post(reverse("roadmaps:targets", args=[assessment.pk]), sent)
    assert saved.status_code == 302, saved.context["form"].errors
    way.see("roadmaps:roadmap_new", assessment.pk)
    way.desk.get(reverse("roadmaps:method", args=[assessment.pk]))
    proposal = load_proposal(assessment, standing)
    try:
        roadmap = generate_roadmap(
            assessment=assessment,
            standing=standing,
            targets=proposal.targets,
            capacities=[dice.choice((0, 0.5, 1)) * days for days in proposal.capacities],
            settings=PlanSettings(proposal.scope.rules.balance, time_limit=SECONDS),
            starts_on=DAY,
            entered=Entered(rule_reasons={ONE_BLOCK: "There is room for one step only."}),
        )
    except NothingToPlan:
        return None
    board = way.see("roadmaps:roadmap", roadmap.pk)
    assert board.count('class="lane-column') == len(maturity_model.phases) + 1
    keeps_rules(roadmap, maturity_model)
    assert 'class="stage ' in write_document(roadmap, DAY)
    assert 'class="board-page"' in write_document(roadmap, DAY, Report.Kind.BOARD)
    return roadmap


def keeps_rules(roadmap: Roadmap, maturity_model: MaturityModel) -> None:
    """As stored: nothing stands before what it needs, nor any phase above its person-days."""
    state = load_roadmap(roadmap)
    order = [phase.code for phase in maturity_model.phases]
    places = {initiative.stone: initiative.phase for initiative in state.initiatives}
    for initiative in state.initiatives:
        for need in initiative.gap.needs if initiative.phase else ():
            assert order.index(places[need]) <= order.index(initiative.phase)
    assert all(phase.effort <= phase.capacity for phase in state.phases)
