"""Prints one page and says what that took: `python -m benchmarks.printed_once styled|plain`.

Its input is a job of cxmaturity.press. A child prints, as in the press: its memory is its own.
"""

import json
import os
import sys
import time

from cxmaturity.pdf import render_pdf, warm_up
from cxmaturity.press import LENGTH, unpack


def main() -> None:
    """Print the seconds, the CPU seconds and the megabytes of the child as JSON."""
    page, edition = unpack(sys.stdin.buffer.read()[LENGTH.size :])
    warm_up()
    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        if sys.argv[1] == "plain":
            _print_plainly(page)
        else:
            render_pdf(page, edition)
        os._exit(0)
    _child, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"ended with {status}")
    found = {
        "seconds": time.perf_counter() - begin,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1000,
    }
    print(json.dumps(found))


def _print_plainly(page: str) -> None:
    """The same words without our styles, fonts and tags; pictures are left out."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=(), allow_redirects=False, timeout=1)
    HTML(string=page, base_url=None, url_fetcher=fetcher).write_pdf()


if __name__ == "__main__":
    main()
