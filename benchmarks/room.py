"""A room in numbers, against the product's own server: `make room`.

300 phones follow a presenter who goes on every few seconds; when a practice is asked, all of them
answer within eight seconds. Meanwhile people elsewhere answer a survey, and before that without the
room, to compare.
"""

import argparse
import asyncio
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.drills.phones import Cut, Phone, percentile  # noqa: E402 -- found from here on
from tests.drills.site import DEPARTMENT, VANTAGE, Questions, Site  # noqa: E402

SET_UP: Final = """
import json
from assessments.models import MaturityModel
from roadmaps.access import link_digest
from roadmaps.models import Participant
from tests import factories
from tests.roadmaps import workshops
organisation = factories.make_organisation(departments={{"Sales": 5000}})
version = MaturityModel.objects.get()
closed = factories.make_assessment(organisation, version)
factories.answer(closed, "sales", factories.all_items(version, 2, 3), count=12)
factories.close(closed)
workshop = workshops.make_workshop(closed)
for stone in list(version.stone_set.values_list("code", flat=True))[:{stones}]:
    workshops.make_item(workshop, "stone", stone)
tokens = [f"phone-{{number}}" for number in range({phones})]
Participant.objects.bulk_create(
    Participant(workshop=workshop, token_digest=link_digest(token), answered=number % 2 == 0,
        language="en" if number % 3 else "fr")
    for number, token in enumerate(tokens))
print(json.dumps([workshop.join_code, str(workshop.pk), tokens]))
"""
PRESENTER: Final = """
import sys
from roadmaps.actions.room.presenting import next_item, reveal
from roadmaps.models import Workshop
workshop = Workshop.objects.select_related("assessment__maturity_model").get(pk="{pk}")
for line in sys.stdin:
    {{"next": next_item, "reveal": reveal}}[line.strip()](workshop=workshop)
    workshop.refresh_from_db(fields=["revision"])
    print(workshop.revision, flush=True)
"""
EVERY, JITTER = 1.0, 0.25
"""Seconds between two questions of a phone, as static/js/room.js has them."""
ACTS: Final = (("next", 4), ("reveal", 4), ("reveal", 10), ("reveal", 4))
"""What the presenter does with a practice, and seconds until the next act: it is on the wall, the
survey's answers are shown, phones are asked, the room is told."""
ANSWERED_WITHIN: Final = 8
TAPPERS: Final = 40
PROMISED: Final = 1.5
SLOWER: Final = 0.25
"""Seconds in which an answer is saved, room or not."""


class Line(NamedTuple):
    """A measure as the table shows it; `promised` is empty where nothing is."""

    what: str
    found: str
    promised: str = ""
    is_kept: bool = True


class Follower(Phone):
    """A phone in the room. `seen`: when it had each revision; `refused`: votes after the reveal."""

    def __init__(self, url: str, code: str, token: str) -> None:
        super().__init__(url, code)
        self.cookies[f"room-{code}"] = token
        self.etag = ""
        self.seen: dict[int, float] = {}
        self.refused = 0

    def _request(self, path: str, body: bytes | None, kind: str) -> bytes:
        made = super()._request(path, body, kind)
        line = f"If-None-Match: {self.etag}\r\nAccept: application/json\r\nHost:".encode()
        return made.replace(b"Host:", line, 1)

    async def follow_room(self, until: asyncio.Event) -> None:
        """Ask again and again, and answer what is asked."""
        await asyncio.sleep(random.random() * EVERY)
        while not until.is_set():
            reply = await self.ask(f"/w/{self.code}/now/", what="now")
            if reply.status == 200:
                self.etag = reply.headers["etag"]
                self.seen[int(self.etag.strip('"').split("-")[0])] = time.perf_counter()
                await self._answer(reply.body)
            await asyncio.sleep(EVERY + random.random() * JITTER)

    async def _answer(self, scene: bytes) -> None:
        if b'name="capability"' not in scene:
            return
        item = scene.split(b'data-item="')[1].split(b'"')[0].decode()
        await asyncio.sleep(random.random() * ANSWERED_WITHIN)
        said = urlencode({"item": item, "capability": "2", "breadth": "3"}).encode()
        reply = await self.ask(f"/w/{self.code}/vote/", said, what="vote")
        self.refused += reply.status == 409
        assert reply.status in (200, 409), f"{reply.status} {reply.text()[:80]}"


