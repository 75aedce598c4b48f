import pytest
from django.urls import reverse

from assessments.models import Membership
from roadmaps import models
from roadmaps.actions.course import add_course_line, save_course_line
from roadmaps.actions.initiatives import save_details
from roadmaps.queries.course import load_course
from tests import factories

WORDS = {"statement": "It works the first time", "phase": "walk", "owner": "Head of service"}


def address(roadmap, name="course", *args):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk, *args])


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def test_page_tells_the_worked_course(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap))
    text = text_of(page)
    assert "Five lines of the course. Every one of them has work behind it" in text
    assert [line.code for line in page.context["course"].lines] == [
        "VIS",
        "VOC",
        "IMP",
        "EXB",
        "crossing",
    ]
    assert "“Voice of the customer”: reach “Integrated”" in text
    assert "Open the crossing to “Integrated”" in text
    assert 'after Walk <span class="course-when">June 2028</span>' in text
    assert "Nobody has written it yet" in text


def test_page_shows_each_block_today_after_each_phase_and_at_each_horizon(
    consultant, worked_roadmap
):
    page = consultant.get(address(worked_roadmap))
    rows = {row.block: row for row in page.context["rows"]}
    assert len(rows) == 8
    assert [len(row.plan) for row in rows.values()] == [4] * 8
    stages = {block: [cell.stage for cell in row.plan] for block, row in rows.items()}
    assert stages["VIS"] == [1, 4, 4, 4]  # in this roadmap all other stones stand at 100
    assert [cell.intention for cell in rows["INN"].aims] == ["", "hold", ""]
    assert [(c.met, c.is_open) for c in page.context["crossing"]] == [
        (0, False),
        (1, False),
        (3, True),
        (3, True),
    ]


@pytest.mark.parametrize("versions", [1, 3])
def test_page_is_made_with_few_queries(
    consultant, plan_worked, django_assert_num_queries, versions
):
    for number in range(versions):
        latest = plan_worked(capacities=(100, 140, 200 + number))
        add_course_line(roadmap=latest, values={"statement": f"Aim {number}"})
    consultant.get(address(latest))
    with django_assert_num_queries(17):
        consultant.get(address(latest))


def test_line_is_settled_and_stands_over_what_is_derived(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, "course_line", "VOC"))
    assert page.context["form"].initial["phase"] == "run"
    sent = consultant.post(address(worked_roadmap, "course_line", "VOC"), WORDS | {"revision": "0"})
    assert sent.headers["Location"] == address(worked_roadmap) + "#line-VOC"
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "It works the first time" in text
    assert "by the end of Walk" in text
    assert "the plan gets there by the end of Run" in text
    assert "Head of service" in text


def test_second_of_two_who_settle_a_line_sees_both_versions(consultant, worked_roadmap):
    place = address(worked_roadmap, "course_line", "VOC")
    consultant.post(place, WORDS | {"revision": "0"})
    page = consultant.post(place, {"statement": "Heard", "phase": "run", "revision": "0"})
    assert page.status_code == 409
    told = [(d.label, d.stored, d.entered) for d in page.context["differences"]]
    assert told == [
        ("In words", "It works the first time", "Heard"),
        ("Reached by the end of", "Walk", "Run"),
        ("Owner", "Head of service", "nothing"),
    ]
    assert models.CourseLine.objects.get().statement == "It works the first time"
    again = dict(page.context["sent"])
    assert consultant.post(place, again).status_code == 302
    assert models.CourseLine.objects.get().statement == "Heard"


def test_own_line_is_added_served_and_removed(consultant, worked_roadmap):
    new = address(worked_roadmap, "course_line_new")
    assert "Say what is aimed at." in text_of(consultant.post(new, {"statement": "", "stage": ""}))
    page = consultant.post(new, {"statement": "A name", "stage": "2", "block": ""})
    assert "Say which building block is to reach this stage." in text_of(page)
    consultant.post(new, {"statement": "A name people say", "phase": "run"})
    assert "Nobody works on it in this plan" in text_of(consultant.get(address(worked_roadmap)))
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"serves": "own-1"})
    assert load_course(worked_roadmap).work["own-1"] == ("VOC-4",)
    remove = address(worked_roadmap, "course_line_remove", "own-1")
    assert consultant.post(remove, {"revision": "0"}).status_code == 302
    orphans = load_course(models.Roadmap.objects.get()).orphans
    assert [each.stone for each in orphans] == ["VOC-4"]


