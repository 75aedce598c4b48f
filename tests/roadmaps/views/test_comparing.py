import datetime as dt

import pytest
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative
from roadmaps.actions.work import add_way
from tests import factories
from tests.roadmaps.waves import make_next_wave


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def lead(as_user, worked_assessment):
    """Runs the programme and does not steer the course."""
    person = factories.make_user("lead")
    worked_assessment.organisation.memberships.create(user=person, role="programme")
    return as_user(person)


def address(name, roadmap, query=""):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk]) + query


def text_of(page):
    return " ".join(page.content.decode().split())


def test_page_asks_and_tells_what_the_balance_rule_costs(consultant, worked_roadmap):
    page = consultant.get(address("what_if", worked_roadmap))
    text = text_of(page)
    assert "What if you had more people, fewer rules, another aim?" in text
    assert (
        "This plan captures 55% of what customers would gain if everything in scope were in place "
        "today; without the balance rule it would be 58%."
    ) in text
    assert page.context["tried"].compared is None


def test_a_change_is_solved_and_laid_beside_the_present_plan(consultant, worked_roadmap):
    page = consultant.get(address("what_if", worked_roadmap, "?days-run=140"))
    text, told = text_of(page), page.context["tried"].compared
    assert [(s.stone, s.before, s.after) for s in told.entered] == [("IMP-5", None, "run")]
    assert "It would bring 8 points more" in text
    assert "Redesign journeys across entities" in text
    assert "292.5" in text
    assert "412.5" in text
    assert "9 steps stay in their phases." in text
    assert "Both plans are proved" in text
    assert "Stage after Run" in text
    assert models.Roadmap.objects.count() == 1


def test_without_balance_the_plan_gains_and_blocks_rest(consultant, worked_roadmap):
    page = consultant.get(address("what_if", worked_roadmap, "?without=balance"))
    text = text_of(page)
    assert "It would bring 3 points more" in text
    assert "External branding and engagement (Crawl)" in text


def test_several_changes_go_together(consultant, worked_roadmap):
    way = {"title": "Buy", "effort": 40, "months": 2}
    pk = add_way(roadmap=worked_roadmap, stone="IMP-5", values=way).pk
    query = f"?days-run=20&without=block_share&later=1&cycles=2&stage-VOC=2&way-IMP-5={pk}"
    page = consultant.get(address("what_if", worked_roadmap, query))
    told = page.context["tried"].compared
    assert [phase.code for phase in told.after.phases][3:] == ["crawl-2", "walk-2", "run-2"]
    assert told.after.scope.gap_by_stone["IMP-5"].effort == 40
    assert "Another aim: " in text_of(page)
    assert "Walk, cycle 2" in text_of(page)


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("days-crawl=-101", "days-crawl", "Crawl has 100 person-days: no more can be taken away."),
        ("days-crawl=many", "days-crawl", "Enter a number."),
        ("days-crawl=inf", "days-crawl", "Enter a number."),
        ("later=-1", "later", "Ensure this value is greater than or equal to 0."),
        ("later=999", "later", "Ensure this value is less than or equal to 60."),
        (
            "without=luck",
            "without",
            "Select a valid choice. luck is not one of the available choices.",
        ),
        (
            "stage-VIS=9",
            "stage-VIS",
            "Select a valid choice. 9 is not one of the available choices.",
        ),
        ("cycles=7", "cycles", "Select a valid choice. 7 is not one of the available choices."),
    ],
)
def test_bad_questions_come_back_with_a_sentence(
    consultant, worked_roadmap, query, field, sentence
):
    page = consultant.get(address("what_if", worked_roadmap, f"?{query}"))
    assert (page.status_code, page.context["form"].errors) == (200, {field: [sentence]})


def test_locks_that_no_plan_can_keep_are_named(consultant, worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="IMP-4", phase="run")
    page = consultant.get(address("what_if", worked_roadmap, "?days-run=-150"))
    assert "No roadmap can keep all that is locked" in text_of(page)
    assert "“Search for root causes” take" in text_of(page)


def test_what_was_tried_becomes_a_version(consultant, worked_roadmap):
    data = {"days-run": "140", "reason": "The board grants a second team"}
    for _ in range(2):
        response = consultant.post(address("what_if", worked_roadmap), data)
        second = models.Roadmap.objects.get(number=2)
        assert response.headers["Location"] == address("roadmap", second)
    assert (second.reason, second.trigger) == ("The board grants a second team", "other")
    assert models.Roadmap.objects.count() == 2


