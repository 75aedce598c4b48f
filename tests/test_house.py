"""The sizes of the house: what no linter counts."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for package in ("cxmaturity", "assessments", "roadmaps", "benchmarks")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
VIEWS = [path for path in SOURCES if path.parent.name == "views"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions() -> list[tuple[str, int]]:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((f"{name_of(path)}:{node.lineno} {node.name}", length))
    return found


def views() -> list[tuple[str, int]]:
    """Functions that addresses lead to, with the lines of their body after the docstring."""
    found = []
    for path in VIEWS:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            arguments = node.args.args if isinstance(node, ast.FunctionDef) else []
            if arguments and arguments[0].arg == "request" and not node.name.startswith("_"):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (node.end_lineno or 0) - body[0].lineno + 1
                found.append((f"{name_of(path)}:{node.lineno} {node.name}", length))
    return found


def test_modules_have_at_most_300_lines():
    assert [name_of(path) for path in SOURCES if lines_of(path) > 300] == []


def test_nine_modules_in_ten_have_at_most_200_lines():
    lengths = [lines_of(path) for path in SOURCES]
    assert sum(length <= 200 for length in lengths) >= 0.9 * len(lengths)


def test_functions_have_at_most_40_lines():
    assert [name for name, length in functions() if length > 40] == []


def test_functions_are_short_at_the_median():
    lengths = [length for _, length in functions()]
    assert statistics.median(lengths) <= 8
    assert sum(length <= 25 for length in lengths) >= 0.9 * len(lengths)


def test_views_have_bodies_of_at_most_20_lines():
    assert len(views()) > 30
    assert [name for name, length in views() if length > 20] == []


def test_templates_have_at_most_130_lines():
    assert [name_of(path) for path in TEMPLATES if lines_of(path) > 130] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_carry_no_style_and_no_script_of_their_own(path):
    text = path.read_text(encoding="utf-8")
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text
    for part in text.split("<script")[1:]:
        opening = part.split(">", 1)[0]
        assert "src=" in opening or "application/json" in opening


def test_no_rest_of_unfinished_work_is_left():
    marks = ("TODO", "FIXME", "XXX", "NotImplementedError")
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in SOURCES + TEMPLATES}
    assert [name for name, text in texts.items() if any(mark in text for mark in marks)] == []
