"""A measuring campaign and the snapshot of what it amounts to."""

import datetime as dt
import uuid
import zoneinfo
from typing import ClassVar, Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.organisations import Organisation
from assessments.models.versions import MaturityModel

GRACE: Final = dt.timedelta(seconds=60)
"""How long an answer may still arrive that was on its way when the last day ended."""


def both_languages() -> list[str]:
    """Languages of a new assessment."""
    return ["en", "fr"]


def server_time_zone() -> str:
    """Where the days of a new assessment begin and end."""
    return settings.TIME_ZONE


class Assessment(models.Model):
    """One campaign: who is asked what, with which version of the yardstick.

    `departments` are those of the organisation as they were when it opened: code, name, headcount
    and function. Were they read live, bands would tell counts to whoever varies a headcount.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class Form(models.TextChoices):
        FULL = "full", _("Full – every question")
        QUICK = "quick", _("Quick – some questions of each block")
        MATRIX = "matrix", _("Matrix – one sentence to choose for each block")

    class Weight(models.TextChoices):
        EQUAL = "equal", _("One department, one voice")
        SQRT_HEADCOUNT = "sqrt_headcount", _("Square root of the headcount")
        HEADCOUNT = "headcount", _("Headcount")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="assessments")
    maturity_model = models.ForeignKey(
        MaturityModel, models.PROTECT, verbose_name=_("maturity model")
    )
    name = models.CharField(_("name"), max_length=120)
    form = models.CharField(_("questionnaire"), max_length=10, choices=Form.choices)
    short_vantages = models.JSONField(_("asked in short"), default=list, blank=True)
    rotates_blocks = models.BooleanField(_("blocks in turn"), default=False)
    sector_pack = models.CharField(_("sector"), max_length=40, blank=True, default="")
    languages = models.JSONField(_("languages"), default=both_languages)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    time_zone = models.CharField(_("time zone"), max_length=60, default=server_time_zone)
    contact = models.CharField(_("whom to ask"), max_length=120, blank=True, default="")
    retention_months = models.PositiveSmallIntegerField(
        _("months that answers are kept"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    attributed_mode = models.BooleanField(_("with names"), default=False)
    min_group_size = models.PositiveSmallIntegerField(
        _("minimum group size"), default=5, validators=[MinValueValidator(3), MaxValueValidator(20)]
    )
    department_weight = models.CharField(
        _("weight of departments"), max_length=20, choices=Weight.choices, default=Weight.EQUAL
    )
    departments = models.JSONField(default=list, editable=False)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    join_code = models.CharField(  # noqa: DJ001 -- null: several drafts have none, and it is unique
        max_length=10, unique=True, null=True, editable=False
    )
    closed_on = models.DateField(null=True, editable=False)
    is_revealed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering: ClassVar = ["-opens_on", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(min_group_size__range=(3, 20), attributed_mode=False)
                | models.Q(min_group_size=1, attributed_mode=True),
                name="assessment_min_group_size",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="assessment_dates"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(join_code__isnull=False),
                name="assessment_open_has_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether it was opened and is not closed yet."""
        return self.status == self.Status.OPEN

    @property
    def is_answerable(self) -> bool:
        """Whether people may answer now: opened, from the first day to the end of the last."""
        return self.is_open and self.opens_on <= self.today <= self.closes_on

    @property
    def takes_answers(self) -> bool:
        """Whether an answer may still be written: what was under way at the end arrives."""
        now = timezone.now()
        return (
            self.is_open
            and self.opens_on <= self._day(now)
            and self._day(now - GRACE) <= self.closes_on
        )

    @property
    def today(self) -> dt.date:
        """The day that it is now where the assessment takes place."""
        return self._day(timezone.now())

    def _day(self, instant: dt.datetime) -> dt.date:
        """The day that it is then where the assessment takes place."""
        return instant.astimezone(zoneinfo.ZoneInfo(self.time_zone)).date()

    @property
    def opens_at(self) -> dt.datetime:
        """The instant (UTC) at which the first day begins."""
        return self._begin(self.opens_on)

    @property
    def closes_at(self) -> dt.datetime:
        """The instant (UTC) at which the last day is over."""
        return self._begin(self.closes_on + dt.timedelta(days=1))

    def _begin(self, day: dt.date) -> dt.datetime:
        midnight = dt.datetime.combine(day, dt.time.min, zoneinfo.ZoneInfo(self.time_zone))
        return midnight.astimezone(dt.UTC)

    @property
    def ended_on(self) -> dt.date:
        """The last day on which people could answer: an earlier one than set, if it was closed."""
        return min(self.closes_on, self.closed_on or self.closes_on)

    @property
    def is_closed(self) -> bool:
        """Whether results exist and answers are final."""
        return self.status == self.Status.CLOSED


class Snapshot(models.Model):
    """The published scorecard of a closed assessment; `digest` is its SHA-256. Never changed.

    `payload` is None when too few people answered for anything to be shown.
    """

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="snapshot")
    taken_on = models.DateField()
    method = models.CharField(max_length=20)
    payload = models.JSONField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        return f"{self.assessment} – {self.digest[:12]}"
