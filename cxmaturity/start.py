"""What the product needs before it starts; what is missing is said in one line."""

import os
import re
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

KEY_LENGTH: Final = 50
LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
OWNER_ONLY: Final = 0o600
LOCK_TIMEOUT: Final = "15s"
MAIL_TIMEOUT: Final = 30
SUBMISSION_PORT: Final = 587
MAIL_ADDRESS: Final = re.compile(
    r"[\w.!#$%&'*/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII
)
LONGEST_BOUNCE_NAME: Final = 20
"""Of 64 letters before an @, a sign and 42 letters tell which message came back."""


@contextmanager
def refusing_in_one_line(*, status: int = 1) -> Iterator[None]:
    """Leave with the reason instead of a traceback when the settings are not safe or not whole."""
    try:
        yield
    except (ImproperlyConfigured, EnvError) as refusal:
        sys.stderr.write(f"cxmaturity does not start: {refusal}\n")
        sys.exit(status)


def open_data_dir(path: Path) -> Path:
    """The data folder, made for its owner only when there is none yet."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except FileExistsError:
        raise ImproperlyConfigured(f"DATA_DIR is not a folder: {path}.") from None
    except OSError as problem:
        told = f"DATA_DIR cannot be written to: {path} ({problem.strerror})."
        raise ImproperlyConfigured(told) from None
    return path


def read_key(given: str, path: Path) -> str:
    """The key given, that of the file, or one made now and readable by its owner only."""
    try:
        key = given or _read(path) or _make(path)
    except UnicodeDecodeError:
        raise ImproperlyConfigured(f"The secret key in {path} is not ASCII text.") from None
    except OSError as problem:
        told = f"SECRET_KEY_FILE cannot be used: {path} ({problem.strerror})."
        raise ImproperlyConfigured(told) from None
    if len(key) < KEY_LENGTH:
        raise ImproperlyConfigured(
            f"The secret key is too short: give one of {KEY_LENGTH} characters or more."
        )
    return key


def _read(path: Path) -> str:
    if not path.exists():
        return ""
    if path.is_file() and path.stat().st_mode & ~OWNER_ONLY & 0o777:
        with suppress(OSError):  # a secret that a container mounts is not ours to change
            path.chmod(OWNER_ONLY)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> str:
    """Server and worker may start at once on a new folder: whoever is first makes the key."""
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent) as made:  # 0600
        made.write(secrets.token_urlsafe(64))
        made.flush()
        if path.exists():  # and empty
            path.unlink()
        with suppress(FileExistsError):
            os.link(made.name, path)
    return _read(path)


def read_site_url(text: str) -> str:
    """The address people use: scheme, host and perhaps port, nothing after it."""
    example = "set it to the address people use, like https://cx.example.org."
    if not text:
        raise ImproperlyConfigured(f"SITE_URL is missing: {example}")
    parts = _split(text)
    if not parts or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"SITE_URL is no address of a site: {example}")
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(f"SITE_URL has more than scheme, host and port: {example}")
    return f"{parts.scheme}://{parts.netloc}"


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        is_sound = parts.port != 0 and not set(parts.netloc) & set(" ,;\\%*")
    except ValueError:  # a port beyond 65535 or that is no number, half a bracket
        return None
    return parts if is_sound else None


def read_hosts(names: list[str], *, debug: bool) -> list[str]:
    """Further host names; all of them at once only while developing."""
    hosts = [name.strip() for name in names if name.strip()]
    if "*" in hosts and not debug:
        raise ImproperlyConfigured("ALLOWED_HOSTS=* lets any host in: name the hosts.")
    return hosts


def limit_waiting(database: dict[str, Any]) -> dict[str, Any]:
    """A PostgreSQL that gives up on a lock after `LOCK_TIMEOUT`, unless its address says another
    limit: who waits is told in time, and tries again."""
    if not str(database.get("ENGINE")).endswith(".postgresql"):
        return database
    options = database.get("OPTIONS", {})
    given = options.get("options", "")
    return database | {
        "OPTIONS": options | {"options": f"-c lock_timeout={LOCK_TIMEOUT} {given}".strip()}
    }


def read_time_zone(name: str) -> str:
    """A name of the time zone database that means the same everywhere, without leap seconds."""
    try:
        is_known = bool(ZoneInfo(name)) and not name.startswith(("posix/", "right/"))
    except (KeyError, ValueError, OSError):
        is_known = False
    if not is_known or name in {"Factory", "localtime", "posixrules"}:
        raise ImproperlyConfigured("TIME_ZONE is no time zone: set it to a name like Europe/Paris.")
    return name


def read_log_level(name: str) -> str:
    """From which level on there is something to read."""
    if name.upper() not in LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL is none of {', '.join(LEVELS)}.")
    return name.upper()


def read_mail_server(url: str, parsed: dict[str, Any], *, debug: bool) -> dict[str, Any]:
    """Where mail goes: Django's settings of EMAIL_URL, with a limit to waiting; none without it."""
    example = "set it to a server, like submission://name:password@mail.example.org:587."
    if not url:
        return {}
    if not parsed.get("EMAIL_BACKEND"):
        raise ImproperlyConfigured(f"EMAIL_URL is no address of a mail server: {example}")
    if not parsed["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"):
        if debug:
            return parsed
        raise ImproperlyConfigured(f"EMAIL_URL names no mail server: {example}")
    if not parsed["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"EMAIL_URL names no mail server: {example}")
    is_sealed = parsed["EMAIL_USE_TLS"] or parsed["EMAIL_USE_SSL"]
    is_here = parsed["EMAIL_HOST"] in {"localhost", "127.0.0.1", "::1"}
    if parsed["EMAIL_HOST_PASSWORD"] and not (is_sealed or is_here):
        raise ImproperlyConfigured(f"EMAIL_URL would send its password unencrypted: {example}")
    wait, port = parsed["EMAIL_TIMEOUT"], parsed["EMAIL_PORT"] or SUBMISSION_PORT
    return parsed | {"EMAIL_TIMEOUT": wait or MAIL_TIMEOUT, "EMAIL_PORT": port}


def read_sender(text: str, *, is_needed: bool) -> str:
    """From whom mail comes: an address, with a name or without."""
    address = parseaddr(text)[1]
    if text and (not text.isprintable() or not MAIL_ADDRESS.fullmatch(address)):
        raise ImproperlyConfigured(
            "DEFAULT_FROM_EMAIL is no address: set it like “Surveys <surveys@example.org>”."
        )
    if is_needed and not text:
        raise ImproperlyConfigured(
            "DEFAULT_FROM_EMAIL is missing: EMAIL_URL needs an address that mail comes from."
        )
    return text


def read_bounce_address(text: str) -> str:
    """Where mail comes back to that cannot be delivered; +something is added to its name."""
    if text and not MAIL_ADDRESS.fullmatch(text):
        told = "BOUNCE_ADDRESS is no plain address: set it like bounces@example.org."
        raise ImproperlyConfigured(told)
    if len(text.partition("@")[0]) > LONGEST_BOUNCE_NAME:
        told = f"BOUNCE_ADDRESS has more than {LONGEST_BOUNCE_NAME} letters before the @."
        raise ImproperlyConfigured(told)
    return text
