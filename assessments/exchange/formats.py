"""A maturity model document as text: JSON or YAML, always the same bytes for the same document."""

import io
import json
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

FORMATS = {"json": "application/json", "yaml": "application/yaml"}
"""What a document may be written as, with its media type."""
_WIDEST = 100_000  # a text stays on one line, so that a diff shows it whole
# What some reader of YAML, old or new, takes for something else than a text.
_AMBIGUOUS = re.compile(r"(?i)(y|n|yes|no|on|off|true|false|null|~|[-+.\d=<].*|)\Z")


def render_document(document: dict[str, Any], name: str) -> str:
    """A document as text in one of FORMATS."""
    return to_json(document) if name == "json" else to_yaml(document)


def to_json(document: dict[str, Any]) -> str:
    """As JSON, one value a line."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def to_yaml(document: dict[str, Any]) -> str:
    """As YAML 1.2 in plain data; texts that an older reader would misread are in quotes."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _PlainTexts
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = _WIDEST
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


class _PlainTexts(SafeRepresenter):
    """Leaves texts plain where nobody misreads them, and never points to a value twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_text(self, data: str) -> ScalarNode:
        style = '"' if _AMBIGUOUS.match(data) or not data.isprintable() else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_PlainTexts.add_representer(str, _PlainTexts.represent_text)
