from assessments.domain.spread import (
    BlockSpread,
    Cell,
    Cut,
    CutKind,
    Distribution,
    ItemSpread,
    Spread,
)
from roadmaps.figures.differing import SHOWN, dividing_rows, lay_cut, lay_gaps
from tests.roadmaps.domain.cases import maturity_model

ANSWERS = Distribution((2, 1, 0, 1, 2))
DEPARTMENTS = Cut(
    CutKind.DEPARTMENT,
    (
        Cell("others", ("c", "d"), 4, (("VIS", 20.0),)),
        Cell("b", ("b",), 6, (("VIS", 70.9), ("IMP", 10.0))),
        Cell("a", ("a",), 5, ()),
    ),
)


def item(stone, rank, band="divergent"):
    return ItemSpread(stone, 6, ANSWERS, ANSWERS, band, None, rank)


def test_questions_that_divide_are_the_first_of_the_agenda():
    codes = [stone.code for stone in maturity_model().stones[:8]]
    items = [item(code, 8 - n) for n, code in enumerate(codes)]
    rows = dividing_rows(Spread((*items, item("INN-1", 9, "aligned"))), maturity_model())

    assert [row.item.rank for row in rows] == list(range(1, SHOWN + 1))
    assert dividing_rows(Spread((item("INN-1", 1, "aligned"),)), maturity_model()) == ()


def test_groups_stand_in_the_order_of_their_list_and_pooled_ones_last():
    cut = lay_cut(
        Spread(cuts=(DEPARTMENTS,)), CutKind.DEPARTMENT, ("a", "b", "c"), maturity_model()
    )

    assert [row.cell.code for row in cut.rows] == ["a", "b", "others"]
    assert cut.pool == ("c", "d")
    scores = {row.cell.code: [score.value for score in row.scores] for row in cut.rows}
    blocks = maturity_model().blocks
    assert scores["b"][blocks.index("VIS")] == 70
    assert scores["a"] == [None] * len(blocks)


def test_nothing_stands_beside_one_another_where_no_group_may_be_shown():
    spread = Spread(cuts=(DEPARTMENTS,))

    assert lay_cut(spread, CutKind.VANTAGE, (), maturity_model()) is None


def test_gaps_are_told_towards_nought_and_only_where_they_may_be():
    blocks = [
        BlockSpread("VIS", 9, None, None, perception_gap=17.9),
        BlockSpread("IMP", 9, None, None, perception_gap=-3.2),
        BlockSpread("VOC", 9, None, None),
    ]
    gaps = dict(
        zip(
            maturity_model().blocks,
            lay_gaps(Spread(blocks=tuple(blocks)), maturity_model()),
            strict=True,
        )
    )

    assert (gaps["VIS"], gaps["IMP"], gaps["VOC"]) == (17, -3, None)
    assert lay_gaps(Spread(), maturity_model()) == ()
