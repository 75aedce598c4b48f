"""Milestones of a roadmap for the calendars of people (iCalendar, RFC 5545)."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from assessments.queries.wording import Wording
from roadmaps.domain.initiatives import Details
from roadmaps.domain.milestones import Milestone, MilestoneKind
from roadmaps.domain.timetable import Timetable

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//cxmaturity//roadmap//EN"


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """What a calendar says beside the dates: its `name`; a `key` from which every event gets an
    identity that stays the same in later versions; the `address` where the dates stand; names of
    departments by code; the day it was made on."""

    name: str
    key: uuid.UUID
    address: str
    departments: Mapping[str, str]
    made_on: dt.date


def render_calendar(timetable: Timetable, wording: Wording, facts: CalendarFacts) -> bytes:
    """An all-day event for each milestone, in the language of the moment. Made twice on one day of
    the same dates, it has the same bytes; taken in again, events move and do not double."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", " ".join(facts.name.split()))
    details = {stone.stone: stone.details for stone in timetable.stones}
    for milestone in timetable.milestones:
        event = _event(milestone, facts)
        event.add("summary", _title(milestone, wording))
        event.add("description", _describe(milestone, details.get(milestone.code), facts))
        calendar.add_component(event)
    return calendar.to_ical()


def _event(milestone: Milestone, facts: CalendarFacts) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(facts.key, f"{milestone.kind}:{milestone.code}")))
    event.add("dtstamp", dt.datetime.combine(facts.made_on, dt.time(), dt.UTC))
    event.add("dtstart", milestone.on)
    event.add("dtend", milestone.on + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # whoever delivers something is not away on that day
    event.add("url", facts.address)
    return event


def _title(milestone: Milestone, wording: Wording) -> str:
    if milestone.kind is MilestoneKind.REVIEW:
        phase = wording.phases.get(milestone.code, milestone.code)
        return _("Review of the phase “%(phase)s”") % {"phase": phase}
    if milestone.kind is MilestoneKind.CROSSING:
        return _("The crossing opens")
    title = wording.stone_titles.get(milestone.code, milestone.code)
    return _("Delivered: %(step)s") % {"step": title}


def _describe(milestone: Milestone, details: Details | None, facts: CalendarFacts) -> str:
    lines = []
    if milestone.kind is MilestoneKind.REVIEW:
        lines.append(
            _(
                "Score again, look at what great means, keep, adjust or drop each step, and save a "
                "new version."
            )
        )
    if milestone.kind is MilestoneKind.CROSSING:
        lines.append(_("The last of its conditions is delivered."))
    if details and details.owner:
        lines.append(_("Owner: %(name)s") % {"name": details.owner})
    if details and details.department:
        name = facts.departments.get(details.department, details.department)
        lines.append(_("Department: %(name)s") % {"name": name})
    return "\n".join([*lines, facts.address])
