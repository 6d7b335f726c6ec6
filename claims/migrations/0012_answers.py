"""The lexicon of answers that comes with the product, from here on the editors' own; and who works with it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["view_answerterm", "view_answerrelation", "view_pairsuggestion"]
# Whoever may make a draft of a pair may say that two claims are none.
DECIDE = ["change_pairsuggestion"]
KEEP = [f"{verb}_{model}" for verb in ("add", "change", "delete") for model in ("answerterm", "answerrelation")]
GROUPS = {
    "contributor": READ + DECIDE,
    "editor": READ + DECIDE + KEEP,
    "administrator": READ + DECIDE + KEEP,
}


def grant(apps, schema_editor):
    # Django makes permissions after all migrations; these groups need them now.
    config = apps.get_app_config("claims")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, wanted in GROUPS.items():
        # An administrator may have renamed or removed a group since.
        for group in Group.objects.filter(name=name):
            found = Permission.objects.filter(content_type__app_label="claims", codename__in=wanted)
            group.permissions.add(*found)


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_pair_suggestions")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
