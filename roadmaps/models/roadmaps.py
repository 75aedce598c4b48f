"""Where an organisation wants to be, and the plan that leads there."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from roadmaps.domain.targets import Intention


class Target(models.Model):
    """The stage (by number) wanted of a block (by code) within some years."""

    class Intention(models.TextChoices):
        ADVANCE = Intention.ADVANCE.value, _("Advance")
        HOLD = Intention.HOLD.value, _("Hold")
        SCALE_BACK = Intention.SCALE_BACK.value, _("Scale back")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="targets")
    block = models.CharField(max_length=40)
    years = models.PositiveSmallIntegerField()
    stage = models.PositiveSmallIntegerField()
    intention = models.CharField(max_length=10, choices=Intention.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("target")
        ordering = ["block", "years"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "block", "years"], name="target_once"),
            models.CheckConstraint(
                condition=models.Q(intention__in=["advance", "hold", "scale_back"]),
                name="target_intention",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block} {self.years}: {self.stage}"


class Roadmap(models.Model):
    """One version of the plan for an assessment, with all that it was made from.

    `targets`, `capacities`, `settings` are what the plan was asked for; `scope` and `plan` are the
    values of `roadmaps.domain` as JSON. `is_edited`: people moved something since it was solved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="roadmaps")
    number = models.PositiveIntegerField()
    created_on = models.DateField()
    starts_on = models.DateField(_("starts on"))
    targets = models.JSONField()
    capacities = models.JSONField()
    settings = models.JSONField(default=dict)
    scope = models.JSONField()
    plan = models.JSONField()
    is_edited = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("roadmap")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="roadmap_number")
        ]

    def __str__(self) -> str:
        return f"{self.assessment} – {self.number}"


class Initiative(models.Model):
    """Where a stone stands in a roadmap; `phase` is empty for later.

    A locked initiative stays where a person put it when the plan is solved again; an excluded one
    (with its reason) is not planned.
    """

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="initiatives")
    stone = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=40, blank=True)
    is_locked = models.BooleanField(default=False)
    excluded_because = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("initiative")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "stone"], name="initiative_once")]

    def __str__(self) -> str:
        return f"{self.stone}: {self.phase}"
