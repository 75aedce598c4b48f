"""The minutes of a workshop, from what it was told and what it agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.room.minutes import BlockWishes, Minutes, OpenItem, Signed, find_great
from roadmaps.domain.room.opinions import OpinionSpread
from roadmaps.domain.room.positions import Positions
from roadmaps.domain.room.rounds import SecondRound
from roadmaps.domain.room.scenes import Kind, Step
from roadmaps.queries.great import load_great
from roadmaps.queries.room.agreeing import load_open_risks
from roadmaps.queries.room.positions import agreed_of, load_positions
from roadmaps.queries.room.records import read_minutes
from roadmaps.queries.room.rounds import read_round
from roadmaps.queries.room.turnout import load_attendance
from roadmaps.queries.targets import load_owners, load_targets

Items = Sequence[models.AgendaItem]


def load_minutes(workshop: models.Workshop) -> Minutes:
    """All that is kept of a workshop: as it stood at its end, but for ideas, which become notes
    whenever there is a roadmap for them."""
    if workshop.record is not None:
        return replace(read_minutes(workshop.record), kept=_load_kept(workshop))
    return _collect(workshop)


def _collect(workshop: models.Workshop) -> Minutes:
    """The minutes as things stand. Of one that is tried out nothing was told and agreed."""
    assessment = workshop.assessment
    items = list(workshop.agenda.select_related("round"))
    told = {} if workshop.is_test else _load_told(items)
    known = _load_positions(workshop, items, told)
    stones = [item.subject for item in items if item.kind == Kind.STONE]
    risks = load_open_risks(workshop, stones)
    statements = load_great(assessment.organisation)
    great, revisited = find_great(statements, workshop.great_version)
    return Minutes(
        organisation=assessment.organisation.name,
        assessment=assessment.name,
        name=workshop.name,
        held_on=workshop.held_on,
        is_over=workshop.status == models.Workshop.Status.ENDED,
        joined=load_attendance(workshop),
        min_group_size=assessment.min_group_size,
        talked_about=tuple(each for each in known.values() if each.room),
        agreed=tuple(each for each in known.values() if each.agreed),
        blocks=_load_blocks(workshop, items, told),
        signed=tuple(Signed(s.role, s.stance, s.words) for s in workshop.sign_offs.all()),
        undecided=_find_undecided(items, known, risks),
        great=great,
        revisited=revisited,
        opinions=_opinions(items, told, Kind.GREAT),
        open_items=tuple(OpenItem(risk.title, risk.owner, risk.effect) for risk in risks),
        kept=_load_kept(workshop),
        feedback=_opinions(items, told, Kind.FEEDBACK),
    )


def _find_undecided(
    items: Items, known: Mapping[str, Positions], risks: Sequence[models.Risk]
) -> tuple[str, ...]:
    """Stones that the room looked at, of which nothing was agreed and nothing left open."""
    left_open = {stone for risk in risks for stone in risk.stones}
    looked_at = [
        item.subject
        for item in items
        if item.kind == Kind.STONE and (item.is_done or item.step != Step.HIDDEN)
    ]
    return tuple(
        stone
        for stone in looked_at
        if stone in known and not known[stone].agreed and stone not in left_open
    )


def _load_told(items: Items) -> dict[int, Any]:
    """What the room was told, by item."""
    rounds = {item.pk: getattr(item, "round", None) for item in items}
    kinds = {item.pk: Kind(item.kind) for item in items}
    return {pk: read_round(row, kinds[pk]) for pk, row in rounds.items() if row}


def _load_positions(
    workshop: models.Workshop, items: Items, told: Mapping[int, Any]
) -> dict[str, Positions]:
    """Stones that this workshop placed, in the order of its agenda: other workshops may have placed
    them otherwise since."""
    positions = load_positions(workshop.assessment)
    rows = models.AgreedPosition.objects.filter(workshop=workshop).order_by("pk")
    agreed = {row.stone: agreed_of(row) for row in rows}
    found = {}
    for item in items:
        if item.kind == Kind.STONE and item.subject in positions:
            second = told.get(item.pk)
            found[item.subject] = replace(
                positions[item.subject],
                room=second if isinstance(second, SecondRound) else None,
                agreed=agreed.get(item.subject),
            )
    return found


def _load_blocks(
    workshop: models.Workshop, items: Items, told: Mapping[int, Any]
) -> tuple[BlockWishes, ...]:
    """Blocks whose wishes were told, with the targets as they stand."""
    targets, owners = load_targets(workshop.assessment), load_owners(workshop.assessment)
    scorecard = load_scorecard(workshop.assessment)
    stages = {result.block: result.stage for result in scorecard.blocks} if scorecard else {}
    return tuple(
        BlockWishes(
            block=item.subject,
            wishes=told[item.pk] or (),
            targets=tuple(each for each in targets if each.block == item.subject),
            owner=owners.get(item.subject, ""),
            today=stages.get(item.subject),
        )
        for item in items
        if item.kind == Kind.AMBITION and item.pk in told
    )


def _opinions(items: Items, told: Mapping[int, Any], kind: Kind) -> OpinionSpread | None:
    found = (told.get(item.pk) for item in items if item.kind == kind)
    return next((each for each in found if each), None)


def _load_kept(workshop: models.Workshop) -> dict[str, tuple[str, ...]]:
    """Ideas that became notes, by stone, in the order of the agenda."""
    rows = models.Idea.objects.filter(item__workshop=workshop, is_kept=True, is_withdrawn=False)
    found: dict[str, list[str]] = {}
    for row in rows.select_related("item").order_by("item__position", "pk"):
        found.setdefault(row.item.subject, []).append(row.text)
    return {stone: tuple(texts) for stone, texts in found.items()}
