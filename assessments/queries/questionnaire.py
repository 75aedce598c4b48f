"""The questionnaire as one reads it: blocks in order, questions with their choices."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils import translation

from assessments import models
from assessments.domain.responses import DONT_KNOW, NOT_APPLICABLE
from assessments.queries.maturity_model import Wording, load_maturity_model, load_wording


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what is sent and what is read."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One item; `number` counts through the whole questionnaire, `stem` asks for the breadth."""

    code: str
    number: int
    text: str
    sign: str
    stem: str
    levels: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of a block that a form asks; `number` counts from 1."""

    code: str
    slug: str
    number: int
    name: str
    definition: str
    questions: tuple[Question, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Codes of its items."""
        return tuple(question.code for question in self.questions)


@dataclass(frozen=True, slots=True, eq=False)
class Questionnaire:
    """All that a form asks, in one language. One object a language, compared as such."""

    sections: tuple[Section, ...]
    aside: tuple[Choice, ...]
    breadths: tuple[Choice, ...]
    breadth_help: tuple[tuple[str, str], ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Codes of all items, in order."""
        return tuple(item for section in self.sections for item in section.items)

    def section(self, slug: str) -> Section | None:
        """The section of a block by its name in addresses."""
        return next((section for section in self.sections if section.slug == slug), None)

    def neighbour(self, section: Section, step: int) -> Section | None:
        """The section one `step` before (−1) or after (1)."""
        place = section.number - 1 + step
        return self.sections[place] if 0 <= place < len(self.sections) else None


def load_questionnaire(assessment: models.Assessment) -> Questionnaire:
    """What an assessment asks, in the reader's language; of published versions read once."""
    row = assessment.maturity_model
    language = translation.get_language() or "en"
    if row.status == models.MaturityModel.Status.DRAFT:
        return _build(row, load_maturity_model(row).items(assessment.form), language)
    return _build_published(row.pk, load_maturity_model(row).items(assessment.form), language)


def load_questionnaire_for(assessment: models.Assessment, vantage: str) -> Questionnaire:
    """What people of a vantage are asked, blocks in the order of the maturity model."""
    row = assessment.maturity_model
    items = load_maturity_model(row).asked(assessment.form, vantage, assessment.short_vantages)
    return _build_published(row.pk, items, translation.get_language() or "en")


@lru_cache(maxsize=32)
def _build_published(pk: int, items: tuple[str, ...], language: str) -> Questionnaire:
    return _build(models.MaturityModel.objects.get(pk=pk), items, language)


def _build(row: models.MaturityModel, items: tuple[str, ...], language: str) -> Questionnaire:
    maturity_model = load_maturity_model(row)
    wording = load_wording(row, language)
    asked = [
        (block, [item for item in items if maturity_model.stone_by_code[item].block == block])
        for block in maturity_model.questionnaire_order
    ]
    numbers = {item: number for number, item in enumerate(items, start=1)}
    return Questionnaire(
        sections=tuple(
            _section(wording, block, number, {item: numbers[item] for item in codes})
            for number, (block, codes) in enumerate((b for b in asked if b[1]), start=1)
        ),
        aside=(
            Choice(DONT_KNOW, wording.answers["dont_know"]),
            Choice(NOT_APPLICABLE, wording.answers["not_applicable"]),
        ),
        breadths=(
            *_choices(wording, "breadth", 1),
            Choice(DONT_KNOW, wording.answers["dont_know_breadth"]),
        ),
        breadth_help=tuple(
            (wording.answers[f"breadth-{level}"], wording.answers[f"breadth_help-{level}"])
            for level in range(1, 5)
            if f"breadth_help-{level}" in wording.answers
        ),
    )


def _section(wording: Wording, block: str, number: int, numbers: dict[str, int]) -> Section:
    text = wording.blocks[block]
    questions = tuple(_question(wording, item, place) for item, place in numbers.items())
    return Section(block, text.slug, number, text.name, text.definition, questions)


def _question(wording: Wording, item: str, number: int) -> Question:
    text = wording.stones[item]
    return Question(
        code=item,
        number=number,
        text=text.question,
        sign=text.sign,
        stem=wording.answers[text.breadth_stem],
        levels=_choices(wording, text.scale, 0),
    )


def _choices(wording: Wording, scale: str, first: int) -> tuple[Choice, ...]:
    return tuple(Choice(n, wording.answers[f"{scale}-{n}"]) for n in range(first, 5))
