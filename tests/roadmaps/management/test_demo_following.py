from roadmaps import models
from roadmaps.management.demo_following import fill


def everything():
    tables = (models.Indicator, models.Measurement, models.Benefit, models.BenefitObtained)
    tables += (models.CostLine, models.Initiative, models.Programme)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_demo_is_followed_and_says_that_it_is_invented(worked_roadmap):
    fill(worked_roadmap)
    statuses = worked_roadmap.initiatives.filter(phase="crawl").values_list("status", flat=True)
    assert list(statuses) == ["done", "done", "running"]
    claims = worked_roadmap.initiatives.exclude(claimed_capability=None)
    assert [each.stone for each in claims] == ["VIS-2"]
    assert {row.owner for row in models.Indicator.objects.all()} == {"Head of service (demo)"}
    assert {"(demo)" in row.title for row in models.Benefit.objects.all()} == {True}
    assert {"demo" in row.note.lower() for row in models.CostLine.objects.all()} == {True}


def test_demo_twice_is_demo_once(worked_roadmap):
    fill(worked_roadmap)
    before = everything()
    fill(worked_roadmap)
    assert everything() == before
    assert [len(rows) for rows in before[:5]] == [5, 14, 3, 2, 2]
