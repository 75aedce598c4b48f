import re

import pytest
from django.urls import reverse

from assessments import models
from tests import factories


def url(part, page, *args):
    return reverse(f"admin:assessments_{part._meta.model_name}_{page}", args=args)


@pytest.fixture
def editor(as_user, ada):
    return as_user(ada)


def test_assessments_are_for_reading_without_participation(editor, assessment):
    factories.answer(assessment, "sales", {}, count=4)
    page = editor.get(url(models.Assessment, "change", assessment.pk))

    assert page.context["has_change_permission"] is False
    assert editor.get(url(models.Assessment, "add")).status_code == 403
    assert "heet" not in re.sub(r"<link[^>]*>", "", page.content.decode())


def test_organisations_are_not_deleted_here(editor, organisation, assessment):
    factories.answer(assessment, "sales", {})
    sent = {"action": "delete_selected", "_selected_action": [organisation.pk], "post": "yes"}
    editor.post(url(models.Organisation, "changelist"), sent)
    page = editor.post(url(models.Organisation, "delete", organisation.pk), {"post": "yes"})

    assert page.status_code == 403
    assert models.Organisation.objects.count() == 1


def test_memberships_are_given_on_the_page_of_an_organisation(editor, organisation, stan):
    address = url(models.Organisation, "change", organisation.pk)
    sent = {
        "name": "Acme Ltd",
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-organisation": organisation.pk,
        "memberships-0-user": stan.pk,
        "memberships-0-role": "viewer",
        "departments-TOTAL_FORMS": 2,
        "departments-INITIAL_FORMS": 2,
        "departments-0-name": "Taken over",
    }
    response = editor.post(address, sent)

    assert response.headers["Location"] == url(models.Organisation, "changelist")
    assert organisation.memberships.get(user=stan).role == "viewer"
    organisation.refresh_from_db()
    assert organisation.name == "Acme Ltd"
    assert [d.name for d in organisation.departments.all()] == ["Sales", "Service"]
