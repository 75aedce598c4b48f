"""The task worker, which waits as long as the database is busy, away or full."""

import logging
import time
from typing import Any, Final

from django.core.management.base import CommandError
from django.db import Error, close_old_connections
from django_tasks_db.management.commands.db_worker import Command as Worker

from cxmaturity.trouble import find_trouble

logger = logging.getLogger(__name__)
WAIT: Final = 5.0
"""Seconds until the worker tries again."""


class Command(Worker):
    """The library's worker ends with the first database that stays locked for its timeout, and the
    web server with it (deploy/serve.sh)."""

    def handle(self, **options: Any) -> None:
        while True:
            try:
                return super().handle(**options)
            except CommandError:
                raise
            except Error as error:
                trouble = find_trouble(error)
                if trouble is None:
                    raise
                logger.warning("The database is %s: the task worker waits.", trouble)
            close_old_connections()
            time.sleep(WAIT)
