"""The course of a roadmap: lines of three to five years, and what each phase promises."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roadmaps.models.roadmaps import Roadmap


class CourseLine(models.Model):
    """A line of the course: a block brought to a stage, the crossing, or an aim of one's own.

    `code` is unique in the roadmap (the block's code, `crossing`, or `own-1` …); `phase` is the one
    at whose end it is to be reached, empty: beyond the plan.
    """

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="course_lines")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=40)
    block = models.CharField(_("building block"), max_length=40, blank=True)
    stage = models.PositiveSmallIntegerField(_("stage"), null=True, blank=True)
    phase = models.CharField(_("reached by the end of"), max_length=40, blank=True)
    statement = models.CharField(_("in words"), max_length=300, blank=True)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("course line")
        verbose_name_plural = _("course lines")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roadmap", "code"], name="course_line_once")
        ]

    def __str__(self) -> str:
        return self.code


class PhaseNote(models.Model):
    """What people say of a phase: the benefit customers will notice and how it will show, who
    covers it (rules R7 and R11), and how its review went."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="phase_notes")
    phase = models.CharField(max_length=40)
    benefit = models.CharField(_("what customers will notice"), max_length=300, blank=True)
    proof = models.CharField(_("how it will show"), max_length=300, blank=True)
    sponsor = models.CharField(_("sponsor of the phase"), max_length=120, blank=True)
    deputy = models.CharField(_("deputy of the phase"), max_length=120, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review = models.TextField(_("what the review found"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("phase note")
        verbose_name_plural = _("phase notes")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roadmap", "phase"], name="phase_note_once")
        ]

    def __str__(self) -> str:
        return self.phase
