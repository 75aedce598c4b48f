from dataclasses import replace

import pytest
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.targets import save_targets
from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.targets import is_replaced, load_owners, load_standing, load_targets
from tests import factories
from tests.roadmaps.waves import make_next_wave

BLOCKS = ("VIS", "VOC", "INT", "VAL", "IMP", "INN", "INB", "EXB")


def address(assessment):
    return reverse("roadmaps:targets", args=[assessment.pk])


def sent(value="hold:4", **changes):
    """Every block at every horizon alike; `changes` such as VIS_5="advance:3"."""
    fields = {f"{block}-{years}": value for block in BLOCKS for years in (2, 5, 10)}
    return fields | {key.replace("_", "-"): entry for key, entry in changes.items()}


WORKED = {f"{block}_{y}": "hold:1" for block in ("VIS", "VOC", "IMP", "EXB") for y in (2, 5, 10)}


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def test_page_shows_every_block_where_it_stands(consultant, worked_assessment):
    page = consultant.get(address(worked_assessment))
    rows = list(page.context["form"].rows())
    assert [(row.block, row.stage) for row in rows[:3]] == [("VIS", 1), ("VOC", 1), ("INT", 4)]
    assert [choice.chosen for choice in rows[0].choices] == ["Stay at “Basic”"] * 3
    assert [label for _, label in rows[0].choices[0].field.field.choices] == [
        "Stay at “Basic”",
        "Round off “Basic”",
        "Advance to “Functional”",
        "Advance to “Integrated”",
        "Advance to “Customer-first”",
    ]
    assert [label for _, label in rows[2].choices[0].field.field.choices] == [
        "Stay at “Customer-first”",
        "Round off “Customer-first”",
        "Scale back to “Integrated”",
        "Scale back to “Functional”",
        "Scale back to “Basic”",
    ]
    assert "Staying is a valid choice, as good as advancing." in page.content.decode()


def test_saving_keeps_the_targets_and_leads_to_the_roadmap(consultant, worked_assessment):
    data = sent(**WORKED | {"VIS_5": "advance:3", "VIS_10": "advance:4", "VIS_reason": "Now"})
    response = consultant.post(address(worked_assessment), data)
    assert response.headers["Location"] == (
        reverse("roadmaps:roadmap_new", args=[worked_assessment.pk]) + "?new=1"
    )
    assert [t for t in load_targets(worked_assessment) if t.block == "VIS"] == [
        Target("VIS", 2, 1, Intention.HOLD, "Now"),
        Target("VIS", 5, 3, Intention.ADVANCE, "Now"),
        Target("VIS", 10, 4, Intention.ADVANCE, "Now"),
    ]
    rows = list(consultant.get(address(worked_assessment)).context["form"].rows())
    assert rows[0].choices[1].chosen == "Advance to “Integrated”"
    assert rows[0].reason.value() == "Now"


def test_nearer_targets_carry_to_horizons_that_nobody_touched(consultant, worked_assessment):
    consultant.post(address(worked_assessment), sent(**WORKED | {"VIS_2": "advance:3"}))
    found = [(t.years, t.stage, t.intention) for t in load_targets(worked_assessment)[:3]]
    assert found == [(years, 3, Intention.ADVANCE) for years in (2, 5, 10)]


def test_contradiction_is_told_at_the_block_and_nothing_is_lost(consultant, worked_assessment):
    data = sent(
        **WORKED | {"VOC_2": "advance:3", "VOC_5": "advance:2", "VOC_reason": "We lead here"}
    )
    page = consultant.post(address(worked_assessment), data)
    row = list(page.context["form"].rows())[1]
    assert row.errors == [
        (
            "“Voice of the customer” would stand at “Integrated” in 2 years and at “Functional” in "
            "5 years. Choose a later stage that is as far, or scale back."
        )
    ]
    assert row.choices[0].chosen == "Advance to “Integrated”"
    assert row.reason.value() == "We lead here"
    assert row.errors[0] in page.content.decode()
    assert not models.Target.objects.exists()


@pytest.mark.parametrize("value", ["", "advance:9", "hold", "x" * 5000, "advance:3; DROP"])
def test_choice_that_is_none_comes_back(consultant, worked_assessment, value):
    page = consultant.post(address(worked_assessment), sent(**WORKED | {"VIS_5": value}))
    errors = next(iter(page.context["form"].rows())).errors
    assert len(errors) == 1
    assert not models.Target.objects.exists()


def test_all_blocks_are_set_at_once_and_not_saved(consultant, worked_assessment):
    data = sent(**WORKED) | {
        "all-blocks-2": "next",
        "all-blocks-5": "3",
        "all-blocks-10": "",
        "apply": "1",
    }
    page = consultant.post(address(worked_assessment), data)
    rows = {row.block: [c.chosen for c in row.choices] for row in page.context["form"].rows()}
    assert rows["VIS"] == [
        "Advance to “Functional”",
        "Advance to “Integrated”",
        "Advance to “Integrated”",
    ]
    assert rows["INT"] == ["Stay at “Customer-first”"] * 3
    assert page.context["form"].errors == {}
    assert not models.Target.objects.exists()


