"""Print the published scorecard of a closed assessment as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.management.arguments import find_assessment
from assessments.queries.snapshots import SnapshotAltered, load_export


class Command(BaseCommand):
    """What may be seen, and nothing else: the stored snapshot."""

    help = "Print the scorecard of a closed assessment (format cxmaturity-scorecard/1, JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assessment", metavar="ASSESSMENT", help="its id or join code")

    def handle(self, *args: Any, **options: Any) -> None:
        assessment = find_assessment(options["assessment"])
        if not assessment.is_closed:
            raise CommandError(
                f"{assessment} is not closed yet: results exist once answering has ended."
            )
        try:
            document = load_export(assessment)
        except SnapshotAltered as error:
            raise CommandError(
                f"{assessment}: the stored results were changed after closing, nothing is exported."
            ) from error
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
