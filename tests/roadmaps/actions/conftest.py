"""What a board holds, to be compared before and after."""

import pytest

from roadmaps import models


def board_of(roadmap):
    """Everything that a change of a board may touch, but for revisions and keys."""
    row = models.Roadmap.objects.get(pk=roadmap.pk)
    columns = ("scope", "plan", "edits", "waivers", "is_edited")
    initiatives = row.initiatives.order_by("position").values()
    hidden = {"id", "revision"}
    ways = models.Alternative.objects.order_by("pk").values("pk", "is_chosen", "chosen_because")
    return {
        **{name: getattr(row, name) for name in columns},
        "initiatives": [{k: v for k, v in i.items() if k not in hidden} for i in initiatives],
        "ways": list(ways),
    }


@pytest.fixture
def board():
    """`board(roadmap)`: what it holds now."""
    return board_of