def main() -> int:
    """Measure on an empty database and print the table."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # stops the server as well
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument("--stones", type=int, default=4, help="to talk about, 22 s each (4)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cxmaturity-room-") as folder:
        site = Site(Path(folder))
        site.prepare()
        (questions,) = site.open_assessments(1)
        with site.serving():
            lines = _measure(site, questions, arguments.phones, arguments.stones)
    width = max(len(line.what) for line in lines)
    for line in lines:
        mark = "" if line.is_kept else "  MISSED"
        print(f"{line.what:<{width}}  {line.found:>24}  {line.promised}{mark}")
    return 0 if all(line.is_kept for line in lines) else 1


def _measure(site: Site, questions: Questions, phones: int, stones: int) -> list[Line]:
    script = SET_UP.format(phones=phones, stones=stones)
    found = site.manage("shell", "--no-imports", "--command", script)
    code, pk, tokens = json.loads(found.splitlines()[-1])
    alone = asyncio.run(_tap_for(site, questions, 20))
    followers = [Follower(site.url, code, token) for token in tokens]
    before, begin = site.cpu_seconds(), time.perf_counter()
    acts, beside = asyncio.run(_session(site, questions, pk, followers, stones))
    busy = (site.cpu_seconds() - before) / (time.perf_counter() - begin)
    delays = [phone.seen[n] - at for n, at in acts for phone in followers if n in phone.seen]
    missing = len(acts) * phones - len(delays)
    late = percentile(delays, 0.95)
    saved = percentile(beside, 0.95)
    return [
        Line(
            f"{phones} phones, {len(acts)} acts: delay to the phone, p50 · p95 · last",
            f"{percentile(delays, 0.5):.2f} · {late:.2f} · {max(delays):.2f} s",
            f"p95 ≤ {PROMISED} s",
            late <= PROMISED,
        ),
        Line("  scenes that a phone missed", str(missing), "0", not missing),
        Line("  a question answered: p50 · p95 · p99", _spread(_times(followers, "now"))),
        Line("  a vote saved: p50 · p95 · p99", _spread(_times(followers, "vote"))),
        Line("  votes that came after the reveal", str(sum(phone.refused for phone in followers))),
        Line("  cores that the server was busy on", f"{busy:.2f}"),
        Line(
            f"an answer of the survey, {TAPPERS} people, no room: p50 · p95 · p99", _spread(alone)
        ),
        Line(
            "  beside the room", _spread(beside), f"p95 ≤ {SLOWER * 1000:.0f} ms", saved <= SLOWER
        ),
    ]


def _times(phones: list[Follower], what: str) -> list[float]:
    return [seconds for phone in phones for kind, seconds in phone.seconds if kind == what]


def _spread(seconds: list[float]) -> str:
    shares = (percentile(seconds, share) * 1000 for share in (0.5, 0.95, 0.99))
    return " · ".join(f"{share:.0f}" for share in shares) + " ms"


async def _session(
    site: Site, questions: Questions, pk: str, followers: list[Follower], stones: int
) -> tuple[list[tuple[int, float]], list[float]]:
    """The acts by revision and when they began, and how long answers elsewhere took."""
    done = asyncio.Event()
    following = [asyncio.create_task(phone.follow_room(done)) for phone in followers]
    seconds = sum(pause for _act, pause in ACTS) * stones
    tapping = asyncio.create_task(_tap_for(site, questions, seconds))
    await asyncio.sleep(2)
    acts = await _present(site, pk, stones)
    done.set()
    await asyncio.gather(*following)
    for phone in followers:
        phone.hang_up()
    return acts, await tapping


async def _present(site: Site, pk: str, stones: int) -> list[tuple[int, float]]:
    presenter = await asyncio.create_subprocess_exec(
        *(sys.executable, "manage.py", "shell", "--no-imports", "-c", PRESENTER.format(pk=pk)),
        cwd=ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert presenter.stdin is not None
    assert presenter.stdout is not None
    acts = []
    for act, pause in ACTS * stones:
        begin = time.perf_counter()
        presenter.stdin.write(f"{act}\n".encode())
        revision = int(await presenter.stdout.readline())
        # The first one waits until the presenter's own process is there.
        acts.append((revision, begin if acts else time.perf_counter()))
        await asyncio.sleep(pause)
    presenter.stdin.close()
    await presenter.wait()
    return acts


async def _tap_for(site: Site, questions: Questions, seconds: int) -> list[float]:
    """People who send an answer each two seconds; how long each took to be saved."""
    phones = [Phone(site.url, questions.code) for _ in range(TAPPERS)]
    await asyncio.gather(*(_tap(phone, questions, seconds) for phone in phones))
    return [taken for phone in phones for kind, taken in phone.seconds if kind == "packet"]


async def _tap(phone: Phone, questions: Questions, seconds: int) -> None:
    dice = random.Random(id(phone))
    await phone.join(DEPARTMENT, VANTAGE)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.sleep(1 + 2 * dice.random())
        try:
            await phone.send(phone.make_packet({dice.choice(questions.items): (2, 3)}))
        except (Cut, OSError):
            continue
    phone.hang_up()


if __name__ == "__main__":
    raise SystemExit(main())
