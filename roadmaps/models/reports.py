"""A document that is being made, or is there to be downloaded; how it looks; who may read it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import Organisation
from roadmaps.models.roadmaps import Roadmap


class Report(models.Model):
    """A document on a roadmap in one language: a PDF, slides or a workbook.

    The worker holds it until `leased_until`; when that has passed without a file, the report is
    tried once more and then fails. `failure` is a code, told to people in words. `digest` is that
    of all it was made from: a ready file serves as long as nothing of that has changed. `step` says
    how far its making is.
    """

    class Kind(models.TextChoices):
        BOARD = "board", _("Board page – one sheet, read in 90 seconds")
        FULL = "full", _("Full report – some twenty pages, with the method")
        PLAN = "plan", _("Operational plan – steps, owners, dates, indicators")
        HANDOVER = "handover", _("Hand-over file – for an incoming sponsor")
        SLIDES = "slides", _("Slides – ten, with charts that can be edited")
        WORKBOOK = "workbook", _("Workbook – the operational plan as a spreadsheet")

    class Size(models.TextChoices):
        A4 = "A4", _("A4")
        LETTER = "Letter", _("Letter")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")

    class Step(models.TextChoices):
        READING = "reading", _("Reading the figures")
        WRITING = "writing", _("Writing the pages")
        PRINTING = "printing", _("Setting and printing the pages")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FULL)
    language = models.CharField(max_length=5)
    size = models.CharField(max_length=10, choices=Size.choices, default=Size.A4)
    is_archived = models.BooleanField(_("for the archive (PDF/A-3a)"), default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    step = models.CharField(max_length=10, choices=Step.choices, blank=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="reports", blank=True)

    class Meta:
        verbose_name = _("report")
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.roadmap} – {self.kind} – {self.language} – {self.status}"

    @property
    def is_on_its_way(self) -> bool:
        """Whether it waits or is being made."""
        return self.status in {self.Status.WAITING, self.Status.RUNNING}


class Brand(models.Model):
    """How an organisation's documents look: logos (PNG, made anew from what was uploaded) and one
    colour. `accent` is what was asked for; documents use it as far as it can be read."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="brand")
    client_logo = models.BinaryField(null=True, editable=False)
    consultancy = models.CharField(_("consultancy"), max_length=120, blank=True)
    consultancy_logo = models.BinaryField(null=True, editable=False)
    accent = models.CharField(_("colour"), max_length=7, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("look of documents")
        verbose_name_plural = _("looks of documents")

    def __str__(self) -> str:
        return str(self.organisation)


class SharedLink(models.Model):
    """A way to read a roadmap's report without an account: until a day, until it is revoked.

    Only the SHA-256 of its token is kept, and of the passphrase what Django makes of passwords.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="shared_links")
    label = models.CharField(_("for whom"), max_length=120)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    passphrase = models.CharField(max_length=128, blank=True, editable=False)
    created_on = models.DateField()
    created_by = models.CharField(max_length=150, blank=True)
    expires_on = models.DateField(_("can be read until"))
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("shared link")
        verbose_name_plural = _("shared links")
        ordering: ClassVar = ["-created_on", "pk"]

    def __str__(self) -> str:
        return self.label
