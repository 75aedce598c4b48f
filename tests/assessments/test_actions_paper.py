import uuid

import pytest

from assessments import models
from assessments.actions.assessments import WrongState
from assessments.actions.paper import PaperSheet, enter_sheet, take_back_sheet
from assessments.actions.saving import AnswerRefused
from assessments.domain.responses import NOT_ASKED, unpack
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.responses import load_attendance, load_responses
from tests import factories

pytestmark = pytest.mark.rows
KEY = uuid.UUID(int=7)


def written(**changes) -> PaperSheet:
    fields = {
        "department": "sales",
        "vantage": "manager",
        "language": "fr",
        "answers": {"VOC-1": (3, 2), "VOC-2": (0, 0), "VOC-3": (5, 7)},
        "comments": {"VOC": "Seldom.", "IMP": ""},
    }
    return PaperSheet(**(fields | changes))


def test_enter_sheet_counts_as_handed_in_and_leads_to_nobody(assessment):
    assert enter_sheet(assessment=assessment, key=KEY, paper=written())

    sheet = models.Sheet.objects.get()
    assert (sheet.source, sheet.is_submitted, sheet.token_digest) == ("paper", True, None)
    assert (sheet.department.code, sheet.vantage, sheet.language) == ("sales", "manager", "fr")
    assert sheet.pk != KEY
    assert list(sheet.comments.values_list("text", flat=True)) == ["Seldom."]
    responses = load_responses(assessment)
    pairs = zip(responses.capability[0], responses.breadth[0], strict=True)
    given = dict(zip(responses.items, pairs, strict=True))
    assert [given[code] for code in ("VOC-1", "VOC-2", "VOC-3", "VOC-4")] == [
        (3, 2), (0, 0), (5, 7), (7, 7),
    ]  # fmt: skip
    attended = load_attendance(assessment)
    assert sum(each.submitted for each in attended) == 1


def test_enter_sheet_packs_what_was_not_asked_as_such(organisation, maturity_model):
    assessment = factories.make_assessment(
        organisation, maturity_model, short_vantages=["front_line"]
    )
    enter_sheet(assessment=assessment, key=KEY, paper=written(vantage="front_line"))

    items = load_maturity_model(maturity_model).items("full")
    capability, _breadth = unpack([bytes(models.Sheet.objects.get().packed)], items)
    asked = load_maturity_model(maturity_model).asked("full", "front_line", ["front_line"])
    assert {
        item for item, level in zip(items, capability[0], strict=True) if level == NOT_ASKED
    } == (set(items) - set(asked))


def test_enter_sheet_keeps_the_sentences_of_the_matrix(organisation, maturity_model):
    assessment = factories.make_assessment(organisation, maturity_model, form="matrix")
    paper = written(answers={}, comments={}, positions={"VOC": 2, "VIS": 0})
    enter_sheet(assessment=assessment, key=KEY, paper=paper)

    sheet = models.Sheet.objects.get()
    assert dict(sheet.positions.values_list("block__code", "stage")) == {"VOC": 2, "VIS": 0}
    assert len(sheet.packed) == 8


def test_a_form_enters_one_sheet(assessment):
    enter_sheet(assessment=assessment, key=KEY, paper=written())

    assert not enter_sheet(assessment=assessment, key=KEY, paper=written(vantage="leader"))
    assert models.Sheet.objects.get().vantage == "manager"
    assert enter_sheet(assessment=assessment, key=uuid.UUID(int=8), paper=written())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"answers": {"XXX-1": (1, 1)}}, "unknown_item"),
        ({"answers": {"VOC-1": (3, 2), "VOC-2": (0, 3)}}, "level"),
        ({"positions": {"VOC": 1}}, "unknown_item"),
        ({"comments": {"VOC": "x" * 2001}}, "too_long"),
        ({"department": "gone"}, "unreadable"),
    ],
)
def test_enter_sheet_writes_all_or_nothing(assessment, changes, reason):
    with pytest.raises(AnswerRefused) as refused:
        enter_sheet(assessment=assessment, key=KEY, paper=written(**changes))

    assert refused.value.reason == reason
    assert not models.Sheet.objects.exists()
    assert not models.Answer.objects.exists()


def test_enter_sheet_after_closing_is_refused(assessment):
    factories.close(assessment)

    with pytest.raises(WrongState):
        enter_sheet(assessment=assessment, key=KEY, paper=written())
    with pytest.raises(WrongState):
        take_back_sheet(assessment=assessment, key=KEY)
    assert not models.Sheet.objects.exists()


def test_take_back_sheet_removes_it_and_tells_what_stood_on_it(assessment):
    enter_sheet(assessment=assessment, key=KEY, paper=written())
    enter_sheet(assessment=assessment, key=uuid.UUID(int=8), paper=written(vantage="leader"))

    assert take_back_sheet(assessment=assessment, key=KEY) == written(comments={"VOC": "Seldom."})
    assert models.Sheet.objects.get().vantage == "leader"
    assert take_back_sheet(assessment=assessment, key=KEY) is None


def test_names_are_kept_in_rooms_with_names_only(assessment, organisation, maturity_model):
    named = factories.make_assessment(
        organisation, maturity_model, attributed_mode=True, min_group_size=1
    )
    for each in (assessment, named):
        enter_sheet(assessment=each, key=KEY, paper=written(name="Rita"))

    assert assessment.sheets.get().name == ""
    assert named.sheets.get().name == "Rita"
