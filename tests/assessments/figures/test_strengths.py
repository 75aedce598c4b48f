from assessments.figures import strongest_blocks, strongest_stones
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of


def test_two_strongest_blocks_come_first_and_ties_keep_the_order():
    found = strongest_blocks(scorecard_of({"INN": (3, 4)}))

    assert [block.block for block in found] == ["INN", "VIS"]
    assert strongest_blocks(scorecard_of(dict.fromkeys(["INN"]), default=(0, 0)))[0].block == "VIS"


def test_strongest_stones_are_acquired_and_at_most_four():
    model = shipped_maturity_model()
    answers = {"IMP-2": (4, 4), "VOC-1": (3, 4)}

    assert [s.stone for s in strongest_stones(scorecard_of(answers, default=(1, 2)), model)] == [
        "IMP-2",
        "VOC-1",
    ]
    assert len(strongest_stones(scorecard_of(), model)) == 4
