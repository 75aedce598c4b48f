"""A published scorecard as tables: overview, blocks, items. Pure."""

from django.utils.translation import gettext as _

from assessments.domain.scorecard import (
    BlockResult,
    Completeness,
    ConditionState,
    Reading,
    Scorecard,
    StoneResult,
)
from assessments.domain.spread import BlockSpread, ItemSpread, Spread, Topic
from assessments.exchange.results import (
    Source,
    columns_of,
    describe,
    explain_unseen,
    name_band,
    tabulate_facts,
)
from assessments.exchange.results_groups import tabulate_distributions, tabulate_groups
from assessments.exchange.results_method import tabulate_method
from cxmaturity.documents.tables import Column, Kind, Table, Value


def tabulate_scorecard(scorecard: Scorecard, source: Source) -> tuple[Table, ...]:
    """All sheets of a published scorecard, in the reader's language."""
    facts = describe(source, scorecard, scorecard.edition)
    spread = scorecard.spread or Spread()
    return (
        tabulate_facts(_("Overview"), (*facts, *_sum_up(scorecard, source))),
        _tabulate_blocks(scorecard, spread, source),
        _tabulate_items(scorecard, spread, source),
        tabulate_distributions(scorecard, source),
        tabulate_groups(scorecard, source),
        tabulate_method(scorecard, source, facts),
    )


def _sum_up(scorecard: Scorecard, source: Source) -> list[tuple[str, Value]]:
    """Where the organisation stands, its conditions, patterns and second readings."""
    wording, organisation = source.wording, scorecard.organisation
    weakest = organisation.weakest_block
    return [
        (_("In one sentence"), source.headline),
        (_("Stage"), wording.stage_names.get(organisation.stage or 0, "")),
        (_("Provisional"), _("yes") if organisation.provisional else _("no")),
        (_("Indicative"), _("yes") if organisation.indicative else _("no")),
        (_("Mean of the blocks"), organisation.mean_score),
        (_("Block to bring along first"), wording.block_names.get(weakest or "", weakest or "")),
        (_("Balance"), organisation.balance_index),
        (_("Average pulled down by the weakest block"), organisation.systemic_score),
        *(
            (_("Blocks at “%(stage)s”") % {"stage": wording.stage_names.get(number, number)}, count)
            for number, count in enumerate(organisation.blocks_per_stage, start=1)
        ),
        *(
            (_("Condition: %(name)s") % named, state)
            for named, state in _conditions(scorecard, source)
        ),
        *(
            (_("Worth a conversation"), wording.questions_of_notices.get(notice.code, notice.code))
            for notice in scorecard.notices
        ),
        *_read(_("Lens: %(name)s"), scorecard.lenses, wording.lenses),
        *_read(_("Pillar: %(name)s"), scorecard.pillars, wording.pillars),
        *_read(_("Workstream: %(name)s"), scorecard.workstreams, wording.workstreams),
    ]


def _conditions(scorecard: Scorecard, source: Source) -> list[tuple[dict[str, str], str]]:
    states = {
        ConditionState.MET: _("met"),
        ConditionState.NOT_MET: _("not met yet"),
        ConditionState.UNKNOWN: _("not known"),
    }
    names = source.wording.conditions
    return [
        ({"name": names.get(each.condition, each.condition)}, states[each.state])
        for each in scorecard.gate.conditions
    ]


def _read(
    heading: str, readings: tuple[Reading, ...], names: dict[str, str]
) -> list[tuple[str, Value]]:
    return [
        (heading % {"name": names.get(reading.code, reading.code)}, reading.score)
        for reading in readings
    ]


