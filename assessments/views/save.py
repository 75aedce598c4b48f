"""Saving what a device sends, taps of a moment in one packet: the protocol of docs/saving.md."""

from django.core.exceptions import RequestDataTooBig
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments import models
from assessments.access import find_own_sheet
from assessments.actions.saving import AnswerRefused, save_packet
from assessments.domain.packets import Packet
from assessments.domain.responses import BLANK
from assessments.forms.packets import read_packet
from assessments.forms.respondents import REFUSALS
from assessments.views.cookies import find_ended
from cxmaturity import trouble

STATUSES = {
    "closed": 403,
    "submitted": 403,
    "unknown_sheet": 403,
    "too_long": 413,
    "too_big": 413,
    "not_json": 415,
}


@require_POST
@never_cache
def save(request: HttpRequest, code: str) -> JsonResponse:
    """Save a packet; tell what became of it, in the reader's words where it was refused."""
    if request.content_type != "application/json":  # a form's body may be read by now
        return _refusal("not_json")
    try:
        sheet = find_own_sheet(request, code)
        if sheet is None:
            return _refusal("closed" if find_ended(request, code) else "unknown_sheet")
        with translation.override(sheet.language):
            return _save(request, sheet)
    except Error as error:
        reason = trouble.find_trouble(error)
        if reason is None:
            raise
        return _refusal(reason)


def _save(request: HttpRequest, sheet: models.Sheet) -> JsonResponse:
    try:
        outcome = save_packet(sheet=sheet, packet=read_packet(request.body))
    except AnswerRefused as refused:
        return _refusal(refused.reason)
    except RequestDataTooBig:
        return _refusal("too_big")
    body = {"saved": True, "sequence": outcome.sequence}
    if outcome.outdated.is_empty:
        return JsonResponse(body)
    return JsonResponse(body | {"current": _current(outcome.outdated)}, status=409)


def _current(packet: Packet) -> dict[str, list[dict[str, object]]]:
    """Entries in the form in which devices send them."""
    return {
        "answers": [
            {
                "item": code,
                "capability": entry.value[0],
                "breadth": None if entry.value[1] == BLANK else entry.value[1],
                "sequence": entry.sequence,
            }
            for code, entry in packet.answers.items()
        ],
        "positions": [
            {"block": code, "stage": entry.value, "sequence": entry.sequence}
            for code, entry in packet.positions.items()
        ],
        "comments": [
            {"block": code, "text": entry.value, "sequence": entry.sequence}
            for code, entry in packet.comments.items()
        ],
    }


def _refusal(reason: str) -> JsonResponse:
    body = {"saved": False, "reason": reason, "error": str(REFUSALS[reason])}
    if reason in trouble.RETRY_AFTER:
        headers = {"Retry-After": str(trouble.RETRY_AFTER[reason])}
        return JsonResponse(body, status=trouble.STATUSES[reason], headers=headers)
    return JsonResponse(body, status=STATUSES.get(reason, 400))
