"""Workshops for tests: a room, what it talks about, and the people in it."""

import datetime as dt
import itertools
import secrets
from typing import Any

from assessments import models as assessments
from roadmaps import models
from roadmaps.access import link_digest

_numbers = itertools.count(1)
LETTERS = "ABCDEFGHJK"


def make_workshop(assessment: assessments.Assessment, **changes: Any) -> models.Workshop:
    """A workshop about a closed assessment, open and no test unless `changes` say otherwise."""
    code = "".join(secrets.choice(LETTERS) for _ in range(10))
    fields: dict[str, Any] = {
        "name": "Day in the room",
        "held_on": dt.date(2026, 5, 4),
        "status": "open",
        "join_code": code,
    }
    return models.Workshop.objects.create(assessment=assessment, **(fields | changes))


def make_item(
    workshop: models.Workshop,
    kind: str = "stone",
    subject: str = "",
    *,
    step: str = "",
    present: bool = False,
    **changes: Any,
) -> models.AgendaItem:
    """An agenda item, the last one, at `step`; of a stone VIS-1 and of a block VIS unless `subject`
    says otherwise. With `present` every phone shows it."""
    usual = {"stone": "VIS-1", "ideas": "VIS-1", "ambition": "VIS"}
    item = workshop.agenda.create(
        kind=kind,
        subject=subject or usual.get(kind, ""),
        step=step or "hidden",
        **({"position": workshop.agenda.count() + 1} | changes),
    )
    if present:
        show_item(workshop, item)
    return item


def show_item(workshop: models.Workshop, item: models.AgendaItem, step: str = "") -> None:
    """Put an item before everybody, at `step`."""
    if step:
        item.step = step
        item.save(update_fields=["step"])
    workshop.scene = item
    workshop.revision += 1
    workshop.save(update_fields=["scene", "revision"])


def make_participant(
    workshop: models.Workshop, *, token: str = "", answered: bool = True, **changes: Any
) -> models.Participant:
    """A phone in the room that holds `token` (one that nobody knows unless given)."""
    held = token or f"token-{next(_numbers)}"
    fields: dict[str, Any] = {
        "token_digest": link_digest(held),
        "answered": answered,
        "language": "en",
        "is_test": workshop.is_test,
    }
    return workshop.participants.create(**(fields | changes))


def make_votes(
    item: models.AgendaItem, *levels: tuple[int, int], answered: bool = True
) -> list[models.Participant]:
    """A participant for each pair of capability and breadth, who says it of a stone."""
    people = []
    for capability, breadth in levels:
        person = make_participant(item.workshop, answered=answered)
        person.votes.create(item=item, capability=capability, breadth=breadth)
        people.append(person)
    return people


def make_idea(
    item: models.AgendaItem, text: str = "Call back", dots: int = 0, **changes: Any
) -> models.Idea:
    """An idea of somebody, marked by `dots` others."""
    author = make_participant(item.workshop)
    idea = item.ideas.create(participant=author, text=text, **changes)
    for _ in range(dots):
        make_participant(item.workshop).dots.create(idea=idea)
    return idea
