"""What the registers say: notices with their questions, how often something strikes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roadmaps import models
from roadmaps.domain.staleness import Notice, NoticeCode

register = template.Library()

ALONE: Final = {
    ("sponsor", "relays"): gettext_lazy(
        "“%(title)s” pushes the change alone: no sponsor is named, and no relay."
    ),
    ("sponsor",): gettext_lazy("“%(title)s” pushes the change, and no sponsor is named."),
    ("relays",): gettext_lazy("“%(title)s” pushes the change, and no relay is named."),
}
"""What is said of a change agent, by what is missing."""
FACTS: Final = {
    NoticeCode.RISK_STRUCK: gettext_lazy(
        "“%(title)s” struck on %(day)s, and the plan is older than that."
    ),
    NoticeCode.NO_SPONSOR: gettext_lazy("Nobody is named as executive sponsor."),
    NoticeCode.SPONSOR_CHANGED: gettext_lazy(
        "%(title)s became sponsor on %(day)s, after the plan was made."
    ),
    NoticeCode.NO_DEPUTY: gettext_lazy("Nobody is named as deputy sponsor."),
    NoticeCode.DEPUTY_NOT_BRIEFED: gettext_lazy(
        "%(title)s, deputy sponsor, was last briefed on %(day)s, %(months)s months ago."
    ),
    NoticeCode.PHASE_REVIEW_DUE: gettext_lazy(
        "The phase “%(names)s” ended on %(day)s and has not been reviewed."
    ),
    NoticeCode.DECISION_DUE: gettext_lazy(
        "Decision %(key)s, “%(title)s”, was to be reviewed on %(day)s."
    ),
    NoticeCode.DECISION_OLD: gettext_lazy(
        "Decision %(key)s, “%(title)s”, was taken %(months)s months ago and has no review date."
    ),
    NoticeCode.GREAT_DUE: gettext_lazy("What great looks like was to be revisited by %(day)s."),
    NoticeCode.GREAT_OLD: gettext_lazy("What great looks like was written %(months)s months ago."),
    NoticeCode.TARGETS_OLD: gettext_lazy("The targets were last settled %(months)s months ago."),
    NoticeCode.FACTOR_DUE: gettext_lazy("“%(title)s” was to be looked at again on %(day)s."),
    NoticeCode.FACTOR_OLD: gettext_lazy("Nobody has looked at “%(title)s” for %(months)s months."),
    NoticeCode.RISK_OLD: gettext_lazy(
        "Nobody has looked at the risk “%(title)s” for %(months)s months."
    ),
    NoticeCode.YEARLY_REVIEW: gettext_lazy(
        "The programme as a whole was last looked at %(months)s months ago."
    ),
    NoticeCode.NO_RELAY: gettext_lazy("Nobody carries the change in %(names)s."),
}
QUESTIONS: Final = {
    NoticeCode.RISK_STRUCK: gettext_lazy("What stays valid, what is adjusted, what is dropped?"),
    NoticeCode.NO_SPONSOR: gettext_lazy("Who in top management carries the programme?"),
    NoticeCode.SPONSOR_CHANGED: gettext_lazy("What of it holds, and what is decided anew?"),
    NoticeCode.NO_DEPUTY: gettext_lazy("Who could take over tomorrow?"),
    NoticeCode.DEPUTY_NOT_BRIEFED: gettext_lazy("When does the deputy hear how things stand?"),
    NoticeCode.ISOLATED_AGENT: gettext_lazy("Who shares it: which departments, which steps?"),
    NoticeCode.PHASE_REVIEW_DUE: gettext_lazy("What is kept, adjusted, dropped?"),
    NoticeCode.DECISION_DUE: gettext_lazy("Does its reason still hold?"),
    NoticeCode.DECISION_OLD: gettext_lazy("Does its reason still hold?"),
    NoticeCode.GREAT_DUE: gettext_lazy("What would great be today?"),
    NoticeCode.GREAT_OLD: gettext_lazy("What would great be today?"),
    NoticeCode.TARGETS_OLD: gettext_lazy("Are they still where you want to be?"),
    NoticeCode.FACTOR_DUE: gettext_lazy("Does it change the plan?"),
    NoticeCode.FACTOR_OLD: gettext_lazy("Does it change the plan?"),
    NoticeCode.RISK_OLD: gettext_lazy("Is it as likely as then, and what would it touch today?"),
    NoticeCode.YEARLY_REVIEW: gettext_lazy("What was great last year: is it still?"),
    NoticeCode.NO_RELAY: gettext_lazy("Who could be the relay there?"),
}
PAGES: Final = {
    NoticeCode.RISK_STRUCK: "roadmaps:risks",
    NoticeCode.NO_SPONSOR: "roadmaps:sponsor",
    NoticeCode.SPONSOR_CHANGED: "roadmaps:handover",
    NoticeCode.NO_DEPUTY: "roadmaps:sponsor",
    NoticeCode.DEPUTY_NOT_BRIEFED: "roadmaps:sponsor",
    NoticeCode.ISOLATED_AGENT: "roadmaps:people",
    NoticeCode.PHASE_REVIEW_DUE: "roadmaps:roadmap",
    NoticeCode.DECISION_DUE: "roadmaps:decision",
    NoticeCode.DECISION_OLD: "roadmaps:decision",
    NoticeCode.GREAT_DUE: "roadmaps:course",
    NoticeCode.GREAT_OLD: "roadmaps:course",
    NoticeCode.TARGETS_OLD: "roadmaps:targets",
    NoticeCode.FACTOR_DUE: "roadmaps:factors",
    NoticeCode.FACTOR_OLD: "roadmaps:factors",
    NoticeCode.RISK_OLD: "roadmaps:risks",
    NoticeCode.YEARLY_REVIEW: "roadmaps:handover",
    NoticeCode.NO_RELAY: "roadmaps:people",
}
"""Where one looks at it."""
TRIGGERS: Final = {
    NoticeCode.RISK_STRUCK: models.Roadmap.Trigger.RISK,
    NoticeCode.PHASE_REVIEW_DUE: models.Roadmap.Trigger.REVIEW,
}
"""What leads whoever runs the programme to planning again."""


@register.simple_tag
def notice_text(notice: Notice, names: Mapping[str, str]) -> str:
    """What there is to say; `names` of departments and phases by code."""
    facts = {
        "key": notice.key,
        "title": notice.title,
        "day": date_format(notice.day, "j F Y") if notice.day else "",
        "months": notice.months,
        "names": in_a_row([names.get(code, code) for code in notice.names]),
    }
    text = str(_text_of(notice)) % facts
    return f"{text} {_older(notice.count)}" if notice.code in COUNTED and notice.count else text


COUNTED: Final = (NoticeCode.SPONSOR_CHANGED,)


def _text_of(notice: Notice) -> Any:
    if notice.code is NoticeCode.ISOLATED_AGENT:
        return ALONE[notice.names]
    if notice.code is NoticeCode.DEPUTY_NOT_BRIEFED and notice.day is None:
        return _("%(title)s, deputy sponsor, has not been briefed yet.")
    return FACTS[notice.code]


def _older(count: int) -> str:
    text = ngettext(
        "%(count)s decision in force is older too.",
        "%(count)s decisions in force are older too.",
        count,
    )
    return text % {"count": count}


@register.filter
def question_of(notice: Notice) -> str:
    """What a notice asks."""
    return str(QUESTIONS[notice.code])


@register.simple_tag
def notice_url(notice: Notice, roadmap: models.Roadmap, *, may_run: bool) -> str:
    """Where one looks at what a notice is about, or acts on it where one may."""
    code, page = notice.code, PAGES[notice.code]
    if may_run and code in TRIGGERS:
        cause = {"trigger": TRIGGERS[code].value}
        return reverse("roadmaps:replan", args=[roadmap.pk], query=cause)
    if page == "roadmaps:decision":
        return reverse(page, args=[roadmap.pk, notice.key])
    if page == "roadmaps:targets":
        return reverse(page, args=[roadmap.assessment_id])
    is_entry = page in ("roadmaps:factors", "roadmaps:risks")
    return reverse(page, args=[roadmap.pk], fragment=f"entry-{notice.key}" if is_entry else None)


@register.filter
def in_a_row(texts: Sequence[str]) -> str:
    """One text, or several as “a, b and c”."""
    if len(texts) < 2:
        return "".join(texts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(texts[:-1]), "last": texts[-1]}


@register.filter
def side_by_side(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Names of codes in a line, told apart by dots: titles of steps make no sentence."""
    return " · ".join(names.get(code, code) for code in codes)


@register.filter
def how_often(rate: float) -> str:
    """What strikes `rate` times a year, told as people count: about once in 4.5 years."""
    if rate >= NEARLY_YEARLY:
        times = round(rate, 1)
        if times < 1.1:
            return _("about once a year")
        return _("about %(times)s times a year") % {"times": _short(times)}
    return _("about once in %(years)s years") % {"years": _short(1 / rate)}


NEARLY_YEARLY: Final = 0.95
"""From this rate on it is said to strike once a year."""


def _short(figure: float) -> str:
    """One decimal where it says something."""
    shown = round(figure, 1) if figure < 10 else round(figure)
    return str(number_format(int(shown) if shown == int(shown) else shown))
