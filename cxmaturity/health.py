"""What a watchdog asks: whether the process lives, and whether it can do its work."""

import tempfile

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def live(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when database and data folder can be used, 503 otherwise. Which it is stands in no
    answer: everybody may ask."""
    is_ready = _has_its_tables() and _can_write()
    text, status = ("ok", 200) if is_ready else ("not ready", 503)
    return HttpResponse(text, content_type="text/plain", status=status)


def _has_its_tables() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _can_write() -> bool:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(b"ok")
    except OSError:
        return False
    return True
