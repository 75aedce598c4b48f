"""What people in a room say. Nothing here names a participant unless the assessment does, and once
the workshop ends nothing leads to a phone."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roadmaps.models.roadmaps import Target
from roadmaps.models.workshops import AgendaItem, Participant

LEVELS = (0, 6)
"""Of capability and breadth, with 5 don't know and 6 not applicable, as in the questionnaire."""


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
