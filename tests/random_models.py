"""Documents of maturity models that nobody has thought of: valid, and unlike the shipped one."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE
from tests.builders import shipped_document

WORDS = [
    "care",
    "“heart”",
    "100",
    "%",
    "l’été",
    "{many}",
    "%(name)s",
    "of",
    "&",
    "from",
    "Åse",
    "客户",
    "end-to-end",
    "one",
]
PATTERNS = ("promise_ahead", "uneven", "lonely_agent", "product_missing", "a_pattern_of_theirs")
ASIDE = ((DONT_KNOW, BLANK), (NOT_APPLICABLE, BLANK), (3, DONT_KNOW), (2, BLANK), (0, 0))


@dataclass(frozen=True)
class Shape:
    """How large a document is; its bulk comes from `seed`, so that hypothesis need not draw it."""

    stages: int
    blocks: int
    phases: int
    conditions: int | None
    most_stones: int
    seed: int


def shapes(most_stones: int = 3) -> st.SearchStrategy[Shape]:
    """Two to six stages, one to twelve blocks, one to five phases, a crossing or none."""
    return st.builds(
        Shape,
        stages=st.integers(2, 6),
        blocks=st.integers(1, 12),
        phases=st.integers(1, 5),
        conditions=st.none() | st.integers(1, 4),
        most_stones=st.integers(1, most_stones),
        seed=st.integers(0, 2**32 - 1),
    )


def documents(most_stones: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    """Documents that the import takes."""
    return shapes(most_stones).map(make_document)


def make_document(shape: Shape) -> dict[str, Any]:
    """The document of a shape; answer scales and packs are those of the shipped model."""
    dice, shipped = random.Random(shape.seed), shipped_document()
    kept = ("capability_scales", "breadth_scale", "breadth_stems", "no_answer", "sector_packs")
    document = {part: shipped[part] for part in ("format", *kept)}
    document |= {"slug": "any-model", "version": 1, "name": _texts(dice, 200)}
    document["stages"] = _stages(dice, shape.stages)
    document["blocks"] = [_block(dice, n, document["stages"]) for n in range(shape.blocks)]
    codes = [block["code"] for block in document["blocks"]]
    document["questionnaire_block_order"] = dice.sample(codes, len(codes))
    document |= {
        part: [_named(dice, f"{part}-{n}") for n in range(dice.randint(fewest, 4))]
        for part, fewest in (("pillars", 1), ("workstreams", 0))
    }
    document["lenses"] = [_lens(dice, n) for n in range(dice.randint(0, 3))]
    document["vantages"] = [
        {"code": f"v{n}", **_texts(dice, 80)} for n in range(dice.randint(1, 5))
    ]
    document["vantages"][0] |= {"full_blocks": dice.sample(codes, 1)} if dice.random() < 0.5 else {}
    document["efforts"] = _efforts(dice)
    document["stones"] = _stones(dice, document, shape.most_stones)
    document["gate"] = _gate(dice, document, shape.conditions)
    document["scoring"] = _scoring(dice, shipped["scoring"])
    document["planning"] = _planning(dice, document)
    document["phases"] = _phases(dice, shape.phases)
    document["horizons_years"] = sorted(dice.sample(range(1, 31), dice.randint(1, 4)))
    document["notices"] = [_notice(dice, code, document) for code in PATTERNS]
    if packs := _sector_packs(dice, document):
        return document | {"sector_packs": packs}
    del document["sector_packs"]
    return document


def _sector_packs(dice: random.Random, document: dict[str, Any]) -> list[dict[str, Any]]:
    """None, those of the shipped model without their re-readings, or with some of these stones."""
    packs = [{**pack, "texts": {}} for pack in document["sector_packs"]]
    for pack in packs:
        stones = dice.sample(document["stones"], min(3, len(document["stones"])))
        pack["texts"] = {f"stone.{stone['code']}.title": _texts(dice) for stone in stones}
    return dice.choice(([], packs))


def _texts(dice: random.Random, longest: int = 120) -> dict[str, str]:
    return {
        language: _cut(" ".join(dice.choices(WORDS, k=dice.randint(1, 14))), longest)
        for language in ("en", "fr")
    }


def _cut(text: str, longest: int) -> str:
    """What fits, without half a token."""
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0].strip()


def _named(dice: random.Random, code: str) -> dict[str, Any]:
    return {"code": code, "name": _texts(dice, 60)}


def _rising(dice: random.Random, count: int, low: float = 0, high: float = 100) -> list[float]:
    """Different figures in order, whole or with halves."""
    steps = dice.sample(range(int(2 * low), int(2 * high) + 1), count)
    return [step / 2 for step in sorted(steps)]


def _table(dice: random.Random, names: Sequence[str], high: float) -> list[list[Any]]:
    return [list(p) for p in zip(names, (0, *_rising(dice, len(names) - 1, 1, high)), strict=True)]


def _stages(dice: random.Random, count: int) -> list[dict[str, Any]]:
    turn = dice.randint(0, count)
    thresholds, floors = (sorted(dice.choices(range(101), k=count)) for _ in range(2))
    texts = ("definition", *dice.sample(("signs", "good_about_being_here", "usual_next_move"), 2))
    return [
        {
            "number": n + 1,
            "code": f"s{n}" + "_" * dice.randint(0, 5),
            "orientation": "brand_centric" if n < turn else "customer_centric",
            "name": _texts(dice, 60),
            "threshold": thresholds[n],
            "own_floor": floors[n],
            **{text: _texts(dice) for text in texts},
        }
        for n in range(count)
    ]


def _block(dice: random.Random, n: int, stages: list[dict[str, Any]]) -> dict[str, Any]:
    described = dice.sample(stages, dice.randint(0, len(stages)))
    return {
        "code": dice.choice(("B", "all", "stage", "Block_")) + (str(n) if n else ""),
        "slug": f"the_{n}" if n % 2 else f"b{n}",
        "name": _texts(dice),
        "definition": _texts(dice),
        **({"why": _texts(dice)} if dice.random() < 0.5 else {}),
        "descriptors": {stage["code"]: _texts(dice) for stage in described},
    }


def _lens(dice: random.Random, n: int) -> dict[str, Any]:
    return _named(dice, f"lens{n}") | {"from": _texts(dice, 200), "to": _texts(dice, 200)}


def _efforts(dice: random.Random) -> dict[str, Any]:
    days = [dice.choice((0.5, 3, 7.25, 15, 45, 120, 400)) for _ in range(dice.randint(1, 6))]
    return {
        f"size-{n}": {"person_days": day, "range": [day / 2, day * 2]} for n, day in enumerate(days)
    }


def _stones(dice: random.Random, document: dict[str, Any], most: int) -> list[dict[str, Any]]:
    """Stones in any order; each needs some that come before it stage by stage."""
    stones: list[dict[str, Any]] = []
    for place, stage in enumerate(document["stages"]):
        for block in document["blocks"]:
            for n in range(dice.randint(1, most) if place else 1):
                code = f"{block['code']}-{place}-{n}"
                needs = [s["code"] for s in dice.sample(stones, min(len(stones), 3))]
                stones.append(
                    _stone(dice, document, code)
                    | {"block": block["code"], "stage": stage["code"]}
                    | {"prerequisites": needs[: dice.randint(0, 3)]}
                )
    return dice.sample(stones, len(stones))


def _stone(dice: random.Random, document: dict[str, Any], code: str) -> dict[str, Any]:
    def one_of(part: str) -> str:
        return str(dice.choice(document[part])["code"])

    item = {
        "scale": dice.choice(("practice", "state")),
        "breadth_stem": dice.choice(("where", "coverage")),
        "question": _texts(dice, 250),
        "quick": dice.random() < 0.4,
    }
    return {
        "code": code,
        "pillar": one_of("pillars"),
        "title": _texts(dice),
        "description": _texts(dice),
        "effort": dice.choice(list(document["efforts"])),
        "impact": dice.randint(1, 5),
        "lens": one_of("lenses") if document["lenses"] and dice.random() < 0.7 else None,
        "workstream": one_of("workstreams") if document["workstreams"] else None,
        "item": item,
    }


def _gate(
    dice: random.Random, document: dict[str, Any], count: int | None
) -> dict[str, Any] | None:
    """A crossing between any two stages, with as many conditions as there are stones for."""
    if count is None:
        return None
    before, after = dice.choice(list(pairwise(stage["code"] for stage in document["stages"])))
    stones = [s["code"] for s in document["stones"] if s["stage"] == before]
    chosen = dice.sample(stones, min(count, len(stones)))
    return {
        "between": [before, after],
        "minimum_item_score": dice.choice((0, 35, 50, 62.5, 100)),
        "conditions": [
            {"code": f"c{n}", "stone": stone, "name": _texts(dice, 80)}
            for n, stone in enumerate(chosen)
        ],
    }


def _scoring(dice: random.Random, shipped: dict[str, Any]) -> dict[str, Any]:
    statuses = ["absent", "started", "acquired", "theirs", "established", "embedded", "all"]
    sufficient, complete = sorted(dice.choices((0, 0.25, 0.5, 0.8, 1), k=2))
    return shipped | {
        "stage_share": dice.choice((0.01, 0.34, 0.5, 0.75, 1)),
        "stone_status": _table(dice, statuses[: dice.randint(1, 7)], 100),
        "quick_bands": _rising(dice, dice.randint(1, 7)),
        "lens_bands": _rising(dice, 2),
        "sufficient": sufficient,
        "complete": complete,
        "prerequisite_satisfied": dice.choice((0, 20, 35, 55.5, 100)),
    }


def _planning(dice: random.Random, document: dict[str, Any]) -> dict[str, Any]:
    bounds = [*_rising(dice, dice.randint(0, 3), 1, 400), None]
    return {
        "extend_factor": dice.choice((0, 0.25, 0.5, 1)),
        "months": [[bound, dice.randint(1, 12)] for bound in bounds],
        "block_share": dice.choice((0.01, 0.2, 0.5, 1)),
        "reserve": dice.choice((0, 0.1, 1)),
        "course_months": dice.choice((1, 11, 36, 60, 240)),
        "quick_win": {
            "effort": dice.choice(list(document["efforts"])),
            "impact": dice.randint(1, 5),
            "up_to_stage": dice.choice(document["stages"])["code"],
        },
        "consolidate_threshold": dice.choice((0, 15, 40)),
        "balance": dice.choice(("every_phase", "by_second_phase", "off")),
        "size_factors": [[250, 0.5], [None, dice.choice((0.1, 1, 4))]],
    }


def _phases(dice: random.Random, count: int) -> list[dict[str, Any]]:
    ends = sorted(dice.sample(range(1, 61), count))
    return [
        _named(dice, f"phase-{n}") | {"months": [start, end]}
        for n, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True))
    ]


def _notice(dice: random.Random, code: str, document: dict[str, Any]) -> dict[str, Any]:
    """One rule of any kind; some name blocks and stones that the model lacks."""
    blocks = [*(block["code"] for block in document["blocks"]), "GONE"]
    stones = [*(stone["code"] for stone in document["stones"][:6]), "GONE-1"]
    rules: tuple[dict[str, Any], ...] = (
        {"left": [dice.choice(blocks)], "right": [dice.choice([*blocks, "*others"])]}
        | {"difference": dice.choice((0, 20))},
        {"balance_below": dice.choice((0, 60, 100))},
        {"stone_at_least": [dice.choice(stones), 20], "stone_below": [dice.choice(stones), 50]},
        {"function_missing": "product"},
    )
    return {"code": code, "question": _texts(dice, 200)} | dice.choice(rules)


def make_answers(dice: random.Random, items: Sequence[str]) -> dict[str, tuple[int, int]]:
    """A respondent who leaves some questions open and leans to high or low levels."""
    lean = dice.randint(1, 4)
    answers = {
        item: dice.choice(ASIDE)
        if dice.random() < 0.2
        else (dice.randint(lean, 4), dice.randint(lean, 4))
        for item in items
        if dice.random() < 0.95
    }
    return answers or {items[0]: (2, 2)}
