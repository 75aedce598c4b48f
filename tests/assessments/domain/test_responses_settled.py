import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.responses import (
    BLANK,
    COMMENT_LENGTH,
    DONT_KNOW,
    NOT_APPLICABLE,
    CommentRefused,
    clean_comment,
    is_consistent,
    settle,
)


@pytest.mark.parametrize(
    ("capability", "breadth", "pair"),
    [
        (0, 4, (0, 0)),
        (0, BLANK, (0, 0)),
        (2, 3, (2, 3)),
        (2, BLANK, (2, BLANK)),
        (4, DONT_KNOW, (4, DONT_KNOW)),
        (DONT_KNOW, 3, (DONT_KNOW, BLANK)),
        (NOT_APPLICABLE, 1, (NOT_APPLICABLE, BLANK)),
        (BLANK, 1, (BLANK, BLANK)),
    ],
)
def test_settle_makes_a_pair_that_may_stand(capability, breadth, pair):
    assert settle(capability, breadth) == pair
    assert is_consistent(*pair)


@given(st.integers(0, 7), st.sampled_from([1, 2, 3, 4, DONT_KNOW, BLANK]))
def test_settle_is_always_consistent_and_changes_nothing_twice(capability, breadth):
    pair = settle(capability, breadth)
    assert is_consistent(*pair)
    assert settle(*pair) == pair


@given(st.text())
def test_clean_comment_is_kept_or_refused(text):
    with contextlib.suppress(CommentRefused):
        clean = clean_comment(text)
        assert clean_comment(clean) == clean
        assert "\0" not in clean.encode().decode()


def test_clean_comment_takes_line_ends_as_one_character():
    assert clean_comment("a\r\n" * 1000) == ("a\n" * 1000).strip()
    with pytest.raises(CommentRefused, match="too_long"):
        clean_comment("x" * (COMMENT_LENGTH + 1))


@pytest.mark.parametrize("text", ["\u200b", "\u3164 \u2800", "\u00ad\ufeff\n\u202e", "\u0301"])
def test_clean_comment_takes_what_nobody_sees_as_empty(text):
    assert clean_comment(text) == ""
    assert clean_comment(f"{text}👍") != ""


@pytest.mark.parametrize("text", ["a\0", "\ud800", "ok \udfff"])
def test_clean_comment_refuses_what_no_database_keeps(text):
    with pytest.raises(CommentRefused, match="text"):
        clean_comment(text)
