import pytest
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative
from tests import factories
from tests.roadmaps.domain.test_planning import WORKED_PLAN

ASKED = {
    "capacity-crawl": "100",
    "capacity-walk": "140",
    "capacity-run": "200",
    "starts_on": "2027-01-01",
    "balance": "every_phase",
}


def address(assessment, query=""):
    return reverse("roadmaps:roadmap_new", args=[assessment.pk]) + query


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def test_page_proposes_capacities_for_the_scope(consultant, worked_assessment, worked_targets):
    page = consultant.get(address(worked_assessment))
    text = page.content.decode()
    assert "10 steps, 413 person-days: what can you give?" in text
    assert [page.context["form"][f"capacity-{p}"].value() for p in ("crawl", "walk", "run")] == [
        "76",
        "152",
        "227",
    ]


def test_page_says_what_capacities_exclude(consultant, worked_assessment, worked_targets):
    page = consultant.post(address(worked_assessment), ASKED | {"check": "1"})
    assert [limit.stone for limit in page.context["too_large"]] == ["IMP-5"]
    assert (
        "“Redesign journeys across entities” needs 120 days; at 50% for one block that takes a "
        "phase of 240."
    ) in " ".join(page.content.decode().split())
    assert not models.Roadmap.objects.exists()


def test_page_says_when_person_days_exclude_nothing(consultant, worked_assessment, worked_targets):
    plenty = {f"capacity-{phase}": "5000" for phase in ("crawl", "walk", "run")}
    page = consultant.post(address(worked_assessment), ASKED | plenty | {"check": "1"})
    assert "These person-days exclude nothing" in page.content.decode()
    assert not models.Roadmap.objects.exists()


def test_asking_twice_makes_one_roadmap(consultant, worked_assessment, worked_targets):
    first, second = (consultant.post(address(worked_assessment), ASKED) for _ in range(2))
    row = models.Roadmap.objects.get()
    assert first.headers["Location"] == reverse("roadmaps:roadmap", args=[row.pk])
    assert second.headers["Location"] == first.headers["Location"]
    assert {i.stone: i.phase or None for i in row.initiatives.all()} == WORKED_PLAN


def test_address_leads_to_the_latest_version(consultant, as_user, vera, plan_worked):
    plan_worked()
    latest = plan_worked(capacities=(90, 140, 200))
    for client in (consultant, as_user(vera)):
        response = client.get(address(latest.assessment))
        assert response.headers["Location"] == reverse("roadmaps:roadmap", args=[latest.pk])
    page = consultant.get(address(latest.assessment, "?new=1"))
    assert page.context["form"]["capacity-crawl"].value() == "90"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("capacity-crawl", "-1", "Ensure this value is greater than or equal to 0."),
        ("capacity-crawl", "NaN", "Enter a number."),
        ("capacity-crawl", "1e400", "Ensure this value is less than or equal to 1000000."),
        ("capacity-walk", "", "This field is required."),
        ("starts_on", "yesterday", "Enter a valid date."),
        ("starts_on", "9999-12-01", "Choose a day of this century."),
        ("balance", "tilted", "Select a valid choice. tilted is not one of the available choices."),
    ],
)
def test_bad_input_comes_back_with_a_sentence(
    consultant, worked_assessment, worked_targets, field, value, sentence
):
    page = consultant.post(address(worked_assessment), ASKED | {field: value})
    assert page.context["form"].errors == {field: [sentence]}
    assert not models.Roadmap.objects.exists()


def test_no_capacity_at_all_still_makes_a_roadmap(consultant, worked_assessment, worked_targets):
    nothing = {f"capacity-{phase}": "0" for phase in ("crawl", "walk", "run")}
    page = consultant.post(address(worked_assessment), ASKED | nothing, follow=True)
    assert "No step fits these person-days yet" in page.content.decode()


def test_staying_everywhere_needs_no_roadmap(consultant, worked_assessment):
    page = consultant.get(address(worked_assessment))
    assert "there is nothing to plan" in page.content.decode()
    assert consultant.post(address(worked_assessment), ASKED).status_code == 200
    assert not models.Roadmap.objects.exists()


def test_kept_locks_that_no_longer_fit_are_named(consultant, worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="IMP-5", phase="run")
    data = ASKED | {"keep_edits": "on"}
    page = consultant.post(address(worked_roadmap.assessment), data)
    assert (
        "Share of a block: one block may use 100 person-days of run; “Redesign journeys across "
        "entities” take 120."
    ) in " ".join(page.content.decode().split())
    assert models.Roadmap.objects.count() == 1

    assert consultant.post(address(worked_roadmap.assessment), ASKED).status_code == 302
    assert models.Roadmap.objects.count() == 2


def test_viewers_read_that_there_is_none_yet(as_user, vera, worked_assessment, worked_targets):
    page = as_user(vera).get(address(worked_assessment))
    assert "No roadmap yet" in page.content.decode()
    assert as_user(vera).get(address(worked_assessment, "?new=1")).status_code == 403
    assert as_user(vera).post(address(worked_assessment), ASKED).status_code == 403
    assert not models.Roadmap.objects.exists()


def test_too_few_answers_have_a_page_of_their_own(consultant, assessment):
    factories.close(assessment)
    assert "Too few answers to plan" in consultant.get(address(assessment)).content.decode()


def test_method_tells_the_numbers_of_the_model(consultant, worked_assessment):
    page = consultant.get(reverse("roadmaps:method", args=[worked_assessment.pk]))
    text = " ".join(page.content.decode().split())
    assert "The roadmap is made from the targets in 5 years." in text
    assert "no block takes more than 50% of it" in text
    for anchor in ("E1", "E2", "E3"):
        assert f'id="{anchor}"' in text
