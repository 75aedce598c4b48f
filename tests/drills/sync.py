"""C02: an answer is on the disk before its phone hears that it is saved."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.drills.outcome import Outcome
from tests.drills.phones import Phone
from tests.drills.site import DEPARTMENT, VANTAGE, Questions, Site

NAME = "C02 synced before acknowledged"
ARRIVES = re.compile(r'^recvfrom\(\d+<[^>]*>, "POST /a/\w+/save/')
SYNCS = re.compile(r"^fdatasync\(\d+<[^>]*-wal>\) += 0")
ANSWERS = re.compile(r'^sendto\(\d+<[^>]*>, "HTTP/1\.1 200')


def trace_syncs(site: Site, questions: Questions, people: int = 8, each: int = 25) -> Outcome:
    """Trace the server's calls: between a packet and its 200 the log of the database is synced."""
    if site.is_postgresql:
        return Outcome(NAME, None, "PostgreSQL syncs in its own processes")
    if not shutil.which("strace"):
        return Outcome(NAME, None, "strace is missing")
    calls = "trace=recvfrom,sendto,fdatasync"
    trace = site.folder / "trace"
    tracer = ("strace", "-ff", "--seccomp-bpf", "-qq", "-y", "-s", "64", "-e", calls)
    with site.serving(*tracer, "-o", str(trace)):
        asyncio.run(_send(site, questions, people, each))
    files = list(site.folder.glob("trace.*"))
    orders = [synced for file in files for synced in _acknowledged(file)]
    for file in files:
        file.unlink()
    early = orders.count(False)
    expected = people * each
    figures = f"{len(orders)} of {expected} packets acknowledged in the trace, {early} before"
    return Outcome(NAME, not early and len(orders) == expected, f"{figures} the sync had ended")


async def _send(site: Site, questions: Questions, people: int, each: int) -> None:
    phones = [Phone(site.url, questions.code) for _ in range(people)]
    for phone in phones:
        await phone.join(DEPARTMENT, VANTAGE)

    async def tap(phone: Phone) -> None:
        for item in questions.items[:each]:
            await phone.send_until_saved(phone.make_packet({item: (3, 2)}))
        phone.hang_up()

    await asyncio.gather(*map(tap, phones))


def _acknowledged(trace: Path) -> Iterator[bool]:
    """For each packet that a thread said was saved, whether a sync had ended in between."""
    waits = synced = False
    for line in trace.read_text(errors="replace").splitlines():
        if ARRIVES.match(line):
            waits, synced = True, False
        elif waits and SYNCS.match(line):
            synced = True
        elif waits and ANSWERS.match(line):
            yield synced
            waits = False
