"""The groups of the model editor: readers, editors, publishers."""

from django.db import migrations

PARTS = [
    "answertext", "block", "descriptor", "effort", "gatecondition", "indicator", "item", "lens",
    "maturitymodel", "noticerule", "phase", "pillar", "prerequisite", "sectorpack", "stage",
    "stone", "vantage", "workstream",
]
EDIT = ["view", "add", "change", "delete"]
GROUPS = {
    "model readers": ["view"],
    "model editors": EDIT,
    "model publishers": [*EDIT, "publish"],
}


def create_groups(apps, schema_editor):
    """Permissions come with the end of all migrations: these are made here, as Django will."""
    database = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    found = {}
    for part in PARTS:
        content_type, _ = types.get_or_create(app_label="assessments", model=part)
        options = apps.get_model("assessments", part)._meta
        names = {verb: f"Can {verb} {options.verbose_name_raw}" for verb in EDIT}
        if part == "maturitymodel":
            names["publish"] = "Can publish and retire maturity models"
        for verb, name in names.items():
            found[part, verb], _ = permissions.get_or_create(
                content_type=content_type, codename=f"{verb}_{part}", defaults={"name": name}
            )
    for name, verbs in GROUPS.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*(row for (_, verb), row in found.items() if verb in verbs))


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Backwards nothing: people may have been given the groups, or changed them.
    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
