import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps import models

TODAY = timezone.localdate()


def page_address(roadmap):
    return reverse("roadmaps:progress", args=[roadmap.pk])


def save_address(roadmap, stone="VIS-2"):
    return reverse("roadmaps:progress_save", args=[roadmap.pk, stone])


def claim_address(roadmap, stone="VIS-2"):
    return reverse("roadmaps:claim", args=[roadmap.pk, stone])


def decline_address(roadmap, stone="VIS-2"):
    return reverse("roadmaps:claim_decline", args=[roadmap.pk, stone])


def text_of(page):
    return " ".join(page.content.decode().split())


def stored(roadmap, stone="VIS-2"):
    row = roadmap.initiatives.get(stone=stone)
    return row.status, row.progress, row.claimed_capability, row.claimed_breadth, row.delivered_on


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def done_roadmap(worked_roadmap):
    worked_roadmap.initiatives.filter(stone="VIS-2").update(status="done", progress=100)
    return worked_roadmap


def test_every_step_of_the_plan_has_its_row(consultant, worked_roadmap):
    page = consultant.get(page_address(worked_roadmap))
    rows = {g.phase: [row.step.stone for row in g.rows] for g in page.context["groups"]}
    assert rows == {
        "crawl": ["VIS-2", "VOC-4", "IMP-1"],
        "walk": ["VIS-3", "VOC-2", "IMP-2", "EXB-4"],
        "run": ["VOC-5", "IMP-4"],
    }
    assert [group.is_open for group in page.context["groups"]] == [True, False, False]
    assert page.content.decode().count('name="status"') == 9


def test_begun_work_of_no_phase_is_followed_too(consultant, worked_roadmap):
    worked_roadmap.initiatives.filter(stone="IMP-5").update(status="running", progress=5)
    groups = consultant.get(page_address(worked_roadmap)).context["groups"]
    assert [row.step.stone for row in groups[-1].rows] == ["IMP-5"]


def test_saving_leads_back_to_the_row(consultant, worked_roadmap):
    sent = {"status": "running", "progress": "40", "revision": "0"}
    response = consultant.post(save_address(worked_roadmap), sent)
    back = f"{page_address(worked_roadmap)}?step=VIS-2&saved=1"
    assert response.headers["Location"] == f"{back}#VIS-2"
    assert stored(worked_roadmap) == ("running", 40, None, None, None)
    text = text_of(consultant.get(back))
    assert text.count('role="status">Saved') == 1
    assert "under way, 40% done" in text


MISSING = [
    ({"status": "paused", "progress": "10"}, "Say why it is paused"),
    ({"status": "stopped", "progress": "10"}, "Say why it is stopped"),
    ({"status": "done", "progress": "10", "delivered_on": ""}, "Say when it was delivered."),
    ({"status": "done", "progress": "1", "delivered_on": "2190-01-01"}, "has not come yet"),
    ({"status": "running", "progress": "101"}, "100"),
    ({"status": "late", "progress": "1"}, "late"),
    ({"status": "running", "progress": ""}, "required"),
]


def test_what_is_missing_is_said_and_nothing_is_written(consultant, worked_roadmap):
    for sent, sentence in MISSING:
        page = consultant.post(save_address(worked_roadmap), sent)
        assert page.status_code == 200
        assert sentence in text_of(page)
        assert stored(worked_roadmap) == ("planned", 0, None, None, None)


def test_done_leads_to_what_it_brought_and_claims_nothing(consultant, worked_roadmap):
    sent = {"status": "done", "progress": "10", "delivered_on": "2026-05-04", "revision": "0"}
    response = consultant.post(save_address(worked_roadmap), sent)
    assert (
        response.headers["Location"] == f"{claim_address(worked_roadmap)}?delivered_on=2026-05-04"
    )
    assert stored(worked_roadmap) == ("done", 100, None, None, None)


def test_dry_run_proposes_and_tells_what_changes(consultant, done_roadmap):
    page = consultant.get(claim_address(done_roadmap), {"delivered_on": "2026-05-04"})
    text = text_of(page)
    assert page.context["claim"] == (4, 2)
    assert "The step aimed at 50 of 100" in text
    assert "Yes, and reviewed against measured results" in text
    assert "Some functions" in text
    assert "Condition of the crossing: Executive sponsorship" in text
    assert "not in place yet" in text
    assert "the results of the assessment stay as people answered them" in text
    assert 'value="2026-05-04"' in text
    foreseen = page.context["foreseen"]
    assert (foreseen.score_before, foreseen.score_after) == (20, 50)
    assert stored(done_roadmap)[2:] == (None, None, None)


def test_other_answers_are_shown_and_written_nowhere(consultant, done_roadmap):
    sent = {"claimed_capability": "2", "claimed_breadth": "3", "delivered_on": "2026-05-04"}
    page = consultant.get(claim_address(done_roadmap), sent)
    assert "As you see it" in text_of(page)
    assert page.context["foreseen"].score_after == 37.5
    assert stored(done_roadmap)[2:] == (None, None, None)


@pytest.mark.parametrize("sent", [{"claimed_capability": "9"}, {"claimed_breadth": "x"}])
def test_levels_that_do_not_exist_are_passed_over(consultant, done_roadmap, sent):
    assert consultant.get(claim_address(done_roadmap), sent).context["claim"] == (4, 2)


