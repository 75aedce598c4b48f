"""A page of questions: one frame for all who are asked alike, filled in for each."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from assessments import models
from assessments.access import token_digest
from assessments.domain.progress import SECONDS_PER_ITEM, find_progress
from assessments.forms.blocks import BlockForm, describe_shown
from assessments.queries.questionnaire import Questionnaire, Section, load_questionnaire_of
from assessments.queries.sheets import SheetState, load_state
from assessments.views.frames import Frame, chosen, gap
from assessments.views.respondents import languages_of, progress_patterns, progress_words

Words = dict[str, object]

GAPS = ("csrf_token", "digest", "sequence", "shown", "progress", "answered", "elsewhere")
"""What differs from phone to phone, besides choices and comments."""


class Place(NamedTuple):
    """All that a page shows before anybody answered; its questionnaire stands for a language."""

    questionnaire: Questionnaire
    number: int
    join_code: str
    organisation: str
    languages: tuple[tuple[str, str], ...]

    @property
    def section(self) -> Section:
        """The block, or the first of all where one page holds them."""
        return self.questionnaire.sections[self.number - 1]


def block_page(
    request: HttpRequest, sheet: models.Sheet, form: BlockForm, status: int = 200
) -> HttpResponse:
    """The questions of a form with what was chosen, and what cannot stand."""
    assessment = sheet.assessment
    place = Place(
        questionnaire=load_questionnaire_of(sheet),
        number=form.sections[0].number,
        join_code=str(assessment.join_code),
        organisation=assessment.organisation.name,
        languages=tuple(languages_of(assessment)),
    )
    frame = _render(place, form) if form.errors else _render_plain(place)
    words = _words(place.questionnaire, form, load_state(sheet)) | {
        "csrf_token": get_token(request),
        "digest": token_digest(str(sheet.pk))[:12],
    }
    return HttpResponse(frame.fill(words), status=status)


@lru_cache(maxsize=256)
def _render_plain(place: Place) -> Frame:
    return _render(place, None)


def _render(place: Place, form: BlockForm | None) -> Frame:
    """The page without anything chosen; with the sentences of a form that cannot stand."""
    questionnaire, section = place.questionnaire, place.section
    asked = len(questionnaire.asked)
    context = {name: gap(name) for name in GAPS} | {
        "assessment": {"join_code": place.join_code, "organisation": {"name": place.organisation}},
        "questionnaire": questionnaire,
        "section": section,
        "languages": place.languages,
        "is_last": questionnaire.is_matrix or questionnaire.neighbour(section, 1) is None,
        "asked": asked,
        "seconds": SECONDS_PER_ITEM,
        "patterns": progress_patterns(),
        "form": form,
        "errors": form.item_errors if form else {},
        "blocks": _blocks(questionnaire, form),
        "comment_error": form.comment_errors.get(section.code, "") if form else "",
        "comment": gap(f"{section.code}-comment"),
    }
    return Frame(render_to_string("assessments/respond/answer.html", context))


def _blocks(questionnaire: Questionnaire, form: BlockForm | None) -> list[dict[str, Any]]:
    """In the form `matrix` the sentences of every block, and room for a comment on each."""
    if not questionnaire.is_matrix:
        return []
    return [
        {
            "section": section,
            "error": form.item_errors.get(section.code, "") if form else "",
            "comment": gap(f"{section.code}-comment"),
            "comment_error": form.comment_errors.get(section.code, "") if form else "",
            "open": gap(f"{section.code}-open"),
        }
        for section in questionnaire.sections
    ]


def _words(questionnaire: Questionnaire, form: BlockForm, state: SheetState) -> Words:
    """What fills the gaps of a page: what stands on the sheet, and over it what was just sent."""
    progress = find_progress(questionnaire.asked, state.filled)
    here = [code for section in form.sections for code in section.asked]
    words: Words = {
        "sequence": state.sequence,
        "shown": _shown(form, state),
        "progress": progress_words(progress),
        "answered": progress.answered,
        "elsewhere": progress.answered - find_progress(here, state.filled).answered,
    }
    comments = state.comments | form.comments
    for section in form.sections:
        words |= dict(_chosen(section, form, state))
        words[f"{section.code}-comment"] = comments.get(section.code, "")
        words[f"{section.code}-open"] = " open" if comments.get(section.code) else ""
    return words


def _chosen(section: Section, form: BlockForm, state: SheetState) -> Iterator[tuple[str, str]]:
    pairs, positions = state.answers | form.pairs, state.positions | form.positions
    for item in section.items:
        for axis, level in zip(("capability", "breadth"), pairs.get(item, ()), strict=False):
            yield chosen(f"{item}-{axis}", level)
    if section.code in positions:
        yield chosen(f"{section.code}-position", positions[section.code])


def _shown(form: BlockForm, state: SheetState) -> str:
    """What this page shows; one that comes back with a mistake shows what it showed before."""
    if form.is_bound:
        return form.shown_text
    codes = {section.code for section in form.sections}
    items = {item for section in form.sections for item in section.items}
    return describe_shown(
        {item: pair for item, pair in state.answers.items() if item in items},
        {block: stage for block, stage in state.positions.items() if block in codes},
        {block: text for block, text in state.comments.items() if block in codes},
    )
