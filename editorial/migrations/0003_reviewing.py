"""Who reviews what, and what they said."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_revisions")]

    operations = []
