"""The projected screen: what the whole room looks at."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.domain.maturity_model import MaturityModel
from assessments.figures.spread import answers_bar
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.access import get_workshop
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.opinions import OpinionSpread, SeenIdea
from roadmaps.domain.room.rounds import SecondRound
from roadmaps.domain.room.scene import Scene
from roadmaps.domain.room.scenes import Kind
from roadmaps.figures.room import stone_row, wishes_of
from roadmaps.queries.great import load_great
from roadmaps.queries.room.desk import load_agenda
from roadmaps.queries.room.greatness import load_earlier_opinion
from roadmaps.queries.room.scenes import load_scene
from roadmaps.queries.room.turnout import load_turnout
from roadmaps.queries.room.words import load_scene_words
from roadmaps.views.room.joining import invite_to_room
from roadmaps.views.room.polling import etag_of, polled


@login_required
@require_GET
def wall(request: HttpRequest, pk: str) -> HttpResponse:
    """The page with its buttons; what it shows is renewed by itself."""
    workshop = get_workshop(request.user, pk)
    return render(request, "roadmaps/room/wall.html", _scene(workshop))


@login_required
@require_GET
def wall_now(request: HttpRequest, pk: str) -> HttpResponse:
    """What the room sees now."""
    workshop = get_workshop(request.user, pk)
    etag = etag_of(workshop, load_turnout(workshop))
    return polled(request, "roadmaps/room/wall_now.html", _scene(workshop), etag)


def _scene(workshop: models.Workshop) -> dict[str, Any]:
    scene = load_scene(workshop)
    maturity_model = load_maturity_model(workshop.assessment.maturity_model)
    return {
        "assessment": workshop.assessment,
        "workshop": workshop,
        "scene": scene,
        "words": load_scene_words(workshop.assessment, scene),
        "agenda": load_agenda(workshop),
        "turnout": load_turnout(workshop),
        "invitation": invite_to_room(workshop),
        "ideas": _ideas(scene),
        "before": stone_row(scene.survey, maturity_model) if scene.survey else None,
        **_told(scene, workshop, maturity_model),
    }


def _ideas(scene: Scene) -> tuple[SeenIdea, ...]:
    """Without dots while these are given, with them once told."""
    told = scene.told if isinstance(scene.told, tuple) else ()
    return scene.ideas or tuple(each for each in told if isinstance(each, SeenIdea))


def _told(scene: Scene, workshop: models.Workshop, maturity_model: MaturityModel) -> dict[str, Any]:
    """What the room said, as drawings; each kind has its own."""
    found: dict[str, Any] = {"after": None, "wishes": (), "opinion": None}
    found |= {"former": None, "earlier": None}
    told, k = scene.told, workshop.assessment.min_group_size
    if isinstance(told, SecondRound):
        found["after"] = stone_row(told.spread, maturity_model)
    elif isinstance(told, tuple):
        spreads = [each for each in told if isinstance(each, AmbitionSpread)]
        found["wishes"] = tuple(wishes_of(each, k) for each in spreads)
    elif isinstance(told, OpinionSpread):
        found["opinion"] = _bars(told)
    if scene.kind is Kind.GREAT:
        organisation = workshop.assessment.organisation
        found["former"] = next(iter(load_great(organisation).earlier), None)
        found["earlier"] = load_earlier_opinion(workshop)
    return found


def _bars(told: OpinionSpread) -> dict[str, Any]:
    return {
        "spread": told,
        "first": answers_bar(told.first) if told.first else None,
        "second": answers_bar(told.second) if told.second else None,
    }
