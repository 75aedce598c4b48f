"""Results over time: the waves of an organisation, each form for itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments import access, models
from assessments.domain.positions import BlockPositions, Panorama
from assessments.domain.scorecard import ConditionResult, Scorecard
from assessments.domain.waves import BlockTrend, Direction, StoneMove, Trend, find_trend
from assessments.figures.trend import draw_trend
from assessments.queries.waves import HeldWave, load_scored, load_waves
from assessments.queries.wording import Wording, wording_of
from assessments.templatetags.trends import block_sentence

FORMS: Final = tuple(models.Assessment.Form.values)


@dataclass(frozen=True, slots=True)
class Card:
    """A block with its small chart."""

    name: str
    trend: BlockTrend
    sentence: str
    svg: SafeString


@dataclass(frozen=True, slots=True)
class ConditionOverTime:
    """A condition of the crossing, one result a wave; None where a version has it not."""

    name: str
    results: tuple[ConditionResult | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Waves that belong together; `conditions`, `cards` and moves only where there are scores.

    `gained` and `slipped` are of the last wave; `former` are moves between earlier ones.
    """

    waves: tuple[HeldWave, ...]
    wording: Wording
    trend: Trend
    cards: tuple[Card, ...]
    conditions: tuple[ConditionOverTime, ...]
    gained: tuple[StoneMove, ...]
    slipped: tuple[StoneMove, ...]
    former_gained: tuple[StoneMove, ...]
    former_slipped: tuple[StoneMove, ...]

    @property
    def latest(self) -> models.Assessment:
        """The assessment whose method page is linked."""
        return self.waves[-1].assessment

    @property
    def risen(self) -> tuple[Card, ...]:
        """Blocks clearly up since the first wave."""
        return self._moved(Direction.UP)

    @property
    def sunk(self) -> tuple[Card, ...]:
        """Blocks clearly down since the first wave."""
        return self._moved(Direction.DOWN)

    @property
    def versions_differ(self) -> bool:
        """Whether waves were measured with several versions of the maturity model."""
        return _do_versions_differ(self.waves)

    def _moved(self, way: Direction) -> tuple[Card, ...]:
        wholes = ((card, card.trend.whole) for card in self.cards)
        return tuple(card for card, whole in wholes if whole and whole.direction is way)


@dataclass(frozen=True, slots=True, eq=False)
class Panoramas:
    """Waves of the matrix form and, block by block, where people saw it."""

    waves: tuple[HeldWave, ...]
    wording: Wording
    rows: tuple[tuple[str, tuple[BlockPositions | None, ...]], ...]

    @property
    def versions_differ(self) -> bool:
        """Whether people chose from several versions of the maturity model."""
        return _do_versions_differ(self.waves)


def _do_versions_differ(waves: Sequence[HeldWave]) -> bool:
    return len({wave.assessment.maturity_model_id for wave in waves}) > 1


@login_required
@require_GET
@cache_control(no_store=True)
def trend(request: HttpRequest, pk: str) -> HttpResponse:
    """What changed between the waves of an organisation."""
    organisation = access.get_organisation(request.user, pk)
    waves = load_waves(organisation)
    alike = _put_together(wave for wave in waves if wave.results)
    context = {
        "organisation": organisation,
        "series": [_follow(held) for held in alike if isinstance(held[0].results, Scorecard)],
        "panoramas": [_line_up(held) for held in alike if isinstance(held[0].results, Panorama)],
        "silent": [wave for wave in waves if wave.results is None],
        "may_edit": access.may_edit(request.user, organisation),
    }
    return render(request, "assessments/results/trend.html", context)


def _put_together(waves: Iterable[HeldWave]) -> list[tuple[HeldWave, ...]]:
    """Waves of the same form and maturity model in time order; the longest series first."""
    held = sorted(waves, key=_kind)
    series = [tuple(alike) for _kind_of, alike in groupby(held, key=_kind)]
    return sorted(series, key=lambda alike: -len(alike))


def _kind(wave: HeldWave) -> tuple[int, str]:
    return FORMS.index(wave.assessment.form), wave.assessment.maturity_model.slug


def _follow(held: tuple[HeldWave, ...]) -> Series:
    found = find_trend(load_scored(held))
    wording = wording_of(held[-1].assessment)
    last = len(held) - 1
    return Series(
        held,
        wording,
        found,
        tuple(_make_card(block, wording) for block in found.blocks),
        _find_conditions([w.results for w in held if isinstance(w.results, Scorecard)], wording),
        gained=tuple(move for move in found.gained if move.after == last),
        slipped=tuple(move for move in found.slipped if move.after == last),
        former_gained=tuple(move for move in found.gained if move.after < last),
        former_slipped=tuple(move for move in found.slipped if move.after < last),
    )


def _make_card(block: BlockTrend, wording: Wording) -> Card:
    name = wording.block_names.get(block.block, block.block)
    sentence = block_sentence(block, wording)
    svg = draw_trend(block, f"{name}. {sentence}")
    return Card(name, block, sentence, mark_safe(svg))  # noqa: S308 -- our own writer, which escapes


def _find_conditions(
    scorecards: Sequence[Scorecard], wording: Wording
) -> tuple[ConditionOverTime, ...]:
    newest_first = [c.condition for card in reversed(scorecards) for c in card.gate.conditions]
    each = [{one.condition: one for one in card.gate.conditions} for card in scorecards]
    return tuple(
        ConditionOverTime(
            wording.conditions.get(code, code), tuple(results.get(code) for results in each)
        )
        for code in dict.fromkeys(newest_first)
    )


def _line_up(held: tuple[HeldWave, ...]) -> Panoramas:
    wording = wording_of(held[-1].assessment)
    panoramas = [wave.results for wave in held if isinstance(wave.results, Panorama)]
    each = [{one.block: one for one in panorama.blocks} for panorama in panoramas]
    rows = ((name, tuple(p.get(code) for p in each)) for code, name in wording.block_names.items())
    return Panoramas(held, wording, tuple(rows))
