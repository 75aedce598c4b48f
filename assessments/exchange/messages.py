"""The message that invites a person, or reminds one: what it says and what it carries."""

from email.utils import parseaddr
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string

from assessments import models
from assessments.domain.progress import find_progress
from assessments.queries.departments import find_department_name
from assessments.queries.invitations import bounce_token, join_token, unsubscribe_token
from assessments.queries.questionnaire import load_questionnaire_for
from assessments.queries.wording import wording_of

LONGEST_SUBJECT: Final = 150


def write_message(invitation: models.Invitation, *, is_reminder: bool) -> EmailMessage:
    """The message in the language of the invitation. Its links come from SITE_URL alone."""
    context = load_facts(invitation) | {"is_reminder": is_reminder}
    with translation.override(invitation.language):
        subject = render_to_string("mail/invitation_subject.txt", context)
        body = render_to_string("mail/invitation.txt", context)
    token = bounce_token(invitation)
    return EmailMessage(
        subject=_one_line(subject)[:LONGEST_SUBJECT],
        body=body.strip() + "\n",
        from_email=_return_path(token),
        to=[invitation.email],
        headers=_headers(context["unsubscribe_url"], token),
    )


def load_facts(invitation: models.Invitation) -> dict[str, Any]:
    """What the message says of an invitation and its assessment."""
    assessment = invitation.assessment
    department = invitation.department
    vantages = wording_of(assessment).vantages
    asked = [load_questionnaire_for(assessment, vantage).asked for vantage in vantages]
    return {
        "assessment": assessment,
        "organisation": _one_line(assessment.organisation.name),
        "name": _one_line(assessment.name),
        "contact": _one_line(assessment.contact),
        "department": find_department_name(assessment, department) if department else "",
        "minutes": max(find_progress(codes, ()).minutes_left for codes in asked),
        "questions": max(len(codes) for codes in asked),
        "join_url": _link("assessments:invited", join_token(invitation)),
        "unsubscribe_url": _link("assessments:unsubscribe", unsubscribe_token(invitation)),
    }


def _link(page: str, token: str) -> str:
    # SITE_URL, not a request: a forged Host header must not end up in a message.
    return settings.SITE_URL + reverse(page, args=[token])


def _one_line(text: str) -> str:
    """A text that cannot begin a header of its own: one line, nothing but what is printed."""
    printed = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printed.split())


def _headers(unsubscribe_url: str, token: str) -> dict[str, str]:
    """Who sends, what can be answered by one click (RFC 8058), and that a program wrote this."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": f"<{token}.{get_random_string(6).lower()}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _return_path(token: str) -> str:
    """Where the message comes back to: an address of its own if BOUNCE_ADDRESS is set."""
    if not settings.BOUNCE_ADDRESS:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name, _at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{name}+{token}@{domain}"
