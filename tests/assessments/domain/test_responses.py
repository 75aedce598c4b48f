import pytest

from assessments.domain.responses import (
    BLANK,
    DONT_KNOW,
    NOT_APPLICABLE,
    drop_silent,
    is_consistent,
    pack,
    pack_positions,
    unpack,
    unpack_positions,
)
from tests.builders import responses, worked_example_responses


@pytest.mark.parametrize(
    ("capability", "breadths"),
    [
        (0, {0}),
        (1, {1, 2, 3, 4, DONT_KNOW, BLANK}),
        (4, {1, 2, 3, 4, DONT_KNOW, BLANK}),
        (DONT_KNOW, {BLANK}),
        (NOT_APPLICABLE, {BLANK}),
        (BLANK, {BLANK}),
        (8, set()),
    ],
)
def test_is_consistent_lets_breadth_follow_capability(capability: int, breadths: set[int]) -> None:
    assert {b for b in range(9) if is_consistent(capability, b)} == breadths


def test_unpack_returns_what_was_packed() -> None:
    items = ("VOC-1", "VOC-2")
    sheets = [pack({"VOC-1": (3, 2)}, items), pack({"VOC-2": (0, 0)}, items)]
    capability, breadth = unpack(sheets, items)

    assert capability.tolist() == [[3, BLANK], [BLANK, 0]]
    assert breadth.tolist() == [[2, BLANK], [BLANK, 0]]


def test_unpack_refuses_a_sheet_of_another_form() -> None:
    with pytest.raises(ValueError, match="4 bytes"):
        unpack([b"\x01\x01"], ("VOC-1", "VOC-2"))


def test_drop_silent_keeps_sheets_with_an_answer() -> None:
    answers = responses(
        ["VOC-1"],
        [{}, {"VOC-1": (DONT_KNOW, BLANK)}, {"VOC-1": (2, 2)}, {}],
        ("a", "b", "c", "d"),
        ("leader", "manager", "support", "leader"),
    )
    heard = drop_silent(answers)

    assert heard.departments == ("b", "c")
    assert heard.vantages == ("manager", "support")
    assert heard.capability.tolist() == [[DONT_KNOW], [2]]
    assert heard.breadth.tolist() == [[BLANK], [2]]


def test_drop_silent_returns_the_same_when_everybody_spoke() -> None:
    answers = worked_example_responses()

    assert drop_silent(answers) is answers


def test_unpack_positions_returns_what_was_packed() -> None:
    blocks = ("VOC", "IMP", "INB")
    sheets = [pack_positions({"VOC": 0, "INB": 6}, blocks), pack_positions({"IMP": 1}, blocks)]

    assert unpack_positions(sheets, blocks).tolist() == [[0, BLANK, 6], [BLANK, 1, BLANK]]
    assert unpack_positions([], blocks).shape == (0, 3)


def test_positions_refuse_other_numbers_and_other_forms() -> None:
    with pytest.raises(ValueError, match="from 0 to 6"):
        pack_positions({"VOC": BLANK}, ("VOC",))
    with pytest.raises(ValueError, match="3 bytes"):
        unpack_positions([b"\0\0"], ("VOC", "IMP", "INB"))
