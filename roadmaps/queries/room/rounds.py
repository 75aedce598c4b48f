"""What people in a room said of an agenda item, and what the room was told of it.

While the workshop is a test only tests are read, and afterwards none of them.
"""

from typing import Any

from cattrs.preconf.json import make_converter
from django.db.models import Count, Q, QuerySet

from assessments.domain.responses import DONT_KNOW
from assessments.domain.spread import ItemSpread
from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.room.ambitions import AmbitionSpread, Wanted
from roadmaps.domain.room.opinions import OpinionSpread, Said, SeenIdea
from roadmaps.domain.room.rounds import SecondRound, Voice
from roadmaps.domain.room.scenes import Kind
from roadmaps.domain.targets import Intention

Told = SecondRound | tuple[AmbitionSpread, ...] | OpinionSpread | tuple[SeenIdea, ...]

SHAPES: Any = {
    Kind.STONE: SecondRound,
    Kind.AMBITION: tuple[AmbitionSpread, ...],
    Kind.GREAT: OpinionSpread,
    Kind.IDEAS: tuple[SeenIdea, ...],
    Kind.FEEDBACK: OpinionSpread,
}

_converter = make_converter()


def counted_in(workshop: models.Workshop) -> Q:
    """Whose voices count now: everybody's but those of tests, or in test mode theirs alone."""
    return Q(participant__is_test=workshop.is_test)


def load_voices(item: models.AgendaItem) -> list[Voice]:
    """What the room says of a stone, of those who said something with a value."""
    rows = item.votes.filter(counted_in(item.workshop), capability__lt=DONT_KNOW)
    rows = rows.filter(Q(capability=0) | Q(breadth__lt=DONT_KNOW))
    found = rows.values_list("capability", "breadth", "participant__answered")
    return [Voice(how, where if how else 0, answered) for how, where, answered in found]


def load_wishes(item: models.AgendaItem) -> list[Wanted]:
    """Where the room wants a block to be."""
    rows = item.ambitions.filter(counted_in(item.workshop))
    found = rows.values_list("years", "stage", "intention")
    return [Wanted(years, stage, Intention(intention)) for years, stage, intention in found]


def load_opinions(item: models.AgendaItem) -> list[Said]:
    """What the room says of the statement or of the session."""
    rows = item.opinions.filter(counted_in(item.workshop))
    return [Said(*found) for found in rows.values_list("first", "second", "words")]


def load_ideas(item: models.AgendaItem) -> list[SeenIdea]:
    """The ideas that were not taken off the wall, with their dots."""
    dots = Count("dots", filter=Q(dots__participant__is_test=item.workshop.is_test))
    rows = _ideas(item).annotate(given=dots)
    return [SeenIdea(str(row.pk), row.text, row.given) for row in rows]


def count_voters(item: models.AgendaItem) -> int:
    """How many people gave a dot to an idea that still stands."""
    dots = models.Dot.objects.filter(counted_in(item.workshop), idea__in=_ideas(item))
    return dots.values("participant").distinct().count()


def _ideas(item: models.AgendaItem) -> QuerySet[models.Idea]:
    return item.ideas.filter(counted_in(item.workshop) | Q(participant=None), is_withdrawn=False)


def find_survey_spread(item: models.AgendaItem) -> ItemSpread | None:
    """How the survey's answers of an item's stone are spread; None where nothing is shown of it.

    Raises SnapshotAltered.
    """
    scorecard = load_scorecard(item.workshop.assessment)
    spread = scorecard.spread if scorecard else None
    items = spread.items if spread else ()
    return next((each for each in items if each.stone == item.subject), None)


def load_counted(item: models.AgendaItem) -> tuple[int, ...]:
    """How many voices were told of an item's stone in other workshops about the same survey."""
    found = (read_round(row, Kind.STONE) for row in _rounds_elsewhere(item))
    return tuple(told.spread.valid for told in found if isinstance(told, SecondRound))


def load_counted_wishes(item: models.AgendaItem) -> dict[int, list[int]]:
    """How many wishes were told of an item's block in other workshops about the same survey, by
    years."""
    found: dict[int, list[int]] = {}
    for row in _rounds_elsewhere(item):
        for told in read_round(row, Kind.AMBITION) or ():  # type: ignore[union-attr]
            if isinstance(told, AmbitionSpread):
                found.setdefault(told.years, []).append(told.people)
    return found


def _rounds_elsewhere(item: models.AgendaItem) -> QuerySet[models.Round]:
    return models.Round.objects.filter(
        item__workshop__assessment=item.workshop.assessment_id,
        item__kind=item.kind,
        item__subject=item.subject,
        payload__isnull=False,
    ).exclude(item=item.pk)


def to_payload(told: Told | None) -> Any:
    """What was told as JSON; None: too few for anything."""
    return None if told is None else _converter.unstructure(told)


def is_told(item: models.AgendaItem) -> bool:
    """Whether the room's voices on an item were counted, which happens once."""
    return models.Round.objects.filter(item=item).exists()


def load_round(item: models.AgendaItem) -> Told | None:
    """What the room was told of an item; None: nothing yet, or too few for anything."""
    row = models.Round.objects.filter(item=item).first()
    return read_round(row, Kind(item.kind)) if row else None


def read_round(row: models.Round, kind: Kind) -> Told | None:
    """What a round tells; for many at once. None: too few for anything."""
    if row.payload is None:
        return None
    told: Told = _converter.structure(row.payload, SHAPES[kind])
    return told
