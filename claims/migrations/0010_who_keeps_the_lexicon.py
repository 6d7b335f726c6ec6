"""Everybody at the desk reads the lexicon and the suggestions made with it; editors change the lexicon."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["view_lexiconentry", "view_claimsuggestion"]
KEEP = ["add_lexiconentry", "change_lexiconentry", "delete_lexiconentry"]
GROUPS = {"contributor": READ, "editor": READ + KEEP, "administrator": READ + KEEP}


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

    dependencies = [("claims", "0009_lexicon"), ("claims", "0003_groups")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
