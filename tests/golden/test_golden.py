"""The method gives today what it gave when these files were written."""

import pytest

from tests.golden.cases import CASES, FOLDER, write


@pytest.mark.parametrize("name", CASES)
def test_results_are_the_same_to_the_last_byte(name):
    assert write(CASES[name]()) == (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def test_every_golden_file_has_its_case():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(CASES)
