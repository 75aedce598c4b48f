"""What a room agrees, said openly and never taken from votes."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from roadmaps.models.workshops import Workshop


class AgreedPosition(models.Model):
    """What a room agreed of a stone, beside the survey value and never over it. A later one of the
    same stone stands in its place; none is changed."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="agreed_positions")
    workshop = models.ForeignKey(
        Workshop, models.SET_NULL, null=True, related_name="agreed_positions"
    )
    stone = models.CharField(max_length=40)
    capability = models.PositiveSmallIntegerField(validators=[MaxValueValidator(4)])
    breadth = models.PositiveSmallIntegerField(validators=[MaxValueValidator(4)])
    decided_by = models.CharField(_("decided by (role)"), max_length=200)
    reason = models.CharField(_("reason"), max_length=500)
    reservations = models.CharField(_("reservations"), max_length=500, blank=True)
    agreed_on = models.DateField()

    class Meta:
        verbose_name = _("agreed position")
        verbose_name_plural = _("agreed positions")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(capability__lte=4) & models.Q(breadth__lte=4),
                name="agreed_position_levels",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stone}: {self.capability}, {self.breadth}"


class SignOff(models.Model):
    """A stakeholder, by role, stands behind the targets or says what keeps them from it. Given
    openly, never taken from votes."""

    class Stance(models.TextChoices):
        AGREES = "agrees", _("Agrees")
        RESERVED = "reserved", _("Agrees with reservations")
        DISAGREES = "disagrees", _("Does not agree")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sign_offs")
    role = models.CharField(_("role"), max_length=120)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance.choices)
    words = models.CharField(_("reservations"), max_length=500, blank=True)
    signed_on = models.DateField()

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering: ClassVar = ["role"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "role"], name="sign_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.stance}"
