from roadmaps import models
from roadmaps.management.demo_board import fill
from roadmaps.queries.roadmaps import load_roadmap

TABLES = (models.BoardChange, models.Initiative, models.Alternative)


def fresh():
    return models.Roadmap.objects.select_related("assessment__organisation").get()


def test_demo_gets_a_board_once(worked_roadmap):
    fill(fresh())
    filled = [table.objects.count() for table in TABLES]
    fill(fresh())
    assert [table.objects.count() for table in TABLES] == filled == [9, 11, 1]
    state = load_roadmap(fresh())
    own = state.initiatives[-1]
    assert (state.proved, own.stone, own.phase) == (True, "OWN-1", "walk")
    assert set(models.Initiative.objects.values_list("department", flat=True)) == {"", "sales"}
