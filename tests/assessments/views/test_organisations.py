import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from assessments import models
from tests import factories


def url(name, **kwargs):
    return reverse(f"assessments:{name}", kwargs=kwargs)


def rows(*departments, total=None, **others):
    """What the browser sends: departments as (name, headcount) or dicts."""
    data = {
        "departments-TOTAL_FORMS": str(total if total is not None else len(departments)),
        "departments-INITIAL_FORMS": "0",
        **others,
    }
    for number, department in enumerate(departments):
        fields = department
        if isinstance(department, tuple):
            fields = {"name": department[0], "headcount": department[1], "function": "other"}
        data |= {f"departments-{number}-{key}": value for key, value in fields.items()}
    return data


def existing(organisation, **changes):
    """The departments of an organisation as the page sends them back; `changes` by code."""
    found = []
    for department in organisation.departments.all():
        fields = {
            "pk": department.pk,
            "name": department.name,
            "headcount": department.headcount or "",
            "function": department.function,
        }
        found.append(fields | changes.get(department.code, {}))
    return found


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def stored(organisation):
    return list(organisation.departments.values_list("name", "headcount"))


# ------------------------------------------------------------------------------------ list


def test_list_invites_to_create_the_first_organisation(as_user, olive):
    page = as_user(olive).get(url("organisation_list")).content.decode()

    assert "Create your first organisation" in page
    assert url("organisation_new") in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_shows_own_organisations_in_constant_queries(
    as_user, olive, stan, maturity_model, count, django_assert_num_queries
):
    for number in range(count):
        mine = factories.make_organisation(consultant=olive, name=f"Mine {number}")
        factories.make_assessment(mine, maturity_model)
    factories.make_organisation(consultant=stan, name="Not mine")
    client = as_user(olive)

    with django_assert_num_queries(4):  # session, user, organisations, assessments
        page = client.get(url("organisation_list"))

    assert [o.name for o in page.context["organisations"]] == [f"Mine {n}" for n in range(count)]
    assert "Not mine" not in page.content.decode()


# ------------------------------------------------------------------------------ new and edit


def test_new_makes_organisation_and_departments(as_user, olive):
    response = as_user(olive).post(
        url("organisation_new"), rows(("Sales", "40"), ("", ""), ("IT", ""), name=" Acme  Ltd ")
    )

    organisation = models.Organisation.objects.get()
    assert response.headers["Location"] == url("organisation", pk=organisation.pk)
    assert (organisation.name, stored(organisation)) == ("Acme Ltd", [("IT", None), ("Sales", 40)])
    assert organisation.memberships.get().user == olive


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (rows(("", ""), name="Acme"), "Name at least one department."),
        (rows(("Sales", ""), (" sales ", ""), name="A"), "Another department has this name."),
        (rows(("", "12"), name="Acme"), "Give the department a name, or leave it out."),
        (rows(("Sales", "0"), name="Acme"), "greater than or equal to 1"),
        (rows(("Sales", "9999999"), name="Acme"), "less than or equal to 1000000"),
        (rows(("Sales", "many"), name="Acme"), "Enter a whole number."),
        (rows(("Sales", "1"), name=" "), "This field is required."),
        (rows(("Sales", "1"), name="x" * 121), "at most 120 characters"),
        (rows(("Sa\0les", "1"), name="Acme"), "Null characters are not allowed."),
        (rows(("Sales", "1"), name="Acme", total="nonsense"), "Name at least one department."),
        ({"name": "Acme"}, "Name at least one department."),
    ],
)
def test_new_says_what_is_missing_and_keeps_nothing(as_user, olive, data, sentence):
    page = as_user(olive).post(url("organisation_new"), data)

    assert sentence in page.content.decode()
    assert not models.Organisation.objects.exists()


def test_new_refuses_a_name_that_one_has_already(as_user, olive, organisation):
    page = as_user(olive).post(
        url("organisation_new"), rows(("Sales", ""), name=organisation.name.upper())
    )

    assert "You already have an organisation with this name." in page.content.decode()
    assert models.Organisation.objects.count() == 1


