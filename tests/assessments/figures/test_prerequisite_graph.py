import itertools

from hypothesis import given
from hypothesis import strategies as st

from assessments.figures.prerequisite_graph import GraphStone, draw_graph
from tests.builders import shipped_maturity_model

SHIPPED = shipped_maturity_model()
NAMES = {stage.number: stage.code for stage in SHIPPED.stages}


def shipped_graph(**changes):
    stones = [
        GraphStone(s.code, s.block, NAMES[s.stage], s.prerequisites, s.code in SHIPPED.gate_stones)
        for s in SHIPPED.stones
    ]
    return draw_graph(SHIPPED.blocks, list(NAMES.values()), stones, **changes)


def test_draw_graph_places_blocks_as_columns_and_stages_as_rows():
    graph = shipped_graph(chasm_after="functional")
    place = {node.code: (node.x, node.y) for node in graph.nodes}

    assert len(graph.nodes) == 63
    assert len(graph.edges) == sum(len(stone.prerequisites) for stone in SHIPPED.stones)
    assert place["VIS-1"][0] == place["VIS-2"][0] < place["VOC-1"][0]
    assert place["VIS-1"][1] < graph.bands[1].y < place["VIS-2"][1] < place["VIS-3"][1]
    assert graph.chasm == graph.bands[2].y
    assert {node.code for node in graph.nodes if node.is_gate} == {"VIS-2", "VIS-3", "EXB-4"}
    assert not any(edge.is_wrong for edge in graph.edges)


def test_draw_graph_hands_every_stone_its_own_lines():
    (stone,) = [node for node in shipped_graph().nodes if node.code == "IMP-4"]

    assert {edge.needed for edge in stone.incoming} == {"IMP-2", "INT-2"}
    assert {edge.stone for edge in stone.outgoing} == {"IMP-7"}


def test_draw_graph_marks_circles_and_later_stages():
    stones = [
        GraphStone("A", "X", "one", ("B",)),
        GraphStone("B", "X", "one", ("A",)),
        GraphStone("C", "Y", "one", ("D", "GONE")),
        GraphStone("D", "Y", "two", ()),
        GraphStone("E", "NOWHERE", "two", ("A",)),
    ]
    graph = draw_graph(["X", "Y"], ["one", "two"], stones)

    assert {(edge.needed, edge.stone) for edge in graph.edges if edge.is_wrong} == {
        ("A", "B"),
        ("B", "A"),
        ("D", "C"),
    }
    assert [node.code for node in graph.nodes] == ["A", "B", "C", "D"]


CODES = st.lists(st.text("ABC-19", min_size=1, max_size=40), unique=True, max_size=30)


@given(CODES, st.integers(1, 12), st.integers(1, 6), st.randoms())
def test_draw_graph_keeps_stones_apart_and_inside(codes, blocks, stages, dice):
    block_codes, stage_codes = list(map(str, range(blocks))), list(map(str, range(stages)))
    stones = [
        GraphStone(
            code,
            dice.choice(block_codes),
            dice.choice(stage_codes),
            tuple(dice.sample(codes, min(2, len(codes)))),
        )
        for code in codes
    ]
    graph = draw_graph(block_codes, stage_codes, stones)

    for node in graph.nodes:
        assert 0 <= node.x <= graph.width - graph.node_width
        assert 0 <= node.y <= graph.height - graph.node_height
    for one, other in itertools.combinations(graph.nodes, 2):
        apart_x = abs(one.x - other.x) >= graph.node_width
        assert apart_x or abs(one.y - other.y) >= graph.node_height


def test_draw_graph_draws_nothing_of_an_empty_draft():
    graph = draw_graph([], [], [])

    assert (graph.nodes, graph.edges, graph.bands, graph.chasm) == ((), (), (), None)
