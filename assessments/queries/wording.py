"""All texts of a version in one language, in the words of one sector."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from assessments import models
from assessments.domain.sector_words import WORDS, SectorWords


@dataclass(frozen=True, slots=True)
class StageText:
    """Texts of a stage."""

    code: str
    number: int
    name: str
    definition: str
    signs: str
    good_about_being_here: str
    usual_next_move: str
    orientation: str


@dataclass(frozen=True, slots=True)
class BlockText:
    """Texts of a block; `slug` is its name in addresses."""

    code: str
    slug: str
    name: str
    definition: str
    why: str


@dataclass(frozen=True, slots=True)
class StoneText:
    """Texts of a stone and of its question."""

    code: str
    title: str
    description: str
    question: str
    sign: str
    scale: str
    breadth_stem: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All texts of a maturity model in one language, by code (stages by number).

    `words` are the sector's: `many` (customers), `experience` and all its further forms.
    """

    language: str
    words: dict[str, str]
    name: str
    stages: dict[int, StageText]
    blocks: dict[str, BlockText]
    stones: dict[str, StoneText]
    conditions: dict[str, str]
    phases: dict[str, str]
    pillars: dict[str, str]
    lenses: dict[str, str]
    workstreams: dict[str, str]
    vantages: dict[str, str]
    questions_of_notices: dict[str, str]
    answers: dict[str, str]
    descriptors: dict[tuple[str, int], str]

    @property
    def stage_names(self) -> dict[int, str]:
        """Names of stages by number."""
        return {number: stage.name for number, stage in self.stages.items()}

    @property
    def block_names(self) -> dict[str, str]:
        """Names of blocks by code."""
        return {code: block.name for code, block in self.blocks.items()}

    @property
    def stone_titles(self) -> dict[str, str]:
        """Titles of stones by code."""
        return {code: stone.title for code, stone in self.stones.items()}


def load_wording(
    row: models.MaturityModel, language: str | None = None, sector: str = ""
) -> Wording:
    """The texts of a version, in the language given or the reader's, as a sector reads them.

    `sector`: code of one of its packs; any other is the first. A version without packs has no
    tokens.
    """
    language = language or translation.get_language() or "en"
    if row.status == models.MaturityModel.Status.DRAFT:
        return _read_wording(row.pk, language, sector)
    return _read_published_wording(row.pk, language, sector)


def wording_of(assessment: models.Assessment, language: str | None = None) -> Wording:
    """The texts that an assessment shows: its version’s, in the words of its sector."""
    return load_wording(assessment.maturity_model, language, assessment.sector_pack)


@lru_cache(maxsize=64)
def _read_published_wording(pk: int, language: str, sector: str) -> Wording:
    return _read_wording(pk, language, sector)


def _read_wording(pk: int, language: str, sector: str) -> Wording:
    with translation.override(language):
        row = models.MaturityModel.objects.get(pk=pk)
        words = _read_words(row, sector)
        return Wording(
            language=language,
            words=_default_words() | dict(words.forms),
            name=words.say(f"maturitymodel.{row.slug}.name", row.name),
            stages={s.position: _stage_text(s, words) for s in row.stage_set.all()},
            blocks={b.code: _block_text(b, words) for b in row.block_set.all()},
            stones={
                s.code: _stone_text(s, words) for s in row.stone_set.select_related("item").all()
            },
            conditions=_said(words, row.gatecondition_set),
            phases=_said(words, row.phase_set),
            pillars=_said(words, row.pillar_set),
            lenses=_said(words, row.lens_set),
            workstreams=_said(words, row.workstream_set),
            vantages=_said(words, row.vantage_set),
            questions_of_notices=_said(words, row.noticerule_set, "question"),
            answers=_said(words, row.answertext_set, "text"),
            descriptors={
                (d.block.code, d.stage.position): _say(
                    words, d, "text", code=f"{d.block.code}-{d.stage.code}"
                )
                for d in row.descriptor_set.select_related("block", "stage")
            },
        )


def _default_words() -> dict[str, str]:
    """What the product itself calls those who are served, where no pack says it."""
    texts = (_("customer"), _("customers"), _("customer experience"), _("brand"))
    return dict(zip(WORDS, texts, strict=True))


def _read_words(row: models.MaturityModel, sector: str) -> SectorWords:
    packs = list(row.sectorpack_set.all())
    pack = next((pack for pack in packs if pack.code == sector), packs[0] if packs else None)
    if pack is None:
        return SectorWords()
    said = {text.key: text.text for text in pack.sectortext_set.all()}
    forms = {word: getattr(pack, word) for word in WORDS} | said
    return SectorWords({key: form for key, form in forms.items() if "." not in key}, said)


def _said(words: SectorWords, parts: Any, field: str = "name") -> dict[str, str]:
    """A text of every row of a part, by code."""
    return {row.code: _say(words, row, field) for row in parts.all()}


def _say(words: SectorWords, row: Any, field: str, *, code: str = "") -> str:
    key = f"{row._meta.model_name}.{code or row.code}.{field}"
    return words.say(key, getattr(row, field) or "")


def _stage_text(stage: models.Stage, words: SectorWords) -> StageText:
    texts = ("name", "definition", "signs", "good_about_being_here", "usual_next_move")
    return StageText(
        code=stage.code,
        number=stage.position,
        orientation=stage.orientation,
        **{text: _say(words, stage, text) for text in texts},
    )


def _block_text(block: models.Block, words: SectorWords) -> BlockText:
    texts = ("name", "definition", "why")
    return BlockText(block.code, block.slug, **{text: _say(words, block, text) for text in texts})


def _stone_text(stone: models.Stone, words: SectorWords) -> StoneText:
    return StoneText(
        code=stone.code,
        title=_say(words, stone, "title"),
        description=_say(words, stone, "description"),
        question=_say(words, stone.item, "question", code=stone.code),
        sign=_say(words, stone.item, "sign", code=stone.code),
        scale=stone.item.scale,
        breadth_stem=stone.item.breadth_stem,
    )
