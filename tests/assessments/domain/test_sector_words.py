import pytest

from assessments.domain.sector_words import SectorWords, fill, find_tokens, has_lone_brace

FORMS = {"many": "usagers", "of_many": "des usagers", "the_one": "l’usager"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("La parole {of_many}.", "La parole des usagers."),
        ("{Of_many} à {the_one} : {Many}", "Des usagers à l’usager : Usagers"),
        ("{unknown} stays, { and } too", "{unknown} stays, { and } too"),
        ("%(many)s {{many}}", "%(many)s {usagers}"),
        ("", ""),
    ],
)
def test_fill_replaces_the_tokens_it_knows(text, said):
    assert fill(text, FORMS) == said


def test_say_takes_the_sector_s_own_text_first():
    words = SectorWords(FORMS, {"stone.A.title": "Pour {the_one}", "stone.B.title": ""})
    assert words.say("stone.A.title", "For {many}") == "Pour l’usager"
    assert words.say("stone.B.title", "For {many}") == "For usagers"
    assert words.say("stone.C.title", "") == ""


def test_nothing_is_a_token_without_forms():
    assert SectorWords().say("stone.A.title", "For {many}") == "For {many}"


def test_find_tokens_names_forms_without_their_capital():
    assert list(find_tokens("{Many} and {of_many} {not one}")) == ["many", "of_many"]


@pytest.mark.parametrize("text", ["{many", "many}", "{not one}", "{{many}}", "{}"])
def test_has_lone_brace_of_what_is_no_token(text):
    assert has_lone_brace(text)


def test_has_lone_brace_of_tokens_alone_has_none():
    assert not has_lone_brace("{Many} {of_many}")
