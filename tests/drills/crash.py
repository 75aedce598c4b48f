"""C01 and C08: the server is killed or stopped in the middle of the load."""

import asyncio
import random
from contextlib import closing

from tests.drills.outcome import Outcome
from tests.drills.phones import Phone
from tests.drills.site import DEPARTMENT, VANTAGE, Questions, Site

LEVELS = ((0, 0), (1, 1), (2, 2), (3, 3), (3, 4), (4, 2))
DRAIN_SECONDS = 30


class Crowd:
    """Phones that send packets without a pause until they are told to stop."""

    def __init__(self, site: Site, questions: Questions, people: int) -> None:
        self.phones = [Phone(site.url, questions.code) for _ in range(people)]
        self.statuses: list[int] = []
        self._items = questions.items
        self._ends = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        """Everybody joins, then everybody taps."""
        for phone in self.phones:
            page = await phone.join(DEPARTMENT, VANTAGE)
            assert page.status == 200, page.status
        self._tasks = [asyncio.create_task(self._tap(phone)) for phone in self.phones]

    async def _tap(self, phone: Phone) -> None:
        dice = random.Random(self.phones.index(phone))
        while not self._ends.is_set():
            chosen = dice.sample(self._items, dice.randint(1, 3))
            packet = phone.make_packet({item: dice.choice(LEVELS) for item in chosen})
            replies = await phone.send_until_saved(packet)
            self.statuses += [reply.status for reply in replies]

    async def end(self) -> None:
        """Nothing new is tapped; what waits is sent to the end."""
        self._ends.set()
        await asyncio.gather(*self._tasks)
        for phone in self.phones:
            phone.hang_up()

    def journal(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """What was acknowledged so far, as `Site.read_stored` tells what is stored."""
        return {
            (phone.digest, item): answer
            for phone in self.phones
            for item, answer in phone.acknowledged.items()
        }

    @property
    def acknowledged(self) -> int:
        """How many packets were acknowledged."""
        return self.statuses.count(200)

    @property
    def cuts(self) -> int:
        """How many requests ended without a reply."""
        return sum(phone.cuts for phone in self.phones)


def find_lost(
    journal: dict[tuple[str, str], tuple[int, int, int]],
    stored: dict[tuple[str, str], tuple[int, int, int]],
) -> int:
    """How many acknowledged answers are missing, older than they were, or something else."""
    lost = 0
    for key, answer in journal.items():
        there = stored.get(key, (0, 0, -1))
        lost += there[2] < answer[2] or (there[2] == answer[2] and there != answer)
    return lost


def kill_in_load(site: Site, questions: Questions, rounds: int = 10, people: int = 16) -> Outcome:
    """C01: `kill -9` of the whole group, again and again; the journal against the database."""
    return asyncio.run(_kill_in_load(site, questions, rounds, people))


async def _kill_in_load(site: Site, questions: Questions, rounds: int, people: int) -> Outcome:
    dice, lost, damaged = random.Random(1), 0, 0
    crowd = Crowd(site, questions, people)
    await asyncio.to_thread(site.start)
    try:
        await crowd.begin()
        for _ in range(rounds):
            await asyncio.sleep(0.5 + dice.random())
            await asyncio.to_thread(site.kill)
            await asyncio.sleep(0.1)  # replies that were under way are here
            lost += find_lost(crowd.journal(), site.read_stored())
            damaged += not is_sound(site)
            await asyncio.to_thread(site.start)
        await crowd.end()
        lost += find_lost(crowd.journal(), site.read_stored())
    finally:
        await asyncio.to_thread(site.stop)
    figures = (
        f"{rounds} rounds, {people} clients, {crowd.acknowledged:,} packets acknowledged, "
        f"{crowd.cuts} cut and sent again; {lost} answers lost, {damaged} times not sound"
    )
    wrong = lost or damaged or set(crowd.statuses) - {200, 429, 503}
    return Outcome("C01 kill -9 in mid load", not wrong, figures)


def is_sound(site: Site) -> bool:
    """Whether the database finds nothing wrong with itself. PostgreSQL checks at each start."""
    if site.is_postgresql:
        return True
    with closing(site.connect()) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and connection.execute("PRAGMA foreign_key_check").fetchall() == []


def restart_in_load(site: Site, questions: Questions, rounds: int = 3, people: int = 16) -> Outcome:
    """C08: SIGTERM and a new start while everybody taps."""
    return asyncio.run(_restart_in_load(site, questions, rounds, people))


async def _restart_in_load(site: Site, questions: Questions, rounds: int, people: int) -> Outcome:
    crowd = Crowd(site, questions, people)
    drained = []
    await asyncio.to_thread(site.start)
    try:
        await crowd.begin()
        for _ in range(rounds):
            await asyncio.sleep(1)
            drained.append(await asyncio.to_thread(site.stop))
            await asyncio.to_thread(site.start)
        await crowd.end()
        lost = find_lost(crowd.journal(), site.read_stored())
    finally:
        await asyncio.to_thread(site.stop)
    figures = (
        f"{rounds} restarts, {people} clients, {crowd.acknowledged:,} packets acknowledged, "
        f"{crowd.cuts} cut and sent again; {lost} answers lost, drained in {max(drained):.1f} s"
    )
    wrong = lost or max(drained) > DRAIN_SECONDS or set(crowd.statuses) - {200, 429, 503}
    return Outcome("C08 SIGTERM in load", not wrong, figures)
