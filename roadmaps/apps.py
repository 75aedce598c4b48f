"""Roadmaps: what to do about it, in which order."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    """Targets, gaps, plans, reports."""

    name = "roadmaps"
    verbose_name = _("Roadmaps")
