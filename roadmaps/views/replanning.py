"""Planning again, step by step; nothing is stored before the last one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.planning import NothingToPlan, RoadmapChanged
from roadmaps.actions.replanning import Cause, Prepared, Rest, prepare, replan_roadmap
from roadmaps.domain.comparing import Compared
from roadmaps.domain.plans import InfeasiblePlan, NoPlanInTime, Violation
from roadmaps.domain.risks import OTHER
from roadmaps.domain.trying import compare_replanned
from roadmaps.forms.replanning import COMPARISON, STEPS, WHAT_STAYS, WHAT_THERE_IS, WHY, ReplanForm
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.comparing import load_present
from roadmaps.queries.events import event_texts, load_events
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.replanning import Review, find_newer_wave, find_struck, load_review
from roadmaps.queries.targets import (
    Standing,
    fill_targets,
    is_replaced,
    load_standing,
    load_targets,
)
from roadmaps.queries.wording import wording_of_next, wording_of_roadmap
from roadmaps.views.board_refusals import on_latest
from roadmaps.views.planning import changed_meanwhile, not_in_time
from roadmaps.views.replaced import to_latest

Trigger = models.Roadmap.Trigger


@dataclass(frozen=True, slots=True)
class Basis:
    """What is planned again, and from what: the assessment of the roadmap or of a new wave."""

    row: models.Roadmap
    review: Review
    assessment: Any
    standing: Standing
    form: ReplanForm

    def rest(self) -> Rest:
        """What there is for the rest. Only with a valid form."""
        targets = fill_targets(self.standing, load_targets(self.assessment))
        return Rest(
            assessment=self.assessment,
            targets=targets,
            capacities=self.form.capacities(),
            starts_on=self.form.cleaned_data["starts_on"],
            over=self.review.over,
            may_move=self.form.cleaned_data["may_move"],
            share_because=_("Kept where it stood: delivered steps have used days of the phase."),
        )

    def cause(self) -> Cause:
        """What led to it. Only with a valid form."""
        return Cause(self.form.cleaned_data["trigger"], self.form.told_reason())

    def review_note(self) -> tuple[str, str] | None:
        """The phase that was reviewed and what was found. Only with a valid form."""
        facts = self.form.cleaned_data
        is_review = facts["trigger"] == Trigger.REVIEW
        return (facts["phase"], facts["review"]) if is_review else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What planning again would bring; or why there is no plan."""

    prepared: Prepared | None = None
    compared: Compared | None = None
    conflicts: tuple[Violation, ...] = ()
    sentence: str = ""


@login_required
@require_http_methods(["GET", "POST"])
@on_latest
def replan(request: HttpRequest, pk: str) -> HttpResponse:
    """Decide what stays, see what a plan of the rest changes, and make the version that follows."""
    row = get_roadmap(request.user, pk, Right.RUN)
    latest = find_replacement(row)
    if latest and request.method == "GET":
        return to_latest(request, latest, "roadmaps:replan")
    basis = _basis(request, row)
    if basis is None:
        return redirect("roadmaps:roadmap_new", row.assessment_id)
    if "confirm" in request.POST and basis.form.is_valid():
        made = _make(request, basis)
        if made:
            messages.success(request, _tell_made(row, made))
            return redirect("roadmaps:roadmap", made.pk)
    return _step_page(request, basis)


def _basis(request: HttpRequest, row: models.Roadmap) -> Basis | None:
    """What is planned again; None where there are no results to plan from."""
    newer = find_newer_wave(row)
    standing_then = load_standing(newer) if newer else None
    is_wave = request.POST.get("trigger") == Trigger.WAVE and standing_then is not None
    assessment = newer if is_wave else row.assessment
    standing = standing_then if is_wave else load_standing(row.assessment)
    if standing is None:
        return None
    review = load_review(row, timezone.localdate())
    form = _form(request, row, review, has_newer_wave=standing_then is not None)
    return Basis(row, review, assessment, standing, form)


