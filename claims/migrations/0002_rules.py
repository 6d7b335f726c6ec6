from django.db import migrations

from claims.models.rules import RULES
from editorial.rules import InstallRules


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_claims"), ("sources", "0002_rules")]

    operations = [InstallRules(*RULES)]
