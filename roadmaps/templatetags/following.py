"""Where a programme stands, in words made of facts."""

from typing import Final

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext, pgettext_lazy

from assessments.domain.scorecard import ConditionState
from assessments.figures.palette import stage_intensity
from assessments.figures.points import whole_points
from assessments.queries.wording import Wording
from roadmaps import models
from roadmaps.domain.claims import Prospect
from roadmaps.domain.following import Following, PhaseProgress
from roadmaps.domain.indicators import Direction, Rhythm
from roadmaps.domain.initiatives import Status
from roadmaps.domain.projection import Projection
from roadmaps.domain.steps import Step, Timing

register = template.Library()

IN_ORDER: Final = (
    Status.DONE,
    Status.RUNNING,
    Status.PAUSED,
    Status.PLANNED,
    Status.STOPPED,
    Status.NOT_PLANNED,
)
ALWAYS_TOLD: Final = (Status.DONE, Status.RUNNING, Status.PLANNED)
IN_SENTENCES: Final = {
    Status.PLANNED: pgettext_lazy("step", "not begun"),
    Status.RUNNING: pgettext_lazy("step", "under way"),
    Status.DONE: pgettext_lazy("step", "done"),
    Status.PAUSED: pgettext_lazy("step", "paused"),
    Status.STOPPED: pgettext_lazy("step", "stopped"),
    Status.NOT_PLANNED: pgettext_lazy("step", "no longer planned"),
}
CONDITIONS: Final = {
    ConditionState.MET: gettext_lazy("in place"),
    ConditionState.NOT_MET: gettext_lazy("not in place yet"),
    ConditionState.UNKNOWN: gettext_lazy("not known yet"),
}

MISSING: Final = {
    "baseline": gettext_lazy("baseline"),
    "target": gettext_lazy("target"),
    "target_on": gettext_lazy("target date"),
    "owner": gettext_lazy("owner"),
}


@register.filter
def status_words(status: Status) -> str:
    """A status inside a sentence."""
    return str(IN_SENTENCES[status])


@register.filter
def status_label(status: Status) -> str:
    """A status as its own word."""
    return str(models.Initiative.Status(status.value).label)


@register.filter
def condition_words(state: ConditionState) -> str:
    """The state of a condition of the crossing."""
    return str(CONDITIONS[state])


@register.filter
def rhythm_words(rhythm: Rhythm) -> str:
    """How often an indicator is measured."""
    return str(models.Indicator.Rhythm(rhythm.value).label)


@register.filter
def direction_words(direction: Direction) -> str:
    """What is aimed at."""
    return str(models.Indicator.Direction(direction.value).label)


@register.filter
def missing_words(names: tuple[str, ...]) -> str:
    """What of an indicator nobody entered yet."""
    return ", ".join(str(MISSING[name]) for name in names)


@register.filter
def told_counts(phase: PhaseProgress) -> list[tuple[str, int]]:
    """Statuses of a phase's steps in words with their counts; rare ones only where there are
    some."""
    counts = phase.counts
    return [
        (_count_words(status, counts[status]), counts[status])
        for status in IN_ORDER
        if status in ALWAYS_TOLD or counts[status]
    ]


def _count_words(status: Status, count: int) -> str:
    """A status as so many steps have it, after their number."""
    words = {
        Status.DONE: npgettext("steps", "done", "done", count),
        Status.RUNNING: npgettext("steps", "under way", "under way", count),
        Status.PAUSED: npgettext("steps", "paused", "paused", count),
        Status.PLANNED: npgettext("steps", "not begun", "not begun", count),
        Status.STOPPED: npgettext("steps", "stopped", "stopped", count),
        Status.NOT_PLANNED: npgettext("steps", "no longer planned", "no longer planned", count),
    }
    return words[status]


