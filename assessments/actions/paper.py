"""Sheets that somebody filled in with a pen: entered at once, and taken back if mistyped."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.crypto import salted_hmac

from assessments import models
from assessments.actions.assessments import WrongState
from assessments.actions.packing import pack_sheet
from assessments.actions.saving import AnswerRefused, check_packet, write_packet
from assessments.domain.packets import Entry, Packet, Pair
from assessments.queries.sheets import load_state


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What stands on a sheet: who (department by code), answers by stone, the rest by block code.

    `name` is kept in attributed mode only.
    """

    department: str
    vantage: str
    language: str
    name: str = ""
    answers: dict[str, Pair] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def enter_sheet(*, assessment: models.Assessment, key: uuid.UUID, paper: PaperSheet) -> bool:
    """Add a sheet as handed in, without a link to any device; False if this form did so before.

    `key` is the form's own, made for one sheet. All or nothing. Raises WrongState unless the
    assessment is open, AnswerRefused for what this vantage is not asked or what cannot be kept.
    """
    row = _lock_open(assessment)
    packet = Packet(
        answers={code: Entry(pair, 1) for code, pair in paper.answers.items()},
        positions={code: Entry(stage, 1) for code, stage in paper.positions.items()},
        comments={code: Entry(text, 1) for code, text in paper.comments.items() if text},
    )
    checked = check_packet(row, paper.vantage, packet)
    department = row.organisation.departments.filter(code=paper.department).first()
    if department is None:  # removed while the sheet was typed
        raise AnswerRefused("unreadable")
    sheet = models.Sheet(
        pk=_sheet_key(row, key),
        assessment=row,
        department=department,
        vantage=paper.vantage,
        language=paper.language,
        source=models.Sheet.Source.PAPER,
        name=paper.name if row.attributed_mode else "",
        is_submitted=True,
        packed=pack_sheet(row, paper.vantage, answers=paper.answers, positions=paper.positions),
    )
    if models.Sheet.objects.filter(pk=sheet.pk).exists():
        return False
    sheet.save(force_insert=True)
    write_packet(sheet, checked)
    return True


@transaction.atomic
def take_back_sheet(*, assessment: models.Assessment, key: uuid.UUID) -> PaperSheet | None:
    """Remove the sheet that the form `key` entered from paper; what stood on it, None without one.

    Raises WrongState unless the assessment is open.
    """
    row = _lock_open(assessment)
    found = row.sheets.select_related("department", "assessment").filter(
        pk=_sheet_key(row, key), source=models.Sheet.Source.PAPER
    )
    sheet = next(iter(found), None)
    if sheet is None:
        return None
    state = load_state(sheet)
    paper = PaperSheet(
        department=sheet.department.code,
        vantage=sheet.vantage,
        language=sheet.language,
        name=sheet.name,
        answers=state.answers,
        positions=state.positions,
        comments=state.comments,
    )
    found.delete()
    return paper


def _lock_open(assessment: models.Assessment) -> models.Assessment:
    """The assessment, locked: closing waits until the sheet is whole."""
    row = models.Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not row.is_open:
        raise WrongState
    return row


def _sheet_key(assessment: models.Assessment, key: uuid.UUID) -> uuid.UUID:
    """The sheet's own key: whoever reads the database cannot tell which form, so whose session,
    it came from."""
    mac = salted_hmac("assessments.paper", f"{assessment.pk} {key}", algorithm="sha256")
    return uuid.UUID(bytes=mac.digest()[:16], version=4)
