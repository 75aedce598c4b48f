"""The worked roadmap in its third month, and whoever may write to which register."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from tests import factories

TODAY = dt.date(2027, 3, 15)


@pytest.fixture
def march():
    """15 March 2027 at noon."""
    noon = dt.datetime(2027, 3, 15, 12, tzinfo=dt.UTC)
    with time_machine.travel(noon, tick=False):
        yield TODAY


@pytest.fixture
def roadmap(march, worked_roadmap):
    """The worked roadmap, which began in January 2027."""
    return worked_roadmap


@pytest.fixture
def organisation(roadmap):
    """Acme (demo), with Sales and Service."""
    return roadmap.assessment.organisation


@pytest.fixture
def lead(organisation):
    """Runs the programme."""
    user = factories.make_user("lead")
    organisation.memberships.create(user=user, role="programme")
    return user


@pytest.fixture
def steering(organisation):
    """Steers the course."""
    user = factories.make_user("steering")
    organisation.memberships.create(user=user, role="governance")
    return user


@pytest.fixture
def to(roadmap):
    """Addresses of the registers: `to("decision", 3)`."""
    return lambda name, *keys: reverse(f"roadmaps:{name}", args=[roadmap.pk, *keys])


def words_of(response):
    """What a page says, in one line."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)
