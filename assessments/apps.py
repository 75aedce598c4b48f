"""Assessments: what is asked, what was said, what it amounts to."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Keeps the triggers of published maturity models in place."""

    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        from assessments import immutability

        post_migrate.connect(immutability.reinstall_after_migration, sender=self)
        register(immutability.check_triggers, Tags.database)
