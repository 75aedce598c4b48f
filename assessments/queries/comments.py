"""Remarks that people left, as far as they may be read. Nothing else reads everybody's."""

from collections.abc import Mapping
from random import SystemRandom

from assessments import models
from assessments.domain.disclosure import may_show_comments
from assessments.domain.positions import Panorama
from assessments.domain.scorecard import Scorecard
from assessments.queries.maturity_model import load_maturity_model


def are_comments_shown(assessment: models.Assessment, results: Scorecard | Panorama) -> bool:
    """Whether remarks of a closed assessment may be read (method D9); results without a word on it,
    of the method's first edition, keep them closed."""
    if isinstance(results, Scorecard):
        return results.spread is not None and results.spread.comments_shown
    least = load_maturity_model(assessment.maturity_model).scoring.comment_group_size
    return may_show_comments(results.respondents, results.min_group_size, least)


def load_all_comments(
    assessment: models.Assessment, results: Scorecard | Panorama
) -> Mapping[str, tuple[str, ...]]:
    """Remarks by block code, each time in another order; blocks without one are left out.

    Nothing when they may not be read, or were deleted because they were kept long enough.
    """
    if not are_comments_shown(assessment, results):
        return {}
    rows = models.Comment.objects.filter(sheet__assessment=assessment).exclude(text="")
    found: dict[str, list[str]] = {}
    for block, text in rows.values_list("block__code", "text"):
        if text.strip():
            found.setdefault(block, []).append(text.strip())
    order = SystemRandom()
    return {block: tuple(order.sample(texts, len(texts))) for block, texts in found.items()}
