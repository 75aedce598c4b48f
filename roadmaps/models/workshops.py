"""The room: a facilitated workshop, its agenda, and the phones in it."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from roadmaps.domain.room import scenes


def near_horizon() -> list[int]:
    """Horizons of a new workshop: two years (method E1)."""
    return [2]


class Workshop(models.Model):
    """One session in a room about a closed assessment.

    `scene` is what every phone and the wall show; `revision` grows with each act of whoever
    presents, so that a phone knows whether it is behind. While `is_test` whoever joins is a test,
    and is deleted when the test is over. `scene_since` is for the clock of the agenda item.
    `great_version`: number of the version of the statement that was written here. `record`: the
    minutes as they stood at the end; nothing that happens later changes them.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        OPEN = "open", _("Open")
        ENDED = "ended", _("Over")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="workshops")
    name = models.CharField(_("name"), max_length=120)
    held_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=180, validators=[MinValueValidator(15), MaxValueValidator(600)]
    )
    horizons = models.JSONField(_("horizons"), default=near_horizon)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    join_code = models.CharField(  # noqa: DJ001 -- null: drafts have none, and it is unique
        max_length=10, unique=True, null=True, editable=False
    )
    is_test = models.BooleanField(default=False, editable=False)
    scene = models.ForeignKey(
        "AgendaItem", models.SET_NULL, null=True, related_name="+", editable=False
    )
    scene_since = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    great_version = models.PositiveIntegerField(null=True, editable=False)
    record = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering: ClassVar = ["-held_on", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(status="open") | models.Q(join_code__isnull=False),
                name="workshop_open_has_code",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether phones may come in."""
        return self.status == self.Status.OPEN


class AgendaItem(models.Model):
    """One thing that the room talks about. `subject`: code of the stone (`stone`, `ideas`) or the
    block (`ambition`), else empty. `step` says how far the room is with it."""

    class Kind(models.TextChoices):
        WELCOME = scenes.Kind.WELCOME.value, _("Welcome")
        STONE = scenes.Kind.STONE.value, _("What divides us")
        AMBITION = scenes.Kind.AMBITION.value, _("Where we want to be")
        GREAT = scenes.Kind.GREAT.value, _("What great looks like")
        IDEAS = scenes.Kind.IDEAS.value, _("Ideas")
        FEEDBACK = scenes.Kind.FEEDBACK.value, _("Feedback on the session")

    class Step(models.TextChoices):
        HIDDEN = scenes.Step.HIDDEN.value, _("Hidden")
        SHOWN = scenes.Step.SHOWN.value, _("Shown")
        ASKED = scenes.Step.ASKED.value, _("Asked")
        DOTS = scenes.Step.DOTS.value, _("Dots")
        TOLD = scenes.Step.TOLD.value, _("Revealed")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    step = models.CharField(
        max_length=10, choices=Step.choices, default=Step.HIDDEN, editable=False
    )
    is_done = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "kind", "subject"], name="agenda_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.kind} {self.subject}"


class Participant(models.Model):
    """A phone in the room. `token_digest` is the SHA-256 of the token that it alone holds; the end
    of the workshop erases it. `answered`: says that it answered the survey, which decides what of
    a second round may be told (docs/method.md). `name` is asked in attributed mode only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participants")
    token_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 -- unique
    answered = models.BooleanField()
    name = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=5)
    is_test = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.pk}"
