import datetime as dt
import html
import io
import itertools
import os
import re
import signal
import threading
import time
from pathlib import Path

import pypdf
import pytest
import time_machine
from django.utils import timezone, translation
from django.utils.html import strip_tags

from assessments import models as assessments
from assessments.queries.wording import wording_of
from cxmaturity import printing
from cxmaturity.pdf import NotPrinted
from roadmaps import models
from roadmaps.actions import reports as actions
from roadmaps.domain.documents import Wanted
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.tasks import NoResults, follow_report, make_report, order_report
from tests import factories
from tests.roadmaps.documents import print_document, write_document
from tests.roadmaps.rows import make_roadmap

LATER = dt.timedelta(minutes=6)


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


@pytest.fixture
def media(tmp_path, settings):
    """A folder of its own for the files of one test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(document):
    text = " ".join(page.extract_text() for page in document.pages)
    return re.sub(r"\s+", " ", text)


def read_page(roadmap):
    """The words of the page that is printed."""
    page = write_document(roadmap, timezone.localdate())
    return re.sub(r"\s+", " ", html.unescape(strip_tags(page)))


def elements(document):
    """Structure elements in reading order: kind and element."""

    def walk(element):
        if isinstance(element, pypdf.generic.DictionaryObject):
            if "/S" in element:
                yield str(element["/S"]), element
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                yield from walk(kid.get_object())

    return [
        pair
        for kid in document.root_object["/StructTreeRoot"]["/K"]
        for pair in walk(kid.get_object())
    ]


def check_accessible(document, language):
    """What is held of PDF/UA: language, title, a tree of headings, figures and tables told."""
    root, found = document.root_object, elements(document)
    kinds = [kind for kind, _ in found]

    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Acme (demo)" in document.metadata.title
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(element.get("/Alt") for kind, element in found if kind == "/Figure")
    assert kinds.count("/Figure") >= 7
    scopes = {element["/A"]["/Scope"] for kind, element in found if kind == "/TH"}
    assert scopes == {"/Column", "/Row"}


def check_bookmarks_pages_and_fonts(document):
    names = [entry.title for entry in document.outline if not isinstance(entry, list)]
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2].rsplit("-", 1)[0]
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert names[:4] == [
        "Customer experience maturity report", "Contents", "1 Summary", "2 The method in brief",
    ]  # fmt: skip
    assert f"Page 2 of {len(document.pages)}" in document.pages[1].extract_text()
    assert all(name.startswith(("Source-Sans", "Source-Serif")) for name in fonts)
    assert not any(list(page.images) for page in document.pages)
    assert not document.attachments


def test_report_is_accessible_and_says_what_the_scorecard_and_the_roadmap_say(roadmap):
    document = read(print_document(roadmap))
    text, state = text_of(document), load_roadmap(roadmap)
    snapshot = assessments.Snapshot.objects.get(assessment=roadmap.assessment)

    check_accessible(document, "en")
    check_bookmarks_pages_and_fonts(document)
    assert "10 people had answered by" in text
    assert "The figures speak of 2 departments." in text
    assert snapshot.digest in text.replace(" ", "")
    assert f"{int(state.share * 100)}%" in text
    assert "Customers feel it." in text
    titles = wording_of(roadmap.assessment).stone_titles
    missing = [i.stone for i in state.initiatives if titles[i.stone] not in text]
    assert missing == []


def test_ordered_report_is_made_in_its_language_and_kept(
    roadmap, media, django_capture_on_commit_callbacks
):
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        order_report(roadmap=roadmap, wanted=Wanted("fr"))

    report = models.Report.objects.get()
    assert (report.status, report.attempts, report.failure) == ("ready", 1, "")
    assert [path.name for path in (media / "reports").iterdir()] == [f"{report.pk}.pdf"]
    document = pypdf.PdfReader(report.file.path)
    check_accessible(document, "fr")
    text = text_of(document)
    assert "Amorcer" in text
    assert "Crawl" not in text


def test_report_of_the_quick_form_says_how_far_it_can_tell(organisation, maturity_model):
    quick = factories.make_assessment(organisation, maturity_model, form="quick", min_group_size=3)
    items = maturity_model.stone_set.filter(item__quick=True).exclude(block__code="INN")
    factories.answer(quick, "sales", {stone.code: (2, 3) for stone in items}, count=3)
    factories.close(quick)

    text = read_page(make_roadmap(quick))

    assert "Indicative: quick questionnaire" in text
    assert "Provisional: some departments or blocks have too few answers." in text
    assert "Not placed yet, for want of answers: Innovation." in text
    assert "Blocks and stages, 0 to 100" not in text
    assert "Some stones were not asked; what they are worth is assumed." in text


def test_report_says_that_people_moved_something_and_what_it_breaks(roadmap):
    roadmap.initiatives.update(phase="crawl")

    text = read_page(roadmap)

    assert "Adjusted by hand since it was computed on" in text
    assert "crawl has 60" in text


def test_names_are_printed_as_text_and_never_followed(roadmap, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("canary")
    name = f'<img src="{secret.as_uri()}"><b>& Söhne</b>'
    type(roadmap.assessment.organisation).objects.update(name=name[:120])
    roadmap.assessment.organisation.refresh_from_db()

    document = read(print_document(roadmap))

    assert "<img src=" in text_of(document)
    assert not document.attachments
    assert "canary" not in text_of(document)


def test_report_of_an_assessment_without_results_is_refused(roadmap):
    factories.withhold_results(roadmap.assessment)

    with pytest.raises(NoResults):
        print_document(roadmap)


def test_report_on_its_way_is_not_made_twice(roadmap, media):
    first = order_report(roadmap=roadmap, wanted=Wanted("en"))

    assert order_report(roadmap=roadmap, wanted=Wanted("en")) == first
    assert order_report(roadmap=roadmap, wanted=Wanted("fr")) != first


def test_report_is_taken_by_one_worker_only(roadmap):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))

    assert actions.take_report(pk=str(report.pk)) == report
    assert actions.take_report(pk=str(report.pk)) is None


def test_report_whose_worker_has_gone_is_handed_over_once_and_then_fails(
    roadmap, media, django_capture_on_commit_callbacks
):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))
    actions.take_report(pk=str(report.pk))
    assert follow_report(report=report).status == "running"

    with time_machine.travel(timezone.now() + LATER, tick=False):
        assert follow_report(report=report).status == "waiting"
        assert report.attempts == 2
        actions.take_report(pk=str(report.pk))
    with time_machine.travel(timezone.now() + 2 * LATER, tick=False):
        assert follow_report(report=report).status == "failed"
    assert report.failure == "worker_stopped"


def test_report_that_no_worker_takes_fails_clearly(roadmap):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))

    for times in (1, 2):
        with time_machine.travel(timezone.now() + times * LATER, tick=False):
            follow_report(report=report)

    assert (report.status, report.failure) == ("failed", "no_worker")
    make_report.call(str(report.pk))
    report.refresh_from_db()
    assert report.status == "failed"


def test_report_handed_over_yields_one_file_and_the_late_worker_changes_nothing(
    roadmap, media, monkeypatch
):
    monkeypatch.setattr("roadmaps.tasks.makers.render_apart", lambda *_page, **_how: b"%PDF")
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))
    late = actions.take_report(pk=str(report.pk))
    with time_machine.travel(timezone.now() + LATER, tick=False):
        follow_report(report=report)
        make_report.call(str(report.pk))

    assert not actions.finish_report(report=late, content=b"late", digest="", ending=".pdf")
    actions.fail_report(report=late, failure="error")
    report.refresh_from_db()
    assert report.status == "ready"
    assert Path(report.file.path).read_bytes().startswith(b"%PDF")
    assert [path.name for path in (media / "reports").iterdir()] == [f"{report.pk}.pdf"]


def test_report_without_results_fails_with_its_code(roadmap, media):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))
    factories.withhold_results(roadmap.assessment)

    make_report.call(str(report.pk))

    report.refresh_from_db()
    assert (report.status, report.failure, bool(report.file)) == ("failed", "no_results", False)


def test_report_that_meets_an_error_fails_and_tells_the_log(roadmap, media):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en", size="A2"))
    with pytest.raises(NotPrinted):
        make_report.call(str(report.pk))

    report.refresh_from_db()
    assert (report.status, report.failure) == ("failed", "not_printed")
    assert not (media / "reports").exists()


def end_the_press():
    """Kill what prints once it prints something, as a machine without memory would."""
    while printing._press._process is None:
        time.sleep(0.01)
    press = printing._press._process
    children = Path(f"/proc/{press.pid}/task/{press.pid}/children")
    while not children.read_text().split():
        time.sleep(0.01)
    os.killpg(press.pid, signal.SIGKILL)


def test_report_whose_press_is_killed_fails_clearly_and_leaves_nothing(roadmap, media):
    report, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))
    killer = threading.Thread(target=end_the_press)
    killer.start()
    with pytest.raises(NotPrinted):
        make_report.call(str(report.pk))
    killer.join()

    report.refresh_from_db()
    assert (report.status, report.failure) == ("failed", "not_printed")
    assert not (media / "reports").exists()
    again, _ = actions.request_report(roadmap=roadmap, wanted=Wanted("en"))
    make_report.call(str(again.pk))
    assert [path.name for path in (media / "reports").iterdir()] == [f"{again.pk}.pdf"]