def test_farther_horizons_follow_what_is_set_for_all(consultant, worked_assessment):
    data = sent(**WORKED) | {
        "all-blocks-2": "3",
        "all-blocks-5": "stay",
        "all-blocks-10": "stay",
        "apply": "1",
    }
    page = consultant.post(address(worked_assessment), data)
    assert page.context["form"].errors == {}
    assert page.context["is_unsaved"]


def test_steep_targets_get_a_hint_and_are_taken(consultant, worked_assessment):
    steep = {f"{b}_{y}": "advance:3" for b in ("VIS", "VOC", "IMP", "EXB") for y in (2, 5, 10)}
    consultant.post(address(worked_assessment), sent(**steep))
    assert models.Target.objects.count() == 24
    assert consultant.get(address(worked_assessment)).context["hint"] is None


def test_steep_targets_of_most_blocks_show_the_hint(consultant, closed_assessment):
    steep = [Target(b, years, 4, Intention.ADVANCE) for b in BLOCKS for years in (2, 5, 10)]
    save_targets(assessment=closed_assessment, targets=steep)
    page = consultant.get(address(closed_assessment))
    assert page.context["hint"].blocks == BLOCKS
    assert "8 blocks of 8 would move more than one stage in 2 years." in page.content.decode()


def test_viewers_read_targets_and_change_nothing(as_user, vera, worked_assessment):
    page = as_user(vera).get(address(worked_assessment))
    assert "Stay at “Basic”" in page.content.decode()
    assert "<select" not in page.content.decode().split("<main")[1]
    assert as_user(vera).post(address(worked_assessment), sent(**WORKED)).status_code == 403
    assert not models.Target.objects.exists()


def test_too_few_answers_have_a_page_of_their_own(consultant, assessment):
    factories.close(assessment)
    page = consultant.get(address(assessment))
    assert "Too few answers to plan" in page.content.decode()
    assert consultant.post(address(assessment), sent()).status_code == 200
    assert not models.Target.objects.exists()


def test_owner_and_firm_first_steps_are_kept_per_block(consultant, worked_assessment):
    more = {"VIS_owner": "Head of service", "VIS_consolidate": "on", "VOC_consolidate": "on"}
    data = sent(**WORKED | {"VOC_5": "advance:3", "VOC_10": "advance:3"} | more)
    consultant.post(address(worked_assessment), data)
    firm = {(t.block, t.years) for t in load_targets(worked_assessment) if t.consolidate}
    assert firm == {("VIS", 2), ("VIS", 5), ("VIS", 10), ("VOC", 2)}
    assert load_owners(worked_assessment) == {"VIS": "Head of service"}
    page = consultant.get(address(worked_assessment))
    rows = list(page.context["form"].rows())
    assert (rows[0].owner.value(), rows[0].consolidate.value()) == ("Head of service", True)
    assert rows[0].has_more
    assert not rows[2].has_more


def test_readers_see_who_answers_and_what_is_made_firm(
    consultant, as_user, vera, worked_assessment
):
    more = {"VIS_owner": "Head of service", "VIS_consolidate": "on"}
    consultant.post(address(worked_assessment), sent(**WORKED | more))
    text = as_user(vera).get(address(worked_assessment)).content.decode()
    assert "Head of service answers for it." in text
    assert "Its first steps are made firm." in text


def test_firm_first_steps_ask_for_another_plan(consultant, worked_roadmap):
    assessment = worked_roadmap.assessment
    targets = load_targets(assessment)
    assert not is_replaced(load_standing(assessment), targets, targets)
    firm = tuple(replace(t, consolidate=t.intention == Intention.HOLD) for t in targets)
    assert is_replaced(load_standing(assessment), targets, firm)


def test_a_new_wave_starts_from_the_targets_before_as_far_as_they_are_ahead(
    consultant, worked_assessment, worked_targets
):
    wave = make_next_wave(worked_assessment)
    page = consultant.get(address(wave))
    text = " ".join(page.content.decode().split())
    assert "These are the targets of the last round of answers" in text
    rows = list(page.context["form"].rows())
    assert rows[1].choices[1].chosen == "Advance to “Integrated”"
    assert load_targets(wave) == ()
    data = {f.html_name: f.value() for f in page.context["form"] if f.value() not in (None, False)}
    consultant.post(address(wave), data)
    assert {t.block: t.stage for t in load_targets(wave) if t.years == 5} == {
        t.block: t.stage for t in worked_targets
    }
    assert (
        "These are the targets of the last round"
        not in consultant.get(address(wave)).content.decode()
    )
