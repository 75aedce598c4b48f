"""Rules that people override for a stone, with their reason, and restore."""

from typing import Unpack

from django.utils import timezone

from roadmaps import models
from roadmaps.actions.settling import Who, settle
from roadmaps.domain.plans import WAIVABLE, Rule

Kind = models.BoardChange.Kind


class UnknownRule(Exception):
    """No hard rule of this name can be overridden."""


def waive_rule(
    *, roadmap: models.Roadmap, stone: str, rule: str, reason: str, **who: Unpack[Who]
) -> models.BoardChange | None:
    """Keep a stone where a hard rule would not have it, because of `reason`; the same rule once
    more replaces the reason.

    Raises UnknownRule, UnknownInitiative, NotLatest and Changed; then nothing is written.
    """
    by = who.get("by")
    waiver = {
        "rule": _find_rule(rule).value,
        "stone": stone,
        "reason": reason,
        "by": (by.get_full_name() or by.get_username()) if by else "",
        "on": timezone.localdate().isoformat(),
    }
    kept = _waivers_but(roadmap, stone, rule)
    return settle(
        roadmap=roadmap, stone=stone, kind=Kind.WAIVED, values={"waivers": [*kept, waiver]}, **who
    )


def restore_rule(
    *, roadmap: models.Roadmap, stone: str, rule: str, **who: Unpack[Who]
) -> models.BoardChange | None:
    """Let a rule hold for a stone again.

    Raises UnknownRule, UnknownInitiative, NotLatest and Changed; then nothing is written.
    """
    kept = _waivers_but(roadmap, stone, _find_rule(rule).value)
    return settle(roadmap=roadmap, stone=stone, kind=Kind.UNWAIVED, values={"waivers": kept}, **who)


def _find_rule(code: str) -> Rule:
    if code not in WAIVABLE:
        raise UnknownRule(code)
    return Rule(code)


def _waivers_but(roadmap: models.Roadmap, stone: str, rule: str) -> list[dict[str, str]]:
    return [w for w in roadmap.waivers if w["stone"] == stone and w["rule"] != rule]
