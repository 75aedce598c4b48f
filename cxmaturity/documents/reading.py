"""Reading a JSON or YAML file that nobody vouches for: small, plain data or a clear error."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from cxmaturity.documents.json_documents import parse_json
from cxmaturity.documents.problems import DocumentErrors, Path, Problem, collect
from cxmaturity.documents.yaml_documents import parse_yaml

MOST_BYTES = 1_000_000
LARGEST_NUMBER = 10**12
# NUL cannot be stored, the others have no place in a text; a surrogate is half a character.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (mappings, lists, texts, numbers) and the line of each of its parts."""

    data: Any
    lines: dict[Path, int]

    def locate(self, problem: Problem) -> Problem:
        """The same problem with the line of the nearest part that has one."""
        path = problem.path
        while path and path not in self.lines:
            path = path[:-1]
        return replace(problem, line=self.lines.get(path))


def read_bytes(file: File, most_bytes: int) -> bytes:
    """The content of a file. Raises DocumentErrors when it cannot be read or is too large."""
    try:
        with file.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as error:
        raise DocumentErrors([Problem(f"cannot be read ({error.strerror})")]) from error
    if len(content) > most_bytes:
        raise DocumentErrors([Problem(f"is larger than {most_bytes / 1_000_000:g} MB")])
    return content


def decode(content: bytes) -> str:
    """Bytes as text. Raises DocumentErrors, with the line, when they are not UTF-8 or hold NUL."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentErrors([Problem("is not UTF-8 text", line=line)]) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DocumentErrors([Problem("holds a NUL character", line=line)])
    if not text.strip():
        raise DocumentErrors([Problem("is empty")])
    return text


def read_document(file: File) -> Document:
    """A JSON or YAML file as plain data, see `parse_document`. Raises DocumentErrors."""
    return parse_document(read_bytes(file, MOST_BYTES), file.suffix)


def parse_document(content: bytes, suffix: str) -> Document:
    """JSON or YAML as plain data (YAML 1.2, without anchors and aliases).

    The suffix of the file's name tells which; without one, what begins with a brace is JSON.
    Raises DocumentErrors, with the line where it is known.
    """
    text = decode(content)
    if suffix.lower() in {".yaml", ".yml"}:
        is_json = False
    else:
        is_json = suffix.lower() == ".json" or text.lstrip()[:1] == "{"
    document = Document(*(parse_json(text) if is_json else parse_yaml(text)))
    errors = collect(document.locate(problem) for problem in _find_unfit(document.data))
    if errors:
        raise errors
    return document


def _find_unfit(data: Any) -> Iterator[Problem]:
    """Values that no JSON document could hold, or no database could keep."""
    todo: list[tuple[Path, Any]] = [((), data)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, dict):
            todo += [((*path, key), entry) for key, entry in value.items()]
            unfit = next((key for key in value if _UNFIT.search(key)), None)
            if unfit is not None:
                yield Problem("a name holds a control character", path=path)
        elif isinstance(value, list):
            todo += [((*path, index), entry) for index, entry in enumerate(value)]
        elif message := _why_unfit(value):
            yield Problem(message, place=".".join(map(str, path)), path=path)


def _why_unfit(value: Any) -> str:
    if isinstance(value, str):
        return "the text holds a control character" if _UNFIT.search(value) else ""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        fits = math.isfinite(value) and abs(value) <= LARGEST_NUMBER
        return "" if fits else "the number is too large or no number"
    return "must be a text, a number, a list or a mapping; put dates in quotes"
