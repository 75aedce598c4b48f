"""Documents made without a pause, while something else is measured."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from tests.drills.site import ROOT, Site

ORDERS: Final = """
import sys, time
from roadmaps.domain.documents import Wanted
from roadmaps.models import Report, Roadmap
from roadmaps.tasks import order_report
roadmap = Roadmap.objects.select_related("assessment__organisation").first()
made = 0
while not Report.objects.filter(language="stop").exists():
    Report.objects.filter(status__in=["ready", "failed"]).delete()
    for language in ("en", "fr"):
        order_report(roadmap=roadmap, wanted=Wanted(language))
    while Report.objects.filter(status__in=["waiting", "running"]).exists():
        time.sleep(0.1)
    made += Report.objects.filter(status="ready").count()
print(made)
"""
STOP: Final = """
from roadmaps.models import Report, Roadmap
Report.objects.create(roadmap=Roadmap.objects.first(), language="stop", status="failed")
"""


@contextmanager
def documents_being_made(site: Site) -> Iterator[list[int]]:
    """Two workers make full reports, one in each language at a time; afterwards the list holds how
    many that were. Needs the demo organisation."""
    made: list[int] = []
    worker, orders = _run(site, "db_worker"), _run(site, "shell", "-v0", "-c", ORDERS)
    try:
        yield made
        site.manage("shell", "-v0", "-c", STOP)
        told, _errors = orders.communicate(timeout=120)
        made.append(int(told.split()[-1]))
    finally:
        for process in (orders, worker):
            process.terminate()
            process.wait(timeout=60)
            _close(process.stdout)


def _run(site: Site, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _close(stream: IO[str] | None) -> None:
    if stream:
        stream.close()
