"""Figures whose one end was left out, where both belong, and a constraint that notices it."""

from django.db import migrations, models
from django.db.models import F, Q


def complete(apps, schema_editor):
    # A comparison with nothing passed the old constraint. What was meant is clear: one number, or none.
    for name in ("Figure", "HistoricalFigure"):
        figures = apps.get_model("claims", name).objects
        figures.filter(qualifier="exactly", low__isnull=False, high=None).update(high=F("low"))
        figures.filter(Q(low=None) | Q(low=0), Q(high=None) | Q(high=0), qualifier="none").update(low=0, high=0)


class Migration(migrations.Migration):

    dependencies = [
        ("claims", "0013_merging"),
    ]

    operations = [
        migrations.RunPython(complete, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_bounds_fit_qualifier",
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("high", models.F("low")),
                        ("high__isnull", False),
                        ("low__isnull", False),
                        ("qualifier", "exactly"),
                    ),
                    models.Q(("high", None), ("low__isnull", False), ("qualifier__in", ["at_least", "more_than"])),
                    models.Q(("high__isnull", False), ("low", None), ("qualifier", "at_most")),
                    models.Q(("high__isnull", False), ("low__isnull", False), ("qualifier", "about")),
                    models.Q(
                        ("high", 0), ("high__isnull", False), ("low", 0), ("low__isnull", False), ("qualifier", "none")
                    ),
                    _connector="OR",
                ),
                name="figure_bounds_fit_qualifier",
                violation_error_message="Exactly: low and high alike. At least, more than: low only. At most: high only. About: both. None: 0.",
            ),
        ),
    ]
