"""Respondents in numbers, against the product's own server: `make load`.

Four loads, each checked against the database afterwards: 200 people who send a packet each two
seconds, 100 who do so while two workers print reports without a pause, 100 who go through the whole
full form without a pause, 100 who join within one minute.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.meanwhile import documents_being_made  # noqa: E402 -- found from here on
from tests.drills.phones import Cut, Phone, percentile  # noqa: E402 -- found from here on
from tests.drills.site import DEPARTMENT, VANTAGE, Questions, Site  # noqa: E402

LEVELS = ((0, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 4), (4, 4))
PROMISED_PACKET, PROMISED_MEANWHILE = 0.25, 0.5
PROMISED_JOURNEYS, PROMISED_CPU = 15.0, 0.09


class Cost(NamedTuple):
    """Wall seconds of a load, and CPU seconds in it: the server's, the phones', everybody's."""

    seconds: float
    server: float
    phones: float
    everybody: float


class Line(NamedTuple):
    """A measure as the table shows it; `promised` is empty where nothing is."""

    what: str
    found: str
    promised: str = ""
    is_kept: bool = True


def main() -> int:
    """Run the loads on an empty database and print the table."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # stops the server as well
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="of packets (60)")
    parser.add_argument("--journeys", type=int, default=3, help="of each of the 100 (3)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cxmaturity-load-") as folder:
        site = Site(Path(folder))
        site.prepare()
        site.manage("demo")
        (questions,) = site.open_assessments(1)
        with site.serving():
            lines = [
                *_joining(site, questions, people=100, seconds=10),
                *_journeys(site, questions, people=100, each=arguments.journeys),
                *_packets(site, questions, people=200, seconds=arguments.seconds),
                *_packets_meanwhile(site, questions, people=100, seconds=arguments.seconds),
            ]
    _print_table(lines, "PostgreSQL" if site.is_postgresql else "SQLite")
    return 0 if all(line.is_kept for line in lines) else 1


def _measure(site: Site, load: Callable[[], Awaitable[None]]) -> Cost:
    """Run a load and say what it cost."""
    before = (time.perf_counter(), site.cpu_seconds(), time.process_time(), _busy_seconds())
    asyncio.run(load())
    after = (time.perf_counter(), site.cpu_seconds(), time.process_time(), _busy_seconds())
    return Cost(*(late - early for late, early in zip(after, before, strict=True)))


def _busy_seconds() -> float:
    """CPU seconds that the whole machine has worked so far."""
    ticks = [int(field) for field in Path("/proc/stat").read_text().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def _percentiles(phones: list[Phone], what: str) -> tuple[str, float]:
    seconds = [seconds for phone in phones for kind, seconds in phone.seconds if kind == what]
    p50, p95, p99 = (percentile(seconds, share) for share in (0.5, 0.95, 0.99))
    return f"{p50 * 1000:.0f} · {p95 * 1000:.0f} · {p99 * 1000:.0f} ms", p95


def _cost(cost: Cost) -> Line:
    """Where the machine's cores were: what others take, the measure lacks."""
    others = max(0.0, cost.everybody - cost.server - cost.phones)
    shares = (part / cost.seconds for part in (cost.server, cost.phones, others))
    return Line("  cores busy: server · phones · others", " · ".join(f"{s:.2f}" for s in shares))


def _nothing_lost(site: Site, phones: list[Phone]) -> Line:
    """Every answer that was acknowledged is in the database, as it was given or newer."""
    stored = site.read_stored()
    journal = {
        (phone.digest, item): answer
        for phone in phones
        for item, answer in phone.acknowledged.items()
    }
    nothing = (0, 0, -1)
    lost = sum(
        stored.get(key, nothing)[:2] != answer[:2] and stored.get(key, nothing)[2] <= answer[2]
        for key, answer in journal.items()
    )
    return Line(f"  acknowledged answers lost, of {len(journal):,}", f"{lost}", "0", lost == 0)


def _joining(site: Site, questions: Questions, people: int, seconds: float) -> Iterator[Line]:
    """One room behind one address: the link, the choices, the first block."""
    phones = [Phone(site.url, questions.code) for _ in range(people)]
    refused: list[int] = []

    async def join(phone: Phone, after: float) -> None:
        await asyncio.sleep(after)
        reply = await phone.join(DEPARTMENT, VANTAGE)
        if reply.status != 200:
            refused.append(reply.status)
        phone.hang_up()

    async def load() -> None:
        delays = [number * seconds / people for number in range(people)]
        await asyncio.gather(*map(join, phones, delays))

    cost = _measure(site, load)
    spread, _ = _percentiles(phones, "join")
    yield Line(f"{people} joining in {cost.seconds:.0f} s: refused", f"{len(refused)}", "0")
    yield Line("  a page or post on the way in: p50 · p95 · p99", spread)


