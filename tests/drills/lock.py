"""C05: somebody else holds the database while everybody taps."""

import asyncio
import time
from contextlib import closing

from tests.drills.crash import find_lost
from tests.drills.outcome import Outcome
from tests.drills.phones import Phone, Reply
from tests.drills.site import DEPARTMENT, VANTAGE, Questions, Site

LONGEST_WAIT = 20
"""Seconds after which SQLite gives up; PostgreSQL does before."""


def hold_lock(site: Site, questions: Questions, seconds: float, people: int = 20) -> Outcome:
    """Hold the write lock for `seconds` while `people` post once each, and again until saved."""
    before = len(site.log.read_text()) if site.log.exists() else 0
    with site.serving():
        replies, lost, took = asyncio.run(_hold_lock(site, questions, seconds, people))
    tracebacks = site.log.read_text()[before:].count("Traceback")
    statuses = [reply.status for reply in replies]
    refused = [reply for reply in replies if reply.status != 200]
    bare = sum("retry-after" not in reply.headers for reply in refused)
    wrong = lost or bare or tracebacks or set(statuses) - {200, 503}
    figures = (
        f"{people} clients, {statuses.count(503)} replies 503 ({bare} without Retry-After), "
        f"all saved after {took:.1f} s; {lost} answers lost, {tracebacks} tracebacks"
    )
    if seconds < 10:  # nobody has to be sent away for as long as this
        wrong = wrong or bool(refused)
    if seconds > LONGEST_WAIT:  # nobody is left without a reply for as long as this
        wrong = wrong or not refused
    return Outcome(f"C05 database locked for {seconds:.0f} s", not wrong, figures)


async def _hold_lock(
    site: Site, questions: Questions, seconds: float, people: int
) -> tuple[list[Reply], int, float]:
    phones = [Phone(site.url, questions.code) for _ in range(people)]
    for phone in phones:
        await phone.join(DEPARTMENT, VANTAGE)
    packets = [phone.make_packet({questions.items[0]: (3, 2)}) for phone in phones]
    with closing(site.connect()) as holder:
        _lock(site, holder)
        begin = time.monotonic()
        posts = asyncio.gather(
            *(p.send_until_saved(q, pause=1) for p, q in zip(phones, packets, strict=True))
        )
        await asyncio.sleep(seconds)
        holder.execute("ROLLBACK")
    replies = [reply for several in await posts for reply in several]
    took = time.monotonic() - begin
    journal = {(p.digest, item): a for p in phones for item, a in p.acknowledged.items()}
    return replies, find_lost(journal, site.read_stored()), took


def _lock(site: Site, holder) -> None:
    if site.is_postgresql:
        holder.execute("BEGIN")
        holder.execute("LOCK TABLE assessments_answer IN ACCESS EXCLUSIVE MODE")
    else:
        holder.execute("BEGIN IMMEDIATE")
