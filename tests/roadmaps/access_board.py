"""Who may open which address: see tests/test_access.py."""

from typing import Any

from roadmaps import models
from roadmaps.actions.own_initiatives import add_initiative
from roadmaps.actions.programmes import ensure_programme
from tests.access import (
    FORBIDDEN,
    FOUND,
    MISSING,
    OK,
    Cast,
    Row,
    leading_back,
    of_initiative,
    of_roadmap,
    reading,
    running,
)

OWN = {"block": "IMP", "impact": 3, "effort": 5.0}
WAY = {"title": "Another way", "effort": 5.0, "months": 1}


def of_own(cast: Cast) -> dict[str, Any]:
    """An initiative of one's own, added once."""
    if not models.Initiative.objects.filter(stone="OWN-1").exists():
        add_initiative(roadmap=cast.roadmap, work=OWN, values={"title": "Ours"})
    return of_roadmap(cast) | {"stone": "OWN-1"}


def of_way(cast: Cast) -> dict[str, Any]:
    """Another way to reach a step."""
    programme = ensure_programme(organisation=cast.organisation)
    row = programme.alternatives.get_or_create(stone="IMP-1", defaults=WAY)[0]
    return of_initiative(cast) | {"way": row.pk}


def opening(kwargs: Any) -> Row:
    """A form that those see who may send it."""
    return Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=kwargs, right="run")


ROWS: dict[str, tuple[Row, ...]] = {
    "roadmaps:roadmap": (reading(of_roadmap),),
    "roadmaps:history": (reading(of_roadmap),),
    "roadmaps:initiative_history": (reading(of_initiative),),
    "roadmaps:consequences": (reading(of_initiative),),
    "roadmaps:solve": (
        Row(FOUND, MISSING, FORBIDDEN, FOUND, kwargs=of_roadmap),
        running(of_roadmap),
    ),
    "roadmaps:undo": (leading_back(of_roadmap), running(of_roadmap, change="1")),
    "roadmaps:initiative": (reading(of_initiative), running(of_initiative, OK, progress="?")),
    "roadmaps:initiative_move": (
        leading_back(of_initiative),
        running(of_initiative, lock="1", revision="0"),
    ),
    "roadmaps:initiative_work": (
        leading_back(of_initiative),
        running(of_initiative, default="1", revision="0"),
    ),
    "roadmaps:waive": (
        leading_back(of_initiative),
        running(of_initiative, rule="capacity", reason="Agreed", revision="0"),
    ),
    "roadmaps:own_new": (opening(of_roadmap), running(of_roadmap, OK, title="")),
    "roadmaps:own": (opening(of_own), running(of_own, OK, title="")),
    "roadmaps:own_remove": (leading_back(of_own), running(of_own, revision="0")),
    "roadmaps:way_new": (leading_back(of_initiative), running(of_initiative, OK, title="")),
    "roadmaps:way_choose": (
        leading_back(of_initiative),
        running(of_initiative, way="", revision="0"),
    ),
    "roadmaps:way": (opening(of_way), running(of_way, OK, title="")),
    "roadmaps:way_remove": (leading_back(of_way), running(of_way)),
}
