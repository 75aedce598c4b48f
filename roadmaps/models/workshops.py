"""The room: a facilitated workshop, its agenda, and what people in it say. Nothing here names a
participant unless the assessment does, and once the workshop ends nothing leads to a phone."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from roadmaps.models.roadmaps import Target

LEVELS = (0, 6)
"""Of capability and breadth, with 5 don't know and 6 not applicable, as in the questionnaire."""


def near_horizon() -> list[int]:
    """Horizons of a new workshop: two years (method E1)."""
    return [2]


class Workshop(models.Model):
    """One session in a room about a closed assessment.

    `scene` is what every phone and the wall show; `revision` grows with each act of whoever
    presents, so that a phone knows whether it is behind. While `is_test` whoever joins is a test,
    and is deleted when the test is over. `scene_since` is for the clock of the agenda item.
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
        WELCOME = "welcome", _("Welcome")
        STONE = "stone", _("What divides us")
        AMBITION = "ambition", _("Where we want to be")
        GREAT = "great", _("What great looks like")
        IDEAS = "ideas", _("Ideas")
        FEEDBACK = "feedback", _("Feedback on the session")

    class Step(models.TextChoices):
        HIDDEN = "hidden", _("Hidden")
        SHOWN = "shown", _("Shown")
        ASKED = "asked", _("Asked")
        DOTS = "dots", _("Dots")
        TOLD = "told", _("Revealed")

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


class Vote(models.Model):
    """What a participant says of a stone in the second round: levels 0–4, 5 don't know, 6 not
    applicable (`assessments.domain.responses`)."""

    pk = models.CompositePrimaryKey("participant_id", "item_id")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="votes")
    capability = models.PositiveSmallIntegerField()
    breadth = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(capability__range=LEVELS) & models.Q(breadth__range=LEVELS),
                name="vote_levels",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.capability}, {self.breadth}"


class Ambition(models.Model):
    """Where a participant wants a block to be in some years: stage (by number) and intention."""

    pk = models.CompositePrimaryKey("participant_id", "item_id", "years")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="ambitions")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="ambitions")
    years = models.PositiveSmallIntegerField()
    stage = models.PositiveSmallIntegerField()
    intention = models.CharField(max_length=10, choices=Target.Intention.choices)

    class Meta:
        verbose_name = _("ambition")
        verbose_name_plural = _("ambitions")

    def __str__(self) -> str:
        return f"{self.item_id} {self.years}: {self.stage}"


class Opinion(models.Model):
    """What a participant says of something that is no stone: `first` and `second` on 0–4 (None:
    not said), and words. Of the great statement: whether it still holds; of the session: whether
    the time was well spent, and whether what comes next is clear."""

    pk = models.CompositePrimaryKey("participant_id", "item_id")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="opinions")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="opinions")
    first = models.PositiveSmallIntegerField(null=True)
    second = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(models.Q(first=None) | models.Q(first__lte=4))
                & (models.Q(second=None) | models.Q(second__lte=4)),
                name="opinion_levels",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.first}, {self.second}"


class Idea(models.Model):
    """An action that somebody proposes for a stone. The end of the workshop forgets who.

    `is_withdrawn`: the facilitator took it off the wall; `is_kept`: it became a note of the
    initiative.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="ideas")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, related_name="ideas", editable=False
    )
    text = models.CharField(_("idea"), max_length=300)
    is_withdrawn = models.BooleanField(default=False)
    is_kept = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering: ClassVar = ["pk"]  # random: the order of arrival would point to people

    def __str__(self) -> str:
        return self.text


class Dot(models.Model):
    """A participant's dot on an idea."""

    pk = models.CompositePrimaryKey("participant_id", "idea_id")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="dots")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="dots")

    class Meta:
        verbose_name = _("dot")
        verbose_name_plural = _("dots")

    def __str__(self) -> str:
        return str(self.idea_id)


class Round(models.Model):
    """What the room was told of an agenda item: counted once, when it was revealed, and never
    again (`roadmaps.domain.room` as JSON; None: too few for anything to be told)."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="round")
    payload = models.JSONField(null=True)
    told_on = models.DateField()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self) -> str:
        return f"{self.item_id}"


class AgreedPosition(models.Model):
    """What a room agreed of a stone, beside the survey value and never over it. A later one of the
    same stone stands in its place; none is changed."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="agreed_positions")
    workshop = models.ForeignKey(
        Workshop, models.SET_NULL, null=True, related_name="agreed_positions"
    )
    stone = models.CharField(max_length=40)
    capability = models.PositiveSmallIntegerField(validators=[MaxValueValidator(4)])
    breadth = models.PositiveSmallIntegerField(validators=[MaxValueValidator(4)])
    decided_by = models.CharField(_("decided by (role)"), max_length=200)
    reason = models.CharField(_("reason"), max_length=500)
    reservations = models.CharField(_("reservations"), max_length=500, blank=True)
    agreed_on = models.DateField()

    class Meta:
        verbose_name = _("agreed position")
        verbose_name_plural = _("agreed positions")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(capability__lte=4) & models.Q(breadth__lte=4),
                name="agreed_position_levels",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stone}: {self.capability}, {self.breadth}"


class SignOff(models.Model):
    """A stakeholder, by role, stands behind the targets or says what keeps them from it. Given
    openly, never taken from votes."""

    class Stance(models.TextChoices):
        AGREES = "agrees", _("Agrees")
        RESERVED = "reserved", _("Agrees with reservations")
        DISAGREES = "disagrees", _("Does not agree")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sign_offs")
    role = models.CharField(_("role"), max_length=120)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance.choices)
    words = models.CharField(_("reservations"), max_length=500, blank=True)
    signed_on = models.DateField()

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering: ClassVar = ["role"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workshop", "role"], name="sign_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.stance}"
