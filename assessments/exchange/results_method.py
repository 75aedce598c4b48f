"""How to read a file of results, as a table. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.domain.scorecard import Scorecard
from assessments.exchange.results import Source, tabulate_facts
from cxmaturity.documents.tables import Table, Value


def tabulate_method(
    scorecard: Scorecard, source: Source, facts: Sequence[tuple[str, Value]]
) -> Table:
    """What the figures mean and which numbers of the maturity model they rest on."""
    weights = {
        "equal": _("One department, one voice"),
        "sqrt_headcount": _("Square root of the headcount"),
        "headcount": _("Headcount"),
    }
    return tabulate_facts(
        _("Method"),
        (
            *facts,
            (_("Weight of departments"), weights[scorecard.department_weight]),
            *_thresholds(source),
            (_("Score"), _("0 to 100: how settled × where, as a share of both in full.")),
            (_("Agreement"), _("1 when all say the same, 0 when two camps stand at both ends.")),
            (_("95% interval"), _("Where the score of everybody lies, from six respondents on.")),
            (
                _("Share between departments"),
                _("How much of the difference lies between departments and not within them."),
            ),
            *tell_protection(named=scorecard.min_group_size == 1),
        ),
    )


def _thresholds(source: Source) -> list[tuple[str, Value]]:
    names = source.wording.stage_names
    return [
        (
            _("“%(stage)s” is reached from") % {"stage": names.get(stage.number, stage.code)},
            _("%(all)s points up to this stage and %(own)s in its own stones")
            % {"all": f"{stage.threshold:g}", "own": f"{stage.own_floor:g}"},
        )
        for stage in source.maturity_model.stages[1:]
    ]


def tell_protection(*, named: bool) -> list[tuple[str, Value]]:
    """What is left out of a file, and what makes it fit to be checked."""
    protection = (
        _("People gave their names in this round and were told so before the first answer.")
        if named
        else _(
            "Groups that are too small are shown together with others. Under ten answers there "
            "are three classes, and views are told in words only."
        )
    )
    return [
        (_("What protects people"), protection),
        (
            _("Origin"),
            _(
                "The file holds the results as they were stored when the assessment closed, and "
                "nothing else. The fingerprint is the SHA-256 of the scorecard in the JSON file."
            ),
        ),
    ]
