"""The questionnaire as one reads it: blocks in order, questions with their choices."""

import uuid
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils import translation

from assessments import models
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.responses import DONT_KNOW, NOT_APPLICABLE
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import BlockText, Wording, load_wording

MATRIX = models.Assessment.Form.MATRIX


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
    """What is asked of a block; `number` counts from 1.

    Questions, or in the form `matrix` the sentences to choose from by stage number (0: don't know).
    """

    code: str
    slug: str
    number: int
    name: str
    definition: str
    questions: tuple[Question, ...] = ()
    positions: tuple[Choice, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Codes of its items."""
        return tuple(question.code for question in self.questions)

    @property
    def asked(self) -> tuple[str, ...]:
        """Codes of what needs an answer: its items, or in the form `matrix` the block itself."""
        return (self.code,) if self.positions else self.items


@dataclass(frozen=True, slots=True, eq=False)
class Questionnaire:
    """All that a respondent is asked, in one language. One object for all who are asked alike."""

    sections: tuple[Section, ...]
    aside: tuple[Choice, ...]
    breadths: tuple[Choice, ...]
    breadth_help: tuple[tuple[str, str], ...]
    is_matrix: bool = False

    @property
    def items(self) -> tuple[str, ...]:
        """Codes of all items, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def asked(self) -> tuple[str, ...]:
        """Codes of all that needs an answer, in order."""
        return tuple(code for section in self.sections for code in section.asked)

    def section(self, slug: str) -> Section | None:
        """The section of a block by its name in addresses."""
        return next((section for section in self.sections if section.slug == slug), None)

    def page(self, slug: str) -> tuple[Section, ...]:
        """What stands on the page of a block: it alone; in the form `matrix` all of them."""
        section = self.section(slug)
        if section is None:
            return ()
        return self.sections if self.is_matrix else (section,)

    def neighbour(self, section: Section, step: int) -> Section | None:
        """The section one `step` before (−1) or after (1)."""
        place = section.number - 1 + step
        return self.sections[place] if 0 <= place < len(self.sections) else None


def load_questionnaire(assessment: models.Assessment) -> Questionnaire:
    """The whole form of an assessment, in the reader’s language; published ones are read once."""
    items = load_maturity_model(assessment.maturity_model).items(assessment.form)
    return _load(assessment, items)


def load_questionnaire_for(assessment: models.Assessment, vantage: str) -> Questionnaire:
    """What people of a vantage are asked, blocks in the order of the maturity model."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    return _load(
        assessment, maturity_model.asked(assessment.form, vantage, assessment.short_vantages)
    )


def load_questionnaire_of(sheet: models.Sheet) -> Questionnaire:
    """What a respondent is asked; the blocks begin elsewhere for each if the assessment rotates."""
    questionnaire = load_questionnaire_for(sheet.assessment, sheet.vantage)
    if not sheet.assessment.rotates_blocks or not questionnaire.sections:
        return questionnaire
    return _rotate(questionnaire, uuid.UUID(str(sheet.pk)).int % len(questionnaire.sections))


def _load(assessment: models.Assessment, items: tuple[str, ...]) -> Questionnaire:
    row = assessment.maturity_model
    language = translation.get_language() or "en"
    form = MATRIX if assessment.form == MATRIX else items
    if row.status == models.MaturityModel.Status.DRAFT:
        return _build(row, form, language, assessment.sector_pack)
    return _build_published(row.pk, form, language, assessment.sector_pack)


@lru_cache(maxsize=64)
def _build_published(
    pk: int, form: str | tuple[str, ...], language: str, sector: str
) -> Questionnaire:
    return _build(models.MaturityModel.objects.get(pk=pk), form, language, sector)


@lru_cache(maxsize=256)
def _rotate(questionnaire: Questionnaire, offset: int) -> Questionnaire:
    """The same with the block at `offset` first; numbers count on, items keep their order."""
    sections, number = [], 1
    turned = questionnaire.sections[offset:] + questionnaire.sections[:offset]
    for place, section in enumerate(turned, start=1):
        questions = tuple(
            replace(question, number=n) for n, question in enumerate(section.questions, number)
        )
        number += len(questions)
        sections.append(replace(section, number=place, questions=questions))
    return replace(questionnaire, sections=tuple(sections))


def _build(
    row: models.MaturityModel, form: str | tuple[str, ...], language: str, sector: str
) -> Questionnaire:
    """`form` is `matrix`, or the codes of the items that are asked."""
    maturity_model = load_maturity_model(row)
    wording = load_wording(row, language, sector)
    if isinstance(form, str):
        sections = _matrix_sections(wording, maturity_model)
    else:
        sections = _sections(wording, maturity_model, form)
    return Questionnaire(
        sections=sections,
        aside=(
            Choice(DONT_KNOW, wording.answers["dont_know"]),
            Choice(NOT_APPLICABLE, wording.answers["not_applicable"]),
        ),
        breadths=(
            *_choices(wording, "breadth", 1),
            Choice(DONT_KNOW, wording.answers["dont_know_breadth"]),
        ),
        breadth_help=_breadth_help(wording),
        is_matrix=isinstance(form, str),
    )


def _breadth_help(wording: Wording) -> tuple[tuple[str, str], ...]:
    return tuple(
        (wording.answers[f"breadth-{level}"], wording.answers[f"breadth_help-{level}"])
        for level in range(1, 5)
        if f"breadth_help-{level}" in wording.answers
    )


def _sections(
    wording: Wording, maturity_model: MaturityModel, items: tuple[str, ...]
) -> tuple[Section, ...]:
    stones = maturity_model.stone_by_code
    parts: dict[str, list[Question]] = {block: [] for block in maturity_model.questionnaire_order}
    for number, item in enumerate(items, start=1):
        parts[stones[item].block].append(_question(wording, item, number))
    asked = [(block, tuple(part)) for block, part in parts.items() if part]
    return tuple(
        _section(wording.blocks[block], number, questions=part)
        for number, (block, part) in enumerate(asked, start=1)
    )


def _matrix_sections(wording: Wording, maturity_model: MaturityModel) -> tuple[Section, ...]:
    """The sentences of every block, without the names of their stages, and don't know."""
    stages, aside = maturity_model.stages, Choice(0, wording.answers["dont_know"])
    return tuple(
        _section(
            wording.blocks[block],
            number,
            positions=(
                *(Choice(s.number, wording.descriptors[block, s.number]) for s in stages),
                aside,
            ),
        )
        for number, block in enumerate(maturity_model.questionnaire_order, start=1)
    )


def _section(
    text: BlockText,
    number: int,
    questions: tuple[Question, ...] = (),
    positions: tuple[Choice, ...] = (),
) -> Section:
    return Section(text.code, text.slug, number, text.name, text.definition, questions, positions)


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
