import datetime as dt

import pytest

from roadmaps import models
from tests import factories
from tests.roadmaps.register_rows import make_risk, make_tool
from tests.roadmaps.views.registers.conftest import TODAY, words_of

SENT = {
    "event": "crisis",
    "title": "A flood",
    "effect": "All hands are busy.",
    "owner": "Head of service",
    "mitigation": "",
    "rate": "",
    "phase": "",
    "revision": "0",
}
ALL = "If it struck today: 75 days of work in “Crawl” that are not delivered, and 36% of what"
"""VIS-2, VOC-4 and IMP-1: 15 + 45 + 15 days, 60 + 225 + 100 of 1,065 points in phases."""


@pytest.mark.parametrize("who", ["lead", "steering"])
def test_both_rights_watch_a_risk(as_user, request, to, who, organisation):
    client = as_user(request.getfixturevalue(who))
    response = client.post(to("risk_new"), SENT | {"stones": ["VOC-4"]})

    row = models.Risk.objects.get()
    assert response.headers["Location"] == f"{to('risks')}#entry-{row.pk}"
    assert (row.stones, row.rate, row.reviewed_on, row.state) == (["VOC-4"], None, TODAY, "open")


def test_list_tells_what_each_risk_would_put_at_risk_today(as_user, vera, organisation, to):
    make_risk(organisation)
    make_risk(organisation, title="Only one", stones=["VOC-4", "IMP-4"], rate=0.22)
    make_risk(organisation, title="Not yet", phase="walk", event="other")
    page = words_of(as_user(vera).get(to("risks")))

    assert ALL in page
    assert "It touches all that is under way today." in page
    assert "45 days of work in “Crawl” that are not delivered, and 21%" in page
    assert "Nothing that it touches is under way today." in page
    assert "About once in 4 years (assumption of the maturity model)" in page
    assert "About once in 4.5 years" in page
    assert "Not estimated" in page
    assert "Events that nobody watches here The sponsor leaves" in page


def test_done_steps_are_not_at_risk(as_user, vera, roadmap, to):
    roadmap.initiatives.filter(stone="VOC-4").update(status="done")
    page = words_of(as_user(vera).get(to("risks")))

    assert "30 days of work in “Crawl” that are not delivered, and 15% of what" in page


def test_nothing_is_at_risk_before_the_plan_begins(as_user, vera, roadmap, to):
    models.Roadmap.objects.update(starts_on=dt.date(2027, 4, 1))

    assert "The plan has not begun" in words_of(as_user(vera).get(to("risks")))


def test_suppliers_that_fail_count_for_each_critical_one(as_user, vera, organisation, to):
    for name in ("A", "B"):
        make_tool(organisation, name=name, supplier=name, is_critical=True)
    make_risk(organisation, event="vendor_failure")

    assert "About once in 10 years" in words_of(as_user(vera).get(to("risks")))


def test_form_of_an_event_starts_with_it(as_user, olive, to):
    page = as_user(olive).get(to("risk_new"), {"event": "sponsor_leaves"}).content.decode()
    strange = as_user(olive).get(to("risk_new"), {"event": "<x>"}).content.decode()

    assert '<option value="sponsor_leaves" selected' in page
    assert "&lt;x&gt;" not in strange
    assert "Left empty, the maturity model’s figure counts: The sponsor leaves 0.22;" in page


CANNOT_STAND = [
    ({"title": ""}, "Say what it would be here."),
    ({"rate": "-1"}, "greater than or equal to 0.001"),
    ({"rate": "nan"}, "Enter a number."),
    ({"rate": "1e99"}, "less than or equal to 365"),
    ({"event": "volcano"}, "Select a valid choice."),
    ({"stones": ["XXX-9"]}, "Select a valid choice."),
    ({"phase": "later"}, "Select a valid choice."),
    ({"mitigation": "x" * 2001}, "at most 2000 characters"),
    ({"revision": "old"}, "It was not sent which state of this you had before you."),
]


def test_what_cannot_stand_is_told_and_nothing_is_lost(as_user, olive, to):
    client = as_user(olive)
    for changes, sentence in CANNOT_STAND:
        response = client.post(to("risk_new"), SENT | changes)

        assert (response.status_code, sentence in words_of(response)) == (200, True), sentence
        assert "All hands are busy." in response.content.decode()
    assert models.Risk.objects.count() == 0


def test_second_person_sees_both_versions(as_user, olive, lead, organisation, to):
    risk = make_risk(organisation, title="A flood")
    address = to("risk", risk.pk)
    as_user(olive).post(address, SENT | {"owner": "Olive"})
    response = as_user(lead).post(address, SENT | {"owner": "Lead", "stones": ["VOC-4"]})
    page = words_of(response)

    assert response.status_code == 409
    assert "Owner Olive Lead" in page
    assert "Steps touched nothing" in page
    risk.refresh_from_db()
    assert (risk.owner, risk.revision) == ("Olive", 1)


