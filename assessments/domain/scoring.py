"""From answers to the scorecard: the order of work of the method's part D."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from assessments.domain.blocks import score_block
from assessments.domain.disclosure import Grouping, TooFewAnswers
from assessments.domain.gate import score_gate
from assessments.domain.maturity_model import MaturityModel, Stone
from assessments.domain.means import weighted_mean
from assessments.domain.notices import Profile, find_notices
from assessments.domain.organisation import score_organisation
from assessments.domain.responses import Department, Responses, drop_silent
from assessments.domain.scorecard import (
    EDITION,
    BlockResult,
    GateResult,
    GroupResult,
    Notice,
    OrganisationResult,
    Reading,
    Scorecard,
    StoneResult,
)
from assessments.domain.spreading import find_spread
from assessments.domain.stones import (
    find_group_results,
    find_usable_weight,
    item_scores,
    score_stones,
    tally,
)

__all__ = ["item_scores", "score"]


def score(
    maturity_model: MaturityModel,
    responses: Responses,
    grouping: Grouping,
    *,
    form: str,
    departments: Sequence[Department],
    min_group_size: int,
    department_weight: str,
) -> Scorecard:
    """All results of a round, by groups that can be published (method D2–D8).

    `form`: `full`, or `quick`, which gives bands. `departments`: all that were invited.
    `department_weight`: `equal`, `sqrt_headcount` or `headcount`; without the headcount of every
    department in a group it is `equal`, and the scorecard says so. Raises TooFewAnswers when the
    grouping shows nothing, ValueError when it leaves somebody out or has a group that is too small.
    """
    responses, named = drop_silent(responses), _find_named(departments, grouping)
    weight = find_usable_weight(department_weight, departments, named)
    groups = find_group_results(grouping, responses.departments, departments, weight)
    _check_sizes(groups, k := min_group_size)
    counted, quick = tally(responses, groups), form == "quick"
    stones = score_stones(
        maturity_model, counted, groups, form=form, min_group_size=k, department_weight=weight
    )
    scorecard = Scorecard(
        method=maturity_model.scoring.method,
        maturity_model=maturity_model.slug,
        version=maturity_model.version,
        form=form,
        min_group_size=k,
        department_weight=weight,
        respondents=len(responses.departments),
        groups=groups,
        stones=stones,
        **_add_up(maturity_model, stones, departments, named, indicative=quick),
        edition=EDITION,
    )
    spread = find_spread(maturity_model, responses, grouping, scorecard, departments)
    return replace(scorecard, spread=spread)


def _check_sizes(groups: Sequence[GroupResult], min_group_size: int) -> None:
    if not groups:
        raise TooFewAnswers(min_group_size)
    if any(group.respondents < min_group_size for group in groups):
        raise ValueError("a group is smaller than may be shown")


def _find_named(departments: Sequence[Department], grouping: Grouping) -> tuple[str, ...]:
    """Departments that the groups name, not those that answered: a group names all its small ones,
    so that no figure tells which of them were silent (method D9)."""
    return _sort_out(departments, {code for g in grouping.groups for code in g.departments})


def _sort_out(departments: Sequence[Department], answering: set[str]) -> tuple[str, ...]:
    """Departments in a group, in their own order; those that nobody listed come last."""
    listed = [department.code for department in departments if department.code in answering]
    return (*listed, *sorted(answering.difference(listed)))


class _Results(TypedDict):
    departments_answering: tuple[str, ...]
    departments_silent: tuple[str, ...]
    headcount_share: float | None
    blocks: tuple[BlockResult, ...]
    gate: GateResult
    organisation: OrganisationResult
    notices: tuple[Notice, ...]
    lenses: tuple[Reading, ...]
    pillars: tuple[Reading, ...]
    workstreams: tuple[Reading, ...]


def _add_up(
    maturity_model: MaturityModel,
    stones: Sequence[StoneResult],
    departments: Sequence[Department],
    answering: tuple[str, ...],
    *,
    indicative: bool,
) -> _Results:
    by_code = {stone.stone: stone for stone in stones}
    share = _headcount_share(departments, answering)
    blocks = tuple(
        score_block(maturity_model, block, by_code, indicative=indicative)
        for block in maturity_model.blocks
    )
    gate = score_gate(maturity_model, by_code)
    organisation = score_organisation(
        maturity_model, blocks, gate, indicative=indicative, headcount_share=share
    )
    profile = Profile(
        {block.block: block.score for block in blocks},
        {stone.stone: stone.score for stone in stones},
        organisation.balance_index,
        organisation.weakest_block,
        _find_functions(departments, answering),
    )
    return _Results(
        departments_answering=answering,
        departments_silent=tuple(d.code for d in departments if d.code not in answering),
        headcount_share=share,
        blocks=blocks,
        gate=gate,
        organisation=organisation,
        notices=find_notices(maturity_model, profile),
        lenses=_read(maturity_model, by_code, maturity_model.lenses, lambda stone: stone.lens),
        pillars=_read(maturity_model, by_code, maturity_model.pillars, lambda stone: stone.pillar),
        workstreams=_read(
            maturity_model, by_code, maturity_model.workstreams, lambda stone: stone.workstream
        ),
    )


def _headcount_share(departments: Sequence[Department], answering: Sequence[str]) -> float | None:
    known = [(department.code, department.headcount or 0) for department in departments]
    total = sum(headcount for _, headcount in known)
    return sum(count for code, count in known if code in answering) / total if total else None


def _find_functions(
    departments: Sequence[Department], answering: Sequence[str]
) -> frozenset[str] | None:
    if not any(department.function for department in departments):
        return None
    return frozenset(d.function for d in departments if d.code in answering)


def _read(
    maturity_model: MaturityModel,
    stones: Mapping[str, StoneResult],
    codes: Sequence[str],
    code_of: Callable[[Stone], str | None],
) -> tuple[Reading, ...]:
    """Second readings: impact-weighted means over the stones of a lens or pillar (method D5)."""
    return tuple(
        Reading(
            code,
            weighted_mean(
                (stone.impact, stones[stone.code].score)
                for stone in maturity_model.stones
                if code_of(stone) == code
            ),
        )
        for code in codes
    )
