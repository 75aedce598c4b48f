"""Load a maturity model from a JSON or YAML file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments import models
from assessments.actions.maturity_model import publish_maturity_model
from assessments.exchange.checks import check_document
from assessments.exchange.comparing import Difference, compare
from assessments.exchange.writing import find_latest, find_version, write
from cxmaturity.documents.problems import DocumentErrors, collect
from cxmaturity.documents.reading import Document, read_document

Status = models.MaturityModel.Status


class Command(BaseCommand):
    """All or nothing; loading the same file again changes nothing."""

    help = "Load a maturity model (format cxmaturity-model/1, JSON or YAML) as a draft version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--publish",
            action="store_true",
            help="offer the version to new assessments; it cannot be changed from then on",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="check and compare, write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            document = _read(file)
        except DocumentErrors as errors:
            raise CommandError("\n".join(f"{file}: {line}" for line in errors.lines())) from errors
        row = find_version(document.data)
        if row:
            self._meet(row, document.data, file)
        elif options["dry_run"]:
            self._preview(document.data)
        else:
            row = write(document.data)
            self.stdout.write(f"{_title(row)} is loaded: {_count(document.data)}.")
        if options["dry_run"]:
            self.stdout.write("Nothing was written.")
        elif options["publish"] and row:
            self._publish(row)

    def _meet(self, row: models.MaturityModel, data: dict[str, Any], file: Path) -> None:
        """The version is there already: fine when it is the same."""
        differences = compare(row, data)
        if differences:
            told = "\n".join(f"{file}: {_describe(one)}" for one in differences)
            raise CommandError(
                f"{file}: version: {_title(row)} is already there ({row.status}) and differs; "
                f"give the file a new version number\n{told}"
            )
        self.stdout.write(f"{_title(row)} is already there ({row.status}) and is the same.")

    def _preview(self, data: dict[str, Any]) -> None:
        self.stdout.write(f"{data['slug']} {data['version']} would be new: {_count(data)}.")
        latest = find_latest(data)
        if latest:
            self.stdout.write(f"Compared with version {latest.version}:")
            for line in [_describe(one) for one in compare(latest, data)] or ["no difference"]:
                self.stdout.write(f"  {line}")

    def _publish(self, row: models.MaturityModel) -> None:
        if row.status == Status.RETIRED:
            raise CommandError(f"{_title(row)} is retired: it is not offered again.")
        if row.status == Status.DRAFT:
            publish_maturity_model(maturity_model=row)
            self.stdout.write(f"{_title(row)} is published.")


def _read(file: Path) -> Document:
    document = read_document(file)
    errors = collect(document.locate(problem) for problem in check_document(document.data))
    if errors:
        raise errors
    return document


def _title(row: models.MaturityModel) -> str:
    return f"{row.slug} {row.version}"


def _count(data: dict[str, Any]) -> str:
    parts = ("stages", "blocks", "stones")
    return ", ".join(f"{len(data[part])} {part}" for part in parts)


def _describe(difference: Difference) -> str:
    told = [
        f"{verb} {', '.join(codes[:8])}{' …' if len(codes) > 8 else ''}"
        for verb, codes in (
            ("added", difference.added),
            ("removed", difference.removed),
            ("changed", difference.changed),
        )
        if codes
    ]
    return f"{difference.part}: {'; '.join(told)}"
