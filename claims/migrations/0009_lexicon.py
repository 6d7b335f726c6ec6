"""The lexicon that comes with the product; from here on it is the editors' own, and no migration changes it again."""

import csv
from pathlib import Path

from django.db import migrations

DEFAULT = Path(__file__).resolve().parent.parent / "suggestions" / "lexicon.csv"


def fill(apps, schema_editor):
    Entry = apps.get_model("claims", "LexiconEntry")
    with DEFAULT.open(encoding="utf-8", newline="") as lines:
        Entry.objects.using(schema_editor.connection.alias).bulk_create(
            [Entry(**row) for row in csv.DictReader(lines)], ignore_conflicts=True
        )


class Migration(migrations.Migration):

    dependencies = [("claims", "0008_suggesting")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
