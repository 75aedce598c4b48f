from dataclasses import replace

from assessments.domain.spread import BlockSpread, Spread
from assessments.figures import Reach, crossing, reach_of, reaches
from tests.scorecards import scorecard_of, shipped_wording


def block(code, **known):
    return BlockSpread(code, 8, None, None, **known)


def test_reach_rounds_its_bounds_outwards():
    result = scorecard_of().blocks[0]

    assert reach_of(result, block("VIS", interval=(29.97, 55.03))) == Reach(
        "VIS", 37, 29, 56, is_span=False
    )
    assert reach_of(result, block("VIS", span=(25.0, 70.0))) == Reach(
        "VIS", 37, 25, 70, is_span=True
    )


def test_reach_of_one_voice_can_be_seen():
    assert reach_of(scorecard_of().blocks[0], block("VIS", interval=(37.0, 37.0))).width == 1


def test_reach_is_missing_where_nothing_may_be_said():
    withheld = scorecard_of({"VIS": None}).blocks[0]

    assert reach_of(withheld, block("VIS", interval=(1.0, 2.0))) is None
    assert reach_of(scorecard_of().blocks[0], block("VIS")) is None
    assert reaches(replace(scorecard_of(), spread=None)) == {}


def test_crossing_carries_reaches_to_their_blocks():
    wording = shipped_wording()
    spread = Spread(blocks=(block("VOC", interval=(30.0, 45.0)),))
    scorecard = replace(scorecard_of(), spread=spread)
    columns = crossing(
        scorecard, wording.stage_names, wording.block_names, reaches=reaches(scorecard)
    )

    drawn = {b.name: b.reach for column in columns for b in column.blocks if b.reach}
    assert drawn == {"Voice of the customer": Reach("VOC", 37, 30, 45, is_span=False)}
