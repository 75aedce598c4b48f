import numpy as np
import pytest
from django.conf import settings
from django.utils.text import slugify

from assessments.domain.agreement import between_share, respondent_block_scores, visibility_gap
from assessments.domain.disclosure import find_groups, publish
from assessments.domain.responses import BLANK, Department, Responses, is_consistent, pack, unpack
from assessments.domain.scoring import score
from assessments.exchange.demo import make_sheets, read_demo
from tests.builders import shipped_maturity_model


@pytest.fixture(scope="module")
def demo():
    return read_demo(settings.BASE_DIR / "fixtures" / "demo_organisation.json")


@pytest.fixture(scope="module")
def sheets(demo):
    return make_sheets(demo.profile, shipped_maturity_model(), demo.rounds[0])


@pytest.fixture(scope="module")
def answers(sheets):
    items = shipped_maturity_model().items("full")
    capability, breadth = unpack([pack(sheet.answers, items) for sheet in sheets], items)
    return Responses(
        items,
        tuple(sheet.department for sheet in sheets),
        tuple(sheet.vantage for sheet in sheets),
        capability,
        breadth,
    )


@pytest.fixture(scope="module")
def scorecard(demo, answers):
    departments = [Department(slugify(d.name), d.headcount, d.function) for d in demo.departments]
    return publish(
        score(
            shipped_maturity_model(),
            answers,
            find_groups(departments, answers.departments, 5, responses_vantages=answers.vantages),
            form="full",
            departments=departments,
            min_group_size=5,
            department_weight="equal",
        )
    )


def test_demo_answers_are_the_same_at_every_call(demo, sheets):
    again = make_sheets(demo.profile, shipped_maturity_model(), demo.rounds[0])
    assert again == sheets
    assert len(sheets) == 120


def test_demo_answers_are_ones_that_people_could_give(sheets):
    pairs = {pair for sheet in sheets for pair in sheet.answers.values()}
    assert all(is_consistent(*pair) and pair[0] != BLANK for pair in pairs)


def test_demo_is_functional_with_one_condition_missing(scorecard):
    assert scorecard.organisation.stage == 2
    assert scorecard.organisation.separation.conditions == ("system_of_engagement",)
    stages = {block.block: block.stage for block in scorecard.blocks}
    assert stages == dict.fromkeys(stages, 2) | {"VOC": 3, "IMP": 1}
    assert {block.completeness for block in scorecard.blocks} == {"complete"}


def test_demo_listens_ahead_of_improving_and_raises_nothing_else(scorecard):
    assert [notice.code for notice in scorecard.notices] == ["listening_ahead"]


def test_demo_pools_the_departments_under_five(scorecard):
    pooled = scorecard.groups[-1]
    assert pooled.code == "others"
    assert sorted(pooled.departments) == ["human-resources", "marketing"]
    assert pooled.respondents == 7
    assert len(scorecard.groups) == 5


def test_demo_leaders_see_things_rosier_than_the_front_line(scorecard):
    gaps = [block.perception_gap for block in scorecard.spread.blocks]
    assert np.mean(gaps) == pytest.approx(18, abs=2)


def test_demo_has_items_that_many_cannot_judge(answers):
    gaps = {
        item: visibility_gap(answers.capability[:, n], answers.breadth[:, n])
        for n, item in enumerate(answers.items)
    }
    flagged = {item for item, gap in gaps.items() if gap >= 0.3}
    assert flagged == {"VIS-5", "VIS-6", "INT-3", "VAL-4"}


def test_demo_departments_disagree(answers):
    scores = respondent_block_scores(shipped_maturity_model(), answers)
    blocks = shipped_maturity_model().blocks
    shares = {b: between_share(scores[:, n], answers.departments) for n, b in enumerate(blocks)}
    assert shares["INN"] > 0.1
