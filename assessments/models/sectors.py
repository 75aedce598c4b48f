"""How sectors speak: their words, and what they say otherwise than the maturity model."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.versions import Part


class SectorPack(Part):
    """The words of a sector."""

    one = models.CharField(_("one customer"), max_length=60)
    many = models.CharField(_("several customers"), max_length=60)
    experience = models.CharField(_("their experience"), max_length=80)
    brand = models.CharField(_("what stands for the brand"), max_length=80)

    class Meta(Part.Meta):
        verbose_name = _("sector pack")
        verbose_name_plural = _("sector packs")


class SectorText(Part):
    """What a sector says: a further form of its words, or a text instead of the version's own.

    `key` is the name of a token (`of_many`) or the key of a text (`stone.VAL-6.title`); `code` is
    the pack's with the key.
    """

    code = models.CharField(_("code"), max_length=160, editable=False)
    pack = models.ForeignKey(SectorPack, models.CASCADE, verbose_name=_("sector pack"))
    key = models.CharField(
        _("token or text"),
        max_length=110,
        help_text=_("A token like of_many, or the part, code and field of a text with dots."),
    )
    text = models.TextField(_("text"))

    class Meta(Part.Meta):
        verbose_name = _("text of a sector")
        verbose_name_plural = _("texts of sectors")
        constraints: ClassVar = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["pack", "key"], name="sectortext_once"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.code = f"{self.pack.code}.{self.key}"
        super().save(*args, **kwargs)
