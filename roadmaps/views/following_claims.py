"""What done work is taken to have brought: proposed, shown with what it changes, confirmed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.following import NOTHING_NEW, confirm_claim
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest
from roadmaps.domain.claims import claim_points, foresee
from roadmaps.domain.values import HIGHEST_LEVEL, propose_claim
from roadmaps.forms.following import ClaimForm, DeliveryForm
from roadmaps.queries.following import load_basis, load_following
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.changed import changed_page
from roadmaps.views.following_frame import frame, get_initiative, to_step
from roadmaps.views.replaced import to_latest

PAGE = "roadmaps:progress"
DONE = models.Initiative.Status.DONE


@login_required
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """What done work is proposed to have brought, and what that would change: nothing is written
    until a person confirms it."""
    row = get_roadmap(request.user, pk, Right.RUN)
    initiative = get_initiative(row, stone)
    if initiative.status != DONE:
        messages.warning(request, _("This step is not done: there is nothing to confirm yet."))
        return redirect(to_step(row, stone))
    form = _claim_form(request, row, initiative)
    if request.method == "POST" and form.is_valid():
        return _confirm(request, row, form, form.claim)
    return _claim_page(request, row, initiative, form)


@login_required
@changes_only(PAGE)
def claim_decline(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """The work is done and its stone stays where answers put it."""
    row = get_roadmap(request.user, pk, Right.RUN)
    initiative = get_initiative(row, stone)
    form = DeliveryForm(request.POST, instance=initiative)
    if initiative.status != DONE or not form.is_valid():
        return redirect("roadmaps:claim", pk, stone)
    return _confirm(request, row, form, NOTHING_NEW)


def _confirm(
    request: HttpRequest, row: models.Roadmap, form: DeliveryForm, claim: tuple[int, int] | None
) -> HttpResponse:
    stone = form.instance.stone
    try:
        confirm_claim(
            roadmap=row,
            stone=stone,
            claim=claim,
            delivered_on=form.cleaned_data["delivered_on"],
            by=request.user,
            revision=form.seen,
        )
    except Changed as changed:
        return changed_page(request, row, form, changed.current, to_step(row, stone))
    except NotLatest as replaced:
        return to_latest(request, replaced.latest, PAGE)
    return redirect(to_step(row, stone, saved=True))


def _claim_form(
    request: HttpRequest, row: models.Roadmap, initiative: models.Initiative
) -> DeliveryForm:
    data = request.POST if request.method == "POST" else None
    facts: dict[str, Any] = {"instance": initiative}
    day = request.GET.get("delivered_on") or initiative.delivered_on or timezone.localdate()
    facts["initial"] = {"delivered_on": day}
    stone = wording_of_roadmap(row).stones.get(initiative.stone)
    if stone is None or not stone.scale:
        return DeliveryForm(data, **facts)
    return ClaimForm(data, **facts, **_words(row, stone.scale))


def _words(row: models.Roadmap, scale: str) -> dict[str, dict[int, str]]:
    """What each level of how settled and where is called."""
    answers = wording_of_roadmap(row).answers
    levels = range(1, HIGHEST_LEVEL + 1)
    return {
        name: {level: answers.get(f"{kind}-{level}", str(level)) for level in levels}
        for name, kind in (("capability", scale), ("breadth", "breadth"))
    }


def _claim_page(
    request: HttpRequest, row: models.Roadmap, initiative: models.Initiative, form: DeliveryForm
) -> HttpResponse:
    stone = initiative.stone
    found, basis = load_following(row, timezone.localdate()), load_basis(row)
    is_own = not isinstance(form, ClaimForm)
    gap = None if basis is None else basis.scope.gap_by_stone.get(stone)
    aim = gap.aim if gap else 0.0
    asked = None if is_own else _claim_shown(request, initiative, aim)
    context = frame(request, row, "progress") | {
        "initiative": initiative,
        "form": form,
        "aim": aim,
        "claim": asked,
        "points": claim_points(asked) if asked else None,
        "is_proposed": asked is not None and "claimed_capability" not in request.GET,
        "words": {} if is_own else _words(row, wording_of_roadmap(row).stones[stone].scale),
        "foreseen": foresee(basis, found.all_steps, stone, asked) if basis and asked else None,
        "day": str(form["delivered_on"].value() or ""),
        "back": to_step(row, stone),
    }
    return render(request, "roadmaps/following/claim.html", context)


def _claim_shown(
    request: HttpRequest, initiative: models.Initiative, aim: float
) -> tuple[int, int]:
    """What a person asked to see, else what was confirmed before, else what is proposed."""
    sent = request.POST if request.method == "POST" else request.GET
    levels = {str(level): level for level in range(1, HIGHEST_LEVEL + 1)}
    pair = [levels.get(sent.get(f"claimed_{name}", "")) for name in ("capability", "breadth")]
    if pair[0] and pair[1]:
        return pair[0], pair[1]
    if initiative.claimed_capability and initiative.claimed_breadth:
        return initiative.claimed_capability, initiative.claimed_breadth
    return propose_claim(aim)
