"""What wall and phones draw now."""

from dataclasses import replace

from assessments.domain.scorecard import Scorecard
from assessments.queries.snapshots import SnapshotAltered, load_scorecard
from roadmaps import models
from roadmaps.domain.room.opinions import SeenIdea
from roadmaps.domain.room.scene import SHOWS_SURVEY, Scene, Told
from roadmaps.domain.room.scenes import Kind, Step
from roadmaps.queries.great import load_great
from roadmaps.queries.room.rounds import load_ideas, read_round


def load_scene(workshop: models.Workshop) -> Scene:
    """The agenda item that is presented, at its step, with the figures that the step shows; before
    the first one a welcome without an item."""
    items = list(workshop.agenda.select_related("round"))
    item = next((each for each in items if each.pk == workshop.scene_id), None)
    if item is None:
        return Scene(workshop.revision, Kind.WELCOME, Step.SHOWN, of=len(items))
    scene = Scene(
        revision=workshop.revision,
        kind=Kind(item.kind),
        step=Step(item.step),
        subject=item.subject,
        item=item.pk,
        number=items.index(item) + 1,
        of=len(items),
        minutes=item.minutes,
        told=read_told(item),
    )
    return _fill(scene, workshop, item)


def read_told(item: models.AgendaItem) -> Told | None:
    """What the room was told of an item, while it is at that step; None where too few spoke."""
    counted = getattr(item, "round", None)
    if item.step != Step.TOLD or counted is None:
        return None
    return read_round(counted, Kind(item.kind))


def _fill(scene: Scene, workshop: models.Workshop, item: models.AgendaItem) -> Scene:
    """The same with what its kind shows beside."""
    if scene.kind is Kind.STONE and scene.step in SHOWS_SURVEY:
        return _with_survey(scene, _load_results(workshop))
    if scene.kind is Kind.AMBITION and scene.step is not Step.HIDDEN:
        today = find_today(workshop, scene.subject)
        return replace(scene, horizons=tuple(sorted(set(workshop.horizons))), today=today)
    if scene.kind is Kind.GREAT and scene.step is not Step.HIDDEN:
        return replace(scene, great=load_great(workshop.assessment.organisation).current)
    if scene.kind is Kind.IDEAS and scene.step is Step.DOTS:
        item.workshop = workshop
        return replace(scene, ideas=load_mixed_ideas(item))
    return scene


def find_today(workshop: models.Workshop, block: str) -> int | None:
    """The stage at which the survey found a block; None: too few answers to say."""
    results = _load_results(workshop)
    blocks = results.blocks if results else ()
    return next((each.stage for each in blocks if each.block == block), None)


def _load_results(workshop: models.Workshop) -> Scorecard | None:
    try:
        return load_scorecard(workshop.assessment)
    except SnapshotAltered:  # nothing may be shown of it
        return None


def _with_survey(scene: Scene, results: Scorecard | None) -> Scene:
    if results is None:
        return scene
    spreads = results.spread.items if results.spread else ()
    return replace(
        scene,
        survey=next((each for each in spreads if each.stone == scene.subject), None),
        survey_score=next((s.score for s in results.stones if s.stone == scene.subject), None),
    )


def load_mixed_ideas(item: models.AgendaItem) -> tuple[SeenIdea, ...]:
    """The ideas on the wall without their dots, in the random order of their rows."""
    return tuple(SeenIdea(idea.idea, idea.text) for idea in load_ideas(item))