def _tabulate_blocks(scorecard: Scorecard, spread: Spread, source: Source) -> Table:
    stages = source.wording.stage_names
    seen = {block.block: block for block in spread.blocks}
    columns = (
        Column(_("Code"), width=8),
        Column(_("Block"), width=30),
        Column(_("Score of 100"), Kind.POINTS),
        Column(_("Stage"), width=18),
        Column(_("Completeness"), width=18),
        *columns_of(Kind.COUNT, _("Stones in place"), _("Stones asked")),
        *columns_of(
            Kind.POINTS, *(_("Up to “%(stage)s”") % {"stage": name} for name in stages.values())
        ),
        *columns_of(
            Kind.POINTS, *(_("“%(stage)s” alone") % {"stage": name} for name in stages.values())
        ),
        *columns_of(Kind.COUNT, _("People with a score")),
        Column(_("Views"), width=14),
        *columns_of(Kind.INDEX, _("Agreement")),
        *columns_of(
            Kind.POINTS,
            _("95% interval from"),
            _("95% interval to"),
            _("Lowest view (rounded)"),
            _("Highest view (rounded)"),
        ),
        *columns_of(Kind.SHARE, _("Share between departments")),
        *columns_of(Kind.POINTS, _("Leaders less front line")),
        *columns_of(Kind.SHARE, _("Don’t know")),
    )
    rows = tuple(_block_row(block, seen.get(block.block), source) for block in scorecard.blocks)
    return Table(_("Blocks"), columns, rows)


def _block_row(block: BlockResult, spread: BlockSpread | None, source: Source) -> tuple[Value, ...]:
    wording = source.wording
    completeness = {
        Completeness.COMPLETE: _("complete"),
        Completeness.PROVISIONAL: _("provisional"),
        Completeness.INSUFFICIENT: _("not enough answers"),
    }
    readings = {reading.stage: reading for reading in block.readings}
    found = [readings.get(number) for number in wording.stage_names]
    return (
        block.block,
        wording.block_names.get(block.block, block.block),
        block.score,
        wording.stage_names.get(block.stage or 0, ""),
        completeness[block.completeness],
        block.in_place,
        block.asked,
        *(reading.cumulative if reading else None for reading in found),
        *(reading.own if reading else None for reading in found),
        *_spread_of_block(spread),
    )


def _spread_of_block(spread: BlockSpread | None) -> tuple[Value, ...]:
    if spread is None or not spread.respondents:
        return (None,) * 10
    return (
        spread.respondents,
        name_band(spread.band),
        spread.agreement,
        *(spread.interval or (None, None)),
        *(spread.span or (None, None)),
        spread.between_share,
        spread.perception_gap,
        spread.visibility_gap,
    )


def _tabulate_items(scorecard: Scorecard, spread: Spread, source: Source) -> Table:
    seen = {item.stone: item for item in spread.items}
    columns = (
        Column(_("Code"), width=9),
        Column(_("Stone"), width=46),
        Column(_("Block"), width=26),
        Column(_("Stage"), width=16),
        *columns_of(Kind.COUNT, _("Impact")),
        Column(_("Score of 100"), Kind.POINTS),
        Column(_("Status"), width=14),
        Column(_("Why there is no figure"), width=30),
        *columns_of(Kind.COUNT, _("Answers with a value")),
        *columns_of(Kind.SHARE, _("Don’t know"), _("Does not apply")),
        Column(_("Views"), width=14),
        Column(_("Views differ on"), width=18),
        *columns_of(Kind.INDEX, _("Agreement"), _("Two camps: how settled"), _("Two camps: where")),
        *columns_of(Kind.COUNT, _("Place in the agenda")),
    )
    rows = tuple(_item_row(stone, seen.get(stone.stone), source) for stone in scorecard.stones)
    return Table(_("Items"), columns, rows)


def _item_row(result: StoneResult, spread: ItemSpread | None, source: Source) -> tuple[Value, ...]:
    wording, stone = source.wording, source.maturity_model.stone_by_code[result.stone]
    statuses = {
        "absent": _("Not started"),
        "started": _("Started"),
        "acquired": _("Acquired"),
        "established": _("Established"),
        "embedded": _("Embedded"),
    }
    return (
        result.stone,
        wording.stone_titles.get(result.stone, result.stone),
        wording.block_names.get(stone.block, stone.block),
        wording.stage_names.get(stone.stage, ""),
        stone.impact,
        result.score,
        statuses.get(result.status, result.status) if result.status else "",
        explain_unseen(result.unseen),
        result.valid,
        result.dont_know,
        result.not_applicable,
        *_spread_of_item(spread),
    )


def _spread_of_item(spread: ItemSpread | None) -> tuple[Value, ...]:
    if spread is None:
        return (None,) * 6
    topics = {Topic.HOW_SETTLED: _("how settled"), Topic.WHERE: _("where")}
    return (
        name_band(spread.band),
        topics[spread.topic] if spread.topic else "",
        spread.agreement,
        spread.capability_split,
        spread.breadth_split,
        spread.rank,
    )
