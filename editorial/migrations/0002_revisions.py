"""Changes of public records, prepared beside them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_user")]

    operations = []
