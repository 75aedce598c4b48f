"""Tools, people and factors."""

import datetime as dt

import pytest

from roadmaps import models
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.registers import load_suppliers
from tests import factories
from tests.roadmaps.register_rows import make_agent, make_factor, make_programme, make_tool
from tests.roadmaps.views.registers.conftest import TODAY, words_of

TOOL = {"name": "Case desk", "supplier": "Acme", "purpose": "", "is_ready": "on", "revision": "0"}
AGENT = {
    "kind": "relay",
    "name": "Rob",
    "role": "",
    "department": "sales",
    "since": "2027-01-01",
    "until": "",
    "revision": "0",
}
FACTOR = {
    "title": "New rules",
    "is_ours_to_drive": "False",
    "note": "",
    "review_on": "2027-06-01",
    "closed_on": "",
    "revision": "0",
}


@pytest.mark.parametrize(
    ("name", "sent", "model", "register"),
    [
        ("tool_new", TOOL, models.Tool, "tools"),
        ("agent_new", AGENT, models.Agent, "people"),
        ("factor_new", FACTOR, models.Factor, "factors"),
    ],
)
def test_programme_lead_adds_and_removes_entries(as_user, lead, to, name, sent, model, register):
    client = as_user(lead)
    response = client.post(to(name), sent)
    row = model.objects.get()

    assert response.headers["Location"] == f"{to(register)}#entry-{row.pk}"
    shown = client.get(to(register)).content.decode()
    assert f'id="entry-{row.pk}"' in shown
    assert str(row) in shown
    client.post(to(name.replace("_new", "_remove"), row.pk), {"revision": 0})
    assert model.objects.count() == 0


def test_tools_tell_what_hangs_on_them(as_user, vera, organisation, to):
    record = make_tool(organisation, name="Base", supplier="Acme", purpose="One record")
    desk = make_tool(
        organisation,
        name="Desk",
        supplier="ACME",
        stones=["VIS-2", "VOC-4", "IMP-1"],
        departments=["sales"],
        is_ready=False,
        is_critical=True,
    )
    desk.needs.add(record)
    page = words_of(as_user(vera).get(to("tools")))

    assert "3 steps of “Crawl” wait for Desk." in page
    assert "Acme stands behind 3 steps of “Crawl”: what if it closed down?" in page
    assert "“Desk” is used in Sales alone" in page
    assert "Nobody has said what “Desk” is for." in page
    assert "1 critical supplier: Acme. The comparison of both approaches counts with it." in page
    found = load_suppliers(find_programme(organisation))
    assert found == dict.fromkeys(("VIS-2", "VOC-4", "IMP-1"), ("Acme",))
    assert load_suppliers(models.Programme()) == {}


def test_tools_in_a_circle_are_refused_in_words_and_nothing_is_lost(
    as_user, olive, organisation, to
):
    desk = make_tool(organisation, name="Desk")
    record = make_tool(organisation, name="Record")
    record.needs.add(desk)
    sent = TOOL | {"name": "Desk", "purpose": "Kept", "needs": [str(record.pk)]}
    response = as_user(olive).post(to("tool", desk.pk), sent)

    page = words_of(response)
    assert response.status_code == 200
    circles = ("Desk → Record → Desk", "Record → Desk → Record")
    assert any(f"would need one another in a circle: {each}." in page for each in circles)
    assert 'value="Kept"' in response.content.decode()
    assert not desk.needs.exists()


def test_tool_changes_are_laid_side_by_side(as_user, olive, lead, organisation, to):
    desk = make_tool(organisation, name="Case desk", supplier="Acme")
    record = make_tool(organisation, name="Record")
    as_user(olive).post(to("tool", desk.pk), TOOL | {"needs": [str(record.pk)]})
    late = as_user(lead).post(to("tool", desk.pk), TOOL | {"departments": ["sales"]})
    page = words_of(late)

    assert late.status_code == 409
    assert "Departments that use it nothing Sales" in page
    assert "Other tools that it needs Record nothing" in page
    assert [*desk.needs.all()] == [record]


def test_tool_that_another_needs_is_not_removed(as_user, olive, organisation, to):
    record, desk = make_tool(organisation, name="Record"), make_tool(organisation, name="Desk")
    desk.needs.add(record)
    response = as_user(olive).post(to("tool_remove", record.pk), {"revision": 0}, follow=True)

    assert "Other tools need it: Desk. Take it out of theirs first." in words_of(response)
    assert models.Tool.objects.count() == 2


def test_second_tool_of_a_name_is_refused(as_user, olive, organisation, to):
    make_tool(organisation, name="Case desk")
    page = words_of(as_user(olive).post(to("tool_new"), TOOL))

    assert "The inventory has a tool of this name." in page
    assert models.Tool.objects.count() == 1


def test_people_are_told_by_department_over_time(as_user, vera, organisation, roadmap, to):
    make_agent(organisation, name="Ann", department="service")
    gone = {"kind": "relay", "name": "Rob", "department": "sales"}
    make_agent(organisation, **gone, until=dt.date(2027, 2, 28))
    roadmap.initiatives.filter(stone="VOC-4").update(owner="Kim", department="sales")
    response = as_user(vera).get(to("people"))
    page = words_of(response)

    assert "“Ann” pushes the change alone: no sponsor is named, and no relay." in page
    assert "Nobody carries the change in Sales." in page
    assert "Department Apr 2026 Jul 2026 Oct 2026 Jan 2027 Today Sales 1 1 1 1 0" in page
    assert "Service 1 1 1 1 1" in page
    assert "Today somebody carries the change in 1 of 2 departments." in page
    assert "1 of 9 planned steps have an owner. Owners sit in Sales." in page
    assert "Who has left Rob" in page