def _journeys(site: Site, questions: Questions, people: int, each: int) -> Iterator[Line]:
    """The whole full form without JavaScript and without a pause: one post a block."""
    dice = random.Random(4)
    phones: list[Phone] = []

    async def repeat() -> None:
        for _ in range(each):
            phone = Phone(site.url, questions.code)
            phones.append(phone)
            await take_journey(phone, questions, dice)

    async def load() -> None:
        await asyncio.gather(*(repeat() for _ in range(people)))

    memory = site.memory()
    cost = _measure(site, load)
    rate, cpu = len(phones) / cost.seconds, cost.server / len(phones)
    requests = sum(len(phone.seconds) for phone in phones) / len(phones)
    growth = site.memory() / memory - 1
    yield Line(
        f"{people} in closed loop, {len(phones)} journeys of {requests:.0f} requests: journeys/s",
        f"{rate:.1f}",
        f"≥ {PROMISED_JOURNEYS:.0f}",
        rate >= PROMISED_JOURNEYS,
    )
    yield Line(
        "  CPU-seconds of the server a journey",
        f"{cpu:.4f}",
        f"≤ {PROMISED_CPU}",
        cpu <= PROMISED_CPU,
    )
    for what, name in (("page", "a page"), ("block", "a block saved")):
        yield Line(f"  {name}: p50 · p95 · p99", _percentiles(phones, what)[0])
    yield Line("  memory of the server", f"{site.memory() / 1e6:.0f} MB, {growth:+.0%}")
    yield _cost(cost)
    yield _nothing_lost(site, phones)


async def take_journey(phone: Phone, questions: Questions, dice: random.Random) -> None:
    """Join, answer every block, look at the overview, hand in, be thanked."""
    page = await phone.join(DEPARTMENT, VANTAGE, "page")
    for slug, items in questions.blocks:
        answers = {item: dice.choice(LEVELS) for item in items}
        page = await phone.post_block(page, f"/a/{phone.code}/{slug}/", answers)
        assert page.status == 200, f"{slug}: {page.status}"
    done = await phone.post_block(page, f"/a/{phone.code}/review/", {})
    assert done.status == 200, f"handing in: {done.status}"
    phone.hang_up()


async def _tap(phone: Phone, questions: Questions, seconds: int, errors: list[str]) -> None:
    """One person of `_packets`; what went wrong is added to `errors`."""
    dice = random.Random(id(phone))
    await phone.join(DEPARTMENT, VANTAGE)
    await asyncio.sleep(2 - time.monotonic() % 2 + 2 * dice.random())
    begin = time.monotonic()
    for turn in range(seconds // 2):
        await asyncio.sleep(max(0, begin + 2 * turn - time.monotonic()))
        chosen = dice.sample(questions.items, dice.randint(1, 3))
        packet = phone.make_packet({item: dice.choice(LEVELS) for item in chosen})
        try:
            reply = await phone.send(packet)
        except (Cut, OSError) as error:
            errors.append(repr(error))
            continue
        if reply.status != 200:
            errors.append(f"{reply.status} {reply.text()[:60]!r}")


def _packets_meanwhile(
    site: Site, questions: Questions, people: int, seconds: int
) -> Iterator[Line]:
    """The same while reports are printed."""
    with documents_being_made(site) as made:
        lines = list(_packets(site, questions, people, seconds, PROMISED_MEANWHILE))
    yield Line(f"while {made[0]} full reports were made:", "")
    yield from lines


def _packets(
    site: Site, questions: Questions, people: int, seconds: int, promised: float = PROMISED_PACKET
) -> Iterator[Line]:
    """Everybody taps; a packet of one to three answers leaves every two seconds."""
    phones = [Phone(site.url, questions.code) for _ in range(people)]
    errors: list[str] = []

    async def load() -> None:
        taps = (_tap(phone, questions, seconds, errors) for phone in phones)
        await asyncio.gather(*taps)

    cost = _measure(site, load)
    spread, p95 = _percentiles(phones, "packet")
    sent = sum(kind == "packet" for phone in phones for kind, _ in phone.seconds)
    what = f"{people} people, a packet each 2 s for {seconds} s: p50 · p95 · p99"
    kept = p95 <= promised
    yield Line(what, spread, f"p95 ≤ {promised * 1000:.0f} ms", kept)
    yield Line(f"  errors in {sent:,} packets", f"{len(errors)}", "0", not errors)
    for error in errors[:3]:
        yield Line(f"    {error}", "")
    yield Line("  CPU-milliseconds of the server a packet", f"{cost.server / sent * 1000:.2f}")
    yield _cost(cost)
    yield _nothing_lost(site, phones)


def _print_table(lines: list[Line], engine: str) -> None:
    """The lines; what misses its promise is marked."""
    width = max(len(line.what) for line in lines)
    print(f"{f'on {engine}, {os.cpu_count()} cores':<{width}}  {'found':>22}  promised")
    for line in lines:
        mark = "" if line.is_kept else "  MISSED"
        print(f"{line.what:<{width}}  {line.found:>22}  {line.promised}{mark}")


if __name__ == "__main__":
    raise SystemExit(main())
