"""Throw documents away that were made long ago; they are made again in seconds."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from roadmaps.actions.reports import forget_reports, sweep_files
from roadmaps.queries.reports import find_outdated_reports, find_unclaimed_files

DAYS: Final = 90
STILL_WRITTEN: Final = dt.timedelta(days=1)


class Command(BaseCommand):
    """Says what it would do; does it with --yes. Roadmaps and results stay."""

    help = (
        "Delete documents (PDF, slides, workbooks) that were asked for longer ago than --days, and "
        "files that belong to none. Roadmaps and results stay: a document is made again in "
        "seconds. Without --yes it only says how many that is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=DAYS, help=f"{DAYS} without it")
        parser.add_argument("--yes", action="store_true", help="delete them")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError("--days needs a number from 1 on.")
        now = timezone.now()
        outdated = find_outdated_reports(now - dt.timedelta(days=options["days"]))
        unclaimed = find_unclaimed_files(now - STILL_WRITTEN)
        count, files = outdated.count(), len(unclaimed)
        whose = f"{_number(count, 'document')} and {_number(files, 'file')} of no document"
        if not count and not files:
            self.stdout.write("No document is that old, and no file is left over.")
        elif options["yes"]:
            forget_reports(reports=outdated)
            sweep_files(unclaimed=unclaimed)
            self.stdout.write(f"Deleted: {whose}.")
        else:
            self.stdout.write(f"Old enough to go: {whose}.")
            self.stdout.write("Nothing was deleted; --yes deletes them.")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
