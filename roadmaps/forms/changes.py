"""What people did to a board, in sentences."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.queries.wording import Wording
from roadmaps import models
from roadmaps.domain.dates import add_months
from roadmaps.queries.boards import Change

Kind = models.BoardChange.Kind
SENTENCES: Final = {
    Kind.MOVED: gettext_lazy("%(who)s moved “%(title)s” from %(from)s to %(to)s."),
    Kind.LOCKED: gettext_lazy("%(who)s locked “%(title)s” where it stands."),
    Kind.UNLOCKED: gettext_lazy("%(who)s left “%(title)s” to the planner."),
    Kind.EXCLUDED: gettext_lazy("%(who)s left out “%(title)s”: %(reason)s"),
    Kind.DETAILS: gettext_lazy("%(who)s changed “%(title)s”: %(details)s."),
    Kind.ADDED: gettext_lazy("%(who)s added “%(title)s”."),
    Kind.REMOVED: gettext_lazy("%(who)s removed “%(title)s”."),
    Kind.WAIVED: gettext_lazy("%(who)s overrode “%(rule)s” for “%(title)s”: %(reason)s"),
    Kind.UNWAIVED: gettext_lazy("%(who)s restored “%(rule)s” for “%(title)s”."),
    Kind.SOLVED: gettext_lazy("%(who)s solved the plan again."),
}
UNDO: Final = {
    Kind.MOVED: gettext_lazy("Undo: moved “%(title)s” to %(to)s"),
    Kind.LOCKED: gettext_lazy("Undo: locked “%(title)s”"),
    Kind.UNLOCKED: gettext_lazy("Undo: left “%(title)s” to the planner"),
    Kind.EXCLUDED: gettext_lazy("Undo: left out “%(title)s”"),
    Kind.DETAILS: gettext_lazy("Undo: changed “%(title)s”"),
    Kind.ADDED: gettext_lazy("Undo: added “%(title)s”"),
    Kind.REMOVED: gettext_lazy("Undo: removed “%(title)s”"),
    Kind.WAIVED: gettext_lazy("Undo: overrode “%(rule)s” for “%(title)s”"),
    Kind.UNWAIVED: gettext_lazy("Undo: restored “%(rule)s” for “%(title)s”"),
    Kind.SOLVED: gettext_lazy("Undo: solved the plan again"),
}
RULES: Final = {
    "prerequisite": gettext_lazy("Order"),
    "chain": gettext_lazy("Time"),
    "gate": gettext_lazy("Crossing"),
    "stage_limit": gettext_lazy("Foundations first"),
    "capacity": gettext_lazy("Person-days"),
    "share": gettext_lazy("Share of a block"),
}
WORK: Final = {
    "effort": gettext_lazy("person-days"),
    "months": gettext_lazy("months"),
    "impact": gettext_lazy("noticed by customers, 1 to 5"),
    "gap": gettext_lazy("gain in points"),
    "block": gettext_lazy("building block"),
}
MONTHS: Final = {
    "starts_month": gettext_lazy("first month"),
    "ends_month": gettext_lazy("last month"),
}
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: texts, departments, and the first day that months count from."""

    wording: Wording
    departments: Mapping[str, str]
    starts_on: dt.date


def rule_name(rule: str) -> str:
    """What a hard rule is called."""
    return str(RULES.get(rule, rule))


def tell_change(change: Change, names: Names) -> str:
    """Who did what, in one sentence."""
    kind = Kind.LOCKED if _only_locks(change) else Kind(change.kind)
    return str(SENTENCES[kind]) % _facts(change, names)


def tell_undo(change: Change, names: Names) -> str:
    """What the button says that takes a change back."""
    kind = Kind.LOCKED if _only_locks(change) else Kind(change.kind)
    return str(UNDO[kind]) % _facts(change, names)


def _only_locks(change: Change) -> bool:
    """A move to where the stone stood only holds it there."""
    return change.kind == Kind.MOVED and "phase" not in change.after


def _facts(change: Change, names: Names) -> dict[str, str]:
    before, after = change.before, change.after
    return {
        "who": change.who or _("Somebody"),
        "title": find_title(change, names),
        "from": _phase(before.get("phase"), names),
        "to": _phase(after.get("phase"), names),
        "rule": rule_name(_find_waiver(change).get("rule", "")),
        "reason": _find_waiver(change).get("reason") or str(after.get("excluded_because", "")),
        "details": "; ".join(_details(change, names)),
    }


def find_title(change: Change, names: Names) -> str:
    """What the stone is called today, or was when it was removed."""
    known = names.wording.stone_titles.get(change.stone)
    return known or change.after.get("title") or change.before.get("title") or change.stone


def _phase(code: Any, names: Names) -> str:
    return names.wording.phases.get(code, code).lower() if code else _("later")


def _find_waiver(change: Change) -> Mapping[str, str]:
    """The waiver that came, or went."""
    before, after = change.before.get("waivers", []), change.after.get("waivers", [])
    if change.kind not in {Kind.WAIVED, Kind.UNWAIVED}:
        return {}
    more, fewer = (after, before) if change.kind == Kind.WAIVED else (before, after)
    return next((waiver for waiver in more if waiver not in fewer), {})


def _details(change: Change, names: Names) -> Iterator[str]:
    for label, before, after in find_differences(change, names):
        yield _("%(label)s: %(before)s → %(after)s") % {
            "label": label,
            "before": before,
            "after": after,
        }


def find_differences(change: Change, names: Names) -> Iterator[tuple[str, str, str]]:
    """Label, before and after of each value that changed."""
    if change.kind != Kind.DETAILS:
        return
    for name, after in change.after.items():
        before = change.before[name]
        if name == "gap":
            yield from _work(before, after, names)
        elif name == "way":
            old, new = (_shorten((way or {}).get("because", "")) for way in (before, after))
            yield _("reason of the choice"), old, new
        elif name in MONTHS:
            yield str(MONTHS[name]), _month(before, names), _month(after, names)
        elif name != "edit":
            yield _label(name), _tell(name, before, names), _tell(name, after, names)


def _work(before: Any, after: Any, names: Names) -> Iterator[tuple[str, str, str]]:
    for name, label in WORK.items():
        old, new = before.get(name), after.get(name)
        if old != new:
            yield str(label), _tell(name, old, names), _tell(name, new, names)


def _month(value: Any, names: Names) -> str:
    if value is None:
        return _("as computed")
    return date_format(add_months(names.starts_on, value), "YEAR_MONTH_FORMAT")


def _label(name: str) -> str:
    return str(models.Initiative._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _tell(name: str, value: Any, names: Names) -> str:
    """A value as people read it."""
    if value in (None, ""):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return str(number_format(f"{value:.2f}".rstrip("0").rstrip(".")))
    known = {
        "status": dict(models.Initiative.Status.choices),
        "department": names.departments,
        "block": names.wording.block_names,
        "workstream": names.wording.workstreams,
        "lens": names.wording.lenses,
    }
    return _shorten(str(known.get(name, {}).get(value, value)))


def _shorten(text: str) -> str:
    text = " ".join(text.split()) or _("nothing")
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
