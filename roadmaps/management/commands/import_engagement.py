"""Take an engagement from a signed file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from cxmaturity.documents.problems import DocumentErrors
from cxmaturity.documents.reading import read_bytes
from roadmaps.actions.engagement import Taken, preview_engagement, take_engagement
from roadmaps.exchange.engagement import MOST_BYTES, Engagement, EngagementRefused, read_engagement


class Command(BaseCommand):
    """All or nothing. What was altered since it was signed is refused."""

    help = "Take an engagement (format cxmaturity-engagement/1) as a new organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--consultant", metavar="NAME", required=True, help="whose organisation it becomes"
        )
        parser.add_argument(
            "--trust",
            metavar="FINGERPRINT",
            default="",
            help="that of the key that signed the file, where this instance does not know it",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be made, write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["consultant"]).first()
        if user is None:
            raise CommandError(f"There is nobody called {options['consultant']}.")
        try:
            found = read_engagement(read_bytes(options["file"], MOST_BYTES))
            self._tell_signer(found)
            if options["dry_run"]:
                self._tell(preview_engagement(engagement=found, user=user, offers=True))
                self.stdout.write("Nothing was written.")
            else:
                _check_trust(found, options["trust"])
                self._tell(take_engagement(engagement=found, user=user, offers=True))
        except (DocumentErrors, EngagementRefused) as refused:
            raise CommandError(f"{options['file']}: {refused}") from refused

    def _tell_signer(self, found: Engagement) -> None:
        known = "this instance" if found.is_own else "known" if found.is_known else "not known here"
        self.stdout.write(f"Signed by {found.fingerprint} ({known}); signature and results hold.")

    def _tell(self, taken: Taken) -> None:
        versions = ", ".join(map(str, taken.new_versions)) or "none"
        self.stdout.write(
            f"{taken.organisation.name} ({taken.organisation.pk}): "
            f"{len(taken.assessments)} assessments, {len(taken.roadmaps)} roadmaps, "
            f"{taken.entries} entries of registers; new versions of maturity models: {versions}."
        )


def _check_trust(found: Engagement, trusted: str) -> None:
    given = "".join(trusted.split()).lower()
    if not found.is_known and given != found.fingerprint:
        raise CommandError(
            "This instance does not know who signed the file. Compare the fingerprint with whoever "
            "gave it to you, then add: --trust FINGERPRINT"
        )
