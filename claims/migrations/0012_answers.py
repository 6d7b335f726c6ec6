"""The lexicon of answers that comes with the product, from here on the editors' own; and who works with it."""

import csv
from pathlib import Path

from django.contrib.auth.management import create_permissions
from django.db import migrations

DEFAULT = Path(__file__).resolve().parent.parent / "pairing"
READ = ["view_answerterm", "view_answerrelation", "view_pairsuggestion"]
# Whoever may make a draft of a pair may say that two claims are none.
DECIDE = ["change_pairsuggestion"]
KEEP = [f"{verb}_{model}" for verb in ("add", "change", "delete") for model in ("answerterm", "answerrelation")]
GROUPS = {
    "contributor": READ + DECIDE,
    "editor": READ + DECIDE + KEEP,
    "administrator": READ + DECIDE + KEEP,
}


def rows(name):
    with (DEFAULT / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    Term = apps.get_model("claims", "AnswerTerm").objects.using(alias)
    Relation = apps.get_model("claims", "AnswerRelation")
    told = rows("answers.csv")
    keys = {}
    # What translates another term comes after all that do not.
    for row in sorted(told, key=lambda row: bool(row["same_as"])):
        known = {"forms": row["forms"], "polarity": row["polarity"], "exclusive": row["exclusive"] == "1"}
        known["same_as_id"] = keys.get(row["same_as"])
        term, _made = Term.get_or_create(term=row["term"], language=row["language"], defaults=known)
        if not row["same_as"]:
            keys[row["term"]] = term.pk
    Relation.objects.using(alias).bulk_create(
        [
            Relation(
                one_id=keys[row["one"]],
                other_id=keys[row["other"]],
                relation=row["relation"],
                same_place=row["same_place"] == "1",
                same_time=row["same_time"] == "1",
            )
            for row in rows("relations.csv")
        ],
        ignore_conflicts=True,
    )


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
    dependencies = [("claims", "0011_pair_suggestions")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
