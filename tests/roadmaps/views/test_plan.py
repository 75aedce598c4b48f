import pytest
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.initiatives import exclude_initiative, save_details
from roadmaps.actions.programmes import ensure_programme
from roadmaps.queries.course import load_course
from tests.roadmaps.domain.test_planning import WORKED_PLAN


def address(roadmap, name="plan", *args):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk, *args])


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def shown(page):
    return {group.code: [row.stone for row in group.rows] for group in page.context["groups"]}


def test_page_tells_every_step_of_the_worked_plan(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap))
    groups = shown(page)
    assert {(s, code or None) for code, stones in groups.items() for s in stones} == set(
        WORKED_PLAN.items()
    )
    assert list(groups) == ["crawl", "walk", "run", ""]
    text = text_of(page)
    assert "Ten steps." in text
    assert "<b>Value now</b> Among what customers notice most." in text
    assert "<b>Prepares later</b> Opens the way for “" in text
    assert "“Integrated” in “Voice of the customer” rests on it." in text
    assert "45 person-days · planned" in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_is_made_with_few_queries(
    consultant, worked_roadmap, django_assert_num_queries, count
):
    programme = ensure_programme(organisation=worked_roadmap.assessment.organisation)
    for number in range(count):
        programme.indicators.create(name=f"Share {number}", stone="VOC-4")
    consultant.get(address(worked_roadmap))
    with django_assert_num_queries(19):
        consultant.get(address(worked_roadmap))


def test_step_shows_who_when_and_what_is_measured(consultant, worked_roadmap):
    programme = ensure_programme(organisation=worked_roadmap.assessment.organisation)
    programme.indicators.create(name="Loop closed in time", stone="VOC-4")
    values = {"owner": "Head of service", "department": "sales", "status": "running"}
    save_details(roadmap=worked_roadmap, stone="VOC-4", values=values | {"progress": 40})
    text = text_of(consultant.get(address(worked_roadmap)))
    for words in ("Head of service", "Sales", "under way · 40%", "Loop closed in time"):
        assert words in text
    page = consultant.get(address(worked_roadmap), {"group": "owner"})
    assert list(shown(page)) == ["Head of service", ""]
    assert shown(page)["Head of service"] == ["VOC-4"]


def test_plan_is_grouped_and_filtered_as_the_address_asks(consultant, worked_roadmap):
    model = load_course(worked_roadmap).maturity_model
    page = consultant.get(address(worked_roadmap), {"group": "block", "line": "VOC"})
    assert shown(page) == {"VOC": ["VOC-4", "VOC-2", "VOC-5"]}
    assert "Three of 10 steps." in text_of(page)
    stream = model.stone_by_code["VOC-4"].workstream
    page = consultant.get(address(worked_roadmap), {"workstream": stream})
    streams = {model.stone_by_code[s].workstream for stones in shown(page).values() for s in stones}
    assert streams == {stream}
    odd = {"group": "x", "workstream": "x", "line": "x"}
    assert shown(consultant.get(address(worked_roadmap), odd)).keys() == {
        "crawl",
        "walk",
        "run",
        "",
    }


def test_step_that_is_left_out_says_so(consultant, worked_roadmap):
    exclude_initiative(roadmap=worked_roadmap, stone="VOC-4", reason="Bought")
    page = consultant.get(address(worked_roadmap))
    assert "VOC-4" in shown(page)[""]
    assert "left out" in text_of(page)


def test_person_says_what_a_step_is_for(consultant, worked_roadmap):
    place = address(worked_roadmap, "purpose", "VOC-4")
    assert "Among what customers notice most." in text_of(consultant.get(place))
    said = {"owner": "COO", "serves": "crossing", "value_now": "Calls end", "revision": "0"}
    sent = consultant.post(place, said | {"prepares_later": "One voice"})
    assert sent.headers["Location"] == address(worked_roadmap) + "#VOC-4"
    course = load_course(models.Roadmap.objects.get())
    assert course.services["VOC-4"].line == "crossing"
    text = text_of(consultant.get(address(worked_roadmap)))
    for words in ("COO", "Calls end", "One voice"):
        assert words in text
    change = models.BoardChange.objects.get()
    assert (change.kind, change.stone, change.made_by.username) == ("details", "VOC-4", "olive")


