import io
import json
import os
import sys
import threading
import time

import pypdf
import pytest

from cxmaturity import press, printing
from cxmaturity.pdf import Edition, Enclosure, NotPrinted

PAGE = '<html lang="en"><head><title>T</title></head><body><h1>Here</h1></body></html>'
STANDS_IN = """
import json, os, resource
from cxmaturity import press
def render_pdf(html, edition):
    if html == "kind":
        raise press.NotPrinted from MemoryError("confidential")
    if html == "dies":
        os.kill(os.getpid(), 9)
    if html == "loops":
        while True:
            pass
    limits = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]
    return json.dumps([os.nice(0), *limits, sorted(os.environ), html, edition.size]).encode()
press.render_pdf, press.warm_up = render_pdf, lambda: None
press.main()
"""


@pytest.fixture
def stand_in(monkeypatch):
    """A press of this test's own, whose renderer tells what it has instead of rendering."""
    own = printing.Press()
    monkeypatch.setattr(printing, "COMMAND", (sys.executable, "-c", STANDS_IN))
    monkeypatch.setattr(printing, "_press", own)
    yield own
    own.stop()


def pid_of(stand_in):
    return stand_in.process.pid


def wait_for_the_end(group):
    """Whether all processes of a group have ended within two seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_file_is_made_in_a_process_of_its_own():
    document = pypdf.PdfReader(io.BytesIO(printing.render_apart(PAGE)))

    assert "Here" in document.pages[0].extract_text()
    assert list(printing.COMMAND[1:]) == ["-m", "cxmaturity.press"]


def test_the_process_apart_is_bounded_and_knows_no_secret(stand_in, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    niceness, seconds, memory, names, html, size = json.loads(
        printing.render_apart("<p>é</p>", Edition(size="Letter"))
    )

    assert (niceness >= press.NICENESS, seconds, memory) == (True, 60, press.MEMORY)
    assert set(names) <= {*printing.PASSED_ON, "LC_CTYPE"}
    assert (html, size) == ("<p>é</p>", "Letter")


def test_the_press_stays_for_the_next_file_and_is_started_again_once_it_has_gone(stand_in):
    printing.render_apart("a")
    first = pid_of(stand_in)
    printing.render_apart("b")
    assert pid_of(stand_in) == first
    os.kill(first, 9)
    stand_in._process.wait()

    printing.render_apart("c")
    assert pid_of(stand_in) != first


@pytest.mark.parametrize(("html", "said"), [("kind", "MemoryError"), ("dies", "ended with -9")])
def test_what_cannot_be_made_leaves_its_kind_in_the_log_and_the_press_at_work(
    stand_in, caplog, html, said
):
    printing.render_apart("before")
    running = pid_of(stand_in)
    with pytest.raises(NotPrinted, match=said):
        printing.render_apart(html)

    assert said in caplog.text
    assert "confidential" not in caplog.text
    assert json.loads(printing.render_apart("after"))[4] == "after"
    assert pid_of(stand_in) == running


def test_what_takes_too_long_is_ended_with_the_press(stand_in, monkeypatch):
    printing.render_apart("before")
    running = pid_of(stand_in)
    monkeypatch.setattr(printing, "SECONDS", 0.3)
    with pytest.raises(NotPrinted, match="too long"):
        printing.render_apart("loops")

    assert wait_for_the_end(running)
    assert not printing._one_at_a_time.locked()


def test_whoever_finds_another_at_work_does_not_wait_for_long(monkeypatch):
    busy = threading.Lock()
    busy.acquire()
    monkeypatch.setattr(printing, "_one_at_a_time", busy)
    with pytest.raises(NotPrinted, match="another file"):
        printing.render_apart(PAGE, patience=0.01)

    assert busy.locked()


def test_a_page_reaches_the_press_as_it_was_sent():
    edition = Edition(
        size="Letter",
        archived=True,
        pictures={"logo": b"\x89PNG"},
        colours={"accent": "#112233"},
        enclosures=(Enclosure("figures.json", "application/json", "All figures", b"{}\xff"),),
    )
    sent = press.pack("<p>é</p>", edition)

    assert press.LENGTH.unpack(sent[: press.LENGTH.size])[0] == len(sent) - press.LENGTH.size
    assert press.unpack(sent[press.LENGTH.size :]) == ("<p>é</p>", edition)
