"""Documents that are sealed: signed by the instance that wrote them, checked where they come in.

The key (Ed25519) is made at first use and lies in the data folder, readable by its owner only. The
public half goes with every document; its fingerprint is the SHA-256 of its 32 bytes.
"""

import base64
import binascii
import hashlib
import json
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

ALGORITHM: Final = "Ed25519"
KEY_NAME: Final = "seal_key"
KNOWN_NAME: Final = "known_seals"
OWNER_ONLY: Final = 0o600
FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")


class Altered(Exception):
    """A document is not what its seal was made for, or bears no seal that can be read."""


def canonical(value: Any) -> bytes:
    """JSON data in its one form: names sorted, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def make_seal(value: Any) -> dict[str, str]:
    """The seal of this instance under some JSON data. The same data always get the same one."""
    key = _own_key()
    public = key.public_key().public_bytes_raw()
    return {
        "algorithm": ALGORITHM,
        "public_key": base64.b64encode(public).decode(),
        "fingerprint": fingerprint_of(public),
        "signature": base64.b64encode(key.sign(canonical(value))).decode(),
    }


def check_seal(value: Any, seal: dict[str, str]) -> str:
    """The fingerprint of the key that sealed these data. Raises Altered."""
    try:
        public = base64.b64decode(seal["public_key"], validate=True)
        signature = base64.b64decode(seal["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, canonical(value))
    except (InvalidSignature, binascii.Error, KeyError, ValueError) as problem:
        raise Altered from problem
    if seal.get("algorithm") != ALGORITHM or seal.get("fingerprint") != fingerprint_of(public):
        raise Altered
    return fingerprint_of(public)


def fingerprint_of(public: bytes) -> str:
    """By which people tell a key from others."""
    return hashlib.sha256(public).hexdigest()


def own_fingerprint() -> str:
    """That of this instance."""
    return fingerprint_of(_own_key().public_key().public_bytes_raw())


def is_known(fingerprint: str) -> bool:
    """Whether a key is this instance's, or one that its operators wrote down: the file
    `known_seals` in the data folder, a fingerprint a line with what one likes after it."""
    if fingerprint == own_fingerprint():
        return True
    try:
        text = (Path(settings.DATA_DIR) / KNOWN_NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    known = (line.split()[0] for line in text.splitlines() if line.split())
    return fingerprint in {word for word in known if FINGERPRINT.fullmatch(word)}


def _own_key() -> Ed25519PrivateKey:
    path = Path(settings.DATA_DIR) / KEY_NAME
    if not path.exists():
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii")))


def _make(path: Path) -> None:
    """Two workers may need it at the same moment: whoever is first makes it."""
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent) as made:  # 0600
        made.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
        made.flush()
        Path(made.name).chmod(OWNER_ONLY)
        with suppress(FileExistsError):
            os.link(made.name, path)
