"""How an organisation's documents look: colour, consultancy, logos."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import get_roadmap, get_roadmap_to_record, rights_in
from roadmaps.actions.brands import ensure_brand, save_logo
from roadmaps.actions.revisions import Changed, save_revised
from roadmaps.domain.looks import CLIENT, CONSULTANCY, correct_accent
from roadmaps.exchange.logos import is_seen_on_white
from roadmaps.forms.looks import LogoForm, LookForm
from roadmaps.queries.brands import find_brand, load_look
from roadmaps.views.changed import changed_page
from roadmaps.views.downloads import picture

LOGOS: Final = {"client": CLIENT, "consultancy": CONSULTANCY}


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True, private=True)
def look(request: HttpRequest, pk: str) -> HttpResponse:
    """The look of documents, for whoever has any right on the programme to change."""
    if request.method != "POST":
        return _page(request, get_roadmap(request.user, pk))
    row = get_roadmap_to_record(request.user, pk)
    organisation = row.assessment.organisation
    form = LookForm(request.POST, instance=find_brand(organisation))
    if not form.is_valid():
        return _page(request, row, form)
    brand: Any = ensure_brand(organisation=organisation)
    try:
        save_revised(row=brand, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, request.path)
    messages.success(request, _("Saved. Documents made from now on look like this."))
    return redirect("roadmaps:look", row.pk)


UNSEEN = gettext_lazy(
    "It is nearly white or transparent throughout, and documents are printed on white "
    "paper: nobody would see it. Choose the version of the logo for light grounds."
)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True, private=True)
def logo(request: HttpRequest, pk: str, which: str) -> HttpResponse:
    """A logo as it is kept; a POST replaces it."""
    if which not in LOGOS:
        raise Http404
    if request.method != "POST":
        organisation = get_roadmap(request.user, pk).assessment.organisation
        return picture(load_look(organisation).pictures.get(LOGOS[which]))
    row = get_roadmap_to_record(request.user, pk)
    form = LogoForm(request.POST, request.FILES, auto_id=f"id_{which}_%s")
    if not form.is_valid():
        return _page(request, row, logo_forms={which: form})
    content = form.cleaned_data["logo"]
    save_logo(organisation=row.assessment.organisation, which=LOGOS[which], content=content)
    messages.success(request, _("The logo is saved."))
    if not is_seen_on_white(content):
        messages.warning(request, UNSEEN)
    return redirect("roadmaps:look", row.pk)


@login_required
@changes_only("roadmaps:look")
def logo_remove(request: HttpRequest, pk: str, which: str) -> HttpResponse:
    """No logo any more."""
    row = get_roadmap_to_record(request.user, pk)
    if which not in LOGOS:
        raise Http404
    save_logo(organisation=row.assessment.organisation, which=LOGOS[which], content=None)
    messages.success(request, _("The logo is removed."))
    return redirect("roadmaps:look", row.pk)


def _page(
    request: HttpRequest,
    row: models.Roadmap,
    form: LookForm | None = None,
    logo_forms: Mapping[str, LogoForm] | None = None,
) -> HttpResponse:
    organisation = row.assessment.organisation
    brand, shown = find_brand(organisation), load_look(organisation)
    forms = {which: LogoForm(auto_id=f"id_{which}_%s") for which in LOGOS} | dict(logo_forms or {})
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "may_edit": bool(rights_in(request.user, organisation)),
        "form": form or LookForm(instance=brand),
        "brand": brand,
        "look": shown,
        "is_corrected": bool(brand.accent) and correct_accent(brand.accent) != brand.accent,
        "logos": [(which, forms[which], name in shown.pictures) for which, name in LOGOS.items()],
    }
    return render(request, "roadmaps/documents/look.html", context)
