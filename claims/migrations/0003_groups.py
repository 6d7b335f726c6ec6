"""The three groups that people work in. Later migrations extend them; what an administrator adds by hand stays."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CURATED = {
    "sources": ["outlet", "source", "sourcecredit", "snapshot", "passage"],
    "claims": [
        "party",
        "partyname",
        "membership",
        "place",
        "placename",
        "event",
        "question",
        "claim",
        "figure",
        "appearance",
        "claimpair",
    ],
}
PUBLISHABLE = {"sources": ["source"], "claims": ["event", "question", "claim", "claimpair"]}
# What is stored once and never edited: it can be added where editors add it, and read.
WRITTEN_ONCE = {"snapshot"}


def codenames(models, *verbs):
    return {
        (app, f"{verb}_{model}")
        for app, names in models.items()
        for model in names
        for verb in verbs
        if not (model in WRITTEN_ONCE and verb in ("change", "delete"))
    }


CONTRIBUTOR = (
    codenames(CURATED, "view", "add", "change") | codenames(PUBLISHABLE, "submit") | {("claims", "view_correction")}
)
# Deleting is for what was never public; the models refuse the rest.
EDITOR = (
    CONTRIBUTOR
    | codenames(CURATED, "delete")
    | codenames(PUBLISHABLE, "publish", "send_back", "retract")
    | {("claims", "add_correction")}
)
ADMINISTRATOR = EDITOR | codenames({"editorial": ["user"], "auth": ["group"]}, "view", "add", "change", "delete")

GROUPS = {"contributor": CONTRIBUTOR, "editor": EDITOR, "administrator": ADMINISTRATOR}


def make_groups(apps, schema_editor):
    # Django makes permissions after all migrations; these groups need them now.
    for label in ("auth", "editorial", "sources", "claims"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app, codename in sorted(wanted):
            group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))


def keep_groups(apps, schema_editor):
    """Going back leaves the groups: people are in them."""


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("editorial", "0001_user"),
        ("sources", "0002_rules"),
        ("claims", "0002_rules"),
    ]

    operations = [migrations.RunPython(make_groups, keep_groups)]
