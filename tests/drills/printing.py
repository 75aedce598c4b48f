"""C09: everything is killed while a document is printed, and the end of the log is lost."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.drills.outcome import Outcome
from tests.drills.site import Questions, Site

ORDER = """
from roadmaps.domain.documents import Wanted
from roadmaps.models import Roadmap
from roadmaps.tasks import order_report
roadmap = Roadmap.objects.select_related("assessment__organisation").first()
print(order_report(roadmap=roadmap, wanted=Wanted("en")).pk)
"""
FOLLOW = """
from roadmaps.models import Report
from roadmaps.tasks import follow_report
for report in Report.objects.select_related("roadmap__assessment__organisation"):
    print(follow_report(report=report).status)
"""
STATE = "SELECT status, step, attempts, file FROM roadmaps_report"
LATER = "UPDATE roadmaps_report SET leased_until = '2000-01-01 00:00:00'"
CUT = 5_000
PATIENCE = 90
ENDS = ("ready", "failed")
State = tuple[str, str, int, str]


def kill_while_printing(site: Site, _questions: Questions) -> Outcome:
    """`kill -9` while the press prints; once the lease is over another worker makes one file."""
    site.manage("demo")
    with site.serving():
        site.manage("shell", "-v0", "-c", ORDER)
        _wait_for(site, lambda state: state[1] == "printing")
        site.kill()
    opens = _opens_without_its_end(site)
    left = _files(site)
    with site.serving():
        with closing(site.connect()) as connection:
            connection.execute(LATER)
        told = site.manage("shell", "-v0", "-c", FOLLOW).split()[-1]
        status, _step, attempts, file = _wait_for(site, lambda state: state[0] in ENDS)
    files = _files(site)
    passed = (status, attempts, files) == ("ready", 2, [Path(file).name]) and left == [] and opens
    figures = (
        f"after the kill {len(left)} files, database {'sound' if opens else 'BROKEN'}; "
        f"then {told}, "
        f"{status} at the {attempts}nd attempt with {len(files)} file"
    )
    return Outcome("C09 killed while a document is printed", passed, figures)


def _wait_for(site: Site, is_there: Callable[[State], bool]) -> State:
    """The row of the document, once it is as it should be."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with closing(site.connect()) as connection:
            state: State = connection.execute(STATE).fetchone()
        if is_there(state):
            return state
        time.sleep(0.02)
    raise RuntimeError(f"still {state} after {PATIENCE} s")


def _files(site: Site) -> list[str]:
    return sorted(path.name for path in (site.folder / "media" / "reports").glob("*"))


def _opens_without_its_end(site: Site) -> bool:
    """Whether a copy of the database whose log was cut short, as by a power cut, is sound."""
    if site.is_postgresql:
        return True
    with tempfile.TemporaryDirectory(prefix="cxmaturity-cut-") as folder:
        copy = Path(folder) / site.database.name
        for ending in ("", "-wal"):
            source = site.database.with_name(site.database.name + ending)
            if source.exists():
                shutil.copy(source, copy.with_name(copy.name + ending))
        log = copy.with_name(f"{copy.name}-wal")
        if log.exists():
            with log.open("r+b") as file:
                file.truncate(max(0, log.stat().st_size - CUT))
        with closing(sqlite3.connect(copy)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
