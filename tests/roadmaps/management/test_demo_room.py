"""The demo has a workshop in preparation."""

from roadmaps.management import demo_room
from roadmaps.models import Workshop


def test_demo_prepares_one_workshop_with_its_agenda(worked_roadmap):
    for _ in range(2):
        demo_room.fill(worked_roadmap)

    row = Workshop.objects.get()
    assert (row.name, row.status, row.horizons) == ("Day in the room (demo)", "draft", [2, 5])
    assert row.agenda.count() == 11
    assert row.join_code is None
