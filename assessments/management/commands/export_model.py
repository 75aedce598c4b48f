"""Print a version of the maturity model as JSON or YAML."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments import models
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.formats import FORMATS, render_document


class Command(BaseCommand):
    """The same version gives the same bytes, and load_model takes them back."""

    help = "Print a version of the maturity model (format cxmaturity-model/1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="code of the maturity model")
        parser.add_argument("version", metavar="VERSION", type=int, help="number of the version")
        parser.add_argument("--format", choices=list(FORMATS), default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        slug, version = options["slug"], options["version"]
        row = models.MaturityModel.objects.filter(slug=slug, version=version).first()
        if row is None:
            raise CommandError(f"There is no version {version} of {slug}.{_known()}")
        text = render_document(dump_maturity_model(row), options["format"])
        self.stdout.write(text, ending="")


def _known() -> str:
    found = models.MaturityModel.objects.order_by("slug", "version").values_list("slug", "version")
    told = ", ".join(f"{slug} {version}" for slug, version in found)
    return f" There is: {told}." if told else " There is none yet: load_model brings one in."
