from typing import Any

import pytest

from assessments.domain.maturity_model import NoticeRule
from assessments.domain.notices import Profile, find_notices
from assessments.domain.scorecard import Notice
from tests.builders import shipped_maturity_model, worked_example_maturity_model

MODEL = shipped_maturity_model()


def profile(**changes: Any) -> Profile:
    """Blocks at 40 where `changes` does not say; nothing to remark on."""
    fields: dict[str, Any] = {
        "blocks": dict.fromkeys(MODEL.blocks, 40.0) | changes.pop("blocks", {}),
        "stones": {},
        "balance_index": 100.0,
        "weakest_block": "VIS",
        "functions": None,
    }
    return Profile(**(fields | changes))


@pytest.mark.parametrize(
    ("blocks", "notices"),
    [
        ({}, ()),
        ({"VOC": 60.0}, (Notice("listening_ahead", 20, ("VOC", "IMP")),)),
        ({"VOC": 59.9}, ()),
        # 45.1 − 25.1 is a little under 20 in binary fractions.
        ({"VOC": 45.1, "IMP": 25.1}, (Notice("listening_ahead", 20, ("VOC", "IMP")),)),
        (
            {"EXB": 61.0},
            (
                Notice("promise_ahead", 21, ("EXB", "IMP")),
                Notice("outside_louder", 21, ("EXB", "INB")),
            ),
        ),
        ({"INT": 60.0}, (Notice("data_without_action", 20, ("INT", "IMP", "INN")),)),
        ({"IMP": 62.0, "INN": 58.0}, (Notice("busy_without_course", 20, ("IMP", "INN", "VIS")),)),
        ({"IMP": 60.0, "INN": None}, (Notice("busy_without_course", 20, ("IMP", "INN", "VIS")),)),
        ({"VIS": 60.0}, (Notice("course_without_steps", 20, ("VIS",)),)),
        ({"VAL": 15.0}, (Notice("value_unknown", 25, ("IMP", "INN", "EXB", "VAL")),)),
        ({"VOC": None}, ()),
        ({"VOC": 90.0, "IMP": None, "INN": None, "EXB": None}, ()),
    ],
)
def test_find_notices_compare_blocks(
    blocks: dict[str, float | None], notices: tuple[Notice, ...]
) -> None:
    assert find_notices(MODEL, profile(blocks=blocks)) == notices


def test_find_notices_remark_on_balance() -> None:
    assert find_notices(MODEL, profile(balance_index=59.9, weakest_block="INN")) == (
        Notice("uneven", None, ("INN",)),
    )
    assert find_notices(MODEL, profile(balance_index=60.0)) == ()
    assert find_notices(MODEL, profile(balance_index=None)) == ()


@pytest.mark.parametrize(
    ("agent", "sponsor", "is_raised"),
    [(35.0, 34.9, True), (34.9, 0.0, False), (90.0, 35.0, False), (90.0, None, False)],
)
def test_find_notices_remark_on_a_lonely_agent(
    agent: float, sponsor: float | None, is_raised: bool
) -> None:
    found = find_notices(MODEL, profile(stones={"VIS-3": agent, "VIS-2": sponsor}))

    assert found == ((Notice("lonely_agent", None, ("VIS",)),) if is_raised else ())


@pytest.mark.parametrize(
    ("functions", "is_raised"),
    [({"sales", ""}, True), ({"sales", "product"}, False), (set(), True), (None, False)],
)
def test_find_notices_miss_a_function(functions: set[str] | None, is_raised: bool) -> None:
    stated = None if functions is None else frozenset(functions)
    found = find_notices(MODEL, profile(functions=stated))

    assert found == ((Notice("product_missing"),) if is_raised else ())


def test_find_notices_do_not_evaluate_rules_on_blocks_or_stones_that_do_not_exist() -> None:
    model = worked_example_maturity_model()
    blocks = {"VOC": 90.0, "IMP": 10.0}

    assert find_notices(model, Profile(blocks, {}, None, None, None)) == (
        Notice("listening_ahead", 80, ("VOC", "IMP")),
    )


def test_find_notices_ignore_a_rule_that_says_nothing() -> None:
    model = shipped_maturity_model(notices=(NoticeRule("empty"),))

    assert find_notices(model, profile()) == ()
