"""Accounts of the demo: passwords are made once and kept in a file that only its owner reads."""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from assessments.exchange.demo import DemoAccount

FILE_NAME = "demo_accounts.json"


class AccountTaken(Exception):
    """Somebody has an account of this name that the demo did not make."""

    def __init__(self, username: str) -> None:
        super().__init__(username)
        self.username = username


@transaction.atomic
def ensure_accounts(*, accounts: Sequence[DemoAccount], folder: Path) -> dict[str, str]:
    """Create the accounts that are missing; returns the passwords by user name.

    Never changes an account that exists. Raises AccountTaken.
    """
    file = folder / FILE_NAME
    passwords = _read(file)
    people = get_user_model().objects
    for account in accounts:
        if account.username not in passwords and people.filter(username=account.username).exists():
            raise AccountTaken(account.username)
    missing = [one.username for one in accounts if one.username not in passwords]
    if missing:
        passwords |= {username: secrets.token_urlsafe(9) for username in missing}
        _write(file, passwords)
    for account in accounts:
        if not people.filter(username=account.username).exists():
            _create(account, passwords[account.username])
    return {account.username: passwords[account.username] for account in accounts}


def _create(account: DemoAccount, password: str) -> Any:
    is_admin = account.role == "admin"
    return get_user_model().objects.create_user(
        username=account.username, password=password, is_staff=is_admin, is_superuser=is_admin
    )


def _read(file: Path) -> dict[str, str]:
    """Passwords by user name; a file that cannot be read counts as none."""
    try:
        return {str(k): str(v) for k, v in json.loads(file.read_text(encoding="utf-8")).items()}
    except (FileNotFoundError, ValueError, AttributeError):
        return {}


def _write(file: Path, passwords: dict[str, str]) -> None:
    """Written beside and renamed: half a file would lock everybody out."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(passwords, stream, indent=1)
    draft.rename(file)
