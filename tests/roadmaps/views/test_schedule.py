import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from roadmaps import models


def address(roadmap, **query):
    return reverse("roadmaps:schedule", args=[roadmap.pk], query=query)


def dates_address(roadmap, stone="VOC-4"):
    return reverse("roadmaps:dates_enter", args=[roadmap.pk, stone])


def text_of(page):
    return " ".join(page.content.decode().split())


def row_of(page, stone):
    """The part of the page that is about one stone."""
    return text_of(page).split(f'<tr id="{stone}">')[1].split("</tr>")[0]


def give(roadmap, stone, **values):
    row = roadmap.initiatives.get(stone=stone)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def worked_today(time_machine):
    time_machine.move_to(dt.datetime(2027, 2, 15, 12, tzinfo=dt.UTC))


def test_page_tells_dates_and_load_of_the_worked_roadmap(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap))
    text = text_of(page)
    assert (
        "Nine steps until December 2028. The heaviest month is January 2027, with 15 person-days"
    ) in text
    assert (
        "The heaviest month is January 2027 with 15 person-days; an average month of the phase "
        "“Crawl” has 16.7. 13 months rise above the thin line"
    ) in text
    assert "3 steps, 75 person-days" in text
    assert "31 December 2027" in text
    assert "Jul – Sep 2027" in row_of(page, "VIS-3")
    assert "no owner yet · no department yet · planned" in row_of(page, "VIS-3")
    waits = row_of(page, "EXB-4").split("Waits for ")[1].split("</span>")[0]
    assert waits == "“Mandate a change agent and local relays”"
    assert '<rect class="gantt-bar gantt-bar-planned" x="6" y="2" width="3" height="6"/>' in text
    assert 'colspan="36"' in text
    assert " style=" not in text


def test_page_groups_by_phase_unless_asked_for_blocks(consultant, worked_roadmap):
    def groups(**query):
        return [
            group.code
            for group in consultant.get(address(worked_roadmap, **query)).context["groups"]
        ]

    assert groups() == groups(by="nonsense") == ["crawl", "walk", "run"]
    assert groups(by="block") == ["VIS", "VOC", "IMP", "EXB"]


def test_page_shows_who_works_how_far_and_what_stands_against_a_rule(consultant, worked_roadmap):
    give(
        worked_roadmap,
        "VOC-4",
        owner="Rita <b>",
        department="service",
        status="running",
        progress=50,
    )
    give(worked_roadmap, "EXB-4", starts_month=6, ends_month=7)
    give(worked_roadmap, "IMP-1", starts_month=30, ends_month=30)
    give(worked_roadmap, "VIS-2", status="done", delivered_on=dt.date(2027, 1, 20))
    page = consultant.get(address(worked_roadmap))
    assert "Rita &lt;b&gt;" in row_of(page, "VOC-4")
    assert "Service" in row_of(page, "VOC-4")
    assert "under way, 50%" in row_of(page, "VOC-4")
    assert 'width="1.50"' in row_of(page, "VOC-4")
    assert "Begins before this is there: “Mandate a change agent" in row_of(page, "EXB-4")
    assert "dates entered" in row_of(page, "EXB-4")
    assert "These dates lie outside the phase “Crawl”." in row_of(page, "IMP-1")
    assert "done on 20 January 2027" in row_of(page, "VIS-2")
    assert "Service" in text_of(page).split('id="load-title"')[1]


def test_page_says_what_overflows_its_phase_and_what_was_given_up(consultant, worked_roadmap):
    give(worked_roadmap, "IMP-5", phase="crawl")
    give(worked_roadmap, "VIS-3", phase="crawl")
    give(worked_roadmap, "EXB-4", phase="crawl")
    give(worked_roadmap, "IMP-4", status="stopped")
    page = consultant.get(address(worked_roadmap))
    assert "Does not fit into the phase “Crawl” and runs over its end." in row_of(page, "IMP-5")
    assert "Stopped or not planned, and so without months: “" in text_of(page)
    assert '<tr id="IMP-4">' not in text_of(page)


def test_page_marks_today(worked_today, consultant, worked_roadmap):
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "The dashed line is today." in text
    assert '<line class="gantt-today" x1="1.50" x2="1.50" y1="0" y2="10"/>' in text


def test_page_of_a_plan_without_dates_leads_to_the_board(consultant, worked_roadmap):
    worked_roadmap.initiatives.update(phase="")
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "No step has dates yet" in text
    assert reverse("roadmaps:roadmap", args=[worked_roadmap.pk]) in text
    assert "<table" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_is_made_with_few_queries(
    consultant, worked_roadmap, django_assert_num_queries, count
):
    worked_roadmap.initiatives.exclude(stone__in=["VIS-2", "IMP-1", "VOC-4"][:count]).update(
        phase=""
    )
    consultant.get(address(worked_roadmap))
    with django_assert_num_queries(13):
        consultant.get(address(worked_roadmap))


