"""How views are spread, in words that judge nobody."""

from collections.abc import Mapping, Sequence
from typing import Final

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import Scorecard
from assessments.domain.spread import BlockSpread, Cell, CutKind, Distribution, Topic
from assessments.figures.points import whole_points
from assessments.figures.spread import Bar, Camps, GapRow, seen_alike, shared_strengths
from assessments.queries.wording import StoneText, Wording
from assessments.templatetags.positions import people
from assessments.templatetags.sentences import in_a_row

register = template.Library()

BANDS: Final = {
    "aligned": gettext_lazy("Seen alike"),
    "to_discuss": gettext_lazy("Worth discussing"),
    "divergent": gettext_lazy("Views diverge"),
}
BETWEEN_FROM: Final = 0.5
"""Share of the differences between departments from which on they lie there rather than within."""


@register.filter
def band_name(band: str | None) -> str:
    """A band of agreement in words; one that the model invents reads as its code."""
    if band is None:
        return _("Too few answers to compare")
    return str(BANDS.get(band, band.replace("_", " ").capitalize()))


@register.filter
def topic_name(topic: Topic | None) -> str:
    """What people differ on: the question on which they agree least."""
    if topic is None:
        return _("as much on how settled it is as on where it is done")
    if topic == Topic.WHERE:
        return _("most on where it is done")
    return _("most on how settled it is")


def level_labels(levels: Sequence[int], scale: str, wording: Wording) -> list[str]:
    """The answers that people could choose, quoted: `scale` as the model calls it, or `breadth`."""
    texts = [wording.answers.get(f"{scale}-{level}", "") for level in levels]
    return [
        _("“%(text)s”") % {"text": text or level} for text, level in zip(texts, levels, strict=True)
    ]


@register.simple_tag
def levels_in_words(levels: Sequence[int], scale: str, wording: Wording) -> str:
    """One answer, or the answers of a class: “a” or “b”."""
    return _(" or ").join(level_labels(levels, scale, wording))


@register.simple_tag
def bar_title(bar: Bar, scale: str, wording: Wording) -> str:
    """A bar in words: every answer that somebody chose with its count."""
    return "; ".join(
        _("%(answer)s: %(count)s")
        % {"answer": levels_in_words(part.levels, scale, wording), "count": part.count}
        for part in bar.segments
    )


@register.simple_tag
def middle_of(distribution: Distribution) -> str:
    """Median and quartiles of the levels 0–4, where there are."""
    if distribution.median is None or distribution.quartiles is None:
        return ""
    low, high = (_level(value) for value in distribution.quartiles)
    return _("Middle answer %(median)s; half of the answers lie from %(low)s to %(high)s.") % {
        "median": _level(distribution.median),
        "low": low,
        "high": high,
    }


def _level(value: float) -> str:
    return str(number_format(round(value, 2), use_l10n=True)).removesuffix(".0").removesuffix(",0")


@register.simple_tag
def camps_sentence(camps: Camps, topic: str, stone: StoneText, wording: Wording) -> str:
    """Two camps and how many stand in each; `topic` is how_settled or where. Never who."""
    scale = "breadth" if topic == Topic.WHERE else stone.scale
    facts = {
        "low": people(camps.low),
        "high": people(camps.high),
        "low_words": levels_in_words((0, 1), scale, wording),
        "high_words": levels_in_words((3, 4), scale, wording),
    }
    if topic == Topic.WHERE:
        text = _("Two camps on where it is done. %(low_words)s: %(low)s. %(high_words)s: %(high)s.")
    else:
        text = _(
            "Two camps on how settled it is. %(low_words)s: %(low)s. %(high_words)s: %(high)s."
        )
    return text % facts


@register.simple_tag
def strengths_sentence(
    scorecard: Scorecard, maturity_model: MaturityModel, wording: Wording
) -> str:
    """What people agree on most: first what is in place too."""
    titles = wording.stone_titles
    strong = [titles.get(code, code) for code in shared_strengths(scorecard, maturity_model)]
    if strong:
        return _("In place, and seen alike: %(names)s.") % {"names": in_a_row(strong)}
    alike = seen_alike(scorecard.spread, maturity_model)[:3] if scorecard.spread else ()
    if alike:
        names = in_a_row([titles.get(code, code) for code in alike])
        return _("Seen alike: %(names)s.") % {"names": names}
    return _("Every practice is seen in more than one way: each view is a part of the picture.")


@register.simple_tag
def agenda_sentence(scorecard: Scorecard, maturity_model: MaturityModel) -> str:
    """How many practices are seen alike, and what the list is for."""
    if scorecard.spread is None:
        return ""
    facts = {
        "alike": len(seen_alike(scorecard.spread, maturity_model)),
        "all": len(scorecard.spread.items),
    }
    return (
        _(
            "%(alike)s of %(all)s practices are seen alike. The list begins where talking helps "
            "most: where views are furthest apart and the practice matters most."
        )
        % facts
    )


@register.simple_tag
def source_of_difference(block: BlockSpread, maturity_model: MaturityModel) -> str:
    """Whether views of a block differ between departments or within them, and what helps; nothing
    where there are too few answers."""
    if block.band is None:
        return ""
    if block.band == maturity_model.scoring.agreement_bands[-1][0]:
        return _("Nothing to settle here.")
    if block.between_share is None and block.standard_error == 0:
        return _("Views differ on practices; everybody’s score of the block is the same.")
    if block.between_share is None:
        return _("Views differ; departments cannot be told apart here.")
    if block.between_share >= BETWEEN_FROM:
        return _("Views differ between departments: bring what works in one to the others.")
    return _("Views differ within departments: talking helps first.")


@register.simple_tag
def group_name(cell: Cell, kind: CutKind, names: Mapping[str, str]) -> str:
    """The name of a group of a cut."""
    if len(cell.members) == 1:
        return names.get(cell.members[0], cell.members[0])
    if kind == CutKind.DEPARTMENT:
        return _("Other departments together")
    return _("Other positions together")


@register.simple_tag
def gaps_sentence(rows: Sequence[GapRow], wording: Wording) -> str:
    """Where leaders and the front line see a block otherwise."""
    names = wording.block_names
    flagged = [names.get(row.block, row.block) for row in rows if row.is_flagged]
    if not flagged:
        return _("Leaders and the front line see the blocks much alike.")
    return _("Leaders and the front line see otherwise: %(names)s.") % {"names": in_a_row(flagged)}


@register.simple_tag
def gap_in_words(row: GapRow) -> str:
    """How far leaders and the front line are apart on a block."""
    points = whole_points(abs(row.gap))
    if not points:
        return _("the same score from both")
    facts = {"points": points}
    if row.gap > 0:
        return (
            ngettext(
                "leaders see it %(points)s point higher",
                "leaders see it %(points)s points higher",
                points,
            )
            % facts
        )
    return (
        ngettext(
            "the front line sees it %(points)s point higher",
            "the front line sees it %(points)s points higher",
            points,
        )
        % facts
    )