def test_only_confirming_writes(consultant, done_roadmap):
    sent = {"claimed_capability": "2", "claimed_breadth": "3", "delivered_on": "2026-05-04"}
    response = consultant.post(claim_address(done_roadmap), sent | {"revision": "0"})
    assert response.headers["Location"].endswith("?step=VIS-2&saved=1#VIS-2")
    assert stored(done_roadmap) == ("done", 100, 2, 3, dt.date(2026, 5, 4))
    again = consultant.get(claim_address(done_roadmap))
    assert again.context["claim"] == (2, 3)
    assert "As it was confirmed before" in text_of(again)


def test_declining_keeps_the_day_and_says_that_nothing_is_new(consultant, done_roadmap):
    consultant.post(decline_address(done_roadmap), {"delivered_on": "2026-05-04", "revision": "0"})
    assert stored(done_roadmap) == ("done", 100, 0, 0, dt.date(2026, 5, 4))
    assert "not confirmed yet" not in text_of(consultant.get(page_address(done_roadmap)))


def test_day_to_come_is_refused_with_the_answers_kept(consultant, done_roadmap):
    sent = {"claimed_capability": "2", "claimed_breadth": "3", "delivered_on": "2190-01-01"}
    page = consultant.post(claim_address(done_roadmap), sent)
    assert "This day has not come yet." in text_of(page)
    assert page.context["claim"] == (2, 3)
    declined = consultant.post(decline_address(done_roadmap), {"delivered_on": "?"})
    assert declined.headers["Location"] == claim_address(done_roadmap)
    assert stored(done_roadmap)[2:] == (None, None, None)


def test_work_that_is_not_done_has_nothing_to_confirm(consultant, worked_roadmap):
    sent = {"claimed_capability": "2", "claimed_breadth": "3", "delivered_on": "2026-05-04"}
    for response in (
        consultant.get(claim_address(worked_roadmap)),
        consultant.post(claim_address(worked_roadmap), sent),
    ):
        assert response.headers["Location"].endswith("?step=VIS-2#VIS-2")
    response = consultant.post(decline_address(worked_roadmap), sent)
    assert response.headers["Location"] == claim_address(worked_roadmap)
    assert stored(worked_roadmap) == ("planned", 0, None, None, None)


def test_own_initiative_keeps_its_day_alone(consultant, worked_roadmap):
    worked_roadmap.initiatives.create(
        stone="own-1", position=99, title="A café", status="done", progress=100
    )
    page = consultant.get(claim_address(worked_roadmap, "own-1"))
    assert page.context["claim"] is None
    assert "It is an initiative of your own: only its day is kept." in text_of(page)
    consultant.post(claim_address(worked_roadmap, "own-1"), {"delivered_on": "2026-05-04"})
    assert stored(worked_roadmap, "own-1") == ("done", 100, None, None, dt.date(2026, 5, 4))


def test_second_to_save_sees_both_versions(consultant, worked_roadmap):
    worked_roadmap.initiatives.filter(stone="VIS-2").update(
        status="paused", progress=30, status_reason="Waits", revision=3
    )
    sent = {"status": "running", "progress": "60", "revision": "0"}
    page = consultant.post(save_address(worked_roadmap), sent)
    text = text_of(page)
    assert page.status_code == 409
    assert "Paused" in text
    assert "Under way" in text
    assert stored(worked_roadmap)[:2] == ("paused", 30)
    consultant.post(save_address(worked_roadmap), sent | {"revision": "3"})
    assert stored(worked_roadmap)[:2] == ("running", 60)


def test_second_to_confirm_sees_both_versions(consultant, done_roadmap):
    done_roadmap.initiatives.filter(stone="VIS-2").update(
        claimed_capability=4, claimed_breadth=4, revision=2
    )
    sent = {"claimed_capability": "2", "claimed_breadth": "3", "delivered_on": "2026-05-04"}
    page = consultant.post(claim_address(done_roadmap), sent | {"revision": "0"})
    assert page.status_code == 409
    assert "Yes, and reviewed against measured results" in text_of(page)
    declined = consultant.post(
        decline_address(done_roadmap), {"delivered_on": "2026-05-04", "revision": "0"}
    )
    assert declined.status_code == 409
    assert stored(done_roadmap)[2:] == (4, 4, None)


def test_replaced_version_leads_to_the_latest(consultant, worked_roadmap, plan_worked):
    latest = plan_worked(capacities=(120, 140, 200))
    response = consultant.post(save_address(worked_roadmap), {"status": "running", "progress": "1"})
    assert response.headers["Location"] == page_address(latest)
    assert stored(worked_roadmap)[0] == "planned"


def test_unknown_steps_are_not_found(consultant, worked_roadmap):
    for where in (save_address, claim_address, decline_address):
        assert consultant.post(where(worked_roadmap, "INN-1")).status_code == 404
    assert not models.BoardChange.objects.exists()


def test_viewers_read_rows_without_forms(as_user, vera, worked_roadmap):
    worked_roadmap.initiatives.filter(stone="VIS-2").update(status="paused", status_reason="Waits")
    text = text_of(as_user(vera).get(page_address(worked_roadmap)))
    assert 'name="status"' not in text
    assert "Waits" in text
