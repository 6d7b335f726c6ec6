"""Records that turned out to be one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_answers")]

    operations = []
