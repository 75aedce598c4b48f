"""Make the demo organisation, or find it again, and say how to get in."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from assessments import models
from assessments.actions.demo import ensure_demo, find_rounds
from assessments.actions.demo_accounts import AccountTaken, ensure_accounts
from assessments.actions.maturity_model import publish_maturity_model
from assessments.exchange.demo import Demo, read_demo
from assessments.exchange.writing import find_version, load_maturity_model
from cxmaturity.documents.reading import read_document

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
# Made by an app that builds on this one: called by name, given the id of the closed assessment.
ROADMAP_COMMAND = "demo_roadmap"


class Command(BaseCommand):
    """Safe to repeat: what is there is kept."""

    help = "Make the demo organisation with its accounts, or find it again."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        demo = read_demo(FIXTURES / "demo_organisation.json")
        try:
            passwords = ensure_accounts(accounts=demo.accounts, folder=settings.DATA_DIR)
        except AccountTaken as taken:
            raise CommandError(
                f"An account named {taken.username} exists already and is not the demo’s. "
                "Rename it, or use another data folder (DATA_DIR). Nothing was written."
            ) from taken
        organisation = _ensure_organisation(demo)
        closed, opened = find_rounds(organisation)
        if closed and ROADMAP_COMMAND in get_commands():
            call_command(ROADMAP_COMMAND, str(closed.pk), stdout=self.stdout)
        self._tell_accounts(demo, passwords)
        self._tell_rounds(organisation, closed, opened)

    def _tell_accounts(self, demo: Demo, passwords: dict[str, str]) -> None:
        self.stdout.write(f"\n{'Address':<14}{settings.SITE_URL}/")
        self.stdout.write(f"{'Accounts':<14}{'name':<10}{'password':<16}role")
        for account in demo.accounts:
            user = get_user_model().objects.get(username=account.username)
            password = passwords[account.username]
            told = password if user.check_password(password) else "(changed)"
            self.stdout.write(f"{'':<14}{account.username:<10}{told:<16}{account.role}")

    def _tell_rounds(
        self,
        organisation: models.Organisation,
        closed: models.Assessment | None,
        opened: models.Assessment | None,
    ) -> None:
        self.stdout.write(f"{'Organisation':<14}{organisation}")
        if closed:
            address = reverse("assessments:results", args=[closed.pk])
            self.stdout.write(f"{'Results':<14}{settings.SITE_URL}{address}  ({closed})")
        if opened:
            address = reverse("assessments:join", args=[opened.join_code])
            self.stdout.write(f"{'Join code':<14}{opened.join_code}  ({opened})")
            self.stdout.write(f"{'Link':<14}{settings.SITE_URL}{address}")


def _ensure_organisation(demo: Demo) -> models.Organisation:
    people = get_user_model().objects
    by_role = {account.role: account.username for account in demo.accounts}
    return ensure_demo(
        demo=demo,
        maturity_model=_ensure_maturity_model(),
        consultant=people.get(username=by_role["consultant"]),
        viewer=people.get(username=by_role["viewer"]),
    )


def _ensure_maturity_model() -> models.MaturityModel:
    """The shipped maturity model, published."""
    document = read_document(FIXTURES / "maturity_model.json").data
    row = find_version(document) or load_maturity_model(document)
    if row.status == models.MaturityModel.Status.DRAFT:
        publish_maturity_model(maturity_model=row)
    return row
