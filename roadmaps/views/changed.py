"""What is shown to whoever saves second: both versions, in words, and nothing lost."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roadmaps import models
from roadmaps.forms.revised import RevisedForm


def changed_page(
    request: HttpRequest, roadmap: models.Roadmap, form: RevisedForm, current: Any, back: str
) -> HttpResponse:
    """The page (409) that lays what is stored beside what was entered. `back`: the address that
    shows the row as it stands; the form, sent again from here, goes over it knowingly."""
    sent = {name: request.POST.getlist(name) for name in request.POST if name in form.fields}
    sent["revision"] = [str(current.revision if current else 0)]
    context = {
        "roadmap": roadmap,
        "assessment": roadmap.assessment,
        "differences": tuple(form.differences(current)) if current else (),
        "is_gone": current is None,
        "sent": [(name, value) for name, values in sent.items() for value in values],
        "back": back,
    }
    return render(request, "roadmaps/changed.html", context, status=409)
