from hypothesis import given
from hypothesis import strategies as st

from assessments.exchange.words import Change, Words, diff_words

WORDS = ["a", "b,", "c.", "d’e", "and", "or", ";", "it", "is"]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def joined(words, *changes):
    return "".join(each.text for each in words if each.change in changes)


@given(SENTENCES | st.text(max_size=40), SENTENCES | st.text(max_size=40))
def test_diff_words_holds_both_texts(before, after):
    words = diff_words(before, after)

    assert joined(words, Change.SAME, Change.REMOVED) == before
    assert joined(words, Change.SAME, Change.ADDED) == after
    assert all(each.text for each in words)


def test_diff_words_keeps_phrases_whole():
    assert diff_words("We gather what customers say.", "We read all that customers say.") == (
        Words(Change.SAME, "We "),
        Words(Change.REMOVED, "gather what"),
        Words(Change.ADDED, "read all that"),
        Words(Change.SAME, " customers say."),
    )


def test_diff_words_of_equal_texts_is_one_piece():
    assert diff_words("d’un bloc", "d’un bloc") == (Words(Change.SAME, "d’un bloc"),)
    assert diff_words("", "") == ()
