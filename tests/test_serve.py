"""Web server and task worker side by side, as deploy/serve.sh runs them."""

import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest

SECONDS_TO_START = 30


def find_workers(site) -> list[int]:
    """Process numbers of the site's task workers."""
    data = f"DATA_DIR={site.environment['DATA_DIR']}".encode()
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and is_worker(entry, data)
    ]


def is_worker(process: Path, data: bytes) -> bool:
    try:
        command = process.joinpath("cmdline").read_bytes().split(b"\0")
        environment = process.joinpath("environ").read_bytes().split(b"\0")
    except OSError:  # it has just ended, or is somebody else's
        return False
    return b"db_worker" in command and data in environment


@pytest.mark.browser
def test_task_worker_that_dies_is_started_again_and_people_go_on(site):
    [killed] = find_workers(site)
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and find_workers(site) in ([], [killed]):
        time.sleep(0.1)

    assert len(find_workers(site)) == 1
    with urllib.request.urlopen(f"{site.url}/-/ready", timeout=10) as answer:  # noqa: S310 -- ours
        assert answer.status == 200
