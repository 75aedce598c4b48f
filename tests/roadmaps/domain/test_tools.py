from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.tools import (
    Concentration,
    Tool,
    Waiting,
    critical_suppliers,
    find_concentrations,
    find_silos,
    find_suppliers,
    find_tool_circle,
    find_waiting,
    layers_of,
    with_needed,
    without_purpose,
)

PLATFORM = Tool(1, "Platform", "Acme", "One record", True, departments=("sales", "service"))
SURVEY = Tool(2, "Survey", "  acme ", "", departments=("sales",), stones=("A", "B"), needs=(1,))
DESK = Tool(3, "Desk", "Bolt", "Calls", True, False, ("service",), ("B", "C"), (1,))
HOMEMADE = Tool(4, "Home-made list", is_critical=True, purpose="Names", stones=("A",))
TOOLS = (PLATFORM, SURVEY, DESK, HOMEMADE)


def test_suppliers_stand_behind_steps_directly_and_through_others():
    assert find_suppliers(TOOLS) == {"A": ("Acme",), "B": ("Acme", "Bolt"), "C": ("Bolt", "Acme")}


def test_critical_suppliers_are_counted_once():
    also = replace(SURVEY, is_critical=True)

    assert critical_suppliers((PLATFORM, also, DESK, HOMEMADE)) == (
        "Acme",
        "Bolt",
        "Home-made list",
    )
    assert critical_suppliers(()) == ()


def test_concentration_is_one_supplier_behind_three_steps_of_a_phase():
    assert find_concentrations(TOOLS, dict.fromkeys("ABC", "crawl")) == (
        Concentration("Acme", "crawl", ("A", "B", "C")),
    )
    assert find_concentrations(TOOLS, {"A": "crawl", "B": "crawl", "C": "walk"}) == ()
    assert find_concentrations(TOOLS, {"A": "crawl", "B": "crawl", "C": None}) == ()


def test_silo_is_a_tool_that_one_department_of_several_uses():
    assert find_silos(TOOLS, ("sales", "service")) == (SURVEY, DESK)
    assert find_silos(TOOLS, ("sales",)) == ()


def test_tools_without_purpose_are_found():
    blank = replace(PLATFORM, purpose="  ")

    assert without_purpose((blank, SURVEY, DESK)) == (blank, SURVEY)


def test_steps_wait_for_tools_that_are_not_in_place():
    unready = replace(PLATFORM, is_ready=False)
    placement = {"A": "crawl", "B": None, "C": "walk"}

    together = {"B": "walk", "C": "walk"}

    assert find_waiting(TOOLS, together) == (Waiting("walk", ("Desk",), ("B", "C")),)
    assert find_waiting(TOOLS, placement) == (Waiting("walk", ("Desk",), ("C",)),)
    assert find_waiting((unready, SURVEY, DESK), placement) == (
        Waiting("crawl", ("Platform",), ("A",)),
        Waiting("walk", ("Desk", "Platform"), ("C",)),
    )


def test_circle_is_spelled_out_by_name():
    closing = replace(PLATFORM, needs=(3,))

    assert find_tool_circle(TOOLS, PLATFORM) == ()
    assert sorted(find_tool_circle(TOOLS, closing)) in (
        ["Desk", "Desk", "Platform"],
        ["Desk", "Platform", "Platform"],
    )
    assert find_tool_circle(TOOLS, replace(PLATFORM, needs=(1,))) == ("Platform", "Platform")


def test_layers_count_from_what_needs_nothing():
    third = replace(SURVEY, needs=(3, 99))

    assert layers_of((PLATFORM, third, DESK)) == {1: 0, 2: 2, 3: 1}
    assert layers_of((replace(PLATFORM, needs=(3,)), DESK)) == {1: 0, 3: 0}


KEYS = st.integers(min_value=1, max_value=6)


@st.composite
def inventories(draw):
    keys = draw(st.sets(KEYS, min_size=1))
    return tuple(Tool(k, f"t{k}", needs=tuple(draw(st.sets(KEYS)))) for k in sorted(keys))


@given(inventories())
def test_whatever_tools_need_each_is_found_once_and_layers_rise(tools):
    by_key = {tool.key: tool for tool in tools}
    layers = layers_of(tools)
    is_round = bool(find_tool_circle(tools, tools[0]))

    for tool in tools:
        found = [each.key for each in with_needed(by_key, tool.key)]
        assert len(found) == len(set(found))
        assert found[0] == tool.key
        assert is_round or all(layers[n] < layers[tool.key] for n in tool.needs if n in by_key)
