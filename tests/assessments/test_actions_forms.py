"""The three forms from set-up to snapshot, and the end of answers."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import CommandError, call_command

from assessments import models
from assessments.actions.assessments import save_assessment
from assessments.actions.imports import import_sheets
from assessments.actions.set_up import SetUpRefused
from assessments.domain.responses import NOT_ASKED
from assessments.domain.scorecard import Completeness, Unseen
from assessments.exchange.answers import ImportedSheet
from assessments.queries.responses import load_all_positions, load_responses
from assessments.queries.snapshots import load_export, load_panorama, load_scorecard
from tests import factories

pytestmark = pytest.mark.rows

QUICK = 16


@pytest.fixture
def routed(organisation, maturity_model):
    """An open assessment whose front line is asked in short."""
    return factories.make_assessment(
        organisation, maturity_model, min_group_size=5, short_vantages=["front_line"]
    )


@pytest.fixture
def matrix(organisation, maturity_model):
    """An open assessment with the matrix form."""
    return factories.make_assessment(organisation, maturity_model, form="matrix")


def place(assessment, stages, department="sales"):
    """Sheets of people who see every block at their stage."""
    blocks = assessment.maturity_model.block_set.values_list("code", flat=True)
    sheets = [ImportedSheet(department, "manager", {}, dict.fromkeys(blocks, s)) for s in stages]
    return import_sheets(assessment=assessment, sheets=sheets)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"short_vantages": ["pilot"]}, "short_vantages: unknown"),
        ({"short_vantages": ["leader"], "form": "quick"}, "short_vantages: not_full"),
        (
            {"short_vantages": ["leader", "manager", "front_line", "support"]},
            "short_vantages: everybody",
        ),
        ({"sector_pack": "circus"}, "sector_pack: unknown"),
        ({"time_zone": "Mars/Olympus"}, "time_zone: unknown"),
        ({"time_zone": "localtime"}, "time_zone: unknown"),
        ({"time_zone": "Factory"}, "time_zone: unknown"),
        ({"attributed_mode": True}, "min_group_size: size"),
        ({"min_group_size": 1}, "min_group_size: size"),
    ],
)
def test_set_up_whose_parts_do_not_fit_is_refused(organisation, maturity_model, changes, reason):
    draft = factories.make_assessment(organisation, maturity_model, status="draft")
    for name, value in changes.items():
        setattr(draft, name, value)

    with pytest.raises(SetUpRefused, match=reason):
        save_assessment(assessment=draft)

    assert models.Assessment.objects.get().short_vantages == []


def test_matrix_needs_every_sentence(organisation, maturity_model):
    draft = factories.make_assessment(organisation, maturity_model, status="draft")
    draft.form = "matrix"
    save_assessment(assessment=draft)
    bare = factories.make_maturity_model(version=2, slug="bare", publish=False)
    bare.descriptor_set.first().delete()
    draft.maturity_model = bare

    with pytest.raises(SetUpRefused, match="form: no_descriptors"):
        save_assessment(assessment=draft)


def test_front_line_in_short_is_counted_where_it_was_asked(routed, maturity_model):
    answers = factories.all_items(maturity_model, 2, 3)
    asked = dict.fromkeys(
        models.Stone.objects.filter(maturity_model=maturity_model, item__quick=True).values_list(
            "code", flat=True
        ),
        (2, 3),
    )
    factories.answer(routed, "sales", answers, count=5)
    factories.answer(routed, "service", asked, vantage="front_line", count=6)
    factories.answer(routed, "service", asked, vantage="front_line", submit=False)
    factories.close(routed)

    responses, scorecard = load_responses(routed), load_scorecard(routed)
    short = responses.capability[[v == "front_line" for v in responses.vantages]]
    assert short.shape[0] == 7
    assert {int((row == NOT_ASKED).sum()) for row in short} == {63 - 32}
    assert {block.completeness for block in scorecard.blocks} == {Completeness.COMPLETE}
    assert scorecard.respondents == 12
    by_code = {stone.stone: stone for stone in scorecard.stones}
    of_managers = next(s for s in by_code.values() if s.valid == 5)
    assert (of_managers.dont_know, of_managers.not_applicable) == (0, 0)


def test_what_too_few_were_asked_is_withheld(routed, maturity_model):
    factories.answer(routed, "sales", factories.all_items(maturity_model, 2, 3), count=4)
    quick = models.Stone.objects.filter(maturity_model=maturity_model, item__quick=True)
    codes = dict.fromkeys(quick.values_list("code", flat=True), (2, 3))
    factories.answer(routed, "sales", codes, vantage="front_line", count=6)
    factories.close(routed)

    stones = load_scorecard(routed).stones
    assert sum(stone.unseen is Unseen.TOO_FEW for stone in stones) == 63 - QUICK
    assert all(stone.valid is None for stone in stones if stone.unseen)
    blocks = {block.block: block for block in load_scorecard(routed).blocks}
    assert blocks["VIS"].completeness is Completeness.INSUFFICIENT
    assert blocks["VIS"].stage is None


def test_import_refuses_what_a_vantage_is_not_asked(routed, tmp_path):
    file = tmp_path / "answers.csv"
    rows = [
        "r1,sales,front_line,VIS-1,2,3",
        "r2,sales,manager,VIS-1,2,3",
        "r1,sales,front_line,VIS-4,,",
    ]
    file.write_text("respondent,department,vantage,item,capability,breadth\n" + "\n".join(rows))

    with pytest.raises(CommandError, match="line 2: item: VIS-1 is not asked of front_line"):
        call_command("import_responses", str(routed.pk), str(file))

    assert not routed.sheets.exists()


def test_imported_sheets_say_that_they_come_from_a_file(routed):
    sheet = ImportedSheet("sales", "manager", {"VIS-1": (2, 3)})
    assert import_sheets(assessment=routed, sheets=[sheet])[0].source == "file"


def test_import_into_a_matrix_is_refused_in_words(matrix, tmp_path):
    with pytest.raises(CommandError, match="asks for positions in the matrix"):
        call_command("import_responses", str(matrix.pk), str(tmp_path / "any.csv"))


def test_matrix_closes_with_positions_and_no_scorecard(matrix):
    place(matrix, [1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 0])
    open_sheet = place(matrix, [2])[0]
    models.Sheet.objects.filter(pk=open_sheet.pk).update(is_submitted=False, packed=None)
    factories.close(matrix)

    panorama = load_panorama(matrix)
    assert load_all_positions(matrix).stages.shape == (12, 8)
    assert panorama.respondents == 12
    assert [camp.people for camp in panorama.blocks[0].camps] == [1, 4, 2, 4]
    assert load_scorecard(matrix) is None
    assert load_export(matrix)["scorecard"]["form"] == "matrix"


def test_matrix_with_too_few_people_shows_nothing(matrix):
    place(matrix, [1, 2, 3, 4])
    factories.close(matrix)

    assert load_panorama(matrix) is None
    assert load_export(matrix)["scorecard"] is None


def prune(*arguments):
    out = io.StringIO()
    call_command("prune", *arguments, stdout=out)
    return out.getvalue()


def test_prune_deletes_answers_when_their_time_is_over(closed_assessment, matrix):
    place(matrix, [1])
    models.Assessment.objects.filter(pk=closed_assessment.pk).update(
        closed_on=dt.date(2026, 8, 31), retention_months=6
    )
    with time_machine.travel(dt.datetime(2027, 2, 28, 12, tzinfo=dt.UTC)):
        assert prune("--yes") == "No assessment keeps answers longer than it should.\n"
    with time_machine.travel(dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)):
        assert "Nothing was deleted" in prune()
        assert closed_assessment.sheets.count() == 10
        told = prune("--yes")
        assert told == "The answers of 1 assessment are deleted. The results stay.\n"
        assert prune("--yes") == "No assessment keeps answers longer than it should.\n"
    assert not closed_assessment.sheets.exists()
    assert load_scorecard(closed_assessment).respondents == 10
    assert matrix.sheets.count() == 1