def test_second_of_two_who_say_what_a_step_is_for_sees_both(consultant, worked_roadmap):
    place = address(worked_roadmap, "purpose", "VOC-4")
    consultant.post(place, {"owner": "COO", "serves": "VOC", "revision": "0"})
    page = consultant.post(place, {"owner": "CIO", "serves": "", "revision": "0"})
    assert page.status_code == 409
    told = {(each.stored, each.entered) for each in page.context["differences"]}
    assert ("COO", "CIO") in told
    assert ("“Voice of the customer”: reach “Integrated”", "nothing") in told
    assert models.Initiative.objects.get(stone="VOC-4").owner == "COO"


def test_orphan_is_listed_and_mended(consultant, worked_roadmap):
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"serves": "own-7"})
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "One step serves no line of the course" in text
    assert "the line it served is no longer on the course" in text
    place = address(worked_roadmap, "purpose", "VOC-4")
    assert "Choose another." in text_of(consultant.get(place))
    refused = consultant.post(place, {"serves": "own-7", "revision": "1"})
    assert "This line is no longer on the course. Choose another." in text_of(refused)
    consultant.post(place, {"serves": "", "revision": "1"})
    assert "serves no line" not in text_of(consultant.get(address(worked_roadmap)))


def test_step_without_a_line_of_its_own_cannot_be_saved_without_one(consultant, worked_roadmap):
    """Rule R8 is hard at saving."""
    worked_roadmap.targets = [t for t in worked_roadmap.targets if t["block"] != "VOC"]
    worked_roadmap.save()
    place = address(worked_roadmap, "purpose", "VOC-4")
    assert "This step serves no line of the course yet." in text_of(consultant.get(place))
    page = consultant.post(place, {"owner": "COO", "serves": "", "revision": "0"})
    assert "Say which line of the course this step serves." in text_of(page)
    assert models.Initiative.objects.get(stone="VOC-4").owner == ""


def test_purpose_in_a_replaced_version_is_kept_for_the_latest(consultant, plan_worked):
    old, new = plan_worked(), plan_worked(capacities=(100, 140, 210))
    page = consultant.post(address(old, "purpose", "VOC-4"), {"owner": "COO", "revision": "0"})
    assert page.status_code == 409
    assert page.context["action"] == address(new, "purpose", "VOC-4")
    assert "Change<span" not in text_of(consultant.get(address(old)))


def test_purpose_of_an_unknown_step_is_not_found(consultant, worked_roadmap):
    assert consultant.get(address(worked_roadmap, "purpose", "VOC-99")).status_code == 404


def test_fields_say_where_nothing_happens_and_why(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, "fields"))
    text = text_of(page)
    assert "In 3 of 12 fields nothing happens" in text
    assert "Most work: “Shared vision: strategy and culture” in Walk" in text
    assert "the plan asks nothing of this block" in text
    assert "its work stands in earlier phases" in text
    strongest = [c.intensity for _, cells in page.context["rows"] for c in cells]
    assert max(strongest) == 5


def test_fields_show_the_mix_and_tools_that_are_not_in_place(consultant, worked_roadmap):
    programme = ensure_programme(organisation=worked_roadmap.assessment.organisation)
    programme.tools.create(name="Ticket desk", stones=["VOC-4"], is_ready=False)
    programme.tools.create(name="Survey", stones=["VOC-4"])
    page = consultant.get(address(worked_roadmap, "fields"))
    phase, mix = page.context["mixes"][0]
    assert phase.phase == "crawl"
    assert [part.pillar for part in mix] == ["people", "process", "technology"]
    assert sum(part.share for part in mix) == pytest.approx(1)
    assert "Ticket desk" in text_of(page)
    assert "Survey" not in text_of(page)
