import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.colours import contrast, luminance, to_tone
from roadmaps.domain.looks import (
    HOUSE,
    HOUSE_ACCENT,
    PAPER,
    READABLE,
    WHITE,
    correct_accent,
    derive_look,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
STYLE = Path(__file__).parents[3] / "static/css/report.css"


def test_house_look_is_that_of_the_style_sheet():
    root = STYLE.read_text().split(":root {", 1)[1].split("}", 1)[0]

    assert HOUSE.colours == dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", root))
    assert derive_look(HOUSE_ACCENT) is HOUSE


@pytest.mark.parametrize("colour", [HOUSE_ACCENT, "#000000", "#003189", "#e2001a"])
def test_colour_that_can_be_read_is_taken_as_it_is(colour):
    assert correct_accent(colour) == colour
    assert correct_accent(colour.upper()) == colour


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("#ff0000", "#e70000"),
        ("#ffcc00", "#8d6f00"),
        ("#00ffff", "#008181"),
        ("#cccccc", "#737373"),
    ],
)
def test_colour_that_is_too_pale_is_darkened_and_keeps_its_hue(asked, used):
    assert correct_accent(asked) == used
    if to_tone(asked).chroma > 0.03:
        assert to_tone(used).hue == pytest.approx(to_tone(asked).hue, abs=0.05)


@pytest.mark.parametrize("colour", ["#ffffff", "#fbfaf7", "#dddddd"])
def test_colour_that_is_nearly_white_is_refused(colour):
    assert correct_accent(colour) is None


@pytest.mark.parametrize("text", ["", "teal", "#fff", "#12345g", "#123456; }"])
def test_what_is_no_colour_is_an_error(text):
    with pytest.raises(ValueError, match="not a colour"):
        correct_accent(text)


@given(COLOURS)
def test_accent_can_always_be_read_on_white_and_on_paper(colour):
    used = correct_accent(colour)

    if used is not None:
        assert min(contrast(used, WHITE), contrast(used, PAPER)) >= READABLE
        assert luminance(used) <= luminance(colour) + 0.01


@given(COLOURS)
def test_shades_grow_darker_and_each_bears_its_ink(colour):
    used = correct_accent(colour)
    if used is None:
        return
    look = derive_look(used)

    grounds = [luminance(shade.ground) for shade in look.intensities]
    assert len(grounds) == 6
    assert all(pale > strong * 1.1 for pale, strong in pairwise(grounds))
    assert all(contrast(shade.ground, shade.ink) >= READABLE for shade in look.intensities)
    assert set(look.colours) == set(HOUSE.colours)


def test_worked_examples_of_the_method_hold():
    text = (STYLE.parents[2] / "docs/method.md").read_text()
    rows = re.findall(r"^\| (#\w{6}) \| (#\w{6}) \| ((?:#\w{6} ?){6})", text, re.MULTILINE)

    assert len(rows) == 3
    for asked, used, shades in rows:
        assert correct_accent(asked) == used
        assert [s.ground for s in derive_look(used).intensities] == shades.split()
