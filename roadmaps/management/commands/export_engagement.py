"""Write a whole engagement to a signed file."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cxmaturity.documents.seals import own_fingerprint
from roadmaps.exchange.engagement import find_organisation, render_engagement


class Command(BaseCommand):
    """The same rows give the same bytes; nothing in it names an account or an answer."""

    help = "Write an organisation's engagement (format cxmaturity-engagement/1), signed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", metavar="ORGANISATION", help="its id")
        parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        organisation, output = find_organisation(options["organisation"]), options["output"]
        if organisation is None:
            raise CommandError(f"There is no organisation {options['organisation']}.")
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}.")
        content = render_engagement(organisation)
        with tempfile.NamedTemporaryFile(dir=output.parent, suffix=".part", delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(output)
        self.stdout.write(f"{output}: {len(content):,} bytes, signed by {own_fingerprint()}")
