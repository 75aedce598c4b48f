"""Import answers from a CSV file into an open assessment."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments import models
from assessments.actions.assessments import WrongState
from assessments.actions.imports import import_sheets
from assessments.exchange.answers import MOST_BYTES, Asked, ImportedSheet, parse_answers
from assessments.management.arguments import find_assessment
from assessments.queries.maturity_model import load_maturity_model
from cxmaturity.documents.problems import DocumentErrors
from cxmaturity.documents.reading import decode, read_bytes

Status = models.Assessment.Status


class Command(BaseCommand):
    """All or nothing; respondents' names in the file are not stored."""

    help = (
        "Import answers (CSV with the columns respondent, department, vantage, item, capability, "
        "breadth) into an open assessment, as sheets handed in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assessment", metavar="ASSESSMENT", help="its id or join code")
        parser.add_argument("file", metavar="FILE.csv", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        assessment = find_assessment(options["assessment"])
        _check_open(assessment)
        file: Path = options["file"]
        try:
            sheets = parse_answers(decode(read_bytes(file, MOST_BYTES)), _asked(assessment))
        except DocumentErrors as errors:
            raise CommandError("\n".join(f"{file}: {line}" for line in errors.lines())) from errors
        if not options["dry_run"]:
            try:
                import_sheets(assessment=assessment, sheets=sheets)
            except WrongState:
                assessment.refresh_from_db()
                _check_open(assessment)
        self.stdout.write(f"{_count(sheets)}.")
        self.stdout.write("Nothing was written." if options["dry_run"] else "All of them are in.")


def _check_open(assessment: models.Assessment) -> None:
    if assessment.status == Status.DRAFT:
        raise CommandError(f"{assessment} is in preparation: open it before importing answers.")
    if assessment.status == Status.CLOSED:
        raise CommandError(f"{assessment} is closed: its answers are final.")
    if assessment.form == models.Assessment.Form.MATRIX:
        raise CommandError(
            f"{assessment} asks for positions in the matrix: a file holds answers to questions."
        )


def _asked(assessment: models.Assessment) -> Asked:
    maturity_model = load_maturity_model(assessment.maturity_model)
    departments = assessment.organisation.departments.order_by("code")
    short = assessment.short_vantages
    return Asked(
        items=frozenset(maturity_model.items(assessment.form)),
        vantages=maturity_model.vantages,
        departments=dict(departments.values_list("code", "name")),
        short={
            vantage: frozenset(maturity_model.asked(assessment.form, vantage, short))
            for vantage in short
        },
    )


def _count(sheets: Sequence[ImportedSheet]) -> str:
    answers = sum(len(sheet.answers) for sheet in sheets)
    departments = len({sheet.department for sheet in sheets})
    return f"{len(sheets)} respondents in {departments} departments gave {answers} answers"