@register.filter
def board_status_words(status: str, count: int) -> str:
    """A status as so many cards of a board have it, after their number."""
    if status == Status.PLANNED:
        return npgettext("steps", "planned", "planned", count)
    if status == Status.NOT_PLANNED:
        return npgettext("steps", "not planned", "not planned", count)
    return _count_words(Status(status), count)


@register.filter
def timing_words(step: Step) -> str:
    """What the dates of a step say: “planned until March 2027, under way”."""
    if step.starts_on is None or step.ends_on is None:
        return ""
    facts = {
        "start": date_format(step.starts_on, "YEAR_MONTH_FORMAT"),
        "end": date_format(step.ends_on, "YEAR_MONTH_FORMAT"),
        "status": status_words(step.status),
        "progress": step.progress,
    }
    if step.status is Status.RUNNING and step.progress:
        facts["status"] = _("under way, %(progress)s%% done") % facts
    if step.timing is Timing.PAST_END:
        return _("planned until %(end)s, %(status)s") % facts
    if step.timing is Timing.TO_BEGIN:
        return _("planned from %(start)s on, %(status)s") % facts
    if facts["start"] == facts["end"]:
        return _("%(end)s, %(status)s") % facts
    return _("%(start)s to %(end)s, %(status)s") % facts


@register.simple_tag
def following_headline(following: Following, wording: Wording) -> str:
    """How many steps are done and under way, and what customers gain of it already."""
    total, done = len(following.in_plan), following.count(Status.DONE)
    running = following.count(Status.RUNNING)
    facts = {
        "total": total,
        "done": done,
        "running": running,
        "share": whole_points(100 * following.obtained),
        "many": wording.words["many"],
    }
    if not total:
        return _("No step stands in a phase yet")
    if not done and not running:
        return ngettext("One step, not begun yet", "%(total)s steps, none begun yet", total) % facts
    text = ngettext(
        "%(done)s of %(total)s step done, %(running)s under way; %(share)s%% of what %(many)s "
        "would gain is in place",
        "%(done)s of %(total)s steps done, %(running)s under way; %(share)s%% of what %(many)s "
        "would gain is in place",
        total,
    )
    return text % facts


@register.simple_tag
def prospect_sentence(prospect: Prospect, wording: Wording) -> str:
    """The organisation's stage today, with what is done, and if everything planned is done."""
    names = wording.stage_names
    today, so_far, last = (at.stage for at in (prospect.today, prospect.so_far, prospect.last))
    if today is None or so_far is None or last is None:
        return _("Too few blocks have enough answers to name a stage of the organisation.")
    parts = [_("By its answers the organisation stands at “%(stage)s”.") % {"stage": names[today]}]
    if so_far > today:
        text = _("With what is done so far it stands at “%(stage)s”.")
        parts.append(text % {"stage": names[so_far]})
    if last > so_far:
        first = next(at for at in prospect.after if at.stage == last)
        text = _("If everything planned is done, it reaches “%(stage)s” by the end of “%(phase)s”.")
        phase = wording.phases.get(first.phase or "", first.phase)
        parts.append(text % {"stage": names[last], "phase": phase})
    else:
        text = _("If everything planned is done, it stays at “%(stage)s”, on firmer ground.")
        parts.append(text % {"stage": names[last]})
    return " ".join(parts)


@register.filter
def stage_cells(prospect: Prospect, block: str) -> list[tuple[int | None, int]]:
    """The stage of a block (empty code: the organisation) in each column, with its colour."""
    return [_stage_cell(at, block) for at in prospect.columns]


def _stage_cell(at: Projection, block: str) -> tuple[int | None, int]:
    stages = len(at.blocks[0].readings) if at.blocks else 1
    if block:
        stage = next((each.stage for each in at.blocks if each.block == block), None)
    else:
        stage = at.stage
    return stage, 0 if stage is None else stage_intensity(stage, stages)


@register.filter
def conditions_met(at: Projection) -> int:
    """How many conditions of the crossing are in place."""
    return sum(each.state is ConditionState.MET for each in at.gate.conditions)
