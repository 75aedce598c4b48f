"""The cast: Olive owns, Vera views, Stan is a stranger, Ada administers."""

import shutil
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from django.utils import translation

from assessments import access, models
from assessments.queries import maturity_model as maturity_model_queries
from assessments.queries import questionnaire as questionnaire_queries
from assessments.queries import snapshots as snapshot_queries
from assessments.queries import waves as wave_queries
from assessments.queries import wording as wording_queries
from tests import factories, live_site, shipped_rows


def forget():
    """Forget what was read of published rows: those of a test are gone after it, keys reused."""
    queries = (maturity_model_queries, questionnaire_queries, snapshot_queries, wording_queries)
    for module in (access, wave_queries, *queries):
        for function in vars(module).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables of the models (test_migrations.py shows that migrations make the same), the groups
    that migrations make, and the rows of the shipped version, kept aside."""
    there = SimpleNamespace(connection=connection)
    with django_db_blocker.unblock():
        import_module("assessments.migrations.0002_roles").create_groups(apps, there)
        import_module("assessments.migrations.0004_sector_texts").let_groups_edit(apps, there)
        shipped_rows.keep()


def hear_of_versions(created, **_signal):
    """Another version of a maturity model than the one that is copied may have its key."""
    if created:
        forget()
        shipped_rows.hear_of_another()


post_save.connect(hear_of_versions, sender=models.MaturityModel, weak=False)


@pytest.fixture(autouse=True)
def speak_english():
    """A request leaves its language behind: none is left for the next test."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def forget_published(request):
    """Published rows are read once a process. Copies of the shipped version are all the same: what
    was read of them is forgotten only where queries are counted, or after another version."""
    if shipped_rows.heard_of_another() or any("num_queries" in n for n in request.fixturenames):
        forget()


@pytest.fixture
def olive(db):
    """A consultant of the organisation."""
    return factories.make_user("olive")


@pytest.fixture
def vera(db):
    """A viewer of the organisation."""
    return factories.make_user("vera")


@pytest.fixture
def stan(db):
    """A consultant of another organisation."""
    return factories.make_user("stan")


@pytest.fixture
def ada(db):
    """An admin of the maturity model."""
    return factories.make_user("ada", is_staff=True, is_superuser=True)


@pytest.fixture
def maturity_model(db):
    """The shipped maturity model, published."""
    return factories.make_maturity_model()


@pytest.fixture
def organisation(olive, vera):
    """Sales (40 people) and Service (60)."""
    return factories.make_organisation(consultant=olive, viewer=vera)


@pytest.fixture
def assessment(organisation, maturity_model):
    """An open assessment with the full form and a minimum group size of three."""
    return factories.make_assessment(organisation, maturity_model, min_group_size=3)


@pytest.fixture
def closed_assessment(assessment, maturity_model):
    """Closed with five respondents in each of two departments who answer 2, 3 everywhere."""
    answers = factories.all_items(maturity_model, 2, 3, VIS_2=(3, 4), VIS_3=(3, 4))
    factories.answer(assessment, "sales", answers, count=5)
    factories.answer(assessment, "service", answers, count=5, vantage="front_line")
    factories.close(assessment)
    return assessment


@pytest.fixture
def as_user():
    """A signed-in browser: `as_user(olive).get(…)`."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The product running on data of its own (`tests.live_site`), the shipped model published."""
    with live_site.live_site(tmp_path_factory.mktemp("site")) as running:
        running.manage("load_model", "fixtures/maturity_model.json", "--publish")
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium, which asks nobody on the network for anything."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", *quiet]
    return {**browser_type_launch_args, "executable_path": path, "args": arguments}
