"""Words for people on their way in."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from assessments import models

register = template.Library()


@register.simple_tag
def zone_of(assessment: models.Assessment) -> str:
    """Whose time the last day is in, such as “Paris time”; nothing where it is the server’s."""
    if assessment.time_zone == settings.TIME_ZONE:
        return ""
    place = assessment.time_zone.rpartition("/")[2].replace("_", " ")
    return _("%(place)s time") % {"place": place}
