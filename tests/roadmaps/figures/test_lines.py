import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.benefits import Point
from roadmaps.domain.indicators import Indicator, Measurement
from roadmaps.figures.lines import Look, draw_benefits, draw_indicator, find_ticks

MARCH, JUNE, DECEMBER = dt.date(2027, 3, 1), dt.date(2027, 6, 1), dt.date(2027, 12, 1)
LOOK = Look(400, 200, 40, lambda day: f"{day:%b %Y}", lambda value: f"{value:g}")


def paths(svg):
    return re.findall(r'<path d="([^"]+)"[^>]*?(?:stroke-dasharray="([^"]+)")?[^>]*/>', svg)


def test_nothing_measured_is_nothing_drawn():
    assert draw_indicator(Indicator(1, "Calls", baseline=1, target=2), "Calls", LOOK) == ""
    assert draw_benefits((), "Benefits", LOOK) == ""


def test_line_of_an_indicator_goes_beside_its_way_to_the_target():
    measurements = (Measurement(JUNE, 50), Measurement(MARCH, 45))
    indicator = Indicator(
        1, "Calls", baseline=40, target=60, target_on=DECEMBER, measurements=measurements
    )
    svg = draw_indicator(indicator, "Calls & more", LOOK)
    assert "<title>Calls &amp; more</title>" in svg
    assert svg.count("<circle") == 2
    assert 'stroke-dasharray="6 4"' in svg
    assert "Mar 2027" in svg
    assert "Dec 2027" in svg


@pytest.mark.parametrize(
    "fields", [{}, {"target": 60}, {"target": 60, "target_on": MARCH}, {"baseline": 45}]
)
def test_one_measurement_is_a_mark(fields):
    indicator = Indicator(1, "Calls", measurements=(Measurement(MARCH, 45),), **fields)
    svg = draw_indicator(indicator, "Calls", LOOK)
    assert svg.count("<circle") == 1
    assert svg.count("Mar 2027") == 1


def test_benefits_have_an_area_a_dashed_and_a_solid_line():
    points = [
        Point(day, Decimal(low), Decimal(2 * low), Decimal(3 * low), obtained)
        for day, low, obtained in (
            (MARCH, 0, Decimal(0)),
            (JUNE, 5, Decimal(8)),
            (DECEMBER, 9, None),
        )
    ]
    svg = draw_benefits(points, "Benefits", LOOK)
    assert 'opacity="0.15"' in svg
    assert svg.count('stroke-dasharray="6 4"') == 1
    assert "<circle" not in svg


def test_benefits_of_tomorrow_have_no_solid_line():
    points = [Point(day, Decimal(1), Decimal(1), Decimal(1), None) for day in (MARCH, JUNE)]
    assert "<circle" not in draw_benefits(points, "Benefits", LOOK)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([40, 60], (40, 50, 60)),
        ([0, 1], (0, 0.5, 1)),
        ([5], (4, 5, 6)),
        ([0], (0, 0.5, 1)),
        ([-3, 12], (-5, 0, 5, 10, 15)),
    ],
)
def test_ticks_are_round(values, ticks):
    assert find_ticks(values) == ticks


@given(st.lists(st.floats(-1e12, 1e12), min_size=1))
def test_ticks_hold_all_values(values):
    ticks = find_ticks(values)
    room = 1e-6 * max(1, abs(ticks[0]), abs(ticks[-1]))
    assert len(ticks) >= 2
    assert ticks[0] - room <= min(values)
    assert max(values) <= ticks[-1] + room
