"""The inventory of tools: what it rests on, who uses it, which steps wait for it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_entry, get_roadmap
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.registers import NameTaken, StillNeeded, ToolCircle, remove_entry, save_tool
from roadmaps.actions.revisions import Changed
from roadmaps.domain.tools import critical_suppliers, find_tool_notices
from roadmaps.figures.tools import draw_tools
from roadmaps.forms.registers import ToolForm
from roadmaps.queries.exposed import load_under_way
from roadmaps.queries.programmes import find_programme, load_departments
from roadmaps.queries.registers import load_tools
from roadmaps.views.changed import changed_page
from roadmaps.views.registers.entries import read_revision, say_changed, to_list
from roadmaps.views.registers.frame import frame, load_choices

PAGE = "roadmaps:tools"


@login_required
@require_GET
def tools(request: HttpRequest, pk: str) -> HttpResponse:
    """The inventory as a drawing and a table, with what is worth a look."""
    row, organisation = (found := get_roadmap(request.user, pk)), found.assessment.organisation
    inventory = load_tools(find_programme(organisation))
    departments = load_departments(organisation)
    ahead = load_under_way(row, timezone.localdate()).ahead
    context = frame(request, row) | {
        "tools": inventory,
        "names": {tool.key: tool.name for tool in inventory},
        "departments": departments,
        "notices": find_tool_notices(inventory, tuple(departments), ahead),
        "suppliers": critical_suppliers(inventory),
        "drawing": draw_tools(inventory, _("In-house")),
    }
    return render(request, "roadmaps/registers/tools.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def tool_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Add a tool to the inventory."""
    row = get_roadmap(request.user, pk, Right.RUN)
    form = _form(row, models.Tool(), request.POST)
    if form.is_valid():
        programme = ensure_programme(organisation=row.assessment.organisation)
        answer = _save(request, row, models.Tool(programme=programme), form)
        if answer:
            return answer
    return _page(request, row, form)


@login_required
@require_http_methods(["GET", "POST"])
def tool(request: HttpRequest, pk: str, key: int) -> HttpResponse:
    """Change a tool of the inventory."""
    row = get_roadmap(request.user, pk, Right.RUN)
    form = _form(row, get_entry(row, models.Tool, key), request.POST)
    if form.is_valid():
        answer = _save(request, row, get_entry(row, models.Tool, key), form)
        if answer:
            return answer
    return _page(request, row, form)


@login_required
@require_http_methods(["GET", "POST"])
def tool_remove(request: HttpRequest, pk: str, key: int) -> HttpResponse:
    """Take a tool out that no other needs; asked to show itself, it leads to the inventory."""
    row = get_roadmap(request.user, pk, Right.RUN)
    if request.method == "GET":
        return redirect(PAGE, pk)
    current = get_entry(row, models.Tool, key)
    try:
        remove_entry(row=current, revision=read_revision(request))
    except Changed:
        return say_changed(request, request.path.removesuffix("remove/"))
    except StillNeeded as needed:
        text = _("Other tools need it: %(names)s. Take it out of theirs first.")
        messages.warning(request, text % {"names": ", ".join(needed.names)})
        return redirect("roadmaps:tool", pk, key)
    messages.success(request, _("“%(name)s” is removed.") % {"name": current})
    return redirect(PAGE, pk)


def _form(row: models.Roadmap, current: models.Tool, sent: Mapping[str, Any]) -> ToolForm:
    choices = load_choices(row, find_programme(row.assessment.organisation))
    return ToolForm(sent or None, instance=current, choices=choices)


def _save(
    request: HttpRequest, row: models.Roadmap, current: models.Tool, form: ToolForm
) -> HttpResponse | None:
    """Where saving leads; None where the form has to be shown again."""
    try:
        made = save_tool(tool=current, values=form.values(), needs=form.needs, revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, request.path)
    except NameTaken:
        form.add_error("name", _("The inventory has a tool of this name."))
    except ToolCircle as circle:
        text = _("These tools would need one another in a circle: %(names)s.")
        form.add_error("needs", text % {"names": " → ".join(circle.names)})
    else:
        return to_list(request, row, PAGE, made.pk)
    return None


def _page(request: HttpRequest, row: models.Roadmap, form: ToolForm) -> HttpResponse:
    context = frame(request, row) | {"form": form, "tool": form.instance}
    return render(request, "roadmaps/registers/tool_form.html", context)
