import io
import json
import subprocess
import sys
import threading

import pypdf
import pytest

from cxmaturity import printing
from cxmaturity.pdf import NotPrinted

PAGE = '<html lang="en"><head><title>T</title></head><body><h1>Here</h1></body></html>'
STANDS_IN = """
import json, os, resource, sys
from cxmaturity import printing
def render_pdf(html):
    limits = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]
    facts = [os.nice(0), *limits, sorted(os.environ), html]
    return json.dumps(facts).encode()
printing.render_pdf = render_pdf
printing.main()
"""


def test_a_file_is_made_in_a_process_of_its_own():
    document = pypdf.PdfReader(io.BytesIO(printing.render_apart(PAGE)))

    assert "Here" in document.pages[0].extract_text()


def test_the_process_apart_is_bounded_and_knows_no_secret(monkeypatch):
    """What it has, told by a stand-in for the renderer."""
    monkeypatch.setenv("SECRET_KEY", "a secret")
    done = []
    run = subprocess.run

    def instead(command, **options):
        done.append(command)
        return run([sys.executable, "-c", STANDS_IN], **options)

    monkeypatch.setattr(subprocess, "run", instead)
    niceness, seconds, memory, names, html = json.loads(printing.render_apart("<p>é</p>"))

    assert done == [[sys.executable, "-m", "cxmaturity.printing"]]
    assert (niceness >= printing.NICENESS, seconds, memory) == (True, 60, printing.MEMORY)
    assert set(names) <= {*printing.PASSED_ON, "LC_CTYPE"}
    assert html == "<p>é</p>"


@pytest.mark.parametrize("limit", [("SECONDS", 0.01), ("PATIENCE", 0.01)])
def test_what_takes_too_long_or_finds_another_at_work_is_not_printed(monkeypatch, limit):
    monkeypatch.setattr(printing, *limit)
    busy = threading.Lock()
    if limit[0] == "PATIENCE":
        busy.acquire()
    monkeypatch.setattr(printing, "_one_at_a_time", busy)
    with pytest.raises(NotPrinted):
        printing.render_apart(PAGE)
    assert busy.locked() is (limit[0] == "PATIENCE")


def test_a_page_that_cannot_be_rendered_leaves_its_kind_in_the_log(monkeypatch, caplog):
    broken = "import sys; sys.exit('MemoryError')"
    run = subprocess.run
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda _command, **options: run([sys.executable, "-c", broken], **options),
    )
    with pytest.raises(NotPrinted):
        printing.render_apart("<p>what is confidential</p>")
    assert "MemoryError" in caplog.text
    assert "confidential" not in caplog.text
