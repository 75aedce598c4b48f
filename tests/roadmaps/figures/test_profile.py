import pytest

from cxmaturity.lettering import width_of
from roadmaps.domain.report_results import TargetRow
from roadmaps.domain.targets import Intention, Target
from roadmaps.figures.profile import HEIGHT, LETTERS, WIDTH, draw_profile

STAGES = {1: "Basic", 2: "Functional", 3: "Integrated", 4: "Customer-first"}


def row(block, today, wanted):
    return TargetRow(block, today, (Target(block, 5, wanted, Intention.ADVANCE),))


def draw(*rows, names=None):
    return draw_profile(rows, 5, STAGES, names or {})


FOUR = (row("A", 1, 2), row("B", 4, 4), row("C", 2, 3), row("D", 2, 2))


def test_stages_stand_on_their_rings_clockwise_from_the_top():
    profile = draw(*FOUR)

    assert [(spot.x, spot.y) for spot in profile.today.spots] == [
        (234, 110), (338, 136), (234, 188), (182, 136),
    ]  # fmt: skip
    assert [(spot.x, spot.y) for spot in profile.wanted.spots] == [
        (234, 84), (338, 136), (234, 214), (182, 136),
    ]  # fmt: skip
    assert profile.today.path == "M234 110L338 136L234 188L182 136L234 110"
    assert [ring.name for ring in profile.rings] == list(STAGES.values())


def test_a_block_without_a_stage_leaves_a_gap():
    profile = draw(*FOUR, row("E", None, 2))

    assert not profile.today.is_closed
    assert profile.today.path.count("M") == 1
    assert profile.today.path.count("L") == 3
    assert profile.wanted.is_closed


def test_too_few_blocks_make_no_radar():
    assert draw(*FOUR[:2]) is None
    assert draw(row("A", 1, 1), row("B", 1, 1), row("C", None, 1)) is None


@pytest.mark.parametrize("count", [3, 8, 12])
def test_names_around_stay_inside_the_drawing(count):
    names = {f"B{n}": f"Département de la relation avec les clientes {n}" for n in range(count)}
    profile = draw(*[row(code, 2, 3) for code in names], names=names)

    for around in profile.around:
        for x, y, text in around.lines:
            width = width_of(text, LETTERS)
            start = {"start": x, "end": x - width, "middle": x - width / 2}[around.anchor]
            assert start >= 0
            assert start + width <= WIDTH
            assert 6 <= y <= HEIGHT
