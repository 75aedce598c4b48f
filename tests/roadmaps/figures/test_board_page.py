from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.lettering import width_of
from roadmaps.domain.board_page import Crosser, Evidence
from roadmaps.domain.looks import HOUSE
from roadmaps.figures.board_page import CHASM, NAMES, WIDTH, draw_board_crossing
from tests.roadmaps.domain.test_board_page import CLOSED
from tests.scorecards import scorecard_of

STAGES = {1: "Basic", 2: "Functional", 3: "Integrated", 4: "Customer-first"}
EVIDENCE = tuple(
    Evidence(code, "VIS-2", state, CLOSED)
    for code, state in (("sponsor", "met"), ("agent", "not_met"), ("system", "unknown"))
)


@dataclass
class Page:
    """What the drawing reads of a page."""

    crossers: tuple
    evidence: tuple = EVIDENCE
    scorecard: object = None

    def __post_init__(self):
        self.scorecard = scorecard_of()


def draw(*crossers, stages=STAGES, names=None, **fields):
    return draw_board_crossing(Page(crossers, **fields), stages, names or {}, HOUSE)


def test_banks_fill_the_drawing_around_the_chasm():
    banks = draw(Crosser("IMP", 2, 3)).banks

    assert banks[0].x == NAMES
    assert banks[-1].right == WIDTH
    assert [b.x - a.right for a, b in pairwise(banks)] == [0, CHASM, 0]
    assert [bank.shade for bank in banks] == [HOUSE.intensities[n] for n in (1, 2, 4, 5)]


def test_planks_lie_over_the_chasm_and_tell_those_that_are_met():
    drawing = draw(*[Crosser(f"B{n}", 2, 2) for n in range(8)])

    assert [(plank.number, plank.is_met) for plank in drawing.planks] == [
        (1, True), (2, False), (3, False),
    ]  # fmt: skip
    assert all(0 < plank.y < drawing.height for plank in drawing.planks)


def test_the_way_over_the_chasm_is_drawn_in_the_ink_of_each_ground():
    (way,) = draw(Crosser("IMP", 2, 3)).ways

    assert [part.colour for part in way.stretches] == ["#1b2430", "#1b2430", "#ffffff"]
    assert (way.stretches[0].start, way.stretches[-1].end) == (way.today.middle, way.wanted.middle)


def test_a_block_that_stays_or_is_not_known_has_no_way():
    stays, unknown = draw(Crosser("IMP", 2, 2), Crosser("VOC", None, None)).ways

    assert stays.stretches == ()
    assert (stays.today, stays.wanted) == (stays.wanted, stays.today)
    assert (unknown.today, unknown.wanted) == (None, None)


def test_without_conditions_there_is_no_chasm():
    drawing = draw(Crosser("IMP", 1, 2), evidence=())

    assert drawing.chasm is None
    assert drawing.banks[-1].right == WIDTH


@given(st.text(min_size=1, max_size=120), st.integers(2, 6), st.integers(1, 12))
def test_names_stay_in_their_place_whatever_they_are(name, stages, blocks):
    drawing = draw(
        *[Crosser(f"B{n}", 1, 2) for n in range(blocks)],
        stages=dict.fromkeys(range(1, stages + 1), name),
        names={f"B{n}": name for n in range(blocks)},
    )

    for way in drawing.ways:
        widths = [width_of(line.text, float(way.size)) for line in way.lines]
        assert [width for width in widths if width > NAMES] == []
        assert all(way.y - 10 <= line.y <= way.bottom + 1 for line in way.lines)
    for bank in drawing.banks:
        assert all(width_of(line.text, 9, strong=True) <= bank.width for line in bank.lines)