def test_taking_a_line_back_leaves_what_somebody_changed_meanwhile(consultant, worked_roadmap):
    place = address(worked_roadmap, "course_line", "VOC")
    remove = address(worked_roadmap, "course_line_remove", "VOC")
    consultant.post(place, WORDS | {"revision": "0"})
    page = consultant.post(remove, {"revision": "x"})
    assert page.status_code == 409
    assert "Somebody else changed this line meanwhile." in text_of(page)
    assert page.context["form"].initial["statement"] == "It works the first time"
    consultant.post(remove, {"revision": str(page.context["revision"])})
    assert not models.CourseLine.objects.exists()
    assert consultant.post(remove, {"revision": "1"}).status_code == 302


def test_unknown_line_and_phase_are_not_found(consultant, worked_roadmap):
    assert consultant.get(address(worked_roadmap, "course_line", "INN")).status_code == 404
    assert consultant.get(address(worked_roadmap, "phase_cover", "later")).status_code == 404


def test_words_for_a_replaced_version_are_kept_for_the_latest(consultant, plan_worked):
    old, new = plan_worked(), plan_worked(capacities=(100, 140, 210))
    assert "This is an earlier version, for reading." in text_of(consultant.get(address(old)))
    page = consultant.post(address(old, "course_line", "VOC"), WORDS | {"revision": "0"})
    assert page.status_code == 409
    assert page.context["action"] == address(new, "course_line", "VOC")
    assert "It works the first time" in text_of(page)
    assert not models.CourseLine.objects.exists()
    note = {"sponsor": "COO", "deputy": "CIO", "revision": "0"}
    page = consultant.post(address(old, "phase_cover", "walk"), note)
    assert page.context["action"] == address(new, "phase_cover", "walk")
    page = consultant.post(address(old, "course_line_new"), {"statement": "A name"})
    assert page.context["action"] == address(new, "course_line_new")
    gone = consultant.post(address(old, "course_line_remove", "VOC"), {"revision": "0"})
    assert gone.headers["Location"] == address(new)


def test_new_version_keeps_what_governance_settled(plan_worked):
    old = plan_worked()
    line = load_course(old).line_by_code["VOC"]
    save_course_line(roadmap=old, line=line, values=WORDS, revision=0)
    new = plan_worked(capacities=(100, 140, 210))
    kept = load_course(new).line_by_code["VOC"]
    assert (kept.statement, kept.phase, kept.owner) == tuple(WORDS.values())
    assert (kept.block, kept.stage) == ("VOC", 3)


def test_phase_says_what_is_noticed_and_who_covers_it(as_user, worked_roadmap, organisation_of):
    runs, governs = organisation_of("programme"), organisation_of("governance")
    benefit = address(worked_roadmap, "phase_benefit", "crawl")
    cover = address(worked_roadmap, "phase_cover", "crawl")
    assert "Crawl: what will customers notice?" in text_of(as_user(runs).get(benefit))
    said = {"benefit": "Answers within a day", "proof": "Share answered", "revision": "0"}
    assert as_user(runs).post(benefit, said).status_code == 302
    named = {"sponsor": "COO", "deputy": "Head of IT", "revision": "1"}
    assert as_user(governs).post(cover, named).status_code == 302
    note = load_course(worked_roadmap).phases[0].note
    assert (note.states_benefit, note.is_covered, note.revision) == (True, True, 2)
    text = text_of(as_user(runs).get(address(worked_roadmap)))
    assert "Answers within a day" in text
    assert "Name sponsor and deputy" not in text
    late = as_user(runs).post(benefit, said | {"benefit": "Other", "revision": "0"})
    assert late.status_code == 409


@pytest.fixture
def organisation_of(worked_assessment):
    """Makes a member of the organisation with a role."""

    def make(role):
        user = factories.make_user(role)
        Membership.objects.create(organisation=worked_assessment.organisation, user=user, role=role)
        return user

    return make


def test_reader_sees_no_way_to_change(as_user, vera, worked_roadmap):
    text = text_of(as_user(vera).get(address(worked_roadmap)))
    for words in ("Add a line of your own", "Write it", "Write the goal", "Say what will be"):
        assert words not in text


def test_line_without_work_is_told(consultant, worked_roadmap):
    for stone in ("VIS-2", "VIS-3"):
        save_details(roadmap=worked_roadmap, stone=stone, values={"status": "stopped"})
    page = consultant.get(address(worked_roadmap))
    assert "One waits for somebody to work on it" in text_of(page)
    assert [line.code for line in page.context["course"].unworked] == ["VIS"]
