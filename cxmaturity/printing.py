"""A PDF made in a process of its own, while the web process goes on saving answers.

Rendering holds Python for seconds; in a thread beside others it would keep phones waiting.
"""

import logging
import os
import resource
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import Final

from cxmaturity.pdf import NotPrinted, render_pdf

logger = logging.getLogger(__name__)

PATIENCE: Final = 2.0
"""Seconds in which one waits for the file before: threads that wait answer nobody."""
SECONDS: Final = 60
MEMORY: Final = 2 << 30
NICENESS: Final = 10
PASSED_ON: Final = (
    *("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR"),
    *("XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
)
"""What finds libraries and fonts. No secret of ours has any business there."""
_one_at_a_time = Lock()


def render_apart(html: str) -> bytes:
    """What `render_pdf` makes, without keeping other requests waiting. Raises NotPrinted, also when
    another file is being made, or when it takes more than a minute or too much memory."""
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise NotPrinted("another file is being made")
    try:
        return _run(html)
    finally:
        _one_at_a_time.release()


def _run(html: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, nothing of a page in its arguments
            [sys.executable, "-m", __name__],
            input=html.encode(),
            capture_output=True,
            check=True,
            cwd=Path(__file__).resolve().parents[1],
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as problem:
        logger.exception("no PDF within %s seconds", SECONDS)
        raise NotPrinted("it took too long") from problem
    except subprocess.CalledProcessError as problem:
        reason = problem.stderr.decode(errors="replace").strip().rpartition("\n")[2][:200]
        logger.exception("no PDF: ended with %s, %s", problem.returncode, reason)
        raise NotPrinted("it could not be made") from problem
    return done.stdout


def main() -> None:
    """In the process apart: HTML from standard input, the PDF to standard output."""
    os.nice(NICENESS)
    _bound(resource.RLIMIT_CPU, SECONDS)
    _bound(resource.RLIMIT_AS, MEMORY)
    try:
        content = render_pdf(sys.stdin.buffer.read().decode())
    except NotPrinted as problem:
        sys.exit(type(problem.__cause__).__name__)  # the kind alone: logs hold nothing of a page
    sys.stdout.buffer.write(content)


def _bound(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (bound, bound))


if __name__ == "__main__":
    main()
