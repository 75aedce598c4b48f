"""Vendored files are the ones we reviewed: listed, unchanged, licensed, without eval."""

import hashlib
import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
FOLDERS = (VENDOR, ROOT / "static" / "fonts", ROOT / "tests" / "browser" / "vendor")
PACKAGES = (
    VENDOR / "bootstrap",
    VENDOR / "plotly",
    ROOT / "static" / "fonts" / "source-serif-4",
    ROOT / "static" / "fonts" / "source-sans-3",
    ROOT / "tests" / "browser" / "vendor" / "axe-core",
)


def load_checksums() -> dict[str, str]:
    lines = (VENDOR / "CHECKSUMS").read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def find_vendored_files() -> dict[str, str]:
    files = (path for folder in FOLDERS for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path != VENDOR / "CHECKSUMS" and path != VENDOR / "README.md"
    }


def test_vendored_files_equal_their_checksums() -> None:
    assert find_vendored_files() == load_checksums()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_vendored_package_names_its_version_and_licence(package: Path) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", (package / "VERSION").read_text(encoding="utf-8"))
    assert len((package / "LICENSE").read_text(encoding="utf-8")) > 1_000


def test_plotly_bundle_has_the_version_of_the_python_package() -> None:
    assert (VENDOR / "plotly" / "VERSION").read_text().strip() == get_plotlyjs_version()


@pytest.mark.parametrize("dynamic_code", [r"\bnew Function\b", r"(?<![.\w])eval\("])
def test_plotly_bundle_compiles_no_code_at_run_time(dynamic_code: str) -> None:
    bundle = (VENDOR / "plotly" / "plotly.min.js").read_text(encoding="utf-8")

    assert re.findall(dynamic_code, bundle) == []


def test_plotly_bundle_sets_no_style_attribute_the_policy_would_refuse() -> None:
    bundle = (VENDOR / "plotly" / "plotly.min.js").read_text(encoding="utf-8")

    assert set(re.findall(r'\.attr\("style",([^)]*)\)', bundle)) == {"null"}
    assert '.style("image-rendering","pixelated")' in bundle


def test_font_style_sheet_names_every_font_file_once() -> None:
    style_sheet = ROOT / "static" / "css" / "fonts.css"
    urls = re.findall(r'url\("([^"]+)"\)', style_sheet.read_text(encoding="utf-8"))
    fonts = sorted((ROOT / "static" / "fonts").rglob("*.woff2"))

    assert sorted((style_sheet.parent / url).resolve() for url in urls) == fonts
