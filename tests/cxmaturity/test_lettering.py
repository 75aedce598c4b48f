import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.lettering import CUT, break_lines, width_of

NAME = "External branding and engagement"


def test_width_grows_with_size_and_weight():
    assert width_of("", 10) == 0
    assert width_of(NAME, 20) == pytest.approx(2 * width_of(NAME, 10))
    assert width_of(NAME, 10, strong=True) > width_of(NAME, 10)
    assert width_of("\u202f", 10) == width_of("\u2009", 10) < width_of(" ", 10) * 2


def test_signs_that_the_font_lacks_take_the_room_of_their_mark():
    assert width_of("漢字", 10) == 30


def test_lines_break_between_words_and_say_what_they_leave_out():
    assert break_lines(NAME, 8, 500, 2) == (NAME,)
    assert break_lines(NAME, 8, 80, 2) == ("External branding and", "engagement")
    assert break_lines(NAME, 8, 80, 1) == ("External branding an…",)
    assert break_lines("", 8, 80, 2) == ()


@given(st.text(max_size=60), st.integers(20, 90), st.integers(1, 3))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost_unsaid(text, width, most):
    lines = break_lines(text, 8, width, most)

    assert len(lines) <= most
    assert all(width_of(line, 8) <= width or len(line) == 1 for line in lines)
    if not (lines and lines[-1].endswith(CUT)):
        assert "".join("".join(lines).split()) == "".join(text.split())
