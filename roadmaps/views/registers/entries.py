"""Entries of risks, people and factors: added, changed, removed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roadmaps import models
from roadmaps.access import get_entry
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.registers import add_entry, remove_entry
from roadmaps.actions.revisions import Changed, save_revised
from roadmaps.forms.entries import EntryForm
from roadmaps.queries.programmes import find_programme
from roadmaps.views.changed import changed_page
from roadmaps.views.registers.frame import frame, load_choices
from roadmaps.views.registers.kinds import Kind


@login_required
@require_http_methods(["GET", "POST"])
def entry_new(request: HttpRequest, pk: str, kind: Kind) -> HttpResponse:
    """Add an entry."""
    row = kind.open(request.user, pk)
    start = {"event": request.GET.get("event", "")}
    form = make_form(row, kind, kind.model(), request.POST, initial=start)
    if form.is_valid():
        programme = ensure_programme(organisation=row.assessment.organisation)
        values = form.values() | kind.adds()
        made = add_entry(model=kind.model, programme=programme, values=values)
        return to_list(request, row, kind.page, made.pk)
    context = frame(request, row) | {"form": form, "kind": kind, "entry": None}
    return render(request, "roadmaps/registers/entry_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, pk: str, key: int, kind: Kind) -> HttpResponse:
    """Change an entry."""
    row = kind.open(request.user, pk)
    current = get_entry(row, kind.model, key)
    form = make_form(row, kind, current, request.POST)
    if form.is_valid():
        values = form.values() | kind.adds()
        try:
            save_revised(row=current, values=values, revision=form.seen)
        except Changed as changed:
            return changed_page(request, row, form, changed.current, request.path)
        return to_list(request, row, kind.page, key)
    return form_page(request, row, kind, form)


@login_required
@require_http_methods(["GET", "POST"])
def entry_remove(request: HttpRequest, pk: str, key: int, kind: Kind) -> HttpResponse:
    """Take out an entry that was made by mistake; asked to show itself, it leads to the list."""
    row = kind.open(request.user, pk)
    if request.method == "GET":
        return redirect(kind.page, pk)
    current = get_entry(row, kind.model, key)
    try:
        remove_entry(row=current, revision=read_revision(request))
    except Changed:
        return say_changed(request, request.path.removesuffix("remove/"))
    messages.success(request, _("“%(name)s” is removed.") % {"name": current})
    return redirect(kind.page, pk)


def make_form(
    row: models.Roadmap, kind: Kind, current: Any, sent: QueryDict | None = None, **more: Any
) -> EntryForm:
    """The form of an entry, as sent or as the entry stands."""
    choices = load_choices(row, find_programme(row.assessment.organisation))
    return kind.form(sent or None, instance=current, choices=choices, **kind.inputs(), **more)


def form_page(
    request: HttpRequest, row: models.Roadmap, kind: Kind, form: EntryForm, **more: Any
) -> HttpResponse:
    """An entry with its form."""
    entry = form.instance
    context = frame(request, row) | {"form": form, "kind": kind, "entry": entry}
    context |= kind.shows(entry) | more
    return render(request, kind.template, context)


def to_list(request: HttpRequest, row: models.Roadmap, page: str, key: int) -> HttpResponse:
    """Back to the list, at the entry that was saved."""
    messages.success(request, _("Saved."))
    return redirect(reverse(page, args=[row.pk], fragment=f"entry-{key}"))


def read_revision(request: HttpRequest) -> int:
    """The state of the entry that the person saw; one that nobody can have seen, if none was
    sent."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def say_changed(request: HttpRequest, address: str) -> HttpResponse:
    """Somebody changed the entry since the person saw it: nothing was done, look again."""
    messages.warning(
        request, _("Somebody else changed this meanwhile. Nothing was done: look at it again.")
    )
    return redirect(address)
