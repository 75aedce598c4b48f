"""C04: the disk of the database is full."""

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.drills.crash import find_lost, is_sound
from tests.drills.outcome import Outcome
from tests.drills.phones import Packet, Phone, Reply
from tests.drills.site import DEPARTMENT, VANTAGE, Questions, Site

NAME = "C04 disk full"
LEFT = 96 * 1024
"""Bytes that are free when the phones begin."""


def fill_disk(site: Site, questions: Questions, people: int = 8) -> Outcome:
    """Fill a small disk while phones post; free it; the same phones send what waits."""
    if site.is_postgresql:
        return Outcome(NAME, None, "the disk is PostgreSQL’s own")
    with tempfile.TemporaryDirectory(prefix="cxmaturity-disk-") as name:
        folder = Path(name)
        megabytes = site.database.stat().st_size // 2**20 + 12
        try:
            with _mounted(folder, megabytes):
                return _drill(site.copy_to(folder), questions, people)
        except subprocess.CalledProcessError as error:
            return Outcome(NAME, None, f"a small disk cannot be mounted: {error.stderr.strip()}")


@contextmanager
def _mounted(folder: Path, megabytes: int) -> Iterator[None]:
    """A disk of its own in `folder`."""
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs"]
    subprocess.run(["mount", *options, str(folder)], check=True, capture_output=True, text=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _drill(site: Site, questions: Questions, people: int) -> Outcome:
    with site.serving():
        full, freed, journals, page, told = asyncio.run(_fill(site, questions, people))
        stored = site.read_stored()
        sound = is_sound(site)
    refused = [reply for reply in full if reply.status != 200]
    mute = sum(not _says_why(reply) for reply in refused)
    lost = [find_lost(journals[0][0], journals[0][1]), find_lost(journals[1][0], stored)]
    wrong = (
        {reply.status for reply in full} - {200, 503, 507}
        or {reply.status for reply in freed} - {200}
        or not refused
        or mute
        or not _are_told_apart(told)
        or any(lost)
        or not sound
        or page >= 500
        or "Traceback" in site.log.read_text()
    )
    counts = f"{len(full) - len(refused)} saved before, {len(refused)} refused"
    figures = (
        f"{counts} ({_counts(refused)}; {mute} without Retry-After and a reason), pages {page}, "
        f"{len(freed)} waiting packets saved once freed; told in {len(told)} languages; "
        f"{sum(lost)} answers lost"
    )
    return Outcome(NAME, not wrong, figures)


def _counts(replies: list[Reply]) -> str:
    statuses = [reply.status for reply in replies]
    return ", ".join(f"{statuses.count(status)} × {status}" for status in sorted(set(statuses)))


def _says_why(reply: Reply) -> bool:
    return "retry-after" in reply.headers and len(reply.json().get("error", "")) > 10


def _are_told_apart(told: dict[str, set[str]]) -> bool:
    """Whether both languages were told something, and not the same."""
    return len(told) == 2 and set.isdisjoint(*told.values())


class Filled(NamedTuple):
    """Replies while the disk fills up, replies to what waited, both journals, a page's status, and
    what the phones of each language were told."""

    full: list[Reply]
    freed: list[Reply]
    journals: list
    page: int
    told: dict[str, set[str]]


async def _fill(site: Site, questions: Questions, people: int) -> Filled:
    phones = [Phone(site.url, questions.code, "fr" if n % 2 else "en") for n in range(people)]
    for phone in phones:
        await phone.join(DEPARTMENT, VANTAGE)
    filler = site.folder / "filler"
    _take_all_but(filler, LEFT)
    full: list[Reply] = []
    told: dict[str, set[str]] = {}
    waiting: list[tuple[Phone, Packet]] = []

    async def tap(phone: Phone) -> None:
        for item in questions.items[:20]:
            packet = phone.make_packet({item: (3, 2)})
            reply = await phone.send(packet)
            full.append(reply)
            if "error" in reply.json():
                told.setdefault(phone.language, set()).add(reply.json()["error"])
            if reply.status != 200:
                waiting.append((phone, packet))

    await asyncio.gather(*map(tap, phones))
    page = (await phones[0].ask(f"/a/{questions.code}/{questions.blocks[0][0]}/")).status
    journals = [(_journal(phones), site.read_stored())]
    filler.unlink()
    freed = [await phone.send(packet) for phone, packet in waiting]
    journals.append((_journal(phones), {}))
    return Filled(full, freed, journals, page, told)


def _journal(phones: list[Phone]) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {(p.digest, item): answer for p in phones for item, answer in p.acknowledged.items()}


def _take_all_but(filler: Path, left: int) -> None:
    space = os.statvfs(filler.parent)
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, space.f_bavail * space.f_bsize - left)
