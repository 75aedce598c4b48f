"""The product as people meet it: gunicorn and the task worker as processes, on their own data."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SECONDS_TO_START = 60


class LiveSite(NamedTuple):
    """Where the site is, and the environment that `manage.py` needs to work on its data."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a command of the product; returns what it printed, raises when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped while starting"
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 -- our own address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


@contextmanager
def live_site(folder: Path) -> Iterator[LiveSite]:
    """Start the site on an empty database in `folder`; stop it at the end."""
    port = _free_port()
    url = f"http://localhost:{port}"
    kept = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | {
        "SITE_URL": url,
        "CXMATURITY_INSECURE_HTTP": "1",
        "DATA_DIR": str(folder),
        "VENV": str(Path(sys.executable).parents[1]),
    }
    site = LiveSite(url, environment)
    site.manage("migrate", "--no-input", "--verbosity", "0")
    site.manage("collectstatic", "--no-input", "--verbosity", "0")
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            ["deploy/serve.sh", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(url, server)
            yield site
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=45)  # open connections have 30 s to end
