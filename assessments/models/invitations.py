"""Who was invited by e-mail, and what keeps guessing of codes slow."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessments import Assessment
from assessments.models.organisations import Department, Organisation
from assessments.models.responses import Sheet


class Invitation(models.Model):
    """A personal invitation by e-mail.

    `sheet` is there from Start until the sheet is handed in: then `has_answered` is all that is
    left of the link. Closing deletes the invitations. One that was sent and taken off the list is
    kept as removed: put back, it is the same one, so that nobody answers twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=5)
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True)
    sheet = models.OneToOneField(Sheet, models.SET_NULL, null=True, editable=False)
    has_answered = models.BooleanField(default=False, editable=False)
    is_bounced = models.BooleanField(default=False, editable=False)
    is_removed = models.BooleanField(default=False, editable=False)
    sent_on = models.DateField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["email"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "email"], name="invitation_once"),
            models.CheckConstraint(
                condition=models.Q(has_answered=False) | models.Q(sheet__isnull=True),
                name="invitation_answered_has_no_sheet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.pk}"


class Mailing(models.Model):
    """Invitations, or reminders, of an assessment that go out together.

    Who gets them is not kept, nor how many they are: the difference between two mailings would
    tell who answered meanwhile. The worker holds it until `leased_until`; `failure` is a code,
    told to people in words.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("Invitations")
        REMINDER = "reminder", _("Reminders")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being sent")
        DONE = "done", _("Sent")
        FAILED = "failed", _("Interrupted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    requested_on = models.DateField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    failure = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.kind} {self.status}"

    @property
    def is_on_its_way(self) -> bool:
        """Whether it waits or is being sent."""
        return self.status in {self.Status.WAITING, self.Status.RUNNING}


class Unsubscription(models.Model):
    """An address that wants no mail from an organisation, kept as a keyed digest only."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="unsubscriptions")
    email_digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("unsubscription")
        verbose_name_plural = _("unsubscriptions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email_digest"], name="unsubscription_once"
            )
        ]

    def __str__(self) -> str:
        return self.email_digest[:12]


class MissBudget(models.Model):
    """A token bucket: how many wrong codes are left for a purpose and an address (keyed digest).

    `address` is '' for the budget that all share. Rows are deleted once they are full again.
    """

    purpose = models.CharField(max_length=20)
    address = models.CharField(max_length=64, blank=True)
    left = models.FloatField()
    refilled_at = models.DateTimeField()

    class Meta:
        verbose_name = _("budget of wrong codes")
        verbose_name_plural = _("budgets of wrong codes")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "address"], name="miss_budget_once")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.address[:12]}"
