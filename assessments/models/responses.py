"""What people said. Nothing here names a person, a device or a time finer than a day."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.domain.responses import COMMENT_LENGTH
from assessments.models.assessments import Assessment
from assessments.models.maturity_model import Block, Stone
from assessments.models.organisations import Department

LEVELS = (0, 7)


class Sheet(models.Model):
    """One respondent's questionnaire.

    `token_digest` is the SHA-256 of the resume token that the respondent alone holds; closing
    erases it. `packed` holds all answers of a submitted or closed sheet (`domain.responses.pack`).
    `name` is asked in attributed mode only.
    """

    class Source(models.TextChoices):
        SCREEN = "screen", _("answered on a screen")
        PAPER = "paper", _("entered from paper")
        FILE = "file", _("read from a file")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="sheets")
    department = models.ForeignKey(Department, models.RESTRICT)
    vantage = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.SCREEN)
    name = models.CharField(max_length=120, blank=True, default="")
    token_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 -- unique
    is_submitted = models.BooleanField(default=False)
    packed = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.pk}"


class Answer(models.Model):
    """How settled and how widespread a practice is, in a respondent's view.

    Levels 0–4, 5 don't know, 6 not applicable, 7 blank (`domain.responses`). `sequence` is the
    order number that the device gave: of two answers the higher one stands, whichever comes last.
    """

    pk = models.CompositePrimaryKey("sheet_id", "stone_id")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    stone = models.ForeignKey(Stone, models.PROTECT)
    capability = models.PositiveSmallIntegerField()
    breadth = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(capability__range=LEVELS) & models.Q(breadth__range=LEVELS),
                name="answer_levels",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stone_id}: {self.capability}, {self.breadth}"


class Position(models.Model):
    """The stage whose sentence fits a block best, by number; 0 is don't know (form `matrix`)."""

    pk = models.CompositePrimaryKey("sheet_id", "block_id")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="positions")
    block = models.ForeignKey(Block, models.PROTECT, related_name="+")
    stage = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        return f"{self.block_id}: {self.stage}"


class Comment(models.Model):
    """A free remark on a block; an emptied one stays as '', so that an older one cannot return."""

    pk = models.CompositePrimaryKey("sheet_id", "block_id")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="comments")
    block = models.ForeignKey(Block, models.PROTECT)
    text = models.TextField(max_length=COMMENT_LENGTH, blank=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.block_id}"
