import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from assessments.exchange.answers import Asked, parse_answers

DOCUMENT = (settings.BASE_DIR / "docs" / "commands.md").read_text(encoding="utf-8")
OURS = [name for name, app in get_commands().items() if app in {"assessments", "roadmaps"}]


@pytest.mark.parametrize("command", [name for name in OURS if name != "demo_roadmap"])
def test_every_command_is_described(command):
    assert f"\n## {command}\n\n    {command}" in DOCUMENT
    assert f"[`{command}`](#{command})" in DOCUMENT


def test_the_example_of_answers_can_be_imported():
    (example,) = re.findall(r"```csv\n(.*?)```", DOCUMENT, re.DOTALL)
    asked = Asked(
        frozenset({"VIS-1", "VIS-2"}),
        ("leader", "front_line"),
        {"sales": "Sales", "service": "Service"},
    )
    sheets = parse_answers(example, asked)
    assert [len(sheet.answers) for sheet in sheets] == [2, 2]


def test_the_schemas_it_names_are_there():
    schemas = re.findall(r"\]\((schemas/[^)]+)\)", DOCUMENT)
    assert len(schemas) == 4
    assert all((settings.BASE_DIR / "docs" / name).is_file() for name in schemas)
