import pytest

from assessments.figures import PAPER, SCREEN, draw, radar
from cxmaturity.svg import render_svg
from tests.scorecards import scorecard_of, shipped_wording

NAMES = shipped_wording().block_names


def test_radar_shows_the_score_of_each_block_and_closes():
    figure = radar(scorecard_of({"VOC": (4, 4)}), NAMES).to_plotly_json()
    area, line = figure["data"]

    assert list(line["r"]) == [37, 100, *[37] * 7]
    assert line["theta"][0] == line["theta"][-1] == "Shared vision:<br>strategy and<br>culture"
    assert area["r"] == line["r"]
    assert len(set(line["theta"])) == 8


def test_radar_leaves_a_gap_and_fills_nothing_where_a_block_has_no_score():
    (line,) = radar(scorecard_of({"IMP": None}), NAMES).to_plotly_json()["data"]

    assert line["r"][4] is None


def test_radar_needs_three_blocks():
    answers = dict.fromkeys(("INT", "VAL", "IMP", "INN", "INB", "EXB"))

    assert radar(scorecard_of(answers), NAMES) is None
    assert draw(scorecard_of(answers), tuple(NAMES.items()), "t") is None


def test_radar_keeps_names_plain():
    names = NAMES | {"IMP": "R&D <b>"}
    figure = radar(scorecard_of(), names).to_plotly_json()

    assert "R&amp;D &lt;b&gt;" in figure["data"][0]["theta"]
    assert ">R&amp;D &lt;b&gt;<" in render_svg(figure, title="t")


@pytest.mark.parametrize(("palette", "colour"), [(SCREEN, "var(--accent)"), (PAPER, "#0e5c63")])
def test_radar_takes_its_colours_from_screen_or_paper(palette, colour):
    drawing = draw(scorecard_of(), tuple(NAMES.items()), "Profile", palette)

    assert drawing.svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert f'stroke="{colour}"' in drawing.svg
    assert ("var(" in drawing.svg) is (palette is SCREEN)


def test_radar_is_drawn_once_for_a_scorecard_and_language():
    scorecard, names = scorecard_of(), tuple(NAMES.items())

    assert draw(scorecard, names, "a") is draw(scorecard, names, "a")
    assert draw(scorecard, names, "a") is not draw(scorecard, names, "b")