def test_a_version_needs_a_reason_and_a_change(consultant, worked_roadmap):
    page = consultant.post(address("what_if", worked_roadmap), {"days-run": "140"})
    assert "Say why: the reason stays with the version." in text_of(page)
    assert 'name="days-run" value="140"' in text_of(page)
    page = consultant.post(address("what_if", worked_roadmap), {"reason": "None"})
    assert "Choose a change first." in text_of(page)
    assert models.Roadmap.objects.count() == 1


def test_another_target_is_for_those_who_steer_the_course(lead, worked_roadmap):
    query = {"stage-EXB": "1"}
    page = lead.get(address("what_if", worked_roadmap), query)
    assert "Another target is settled by those who steer the course" in text_of(page)
    response = lead.post(address("what_if", worked_roadmap), query | {"reason": "Less"})
    assert response.status_code == 403
    assert models.Roadmap.objects.count() == 1


def test_viewers_ask_and_make_nothing(as_user, vera, worked_roadmap):
    page = as_user(vera).get(address("what_if", worked_roadmap, "?days-run=140"))
    assert "It would bring 8 points more" in text_of(page)
    assert "Make it a new version" not in text_of(page)


def test_a_version_that_was_replaced_makes_no_other(consultant, plan_worked):
    first = plan_worked()
    plan_worked(capacities=(90, 140, 200))
    assert "This is an earlier version" in text_of(consultant.get(address("what_if", first)))
    response = consultant.post(address("what_if", first), {"days-run": "9", "reason": "Late"})
    assert response.status_code == 409
    assert models.Roadmap.objects.count() == 2


def make_versions(plan_worked, count):
    return [plan_worked(capacities=(100, 140, 200 + n)) for n in range(count)]


@pytest.mark.parametrize("count", [1, 3])
def test_versions_are_listed_with_few_queries(
    consultant, plan_worked, count, django_assert_num_queries
):
    rows = make_versions(plan_worked, count)
    consultant.get(address("versions", rows[-1]))
    with django_assert_num_queries(9):
        page = consultant.get(address("versions", rows[-1]))
    assert [v.number for v in page.context["versions"]] == list(range(count, 0, -1))


def test_versions_say_when_why_and_what_share(consultant, worked_roadmap, worked_assessment):
    consultant.post(
        address("what_if", worked_roadmap), {"days-run": "140", "reason": "A second team"}
    )
    second = models.Roadmap.objects.get(number=2)
    page = consultant.get(address("versions", second))
    text = text_of(page)
    assert "2 versions, each readable for ever" in text
    assert 'Another reason – <span dir="auto">A second team</span>' in text
    assert "63%" in text
    assert "55%" in text
    move_initiative(roadmap=second, stone="VOC-4", phase="walk")
    assert "edited since" in text_of(consultant.get(address("versions", second)))


def test_any_two_versions_stand_beside_one_another(consultant, plan_worked):
    first, second, third = make_versions(plan_worked, 3)
    page = consultant.get(address("compare", first, f"?with={third.pk}"))
    assert (page.context["before"], page.context["after"]) == (first, third)
    page = consultant.get(address("compare", third))
    assert (page.context["before"], page.context["after"]) == (second, third)
    assert "Nothing stands elsewhere" in text_of(page)


def test_versions_of_two_waves_stand_beside_one_another(consultant, plan_worked, worked_assessment):
    from roadmaps.queries.targets import load_standing

    first, wave = plan_worked(), make_next_wave(worked_assessment)
    second = plan_worked(
        assessment=wave, standing=load_standing(wave), starts_on=dt.date(2028, 1, 1)
    )
    page = consultant.get(address("compare", second))
    assert (page.context["before"], page.context["after"]) == (first, second)


def test_comparing_needs_another_version_of_the_organisation(
    consultant, as_user, stan, worked_roadmap
):
    response = consultant.get(address("compare", worked_roadmap))
    assert response.headers["Location"] == address("versions", worked_roadmap)
    same = consultant.get(address("compare", worked_roadmap, f"?with={worked_roadmap.pk}"))
    assert same.headers["Location"] == address("versions", worked_roadmap)
    for other in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        page = consultant.get(address("compare", worked_roadmap, f"?with={other}"))
        assert page.status_code == 404
    assert as_user(stan).get(address("compare", worked_roadmap)).status_code == 404


def test_old_versions_stay_readable(consultant, plan_worked):
    first, *_ = make_versions(plan_worked, 3)
    assert "This is an earlier version" in text_of(consultant.get(address("roadmap", first)))


def test_question_is_answered_with_few_queries(
    consultant, worked_roadmap, django_assert_num_queries
):
    consultant.get(address("what_if", worked_roadmap))
    with django_assert_num_queries(13):
        consultant.get(address("what_if", worked_roadmap, "?days-run=140"))
