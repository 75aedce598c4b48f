"""Respondents' phones: one keep-alive connection each, and a journal of what was acknowledged.

Raw sockets and bytes made beforehand, because the phones share their cores with the server.
"""

import asyncio
import gzip
import hashlib
import html
import json
import re
import time
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PATIENCE = 60
HIDDEN = re.compile(rb'<input[^>]*type="hidden"[^>]*>')
NAME, VALUE = re.compile(rb'name="([^"]*)"'), re.compile(rb'value="([^"]*)"')

Answers = Mapping[str, tuple[int, int]]


class Cut(Exception):
    """The connection ended before the whole reply was here."""


class Reply(NamedTuple):
    """What a server answered; names of headers are lower case."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes

    def text(self) -> str:
        """The body as a reader gets it."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    def json(self) -> dict:
        """The body as data; {} for a page."""
        return json.loads(self.body) if JSON in self.headers.get("content-type", "") else {}


class Connection(asyncio.Protocol):
    """Sends a request and collects its reply; one at a time."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self._reply: asyncio.Future[Reply] | None = None
        self._buffer = b""

    def connection_made(self, transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0 or self._reply is None:
            return
        head = self._buffer[:end].decode("latin-1").split("\r\n")
        pairs = [line.split(": ", 1) for line in head[1:]]
        headers = {name.lower(): value for name, value in pairs}
        length = end + 4 + int(headers.get("content-length", 0))
        if len(self._buffer) < length:
            return
        cookies = dict(
            value.split(";")[0].split("=", 1)
            for name, value in pairs
            if name.lower() == "set-cookie"
        )
        status = int(head[0].split(" ", 2)[1])
        self._finish(Reply(status, headers, cookies, self._buffer[end + 4 : length]))
        self._buffer = self._buffer[length:]
        if headers.get("connection") == "close":
            self.transport.close()

    def _finish(self, reply: Reply) -> None:
        waiting, self._reply = self._reply, None
        if waiting and not waiting.done():
            waiting.set_result(reply)

    def connection_lost(self, error) -> None:
        self.transport = None
        if self._reply and not self._reply.done():
            self._reply.set_exception(Cut())

    async def ask(self, request: bytes) -> Reply:
        """Raises Cut, TimeoutError."""
        self._reply = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await asyncio.wait_for(self._reply, PATIENCE)


class Phone:
    """One respondent. `acknowledged` holds, by item, the answer and its order number that the
    server said it had saved; `seconds` how long each kind of request took."""

    def __init__(self, url: str, code: str, language: str = "en") -> None:
        self.address = urlsplit(url)
        self.code = code
        self.language = language
        self.cookies: dict[str, str] = {}
        self.sequence = 0
        self.acknowledged: dict[str, tuple[int, int, int]] = {}
        self.seconds: list[tuple[str, float]] = []
        self.cuts = 0
        self._connection: Connection | None = None
        self._head = (
            f" HTTP/1.1\r\nHost: {self.address.netloc}\r\nOrigin: {url}\r\n"
            f"Accept-Language: {language}\r\nAccept-Encoding: gzip\r\n"
        )

    @property
    def digest(self) -> str:
        """What the database keeps of this phone's token."""
        return hashlib.sha256(self.cookies[f"sheet-{self.code}"].encode()).hexdigest()

    async def ask(
        self, path: str, body: bytes | None = None, kind: str = FORM, what: str = "page"
    ) -> Reply:
        """One request; without a body it is a GET. Raises Cut and OSError."""
        begin = time.perf_counter()
        connection = await self._connect()
        try:
            reply = await connection.ask(self._request(path, body, kind))
        except Cut:
            self.cuts += 1
            raise
        self.seconds.append((what, time.perf_counter() - begin))
        self.cookies |= reply.cookies
        return reply

    async def _connect(self) -> Connection:
        if self._connection is None or self._connection.transport is None:
            loop = asyncio.get_running_loop()
            host, port = self.address.hostname, self.address.port
            _transport, self._connection = await loop.create_connection(Connection, host, port)
        return self._connection

    def _request(self, path: str, body: bytes | None, kind: str) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{'GET' if body is None else 'POST'} {path}{self._head}"
        head += f"Cookie: {cookies}\r\n" if cookies else ""
        if body is None:
            return f"{head}\r\n".encode()
        if kind == JSON:
            head += f"X-CSRFToken: {self.cookies.get('csrf', '')}\r\n"
        return f"{head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    def hang_up(self) -> None:
        """Close the connection."""
        if self._connection and self._connection.transport:
            self._connection.transport.close()

    async def follow(self, reply: Reply) -> Reply:
        """Go where a reply leads."""
        while reply.status == 302:
            reply = await self.ask(reply.headers["location"])
        return reply

    async def join(self, department: str, vantage: str, what: str = "join") -> Reply:
        """From the link to the first block; the reply is that page, or the refusal."""
        path = f"/a/{self.code}/"
        page = await self.ask(path, what=what)
        fields = hidden_fields(page) | {
            "department": department,
            "vantage": vantage,
            "language": "en",
        }
        return await self.follow(await self.ask(path, urlencode(fields).encode(), what=what))

    async def post_block(self, page: Reply, path: str, answers: Answers) -> Reply:
        """Send a block as a form without JavaScript does; the reply is the page after it."""
        fields = hidden_fields(page) | {"comment": "", "go": "next"}
        for item, (capability, breadth) in answers.items():
            fields |= {f"{item}-capability": str(capability)}
            fields |= {f"{item}-breadth": str(breadth)} if breadth else {}
        reply = await self.ask(path, urlencode(fields).encode(), what="block")
        if reply.status == 302:
            self.acknowledged |= {item: (*pair, 0) for item, pair in answers.items()}
        return await self.follow(reply)

    def make_packet(self, answers: Answers) -> "Packet":
        """The next taps with their order numbers."""
        entries = []
        for item, (capability, breadth) in answers.items():
            self.sequence += 1
            level = {"item": item, "capability": capability, "breadth": breadth}
            entries.append(level | {"sequence": self.sequence})
        return Packet(entries)

    async def send(self, packet: "Packet") -> Reply:
        """Send a packet; 200 makes it acknowledged. Raises Cut and OSError."""
        reply = await self.ask(f"/a/{self.code}/save/", packet.body, JSON, "packet")
        if reply.status == 200 and reply.json().get("saved"):
            for entry in packet.entries:
                stands = (entry["capability"], entry["breadth"], entry["sequence"])
                self.acknowledged[entry["item"]] = stands
        return reply

    async def send_until_saved(self, packet: "Packet", pause: float = 0.1) -> list[Reply]:
        """Send a packet as a page does, again and again; every reply that came, the last a 200."""
        replies: list[Reply] = []
        while not replies or replies[-1].status != 200:
            try:
                replies.append(await self.send(packet))
            except (Cut, OSError, TimeoutError):
                await asyncio.sleep(pause)
                continue
            if replies[-1].status != 200:
                await asyncio.sleep(pause)
        return replies


class Packet:
    """Taps that travel together."""

    def __init__(self, entries: list[dict]) -> None:
        self.entries = entries
        self.body = json.dumps({"answers": entries}).encode()


def hidden_fields(page: Reply) -> dict[str, str]:
    """The hidden fields of a page, which a form sends along."""
    found = {}
    for field in HIDDEN.findall(page.text().encode()):
        name, value = NAME.search(field), VALUE.search(field)
        if name:
            found[name[1].decode()] = html.unescape(value[1].decode()) if value else ""
    return found


def percentile(seconds: Iterable[float], share: float) -> float:
    """The value under which `share` (0–1) of the measurements lie; 0 without any."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