def test_isolated_change_agent_is_no_more_with_sponsor_and_relay(as_user, vera, organisation, to):
    make_programme(organisation, sponsor="CEO")
    make_agent(organisation, name="Ann", department="service")
    make_agent(organisation, kind="relay", name="Rob", department="sales")
    page = words_of(as_user(vera).get(to("people")))

    assert "pushes the change" not in page
    assert "Nobody carries the change" not in page


NO_PEOPLE = [
    ({"until": "2026-12-31"}, "The last day comes before the first one."),
    ({"department": ""}, "A relay stands in a department: say in which."),
    ({"name": ""}, "Say who."),
    ({"since": ""}, "Say since when."),
    ({"since": "0001-01-01"}, "Choose a day of this century."),
    ({"kind": "boss"}, "Select a valid choice."),
    ({"department": "x' OR 1=1"}, "Select a valid choice."),
]


def test_person_who_cannot_be_entered_is_told_why(as_user, olive, to):
    client = as_user(olive)
    for changes, sentence in NO_PEOPLE:
        response = client.post(to("agent_new"), AGENT | {"role": "Kept"} | changes)

        assert (response.status_code, sentence in words_of(response)) == (200, True), sentence
        assert "Kept" in response.content.decode()
    assert models.Agent.objects.count() == 0


def test_factors_stand_in_two_columns_with_their_reviews(as_user, vera, organisation, to):
    make_factor(organisation, title="Old", review_on=TODAY)
    make_factor(organisation, title="Mine", is_ours_to_drive=True, review_on=dt.date(2027, 4, 1))
    make_factor(organisation, title="Gone", closed_on=TODAY)
    page = words_of(as_user(vera).get(to("factors")))

    assert (
        "Happening Old Look again: 15 March 2027 has come Ours to drive Mine Next look on" in page
    )
    assert "No longer followed Gone Not followed since 15 March 2027" in page


NO_FACTORS = [
    ({"review_on": "2027-03-15"}, "Choose a day that is still to come."),
    ({"review_on": ""}, "Say when to look at it again."),
    ({"closed_on": "2027-03-16"}, "Choose today or a day that has passed."),
    ({"title": ""}, "Say what it is."),
    ({"note": "x" * 2001}, "at most 2000 characters"),
    ({"is_ours_to_drive": "maybe"}, "Select a valid choice."),
]


def test_factor_that_cannot_be_entered_is_told_why(as_user, olive, to):
    client = as_user(olive)
    for changes, sentence in NO_FACTORS:
        response = client.post(to("factor_new"), FACTOR | changes)

        assert (response.status_code, sentence in words_of(response)) == (200, True), sentence
    assert models.Factor.objects.count() == 0


def test_factor_whose_review_has_passed_can_be_closed_as_it_is(as_user, olive, organisation, to):
    factor = make_factor(organisation, title="New rules", review_on=dt.date(2027, 3, 1))
    sent = FACTOR | {"review_on": "2027-03-01", "closed_on": "2027-03-15"}
    response = as_user(olive).post(to("factor", factor.pk), sent)

    assert response.status_code == 302
    factor.refresh_from_db()
    assert factor.closed_on == TODAY


def test_notes_in_any_script_are_kept_and_shown(as_user, olive, vera, to):
    note = "مرحبا\n🧑🏽‍🚀 <script>alert(1)</script> " + "é" * 1900
    as_user(olive).post(to("factor_new"), FACTOR | {"note": note})
    page = as_user(vera).get(to("factors")).content.decode()

    assert models.Factor.objects.get().note == note
    assert "<script>alert" not in page
    assert "مرحبا<br>🧑🏽‍🚀" in page


def test_entries_of_other_organisations_are_not_found(as_user, olive, to):
    other = factories.make_organisation(name="Other (demo)")
    keys = {
        "tool": make_tool(other).pk,
        "agent": make_agent(other).pk,
        "factor": make_factor(other).pk,
    }
    for name, key in keys.items():
        for address in (to(name, key), to(f"{name}_remove", key), to(name, 10**30)):
            assert as_user(olive).post(address, {"revision": 0}).status_code == 404
    assert models.Tool.objects.count() == models.Agent.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("register", "make", "label", "queries"),
    [
        ("tools", make_tool, "name", 11),
        ("people", make_agent, "name", 19),
        ("factors", make_factor, "title", 10),
    ],
)
def test_lists_take_as_many_queries_for_three_as_for_one(
    as_user,
    vera,
    organisation,
    to,
    register,
    make,
    label,
    queries,
    count,
    django_assert_num_queries,
):
    for number in range(count):
        make(organisation, **{label: f"Entry {number}"})
    client = as_user(vera)
    client.get(to(register))

    with django_assert_num_queries(queries):
        assert client.get(to(register)).content.decode().count('id="entry-') == count
