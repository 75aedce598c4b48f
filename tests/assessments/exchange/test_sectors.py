"""Every text of the shipped model in every pack and language, read for what a reader stumbles on.

What is checked by a pattern here was also read by people; patterns find what comes in later.
"""

import copy
import hashlib
import json
import re

import pytest

from assessments.exchange.check_sectors import check_sectors, check_tokens_without_packs
from assessments.exchange.sectors import find_places, read_sector_words, speak
from assessments.exchange.texts import LONGEST, PARTS
from tests.builders import shipped_document

PACKS = [pack["code"] for pack in shipped_document()["sector_packs"]]
LANGUAGES = ("en", "fr")
# Texts of the version before sectors spoke: the first pack says them to the letter.
BEFORE = "c9c5c6269cf8d2b964fc496edec38d99c5683aeefa0f98b07a74c16f94493420"
VOWEL = "aeiouyâàéèêëîïôûœAEIOUÉÊÎ"
WRONG = {
    "fr": (
        *(
            r"\b[Dd]e les?\b(?! (?:tenir|suivre|dire))",
            r"\b[Àà] les?\b",
            r"\b[Qq]ue (?:ils?|elles?|on)\b",
        ),
        *(rf"\b(?:[Ll]e|[Ll]a|[Dd]e|[Nn]e|[Qq]ue|[Jj]e|[Ss]e) (?=[{VOWEL}])", r"[’'] "),
        *(r"\b[Ss]i ils?\b", rf"\b[lLdD]’(?![{VOWEL}h])", r"\b(?:des|les|aux) (?:des|les|aux)\b"),
        r"(?<![\u00a0\u202f])[?!;:»](?!\S)",
    ),
    "en": (
        *(r"\b[Aa] (?=[aeio])(?!one-)", r"\b[Aa]n (?![aeiouAEIOUh‘])", r"\b[Aa]n (?=use|uni)"),
        *(r"\b(?:the|an?) (?:the|an?)\b|\b(?:of|to) (?:of|to)\b", r"s’s\b", r" [?!;:,.](?!\S)"),
    ),
}


def read(pack: str, language: str) -> dict[str, str]:
    return {
        place.key: place.texts[language] for place in find_places(speak(shipped_document(), pack))
    }


def shape(text: str) -> tuple[bool, bool]:
    """Whether a text begins with a capital, and whether it is a sentence."""
    return text[0].isupper(), text[-1] in ".?!"


def longest(key: str) -> int:
    part, _code, name = key.split(".")
    return getattr(PARTS[part]._meta.get_field(name), "max_length", None) or LONGEST


def test_the_first_pack_says_what_was_said_before():
    texts = {language: read(PACKS[0], language) for language in LANGUAGES}
    told = json.dumps(texts, ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(told.encode()).hexdigest() == BEFORE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", PACKS)
def test_every_text_reads_well(pack, language):
    plain = read(PACKS[0], language)
    wrong = []
    for key, text in read(pack, language).items():
        found = [rule for rule in (r"[{}]", r"  ", *WRONG[language]) if re.search(rule, text)]
        if found or text != text.strip() or len(text) > longest(key):
            wrong.append((key, text, found))
        if shape(text) != shape(plain[key]):
            wrong.append((key, text, ["begins or ends otherwise"]))
    assert wrong == []


@pytest.mark.parametrize("pack", PACKS[1:])
def test_no_sector_speaks_of_customers(pack):
    texts = read(pack, "en") | {f"{key}.fr": text for key, text in read(pack, "fr").items()}
    root = "maturitymodel."
    said = [
        text
        for key, text in texts.items()
        if re.search(r"customer|\bclients?\b", text, re.IGNORECASE) and not key.startswith(root)
    ]
    assert said == []


@pytest.mark.parametrize("pack", PACKS[1:])
def test_texts_of_a_sector_differ_from_what_tokens_would_say(pack):
    document = shipped_document()
    plain = copy.deepcopy(document)
    for one in plain["sector_packs"]:
        one.pop("texts", None)
    rendered = {place.key: dict(place.texts) for place in find_places(speak(plain, pack))}
    own = next(one for one in document["sector_packs"] if one["code"] == pack)["texts"]
    same = [
        key for key, texts in own.items() if all(rendered[key][la] == texts[la] for la in texts)
    ]
    assert same == []


def test_questions_stay_short_in_every_sector():
    words = {
        (pack, key): len(re.findall(r"\w[\w’'-]*", text))
        for pack in PACKS
        for language in LANGUAGES
        for key, text in read(pack, language).items()
        if key.startswith("item.") and key.endswith(".question")
    }
    assert max(words.values()) <= 16, [key for key, count in words.items() if count > 16]


def test_an_unknown_sector_speaks_as_the_first():
    document = shipped_document()
    assert read_sector_words(document, "gone", "en") == read_sector_words(document, PACKS[0], "en")
    assert speak(document | {"sector_packs": []})["stones"] == document["stones"]


def rules(document):
    return [(one.rule, one.place, one.facts["code"]) for one in check_sectors(document)]


def test_check_sectors_finds_nothing_in_the_shipped_model():
    assert rules(shipped_document()) == []


def test_check_sectors_finds_tokens_that_nobody_can_say():
    document = shipped_document()
    document["stones"][0]["title"] = {"en": "For {many", "fr": "Pour {nobody}"}
    assert rules(document) == [
        ("token_open", "stones.title.en", "For {many"),
        ("token_unknown", "stones.title.fr", "nobody"),
    ]


def test_check_sectors_finds_a_pack_that_lacks_a_form():
    document = shipped_document()
    del document["sector_packs"][1]["forms"]["a_experience"]
    found = {(one.rule, one.path, one.facts["text"]) for one in check_sectors(document)}
    path = ("sector_packs", 1, "forms", "a_experience")
    assert found == {
        ("form_missing", path, "stone.VOC-3.title"),
        ("form_missing", path, "item.VIS-7.question"),
    }


def test_check_sectors_finds_texts_that_replace_none():
    document = shipped_document()
    document["sector_packs"][1]["texts"]["stone.VAL-99.title"] = {"en": "{one}", "fr": "{x}"}
    assert rules(document) == [
        ("override_unknown", "sector_packs.texts.stone.VAL-99.title", "stone.VAL-99.title"),
        ("token_unknown", "sector_packs.texts.stone.VAL-99.title.fr", "x"),
    ]


def test_tokens_without_packs_are_told():
    document = shipped_document() | {"sector_packs": []}
    assert rules(document) == []
    assert len(list(check_tokens_without_packs(document))) > 100
    assert not list(check_tokens_without_packs(shipped_document()))
