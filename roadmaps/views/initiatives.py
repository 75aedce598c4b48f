"""The page of one initiative: what it is, why it stands where it does, who carries it out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.queries.wording import wording_of
from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.actions.work import save_work
from roadmaps.domain.work import Work
from roadmaps.forms.changes import Names
from roadmaps.forms.initiatives import DetailsForm, WayForm, WorkForm
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.cards import Card, load_board
from roadmaps.queries.course import load_course
from roadmaps.queries.on_initiative import load_on_initiative
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.schedule import find_initiative
from roadmaps.queries.stones import find_months, find_stored, load_stone_page
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.templatetags.course import line_text
from roadmaps.views.board_history import tell_changes
from roadmaps.views.board_refusals import meanwhile, number_in, on_latest
from roadmaps.views.changed import changed_page

CHANGES_SHOWN = 10


@login_required
@require_http_methods(["GET", "POST"])
@on_latest
def initiative(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Everything about one initiative, and the form of its details."""
    row = get_roadmap(request.user, pk, Right.RUN if request.method == "POST" else None)
    form = _details_form(request.POST or None, row, stone)
    if not form.is_valid():
        return initiative_page(request, row, stone, details_form=form)
    try:
        facts: dict[str, Any] = {"by": request.user, "revision": form.seen}
        save_details(roadmap=row, stone=stone, values=form.values(), **facts)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, address_of(row, stone))
    messages.success(request, _("Saved."))
    return redirect(address_of(row, stone))


@login_required
@changes_only("roadmaps:roadmap")
@on_latest
def initiative_work(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """How much a stone takes: as entered, or the default again."""
    row = get_roadmap(request.user, pk, Right.RUN)
    form = _work_form(request.POST, row, stone)
    is_default = "default" in request.POST
    if not is_default and not form.is_valid():
        return initiative_page(request, row, stone, work_form=form)
    try:
        _save_work(request, row, stone, None if is_default else form)
    except UnknownInitiative as unknown:
        raise Http404 from unknown
    except Changed as changed:
        if is_default:
            wanted = _("You wanted its effort and months as the catalogue has them.")
            return meanwhile(request, row, changed.current, wanted)
        stored = find_stored(get_roadmap(request.user, pk), changed.current)
        return changed_page(request, row, form, stored, address_of(row, stone))
    messages.success(request, _("Saved. The board counts with it at once."))
    return redirect(address_of(row, stone))


def _save_work(
    request: HttpRequest, row: models.Roadmap, stone: str, form: WorkForm | None
) -> None:
    who: dict[str, Any] = {"by": request.user, "revision": number_in(request.POST, "revision")}
    if form is None:
        save_work(roadmap=row, stone=stone, work=None, **who)
        return
    effort, months = float(form.cleaned_data["effort"]), form.cleaned_data["months"]
    work = Work(effort, months or find_months(row, effort))
    values = {"running_days": form.cleaned_data["running_days"]}
    save_work(roadmap=row, stone=stone, work=work, values=values, **who)


def initiative_page(
    request: HttpRequest,
    row: models.Roadmap,
    stone: str,
    *,
    details_form: DetailsForm | None = None,
    work_form: WorkForm | None = None,
    way_form: WayForm | None = None,
) -> HttpResponse:
    """The page, with the forms as they were sent, or as things stand."""
    latest = find_replacement(row)
    is_theirs = has_right(request.user, row.assessment.organisation, Right.RUN)
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        **_facts(row, stone),
        "details_form": details_form or _details_form(None, row, stone),
        "work_form": work_form or _work_form(None, row, stone),
        "way_form": way_form or WayForm(),
        "may_edit": is_theirs and latest is None,
        "latest": latest,
        "statuses": dict(models.Initiative.Status.choices),
    }
    return render(request, "roadmaps/board/initiative.html", context)


def _facts(row: models.Roadmap, stone: str) -> dict[str, Any]:
    """What is told of an initiative: its card, what it needs and opens, what is followed of it, and
    what people did to it."""
    board = load_board(row, timezone.localdate())
    card, wording = _get_card(board.cards, stone), wording_of_roadmap(row)
    names = Names(wording, board.departments, row.starts_on)
    told = tell_changes(row, names, stone, count=CHANGES_SHOWN)
    return {
        "board": board,
        "state": board.state,
        "wording": wording,
        "catalogue": wording_of(row.assessment),
        "card": card,
        "initiative": card.initiative,
        "found": load_stone_page(row, card),
        "changes": told[:CHANGES_SHOWN],
        "has_more": len(told) > CHANGES_SHOWN,
        "on": load_on_initiative(row, stone),
    }


def address_of(row: models.Roadmap, stone: str) -> str:
    """The page of an initiative."""
    return reverse("roadmaps:initiative", args=[row.pk, stone])


def get_initiative(row: models.Roadmap, stone: str) -> models.Initiative:
    """The initiative of a stone; 404 where the version has none."""
    found = find_initiative(row, stone)
    if found is None:
        raise Http404
    found.roadmap = row
    return found


def _get_card(cards: tuple[Card, ...], stone: str) -> Card:
    found = next((card for card in cards if card.stone == stone), None)
    if found is None:
        raise Http404
    return found


def _details_form(sent: Any, row: models.Roadmap, stone: str) -> DetailsForm:
    return DetailsForm(
        sent,
        instance=get_initiative(row, stone),
        departments=load_departments(row.assessment.organisation),
        lines=find_lines(row),
    )


def find_lines(row: models.Roadmap) -> dict[str, str]:
    """Texts of the course lines by code."""
    lines, wording = load_course(row).lines, wording_of_roadmap(row)
    return {line.code: line_text(line, wording) for line in lines}


def _work_form(sent: Any, row: models.Roadmap, stone: str) -> WorkForm:
    instance = get_initiative(row, stone)
    stored = find_stored(row, instance)
    return WorkForm(sent, instance=instance, initial=dict(stored.facts))
