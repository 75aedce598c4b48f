"""Why each stone stands where it does, from the placement and the rules alone (method E3)."""

from collections.abc import Iterator, Mapping

from roadmaps.domain.balance import members_of
from roadmaps.domain.plans import WAIVABLE, Balance, Position, Reason, Rule
from roadmaps.domain.problem import DAY, Places, Problem


def find_reasons(
    problem: Problem,
    places: Places,
    stone: int,
    fixed: Mapping[int, int | None],
    excluded: frozenset[int],
) -> Iterator[Reason]:
    """Every reason that holds a stone in its phase, or later.

    In a phase: what it follows, what keeps it out of the phase before, whether it is the only work
    of its block there. Later: all that keeps it out of the last phase. A person's wish comes first,
    and each rule that a person overrode for the stone last.
    """
    place = places[stone]
    if stone in excluded:
        yield Reason(Rule.EXCLUDED, None)
    elif stone in fixed:
        yield Reason(Rule.LOCKED, code_of(problem, fixed[stone]))
    elif place is None:
        yield from holding(problem, places, stone, len(problem.phases) - 1)
    if place is not None:
        yield from _in_phase(problem, places, stone, place, fixed)
    for rule in WAIVABLE:
        if stone in problem.waived(rule):
            yield Reason(Rule.WAIVED, code_of(problem, place), waived=rule)


def _in_phase(
    problem: Problem, places: Places, stone: int, place: int, fixed: Mapping[int, int | None]
) -> Iterator[Reason]:
    yield from _following(problem, places, stone)
    if place > 0 and stone not in fixed:
        for reason in holding(problem, places, stone, place - 1):
            if reason.rule not in (Rule.PREREQUISITE, Rule.GATE):
                yield reason
    yield from _balance(problem, places, stone, place)


def code_of(problem: Problem, place: int | None) -> Position:
    """Phase code of an index."""
    return None if place is None else problem.phases[place].code


def holding(problem: Problem, places: Places, stone: int, phase: int) -> Iterator[Reason]:
    """What keeps a stone out of a phase, all other stones staying where they are."""
    late = {n for n in problem.needs[stone] if (p := places[n]) is None or p > phase}
    yield from _waiting(problem, places, stone, late)
    yield from _chain(problem, places, stone, phase)
    gap, code = problem.scope.gaps[stone], problem.phases[phase].code
    if not problem.takes(stone, phase):
        limit = problem.limits[phase]
        yield Reason(Rule.STAGE_LIMIT, code, needed=gap.stage, allowed=limit)
    yield from _room(problem, places, stone, phase)


def _following(problem: Problem, places: Places, stone: int) -> Iterator[Reason]:
    """What a stone comes after: its prerequisites, and of the gate what stands last."""
    own = problem.prerequisites[stone]
    gate = problem.needs[stone] - own
    last = max((places[n] or 0 for n in gate), default=0)
    final = {n for n in gate if (places[n] or 0) == last}
    before = {n for other in final for n in problem.chains[other] if n != other}
    yield from _waiting(problem, places, stone, own | (final - before))


def _waiting(
    problem: Problem, places: Places, stone: int, needs: set[int] | frozenset[int]
) -> Iterator[Reason]:
    for need in sorted(needs):
        rule = Rule.PREREQUISITE if need in problem.prerequisites[stone] else Rule.GATE
        yield Reason(rule, code_of(problem, places[need]), (problem.stones[need],))


def _chain(problem: Problem, places: Places, stone: int, phase: int) -> Iterator[Reason]:
    """The work that would have to follow one another in the phase outlasts it."""
    open_stones = frozenset(
        n for n in problem.chains[stone] if (p := places[n]) is None or p >= phase
    )
    chain = problem.longest_chains(open_stones | {stone})[stone]
    months, allowed = problem.months(chain), problem.lengths[phase]
    if months > allowed:
        stones = tuple(problem.stones[i] for i in chain)
        code = problem.phases[phase].code
        yield Reason(Rule.CHAIN, code, stones, needed=months, allowed=allowed)


def _room(problem: Problem, places: Places, stone: int, phase: int) -> Iterator[Reason]:
    """Person-days that the phase, and the block's share of it, have left beside the others."""
    gap, effort = problem.scope.gaps[stone], problem.efforts[stone]
    code, needed = problem.phases[phase].code, effort / DAY
    others = [i for i, place in enumerate(places) if place == phase and i != stone]
    capacity = problem.capacities[phase]
    left = capacity - sum(problem.loads[i] for i in others)
    if problem.loads[stone] > left:
        yield Reason(Rule.CAPACITY, code, needed=needed, left=left / DAY, allowed=capacity / DAY)
    if problem.shares is None or not problem.counts_in_share(stone):
        return
    share, gaps = problem.shares[phase], problem.scope.gaps
    used = [i for i in others if gaps[i].block == gap.block and problem.counts_in_share(i)]
    left = share - sum(problem.efforts[i] for i in used)
    if effort > left:
        yield Reason(
            Rule.SHARE, code, block=gap.block, needed=needed, left=left / DAY, allowed=share / DAY
        )


def _balance(problem: Problem, places: Places, stone: int, place: int) -> Iterator[Reason]:
    """The stone is all that its block has in the phase; by the second phase, so far."""
    wanted = problem.settings.balance
    block = problem.scope.gaps[stone].block
    others = [places[i] for i in members_of(problem, block) if i != stone]
    if wanted is Balance.OFF or place in others:
        return
    if wanted is Balance.BY_SECOND_PHASE:
        begun = any(other is not None and other <= 1 for other in others)
        if begun or place > 1:
            return
    yield Reason(Rule.BALANCE, problem.phases[place].code, block=block)