def test_what_a_risk_once_touched_stays_until_a_person_takes_it_out(
    as_user, olive, organisation, to
):
    risk = make_risk(organisation, event="volcano", stones=["OWN-1"], phase="crawl-9")
    page = as_user(olive).get(to("risk", risk.pk)).content.decode()
    kept = {"event": "volcano", "stones": ["OWN-1"], "phase": "crawl-9"}
    response = as_user(olive).post(to("risk", risk.pk), SENT | kept)

    assert 'value="OWN-1"' in page
    assert response.status_code == 302
    risk.refresh_from_db()
    assert (risk.event, risk.stones, risk.phase) == ("volcano", ["OWN-1"], "crawl-9")


def test_event_that_has_struck_asks_for_a_new_plan(as_user, steering, vera, organisation, to):
    risk = make_risk(organisation)
    client = as_user(steering)
    response = client.post(to("risk_strike", risk.pk), {"struck_on": str(TODAY), "revision": 0})

    risk.refresh_from_db()
    assert (risk.state, risk.struck_on) == ("struck", TODAY)
    assert response.headers["Location"] == f"{to('risks')}#entry-{risk.pk}"
    page = words_of(as_user(vera).get(to("registers")))
    assert "“A crisis in the region” struck on 15 March 2027, and the plan is older" in page
    assert "Struck on 15 March 2027" in words_of(as_user(vera).get(to("risks")))


def test_who_runs_the_programme_plans_again_at_once(as_user, lead, organisation, to):
    risk = make_risk(organisation)
    sent = {"struck_on": "2027-03-01", "revision": 0}
    response = as_user(lead).post(to("risk_strike", risk.pk), sent)

    assert response.headers["Location"] == f"{to('replan')}?trigger=risk&event=crisis"
    assert as_user(lead).get(response.headers["Location"]).status_code == 200


NO_DAYS = [
    ({"struck_on": "2027-03-16", "revision": 0}, "Choose today or a day that has passed."),
    ({"struck_on": "", "revision": 0}, "This field is required."),
    ({"struck_on": "soon", "revision": 0}, "Enter a valid date."),
]


def test_event_has_struck_on_a_day(as_user, olive, organisation, to):
    risk, client = make_risk(organisation), as_user(olive)
    for sent, sentence in NO_DAYS:
        response = client.post(to("risk_strike", risk.pk), sent)

        assert (response.status_code, sentence in words_of(response)) == (200, True), sentence
    risk.refresh_from_db()
    assert risk.state == "open"


@pytest.mark.parametrize("state", ["closed", "reviewed"])
def test_risk_that_changed_meanwhile_keeps_its_state(as_user, olive, organisation, to, state):
    risk = make_risk(organisation, revision=3)
    client = as_user(olive)
    for revision in ("2", "", "x", "9" * 99):
        response = client.post(
            to("risk_state", risk.pk), {"state": state, "revision": revision}, follow=True
        )
        assert "Somebody else changed this meanwhile." in words_of(response)

    risk.refresh_from_db()
    assert (risk.state, risk.reviewed_on, risk.revision) == ("open", None, 3)


def test_risk_is_reviewed_closed_and_watched_again(as_user, olive, organisation, to):
    risk, client = make_risk(organisation), as_user(olive)
    for number, state in enumerate(("reviewed", "closed", "open")):
        client.post(to("risk_state", risk.pk), {"state": state, "revision": number})
    risk.refresh_from_db()

    assert (risk.state, risk.reviewed_on, risk.revision) == ("open", TODAY, 3)
    strange = client.post(to("risk_state", risk.pk), {"state": "struck", "revision": 3})
    assert strange.status_code == 404


def test_risk_of_another_organisation_is_not_found(as_user, olive, to):
    stranger = make_risk(factories.make_organisation(name="Other (demo)"))
    for name in ("risk", "risk_strike", "risk_state", "risk_remove"):
        assert as_user(olive).post(to(name, stranger.pk), SENT).status_code == 404
    stranger.refresh_from_db()
    assert stranger.title == "A crisis in the region"


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_three_as_for_one(
    as_user, vera, organisation, to, count, django_assert_num_queries
):
    for number in range(count):
        make_risk(organisation, title=f"Risk {number}")
    client = as_user(vera)
    client.get(to("risks"))

    with django_assert_num_queries(14):
        assert client.get(to("risks")).content.decode().count("<article") == count
