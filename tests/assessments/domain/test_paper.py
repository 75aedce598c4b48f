import pytest

from assessments.domain.paper import LEVEL_SIGNS, REACH_SIGNS, STAGE_SIGNS, read_sign


@pytest.mark.parametrize(
    ("text", "value"),
    [("a", 0), ("E", 4), ("0", 0), ("4", 4), ("?", 5), (".", 5), (",", 5), ("–", 6), ("-", 6)],
)
def test_level_is_read_from_letter_digit_and_keypad(text, value):
    assert read_sign(text, LEVEL_SIGNS) == value


@pytest.mark.parametrize(("text", "value"), [("a", 1), ("d", 4), ("1", 1), ("4", 4), ("?", 5)])
def test_reach_begins_with_one(text, value):
    assert read_sign(text, REACH_SIGNS) == value


@pytest.mark.parametrize(("text", "value"), [("a", 1), ("4", 4), ("?", 0)])
def test_stage_begins_with_one_and_knows_not_knowing(text, value):
    assert read_sign(text, STAGE_SIGNS) == value


@pytest.mark.parametrize(
    ("text", "signs"),
    [("f", LEVEL_SIGNS), ("5", LEVEL_SIGNS), ("e", REACH_SIGNS), ("–", REACH_SIGNS),
     ("5", REACH_SIGNS), ("aa", LEVEL_SIGNS), ("7", STAGE_SIGNS), ("²", LEVEL_SIGNS)],
)  # fmt: skip
def test_other_keys_mean_nothing(text, signs):
    assert read_sign(text, signs) is None


def test_an_empty_cell_is_blank():
    assert read_sign(" ", LEVEL_SIGNS) == 7
