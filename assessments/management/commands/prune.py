"""Delete the answers of assessments that have kept them long enough, and what was left behind."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from assessments.actions.retention import prune_answers
from assessments.queries.retention import load_outdated
from assessments.tasks import tidy
from cxmaturity.documents.uploads import forget_old_uploads


class Command(BaseCommand):
    """Says what it would do; does it with --yes. Results stay."""

    help = (
        "Delete answers and comments of assessments that closed longer ago than they keep them; "
        "results stay. Tidies the database's file and old uploads. Without --yes it only says how "
        "many assessments that is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="delete them")

    def handle(self, *args: Any, **options: Any) -> None:
        outdated = load_outdated(timezone.localdate())
        count = len(outdated)
        whose = "1 assessment" if count == 1 else f"{count} assessments"
        if not outdated:
            self.stdout.write("No assessment keeps answers longer than it should.")
        elif options["yes"]:
            prune_answers(assessments=outdated)
            self.stdout.write(f"The answers of {whose} are deleted. The results stay.")
        else:
            self.stdout.write(f"The answers of {whose} have been kept long enough.")
            self.stdout.write("Nothing was deleted; --yes deletes them.")
        if options["yes"]:
            forget_old_uploads()
            transaction.on_commit(tidy)
