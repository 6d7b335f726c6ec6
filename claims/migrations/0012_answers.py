"""The lexicon of answers, from its file."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_pair_suggestions")]

    operations = []
