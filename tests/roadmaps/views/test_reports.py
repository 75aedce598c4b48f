import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import models as assessments
from roadmaps import models
from roadmaps.actions import reports as actions
from roadmaps.domain.documents import Wanted
from roadmaps.tasks import make_report
from tests import factories
from tests.roadmaps.rows import make_roadmap

# The smallest document: how long printing takes is asked elsewhere.
CHOSEN = {"kind": "handover", "language": "en", "size": "A4"}


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


@pytest.fixture
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def waiting(roadmap):
    return actions.request_report(roadmap=roadmap, wanted=Wanted("en", "handover"))[0]


@pytest.fixture
def ready(waiting, media):
    make_report.call(str(waiting.pk))
    waiting.refresh_from_db()
    return waiting


def address(name, row):
    return reverse(f"roadmaps:{name}", args=[row.pk])


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_report_is_asked_for_made_and_downloaded(
    as_user, olive, roadmap, media, django_capture_on_commit_callbacks
):
    client = as_user(olive)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address("report_new", roadmap), CHOSEN | {"language": "fr"})
    report = models.Report.objects.get()

    assert response.headers["Location"] == address("report", report)
    page = text_of(client.get(address("report", report)))
    assert "It is ready" in page
    assert re.search(r"Français · PDF · A4 · \d+[.,]\d KB", page)
    download = client.get(address("report_download", report))
    assert b"".join(download).startswith(b"%PDF-1.7")


@pytest.fixture
def named(waiting, media):
    """Renames the organisation, and makes the report of it."""

    def rename(name):
        assessments.Organisation.objects.update(name=name)
        make_report.call(str(waiting.pk))
        waiting.refresh_from_db()
        return waiting

    return rename


def test_download_of_what_has_changed_since_is_put_away(as_user, olive, ready):
    assessments.Organisation.objects.update(name="Renamed")
    response = as_user(olive).get(address("report_download", ready))

    assert response.headers["Location"] == address("report", ready)
    page = text_of(as_user(olive).get(address("report", ready)))
    assert "What it said has changed, a newer one took its place, or it was removed" in page
    ready.refresh_from_db()
    assert (ready.file.name, ready.digest) == ("", "")


def test_download_is_an_attachment_that_nobody_keeps(as_user, olive, named):
    ready = named('Ärzte/..\\"\r\n\u202e社 & Søn')
    response = as_user(olive).get(address("report_download", ready))

    day = ready.requested_at.date()
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="arzte-sn-{day}-handover-en.pdf"; '
        f"filename*=UTF-8''%C3%84rzte%20%E7%A4%BE%20S%C3%B8n%20{day}%20handover%20en.pdf"
    )
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]
    response.close()


def test_download_of_a_name_without_letters_has_a_name(as_user, olive, named):
    ready = named("!!!")
    response = as_user(olive).get(address("report_download", ready))

    assert (
        f'filename="cxmaturity-{ready.requested_at.date()}-handover-en.pdf"'
        in (response.headers["Content-Disposition"])
    )
    response.close()


@pytest.mark.parametrize(
    ("kind", "told"), [("slides", "Drawing the slides"), ("workbook", "Filling the workbook")]
)
def test_what_has_no_pages_is_not_said_to_have_some(as_user, olive, waiting, kind, told):
    for step in ("writing", "printing"):
        models.Report.objects.update(kind=kind, status="running", step=step)
        page = text_of(as_user(olive).get(address("report", waiting)))
        assert f'<li class="document-step-now" aria-current="step">{told}' in page
        assert "the pages" not in page


