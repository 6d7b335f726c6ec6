"""Pairs that may be: proposed with reasons, decided by a person."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_who_keeps_the_lexicon")]

    operations = []
