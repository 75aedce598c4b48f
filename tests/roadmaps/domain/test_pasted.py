import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.indicators import Measurement
from roadmaps.domain.pasted import Flaw, Problem, read_pasted

MARCH = dt.date(2027, 3, 31)


@pytest.mark.parametrize(
    ("line", "value", "note"),
    [
        ("2027-03-31\t42.5", 42.5, ""),
        ("2027-03-31; 42,5; counted by hand", 42.5, "counted by hand"),
        ("31/03/2027\t1 250\tall sites", 1250, "all sites"),
        ("31.3.2027 42%", 42, ""),
        ("31.3.2027, 42 after the move", 42, "after the move"),
        ("2027-03-31;−3,5\u00a0%", -3.5, ""),
        ("  2027-03-31   7  ", 7, ""),
    ],
)
def test_lines_read_as_people_write_them(line, value, note):
    assert read_pasted(line).measurements == (Measurement(MARCH, value, note),)


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        ("soon; 4", Flaw.DAY),
        ("32/01/2027; 4", Flaw.DAY),
        ("2027-02-30; 4", Flaw.DAY),
        ("2027-03-31", Flaw.VALUE),
        ("2027-03-31; many", Flaw.VALUE),
        ("2027-03-31; nan", Flaw.VALUE),
        ("2027-03-31; 1e13", Flaw.VALUE),
        (f"2027-03-31; 4; {'x' * 301}", Flaw.NOTE),
    ],
)
def test_lines_that_cannot_be_read_are_named(line, flaw):
    pasted = read_pasted(f"2027-01-01; 1\n\n{line}")
    assert pasted.problems == (Problem(3, flaw, line),)
    assert len(pasted.measurements) == 1


def test_a_day_comes_once():
    assert read_pasted("2027-03-31; 1\n31/03/2027; 2").problems[0].flaw is Flaw.TWICE


def test_nothing_is_nothing():
    assert read_pasted(" \n\n") == read_pasted("")


@given(st.text(max_size=200))
def test_every_line_is_read_or_named(text):
    pasted = read_pasted(text)
    lines = sum(bool(line.strip()) for line in text.splitlines())
    assert len(pasted.measurements) + len(pasted.problems) == lines
