"""Mail that came back: which messages can never be delivered (RFC 3464). Pure."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

MOST_BYTES: Final = 10_000_000
_PERMANENT: Final = re.compile(r"\s*5\.\d{1,3}\.\d{1,3}\b")
_ADDRESSEES: Final = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
_ANSWERS: Final = ("In-Reply-To", "References")


def find_undeliverable(content: bytes) -> tuple[str, ...]:
    """Texts that name the message which a report says can never be delivered; none otherwise.

    They hold its return path and its Message-ID, with whatever stands around those. Delays,
    deliveries, answers of people and mail that is no report give nothing.
    """
    message = email.message_from_bytes(content[:MOST_BYTES], policy=email.policy.compat32)
    if not any(_is_permanent(part) for part in message.walk()):
        return ()
    return tuple(dict.fromkeys(text for text in _find_names(message) if text))


def _is_permanent(part: Message) -> bool:
    """Whether a part is a report on a recipient who cannot be reached at all."""
    if part.get_content_type() != "message/delivery-status":
        return False
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return False
    return any(
        _text(block, "Action").strip().lower() == "failed"
        and _PERMANENT.match(_text(block, "Status"))
        for block in blocks
        if isinstance(block, Message)
    )


def _find_names(message: Message) -> Iterator[str]:
    for name in (*_ADDRESSEES, *_ANSWERS):
        yield _text(message, name)
    for part in message.walk():
        kind = part.get_content_type()
        if part is not message and part["Message-ID"]:
            yield _text(part, "Message-ID")
        if kind == "text/rfc822-headers" and isinstance(part.get_payload(), str):
            yield _text(email.message_from_string(str(part.get_payload())), "Message-ID")


def _text(part: Message, name: str) -> str:
    return " ".join(str(value) for value in part.get_all(name, []))
