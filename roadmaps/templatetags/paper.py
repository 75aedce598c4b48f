"""What only the printed report needs."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from assessments.domain.scorecard import Scorecard
from assessments.queries.wording import Wording
from roadmaps.domain.looks import Look
from roadmaps.figures import draw_radar

register = template.Library()


@register.simple_tag
def radar_on_paper(scorecard: Scorecard, wording: Wording, title: str, look: Look) -> SafeString:
    """The radar as an SVG element whose alternative text is `title`; empty with too few blocks."""
    # The writer escapes what it is given.
    return mark_safe(draw_radar(scorecard, wording.block_names, title, look.accent))  # noqa: S308