def test_viewers_read_and_are_offered_no_change(as_user, vera, worked_roadmap):
    page = as_user(vera).get(address(worked_roadmap, dates="VOC-4"))
    assert "Change the dates" not in text_of(page)
    assert page.context["form"] is None


def test_form_opens_on_the_row_with_the_months_found(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, dates="VOC-4", by="block"))
    row = row_of(page, "VOC-4")
    assert '<option value="0" selected>January 2027</option>' in row
    assert '<option value="2" selected>March 2027</option>' in row
    assert f'action="{dates_address(worked_roadmap)}?by=block#VOC-4"' in row
    assert text_of(page).count('<form class="gantt-form') == 1
    assert consultant.get(address(worked_roadmap, dates="NO-1")).context["form"] is None


def test_entered_months_are_kept_and_can_be_taken_back(consultant, olive, worked_roadmap):
    sent = {"starts_month": "1", "ends_month": "4", "revision": "0"}
    response = consultant.post(f"{dates_address(worked_roadmap)}?by=block", sent)
    assert response.headers["Location"] == f"{address(worked_roadmap, by='block')}#VOC-4"
    assert "Feb – May 2027" in row_of(consultant.get(address(worked_roadmap)), "VOC-4")
    change = models.BoardChange.objects.get()
    assert (change.stone, change.made_by, change.kind) == ("VOC-4", olive, "details")
    assert change.after == {"starts_month": 1, "ends_month": 4}

    row = worked_roadmap.initiatives.get(stone="VOC-4")
    sent = {"starts_month": "", "ends_month": "", "revision": str(row.revision)}
    consultant.post(dates_address(worked_roadmap), sent)
    row.refresh_from_db()
    assert (row.starts_month, row.ends_month) == (None, None)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("3", "", "Choose both months, or neither for the dates as computed."),
        ("5", "3", "The last month comes before the first one."),
        ("-1", "3", "Select a valid choice. -1 is not one of the available choices."),
        ("0", "999", "Select a valid choice. 999 is not one of the available choices."),
    ],
)
def test_months_that_cannot_be_are_refused_in_words(consultant, worked_roadmap, first, last, words):
    sent = {"starts_month": first, "ends_month": last, "revision": "0"}
    page = consultant.post(dates_address(worked_roadmap), sent)
    assert page.status_code == 200
    assert words in row_of(page, "VOC-4")
    assert not models.BoardChange.objects.exists()


def test_whoever_saves_second_sees_both_versions(consultant, worked_roadmap):
    give(worked_roadmap, "VOC-4", starts_month=0, ends_month=1, revision=3)
    sent = {"starts_month": "2", "ends_month": "1", "revision": "0"} | {"ends_month": "4"}
    page = consultant.post(dates_address(worked_roadmap), sent)
    assert page.status_code == 409
    text = text_of(page)
    assert "Somebody else saved first" in text
    assert "January 2027" in text
    assert "March 2027" in text
    consultant.post(dates_address(worked_roadmap), sent | {"revision": "3"})
    row = worked_roadmap.initiatives.get(stone="VOC-4")
    assert (row.starts_month, row.ends_month) == (2, 4)


def test_unknown_stones_and_replaced_versions_take_no_dates(consultant, plan_worked):
    first = plan_worked()
    sent = {"starts_month": "1", "ends_month": "4", "revision": "0"}
    assert consultant.post(dates_address(first, "NO-1"), sent).status_code == 404
    second = plan_worked(capacities=(100, 140, 201))
    assert "Change the dates" not in text_of(consultant.get(address(first)))
    response = consultant.post(dates_address(first), sent)
    assert response.headers["Location"] == address(second)
    assert not models.BoardChange.objects.exists()


def test_calendar_is_a_file_that_calendar_programs_read(as_user, vera, worked_roadmap):
    response = as_user(vera).get(reverse("roadmaps:calendar", args=[worked_roadmap.pk]))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Disposition"].endswith(".ics")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert len(events) == 13
    assert events[0]["url"].endswith(address(worked_roadmap))


def test_pages_are_for_members(as_user, stan, worked_roadmap):
    client = as_user(stan)
    assert client.get(address(worked_roadmap)).status_code == 404
    assert client.post(dates_address(worked_roadmap)).status_code == 404
