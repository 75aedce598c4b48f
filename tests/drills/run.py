"""Drills: the server is killed, stopped, locked out and filled up while people answer or print.

`make drills`; names of drills (C01 C05 …) choose some of them. Each prints one line; the exit code
is 1 when one fails.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.drills.crash import kill_in_load, restart_in_load  # noqa: E402 -- found from here on
from tests.drills.full_disk import fill_disk  # noqa: E402
from tests.drills.lock import hold_lock  # noqa: E402
from tests.drills.outcome import Outcome  # noqa: E402
from tests.drills.printing import kill_while_printing  # noqa: E402
from tests.drills.site import Questions, Site  # noqa: E402
from tests.drills.sync import trace_syncs  # noqa: E402

Drill = Callable[[Site, Questions], Outcome]
DRILLS: list[tuple[str, Drill]] = [
    ("C01", kill_in_load),
    ("C02", trace_syncs),
    ("C04", fill_disk),
    ("C05", partial(hold_lock, seconds=3)),
    ("C05", partial(hold_lock, seconds=30)),
    ("C08", restart_in_load),
    ("C09", kill_while_printing),
]


def main() -> int:
    """Prepare data of their own, run the drills, say what each found."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # stops the server as well
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="C01 C02 C04 C05 C08 C09")
    chosen = parser.parse_args().names
    drills = [drill for name, drill in DRILLS if not chosen or name in chosen]
    with tempfile.TemporaryDirectory(prefix="cxmaturity-drills-") as folder:
        site = Site(Path(folder))
        site.prepare()
        print(f"Drills on {'PostgreSQL' if site.is_postgresql else 'SQLite'}", flush=True)
        opened = site.open_assessments(len(drills))
        outcomes = [_run(*each, site) for each in zip(drills, opened, strict=True)]
    return 1 if any(outcome.passed is False for outcome in outcomes) else 0


def _run(drill: Drill, questions: Questions, site: Site) -> Outcome:
    begin = time.monotonic()
    outcome = drill(site, questions)
    print(f"{outcome} ({time.monotonic() - begin:.0f} s)", flush=True)
    return outcome


if __name__ == "__main__":
    raise SystemExit(main())
