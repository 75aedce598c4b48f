import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.colours import Tone, contrast, is_colour, luminance, to_colour, to_tone

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),  # the grey that WCAG's own examples call too pale
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_stays_on_its_scale_and_asks_no_order(one, other):
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS)
def test_colour_comes_back_from_its_tone(colour):
    again = to_colour(to_tone(colour))

    pairs = ((int(colour[i : i + 2], 16), int(again[i : i + 2], 16)) for i in (1, 3, 5))
    assert all(abs(before - after) <= 1 for before, after in pairs)


@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(-3.14, 3.14))
def test_tone_that_no_screen_shows_becomes_a_colour_of_its_lightness(lightness, chroma, hue):
    colour = to_colour(Tone(lightness, chroma, hue))

    assert is_colour(colour)
    assert to_tone(colour).lightness == pytest.approx(lightness, abs=0.05)


@pytest.mark.parametrize("text", ["", "0e5c63", "#0e5c6", "#0e5c634", "#0e5c6g", "red", "#０e5c63"])
def test_what_is_no_colour_is_told(text):
    assert not is_colour(text)


def test_luminance_goes_from_black_to_white():
    assert (luminance("#000000"), luminance("#ffffff")) == (0, pytest.approx(1))
