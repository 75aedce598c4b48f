"""Scorecards and wordings for tests, from the shipped model and without a database."""

from collections.abc import Mapping
from typing import Any

from assessments.domain.disclosure import find_groups, publish
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.responses import Department
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from assessments.exchange.sectors import speak
from assessments.queries.wording import BlockText, StageText, StoneText, Wording
from tests.builders import responses, shipped_document, shipped_maturity_model

Pair = tuple[int, int]
PEOPLE = 5
NOTHING: dict[str, Pair] = {}


def scorecard_of(
    answers: Mapping[str, Pair | None] | None = None,
    *,
    default: Pair | None = (2, 3),
    maturity_model: MaturityModel | None = None,
    form: str = "full",
) -> Scorecard:
    """What five people of one department amount to who all answer alike.

    `answers` by stone or by block differ from `default`; None leaves a question open.
    """
    maturity_model = maturity_model or shipped_maturity_model()
    items = maturity_model.items(form)
    given = answers or {}
    blocks = {stone.code: stone.block for stone in maturity_model.stones}
    sheet = {code: given.get(code, given.get(blocks[code], default)) for code in items}
    answered = {code: pair for code, pair in sheet.items() if pair is not None}
    people = responses(items, [answered] * PEOPLE)
    departments = (Department("all", 10),)
    return publish(
        score(
            maturity_model,
            people,
            find_groups(departments, people.departments, PEOPLE),
            form=form,
            departments=departments,
            min_group_size=PEOPLE,
            department_weight="equal",
        )
    )


def shipped_wording(language: str = "en") -> Wording:
    """Texts of the shipped model in one language."""
    document = speak(shipped_document())
    numbers = {stage["code"]: stage["number"] for stage in document["stages"]}

    def names(part: str) -> dict[str, str]:
        return {entry["code"]: entry["name"][language] for entry in document[part]}

    return Wording(
        language=language,
        words={"one": "customer", "many": "customers", "experience": "customer experience"},
        name=document["name"][language],
        stages={stage["number"]: _stage(stage, language) for stage in document["stages"]},
        blocks={block["code"]: _block(block, language) for block in document["blocks"]},
        stones={stone["code"]: _stone(stone, language) for stone in document["stones"]},
        conditions={c["code"]: c["name"][language] for c in document["gate"]["conditions"]},
        phases=names("phases"),
        pillars=names("pillars"),
        lenses=names("lenses"),
        workstreams=names("workstreams"),
        vantages={v["code"]: v[language] for v in document["vantages"]},
        questions_of_notices={n["code"]: n["question"][language] for n in document["notices"]},
        answers=NOTHING_SAID,
        descriptors={
            (block["code"], numbers[stage]): texts[language]
            for block in document["blocks"]
            for stage, texts in block["descriptors"].items()
        },
    )


NOTHING_SAID: dict[str, str] = {}


def _stage(data: dict[str, Any], language: str) -> StageText:
    return StageText(
        code=data["code"],
        number=data["number"],
        name=data["name"][language],
        definition="",
        signs="",
        good_about_being_here="",
        usual_next_move="",
        orientation=data["orientation"],
    )


def _block(data: dict[str, Any], language: str) -> BlockText:
    return BlockText(data["code"], data["slug"], data["name"][language], "", "")


def _stone(data: dict[str, Any], language: str) -> StoneText:
    item = data["item"]
    return StoneText(
        code=data["code"],
        title=data["title"][language],
        description=data["description"][language],
        question=item["question"][language],
        sign=item["sign"][language],
        scale=item["scale"],
        breadth_stem=item["breadth_stem"],
    )
