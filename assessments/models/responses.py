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

    `token_digest` is the SHA-256 of the resume token that the phone alone holds; closing erases it.
    `packed` holds all answers of a submitted or closed sheet (`domain.responses.pack`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="sheets")
    department = models.ForeignKey(Department, models.RESTRICT)
    vantage = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
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

    Levels 0–4, 5 don't know, 6 not applicable, 7 blank (`domain.responses`).
    """

    pk = models.CompositePrimaryKey("sheet_id", "stone_id")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    stone = models.ForeignKey(Stone, models.PROTECT)
    capability = models.PositiveSmallIntegerField()
    breadth = models.PositiveSmallIntegerField()

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


class Comment(models.Model):
    """A free remark on a block."""

    pk = models.CompositePrimaryKey("sheet_id", "block_id")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="comments")
    block = models.ForeignKey(Block, models.PROTECT)
    text = models.TextField(max_length=COMMENT_LENGTH)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"{self.block_id}"
