"""Write the report on a roadmap to a file."""

import tempfile
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cxmaturity.pdf import NotPrinted
from roadmaps import models
from roadmaps.models import Report
from roadmaps.queries.brands import load_look
from roadmaps.tasks import MAKERS, NoResults, NotInstalled, Order, make_document


class Command(BaseCommand):
    """The same file that people download; complete or not there at all."""

    help = "Write a document on a roadmap to a file: a tagged PDF, slides or a workbook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("roadmap", metavar="ROADMAP", help="its id")
        parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)
        parser.add_argument("--kind", choices=[kind.value for kind in MAKERS], default="full")
        parser.add_argument("--size", choices=Report.Size.values, default=Report.Size.A4)
        parser.add_argument("--archive", action="store_true", help="as PDF/A-3a with its figures")

    def handle(self, *args: Any, **options: Any) -> None:
        roadmap, output = _find_roadmap(options["roadmap"]), options["output"]
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}.")
        try:
            content = make_document(_order(roadmap, options), Report.Kind(options["kind"])).content
        except NoResults as problem:
            raise CommandError("Too few people answered: there is nothing to report.") from problem
        except NotPrinted as problem:
            raise CommandError(f"The report could not be printed: {problem}") from problem
        except NotInstalled as problem:
            raise CommandError(str(problem)) from problem
        _write(output, content)
        self.stdout.write(f"{output}: {len(content):,} bytes")


def _find_roadmap(text: str) -> models.Roadmap:
    rows = models.Roadmap.objects.select_related("assessment__organisation")
    try:
        return rows.get(pk=uuid.UUID(text))
    except (ValueError, models.Roadmap.DoesNotExist) as problem:
        raise CommandError(f"There is no roadmap {text}.") from problem


def _order(roadmap: models.Roadmap, options: dict[str, Any]) -> Order:
    return Order(
        roadmap,
        timezone.localdate(),
        options["language"],
        options["size"],
        options["archive"],
        load_look(roadmap.assessment.organisation),
    )


def _write(output: Path, content: bytes) -> None:
    """Under a temporary name first, so that a half-written file never bears the name."""
    with tempfile.NamedTemporaryFile(dir=output.parent, suffix=".part", delete=False) as file:
        file.write(content)
    written = Path(file.name)
    written.chmod(0o644)
    written.replace(output)
