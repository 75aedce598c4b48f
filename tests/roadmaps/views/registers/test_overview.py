import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.revisions import save_revised
from tests.roadmaps.register_rows import (
    make_agent,
    make_decision,
    make_factor,
    make_programme,
    make_risk,
    make_tool,
)
from tests.roadmaps.views.registers.conftest import TODAY, words_of

YEAR_AGO = dt.date(2026, 3, 15)
SPONSOR = {
    "sponsor": "CEO",
    "sponsor_role": "Board",
    "sponsor_since": "2026-01-01",
    "deputy": "Head of service",
    "deputy_role": "",
    "deputy_briefed_on": "2027-03-01",
    "revision": "0",
}


def test_programme_that_nobody_wrote_to_asks_for_its_sponsor_alone(as_user, vera, to):
    response = as_user(vera).get(to("registers"))
    page = words_of(response)

    assert "What needs a look Nobody is named as executive sponsor." in page
    assert response.content.decode().count("register-notice") == 1
    assert "We have looked at the programme" not in page
    assert models.Programme.objects.count() == 0


def test_everything_that_needs_a_look_leads_somewhere(as_user, vera, organisation, roadmap, to):
    make_programme(organisation, sponsor="CEO", deputy="COO", deputy_briefed_on=YEAR_AGO)
    make_decision(organisation, decided_on=YEAR_AGO)
    make_factor(organisation, title="New rules", review_on=TODAY)
    risk = make_risk(organisation, reviewed_on=YEAR_AGO)
    make_agent(organisation, name="Ann", department="sales")
    models.Roadmap.objects.update(created_on=YEAR_AGO, starts_on=dt.date(2026, 4, 1))
    great = {"number": 1, "text": "Great", "written_on": YEAR_AGO, "expires_on": TODAY}
    models.Programme.objects.get().great_statements.create(**great)
    response = as_user(vera).get(to("registers"))
    page = words_of(response)

    for sentence in (
        "COO, deputy sponsor, was last briefed on 15 March 2026, 12 months ago.",
        "“Ann” pushes the change, and no relay is named.",
        "The phase “Crawl” ended on 30 September 2026 and has not been reviewed.",
        "Decision 1, “One number for all calls”, was taken 12 months ago and has no review date.",
        "What great looks like was to be revisited by 15 March 2027.",
        "“New rules” was to be looked at again on 15 March 2027.",
        "Nobody has looked at the risk “A crisis in the region” for 12 months.",
        "The programme as a whole was last looked at 12 months ago. What was great last year",
        "Nobody carries the change in Service. Who could be the relay there?",
    ):
        assert sentence in page
    html = response.content.decode()
    for address in (
        to("sponsor"),
        to("people"),
        to("decision", 1),
        f"{to('risks')}#entry-{risk.pk}",
        to("handover"),
    ):
        assert f'href="{address}">Look at it' in html
    assert html.count(">Look at it<") == html.count("register-notice")


def test_targets_are_as_old_as_the_plan_or_their_last_change(as_user, vera, roadmap, to):
    told = "The targets were last settled 12 months ago."
    models.Roadmap.objects.update(created_on=YEAR_AGO)
    models.Target.history.update(history_date=dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC))
    before = words_of(as_user(vera).get(to("registers")))
    roadmap.assessment.targets.first().save()

    assert told in before
    assert told not in words_of(as_user(vera).get(to("registers")))


@pytest.mark.parametrize("who", ["lead", "steering"])
def test_yearly_review_is_noted_by_either_right(as_user, request, to, who, organisation):
    models.Roadmap.objects.update(created_on=YEAR_AGO)
    client = as_user(request.getfixturevalue(who))
    assert "We have looked at the programme" in words_of(client.get(to("registers")))
    page = words_of(client.post(to("programme_reviewed"), follow=True))

    assert "Noted: the programme was looked at as a whole today." in page
    assert "The programme as a whole was last looked at" not in page
    assert models.Programme.objects.get().reviewed_on == TODAY


@pytest.mark.parametrize("count", [1, 3])
def test_overview_takes_as_many_queries_for_three_as_for_one(
    as_user, vera, organisation, to, count, django_assert_num_queries
):
    make_programme(organisation, sponsor="CEO")
    for number in range(count):
        make_decision(organisation, title=f"Decision {number}")
        make_risk(organisation, title=f"Risk {number}")
        make_tool(organisation, name=f"Tool {number}")
        make_agent(organisation, name=f"Agent {number}")
        make_factor(organisation, title=f"Factor {number}")
    client = as_user(vera)
    client.get(to("registers"))

    with django_assert_num_queries(20):
        assert f"{count} in force" in words_of(client.get(to("registers")))


def test_sponsor_is_settled_by_governance_and_read_by_all(as_user, steering, lead, vera, to):
    refused = as_user(lead).post(to("sponsor"), SPONSOR)
    response = as_user(steering).post(to("sponsor"), SPONSOR)

    assert (refused.status_code, response.status_code) == (403, 302)
    later = SPONSOR | {"sponsor": "COO", "sponsor_since": "2027-03-01", "revision": "1"}
    as_user(steering).post(to("sponsor"), later)
    page = words_of(as_user(vera).get(to("sponsor")))
    assert "Executive sponsor COO, Board · since 1 March 2027" in page
    assert "Sponsors so far COO , Board since 1 March 2027 CEO , Board 1 January 2026 to" in page
    assert "<form" not in as_user(vera).get(to("sponsor")).content.decode().split("<main")[1]


def test_two_people_on_the_sponsor_see_both_versions(as_user, steering, olive, to):
    as_user(steering).post(to("sponsor"), SPONSOR)
    late = as_user(olive).post(to("sponsor"), SPONSOR | {"sponsor": "COO"})

    assert late.status_code == 409
    assert "Executive sponsor CEO COO" in words_of(late)
    assert models.Programme.objects.get().sponsor == "CEO"


NO_SPONSORS = [
    ({"sponsor": ""}, "Say who: a role or a day alone tells nobody."),
    ({"deputy": ""}, "Say who: a role or a day alone tells nobody."),
    ({"deputy": "ceo"}, "The deputy is somebody else than the sponsor."),
    ({"deputy_briefed_on": "2027-03-16"}, "Choose today or a day that has passed."),
    ({"sponsor_since": "9999-12-31"}, "Choose a day of this century."),
    ({"sponsor": "x" * 121}, "at most 120 characters"),
    ({"revision": "x"}, "It was not sent which state of this you had before you."),
]


def test_sponsor_that_cannot_stand_is_told_why(as_user, olive, to):
    client = as_user(olive)
    for changes, sentence in NO_SPONSORS:
        response = client.post(to("sponsor"), SPONSOR | changes)

        assert (response.status_code, sentence in words_of(response)) == (200, True), sentence
    assert models.Programme.objects.filter(sponsor="CEO").count() == 0


@pytest.mark.parametrize("who", ["lead", "steering"])
def test_business_case_keeps_how_it_read(as_user, request, vera, to, who, organisation):
    client = as_user(request.getfixturevalue(who))
    client.post(to("business_case"), {"business_case": "First", "revision": 0})
    client.post(to("business_case"), {"business_case": "Second\r\nline", "revision": 1})
    save_revised(row=models.Programme.objects.get(), values={"sponsor": "CEO"}, revision=2)
    page = words_of(as_user(vera).get(to("business_case")))

    assert f"15 March 2027 · {who} · holds today Second line" in page
    assert f"15 March 2027 · {who} First" in page
    assert models.Programme.objects.get().business_case == "Second\nline"
    assert as_user(vera).post(to("business_case"), {"business_case": "x"}).status_code == 403
