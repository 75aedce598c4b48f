"""A PDF made in a process of its own, while the web process goes on saving answers.

Rendering holds Python for seconds; in a thread beside others it would keep phones waiting. The
press is started with the first file, keeps fonts and styles loaded, makes every file in a child of
its own with limits of time and memory, and ends by itself once it has had nothing to do for long.
"""

import atexit
import logging
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import IO, Final

from cxmaturity.pdf import PLAIN, Edition, NotPrinted
from cxmaturity.press import pack, read_answer

logger = logging.getLogger(__name__)

PATIENCE: Final = 2.0
"""Seconds in which one waits for the file before: threads that wait answer nobody."""
SECONDS: Final = 60
PASSED_ON: Final = (
    *("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR"),
    *("XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
)
"""What finds libraries and fonts. No secret of ours has any business there."""
COMMAND: Final = (sys.executable, "-m", "cxmaturity.press")
_one_at_a_time = Lock()


class Press:
    """The process that makes files; each process of the product has one of its own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def make(self, html: str, edition: Edition, seconds: float) -> bytes:
        """The file, within `seconds`. Raises NotPrinted."""
        deadline = time.monotonic() + seconds
        try:
            kind, content = self._ask(pack(html, edition), deadline)
        except TimeoutError as problem:
            self.stop()
            logger.exception("no PDF within %s seconds", seconds)
            raise NotPrinted("it took too long") from problem
        except (OSError, EOFError) as problem:
            self.stop()
            logger.exception("no PDF: the press has gone")
            raise NotPrinted("it could not be made") from problem
        if kind != b"+":
            reason = content.decode(errors="replace")
            logger.error("no PDF: %s", reason)
            raise NotPrinted(reason)
        return content

    def _ask(self, job: bytes, deadline: float) -> tuple[bytes, bytes]:
        source, target = _pipes(self.process)
        source.write(job)
        source.flush()
        return read_answer(partial(_read, target, deadline))

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none: after a fork of ours, or once it has ended."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self.stop()
            self._process, self._owner = _start(), os.getpid()
        return self._process

    def stop(self) -> None:
        """End the process and what it is making."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            for pipe in _pipes(process):
                with suppress(OSError):
                    pipe.close()
            process.wait()


_press = Press()
atexit.register(_press.stop)


def render_apart(html: str, edition: Edition = PLAIN, *, patience: float = PATIENCE) -> bytes:
    """What `render_pdf` makes, without keeping other requests waiting. Raises NotPrinted, also when
    another file is being made for longer than `patience` seconds, or when it takes more than a
    minute or too much memory."""
    if not _one_at_a_time.acquire(timeout=patience):
        raise NotPrinted("another file is being made")
    try:
        return _press.make(html, edition, SECONDS)
    finally:
        _one_at_a_time.release()


def stop_press() -> None:
    """End the process apart, with what it may be making; the next file starts another one."""
    _press.stop()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 -- our own module, nothing of a page in its arguments
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[1],
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        start_new_session=True,
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """Where jobs go in and files come out."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("a press has pipes")
    return process.stdin, process.stdout


def _read(source: IO[bytes], deadline: float, size: int) -> bytes:
    """Exactly `size` bytes from the press. EOFError when it ends, TimeoutError when it is late."""
    found = bytearray()
    while len(found) < size:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([source], [], [], left)[0]:
            raise TimeoutError
        part = os.read(source.fileno(), min(size - len(found), 1 << 20))
        if not part:
            raise EOFError
        found += part
    return bytes(found)
