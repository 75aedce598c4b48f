"""Addresses of the editor, and what a browser would send back from its forms."""

from django.urls import reverse


def url(part, page, *args):
    return reverse(f"admin:assessments_{part._meta.model_name}_{page}", args=args)


def version_url(page, *args):
    return reverse(f"admin:assessments_maturitymodel_{page}", args=args)


def sentences(response):
    return [str(message) for message in response.context["messages"]]


def bound_values(forms):
    return {
        field.html_name: value
        for form in forms
        for field in form
        if (value := field.value()) is not None and value is not False
    }


def form_data(page):
    """A page of the admin, sent as it is."""
    inlines = page.context["inline_admin_formsets"]
    forms = [page.context["adminform"].form]
    forms += [form for inline in inlines for form in inline.formset.forms]
    forms += [inline.formset.management_form for inline in inlines]
    return bound_values(forms)


def list_data(page):
    """An editable change list, sent as it is."""
    formset = page.context["cl"].formset
    return bound_values([formset.management_form, *formset.forms]) | {"_save": "Save"}
