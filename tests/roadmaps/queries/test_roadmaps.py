import pytest

from roadmaps import models
from roadmaps.queries.roadmaps import find_latest_roadmap, load_roadmap, load_versions

pytestmark = pytest.mark.rows


def test_roadmap_is_read_with_few_queries(worked_roadmap, django_assert_num_queries):
    row = models.Roadmap.objects.select_related("assessment__maturity_model").get()
    load_roadmap(row)
    with django_assert_num_queries(2):  # the snapshot's digest, and the initiatives
        load_roadmap(row)


def test_versions_are_the_newest_first(worked_assessment, plan_worked):
    rows = [plan_worked(capacities=(100, 140, days)) for days in (200, 210, 220)]
    assert find_latest_roadmap(worked_assessment) == rows[2]
    assert [row.number for row in load_versions(worked_assessment, 2)] == [3, 2]
