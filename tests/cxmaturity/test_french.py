"""What holds for every French text of the interface."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import date_format

CATALOGUE = Path(__file__).parents[2] / "locale/fr/LC_MESSAGES/django.po"
FRENCH = re.findall(
    r'^msgstr(?:\[\d\])? "(.+)"$', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_djangos(month):
    """A text such as “May” without a context would change every date."""
    names = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    with translation.override("fr"):
        assert date_format(dt.date(2026, month, 1), "F") == names.split()[month - 1]


@pytest.mark.parametrize(
    "flaw",
    [
        pytest.param(r"'|\\\"|“|”", id="straight or English quotation mark"),
        pytest.param(r" [;:!?»]| %%|« ", id="space that may break"),
        pytest.param(r"\w[;:!?»]|\w%%|«\w", id="space left out"),
        pytest.param(r"·\w|\w·|\(e\)", id="median dot"),
        pytest.param(r"(?i)\b(faibles?|mauvais|retards?|échecs?|immature)\b", id="judgement"),
        pytest.param(r"(?i)\b(tu|toi|tes?|ton)\b", id="too familiar"),
    ],
)
def test_french_is_set_and_worded_as_the_house_does(flaw):
    told = [re.sub(r"%\(\w+\)s", "1", text) for text in FRENCH]
    assert len(told) > 500
    assert [text for text in told if re.search(flaw, text)] == []
