"""A workshop of the demo: in preparation, with the agenda that is proposed for it."""

from django.utils import timezone

from roadmaps import models
from roadmaps.actions.room.opening import create_workshop
from roadmaps.queries.room.desk import load_workshops

NAME = "Day in the room (demo)"


def fill(roadmap: models.Roadmap) -> None:
    """Prepare a workshop about the roadmap's assessment, unless it has any."""
    if load_workshops(roadmap.assessment):
        return
    create_workshop(
        assessment=roadmap.assessment,
        name=NAME,
        held_on=timezone.localdate(),
        minutes=240,
        horizons=(2, 5),
    )