def test_new_gives_more_rows_and_keeps_what_was_typed(as_user, olive):
    page = as_user(olive).post(
        url("organisation_new"), rows(("Sales", "40"), ("", ""), name="Acme", more="1")
    )

    text = page.content.decode()
    forms = page.context["departments"].forms
    assert [form["name"].value() for form in forms] == ["Sales", "", None, None, None]
    assert {form["function"].value() for form in forms} == {"other", None}
    assert 'value="Sales"' in text
    assert 'value="Acme"' in text
    assert "Name at least one" not in text
    assert not models.Organisation.objects.exists()


@pytest.mark.parametrize("total", ["", "nonsense", "99999", "-1", "1e3"])
def test_new_gives_a_bounded_number_of_rows(as_user, olive, total):
    page = as_user(olive).post(
        url("organisation_new"), rows(("Sales", ""), name="Acme", more="1", total=total)
    )

    assert 3 <= len(page.context["departments"].forms) <= 200


def test_edit_shows_what_there_is_and_saves_changes(as_user, olive, organisation):
    client = as_user(olive)
    page = client.get(url("organisation_edit", pk=organisation.pk)).content.decode()
    assert 'value="Sales"' in page
    assert 'value="60"' in page

    sent = [*existing(organisation, service={"name": "Care", "headcount": ""}), ("IT", "7")]
    response = client.post(url("organisation_edit", pk=organisation.pk), rows(*sent, name="Acme"))

    assert response.headers["Location"] == url("organisation", pk=organisation.pk)
    assert stored(organisation) == [("Care", None), ("IT", 7), ("Sales", 40)]


def test_edit_removes_a_department(as_user, olive, organisation):
    sent = existing(organisation, sales={"remove": "on", "name": ""})
    as_user(olive).post(url("organisation_edit", pk=organisation.pk), rows(*sent, name="Acme"))

    assert stored(organisation) == [("Service", 60)]


def test_edit_keeps_a_department_that_the_page_did_not_know(as_user, olive, organisation):
    sent = existing(organisation)
    organisation.departments.create(code="new", name="New", headcount=3)
    as_user(olive).post(url("organisation_edit", pk=organisation.pk), rows(*sent, name="Acme"))

    assert stored(organisation) == [("New", 3), ("Sales", 40), ("Service", 60)]


def test_edit_refuses_to_remove_a_department_with_answers(as_user, olive, organisation, assessment):
    factories.answer(assessment, "sales", {})
    sent = existing(organisation, sales={"remove": "on"}, service={"name": "Care"})
    page = as_user(olive).post(
        url("organisation_edit", pk=organisation.pk), rows(*sent, name="Acme")
    )

    assert "People have joined an assessment for Sales" in page.content.decode()
    assert 'value="Care"' in page.content.decode()  # what was typed is still there
    assert stored(organisation) == [("Sales", 40), ("Service", 60)]


def test_edit_never_touches_departments_of_others(as_user, olive, organisation, stan):
    other = factories.make_organisation(consultant=stan, name="Other")
    foreign = other.departments.get(code="sales")
    sent = [*existing(organisation), {"pk": foreign.pk, "name": "Mine", "function": "other"}]
    as_user(olive).post(url("organisation_edit", pk=organisation.pk), rows(*sent, name="Acme"))

    assert stored(other) == [("Sales", 40), ("Service", 60)]
    assert ("Mine", None) in stored(organisation)


# ---------------------------------------------------------------------------------- people


def test_page_offers_changes_to_consultants_only(as_user, olive, vera, organisation):
    address = url("organisation", pk=organisation.pk)
    for_olive, for_vera = (as_user(who).get(address).content.decode() for who in (olive, vera))

    changes = [
        url("organisation_edit", pk=organisation.pk),
        url("assessment_new", pk=organisation.pk),
        url("member_save", pk=organisation.pk),
        "Remove",
    ]
    assert [change in for_olive for change in changes] == [True] * 4
    assert [change in for_vera for change in changes] == [False] * 4


