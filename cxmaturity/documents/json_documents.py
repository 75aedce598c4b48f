"""JSON with the line of every part, refusing names that come twice and deep nesting."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from cxmaturity.documents.problems import DocumentErrors, Path, Problem, quote

DEEPEST = 30
_TOKEN = re.compile(r'\n|"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def parse_json(text: str) -> tuple[Any, dict[Path, int]]:
    """Data and lines of a JSON text. Raises DocumentErrors."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
        lines = dict(_locate(_tokens(text)))
    except json.JSONDecodeError as error:
        problem = Problem(f"is not JSON: {error.msg}", line=error.lineno)
        raise DocumentErrors([problem]) from error
    except RecursionError as error:
        raise DocumentErrors([Problem(f"is nested more than {DEEPEST} deep")]) from error
    except ValueError as error:  # an integer of thousands of digits
        raise DocumentErrors([Problem("is not JSON: a number is too large")]) from error
    return data, lines


def _refuse_constant(name: str) -> NoReturn:
    raise DocumentErrors([Problem(f"is not JSON: {name} is no number")])


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match[0] == "\n":
            line += 1
        else:
            yield match[0], line


def _locate(tokens: Iterator[tuple[str, int]]) -> Iterator[tuple[Path, int]]:
    """Path and line of every part of a valid JSON text."""
    path: list[str | int] = []
    seen: list[set[str] | None] = []  # names of each open mapping, None for a list
    expects_name = False
    for mark, line in tokens:
        if mark in "}]":
            seen.pop()
            path.pop()
            expects_name = False
        elif mark == ",":
            names = seen[-1]
            expects_name = names is not None
            if names is None:
                path[-1] = int(path[-1]) + 1
        elif mark == ":":
            expects_name = False
        elif expects_name:
            path[-1] = _new_name(mark, seen[-1], line)
        else:
            yield tuple(path), line
            if mark in "{[":
                seen.append(set() if mark == "{" else None)
                path.append("" if mark == "{" else 0)
                expects_name = mark == "{"
                _check_depth(len(path), line)


def _new_name(token: str, names: set[str] | None, line: int) -> str:
    name = str(json.loads(token))
    if names is not None:
        if name in names:
            raise DocumentErrors([Problem(f"{quote(name)} is there twice", line=line)])
        names.add(name)
    return name


def _check_depth(depth: int, line: int) -> None:
    if depth > DEEPEST:
        raise DocumentErrors([Problem(f"is nested more than {DEEPEST} deep", line=line)])