def _form(
    request: HttpRequest, row: models.Roadmap, review: Review, *, has_newer_wave: bool
) -> ReplanForm:
    codes = (*(event.code for event in load_events(row)), OTHER)
    return ReplanForm(
        request.POST or None,
        review=review,
        events={code: text.name for code, text in event_texts(codes).items()},
        wording=wording_of_roadmap(row),
        initial={
            "trigger": request.GET.get("trigger", ""),
            "event": request.GET.get("event") or find_struck(row),
            "phase": review.phase,
            "starts_on": row.starts_on,
            "newer": has_newer_wave,
        },
    )


def _step_page(request: HttpRequest, basis: Basis) -> HttpResponse:
    """The step that was asked for, or an earlier one in which something is open."""
    wanted = COMPARISON if "confirm" in request.POST else request.POST.get("go", WHY)
    wanted = wanted if wanted in STEPS else WHY
    step = (basis.form.find_open(wanted) if basis.form.is_bound else None) or wanted
    outlook = _look(basis) if step == COMPARISON else Outlook()
    if step == COMPARISON and outlook.prepared is None:
        step = WHAT_STAYS if outlook.conflicts else WHAT_THERE_IS
    row, compared = basis.row, outlook.compared
    phases = compared.after.phases if compared else basis.review.asked.phases
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "basis": basis,
        "form": basis.form,
        "review": basis.review,
        "wording": wording_of_next(basis.assessment, row, phases),
        "step": step,
        "is_open": basis.form.is_open(step),
        "steps": [(each, STEPS.index(each) < STEPS.index(step)) for each in STEPS],
        "carried": basis.form.carried(step),
        "outlook": outlook,
        "programme": find_programme(row.assessment.organisation),
        "has_other_targets": _has_other_targets(basis),
    }
    return render(request, "roadmaps/comparing/replan.html", context)


def _has_other_targets(basis: Basis) -> bool:
    saved = load_targets(basis.assessment)
    return is_replaced(basis.standing, basis.review.asked.targets, saved)


def _look(basis: Basis) -> Outlook:
    """Plan what is left; nothing is written."""
    try:
        ready = prepare(basis.row, basis.standing, basis.form.verdicts(), basis.rest())
    except InfeasiblePlan as refusal:
        return Outlook(conflicts=refusal.violations)
    except NothingToPlan:
        return Outlook(sentence=_tell_nothing_left())
    except NoPlanInTime:
        return Outlook(sentence=not_in_time())
    present = load_present(basis.row)
    if present is None:
        return Outlook(sentence=_tell_nothing_left())
    found = ready.replanned
    return Outlook(ready, compare_replanned(present, ready.measured, found.asked, found.plan))


def _tell_nothing_left() -> str:
    return _(
        "With these targets nothing is left to plan. Look at the targets first: what is delivered "
        "stays delivered."
    )


def _make(request: HttpRequest, basis: Basis) -> models.Roadmap | None:
    """The version that follows; None where there is none, which is said."""
    if basis.form.cleaned_data["revision"] != basis.row.revision:
        messages.warning(request, _tell_changed())
        return None
    try:
        return replan_roadmap(
            roadmap=basis.row,
            standing=basis.standing,
            verdicts=basis.form.verdicts(),
            rest=basis.rest(),
            cause=basis.cause(),
            review=basis.review_note(),
        )
    except (InfeasiblePlan, NothingToPlan, NoPlanInTime):
        return None  # the page that is shown again says which
    except RoadmapChanged:
        messages.warning(request, changed_meanwhile())
        return None


def _tell_made(row: models.Roadmap, made: models.Roadmap) -> str:
    text = _("This is version %(new)s. Version %(old)s stays readable, with the reason.")
    return text % {"new": made.number, "old": row.number}


def _tell_changed() -> str:
    return _(
        "Somebody else has changed the roadmap since you began. This is the comparison with it as "
        "it stands now: look at it again before you confirm."
    )
