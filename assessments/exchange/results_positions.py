"""What the matrix form amounts to, as tables. Pure."""

from django.utils.translation import gettext as _

from assessments.domain.positions import BlockPositions, Panorama
from assessments.exchange.results import (
    Source,
    columns_of,
    describe,
    explain_unseen,
    name_band,
    tabulate_facts,
)
from assessments.exchange.results_method import tell_protection
from cxmaturity.documents.tables import Column, Kind, Table, Value


def tabulate_panorama(panorama: Panorama, source: Source) -> tuple[Table, ...]:
    """All sheets of published positions, in the reader's language."""
    facts = describe(source, panorama, None)
    said = (_("In one sentence"), source.headline)
    counted = (_("Positions"), _("People are counted; nothing is added up."))
    protection = tell_protection(named=panorama.min_group_size == 1)
    return (
        tabulate_facts(_("Overview"), (*facts, said)),
        _tabulate_blocks(panorama, source),
        _tabulate_positions(panorama, source),
        tabulate_facts(_("Method"), (*facts, counted, *protection)),
    )


def _tabulate_blocks(panorama: Panorama, source: Source) -> Table:
    columns = (
        Column(_("Code"), width=8),
        Column(_("Block"), width=30),
        *columns_of(Kind.COUNT, _("People with a position")),
        Column(_("Middle from"), width=18),
        Column(_("Middle to"), width=18),
        *columns_of(Kind.SHARE, _("Don’t know")),
        Column(_("Views"), width=14),
        Column(_("Why there is no figure"), width=30),
    )
    return Table(_("Blocks"), columns, tuple(_row(block, source) for block in panorama.blocks))


def _row(block: BlockPositions, source: Source) -> tuple[Value, ...]:
    stages = source.wording.stage_names
    return (
        block.block,
        source.wording.block_names.get(block.block, block.block),
        block.valid,
        stages.get(block.middle_from or 0, ""),
        stages.get(block.middle_to or 0, ""),
        block.dont_know,
        name_band(block.agreement),
        explain_unseen(block.unseen),
    )


def _tabulate_positions(panorama: Panorama, source: Source) -> Table:
    stages, blocks = source.wording.stage_names, source.wording.block_names
    columns = (
        Column(_("Code"), width=8),
        Column(_("Block"), width=30),
        Column(_("From stage"), width=18),
        Column(_("To stage"), width=18),
        *columns_of(Kind.COUNT, _("People")),
    )
    rows = tuple(
        (
            block.block,
            blocks.get(block.block, block.block),
            stages.get(camp.first, ""),
            stages.get(camp.last, ""),
            camp.people,
        )
        for block in panorama.blocks
        for camp in block.camps
    )
    return Table(_("Positions"), columns, rows, _("No block has enough positions."))
