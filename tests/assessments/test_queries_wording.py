import pytest

from assessments import models
from assessments.exchange.sectors import find_places, speak
from assessments.queries.wording import load_wording, wording_of
from tests.builders import shipped_document

pytestmark = pytest.mark.rows


def said(wording):
    """The texts of a wording under their keys, as far as documents have them."""
    texts = {f"stone.{code}.title": stone.title for code, stone in wording.stones.items()}
    texts |= {f"item.{code}.sign": stone.sign for code, stone in wording.stones.items()}
    texts |= {f"item.{code}.question": stone.question for code, stone in wording.stones.items()}
    texts |= {
        f"block.{code}.definition": block.definition for code, block in wording.blocks.items()
    }
    texts |= {f"stage.{stage.code}.name": stage.name for stage in wording.stages.values()}
    codes = {number: stage.code for number, stage in wording.stages.items()}
    texts |= {
        f"descriptor.{block}-{codes[number]}.text": text
        for (block, number), text in wording.descriptors.items()
    }
    texts |= {f"lens.{code}.name": name for code, name in wording.lenses.items()}
    return texts | {f"vantage.{code}.name": name for code, name in wording.vantages.items()}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sector", ["customer", "patient", "employee"])
def test_rows_say_what_the_document_says(maturity_model, sector, language):
    spoken = speak(shipped_document(), sector)
    told = {place.key: place.texts[language] for place in find_places(spoken)}
    rows = said(load_wording(maturity_model, language, sector))
    assert rows == {key: told[key] for key in rows}


def test_an_assessment_speaks_in_the_words_of_its_sector(assessment):
    assessment.sector_pack = "citizen"
    assert wording_of(assessment, "fr").words["of_one"] == "de l’usager"
    assert wording_of(assessment, "en").blocks["VOC"].name == "Voice of the resident"


def test_an_unknown_sector_speaks_as_the_first_pack(maturity_model):
    assert load_wording(maturity_model, "en", "gone") == load_wording(maturity_model, "en")
    assert load_wording(maturity_model, "en").words["many"] == "customers"


def test_a_version_without_packs_says_its_texts_as_they_are(db):
    row = models.MaturityModel.objects.create(
        slug="x", version=1, name_en="For {many}", name_fr="Pour {many}", scoring={}, planning={}
    )
    wording = load_wording(row, "fr")
    assert wording.name == "Pour {many}"
    assert wording.words["brand"]
