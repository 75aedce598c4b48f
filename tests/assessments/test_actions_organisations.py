import pytest
from django.db.models import RestrictedError

from assessments import models
from assessments.actions.organisations import (
    DepartmentEntry,
    LastConsultant,
    LastDepartment,
    create_organisation,
    free_code,
    remove_member,
    save_member,
    save_organisation,
)
from tests import factories

pytestmark = pytest.mark.rows

CONSULTANT, VIEWER = models.Membership.Role.CONSULTANT, models.Membership.Role.VIEWER


def entries(organisation, **names):
    """The departments as a form hands them in; `names` renames by code."""
    return [
        DepartmentEntry(names.get(d.code, d.name), d.headcount, d.function, d.pk)
        for d in organisation.departments.all()
    ]


def test_create_organisation_makes_its_creator_consultant(olive):
    organisation = create_organisation(
        user=olive,
        name="Acme",
        departments=[
            DepartmentEntry("Sales & more", 40, "sales"),
            DepartmentEntry("Ventes", None, "other"),
        ],
    )

    assert [(m.user, m.role) for m in organisation.memberships.all()] == [(olive, CONSULTANT)]
    assert list(organisation.departments.values_list("code", "name", "headcount", "function")) == [
        ("sales-more", "Sales & more", 40, "sales"),
        ("ventes", "Ventes", None, "other"),
    ]


def test_save_organisation_renames_adds_and_removes(organisation):
    sales = organisation.departments.get(code="sales")
    save_organisation(
        organisation=organisation,
        name="Acme Ltd",
        departments=[
            DepartmentEntry("Sales North", 41, "sales", sales.pk),
            DepartmentEntry("Sales", 5, "sales"),
        ],
    )

    organisation.refresh_from_db()
    assert organisation.name == "Acme Ltd"
    assert list(organisation.departments.values_list("pk", "code", "name", "headcount")) == [
        (organisation.departments.get(name="Sales").pk, "sales-2", "Sales", 5),
        (sales.pk, "sales", "Sales North", 41),
    ]


def test_save_organisation_lets_names_be_swapped(organisation):
    swapped = entries(organisation, sales="Service", service="Sales")
    save_organisation(organisation=organisation, name="Acme", departments=swapped)

    assert dict(organisation.departments.values_list("code", "name")) == {
        "sales": "Service",
        "service": "Sales",
    }


def test_save_organisation_keeps_everything_when_a_department_has_answers(assessment, organisation):
    factories.answer(assessment, "sales", {})
    before = list(organisation.departments.values())
    without_sales = [e for e in entries(organisation) if e.name != "Sales"]

    with pytest.raises(RestrictedError):
        save_organisation(organisation=organisation, name="Other", departments=without_sales)

    organisation.refresh_from_db()
    assert organisation.name == "Acme (demo)"
    assert list(organisation.departments.values()) == before


def test_save_organisation_never_leaves_an_organisation_without_departments(organisation):
    sales, service = entries(organisation)
    save_organisation(organisation=organisation, name="Acme", departments=[service])
    with pytest.raises(LastDepartment):  # a colleague’s page, read before Sales was removed
        save_organisation(organisation=organisation, name="Other", departments=[sales])

    organisation.refresh_from_db()
    assert organisation.name == "Acme"
    assert [each.name for each in organisation.departments.all()] == ["Service"]


def test_save_organisation_leaves_departments_of_others_alone(organisation, stan):
    other = factories.make_organisation(consultant=stan, name="Other")
    foreign = other.departments.get(code="sales")
    stolen = [*entries(organisation), DepartmentEntry("Mine", 1, "other", foreign.pk)]

    save_organisation(organisation=organisation, name="Acme", departments=stolen)

    foreign.refresh_from_db()
    assert (foreign.name, foreign.organisation) == ("Sales", other)


@pytest.mark.parametrize(
    ("name", "code"), [("Sales", "sales-2"), ("営業", "department"), ("Others", "others-2")]
)
def test_free_code_is_never_taken_nor_the_code_of_the_pool(name, code):
    taken = {"sales"}

    assert free_code(name, taken) == code
    assert taken == {"sales", code}


def test_save_member_adds_and_changes_a_role(organisation, olive, stan):
    save_member(organisation=organisation, user=stan, role=VIEWER)
    save_member(organisation=organisation, user=stan, role=CONSULTANT)

    assert organisation.memberships.get(user=stan).role == CONSULTANT


def test_save_member_keeps_the_last_consultant(organisation, olive):
    with pytest.raises(LastConsultant):
        save_member(organisation=organisation, user=olive, role=VIEWER)

    assert organisation.memberships.get(user=olive).role == CONSULTANT


def test_remove_member_keeps_the_last_consultant(organisation, olive, vera):
    with pytest.raises(LastConsultant):
        remove_member(membership=organisation.memberships.get(user=olive))
    remove_member(membership=organisation.memberships.get(user=vera))

    assert [m.user for m in organisation.memberships.all()] == [olive]
