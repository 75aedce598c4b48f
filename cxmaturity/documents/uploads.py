"""Files that wait between the look at what they would change and the yes to it.

They lie in the data folder, each under the key of who sent it and the digest of what it holds: one
person cannot reach another's, the same file sent twice is one, and what is old goes by itself.
"""

import hashlib
import re
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

KEPT_SECONDS = 3600
MOST_FILES = 5
"""Of one person; an older one makes place."""
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody sent; `digest` is the name under which it is asked for again."""

    content: bytes
    suffix: str

    @property
    def digest(self) -> str:
        """SHA-256 of the kind and the content."""
        return hashlib.sha256(self.suffix.encode() + b"\n" + self.content).hexdigest()


def keep_upload(upload: Upload, owner: int) -> None:
    """Keep a file for an hour; it replaces the oldest when somebody sends many."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    forget_old_uploads()
    _make_place(folder, owner)
    target = folder / f"{owner}-{upload.digest}"
    half = target.with_suffix(f".{time.time_ns()}")
    half.write_bytes(upload.suffix.encode() + b"\n" + upload.content)
    half.replace(target)  # whoever reads meets the whole file or none


def find_upload(digest: str, owner: int) -> Upload | None:
    """A file that its owner sent within the hour; None when it is gone or was another's."""
    if not _DIGEST.match(digest):
        return None
    path = _folder() / f"{owner}-{digest}"
    try:
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            return None
        suffix, _, content = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    upload = Upload(content, suffix.decode())
    return upload if upload.digest == digest else None


def drop_upload(digest: str, owner: int) -> bool:
    """Forget a file; whether it was this call that did, of several at once."""
    if not _DIGEST.match(digest):
        return False
    try:
        (_folder() / f"{owner}-{digest}").unlink()
    except FileNotFoundError:
        return False
    return True


def forget_old_uploads() -> None:
    """Remove the files that wait for longer than an hour, whoever sent them."""
    folder = _folder()
    limit = time.time() - KEPT_SECONDS
    for file in list(folder.iterdir()) if folder.is_dir() else []:
        if _changed(file) < limit:
            file.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def _make_place(folder: Path, owner: int) -> None:
    own = sorted((f for f in folder.iterdir() if f.name.startswith(f"{owner}-")), key=_changed)
    for file in own[: max(0, len(own) - MOST_FILES + 1)]:
        file.unlink(missing_ok=True)


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # somebody else's tidying was quicker
        return 0
