"""Writing what respondents choose: once, in the order in which they chose, while they may."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from django.db import transaction

from assessments import models
from assessments.domain.packets import FURTHEST_AHEAD, Entry, Outcome, Packet, weigh
from assessments.domain.responses import CommentRefused, clean_comment, is_consistent
from assessments.models.rows import Select, Upsert, key_of
from assessments.queries.maturity_model import load_block_keys, load_maturity_model, load_stone_keys
from assessments.queries.responses import load_present

SHEET: Final = Select(models.Sheet, rest="FROM assessments_sheet WHERE id = %s")
ASSESSMENT: Final = Select(models.Assessment, rest="FROM assessments_assessment WHERE id = %s")
ANSWERS: Final = Upsert(models.Answer)
POSITIONS: Final = Upsert(models.Position)
COMMENTS: Final = Upsert(models.Comment)


class AnswerRefused(Exception):
    """The answer cannot stand.

    `reason` is `closed`, `submitted`, `unknown_item`, `level`, `too_long` or `text`; `unreadable`
    for what is no packet at all.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def save_packet(*, sheet: models.Sheet, packet: Packet) -> Outcome:
    """Save what a device sends; sending it twice changes nothing.

    Choices that are older than what stands are left out and told, all others are saved. Raises
    AnswerRefused, and saves nothing, for a closed assessment, a submitted sheet, a question that
    this respondent is not asked, a level that does not exist, a comment that cannot be kept or a
    number too far ahead of the sheet.
    """
    row = lock_writable(sheet)
    sent = check_packet(sheet.assessment, row.vantage, packet)
    present = load_present(sheet)
    if sent.sequence > present.sequence + FURTHEST_AHEAD:
        raise AnswerRefused("unreadable")
    written, outdated = weigh(sent, present)
    write_packet(sheet, written)
    return Outcome(max(sent.sequence, present.sequence), outdated)


def lock_writable(sheet: models.Sheet) -> models.Sheet:
    """The sheet, locked. Closing locks it as well: an answer is in the snapshot or refused.

    Raises AnswerRefused for a closed assessment and a submitted sheet.
    """
    (row,) = SHEET.first(key_of(sheet), lock=True) or (None,)
    if row is not None and row.is_submitted:
        raise AnswerRefused("submitted")
    # Read anew, once the lock is there: whoever held it may have closed the assessment.
    (assessment,) = ASSESSMENT.first(key_of(sheet.assessment)) or (None,)
    if row is None or assessment is None or not assessment.takes_answers:
        raise AnswerRefused("closed")
    return row


def check_packet(assessment: models.Assessment, vantage: str, packet: Packet) -> Packet:
    """What may be asked of a vantage, with comments as they are kept. Raises AnswerRefused."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    is_matrix = assessment.form == models.Assessment.Form.MATRIX
    blocks = maturity_model.questionnaire_order
    asked: Collection[str] = ()
    if not is_matrix:
        asked = maturity_model.asked(assessment.form, vantage, assessment.short_vantages)
    if not (
        packet.answers.keys() <= set(asked)
        and packet.positions.keys() <= set(blocks if is_matrix else ())
        and packet.comments.keys() <= set(blocks)
    ):
        raise AnswerRefused("unknown_item")
    last = len(maturity_model.stages)
    if not (
        all(is_consistent(*entry.value) for entry in packet.answers.values())
        and all(0 <= entry.value <= last for entry in packet.positions.values())
    ):
        raise AnswerRefused("level")
    return replace(packet, comments={key: _clean(entry) for key, entry in packet.comments.items()})


def _clean(entry: Entry[str]) -> Entry[str]:
    try:
        return Entry(clean_comment(entry.value), entry.sequence)
    except CommentRefused as refused:
        raise AnswerRefused(refused.reason) from refused


def write_packet(sheet: models.Sheet, packet: Packet) -> None:
    """Put choices that were checked in the place of those that stand."""
    key, version = key_of(sheet), sheet.assessment.maturity_model
    stones, blocks = load_stone_keys(version), load_block_keys(version)
    answers, positions, comments = packet.answers, packet.positions, packet.comments
    ANSWERS.write([(key, stones[code], *e.value, e.sequence) for code, e in answers.items()])
    POSITIONS.write([(key, blocks[code], e.value, e.sequence) for code, e in positions.items()])
    COMMENTS.write([(key, blocks[code], e.value, e.sequence) for code, e in comments.items()])
