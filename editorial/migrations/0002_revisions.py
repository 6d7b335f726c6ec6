"""Changes of public records, prepared beside them: the revisions, and who at the desk reads them."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUPS = ("contributor", "editor", "administrator")


def grant(apps, schema_editor):
    # Django makes permissions after all migrations; these groups need them now.
    config = apps.get_app_config("editorial")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # An administrator may have renamed or removed a group since.
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(*Permission.objects.filter(content_type__app_label="editorial", codename="view_revision"))


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("editorial", "0001_user"),
        # Where the groups are made.
        ("claims", "0010_who_keeps_the_lexicon"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRevision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="number of the record")),
                (
                    "base_version",
                    models.PositiveBigIntegerField(
                        help_text="The version of the record that its writer had before them.",
                        verbose_name="version it starts from",
                    ),
                ),
                ("data", models.JSONField(editable=False, verbose_name="the form as filled in")),
                ("changes", models.JSONField(blank=True, default=list, editable=False, verbose_name="what it changes")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What was wrong and what is right now; readers see it once published.",
                        verbose_name="public note",
                    ),
                ),
                (
                    "spelling",
                    models.BooleanField(
                        default=False,
                        help_text="It repairs spelling and changes nothing that readers are told.",
                        verbose_name="only spelling",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("dropped", "dropped"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "remark",
                    models.TextField(
                        blank=True,
                        help_text="Why it was sent back or dropped; readers never see it.",
                        verbose_name="remark",
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="begun at")),
                ("updated_at", models.DateTimeField(verbose_name="last written at")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contenttypes.contenttype",
                        verbose_name="kind of record",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical revision",
                "verbose_name_plural": "historical revisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="number of the record")),
                (
                    "base_version",
                    models.PositiveBigIntegerField(
                        help_text="The version of the record that its writer had before them.",
                        verbose_name="version it starts from",
                    ),
                ),
                ("data", models.JSONField(editable=False, verbose_name="the form as filled in")),
                ("changes", models.JSONField(blank=True, default=list, editable=False, verbose_name="what it changes")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What was wrong and what is right now; readers see it once published.",
                        verbose_name="public note",
                    ),
                ),
                (
                    "spelling",
                    models.BooleanField(
                        default=False,
                        help_text="It repairs spelling and changes nothing that readers are told.",
                        verbose_name="only spelling",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("dropped", "dropped"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "remark",
                    models.TextField(
                        blank=True,
                        help_text="Why it was sent back or dropped; readers never see it.",
                        verbose_name="remark",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="begun at")),
                ("updated_at", models.DateTimeField(verbose_name="last written at")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                        verbose_name="kind of record",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["-updated_at", "-pk"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["content_type", "object_id"], name="editorial_revision_of"),
                    models.Index(
                        condition=models.Q(("state__in", ("draft", "in_review"))),
                        fields=["state", "submitted_at"],
                        name="editorial_revision_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "published", "dropped"])),
                        name="editorial_revision_state_known",
                        violation_error_message="A revision is a draft, in review, published or dropped.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("draft", "in_review"))),
                        fields=("content_type", "object_id"),
                        name="editorial_revision_open_once",
                        violation_error_message="There is an open revision of this record already. Go on with that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_review"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="editorial_revision_submitted_by_someone",
                        violation_error_message="A revision in review says when it was submitted and by whom.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "in_review")),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="editorial_revision_decided_by_someone",
                        violation_error_message="A revision that is published or dropped says when, and who decided.",
                    ),
                ],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
