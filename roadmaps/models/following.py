"""What is measured and what it brings and costs; by stone, so that versions of a plan share it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roadmaps.models.programmes import Programme


class Indicator(models.Model):
    """A measure of the shared scorecard: baseline, target, owner, rhythm; actual values apart.

    `code`: the model's indicator that it was made from, empty for one's own. `stone` or `block`:
    what it tells of; both empty: the whole programme.
    """

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("every week")
        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every quarter")
        YEARLY = "yearly", _("every year")

    class Direction(models.TextChoices):
        UP = "up", _("more is aimed at")
        DOWN = "down", _("less is aimed at")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(_("indicator"), max_length=120)
    reads = models.CharField(_("how it reads"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    direction = models.CharField(
        _("direction"), max_length=5, choices=Direction.choices, default=Direction.UP
    )
    stone = models.CharField(_("step of the roadmap"), max_length=40, blank=True)
    block = models.CharField(_("building block"), max_length=40, blank=True)
    baseline = models.FloatField(_("today"), null=True, blank=True)
    target = models.FloatField(_("target"), null=True, blank=True)
    target_on = models.DateField(_("target date"), null=True, blank=True)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    rhythm = models.CharField(
        _("rhythm"), max_length=10, choices=Rhythm.choices, default=Rhythm.QUARTERLY
    )
    is_customer_reaction = models.BooleanField(_("tells how customers react"), default=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("followed indicator")
        verbose_name_plural = _("followed indicators")
        ordering: ClassVar = ["position", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Measurement(models.Model):
    """An actual value on a day; the same day again replaces it."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    measured_on = models.DateField(_("measured on"))
    value = models.FloatField(_("value"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering: ClassVar = ["measured_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "measured_on"], name="measured_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.measured_on}: {self.value}"


class Benefit(models.Model):
    """A gain expected of a stone, a year, with what was obtained beside it (`BenefitObtained`)."""

    class Family(models.TextChoices):
        REVENUE = "revenue", _("Revenue")
        COST = "cost", _("Cost")
        RISK = "risk", _("Risk")

    class For(models.TextChoices):
        ORGANISATION = "organisation", _("for the organisation")
        CUSTOMERS = "customers", _("for customers")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="benefits")
    stone = models.CharField(_("step of the roadmap"), max_length=40)
    title = models.CharField(_("benefit"), max_length=200)
    family = models.CharField(_("family"), max_length=10, choices=Family.choices)
    beneficiary = models.CharField(
        _("for whom"), max_length=12, choices=For.choices, default=For.ORGANISATION
    )
    low = models.DecimalField(
        _("a year, cautiously"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    likely = models.DecimalField(
        _("a year, likely"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    high = models.DecimalField(
        _("a year, at best"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    starts_on = models.DateField(_("expected from"), null=True, blank=True)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering: ClassVar = ["stone", "pk"]

    def __str__(self) -> str:
        return self.title


class BenefitObtained(models.Model):
    """What a benefit has brought until a day, since the entry before."""

    benefit = models.ForeignKey(Benefit, models.CASCADE, related_name="obtained")
    obtained_on = models.DateField(_("until"))
    amount = models.DecimalField(_("obtained"), max_digits=14, decimal_places=2)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("benefit obtained")
        verbose_name_plural = _("benefits obtained")
        ordering: ClassVar = ["obtained_on", "pk"]

    def __str__(self) -> str:
        return f"{self.benefit}: {self.amount}"


class CostLine(models.Model):
    """Money that a stone costs beside people's days: once, or every year once it is delivered."""

    class Type(models.TextChoices):
        STAFF_TIME = "staff_time", _("Staff time")
        TRAINING = "training", _("Training")
        LICENCE = "licence", _("Licences")
        INTEGRATION = "integration", _("Integration")
        EXTERNAL_SERVICES = "external_services", _("External services")
        COMMUNICATION = "communication", _("Communication")
        GOODWILL_BUDGET = "goodwill_budget", _("Goodwill budget")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="costs")
    stone = models.CharField(_("step of the roadmap"), max_length=40)
    cost_type = models.CharField(_("nature of the cost"), max_length=20, choices=Type.choices)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    is_yearly = models.BooleanField(_("every year"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        ordering: ClassVar = ["stone", "pk"]

    def __str__(self) -> str:
        return f"{self.stone}: {self.amount}"
