"""What a demo roadmap is steered by: goal, great, lines, phases, next actions; invented, and so
called."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from roadmaps import models
from roadmaps.actions.course import add_course_line, save_course_line, save_phase_note
from roadmaps.actions.great import save_goal, write_great
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.next_actions import add_next_action, finish_next_action
from roadmaps.domain.course import CROSSING, OWN
from roadmaps.queries.course import load_course
from roadmaps.queries.great import load_great
from roadmaps.queries.programmes import find_programme

GOAL: Final = "Be the insurer that members recommend to their children (demo)"
GREAT: Final = (
    (
        "A member reports a claim in one call and knows at once what happens next (demo).",
        "“I did not have to ask twice.”",
        "",
    ),
    (
        "A member reports a claim in one call, and hears from us before having to ask (demo).",
        "“They called me before I thought of calling them.”",
        "Members told us that silence weighs more than waiting.",
    ),
)
LINES: Final = {
    "VIS": ("Everybody can say in one sentence whom we serve", "Managing director (demo)"),
    "VOC": ("What members say decides what we do next", "Head of service (demo)"),
    "IMP": ("The same trouble never comes back twice", "Head of operations (demo)"),
    CROSSING: ("Customers come before products in every decision", "Executive sponsor (demo)"),
}
OWN_LINE: Final = "Our field agents are proud to wear the badge (demo)"
PHASES: Final = (
    ("Complaints get an answer within two days", "Share answered in two days, monthly"),
    ("One contact follows a claim from start to end", "Members who name their contact, survey"),
)
COVER: Final = ("Managing director (demo)", "Head of operations (demo)")
OWNERS: Final = ("Head of service (demo)", "Head of operations (demo)", "Head of data (demo)")
ACTIONS: Final = (
    (-6, "Agree who may promise what at the counter", "One page, signed by three heads"),
    (12, "Call ten members who complained last month", "Ten notes on the wall of the canteen"),
    (25, "Name the owner of each complaint theme", "A list with one name a theme"),
    (40, "Show the first loop closed to all teams", "The recording was seen by every team"),
    (60, "Try two response letters in plain words", "Return calls counted before and after"),
)
"""Days from today, action and proof."""


def fill(roadmap: models.Roadmap) -> None:
    """Write goal, great statement, lines, phases, owners and next actions; what is there stays."""
    organisation, today = roadmap.assessment.organisation, timezone.localdate()
    if not find_programme(organisation).strategic_goal:
        save_goal(organisation=organisation, strategic_goal=GOAL, revision=0)
    _fill_great(roadmap, today)
    if not roadmap.course_lines.exists():
        _fill_lines(roadmap)
    if not roadmap.phase_notes.exists():
        _fill_phases(roadmap)
    if not roadmap.initiatives.exclude(owner="").exists():
        _fill_owners(roadmap)
    if not models.NextAction.objects.filter(programme__organisation=organisation).exists():
        _fill_actions(roadmap, today)


def _fill_great(roadmap: models.Roadmap, today: dt.date) -> None:
    organisation = roadmap.assessment.organisation
    if load_great(organisation).current:
        return
    for number, (text, examples, reason) in enumerate(GREAT):
        write_great(
            organisation=organisation,
            text=text,
            examples=examples,
            reason=reason,
            expires_on=today + dt.timedelta(days=300),
            written_on=today - dt.timedelta(days=(1 - number) * 400),
            written_by="Executive sponsor (demo)",
            replaces=number,
        )


def _fill_lines(roadmap: models.Roadmap) -> None:
    lines = load_course(roadmap).line_by_code
    for code, (statement, owner) in LINES.items():
        if code in lines:
            values = {"statement": statement, "owner": owner, "phase": lines[code].phase or ""}
            save_course_line(roadmap=roadmap, line=lines[code], values=values, revision=0)
    last = load_course(roadmap).state.phases[-1].phase
    add_course_line(roadmap=roadmap, values={"statement": OWN_LINE, "phase": last})


def _fill_phases(roadmap: models.Roadmap) -> None:
    """All but the last phase say what will be noticed; the first one is covered."""
    phases = load_course(roadmap).phases
    for phase, (benefit, proof) in zip(phases, PHASES, strict=False):
        values = {"benefit": benefit, "proof": proof}
        save_phase_note(roadmap=roadmap, phase=phase.code, values=values, revision=0)
    names = dict(zip(("sponsor", "deputy"), COVER, strict=True))
    save_phase_note(roadmap=roadmap, phase=phases[0].code, values=names, revision=1)


def _fill_owners(roadmap: models.Roadmap) -> None:
    """The steps of the first phase have owners; one of the own line's is among them."""
    first = load_course(roadmap).state.phases[0].phase
    stones = roadmap.initiatives.filter(phase=first).values_list("stone", flat=True)
    for place, stone in enumerate(stones):
        values: dict[str, Any] = {"owner": OWNERS[place % len(OWNERS)]}
        if place + 1 == len(stones):
            values["serves"] = f"{OWN}1"
        save_details(roadmap=roadmap, stone=stone, values=values)


def _fill_actions(roadmap: models.Roadmap, today: dt.date) -> None:
    organisation = roadmap.assessment.organisation
    for place, (days, title, proof) in enumerate(ACTIONS):
        add_next_action(
            organisation=organisation,
            values={
                "position": place,
                "title": f"{title} (demo)",
                "owner": OWNERS[place % len(OWNERS)],
                "first_step": "Fix an hour this week with those concerned",
                "due_on": today + dt.timedelta(days=days),
                "proof": proof,
            },
        )
    done = add_next_action(
        organisation=organisation,
        values={
            "title": "Put the irritants of the month on one board (demo)",
            "owner": OWNERS[1],
            "first_step": "Find a wall",
            "due_on": today - dt.timedelta(days=20),
            "proof": "The board hangs beside the coffee machine",
        },
    )
    finish_next_action(action=done, done_on=today - dt.timedelta(days=22))
