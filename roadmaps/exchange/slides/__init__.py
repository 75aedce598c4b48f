"""The roadmap as ten slides with tables and charts that can be edited."""

from django.utils.translation import gettext as _

from roadmaps.exchange.slides.ahead import ahead_slide
from roadmaps.exchange.slides.course import course_slide, targets_slide
from roadmaps.exchange.slides.deck import Deck
from roadmaps.exchange.slides.drawing import MEDIA_TYPE, is_installed, render_deck
from roadmaps.exchange.slides.fitting import clean
from roadmaps.exchange.slides.plan import approaches_slide, dates_slide, plan_slide
from roadmaps.exchange.slides.source import Source
from roadmaps.exchange.slides.standing import (
    crossing_slide,
    differing_slide,
    first_slide,
    standing_slide,
)

__all__ = ["MEDIA_TYPE", "Deck", "Source", "is_installed", "lay_deck", "render_deck"]

SLIDES = (
    first_slide,
    standing_slide,
    crossing_slide,
    differing_slide,
    targets_slide,
    course_slide,
    plan_slide,
    dates_slide,
    approaches_slide,
    ahead_slide,
)


def lay_deck(source: Source) -> Deck:
    """Everything the slides say and where, in the language that is active."""
    page = source.page
    foot = _("%(organisation)s · self-assessment · roadmap version %(number)s · results %(digest)s")
    return Deck(
        title=_("Customer experience: where we stand, and the way from here"),
        organisation=clean(page.organisation),
        language=source.language,
        planned_on=source.way.course.state.created_on,
        foot=foot
        % {
            "organisation": clean(page.organisation)[:80],
            "number": page.number,
            "digest": page.digest[:12],
        },
        slides=tuple(make(source) for make in SLIDES),
    )
