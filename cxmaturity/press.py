"""What runs in the process apart: takes pages from its input, gives files to its output.

A page comes as its length and JSON, a file goes as one byte (`+` made, `-` not), its length and its
bytes. Each is made in a child with limits: whatever becomes of it, the press goes on.
"""

import base64
import json
import os
import resource
import select
import struct
import sys
import tempfile
from collections.abc import Callable
from typing import IO, Final

from cxmaturity.pdf import Edition, Enclosure, NotPrinted, render_pdf, warm_up

CPU_SECONDS: Final = 60
MEMORY: Final = 2 << 30
NICENESS: Final = 10
IDLE_SECONDS: Final = 300.0
"""With nothing to do for so long, the press gives its memory back."""
LENGTH: Final = struct.Struct(">Q")


def pack(html: str, edition: Edition) -> bytes:
    """A page and how it is printed, as the press reads them."""
    document = {
        "html": html,
        "size": edition.size,
        "archived": edition.archived,
        "pictures": {name: _to_text(content) for name, content in edition.pictures.items()},
        "colours": dict(edition.colours),
        "enclosures": [
            [each.name, each.kind, each.description, _to_text(each.content)]
            for each in edition.enclosures
        ],
    }
    content = json.dumps(document).encode()
    return LENGTH.pack(len(content)) + content


def unpack(content: bytes) -> tuple[str, Edition]:
    """What `pack` packed, without its length."""
    document = json.loads(content)
    edition = Edition(
        size=document["size"],
        archived=document["archived"],
        pictures={name: base64.b64decode(text) for name, text in document["pictures"].items()},
        colours=document["colours"],
        enclosures=tuple(
            Enclosure(name, kind, description, base64.b64decode(text))
            for name, kind, description, text in document["enclosures"]
        ),
    )
    return document["html"], edition


def read_answer(read: Callable[[int], bytes]) -> tuple[bytes, bytes]:
    """The kind of an answer and its content, from a function that reads so many bytes."""
    head = read(1 + LENGTH.size)
    return head[:1], read(LENGTH.unpack(head[1:])[0])


def main() -> None:
    """Make files until there is nobody any more who asks, or nothing to do."""
    warm_up()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = source.read(LENGTH.size)
        if len(head) < LENGTH.size:
            return
        kind, content = _make(source.read(LENGTH.unpack(head)[0]))
        target.write(kind + LENGTH.pack(len(content)) + content)
        target.flush()


def _make(job: bytes) -> tuple[bytes, bytes]:
    """One file, made in a child; why there is none, if there is none."""
    with tempfile.TemporaryFile() as out:
        child = os.fork()
        if child == 0:
            _work(job, out)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        content = out.read()
    if status == 0:
        return b"+", content
    return b"-", content[:200] or f"ended with {status}".encode()


def _work(job: bytes, out: IO[bytes]) -> None:
    """In the child: the file, or the kind of what went wrong. Never returns."""
    try:
        os.nice(NICENESS)
        _bound(resource.RLIMIT_CPU, CPU_SECONDS)
        _bound(resource.RLIMIT_AS, MEMORY)
        out.write(render_pdf(*unpack(job)))
        out.flush()
        status = 0
    except NotPrinted as problem:
        # The kind alone: logs hold nothing of a page.
        out.write(type(problem.__cause__).__name__.encode())
        out.flush()
        status = 1
    except BaseException as problem:  # noqa: BLE001 -- a child must never go on as its parent
        out.write(type(problem).__name__.encode())
        out.flush()
        status = 1
    os._exit(status)


def _bound(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (bound, bound))


def _to_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


if __name__ == "__main__":
    main()
