import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Snapshot
from roadmaps import models
from roadmaps.actions import planning
from roadmaps.actions.initiatives import move_initiative
from roadmaps.actions.targets import save_targets
from roadmaps.domain.dates import first_of_next_month
from tests import factories
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.waves import make_next_wave

ASKED = {
    "capacity-crawl": "100",
    "capacity-walk": "140",
    "capacity-run": "200",
    "starts_on": "2027-01-01",
    "balance": "every_phase",
}


def address(assessment, query=""):
    return reverse("roadmaps:roadmap_new", args=[assessment.pk]) + query


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def test_page_proposes_capacities_for_the_scope(consultant, worked_assessment, worked_targets):
    page = consultant.get(address(worked_assessment))
    text = page.content.decode()
    assert "10 steps, 412.5 person-days: what can you give?" in text
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


def test_more_stays_folded_until_something_in_it_is_open(
    consultant, worked_assessment, worked_targets
):
    assert '<details class="disclosure more-fields">' in text_of(
        consultant.get(address(worked_assessment))
    )
    page = consultant.post(address(worked_assessment), ASKED | {"without-gate": "on"})
    assert page.context["form"].errors == {
        "because-gate": ["Say why the rule is off: whoever reads the roadmap will ask."]
    }
    assert '<details class="disclosure more-fields" open>' in text_of(page)
    assert not models.Roadmap.objects.exists()


def test_everything_entered_is_stored_and_offered_again(
    consultant, worked_assessment, worked_targets
):
    more = {
        "without-block_share": "on",
        "because-block_share": "One strong team",
        "effort-IMP-5": "90",
        "months-IMP-5": "5",
        "ends-crawl": "4",
        "ends-walk": "16",
        "ends-run": "40",
    }
    response = consultant.post(address(worked_assessment), ASKED | more)
    row = models.Roadmap.objects.get()
    assert response.headers["Location"] == reverse("roadmaps:roadmap", args=[row.pk])
    assert row.settings["block_share"] is False
    assert row.rule_reasons == {"block_share": "One strong team"}
    assert row.edits == {"IMP-5": {"effort": 90, "months": 5}}
    assert [(p["start_month"], p["end_month"]) for p in row.phases] == [(0, 4), (4, 16), (16, 40)]
    form = consultant.get(address(worked_assessment, "?new=1")).context["form"]
    shown = {name: str(form[name].value()) for name in more if name != "without-block_share"}
    assert shown == {n: v for n, v in more.items() if n != "without-block_share"}
    assert form["without-block_share"].value() is True


def test_further_rounds_are_asked_about_before_anything_is_made(
    consultant, worked_assessment, worked_targets
):
    page = consultant.post(address(worked_assessment), ASKED | {"cycles": "2", "shown": "1"})
    form, text = page.context["form"], text_of(page)
    assert "The further phases are below, with what we propose for them." in text
    assert "Walk, cycle 2" in text
    assert form["capacity-crawl"].value() == "100"
    assert not models.Roadmap.objects.exists()
    data = {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, "")
    }
    data = {name: value for name, value in data.items() if value is not False}
    consultant.post(address(worked_assessment), data)
    row = models.Roadmap.objects.get()
    assert [phase["code"] for phase in row.phases] == [
        *("crawl", "walk", "run", "crawl-2", "walk-2", "run-2")
    ]
    assert (row.settings["cycle_phases"], row.capacities[:3]) == (3, [100, 140, 200])
    again = consultant.get(address(worked_assessment, "?new=1")).context["form"]
    assert (again["cycles"].value(), again["capacity-run-2"].value()) == (
        2,
        f"{row.capacities[-1]:.1f}".removesuffix(".0"),
    )


def test_fewer_rounds_again(consultant, worked_assessment, worked_targets):
    page = consultant.post(address(worked_assessment), ASKED | {"cycles": "1", "shown": "2"})
    assert page.context["form"].is_new_phases
    consultant.post(address(worked_assessment), ASKED | {"cycles": "1", "shown": "1"})
    assert models.Roadmap.objects.get().phases == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ends-walk", "6", "“Walk” begins after month 6: it ends later than that."),
        ("ends-run", "500", "Ensure this value is less than or equal to 120."),
        ("effort-IMP-5", "-1", "Ensure this value is greater than or equal to 0."),
        ("effort-IMP-5", "much", "Enter a number."),
        ("months-IMP-5", "0", "Ensure this value is greater than or equal to 1."),
        ("cycles", "9", "Select a valid choice. 9 is not one of the available choices."),
    ],
)
def test_bad_details_come_back_with_a_sentence(
    consultant, worked_assessment, worked_targets, field, value, sentence
):
    page = consultant.post(address(worked_assessment), ASKED | {field: value})
    assert page.context["form"].errors == {field: [sentence]}
    assert page.context["form"][field].value() == value
    assert not models.Roadmap.objects.exists()


