from dataclasses import replace

from assessments.figures import PAPER
from roadmaps.domain.outcomes import Comparison, Outcome, Spread
from roadmaps.figures import draw_curves


def outcome(*points):
    curve = tuple(Spread(*point) for point in points)
    return Outcome(0.5, 0.5, 2, None, curve[-1], 0.4, 1.0, curve)


COMPARISON = Comparison(
    big_bang=outcome((0, 0, 0), (-1, -1, -1), (-4.2, -2, 1)),
    gradual=outcome((0, 0, 0), (-1, -1, -1), (-1.5, 0.5, 3)),
    gradual_better=0.9,
    runs=100,
)


def traces_of(drawing):
    *areas, zero, one, other = drawing.figure["data"]
    return areas, zero, (one, other)


def test_the_lines_are_the_middle_and_the_areas_eight_futures_in_ten():
    areas, zero, lines = traces_of(draw_curves(COMPARISON, "Curves", str, PAPER))
    assert [line["y"] for line in lines] == [[0, -1, -2], [0, -1, 0.5]]
    assert [line["line"]["dash"] for line in lines] == ["dash", "solid"]
    assert areas[0]["x"] == [0, 1, 2, 2, 1, 0]
    assert areas[0]["y"] == [0, -1, 1, -4.2, -1, 0]
    assert (zero["x"], zero["y"]) == ([0, 2], [0, 0])


def test_ticks_are_round_numbers_that_hold_every_point_in_the_words_given():
    drawing = draw_curves(COMPARISON, "Curves", lambda v: f"{v:.0f} F", PAPER)
    axis = drawing.figure["layout"]["yaxis"]
    assert axis["range"] == [-6, 4]
    assert axis["tickvals"] == [-6, -4, -2, 0, 2, 4]
    assert axis["ticktext"] == ["-6 F", "-4 F", "-2 F", "0 F", "2 F", "4 F"]


def test_nothing_but_zeros_is_drawn_too():
    flat = outcome((0, 0, 0), (0, 0, 0))
    drawing = draw_curves(replace(COMPARISON, big_bang=flat, gradual=flat), "Flat", str, PAPER)
    assert drawing.svg.startswith("<svg")
    low, high = drawing.figure["layout"]["yaxis"]["range"]
    assert low < high
