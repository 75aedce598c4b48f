"""What people in a room say on their phones: while it is asked, and as often as they like until it
is revealed. Nothing keeps a time, and saying the same twice changes nothing."""

import secrets
from collections.abc import Sequence
from typing import Any, Final

from django.db import connection, transaction

from assessments.actions.limits import save_miss
from assessments.domain.responses import DONT_KNOW, NOT_APPLICABLE, CommentRefused, clean_comment
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.access import ROOM, link_digest
from roadmaps.domain.room.ambitions import Wanted
from roadmaps.domain.room.scenes import Kind, Step
from roadmaps.domain.targets import Target, TargetProblemCode, check_targets

TOKEN_BYTES: Final = 24
MOST_IDEAS: Final = 3
MOST_DOTS: Final = 3
IDEA_LENGTH: Final = 300
WORDS_LENGTH: Final = 500
LEVELS: Final = 5
OWN_PROBLEMS: Final = (TargetProblemCode.STAGE_OUT_OF_RANGE, TargetProblemCode.UNKNOWN_BLOCK)


BY_ITEM: Final = ("participant", "item")
BY_YEARS: Final = (*BY_ITEM, "years")
ASKED: Final = """SELECT i.kind, i.step, r.item_id IS NOT NULL FROM roadmaps_participant p
LEFT JOIN roadmaps_agendaitem i ON i.id = %s AND i.workshop_id = p.workshop_id
LEFT JOIN roadmaps_round r ON r.item_id = i.id
WHERE p.id = %s"""


class Refused(Exception):
    """What somebody said cannot stand; nothing of it was saved."""


class WorkshopOver(Refused):
    """The workshop is not open, or the participant is not in it any more."""


class ToldAlready(Refused):
    """The room was told what it said: a round is counted once."""


class NotAsked(Refused):
    """The question is not, or not yet, put to the room."""


class NoSuchAnswer(Refused):
    """A level, stage, horizon or idea that does not exist, or an answer that is not complete."""


class Contradiction(Refused):
    """A farther horizon asks less than a nearer one and does not scale back."""


class TooLong(Refused):
    """More letters than are kept."""


class TooManyIdeas(Refused):
    """Everybody has three ideas for an item."""


class TooManyDots(Refused):
    """Everybody has three dots for an item."""


def save_miss_of_room(*, address: str | None, guess: str) -> None:
    """A code that opens no room: one less for its address (docs/adr/0023-second-rounds.md)."""
    save_miss(purpose=ROOM, address=address, guess=guess)


@transaction.atomic
def join_workshop(
    *, workshop: models.Workshop, answered: bool, name: str = "", language: str = "en"
) -> tuple[models.Participant, str]:
    """Let a phone in; the participant and the token that the phone alone keeps.

    A name is kept only where the assessment has names; who joins a test is a test. Raises
    WorkshopOver.
    """
    row = _lock(workshop)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    participant = row.participants.create(
        token_digest=link_digest(token),
        answered=answered,
        name=name if workshop.assessment.attributed_mode else "",
        language=language,
        is_test=row.is_test,
    )
    return participant, token


def save_language(*, participant: models.Participant, language: str) -> None:
    """Read on in another language."""
    models.Participant.objects.filter(pk=participant.pk).update(language=language)


@transaction.atomic
def save_vote(
    *, participant: models.Participant, item: models.AgendaItem, capability: int, breadth: int
) -> models.Vote:
    """Keep what somebody says of a stone. Breadth is kept where there is something to be spread:
    at the levels 1–4. Raises Refused."""
    _check_asked(participant, item, Kind.STONE, Step.ASKED)
    if not 0 <= capability <= NOT_APPLICABLE:
        raise NoSuchAnswer
    has_breadth = 1 <= capability < LEVELS
    if has_breadth and not 1 <= breadth <= DONT_KNOW:
        raise NoSuchAnswer
    said = {"capability": capability, "breadth": breadth if has_breadth else 0}
    return models.Vote.objects.update_or_create(participant=participant, item=item, defaults=said)[
        0
    ]


@transaction.atomic
def save_ambitions(
    *, participant: models.Participant, item: models.AgendaItem, wishes: Sequence[Wanted]
) -> None:
    """Keep where somebody wants a block to be, a wish for every horizon of the workshop.

    Raises Contradiction where a farther one asks less than a nearer one and does not scale back,
    and other kinds of Refused.
    """
    _check_asked(participant, item, Kind.AMBITION, Step.ASKED)
    if sorted(wish.years for wish in wishes) != sorted(set(participant.workshop.horizons)):
        raise NoSuchAnswer
    _check_monotone(participant.workshop, item.subject, wishes)
    rows = [
        models.Ambition(
            participant=participant,
            item=item,
            years=wish.years,
            stage=wish.stage,
            intention=wish.intention,
        )
        for wish in wishes
    ]
    models.Ambition.objects.bulk_create(rows, **_replacing("stage", "intention", keys=BY_YEARS))


