"""Remarks and names: who may read them, and in which order."""

from dataclasses import replace

import pytest

from assessments import models
from assessments.actions.responses import join_assessment, save_answers, submit_sheet
from assessments.queries.comments import are_comments_shown, load_all_comments
from assessments.queries.named import load_named_answers
from assessments.queries.snapshots import load_scorecard
from tests import factories

pytestmark = pytest.mark.rows

SAID = {"Ünal": (0, 0), "amina": (3, 2), "Bo": (3, 4), "Zoé": (5, 7), "Lee": (2, 5)}


def remark(assessment, block: str, *texts: str) -> None:
    """One remark of each of the first sheets, on one block."""
    row = assessment.maturity_model.block_set.get(code=block)
    sheets = assessment.sheets.order_by("pk")[: len(texts)]
    for sheet, text in zip(sheets, texts, strict=True):
        models.Comment.objects.create(sheet=sheet, block=row, text=text)


@pytest.fixture
def named(organisation, maturity_model):
    """Closed, with names: five people say how it is with VIS-1."""
    assessment = factories.make_assessment(
        organisation, maturity_model, attributed_mode=True, min_group_size=1
    )
    department = organisation.departments.get(code="sales")
    for name, pair in SAID.items():
        sheet, _token = join_assessment(
            assessment=assessment,
            department=department,
            vantage="manager",
            language="en",
            name=name,
        )
        save_answers(sheet=sheet, answers={"VIS-1": pair, "VIS-2": (2, 3)})
        submit_sheet(sheet=sheet)
    factories.close(assessment)
    return assessment


def test_comments_come_by_block_without_empty_ones(closed_assessment):
    remark(closed_assessment, "VOC", "We hear a lot.", "  ", "", " Nous écoutons.\n")
    remark(closed_assessment, "IMP", "Who decides?")
    found = load_all_comments(closed_assessment, load_scorecard(closed_assessment))

    assert {block: sorted(texts) for block, texts in found.items()} == {
        "VOC": ["Nous écoutons.", "We hear a lot."],
        "IMP": ["Who decides?"],
    }


def test_comments_come_in_another_order_each_time(closed_assessment):
    remark(closed_assessment, "VOC", *"abcdefghij")
    results = load_scorecard(closed_assessment)
    orders = {load_all_comments(closed_assessment, results)["VOC"] for _ in range(5)}

    assert len(orders) > 1


def test_comments_are_closed_where_results_do_not_open_them(closed_assessment):
    remark(closed_assessment, "VOC", "We hear a lot.")
    results = load_scorecard(closed_assessment)
    closed = replace(results, spread=replace(results.spread, comments_shown=False))

    for kept in (closed, replace(results, spread=None)):
        assert not are_comments_shown(closed_assessment, kept)
        assert load_all_comments(closed_assessment, kept) == {}


def test_comments_of_others_stay_theirs(closed_assessment, organisation, maturity_model):
    other = factories.make_assessment(organisation, maturity_model, min_group_size=3)
    factories.answer(other, "sales", {"VIS-1": (1, 1)})
    remark(other, "VOC", "Elsewhere.")

    assert load_all_comments(closed_assessment, load_scorecard(closed_assessment)) == {}


def test_names_stand_under_the_level_they_chose(named):
    found = load_named_answers(named)

    assert found["VIS-1"].capability[0] == ("Ünal",)
    assert found["VIS-1"].capability[3] == ("amina", "Bo")
    assert found["VIS-1"].breadth == {0: ("Ünal",), 1: (), 2: ("amina",), 3: (), 4: ("Bo",)}
    assert found["VIS-2"].breadth[3] == ("amina", "Bo", "Lee", "Zoé", "Ünal")


def test_names_are_no_part_of_what_is_stored(named):
    stored = str(models.Snapshot.objects.get(assessment=named).payload)

    assert not [name for name in SAID if name in stored]


def test_names_exist_in_rounds_with_names_only(closed_assessment, named):
    assert load_named_answers(closed_assessment) == {}
    named.sheets.all().delete()
    assert not any(load_named_answers(named)["VIS-1"].capability.values())
