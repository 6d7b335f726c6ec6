"""Who reviews what, and what they said; tables that wait to be confirmed. Everybody at the desk reads and comments;
editors assign."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

TALK = ["view_reviewnote", "add_reviewnote", "view_assignment"]
GROUPS = {"contributor": TALK, "editor": [*TALK, "change_assignment"], "administrator": [*TALK, "change_assignment"]}


def grant(apps, schema_editor):
    # Django makes permissions after all migrations; these groups need them now.
    config = apps.get_app_config("editorial")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, wanted in GROUPS.items():
        # An administrator may have renamed or removed a group since.
        for group in Group.objects.filter(name=name):
            found = Permission.objects.filter(content_type__app_label="editorial", codename__in=wanted)
            group.permissions.add(*found)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("editorial", "0002_revisions"),
        # The groups are made there.
        ("claims", "0003_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='record')),
                ('assigned_at', models.DateTimeField(auto_now=True, verbose_name='assigned at')),
                ('assigned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assigned by')),
                ('assignee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assigned to')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind of record')),
            ],
            options={
                'verbose_name': 'assignment',
                'verbose_name_plural': 'assignments',
                'ordering': ['assigned_at', 'pk'],
                'default_permissions': ('change', 'view'),
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id'), name='assigned_to_one', violation_error_message='A record is reviewed by one person; assign it anew to change that.')],
            },
        ),
        migrations.CreateModel(
            name='ReviewNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='record')),
                ('kind', models.CharField(choices=[('comment', 'comment'), ('sent_back', 'sent back')], default='comment', max_length=12, verbose_name='kind')),
                ('text', models.TextField(verbose_name='note')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='written at')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind of record')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'note of a review',
                'verbose_name_plural': 'notes of reviews',
                'ordering': ['made_at', 'pk'],
                'default_permissions': ('add', 'view'),
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='notes_of_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='editorial_reviewnote_text_filled', violation_error_message='Write the note.'), models.CheckConstraint(condition=models.Q(('kind__in', ['comment', 'sent_back'])), name='editorial_reviewnote_kind_known', violation_error_message='A note is a comment, or says why a record was sent back.')],
            },
        ),
        migrations.CreateModel(
            name='TableUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('data', models.BinaryField(verbose_name='content')),
                ('made_at', models.DateTimeField(auto_now=True, verbose_name='handed over at')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='kind of record')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handed over by')),
            ],
            options={
                'verbose_name': 'table handed over',
                'verbose_name_plural': 'tables handed over',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='editorial_tableupload_name_filled', violation_error_message='The file has no name.'), models.UniqueConstraint(fields=('made_by', 'content_type'), name='table_upload_once', violation_error_message='One table at a time for each person and kind of record.')],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
