"""Which state of a row a person saw who asks to remove it."""

from django.http import HttpRequest

NOTHING_SEEN = -1
MOST_DIGITS = 9


def seen_revision(request: HttpRequest) -> int:
    """The revision that was sent; one that no row has where none was."""
    seen = request.POST.get("revision", "")
    return int(seen) if seen.isdecimal() and len(seen) <= MOST_DIGITS else NOTHING_SEEN
