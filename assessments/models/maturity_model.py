"""The maturity model and its parts. Published versions are immutable: see `immutability.py`."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.versions import MaturityModel, Part


class Stage(Part):
    """One place on the path; `position` is its number, from 1."""

    class Orientation(models.TextChoices):
        BRAND = "brand_centric", _("Brand-centric")
        CUSTOMER = "customer_centric", _("Customer-centric")

    orientation = models.CharField(_("orientation"), max_length=20, choices=Orientation.choices)
    threshold = models.FloatField(_("threshold"), default=0)
    own_floor = models.FloatField(_("floor of its own stones"), default=0)
    name = models.CharField(_("name"), max_length=60)
    definition = models.TextField(_("definition"))
    signs = models.TextField(_("typical signs"), blank=True)
    good_about_being_here = models.TextField(_("what is good about being here"), blank=True)
    usual_next_move = models.TextField(_("usual next move"), blank=True)
    caption = models.CharField(_("caption"), max_length=60, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")


class Pillar(Part):
    """People, process, technology."""

    name = models.CharField(_("name"), max_length=60)

    class Meta(Part.Meta):
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")


class Lens(Part):
    """A leadership shift from managing to leading."""

    name = models.CharField(_("name"), max_length=80)
    managing = models.CharField(_("from (managing)"), max_length=200)
    leading = models.CharField(_("to (leading)"), max_length=200)

    class Meta(Part.Meta):
        verbose_name = _("leadership lens")
        verbose_name_plural = _("leadership lenses")


class Workstream(Part):
    """One of the implementation steps that cross the blocks."""

    name = models.CharField(_("name"), max_length=80)
    purpose = models.TextField(_("purpose"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("workstream")
        verbose_name_plural = _("workstreams")


class Effort(Part):
    """A size of work, in person-days."""

    person_days = models.FloatField(_("person-days"), validators=[MinValueValidator(0)])
    minimum = models.FloatField(_("from (person-days)"), default=0)
    maximum = models.FloatField(_("to (person-days)"), default=0)

    class Meta(Part.Meta):
        verbose_name = _("effort")
        verbose_name_plural = _("efforts")


class Phase(Part):
    """A phase of the roadmap: crawl, walk, run."""

    start_month = models.PositiveSmallIntegerField(_("first month"))
    end_month = models.PositiveSmallIntegerField(_("end month"))
    name = models.CharField(_("name"), max_length=60)

    class Meta(Part.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")


class Vantage(Part):
    """Where a respondent sees customer experience from.

    `full_blocks`: codes of the blocks that it sees itself. An assessment may ask these whole and of
    the others the quick questions only; with none, it is asked everything.
    """

    name = models.CharField(_("name"), max_length=80)
    full_blocks = models.JSONField(_("blocks asked whole in short"), default=list, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("vantage")
        verbose_name_plural = _("vantages")


class Indicator(Part):
    """A measure delivered with the maturity model."""

    name = models.CharField(_("name"), max_length=80)
    reads = models.CharField(_("how it reads"), max_length=200)
    unit = models.CharField(_("unit"), max_length=30, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")


class NoticeRule(Part):
    """A pattern of the profile worth a question; `rule` as the exchange format has it."""

    rule = models.JSONField(_("rule"))
    question = models.CharField(_("question"), max_length=200)

    class Meta(Part.Meta):
        verbose_name = _("profile notice")
        verbose_name_plural = _("profile notices")


class AnswerText(Part):
    """A text of the answer scales; `code` is the scale and the level, like `practice-3`."""

    text = models.CharField(_("text"), max_length=120)

    class Meta(Part.Meta):
        verbose_name = _("answer text")
        verbose_name_plural = _("answer texts")


class Block(Part):
    """One of the interdependent domains."""

    slug = models.SlugField(_("name in addresses"), max_length=60)
    questionnaire_position = models.PositiveSmallIntegerField(_("place in the questionnaire"))
    name = models.CharField(_("name"), max_length=120)
    definition = models.TextField(_("definition"))
    why = models.TextField(_("why it matters"), blank=True)

    class Meta(Part.Meta):
        verbose_name = _("building block")
        verbose_name_plural = _("building blocks")


class Descriptor(Part):
    """The cell of the matrix for a block at a stage."""

    block = models.ForeignKey(Block, models.CASCADE, verbose_name=_("block"))
    stage = models.ForeignKey(Stage, models.CASCADE, verbose_name=_("stage"))
    text = models.TextField(_("text"))

    class Meta(Part.Meta):
        verbose_name = _("descriptor")
        verbose_name_plural = _("descriptors")


class Stone(Part):
    """A practice of one block and one stage: an entry of the catalogue of stepping stones."""

    block = models.ForeignKey(Block, models.CASCADE, verbose_name=_("block"))
    stage = models.ForeignKey(Stage, models.CASCADE, verbose_name=_("stage"))
    # RESTRICT: they go with their draft, but not alone while a stone uses them.
    pillar = models.ForeignKey(Pillar, models.RESTRICT, verbose_name=_("pillar"))
    lens = models.ForeignKey(
        Lens, models.RESTRICT, null=True, blank=True, verbose_name=_("leadership lens")
    )
    workstream = models.ForeignKey(
        Workstream, models.RESTRICT, null=True, blank=True, verbose_name=_("workstream")
    )
    effort = models.ForeignKey(Effort, models.RESTRICT, verbose_name=_("effort"))
    impact = models.PositiveSmallIntegerField(
        _("effect customers notice (1–5)"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    cost_type = models.CharField(_("cost type"), max_length=40, blank=True)
    value_family = models.CharField(_("value family"), max_length=20, blank=True)
    seeds = models.JSONField(_("sources"), default=list, blank=True)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"))

    class Meta(Part.Meta):
        verbose_name = _("stepping stone")
        verbose_name_plural = _("stepping stones")
        constraints: ClassVar = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(impact__range=(1, 5)), name="stone_impact_range"
            ),
        ]


class PrerequisiteManager(models.Manager["Prerequisite"]):
    """Finds a link by the natural key of its maturity model and the codes of its stones."""

    def get_by_natural_key(self, slug: str, version: int, stone: str, needs: str) -> "Prerequisite":
        root = {"maturity_model__slug": slug, "maturity_model__version": version}
        return self.get(**root, stone__code=stone, needs__code=needs)


class Prerequisite(models.Model):
    """`stone` needs `needs` to be acquired before it starts."""

    maturity_model = models.ForeignKey(MaturityModel, models.CASCADE)
    stone = models.ForeignKey(Stone, models.CASCADE, related_name="prerequisites")
    needs = models.ForeignKey(
        Stone, models.CASCADE, related_name="unlocks", verbose_name=_("needs")
    )

    objects = PrerequisiteManager()

    class Meta:
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")
        ordering: ClassVar = ["stone", "needs__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stone", "needs"], name="prerequisite_once"),
            models.CheckConstraint(
                condition=~models.Q(stone=models.F("needs")), name="prerequisite_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stone} → {self.needs}"

    def natural_key(self) -> tuple[str, int, str, str]:
        return (*self.stone.natural_key(), self.needs.code)

    natural_key.dependencies = ["assessments.stone"]  # type: ignore[attr-defined]


class Item(Part):
    """The question tied to a stone; `code` is the stone's."""

    class Scale(models.TextChoices):
        PRACTICE = "practice", _("for things that are done")
        STATE = "state", _("for things that exist or not")

    class Stem(models.TextChoices):
        WHERE = "where", _("where is it done")
        COVERAGE = "coverage", _("how much does it cover")

    stone = models.OneToOneField(Stone, models.CASCADE, verbose_name=_("stepping stone"))
    scale = models.CharField(_("answer wording"), max_length=10, choices=Scale.choices)
    breadth_stem = models.CharField(_("breadth wording"), max_length=10, choices=Stem.choices)
    quick = models.BooleanField(_("in the quick form"), default=False)
    question = models.CharField(_("question"), max_length=250)
    sign = models.CharField(_("observable sign"), max_length=250, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")


class GateCondition(Part):
    """A condition of the crossing, fed by a gate stone."""

    stone = models.ForeignKey(Stone, models.CASCADE, verbose_name=_("gate stone"))
    name = models.CharField(_("name"), max_length=80)

    class Meta(Part.Meta):
        verbose_name = _("condition of the crossing")
        verbose_name_plural = _("conditions of the crossing")
