"""The design system: what every page may rely on."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from cxmaturity.gallery import gallery

STATIC = Path(settings.BASE_DIR) / "static"
OWN_CSS = sorted(path for path in (STATIC / "css").glob("*.css"))
TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
HEX = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
RESPONDENT_FILES = (
    "css/tokens.css",
    "css/respondent.css",
    "fonts/source-serif-4/source-serif-4-latin-600-normal.woff2",
    "fonts/source-sans-3/source-sans-3-latin-400-normal.woff2",
)


def tokens(scheme: str) -> dict[str, str]:
    """Name and colour of each token, by day or by night."""
    day, night = (
        (STATIC / "css/tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    )
    light = dict(HEX.findall(day))
    return light if scheme == "light" else light | dict(HEX.findall(night.split("@media print")[0]))


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sunken", "accent-wash", "note-wash"])
def test_text_and_borders_contrast_with_their_ground(scheme: str, ground: str) -> None:
    colours = tokens(scheme)
    text = {
        name: contrast(colours[name], colours[ground]) for name in ("ink", "ink-soft", "ink-faint")
    }
    edges = {name: contrast(colours[name], colours[ground]) for name in ("line-strong", "focus")}
    assert min(text.values()) >= 4.5, text
    assert min(edges.values()) >= 3, edges


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_intensity_carries_its_number(scheme: str) -> None:
    colours = tokens(scheme)
    ratios = [contrast(colours[f"intensity-{i}"], colours[f"on-intensity-{i}"]) for i in range(6)]
    assert min(ratios) >= 4.5, ratios


def test_every_css_variable_in_use_is_defined() -> None:
    css = "\n".join(path.read_text() for path in OWN_CSS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    used = {name for name in re.findall(r"var\((--[\w-]+)", css) if not name.startswith("--bs-")}
    assert used - defined == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", source) == []


def test_respondents_files_leave_room_in_their_budget() -> None:
    sizes = {name: (STATIC / name).read_bytes() for name in RESPONDENT_FILES}
    weights = {
        name: len(data if name.endswith("woff2") else gzip.compress(data))
        for name, data in sizes.items()
    }
    assert sum(weights.values()) <= 60_000, weights


def test_gallery_says_the_state_of_each_condition(rf: RequestFactory) -> None:
    page = gallery(rf.get("/gallery/")).content.decode()
    planks = re.findall(r"<title>([^<]*)</title><rect class=\"plank plank-(\w+)\"", page)
    assert [(title.strip(), state) for title, state in planks[:3]] == [
        ("In place:", "met"),
        ("Not known yet:", "unknown"),
        ("Not in place yet:", "not_met"),
    ]
    assert "Too few answers" in page


def test_gallery_shows_every_component() -> None:
    """Directly, or as a part of another component or of a skeleton."""
    folder = Path(settings.BASE_DIR) / "templates"
    shown = "".join(path.read_text() for path in (folder / "gallery").glob("*.html"))
    shown += (folder / "gallery.html").read_text()
    named = set(re.findall(r"components/(\w+)\.html", shown))
    assert {path.stem for path in (folder / "components").glob("*.html")} == named


def test_gallery_of_respondents_uses_no_framework(rf: RequestFactory) -> None:
    page = gallery(rf.get("/gallery/", {"page": "respondent"})).content.decode()
    assert re.findall(r'href="[^"]*?css/([\w-]+)[.\w]*css"', page) == ["tokens", "respondent"]
    assert page.count("<script") == 0


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_error_pages_need_no_request(name: str) -> None:
    with translation.override("en"):
        page = render_to_string(name)
    assert "<h1>" in page
    assert "Go to the start" in page