def _check_monotone(workshop: models.Workshop, block: str, wishes: Sequence[Wanted]) -> None:
    maturity_model = load_maturity_model(workshop.assessment.maturity_model)
    targets = [Target(block, wish.years, wish.stage, wish.intention) for wish in wishes]
    problems = {problem.code for problem in check_targets(maturity_model, targets)}
    if problems.intersection(OWN_PROBLEMS):
        raise NoSuchAnswer
    if TargetProblemCode.CONTRADICTION in problems:
        raise Contradiction


@transaction.atomic
def save_opinion(
    *,
    participant: models.Participant,
    item: models.AgendaItem,
    first: int | None,
    second: int | None,
    words: str,
) -> models.Opinion | None:
    """Keep what somebody says of the statement or of the session; nothing at all takes back what
    they said before. Raises Refused."""
    _check_asked(participant, item, Kind(item.kind), Step.ASKED)
    if item.kind not in (Kind.GREAT, Kind.FEEDBACK):
        raise NotAsked
    if any(level is not None and not 0 <= level < LEVELS for level in (first, second)):
        raise NoSuchAnswer
    said = {"first": first, "second": second, "words": _clean(words, WORDS_LENGTH)}
    if first is None and second is None and not said["words"]:
        models.Opinion.objects.filter(participant=participant, item=item).delete()
        return None
    row = models.Opinion(participant=participant, item=item, **said)
    return models.Opinion.objects.bulk_create([row], **_replacing(*said))[0]


@transaction.atomic
def add_idea(*, participant: models.Participant, item: models.AgendaItem, text: str) -> models.Idea:
    """Put an idea among those of the room; the same words once more are the same idea.

    Raises TooManyIdeas and other kinds of Refused.
    """
    _check_asked(participant, item, Kind.IDEAS, Step.ASKED)
    clean = _clean(" ".join(text.split()), IDEA_LENGTH)
    if not clean:
        raise NoSuchAnswer
    mine = list(item.ideas.filter(participant=participant))
    same = next((idea for idea in mine if idea.text == clean), None)
    if same is None and len(mine) >= MOST_IDEAS:
        raise TooManyIdeas
    return same or item.ideas.create(participant=participant, text=clean)


@transaction.atomic
def toggle_dot(*, participant: models.Participant, idea: models.Idea, marked: bool) -> None:
    """Give an idea a dot, or take it back. Raises TooManyDots and other kinds of Refused."""
    _check_asked(participant, idea.item, Kind.IDEAS, Step.DOTS)
    mine = models.Dot.objects.filter(participant=participant, idea__item=idea.item)
    if not marked:
        mine.filter(idea=idea).delete()
        return
    if idea.is_withdrawn:
        raise NoSuchAnswer
    others = mine.filter(idea__is_withdrawn=False).exclude(idea=idea).count()
    if others >= MOST_DOTS:
        raise TooManyDots
    models.Dot.objects.get_or_create(participant=participant, idea=idea)


def _lock(workshop: models.Workshop) -> models.Workshop:
    """The workshop, held: a round is counted with a voice or the voice is refused."""
    row = models.Workshop.objects.select_for_update().filter(pk=workshop.pk).first()
    if row is None or not row.is_open:
        raise WorkshopOver
    return row


def _check_asked(
    participant: models.Participant, item: models.AgendaItem, kind: Kind, step: Step
) -> None:
    """Raises Refused unless an item is asked now; holds the workshop, then looks at the rows as
    they are. In two short queries: a room answers within a few seconds."""
    workshops = models.Workshop.objects.select_for_update().filter(pk=participant.workshop_id)
    status = workshops.values_list("status", flat=True).first()
    if status != models.Workshop.Status.OPEN:
        raise WorkshopOver
    with connection.cursor() as cursor:
        cursor.execute(
            ASKED, [item.pk, participant._meta.pk.get_db_prep_value(participant.pk, connection)]
        )
        row = cursor.fetchone()
    if row is None:
        raise WorkshopOver
    found_kind, found_step, is_told = row
    if found_kind != kind:
        raise NotAsked
    if is_told:
        raise ToldAlready
    if found_step != step:
        raise NotAsked


def _replacing(*fields: str, keys: Sequence[str] = BY_ITEM) -> dict[str, Any]:
    """What makes a row take the place of the one that stands: one statement, said twice or not."""
    return {"update_conflicts": True, "unique_fields": keys, "update_fields": fields}


def _clean(text: str, most: int) -> str:
    """Words as they are kept. Raises TooLong and NoSuchAnswer."""
    try:
        clean = clean_comment(text)
    except CommentRefused as refused:
        raise TooLong if refused.reason == "too_long" else NoSuchAnswer from refused
    if len(clean) > most:
        raise TooLong
    return clean
