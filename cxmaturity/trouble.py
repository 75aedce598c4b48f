"""When the database cannot write for now: busy, away, or its disk full."""

from typing import Final

from django.db import Error, InterfaceError, OperationalError

RETRY_AFTER: Final = {"busy": 2, "full": 30}
STATUSES: Final = {"busy": 503, "full": 507}
"""What is answered, and seconds after which it is worth trying again."""

FULL: Final = ("database or disk is full",)
BUSY: Final = ("database is locked", "database table is locked", "disk i/o error")
GONE: Final = ("unable to open database file", "connection", "server closed")
DISK_FULL: Final = "53100"
PASSING: Final = ("08", "25P03", "40", "53", "55P03", "57P")
"""How states begin that pass: connection, conflict of transactions, resources, locks, restart."""


def find_trouble(error: Error) -> str | None:
    """`full` or `busy` for what passes by itself or with more room; None for a mistake of ours.

    SQLite says it in words, PostgreSQL by its five-letter states; a connection that never came
    about has no state yet.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    state = getattr(error.__cause__, "sqlstate", None) or ""
    words = str(error).lower()
    if state == DISK_FULL or any(part in words for part in FULL):
        return "full"
    if state:
        return "busy" if state.startswith(PASSING) else None
    return "busy" if any(part in words for part in BUSY + GONE) else None
