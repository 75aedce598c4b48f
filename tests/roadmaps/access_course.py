"""Who may open which address: see tests/test_access.py."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone

from roadmaps.actions.next_actions import add_next_action
from tests.access import (
    FORBIDDEN,
    FOUND,
    MISSING,
    OK,
    Cast,
    Row,
    governing,
    leading_back,
    of_initiative,
    of_roadmap,
    reading,
    running,
)


def of_line(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"code": "IMP"}


def of_phase(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"phase": "crawl"}


def of_action(cast: Cast) -> dict[str, Any]:
    values = {
        "title": "Begin",
        "owner": "Olive",
        "first_step": "Ask",
        "proof": "A list",
        "due_on": timezone.localdate() + dt.timedelta(days=9),
    }
    action = add_next_action(organisation=cast.organisation, values=values)
    return of_roadmap(cast) | {"action": action.pk}


def filling_in(kwargs: Any, right: str) -> Row:
    """A form that only those with a right see."""
    return replace(Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=kwargs), right=right)


ROWS: dict[str, tuple[Row, ...]] = {
    # the course: members read, those who govern write
    "roadmaps:course": (reading(of_roadmap),),
    "roadmaps:goal": (
        filling_in(of_roadmap, "govern"),
        governing(of_roadmap, strategic_goal="Be chosen"),
    ),
    "roadmaps:great": (
        filling_in(of_roadmap, "govern"),
        governing(of_roadmap, text="Seen in one look", expires_on="2098-01-01"),
    ),
    "roadmaps:course_line_new": (
        filling_in(of_roadmap, "govern"),
        governing(of_roadmap, statement="A name for it"),
    ),
    "roadmaps:course_line": (
        filling_in(of_line, "govern"),
        governing(of_line, statement="It works the first time"),
    ),
    "roadmaps:course_line_remove": (leading_back(of_line), governing(of_line, revision="0")),
    "roadmaps:phase_cover": (filling_in(of_phase, "govern"), governing(of_phase, sponsor="COO")),
    # the operational plan and the next 90 days: members read, those who run the programme write
    "roadmaps:phase_benefit": (filling_in(of_phase, "run"), running(of_phase, benefit="Quick")),
    "roadmaps:plan": (reading(of_roadmap),),
    "roadmaps:fields": (reading(of_roadmap),),
    "roadmaps:purpose": (filling_in(of_initiative, "run"), running(of_initiative, owner="Olive")),
    "roadmaps:next_actions": (reading(of_roadmap),),
    "roadmaps:next_action_new": (filling_in(of_roadmap, "run"), running(of_roadmap, OK, title="")),
    "roadmaps:next_action": (filling_in(of_action, "run"), running(of_action, OK, title="")),
    "roadmaps:next_action_done": (leading_back(of_action), running(of_action, done_on="")),
    "roadmaps:next_action_remove": (leading_back(of_action), running(of_action, revision="0")),
}
