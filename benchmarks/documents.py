"""What documents cost: seconds cold and warm, memory, bytes; and the floor they stand on."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.utils import timezone, translation

from benchmarks.timing import Line, Note, time_calls
from cxmaturity import printing
from cxmaturity.pdf import PLAIN
from cxmaturity.press import pack
from roadmaps.models import Report, Roadmap
from roadmaps.tasks import MAKERS, Order, find_digest, make_document
from roadmaps.tasks.makers import Printed

ROOT: Final = Path(__file__).parents[1]
PROMISED: Final = {Report.Kind.FULL: 3.0, Report.Kind.BOARD: 1.0}
OTHERWISE: Final = 3.0
LANGUAGES: Final = ("en", "fr")
RUNS: Final = 3
EMPTY: Final = '<!doctype html><html lang="en"><title>Empty</title><body></body></html>'


def measure_documents(roadmap: Roadmap) -> Iterator[Line | Note]:
    """Every kind in both languages, as a worker makes it."""
    yield _measure_cold(roadmap)
    for kind in MAKERS:
        for language in LANGUAGES:
            yield from _measure_kind(roadmap, kind, language)
    yield from _measure_floor(roadmap)


def _measure_cold(roadmap: Roadmap) -> Note:
    """The first file of a worker: the press starts, unpacks its fonts, and prints."""
    printing.stop_press()
    begin = time.perf_counter()
    make_document(Order(roadmap, timezone.localdate()), Report.Kind.FULL)
    return Note(f"the full report cold, with the press: {time.perf_counter() - begin:.2f} s")


def _measure_kind(roadmap: Roadmap, kind: Report.Kind, language: str) -> Iterator[Line | Note]:
    order, made = Order(roadmap, timezone.localdate(), language), list[bytes]()
    seconds = time_calls(lambda: made.append(make_document(order, kind).content), RUNS)
    kilobytes = len(made[-1]) // 1000
    promised = PROMISED.get(kind, OTHERWISE)
    yield Line(f"document {kind}, {language}, {kilobytes} kB, warm", seconds, promised, RUNS)
    if language != LANGUAGES[0]:
        return
    seconds = time_calls(lambda: find_digest(order, kind), RUNS)
    yield Line(f"  {kind}: read, written, asked whether it changed", seconds, promised / 2, RUNS)
    maker = MAKERS[kind]
    if isinstance(maker, Printed):
        with translation.override(language):
            page, edition = maker.write(maker.read(order), order)
        found = _ask("styled", pack(page, edition))
        yield Note(
            f"{kind}: {found['cpu']:.2f} CPU-seconds and {found['megabytes']:.0f} MB to print"
        )


def _measure_floor(roadmap: Roadmap) -> Iterator[Line | Note]:
    """What WeasyPrint takes for nothing, and for the words of the full report alone."""
    seconds = time_calls(lambda: printing.render_apart(EMPTY, PLAIN, patience=60), RUNS)
    yield Line("floor: an empty page in our fonts and styles", seconds, 1.0, RUNS)
    order, maker = Order(roadmap, timezone.localdate()), MAKERS[Report.Kind.FULL]
    page, edition = maker.write(maker.read(order), order)
    plain = [_ask("plain", pack(page, edition)) for _ in range(RUNS)]
    median = statistics.median(each["seconds"] for each in plain)
    yield Line("floor: the full report’s text without styles", median, OTHERWISE, RUNS)
    least = min(each["cpu"] for each in plain)
    yield Note(f"that text: {least:.2f} CPU-seconds and {plain[0]['megabytes']:.0f} MB")


def _ask(how: str, job: bytes) -> dict[str, float]:
    """Seconds and memory of one printing in a process that does nothing else."""
    command = [sys.executable, "-m", "benchmarks.printed_once", how]
    done = subprocess.run(command, input=job, cwd=ROOT, capture_output=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found
