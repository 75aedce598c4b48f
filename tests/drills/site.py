"""The product on data of its own: prepared once, served by processes that may be killed."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
KEPT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "DATABASE_URL")
SET_UP = """
import json
from assessments.models import MaturityModel
from assessments.queries.questionnaire import load_questionnaire
from tests import factories
organisation = factories.make_organisation(departments={{"Sales": 5000}})
version = MaturityModel.objects.get()
opened = [factories.make_assessment(organisation, version) for _ in range({count})]
sections = [(part.slug, part.items) for part in load_questionnaire(opened[0]).sections]
print(json.dumps([[assessment.join_code, sections] for assessment in opened]))
"""
STORED = """
SELECT sheet.token_digest, stone.code, answer.capability, answer.breadth, answer.sequence
FROM assessments_answer answer
JOIN assessments_sheet sheet ON sheet.id = answer.sheet_id
JOIN assessments_stone stone ON stone.id = answer.stone_id
"""
DEPARTMENT, VANTAGE = "sales", "manager"


class Questions(NamedTuple):
    """The open assessment: its join code, and for each block its address and its items."""

    code: str
    blocks: list[tuple[str, list[str]]]

    @property
    def items(self) -> list[str]:
        """All items, in order."""
        return [item for _, items in self.blocks for item in items]


class Site:
    """Data of the product in `folder` (or in the database of DATABASE_URL) and its server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {
            "SITE_URL": self.url,
            "CXMATURITY_INSECURE_HTTP": "1",
            "DATA_DIR": str(folder),
            "VENV": str(Path(sys.executable).parents[1]),
        }
        self.is_postgresql = "DATABASE_URL" in self.environment
        self._server: subprocess.Popen[bytes] | None = None

    def manage(self, *arguments: str) -> str:
        """Run a command of the product; what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def prepare(self) -> None:
        """An empty database with the shipped maturity model, and the static files."""
        self.manage("migrate", "--no-input", "--verbosity", "0")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        self.manage("load_model", "fixtures/maturity_model.json", "--publish")

    def open_assessments(self, count: int) -> list[Questions]:
        """New assessments that anybody with their codes may answer."""
        script = SET_UP.format(count=count)
        opened = json.loads(self.manage("shell", "--no-imports", "--command", script))
        return [Questions(code, blocks) for code, blocks in opened]

    def copy_to(self, folder: Path) -> "Site":
        """The same data once more (SQLite): the database copied, the static files shared."""
        other = Site(folder)
        with closing(sqlite3.connect(self.database)) as source:
            source.execute("VACUUM INTO ?", [str(other.database)])
        shutil.copy(self.folder / "secret_key", folder / "secret_key")
        (folder / "static").symlink_to(self.folder / "static")
        return other

    @property
    def database(self) -> Path:
        """The file of SQLite."""
        return self.folder / "cxmaturity.sqlite3"

    @property
    def log(self) -> Path:
        """What the server wrote, over all its lives."""
        return self.folder / "server.log"

    def connect(self) -> Any:
        """A connection to the database that knows nothing of the product; no transaction begins
        by itself."""
        if self.is_postgresql:
            import psycopg

            return psycopg.connect(self.environment["DATABASE_URL"], autocommit=True)
        return sqlite3.connect(self.database, timeout=20, isolation_level=None)

    def read_stored(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """Every answer by digest of its phone's token and item."""
        with closing(self.connect()) as connection:
            rows = connection.execute(STORED).fetchall()
        return {(digest, item): (capability, *rest) for digest, item, capability, *rest in rows}

    # ------------------------------------------------------------------------------ server

    def start(self, *before: str) -> None:
        """Start server and worker in a process group of their own and wait until they answer;
        `before` is a command that runs them (a tracer)."""
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [*before, "deploy/serve.sh", f"127.0.0.1:{self.port}", "--log-level", "warning"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/-/live", timeout=5).close()  # noqa: S310
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """`kill -9` of server, workers and all, at once."""
        if self._server:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
            self._server = None

    def stop(self) -> float:
        """SIGTERM, as a service manager stops it; the seconds it took to end."""
        if self._server is None:
            return 0.0
        begin = time.monotonic()
        os.kill(self._server.pid, signal.SIGTERM)
        try:
            self._server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
        self._server = None
        return time.monotonic() - begin

    @contextmanager
    def serving(self, *before: str) -> Iterator["Site"]:
        """Serve for the length of a block."""
        self.start(*before)
        try:
            yield self
        finally:
            self.stop()

    def processes(self) -> list[int]:
        """Ids of the web server's processes."""
        if self._server is None:
            return []
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and _belongs(entry, self._server.pid)
        ]

    def cpu_seconds(self) -> float:
        """CPU time that the web server has used so far, of all its processes."""
        return sum(_cpu_ticks(Path(f"/proc/{pid}")) for pid in self.processes()) / TICKS

    def memory(self) -> int:
        """Bytes that the web server's processes hold (RSS)."""
        statm = [Path(f"/proc/{pid}/statm").read_text().split() for pid in self.processes()]
        return sum(int(fields[1]) for fields in statm) * os.sysconf("SC_PAGE_SIZE")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stat(process: Path) -> list[str]:
    """Fields of /proc/PID/stat from the third on."""
    return (process / "stat").read_text().rpartition(")")[2].split()


def _belongs(process: Path, group: int) -> bool:
    try:
        command = (process / "cmdline").read_bytes()
        return b"gunicorn" in command and int(_stat(process)[2]) == group
    except OSError:  # it ended while we looked
        return False


def _cpu_ticks(process: Path) -> int:
    user, system = _stat(process)[11:13]
    return int(user) + int(system)
