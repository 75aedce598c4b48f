import datetime as dt
import uuid

from django.utils import translation
from icalendar import Calendar

from roadmaps.exchange.calendar import CalendarFacts, render_calendar
from roadmaps.queries.schedule import load_timetable
from roadmaps.queries.wording import wording_of_roadmap

TODAY = dt.date(2026, 11, 28)
KEY = uuid.UUID(int=7)
ADDRESS = "https://cx.example.org/roadmaps/1/schedule/"


def facts(**changes):
    given = {
        "name": "Roadmap – Rivage;\r\n Mutual",
        "key": KEY,
        "address": ADDRESS,
        "departments": {"sales": "Sales, north"},
        "made_on": TODAY,
    }
    return CalendarFacts(**(given | changes))


def render(roadmap, **changes):
    return render_calendar(
        load_timetable(roadmap, TODAY), wording_of_roadmap(roadmap), facts(**changes)
    )


def events(file):
    return Calendar.from_ical(file).walk("VEVENT")


def test_calendar_holds_every_milestone_as_a_whole_day(worked_roadmap):
    found = events(render(worked_roadmap))
    days = [(event["summary"], event.decoded("dtstart"), event.decoded("dtend")) for event in found]
    assert len(days) == 13
    assert days[0] == (
        "Delivered: Close the loop with each person",
        dt.date(2027, 3, 31),
        dt.date(2027, 4, 1),
    )
    assert ("The crossing opens", dt.date(2027, 12, 31), dt.date(2028, 1, 1)) in days
    assert days[-1] == ("Review of the phase “Run”", dt.date(2029, 12, 31), dt.date(2030, 1, 1))
    assert {event["transp"] for event in found} == {"TRANSPARENT"}
    assert {event["url"] for event in found} == {ADDRESS}


def test_calendar_is_the_same_twice_and_keeps_identities_over_days(worked_roadmap):
    file = render(worked_roadmap)
    assert render(worked_roadmap) == file
    later = render(worked_roadmap, made_on=TODAY + dt.timedelta(days=1))
    uids = [event["uid"] for event in events(file)]
    assert [event["uid"] for event in events(later)] == uids
    assert len(set(uids)) == len(uids)
    assert [event["uid"] for event in events(render(worked_roadmap, key=uuid.UUID(int=8)))] != uids
    stamps = {event.decoded("dtstamp") for event in events(later)}
    assert stamps == {dt.datetime(2026, 11, 29, tzinfo=dt.UTC)}


def test_calendar_keeps_what_people_typed_inside_its_lines(worked_roadmap):
    row = worked_roadmap.initiatives.get(stone="VOC-4")
    row.title, row.owner, row.department = "One; two, three\nEND:VEVENT", "Zoë “Z” D\\E", "sales"
    row.save()
    file = render(worked_roadmap)
    (event,) = [each for each in events(file) if "One" in each["summary"]]
    assert event["summary"] == "Delivered: One; two, three\nEND:VEVENT"
    assert event["description"] == f"Owner: Zoë “Z” D\\E\nDepartment: Sales, north\n{ADDRESS}"
    assert len(events(file)) == 13
    assert Calendar.from_ical(file)["x-wr-calname"] == "Roadmap – Rivage; Mutual"
    assert max(len(line) for line in file.split(b"\r\n")) <= 75


def test_calendar_speaks_the_language_of_the_reader(worked_roadmap):
    with translation.override("fr"):
        found = events(render(worked_roadmap))
    assert found[0]["summary"].endswith("Boucler la boucle avec chaque personne")
