"""Mark the addresses of invitations that mail came back from."""

import mailbox
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.actions.invitations import mark_bounced
from assessments.exchange.bounces import MOST_BYTES, find_undeliverable
from assessments.queries.invitations import find_bounced
from cxmaturity.documents.problems import DocumentErrors
from cxmaturity.documents.reading import read_bytes


class Command(BaseCommand):
    """Reads what the mail server reports; what is no report of ours is left alone."""

    help = (
        "Read delivery status notifications (RFC 3464) and mark the addresses of invitations that "
        "can never be reached, so that they get no more messages."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        sources = parser.add_mutually_exclusive_group(required=True)
        sources.add_argument(
            "file", metavar="FILE", nargs="?", help="one message; - reads the standard input"
        )
        sources.add_argument(
            "--maildir",
            metavar="DIR",
            type=Path,
            help="new messages of a Maildir, marked as seen afterwards",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        maildir = options["maildir"]
        messages = _read_maildir(maildir) if maildir else _read_one(options["file"])
        read = marked = 0
        for content in messages:
            named = (find_bounced(text) for text in find_undeliverable(content))
            marked += mark_bounced(keys=[key for key in named if key])
            read += 1
        self.stdout.write(f"{read} messages read, {marked} addresses marked as not reachable.")


def _read_one(name: str) -> Iterator[bytes]:
    if name == "-":
        yield sys.stdin.buffer.read(MOST_BYTES)
        return
    try:
        yield read_bytes(Path(name), MOST_BYTES)
    except DocumentErrors as errors:
        raise CommandError(f"{name}: {errors}") from errors


def _read_maildir(folder: Path) -> Iterator[bytes]:
    """The new messages of a Maildir; each moves to those seen once it was dealt with."""
    if not (folder / "new").is_dir():
        raise CommandError(f"{folder} is no Maildir: it has no folder called new.")
    box = mailbox.Maildir(folder, create=False)
    for key, message in list(box.iteritems()):
        if message.get_subdir() == "new":
            yield message.as_bytes()
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message
