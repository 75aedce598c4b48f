"""What people did to a board, and other ways to reach a stone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roadmaps.models.programmes import Programme
from roadmaps.models.roadmaps import Roadmap


class BoardChange(models.Model):
    """One change of a board: who, when, which initiative (empty: the whole board), from what to
    what. Only `is_undone` ever changes."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("moved")
        LOCKED = "locked", _("locked")
        UNLOCKED = "unlocked", _("left to the planner")
        EXCLUDED = "excluded", _("left out")
        DETAILS = "details", _("details changed")
        ADDED = "added", _("added")
        REMOVED = "removed", _("removed")
        WAIVED = "waived", _("rule overridden")
        UNWAIVED = "unwaived", _("rule restored")
        SOLVED = "solved", _("solved again")

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="changes")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    stone = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    is_undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("change of a board")
        verbose_name_plural = _("changes of a board")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.stone}"


class Alternative(models.Model):
    """Another way to reach a stone: its own work. The choice and its reason are kept."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="alternatives")
    stone = models.CharField(_("step of the roadmap"), max_length=40)
    title = models.CharField(_("other way"), max_length=200)
    effort = models.FloatField(_("person-days"))
    months = models.PositiveSmallIntegerField(_("months"))
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_chosen = models.BooleanField(default=False)
    chosen_because = models.CharField(_("reason of the choice"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("other way")
        verbose_name_plural = _("other ways")
        ordering: ClassVar = ["stone", "pk"]

    def __str__(self) -> str:
        return self.title
