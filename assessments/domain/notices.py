"""Patterns of a profile that raise a question (method D8); the questions are the model's texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.domain.maturity_model import MaturityModel, NoticeRule
from assessments.domain.means import DECIMALS, mean
from assessments.domain.scorecard import Notice

ALL_OTHERS = "*others"
"""In a rule: every block that is not on the left side."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What rules look at: scores (0–100, None without a value) of the model's blocks and stones,
    the balance, and the functions of the departments that answered (None: nobody said any)."""

    blocks: Mapping[str, float | None]
    stones: Mapping[str, float | None]
    balance_index: float | None
    weakest_block: str | None
    functions: frozenset[str] | None


def find_notices(maturity_model: MaturityModel, profile: Profile) -> tuple[Notice, ...]:
    """Notices of the model that hold, in its order (method D8).

    Means take the blocks with a score. A rule whose blocks or stones the model lacks, or have no
    score at all, is not evaluated; nor is a missing function where no department states one.
    """
    return tuple(
        notice
        for rule in maturity_model.notices
        if (notice := _find_notice(maturity_model, rule, profile))
    )


def _find_notice(
    maturity_model: MaturityModel, rule: NoticeRule, profile: Profile
) -> Notice | None:
    if rule.difference is not None:
        return _compare_blocks(rule, rule.difference, profile)
    if rule.balance_below is not None:
        return _weigh_balance(rule, rule.balance_below, profile)
    if rule.stone_at_least and rule.stone_below:
        return _compare_stones(
            maturity_model, rule.code, rule.stone_at_least, rule.stone_below, profile
        )
    if rule.function_missing is not None:
        return _miss_function(rule, profile)
    return None


def _compare_blocks(rule: NoticeRule, difference: float, profile: Profile) -> Notice | None:
    left = _mean_of(rule.left, profile)
    others = (code for code in profile.blocks if code not in rule.left)
    right = _mean_of(others if ALL_OTHERS in rule.right else rule.right, profile)
    if left is None or right is None:
        return None
    found = round(left - right, DECIMALS)
    if found < difference:
        return None
    named = tuple(code for code in rule.left + rule.right if code != ALL_OTHERS)
    return Notice(rule.code, found, named)


def _mean_of(codes: Iterable[str], profile: Profile) -> float | None:
    wanted = tuple(codes)
    if not profile.blocks.keys() >= set(wanted):
        return None
    return mean(profile.blocks[code] for code in wanted)


def _weigh_balance(rule: NoticeRule, bound: float, profile: Profile) -> Notice | None:
    if profile.balance_index is None or profile.balance_index >= bound:
        return None
    return Notice(rule.code, None, (profile.weakest_block,) if profile.weakest_block else ())


def _compare_stones(
    maturity_model: MaturityModel,
    code: str,
    at_least: tuple[str, float],
    below: tuple[str, float],
    profile: Profile,
) -> Notice | None:
    (high, minimum), (low, bound) = at_least, below
    high_score, low_score = profile.stones.get(high), profile.stones.get(low)
    if high_score is None or low_score is None or high_score < minimum or low_score >= bound:
        return None
    stones = maturity_model.stone_by_code
    return Notice(code, None, tuple(dict.fromkeys(stones[stone].block for stone in (high, low))))


def _miss_function(rule: NoticeRule, profile: Profile) -> Notice | None:
    if profile.functions is None or rule.function_missing in profile.functions:
        return None
    return Notice(rule.code)
