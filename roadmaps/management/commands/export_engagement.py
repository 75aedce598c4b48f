"""Write a whole engagement to a signed file."""

import tempfile
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.models import Organisation
from cxmaturity.documents.seals import own_fingerprint
from roadmaps.exchange.engagement import render_engagement


class Command(BaseCommand):
    """The same rows give the same bytes; nothing in it names an account or an answer."""

    help = "Write an organisation's engagement (format cxmaturity-engagement/1), signed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", metavar="ORGANISATION", help="its id")
        parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        organisation, output = _find(options["organisation"]), options["output"]
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}.")
        content = render_engagement(organisation)
        with tempfile.NamedTemporaryFile(dir=output.parent, suffix=".part", delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(output)
        self.stdout.write(f"{output}: {len(content):,} bytes, signed by {own_fingerprint()}")


def _find(text: str) -> Organisation:
    try:
        return Organisation.objects.get(pk=uuid.UUID(text))
    except (ValueError, Organisation.DoesNotExist) as problem:
        raise CommandError(f"There is no organisation {text}.") from problem