def test_report_on_its_way_asks_again_and_hears_only_news(as_user, olive, waiting):
    client, poll = as_user(olive), {"HX-Request": "true"}
    page = text_of(client.get(address("report", waiting)))

    assert f'hx-get="{address("report", waiting)}?seen=waiting"' in page
    assert "Waiting for its turn" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    same = client.get(address("report", waiting), {"seen": "waiting"}, headers=poll)
    assert (same.status_code, same.content) == (204, b"")
    actions.take_report(pk=str(waiting.pk))
    news = text_of(client.get(address("report", waiting), {"seen": "waiting"}, headers=poll))
    assert "Reading the figures" in news
    assert "aria-current" not in news.partition("document-steps")[2]
    assert "<html" not in news
    models.Report.objects.update(step="printing")
    later = text_of(client.get(address("report", waiting), {"seen": "running"}, headers=poll))
    assert '<li class="document-step-now" aria-current="step">Setting and printing' in later
    assert client.get(address("report_download", waiting)).headers["Location"] == (
        address("report", waiting)
    )


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        ("no_results", "Too few people answered"),
        ("no_worker", "Nothing took up the work"),
        ("worker_stopped", "The worker stopped twice"),
        ("error", "Something went wrong"),
    ],
)
def test_report_that_was_not_made_says_why_and_offers_a_new_one(
    as_user, olive, waiting, failure, sentence
):
    models.Report.objects.update(status="failed", failure=failure)
    page = text_of(as_user(olive).get(address("report", waiting)))

    assert sentence in page
    assert address("report_new", waiting.roadmap) in page
    assert "hx-get" not in page


def test_report_whose_file_was_removed_says_so(as_user, olive, ready):
    ready.file.delete(save=False)
    models.Report.objects.update(file=f"reports/{ready.pk}.pdf")
    page = text_of(as_user(olive).get(address("report", ready)))

    assert "a newer one took its place, or it was removed from the server." in page


def test_viewers_may_download_and_strangers_find_nothing(as_user, vera, stan, ready):
    response = as_user(vera).get(address("report_download", ready))
    assert b"".join(response).startswith(b"%PDF")
    stranger = as_user(stan)

    found = [
        stranger.get(address(name, row)).status_code
        for name, row in (
            ("report_new", ready.roadmap),
            ("report", ready),
            ("report_download", ready),
            ("report_latest", ready.roadmap.assessment),
        )
    ]
    assert found == [404, 404, 404, 404]
    assert stranger.post(address("report_new", ready.roadmap), CHOSEN).status_code == 404
    assert models.Report.objects.count() == 1


def test_page_for_a_new_report_lists_those_made_before(
    as_user, olive, roadmap, django_assert_num_queries
):
    client = as_user(olive)
    client.get(address("report_new", roadmap))
    models.Report.objects.create(roadmap=roadmap, language="en", status="ready", file="a")
    with django_assert_num_queries(7):
        page = text_of(client.get(address("report_new", roadmap)))
    assert page.count("English · ") == 1
    for _ in range(2):
        models.Report.objects.create(roadmap=roadmap, language="fr", status="failed")
    with django_assert_num_queries(7):
        page = text_of(client.get(address("report_new", roadmap)))
    assert page.count("Français · ") == 2


def test_unknown_language_is_refused_and_nothing_is_written(as_user, olive, roadmap):
    page = text_of(as_user(olive).post(address("report_new", roadmap), CHOSEN | {"language": "xx"}))

    assert "Select a valid choice" in page
    assert not models.Report.objects.exists()


def test_report_of_an_assessment_leads_to_its_newest_roadmap(as_user, olive, roadmap):
    response = as_user(olive).get(address("report_latest", roadmap.assessment))

    assert response.headers["Location"] == address("report_new", roadmap)


def test_report_without_a_roadmap_or_without_results_says_what_is_missing(
    as_user, olive, closed_assessment, organisation, maturity_model
):
    client = as_user(olive)
    page = text_of(client.get(address("report_latest", closed_assessment)))
    assert "The report follows the roadmap" in page

    silent = factories.make_assessment(organisation, maturity_model)
    factories.close(silent)
    assert "Too few answers for a report" in text_of(client.get(address("report_latest", silent)))


def test_list_does_not_say_for_ever_that_something_is_being_made(as_user, olive, roadmap, waiting):
    models.Report.objects.update(leased_until=timezone.now() - dt.timedelta(hours=1), attempts=2)
    page = text_of(as_user(olive).get(address("report_new", roadmap)))

    assert "Not made" in page
    assert models.Report.objects.get().failure == "no_worker"
