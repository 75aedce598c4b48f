"""A report that is being made, or is there to be downloaded."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from roadmaps.models.roadmaps import Roadmap


class Report(models.Model):
    """A PDF of a roadmap in one language.

    The worker holds it until `leased_until`; when that has passed without a file, the report is
    tried once more and then fails. `failure` is a code, told to people in words.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="reports")
    language = models.CharField(max_length=5)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    requested_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=40, blank=True)
    file = models.FileField(upload_to="reports", blank=True)

    class Meta:
        verbose_name = _("report")
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.roadmap} – {self.language} – {self.status}"

    @property
    def is_on_its_way(self) -> bool:
        """Whether it waits or is being made."""
        return self.status in {self.Status.WAITING, self.Status.RUNNING}
