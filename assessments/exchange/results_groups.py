"""How answers and groups are spread, as tables. Pure."""

from django.utils.translation import gettext as _

from assessments.domain.disclosure import OTHERS
from assessments.domain.scorecard import Scorecard
from assessments.domain.spread import Cell, Cut, CutKind, Distribution
from assessments.exchange.results import Source, columns_of
from cxmaturity.documents.tables import Column, Kind, Table, Value


def explain_edition() -> str:
    """Why a snapshot of the first edition has no spread."""
    return _("Computed with the first edition of the method: how views differ was not kept.")


def tabulate_distributions(scorecard: Scorecard, source: Source) -> Table:
    """How many gave which answer, two rows an item: five levels or, under ten answers, three."""
    columns = (
        Column(_("Code"), width=9),
        Column(_("Stone"), width=46),
        Column(_("Question"), width=16),
        *columns_of(Kind.COUNT, _("Answers with a value"), "0", "1", "2", "3", "4"),
        *columns_of(Kind.COUNT, _("0 or 1"), _("2 (of three classes)"), _("3 or 4")),
        *columns_of(
            Kind.INDEX,
            _("Median"),
            _("Standard deviation"),
            _("First quartile"),
            _("Third quartile"),
        ),
    )
    titles = source.wording.stone_titles
    rows = tuple(
        (item.stone, titles.get(item.stone, item.stone), question, item.valid, *_count(answers))
        for item in (scorecard.spread.items if scorecard.spread else ())
        for question, answers in ((_("how settled"), item.capability), (_("where"), item.breadth))
    )
    none = _("No item has enough answers.") if scorecard.spread else explain_edition()
    return Table(_("Distributions"), columns, rows, none)


def _count(answers: Distribution) -> tuple[Value, ...]:
    if answers.is_coarse:
        return (*[None] * 5, *answers.counts, *[None] * 4)
    quartiles = answers.quartiles or (None, None)
    return (*answers.counts, *[None] * 3, answers.median, answers.deviation, *quartiles)


def tabulate_groups(scorecard: Scorecard, source: Source) -> Table:
    """Groups that may be shown, one cut after the other, with their block scores.

    Without a cut (or in the first edition) the groups that score, without scores.
    """
    blocks = source.wording.block_names
    columns = (
        Column(_("Seen by"), width=16),
        Column(_("Group"), width=34),
        Column(_("Shown together"), width=40),
        *columns_of(Kind.COUNT, _("People")),
        *columns_of(Kind.POINTS, *blocks.values()),
    )
    cuts = scorecard.spread.cuts if scorecard.spread else ()
    rows = [
        (*_name(cut, cell, source), cell.respondents, *_scores(cell, tuple(blocks)))
        for cut in cuts
        for cell in cut.cells
    ]
    if not any(cut.kind is CutKind.DEPARTMENT for cut in cuts):
        scoring = tuple(
            Cell(group.code, group.departments, group.respondents, ()) for group in scorecard.groups
        )
        only = Cut(CutKind.DEPARTMENT, scoring)
        nothing = (None,) * len(blocks)
        rows[:0] = [(*_name(only, cell, source), cell.respondents, *nothing) for cell in scoring]
    return Table(_("Groups"), columns, tuple(rows))


def _name(cut: Cut, cell: Cell, source: Source) -> tuple[str, str, str]:
    """By what people are told apart, the name of a group, and whom it takes together."""
    by_department = cut.kind is CutKind.DEPARTMENT
    names = source.departments if by_department else source.wording.vantages
    members = [names.get(code, code) for code in cell.members]
    kind = _("Department") if by_department else _("Position")
    if len(members) == 1:
        return kind, members[0], ""
    if cell.code == OTHERS:
        name = _("Other departments together") if by_department else _("Other positions together")
    else:
        name = _("All departments together") if by_department else _("All positions together")
    return kind, name, ", ".join(members)


def _scores(cell: Cell, blocks: tuple[str, ...]) -> tuple[Value, ...]:
    scores = dict(cell.scores)
    return tuple(scores.get(block) for block in blocks)
