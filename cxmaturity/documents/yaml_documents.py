"""YAML 1.2 with the line of every part, refusing what YAML allows beyond plain data."""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from cxmaturity.documents.json_documents import DEEPEST
from cxmaturity.documents.problems import DocumentErrors, Path, Problem, quote

MOST_PARTS = 60_000
"""Ten times the shipped model. The parser, pure Python, takes a second for about 15,000."""
_TEXT = "tag:yaml.org,2002:str"


class _StrictComposer(Composer):
    """Stops at the first alias (they multiply) or anchor, at deep nesting and at too many parts."""

    parts = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise DocumentErrors([Problem("anchors (&) and aliases (*) are not taken", line=line)])
        if self.depth >= DEEPEST:
            raise DocumentErrors([Problem(f"is nested more than {DEEPEST} deep", line=line)])
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise DocumentErrors([Problem(f"has more than {MOST_PARTS} parts", line=line)])
        return super().compose_node(parent, index)


def parse_yaml(text: str) -> tuple[Any, dict[Path, int]]:
    """Data and lines of a YAML text. Raises DocumentErrors."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _StrictComposer
    try:
        node = yaml.compose(text)
        if node is None:
            raise DocumentErrors([Problem("is empty")])
        lines = dict(_locate(node, ()))
        return yaml.constructor.construct_document(node), lines
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(filter(None, (error.context, error.problem)))
        line = mark.line + 1 if mark else None
        raise DocumentErrors([Problem(f"is not YAML: {_one_line(problem)}", line=line)]) from error
    except (YAMLError, ValueError, OverflowError) as error:
        raise DocumentErrors([Problem(f"is not YAML: {_one_line(error)}")]) from error
    except RecursionError as error:
        raise DocumentErrors([Problem(f"is nested more than {DEEPEST} deep")]) from error


def _one_line(message: object) -> str:
    text = " ".join(str(message).split())
    return text[:200]


def _locate(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    """Path and line of every part; refuses names that come twice or are no texts."""
    yield path, node.start_mark.line + 1
    if isinstance(node, SequenceNode):
        for index, entry in enumerate(node.value):
            yield from _locate(entry, (*path, index))
    elif isinstance(node, MappingNode):
        names: set[str] = set()
        for key, entry in node.value:
            yield from _locate(entry, (*path, _new_name(key, names)))


def _new_name(key: Node, names: set[str]) -> str:
    line = key.start_mark.line + 1
    if str(key.tag) != _TEXT:
        raise DocumentErrors([Problem("a name must be a text: put it in quotes", line=line)])
    name = str(key.value)
    if name in names:
        raise DocumentErrors([Problem(f"{quote(name)} is there twice", line=line)])
    names.add(name)
    return name
