"""Compute the results of closed assessments once more and compare them with what is stored."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from assessments import models
from assessments.actions.recomputing import Check, Outcome, check_snapshot
from assessments.management.arguments import find_assessment

SAYINGS: Final = {
    Outcome.SAME: "same",
    Outcome.BROKEN: "DIGEST BROKEN: what is stored was changed after closing",
    Outcome.DIFFERS: "DIFFERS first at {path}",
    Outcome.ANSWERS_GONE: "not recomputable: the answers were deleted",
    Outcome.NO_ANSWERS: "not recomputable: no answers are stored, and no results",
    Outcome.FORMER_EDITION: "same as far as its former edition of the method goes",
    Outcome.FORMER_DIFFERS: (
        "FORMER EDITION DIFFERS first at {path}: changed after closing, or by newer rules"
    ),
    Outcome.SHEET_BROKEN: "SHEET BROKEN: an answer sheet holds something else than answers",
}


class Command(BaseCommand):
    """Reads only."""

    help = "Compare stored results with what the stored answers amount to; exit code 1 if not same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "assessment", metavar="ASSESSMENT", nargs="*", help="id or join code; all when left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        snapshots = models.Snapshot.objects.select_related("assessment__maturity_model")
        if options["assessment"]:
            asked = [find_assessment(text) for text in options["assessment"]]
            snapshots = snapshots.filter(assessment__in=asked)
        checks = [self._check(row) for row in snapshots.order_by("assessment_id")]
        alarming = sum(check.is_alarming for check in checks)
        self.stdout.write(f"{len(checks)} checked, {alarming} not as they should be.")
        if alarming:
            raise CommandError("Stored results and stored answers do not agree.")

    def _check(self, snapshot: models.Snapshot) -> Check:
        check = check_snapshot(snapshot)
        saying = SAYINGS[check.outcome].format(path=check.path)
        self.stdout.write(f"{snapshot.assessment_id} {saying}")
        return check
