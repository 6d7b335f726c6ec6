"""Records that turned out to be one."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

LOOK = ["view_merge", "view_mergedaddress"]
GROUPS = {"contributor": LOOK, "editor": [*LOOK, "add_merge"], "administrator": [*LOOK, "add_merge"]}


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

    dependencies = [
        ("claims", "0012_answers"),
        ("claims", "0003_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('party', 'parties'), ('place', 'places'), ('event', 'events'), ('question', 'questions'), ('claim', 'claims')], max_length=10, verbose_name='kind')),
                ('kept', models.BigIntegerField(verbose_name='key of the record that stays')),
                ('kept_name', models.CharField(max_length=640, verbose_name='stays')),
                ('gone', models.BigIntegerField(verbose_name='key of the record that went')),
                ('gone_name', models.CharField(max_length=640, verbose_name='went into it')),
                ('gone_slug', models.CharField(max_length=100, verbose_name='address of the record that went')),
                ('record', models.JSONField(default=dict, verbose_name='what was done')),
                ('note', models.TextField(blank=True, help_text='What readers were told.', verbose_name='public note')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='merged at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ['-made_at', '-pk'],
                'default_permissions': ('view', 'add'),
                'indexes': [models.Index(fields=['kind', 'kept'], name='merges_by_kept')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['party', 'place', 'event', 'question', 'claim'])), name='claims_merge_kind_known', violation_error_message='Choose what is merged.'),
                    models.CheckConstraint(condition=models.Q(('gone_slug', ''), _negated=True), name='claims_merge_gone_slug_filled', violation_error_message='Say which address the record had.'),
                    models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='merge_of_two', violation_error_message='A record is not merged into itself.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_by_somebody', violation_error_message='Whoever undoes a merge is named, with the time.'),
                    models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('kind', 'gone'), name='merge_once', violation_error_message='This record went into another one already.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MergedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('party', 'party'), ('place', 'place'), ('event', 'event'), ('question', 'question'), ('claim', 'claim'), ('claimpair', 'pair')], max_length=10, verbose_name='kind')),
                ('slug', models.CharField(max_length=100, verbose_name='address')),
                ('leads_to_kind', models.CharField(choices=[('party', 'party'), ('place', 'place'), ('event', 'event'), ('question', 'question'), ('claim', 'claim'), ('claimpair', 'pair')], max_length=10, verbose_name='leads to a')),
                ('leads_to', models.BigIntegerField(verbose_name='key of what it leads to')),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='claims.merge', verbose_name='merge')),
            ],
            options={
                'verbose_name': 'address of a merged record',
                'verbose_name_plural': 'addresses of merged records',
                'ordering': ['kind', 'slug'],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['leads_to_kind', 'leads_to'], name='merged_addresses_by_target')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['party', 'place', 'event', 'question', 'claim', 'claimpair'])), name='claims_mergedaddress_kind_known', violation_error_message='Choose whose address it is.'),
                    models.CheckConstraint(condition=models.Q(('leads_to_kind__in', ['party', 'place', 'event', 'question', 'claim', 'claimpair'])), name='claims_mergedaddress_leads_to_kind_known', violation_error_message='Choose what it leads to.'),
                    models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='claims_mergedaddress_slug_filled', violation_error_message='Write the address.'),
                    models.UniqueConstraint(fields=('kind', 'slug'), name='merged_address_once', violation_error_message='This address leads somewhere already.'),
                ],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
