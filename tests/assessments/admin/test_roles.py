import pytest
from django.contrib.auth.models import Group

from assessments import models
from tests.assessments.admin.pages import form_data, url, version_url


@pytest.mark.django_db
def test_groups_differ_by_what_they_may():
    verbs = {
        group.name: {codename.split("_")[0] for codename in codenames(group)}
        for group in Group.objects.all()
    }

    assert verbs == {
        "model readers": {"view"},
        "model editors": {"view", "add", "change", "delete"},
        "model publishers": {"view", "add", "change", "delete", "publish"},
    }


def codenames(group):
    return group.permissions.values_list("codename", flat=True)


def test_reader_sees_everything_and_changes_nothing(reader, draft):
    page = version_url("change", draft.pk)
    stone = draft.stone_set.first()

    assert reader.get(page).context["has_change_permission"] is False
    assert b"Copy to a new draft" not in reader.get(page).content
    assert reader.get(version_url("matrix", draft.pk)).context["may_change"] is False
    for address in (
        url(models.Stone, "change", stone.pk),
        version_url("matrix", draft.pk),
        version_url("numbers", draft.pk),
        version_url("copy", draft.pk),
    ):
        assert reader.post(address, {}).status_code == 403
    assert models.MaturityModel.objects.count() == 1


def test_editor_drafts_and_does_not_publish(editor, draft):
    stone = draft.stone_set.get(code="VIS-1")
    address = url(models.Stone, "change", stone.pk)
    editor.post(address, form_data(editor.get(address)) | {"title_en": "Other"})
    assert draft.stone_set.get(code="VIS-1").title_en == "Other"

    assert b"Publish" not in editor.get(version_url("change", draft.pk)).content
    assert editor.post(version_url("publish", draft.pk)).status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_publisher_is_offered_to_publish(publisher, draft):
    page = publisher.get(version_url("change", draft.pk))

    assert version_url("publish", draft.pk) in page.content.decode()
    assert publisher.get(version_url("publish", draft.pk)).status_code == 200


def test_staff_without_a_group_sees_nothing(as_user, stan, draft):
    stan.is_staff = True
    stan.save()

    assert as_user(stan).get(version_url("change", draft.pk)).status_code == 403