@pytest.fixture
def unclear(worked_assessment, worked_targets):
    """An assessment in which nobody could say how far VOC-4 is."""
    payload = Snapshot.objects.get(assessment=worked_assessment).payload
    for stone in payload["stones"]:
        if stone["stone"] == "VOC-4":
            stone["score"], stone["unseen"] = None, "too_few"
    wave = make_next_wave(worked_assessment, payload)
    save_targets(assessment=wave, targets=worked_targets)
    return wave


def test_what_answers_do_not_tell_may_be_assumed(consultant, unclear):
    text = text_of(consultant.get(address(unclear)))
    assert "What the answers do not tell" in text
    assert "unknown: check first" in text
    for pair, sentence in (
        ({"capability-VOC-4": "2"}, "Choose both, or leave both open."),
        (
            {"capability-VOC-4": "0", "breadth-VOC-4": "2"},
            "What is not there at all is nowhere, and what is there is somewhere.",
        ),
    ):
        page = consultant.post(address(unclear), ASKED | pair)
        assert page.context["form"].errors == {"breadth-VOC-4": [sentence]}
    known = {"capability-VOC-4": "2", "breadth-VOC-4": "2"}
    consultant.post(address(unclear), ASKED | known)
    row = models.Roadmap.objects.get()
    assert row.assumptions == {"VOC-4": [2, 2]}
    gap = next(gap for gap in row.scope["gaps"] if gap["stone"] == "VOC-4")
    assert (gap["state"], gap["value"]) == ("assumed", 25)
    form = consultant.get(address(unclear, "?new=1")).context["form"]
    assert (form["capability-VOC-4"].value(), form["breadth-VOC-4"].value()) == (2, 2)


def test_assumed_far_enough_a_step_is_no_longer_asked_and_can_be_asked_again(consultant, unclear):
    known = {"capability-VOC-4": "4", "breadth-VOC-4": "4"}
    consultant.post(address(unclear), ASKED | known)
    row = models.Roadmap.objects.get()
    assert "VOC-4" not in {gap["stone"] for gap in row.scope["gaps"]}
    form = consultant.get(address(unclear, "?new=1")).context["form"]
    assert form["capability-VOC-4"].value() == 4


def test_a_first_phase_of_one_block_asks_for_a_reason(
    consultant, worked_assessment, worked_targets
):
    asked = ASKED | {
        "capacity-crawl": "15",
        "balance": "off",
        "without-block_share": "on",
        "because-block_share": "One team",
    }
    page = consultant.post(address(worked_assessment), asked)
    text = text_of(page)
    assert "The first phase would hold steps of “" in text
    assert "Why the first phase may hold steps of one block only" in text
    assert not models.Roadmap.objects.exists()
    consultant.post(address(worked_assessment), asked | {"because-one_block": "A pilot"})
    assert models.Roadmap.objects.get().rule_reasons["one_block"] == "A pilot"


def test_headcount_stands_behind_the_person_days(consultant, as_user, worked_roadmap):
    text = text_of(consultant.get(address(worked_roadmap.assessment, "?new=1")))
    assert (
        "Headcount of the departments: 700. The usual person-days are multiplied by 1 for an "
        "organisation of this size."
    ) in text
    assert "Change the headcount" in text
    lead = factories.make_user("lead")
    worked_roadmap.assessment.organisation.memberships.create(user=lead, role="programme")
    page = as_user(lead).get(address(worked_roadmap.assessment, "?new=1"))
    assert "Change the headcount" not in text_of(page)


def test_a_board_that_changes_meanwhile_is_told(consultant, worked_roadmap, monkeypatch):
    def change_first(*arguments):
        move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
        return found(*arguments)

    found = planning.find_best
    monkeypatch.setattr(planning, "find_best", change_first)
    page = consultant.post(address(worked_roadmap.assessment), ASKED | {"capacity-crawl": "90"})
    assert "Somebody else has changed the roadmap meanwhile, and nothing was made." in text_of(page)
    assert page.context["form"]["capacity-crawl"].value() == "90"
    assert models.Roadmap.objects.count() == 1


def test_the_page_of_a_new_wave_starts_from_the_version_before(
    consultant, worked_roadmap, worked_assessment, worked_targets
):
    wave = make_next_wave(worked_assessment)
    save_targets(assessment=wave, targets=worked_targets)
    form = consultant.get(address(wave, "?new=1")).context["form"]
    assert form["capacity-crawl"].value() == "100"
    assert form["starts_on"].value() == first_of_next_month(timezone.localdate())


def test_page_is_made_with_few_queries(consultant, worked_roadmap, django_assert_max_num_queries):
    consultant.get(address(worked_roadmap.assessment, "?new=1"))
    with django_assert_max_num_queries(19):
        consultant.get(address(worked_roadmap.assessment, "?new=1"))


def test_once_everything_is_delivered_the_page_says_so(consultant, worked_roadmap):
    worked_roadmap.initiatives.update(status="done")
    page = consultant.get(address(worked_roadmap.assessment, "?new=1"))
    assert "All that the targets ask for is delivered" in text_of(page)
    assert "The roadmap made before: version 1" in text_of(page)
