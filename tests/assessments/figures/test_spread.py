"""Items to talk about, gaps and groups as rows."""

import pytest

from assessments import figures
from assessments.domain.spread import BlockSpread, Cell, Distribution, ItemSpread, Spread, Topic
from assessments.figures.spread import Camps, seen_alike
from tests.builders import shipped_maturity_model

MODEL = shipped_maturity_model()


def item(stone: str, rank: int, **fields) -> ItemSpread:
    values = {
        "valid": 12,
        "capability": Distribution((2, 3, 1, 0, 6), 2.0, 1.7, (1.0, 4.0)),
        "breadth": Distribution((2, 1, 1, 4, 4), 3.0, 1.4, (1.0, 4.0)),
        "band": "divergent",
        "topic": Topic.HOW_SETTLED,
    }
    return ItemSpread(stone, rank=rank, **(values | fields))


def test_rows_follow_the_agenda_and_one_block():
    spread = Spread(items=(item("VIS-1", 2), item("VOC-1", 1), item("VIS-2", 3)))

    assert [r.item.stone for r in figures.differing_rows(spread, MODEL)] == [
        "VOC-1",
        "VIS-1",
        "VIS-2",
    ]
    assert [r.item.stone for r in figures.differing_rows(spread, MODEL, "VIS")] == [
        "VIS-1",
        "VIS-2",
    ]


def test_segments_fill_the_bar_without_levels_that_nobody_chose():
    row = figures.differing_rows(Spread(items=(item("VIS-1", 1),)), MODEL)[0]

    assert [part.count for part in row.capability.segments] == [2, 3, 1, 6]
    assert [part.levels for part in row.capability.segments] == [(0,), (1,), (2,), (4,)]
    assert [part.intensity for part in row.capability.segments] == [0, 1, 2, 5]
    assert [part.start for part in row.capability.segments] == [0, 50, 125, 150]
    assert sum(count for _levels, count in row.capability.rows) == 12


def test_three_classes_make_three_segments():
    coarse = Distribution((4, 0, 3))
    row = figures.differing_rows(
        Spread(items=(item("VIS-1", 1, capability=coarse, capability_split=0.98),)), MODEL
    )[0]

    assert row.capability.rows == (((0, 1), 4), ((2,), 0), ((3, 4), 3))
    assert [part.intensity for part in row.capability.segments] == [0, 5]
    assert row.capability_camps == Camps(4, 3)


@pytest.mark.parametrize(("split", "camps"), [(None, None), (0.49, None), (0.5, Camps(5, 6))])
def test_camps_stand_from_half_of_the_largest_split(split, camps):
    row = figures.differing_rows(Spread(items=(item("VIS-1", 1, capability_split=split),)), MODEL)

    assert (row[0].capability_camps, row[0].breadth_camps) == (camps, None)


def test_seen_alike_begins_with_what_there_is_least_to_talk_about():
    spread = Spread(items=tuple(item(f"VIS-{n}", n, band="aligned") for n in (1, 2, 3)))

    assert seen_alike(spread, MODEL) == ("VIS-3", "VIS-2", "VIS-1")


def test_gaps_are_flagged_by_the_model_and_keep_inside_the_drawing():
    gaps = {"VIS": 15.0, "VOC": -14.9, "IMP": -80.0, "INT": None}
    blocks = tuple(
        BlockSpread(code, 12, 0.8, "to_discuss", perception_gap=gap) for code, gap in gaps.items()
    )
    rows = figures.gap_rows(Spread(blocks=blocks), MODEL)

    assert [(row.block, row.is_flagged) for row in rows] == [
        ("VIS", True),
        ("VOC", False),
        ("IMP", True),
    ]
    assert [row.place for row in rows] == [176.2, 123.9, 10.0]


def test_what_is_not_visible_is_named_from_the_threshold_widest_first():
    items = (
        item("VIS-1", 1, visibility_gap=0.3),
        item("VOC-1", 2, visibility_gap=0.29),
        item("VOC-2", 3, visibility_gap=0.5),
        item("VOC-3", 4),
    )
    blocks = (
        BlockSpread("VIS", 12, 0.8, "to_discuss", visibility_gap=0.31),
        BlockSpread("VOC", 12, 0.8, "to_discuss", visibility_gap=0.1),
    )
    spread = Spread(items=items, blocks=blocks)

    assert [(f.code, f.block) for f in figures.unseen_items(spread, MODEL)] == [
        ("VOC-2", "VOC"),
        ("VIS-1", "VIS"),
    ]
    assert [f.code for f in figures.unseen_blocks(spread, MODEL)] == ["VIS"]


def test_groups_keep_a_place_for_blocks_without_a_score():
    cells = (Cell("sales", ("sales",), 5, (("VIS", 80.0),)), Cell("it", ("it",), 5, ()))
    row = figures.cut_rows(cells, MODEL)[0]

    assert [(cell.value, cell.intensity) for cell in row.cells] == [(80, 5), (None, 0)]
