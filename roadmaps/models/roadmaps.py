"""Where an organisation wants to be, and the plan that leads there."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
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
    consolidate = models.BooleanField(_("make the first stage firm"), default=False)
    owner = models.CharField(_("owner"), max_length=120, blank=True)

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
    values of `roadmaps.domain` as JSON. `phases` (empty: the model's), `assumptions` (capability
    and breadth of stones nobody answered), `edits` (effort and months of stones), `waivers` (rules
    that a person overrode for a stone, with the reason) and `rule_reasons` (why a rule is off for
    the whole plan) are people's. `is_edited`: people moved something since it was solved.
    `follows` is the version that this one replaced, for a `trigger` and a `reason`. `revision`
    grows with every change of the board. `basis`: which positions
    of stones it was made from.
    """

    class Trigger(models.TextChoices):
        REVIEW = "review", _("Phase review")
        RISK = "risk", _("An event has struck")
        VISION = "vision", _("Vision or targets have changed")
        WAVE = "wave", _("A new round of answers")
        FACTOR = "factor", _("A factor was reviewed")
        OTHER = "other", _("Another reason")

    class Basis(models.TextChoices):
        SURVEY = "survey", _("The survey")
        ROOM = "room", _("The second round, where there is one")
        AGREED = "agreed", _("What the room agreed, where it did")

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
    phases = models.JSONField(default=list)
    assumptions = models.JSONField(default=dict)
    edits = models.JSONField(default=dict)
    waivers = models.JSONField(default=list)
    rule_reasons = models.JSONField(default=dict)
    is_edited = models.BooleanField(default=False)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    trigger = models.CharField(
        _("what led to it"), max_length=10, choices=Trigger.choices, blank=True
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    basis = models.CharField(
        _("made from"), max_length=10, choices=Basis.choices, default=Basis.SURVEY
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("roadmap")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="roadmap_number")
        ]

    def __str__(self) -> str:
        return f"{self.assessment} – {self.number}"


class Initiative(models.Model):
    """Where a stone stands in a roadmap (`phase` empty: later), and how people carry it out.

    A locked initiative stays where a person put it when the plan is solved again; an excluded one
    (with its reason) is not planned. One's own initiative has a code of its own as `stone`, and a
    `title`; so has a stone that is reached in another way than the catalogue's. `starts_month` and
    `ends_month` (months from the roadmap's start, the last one included) replace computed dates.
    `serves`: code of the course line, empty for that of its block. `claimed_*` (0–4): what a person
    confirmed to be in place once the work was done. `revision` grows with every change.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        PAUSED = "paused", _("Paused")
        STOPPED = "stopped", _("Stopped")
        NOT_PLANNED = "not_planned", _("Not planned")

    class Review(models.TextChoices):
        KEEP = "keep", _("Keep")
        ADJUST = "adjust", _("Adjust")
        DROP = "drop", _("Drop")

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="initiatives")
    stone = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=40, blank=True)
    is_locked = models.BooleanField(default=False)
    excluded_because = models.CharField(_("reason"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=60, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.PLANNED
    )
    status_reason = models.CharField(_("reason of the status"), max_length=300, blank=True)
    progress = models.PositiveSmallIntegerField(
        _("progress in percent"), default=0, validators=[MaxValueValidator(100)]
    )
    starts_month = models.PositiveSmallIntegerField(null=True, blank=True)
    ends_month = models.PositiveSmallIntegerField(null=True, blank=True)
    running_days = models.DecimalField(
        _("person-days a month once delivered"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
    )
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    serves = models.CharField(_("course line it serves"), max_length=40, blank=True)
    value_now = models.CharField(_("value now"), max_length=300, blank=True)
    prepares_later = models.CharField(_("prepares later"), max_length=300, blank=True)
    workstream = models.CharField(_("workstream"), max_length=40, blank=True)
    lens = models.CharField(_("lens"), max_length=40, blank=True)
    teams_ready = models.BooleanField(_("the teams concerned are involved and trained"), null=True)
    staff_impact = models.PositiveSmallIntegerField(
        _("noticed by staff, 1 to 5"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    claimed_capability = models.PositiveSmallIntegerField(null=True, blank=True)
    claimed_breadth = models.PositiveSmallIntegerField(null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    review = models.CharField(_("review"), max_length=10, choices=Review.choices, blank=True)
    review_reason = models.CharField(_("reason of the review"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("initiative")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "stone"], name="initiative_once")]

    def __str__(self) -> str:
        return f"{self.stone}: {self.phase}"
