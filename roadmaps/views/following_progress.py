"""How far each step is, and what done work is taken to have brought."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.following import save_progress
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest
from roadmaps.domain.following import Following
from roadmaps.domain.initiatives import Status
from roadmaps.domain.plans import Position
from roadmaps.domain.steps import ENDED, Step, Timing
from roadmaps.forms.following import ProgressForm
from roadmaps.queries.following import load_following
from roadmaps.views.changed import changed_page
from roadmaps.views.following_frame import frame, get_initiative, to_step
from roadmaps.views.replaced import to_latest

PAGE = "roadmaps:progress"
DONE = models.Initiative.Status.DONE
AT_WORK = (Status.RUNNING, Status.PAUSED)


@dataclass(frozen=True, slots=True)
class Row:
    """A step with the form that says how far it is."""

    step: Step
    form: ProgressForm


@dataclass(frozen=True, slots=True)
class Group:
    """The steps of a phase (None: those of no phase that have begun), and whether it is open: what
    is far ahead is folded away."""

    phase: Position
    rows: tuple[Row, ...]
    is_open: bool


@login_required
@require_GET
def progress(request: HttpRequest, pk: str) -> HttpResponse:
    """Every step in one row, to be changed in passing."""
    return _progress_page(request, get_roadmap(request.user, pk))


def _progress_page(
    request: HttpRequest, row: models.Roadmap, sent: ProgressForm | None = None
) -> HttpResponse:
    found = load_following(row, timezone.localdate())
    forms = {each.stone: ProgressForm(instance=each) for each in row.initiatives.all()}
    if sent:
        forms[sent.instance.stone] = sent
    context = frame(request, row, "progress") | {
        "following": found,
        "groups": _group(found, forms, request.GET.get("step", "")),
        "saved": request.GET.get("step", "") if "saved" in request.GET else "",
    }
    return render(request, "roadmaps/following/progress.html", context)


def _group(found: Following, forms: Mapping[str, ProgressForm], asked: str) -> tuple[Group, ...]:
    """By phase; of what stands in none, only what has begun is followed."""
    groups: list[Group] = []
    for phase in (*(each.phase for each in found.phases), None):
        steps = [s for s in found.steps if s.phase == phase and (phase or s.share_done)]
        rows = tuple(Row(step, forms[step.stone]) for step in steps)
        is_first_left = not any(_has_work_left(group.rows) for group in groups)
        is_open = is_first_left or any(_is_open(row, asked) for row in rows)
        groups.append(Group(phase, rows, is_open))
    return tuple(group for group in groups if group.rows)


def _has_work_left(rows: Iterable[Row]) -> bool:
    return any(row.step.status not in ENDED for row in rows)


def _is_open(row: Row, asked: str) -> bool:
    """Whether there is something to do, or to see, in the row of a step."""
    step = row.step
    is_at_work = step.status in AT_WORK or step.timing is not Timing.NONE or step.is_unconfirmed
    return is_at_work or step.stone == asked or bool(row.form.errors)


@login_required
@changes_only(PAGE)
def progress_save(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Say how far a step is. Done work leads to what it has brought."""
    row = get_roadmap(request.user, pk, Right.RUN)
    initiative = get_initiative(row, stone)
    before = (initiative.status, initiative.delivered_on)
    form = ProgressForm(request.POST, instance=initiative)
    if not form.is_valid():
        return _progress_page(request, row, form)
    values = form.values()
    day = values.pop("delivered_on")
    try:
        _save(request, row, stone, form)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, to_step(row, stone))
    except NotLatest as replaced:
        return to_latest(request, replaced.latest, PAGE)
    if form.is_done and before != (DONE, day):
        told = {"delivered_on": day.isoformat()}
        return redirect(reverse("roadmaps:claim", args=[pk, stone], query=told))
    return redirect(to_step(row, stone, saved=True))


def _save(request: HttpRequest, row: models.Roadmap, stone: str, form: ProgressForm) -> None:
    sent = form.cleaned_data
    save_progress(
        roadmap=row,
        stone=stone,
        status=sent["status"],
        progress=sent["progress"],
        reason=sent["status_reason"],
        by=request.user,
        revision=form.seen,
    )
