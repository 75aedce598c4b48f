"""Texts that say `{many}` and speak of customers, residents or patients: tokens and overrides."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

WORDS = ("one", "many", "experience", "brand")
"""Words that every sector pack has; further forms of them have names of its own."""
_TOKEN = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class SectorWords:
    """How a sector speaks in one language.

    `forms`: words by the name of their token (`many`, `of_many`); `texts`: what it says instead of
    a text, by the text's key (`stone.VAL-6.title`). Without any form nothing is a token.
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, text: str) -> str:
        """The text at `key` in the words of the sector; a token nobody knows stays as it is."""
        said = self.texts.get(key) or text
        return fill(said, self.forms) if said and self.forms else said


def fill(text: str, forms: Mapping[str, str]) -> str:
    """The text with its tokens replaced; `{Many}` begins with a capital."""
    return _TOKEN.sub(lambda found: _form(found[1], forms) or found[0], text)


def _form(name: str, forms: Mapping[str, str]) -> str:
    if name in forms:
        return forms[name]
    word = forms.get(name[0].lower() + name[1:], "")
    return word[:1].upper() + word[1:]


def find_tokens(text: str) -> Iterator[str]:
    """Names of the forms that a text uses, without their capital."""
    for name in _TOKEN.findall(text):
        yield name[0].lower() + name[1:]


def has_lone_brace(text: str) -> bool:
    """Whether a brace is left that belongs to no token."""
    return bool(_BRACE.search(_TOKEN.sub("", text)))
