"""What outlives every version of a roadmap: the programme, who carries it, and what great means."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import Organisation


class Programme(models.Model):
    """The transformation effort of one organisation; made when somebody first writes to it.

    `currency` and `daily_rate` turn person-days into money; without a rate no cost is told.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="programme")
    strategic_goal = models.CharField(_("strategic goal"), max_length=500, blank=True)
    business_case = models.TextField(_("business case"), max_length=4000, blank=True)
    sponsor = models.CharField(_("executive sponsor"), max_length=120, blank=True)
    sponsor_role = models.CharField(_("role of the sponsor"), max_length=120, blank=True)
    sponsor_since = models.DateField(_("sponsor since"), null=True, blank=True)
    deputy = models.CharField(_("deputy sponsor"), max_length=120, blank=True)
    deputy_role = models.CharField(_("role of the deputy"), max_length=120, blank=True)
    deputy_briefed_on = models.DateField(_("deputy last briefed on"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    daily_rate = models.DecimalField(
        _("cost of a person-day"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return str(self.organisation)


class GreatStatement(models.Model):
    """What great looks like, in one version; a new one replaces it and says why. Never changed."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="great_statements")
    number = models.PositiveIntegerField()
    text = models.TextField(_("what great looks like"), max_length=2000)
    examples = models.TextField(_("examples"), max_length=2000, blank=True)
    reason = models.CharField(_("why it changes"), max_length=500, blank=True)
    written_on = models.DateField()
    written_by = models.CharField(max_length=150, blank=True)
    expires_on = models.DateField(_("to be revisited by"))

    class Meta:
        verbose_name = _("what great looks like")
        verbose_name_plural = _("what great looks like")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="great_statement_number")
        ]

    def __str__(self) -> str:
        return f"{self.programme} – {self.number}"


class NextAction(models.Model):
    """One of the actions of the next 90 days, kept apart from the plan's long breath."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="next_actions")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("action"), max_length=200)
    owner = models.CharField(_("owner"), max_length=120)
    first_step = models.CharField(_("first step"), max_length=300)
    due_on = models.DateField(_("date"))
    proof = models.CharField(_("what will prove it"), max_length=300)
    stone = models.CharField(_("step of the roadmap"), max_length=40, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("next action")
        verbose_name_plural = _("next actions")
        ordering: ClassVar = ["position", "due_on", "pk"]

    def __str__(self) -> str:
        return self.title
