"""A version of the maturity model and what all its parts share."""

from typing import ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class MaturityModelManager(models.Manager["MaturityModel"]):
    """Finds a version by its natural key."""

    def get_by_natural_key(self, slug: str, version: int) -> "MaturityModel":
        return self.get(slug=slug, version=version)


class MaturityModel(models.Model):
    """One version of the yardstick. `scoring`, `planning`, `simulation` hold its numbers."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    slug = models.SlugField(_("code"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    name = models.CharField(_("name"), max_length=200)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    published_on = models.DateField(_("published on"), null=True, editable=False)
    retired_on = models.DateField(_("retired on"), null=True, editable=False)
    chasm_after = models.PositiveSmallIntegerField(_("chasm after stage"), null=True, blank=True)
    gate_minimum = models.FloatField(_("score from which a condition is met"), default=50)
    horizons = models.JSONField(_("horizons (years)"), default=list)
    scoring = models.JSONField(_("numbers of the scoring method"))
    planning = models.JSONField(_("numbers of the planner"))
    simulation = models.JSONField(_("numbers of the simulation"), default=dict, blank=True)

    objects = MaturityModelManager()

    class Meta:
        verbose_name = _("maturity model")
        verbose_name_plural = _("maturity models")
        ordering: ClassVar = ["slug", "-version"]
        permissions: ClassVar = [
            ("publish_maturitymodel", "Can publish and retire maturity models")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "version"], name="maturity_model_version"),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "published", "retired"]),
                name="maturity_model_status",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def natural_key(self) -> tuple[str, int]:
        return (self.slug, self.version)


PartType = TypeVar("PartType", bound="Part")


class PartManager(models.Manager[PartType]):
    """Finds a part by the natural key of its maturity model and its code."""

    def get_by_natural_key(self, slug: str, version: int, code: str) -> PartType:
        return self.get(maturity_model__slug=slug, maturity_model__version=version, code=code)


class Part(models.Model):
    """Anything below a maturity model that has a code of its own."""

    maturity_model = models.ForeignKey(
        MaturityModel, models.CASCADE, verbose_name=_("maturity model")
    )
    code = models.CharField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects: ClassVar = PartManager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["maturity_model", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["maturity_model", "code"], name="%(class)s_code")
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def label(self) -> str:
        """Code and name, where one has to be chosen among several."""
        name = getattr(self, "title", "") or getattr(self, "name", "")
        return f"{self.code} – {name}" if name else str(self.code)

    def natural_key(self) -> tuple[str, int, str]:
        return (*self.maturity_model.natural_key(), self.code)

    natural_key.dependencies = ["assessments.maturitymodel"]  # type: ignore[attr-defined]