def test_member_save_lets_a_colleague_in(as_user, olive, stan, organisation):
    as_user(olive).post(
        url("member_save", pk=organisation.pk), {"username": " stan ", "role": "viewer"}
    )

    assert organisation.memberships.get(user=stan).role == "viewer"
    assert as_user(stan).get(url("organisation", pk=organisation.pk)).status_code == 200


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"username": "nobody", "role": "viewer"}, "Nobody here has this user name."),
        ({"username": "stan", "role": "owner"}, "Select a valid choice."),
    ],
)
def test_member_save_says_what_is_wrong(as_user, olive, stan, organisation, data, sentence):
    page = as_user(olive).post(url("member_save", pk=organisation.pk), data)

    assert sentence in page.content.decode()
    assert organisation.memberships.count() == 2


def test_member_remove_takes_access_away(as_user, olive, vera, organisation):
    membership = organisation.memberships.get(user=vera)
    as_user(olive).post(url("member_remove", pk=organisation.pk, membership=membership.pk))

    assert as_user(vera).get(url("organisation", pk=organisation.pk)).status_code == 404


def test_member_remove_keeps_the_last_consultant(as_user, olive, organisation):
    membership = organisation.memberships.get(user=olive)
    response = as_user(olive).post(
        url("member_remove", pk=organisation.pk, membership=membership.pk)
    )

    assert said(response) == [
        "Somebody must be able to change things here: name another consultant first."
    ]
    assert organisation.memberships.filter(user=olive).exists()


def test_member_remove_of_oneself_leads_to_the_list(as_user, olive, vera, organisation):
    organisation.memberships.filter(user=vera).update(role="consultant")
    membership = organisation.memberships.get(user=olive)
    response = as_user(olive).post(
        url("member_remove", pk=organisation.pk, membership=membership.pk)
    )

    assert response.headers["Location"] == url("organisation_list")


def test_member_remove_finds_nobody_of_other_organisations(as_user, olive, stan, organisation):
    other = factories.make_organisation(consultant=stan, name="Other")
    membership = other.memberships.get()
    response = as_user(olive).post(
        url("member_remove", pk=organisation.pk, membership=membership.pk)
    )

    assert response.status_code == 404
    assert other.memberships.count() == 1


def test_departments_sent_twice_are_added_once_and_nothing_is_lost(as_user, olive, organisation):
    client = as_user(olive)
    page = rows(*existing(organisation), ("Caf\u00e9", "9"), name="Acme (demo)")
    assert client.post(url("organisation_edit", pk=organisation.pk), page).status_code == 302
    again = page | {"departments-2-name": "CAFE\u0301", "departments-2-headcount": "12"}
    response = client.post(url("organisation_edit", pk=organisation.pk), again)

    assert response.status_code == 200
    assert "Another department has this name." in response.content.decode()
    assert 'value="12"' in response.content.decode()
    assert sorted(stored(organisation)) == [("Caf\u00e9", 9), ("Sales", 40), ("Service", 60)]


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u2066", "\uffff", "\u3164", "\x07"])
def test_names_that_nobody_can_see_are_refused(as_user, olive, name):
    response = as_user(olive).post(
        url("organisation_new"), rows((name, "9"), ("Sales", "9"), name=name)
    )

    assert response.status_code == 200
    assert response.content.decode().count("Please use letters that can be seen.") == 2
    assert not models.Organisation.objects.exists()


def test_pages_of_consultants_are_never_stored(as_user, olive, closed_assessment):
    client = as_user(olive)
    for address in (
        url("organisation_list"),
        url("organisation", pk=closed_assessment.organisation_id),
        url("assessment", pk=closed_assessment.pk),
        reverse("roadmaps:targets", args=[closed_assessment.pk]),
    ):
        assert "no-store" in client.get(address)["Cache-Control"]
