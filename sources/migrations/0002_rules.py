from django.db import migrations

from editorial.rules import InstallRules
from sources.models.rules import RULES


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_sources")]

    operations = [InstallRules(*RULES)]
