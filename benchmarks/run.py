"""What the product promises, measured on data made for it: a table of seconds, targets and ratios.

`make bench`; `--respondents 1000` sets the size of the assessment behind the results page.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.timing import Line, Note  # noqa: E402 -- found from here on


def main() -> int:
    """Measure everything on an empty database of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--respondents", type=int, default=1000)
    arguments = parser.parse_args()
    with _own_data():
        from benchmarks import measures

        found = list(measures.measure_all(arguments.respondents))
    lines = [line for line in found if isinstance(line, Line)]
    print_table(lines)
    for note in found:
        if isinstance(note, Note):
            print(f"Note: {note.text}.")
    return 1 if any(line.seconds > line.promised for line in lines) else 0


@contextmanager
def _own_data() -> Iterator[None]:
    """Settings of production on a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="cxmaturity-bench-") as folder:
        os.environ |= {
            "DATA_DIR": folder,
            "SITE_URL": "http://testserver",
            "CXMATURITY_INSECURE_HTTP": "1",
            "DJANGO_SETTINGS_MODULE": "cxmaturity.settings",
        }
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("DEBUG", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_model", str(ROOT / "fixtures" / "maturity_model.json"), publish=True)
        yield


def print_table(lines: list[Line]) -> None:
    """The lines as a table; a ratio above 1 misses the promise."""
    width = max(len(line.what) for line in lines)
    print(f"{'what':<{width}}  {'seconds':>9}  {'promised':>9}  {'ratio':>6}  {'runs':>5}")
    for line in lines:
        ratio = line.seconds / line.promised
        print(
            f"{line.what:<{width}}  {line.seconds:>9.4f}  {line.promised:>9.3f}"
            f"  {ratio:>6.2f}  {line.runs:>5}"
        )
    print("Medians of one run on this machine; seconds above the promise have a ratio above 1.")


if __name__ == "__main__":
    raise SystemExit(main())
