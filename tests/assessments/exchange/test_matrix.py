import copy

from assessments.exchange.matrix import Cell, Side, lay_out_matrix
from assessments.exchange.sectors import speak
from tests.builders import shipped_document

SHIPPED = speak(shipped_document())


def test_lay_out_matrix_has_sides_stages_and_cells():
    matrix = lay_out_matrix(SHIPPED, "fr")

    assert matrix.sides == (Side("brand_centric", 2), Side("customer_centric", 2))
    assert matrix.stages[1] == Cell("Fonctionnel", is_before_chasm=True)
    assert [stage.is_before_chasm for stage in matrix.stages] == [False, True, False, False]
    assert [row.name for row in matrix.rows][1] == "Voix du client"
    assert [len(row.cells) for row in matrix.rows] == [4] * 8
    assert not matrix.is_dense


def test_lay_out_matrix_leaves_missing_texts_blank_and_needs_no_chasm():
    document = copy.deepcopy(SHIPPED) | {"gate": None}
    del document["blocks"][0]["descriptors"]
    document["blocks"][1]["descriptors"]["basic"] = {"en": "x"}

    matrix = lay_out_matrix(document, "fr")

    assert {cell.text for cell in matrix.rows[0].cells} == {""}
    assert matrix.rows[1].cells[0] == Cell("", is_before_chasm=False)
