"""Registers of a programme: decisions, risks, tools, who carries the change, outside factors."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roadmaps.models.programmes import Programme


class Decision(models.Model):
    """A decision with its reason. Never changed: a later one supersedes it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("decision"), max_length=200)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("decided by (role)"), max_length=200)
    context = models.TextField(_("context"), max_length=2000, blank=True)
    options = models.TextField(_("options considered"), max_length=2000, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    consequence = models.TextField(_("what follows from it"), max_length=2000, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="decision_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Risk(models.Model):
    """An event that may strike the programme. `event`: a code of the model's simulation, or `other`
    with its own `title`; `rate` is a yearly rate, as there."""

    class State(models.TextChoices):
        OPEN = "open", _("Watched")
        STRUCK = "struck", _("Has struck")
        CLOSED = "closed", _("No longer watched")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="risks")
    event = models.CharField(_("event"), max_length=40)
    title = models.CharField(_("in our case"), max_length=200)
    phase = models.CharField(_("phase exposed"), max_length=40, blank=True)
    stones = models.JSONField(_("steps touched"), default=list, blank=True)
    rate = models.FloatField(_("times a year"), null=True, blank=True)
    effect = models.CharField(_("effect"), max_length=500, blank=True)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    mitigation = models.TextField(_("what makes it smaller"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    struck_on = models.DateField(_("struck on"), null=True, blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering: ClassVar = ["state", "pk"]

    def __str__(self) -> str:
        return self.title


class Tool(models.Model):
    """An application in the inventory; `departments` and `stones` are codes of who uses it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tools")
    name = models.CharField(_("tool"), max_length=120)
    supplier = models.CharField(_("supplier"), max_length=120, blank=True)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    is_critical = models.BooleanField(_("the programme depends on it"), default=False)
    departments = models.JSONField(_("departments that use it"), default=list, blank=True)
    stones = models.JSONField(_("steps that need it"), default=list, blank=True)
    needs = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="needed_by", verbose_name=_("needs")
    )
    is_ready = models.BooleanField(_("in place"), default=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("tool")
        verbose_name_plural = _("tools")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "name"], name="tool_name")
        ]

    def __str__(self) -> str:
        return self.name


class Agent(models.Model):
    """Somebody who carries the change: the change agent, or a relay in a department."""

    class Kind(models.TextChoices):
        AGENT = "agent", _("Change agent")
        RELAY = "relay", _("Relay")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="agents")
    kind = models.CharField(_("role in the change"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("function"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=60, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("change agent or relay")
        verbose_name_plural = _("change agents and relays")
        ordering: ClassVar = ["kind", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Factor(models.Model):
    """Something inside or outside the organisation that may turn the plan, with a date to look."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="factors")
    title = models.CharField(_("factor"), max_length=200)
    is_ours_to_drive = models.BooleanField(_("ours to drive"), default=False)
    note = models.TextField(_("what it may change"), max_length=2000, blank=True)
    review_on = models.DateField(_("to be reviewed on"))
    closed_on = models.DateField(_("no longer followed since"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("factor")
        verbose_name_plural = _("factors")
        ordering: ClassVar = ["review_on", "pk"]

    def __str__(self) -> str:
        return self.title
