from assessments.domain.responses import NOT_APPLICABLE
from assessments.figures import heatmap, heatmap_legend
from assessments.figures.heatmap import Cell, LegendEntry
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of, shipped_wording

MODEL, NAMES = shipped_maturity_model(), shipped_wording().block_names


def test_heatmap_shows_own_means_by_bands_of_stones():
    scorecard = scorecard_of({"VIS-1": (4, 4), "VOC-1": (1, 1)})
    rows = heatmap(scorecard, MODEL, NAMES, link=lambda code: f"/{code}/")

    assert len(rows) == 8
    assert rows[0].name == "Shared vision: strategy and culture"
    assert rows[0].cells[0] == Cell(100, 5, "/VIS/#stage-1", "")
    assert rows[0].cells[1] == Cell(37, 2, "/VIS/#stage-2", "")
    assert rows[1].cells[0] == Cell(6, 0, "/VOC/#stage-1", "")


def test_heatmap_says_why_a_cell_is_empty():
    answers = {"VIS-1": (NOT_APPLICABLE, 7), "VOC-1": None}
    rows = heatmap(scorecard_of(answers), MODEL, NAMES)

    assert rows[0].cells[0] == Cell(None, 0, "", "Does not apply")
    assert rows[1].cells[0] == Cell(None, 0, "", "Too few answers")
    assert rows[0].url == rows[0].cells[1].url == ""


def test_quick_form_has_no_heatmap():
    assert heatmap(scorecard_of(form="quick"), MODEL, NAMES) == ()


def test_legend_has_the_bands_of_the_model():
    assert heatmap_legend(MODEL) == (
        LegendEntry("0 to under 15", 0),
        LegendEntry("15 to under 35", 1),
        LegendEntry("35 to under 55", 2),
        LegendEntry("55 to under 75", 4),
        LegendEntry("75 and more", 5),
    )
