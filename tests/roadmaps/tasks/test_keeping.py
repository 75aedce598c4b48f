"""Documents that are kept: as long as nothing they were made from changes."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from roadmaps import models
from roadmaps.actions import reports as actions
from roadmaps.actions.brands import ensure_brand, save_logo
from roadmaps.domain.documents import Wanted
from roadmaps.domain.looks import CLIENT, HOUSE, derive_look
from roadmaps.models import Report
from roadmaps.tasks import MAKERS, Order, find_digest, make_report, order_of, order_report
from roadmaps.tasks.makers import Printed
from tests import factories
from tests.roadmaps.rows import make_roadmap

pytestmark = pytest.mark.rows
FULL = Report.Kind.FULL


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "reports"


@pytest.fixture
def printed(monkeypatch):
    """What is printed, as it comes: how long printing takes is not asked here."""
    pages = []

    def keep(html, edition, **_how):
        pages.append((html, edition))
        return b"%PDF"

    monkeypatch.setattr("roadmaps.tasks.makers.render_apart", keep)
    return pages


@pytest.fixture
def make(roadmap, folder, printed, django_capture_on_commit_callbacks):
    """Orders a document and lets the worker make it."""

    def order(**wanted):
        with django_capture_on_commit_callbacks(execute=True):
            report = order_report(roadmap=roadmap, wanted=Wanted(**({"language": "en"} | wanted)))
        report.refresh_from_db()
        return report

    return order


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", MAKERS, ids=str)
def test_document_of_each_kind_is_made_kept_and_given_at_once(make, folder, kind):
    report = make(kind=kind)

    assert (report.status, report.failure, report.step) == ("ready", "", "")
    assert len(report.digest) == 64
    assert names(folder) == [f"{report.pk}{MAKERS[kind].ending}"]
    assert make(kind=kind) == report
    assert Report.objects.count() == 1


def test_document_is_the_same_on_another_day(make, roadmap, printed):
    report = make()
    with time_machine.travel(timezone.now() + dt.timedelta(days=3), tick=False):
        assert make() == report

    assert len(printed) == 1


def test_document_whose_figures_changed_is_made_anew_and_the_old_file_goes(make, roadmap, folder):
    old, other = make(), make(language="fr")
    roadmap.initiatives.update(phase="crawl")
    new = make()

    assert new != old
    assert new.digest != old.digest
    old.refresh_from_db()
    assert (old.status, bool(old.file), old.digest) == ("ready", False, "")
    assert names(folder) == sorted([f"{new.pk}.pdf", f"{other.pk}.pdf"])


@pytest.mark.parametrize(
    "wanted", [{"language": "fr"}, {"size": "Letter"}, {"is_archived": True}, {"kind": "handover"}]
)
def test_document_that_differs_in_form_is_one_of_its_own(make, folder, wanted):
    first, second = make(), make(**wanted)

    assert first != second
    assert len(names(folder)) == 2


def test_document_in_another_look_is_made_anew(make, roadmap, printed):
    first = make()
    brand = ensure_brand(organisation=roadmap.assessment.organisation)
    models.Brand.objects.filter(pk=brand.pk).update(accent="#ffcc00", consultancy="North")
    second = make()
    save_logo(organisation=brand.organisation, which=CLIENT, content=b"picture")
    third = make()

    assert len({first.digest, second.digest, third.digest}) == 3
    _html, edition = printed[-1]
    assert edition.colours == derive_look("#8d6f00").colours
    assert edition.pictures == {CLIENT: b"picture"}
    assert 'fill="#8d6f00"' in printed[1][0]
    assert 'fill="#0e5c63"' not in printed[1][0]


def test_file_that_was_removed_is_made_again(make, folder):
    report = make()
    (folder / f"{report.pk}.pdf").unlink()

    again = make()
    assert again != report
    assert names(folder) == [f"{again.pk}.pdf"]


def test_document_without_results_any_more_is_not_given(make, roadmap, folder):
    report = make()
    factories.withhold_results(roadmap.assessment)

    assert find_digest(order_of(report), FULL) == ""
    again = make()
    assert (again.status, again.failure) == ("failed", "no_results")
    report.refresh_from_db()
    assert report.file


def test_steps_are_told_while_a_document_is_made(roadmap, folder, monkeypatch):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))
    seen = []

    def look(*_page, **_how):
        seen.append(Report.objects.get().step)
        return b"%PDF"

    monkeypatch.setattr("roadmaps.tasks.makers.render_apart", look)
    make_report.call(str(report.pk))

    assert seen == ["printing"]
    assert Report.objects.get().step == ""


def test_worker_that_lost_its_lease_tells_no_step(roadmap):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))
    late = actions.take_report(pk=str(report.pk))
    Report.objects.update(leased_until=timezone.now() + dt.timedelta(minutes=9))

    actions.tell_step(report=late, step=Report.Step.WRITING)
    assert Report.objects.get().step == ""


def test_digest_knows_the_figures_and_not_the_day(roadmap):
    today = timezone.localdate()
    order = Order(roadmap, today)
    maker = MAKERS[FULL]
    assert isinstance(maker, Printed)
    page, edition = maker.write(maker.read(order), order)

    assert edition.colours == HOUSE.colours
    assert page.count('class="made-on"') >= 2
    later = Order(roadmap, today + dt.timedelta(days=1))
    assert find_digest(later, FULL) == find_digest(order, FULL)
    assert find_digest(Order(roadmap, today, size="Letter"), FULL) != find_digest(order, FULL)
