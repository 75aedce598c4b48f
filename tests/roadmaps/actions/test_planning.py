import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.planning import generate_roadmap
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.targets import load_standing

pytestmark = pytest.mark.rows


@pytest.fixture
def standing(closed_assessment):
    return load_standing(closed_assessment)


def make(assessment, standing, **changes):
    blocks = standing.maturity_model.blocks
    values = {
        "assessment": assessment,
        "standing": standing,
        "targets": tuple(Target(block, 5, 2, Intention.ADVANCE) for block in blocks),
        "capacities": (60, 120, 180),
        "settings": PlanSettings(),
        "starts_on": dt.date(2027, 1, 1),
    }
    return generate_roadmap(**(values | changes))


def test_roadmap_asked_twice_is_made_once(closed_assessment, standing):
    first = make(closed_assessment, standing)
    assert make(closed_assessment, standing) == first
    assert [row.number for row in models.Roadmap.objects.all()] == [1]


def test_roadmap_asked_differently_is_a_new_version(closed_assessment, standing):
    make(closed_assessment, standing)
    assert make(closed_assessment, standing, capacities=(50, 120, 180)).number == 2
