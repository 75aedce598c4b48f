import pytest

from assessments import models
from assessments.actions.assessments import open_assessment
from assessments.domain.participation import find_participation
from assessments.domain.responses import Department
from assessments.queries.departments import (
    load_department_choices,
    load_department_names,
    load_departments,
)
from assessments.queries.responses import load_attendance
from assessments.queries.snapshots import load_scorecard
from tests import factories

pytestmark = pytest.mark.rows


def test_headcounts_changed_after_opening_move_no_band(organisation, assessment, maturity_model):
    factories.answer(assessment, "sales", {"VIS-1": (2, 3)}, count=4)
    before = find_participation(load_attendance(assessment), 3)
    organisation.departments.filter(code="sales").update(headcount=5)
    assessment.refresh_from_db()

    assert find_participation(load_attendance(assessment), 3) == before
    assert [a.headcount for a in load_attendance(assessment)] == [40, 60]


def test_draft_takes_its_departments_as_they_are_when_it_opens(organisation, maturity_model):
    draft = factories.make_assessment(organisation, maturity_model, status="draft")
    organisation.departments.filter(code="sales").update(headcount=7, name="Selling")
    assert load_department_names(draft) == {"sales": "Selling", "service": "Service"}

    opened = open_assessment(assessment=draft)

    assert [row["headcount"] for row in opened.departments] == [7, 60]


def test_department_added_later_may_be_chosen_and_has_no_headcount(organisation, assessment):
    organisation.departments.create(code="legal", name="Legal", headcount=9, function="finance")
    organisation.departments.filter(code="service").delete()

    assert load_department_choices(assessment) == [("legal", "Legal"), ("sales", "Sales")]
    assert Department("legal", None, "finance") in load_departments(assessment)
    assert Department("service", 60, "") in load_departments(assessment)


def test_department_added_later_is_told_from_one_renamed_meanwhile(organisation, assessment):
    organisation.departments.filter(code="sales").update(name="Selling")
    organisation.departments.create(code="sales-2", name="Sales")

    assert load_department_names(assessment) == {
        "sales": "Sales",
        "sales-2": "Sales (sales-2)",
        "service": "Service",
    }


def test_closed_assessment_keeps_its_departments(organisation, assessment, maturity_model):
    organisation.departments.create(code="legal", name="Legal")
    answers = factories.all_items(maturity_model, 2, 3)
    for code in ("sales", "legal"):
        factories.answer(assessment, code, answers, count=4)
    factories.close(assessment)
    names, scorecard = load_department_names(assessment), load_scorecard(assessment)
    organisation.departments.update(headcount=1)
    organisation.departments.filter(code="service").delete()
    organisation.departments.filter(code="legal").update(name="Law")

    assessment = models.Assessment.objects.get()
    assert load_department_names(assessment) == names
    assert names == {"legal": "Legal", "sales": "Sales", "service": "Service"}
    assert scorecard.departments_silent == ("service",)
    assert scorecard.department_weight == "equal"
