"""The tables of each kind of record: its columns, and how a row finds the record that it is about."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import DecimalField, ForeignKey, IntegerField, TextField
from django.utils.functional import cached_property
from django.utils.translation import gettext
from import_export.fields import Field
from import_export.resources import ModelResource

from claims.bulk.below import Below, cells_below, rows_below
from claims.bulk.parts import PARTS
from claims.bulk.widgets import Choice, Number, Record, Words
from claims.merging.went import stands_for
from claims.models import (
    Claim,
    ClaimKind,
    ClaimPair,
    Event,
    EventKind,
    Merge,
    PairKind,
    Party,
    PartyKind,
    Place,
    PlaceKind,
    Question,
    QuestionKind,
)
from editorial.models.history import keep_baseline

# By what a record of each kind may be called in a cell, besides its address.
NAMES = {
    Party: ("name", "names__name"),
    Place: ("name", "names__name"),
    Event: ("title",),
    Question: ("text",),
    Claim: (),
}
# What stands in the name of a record besides its own words.
NAMED_WITH = {Claim: ("party",)}
KINDS = {
    Party: PartyKind,
    Place: PlaceKind,
    Event: EventKind,
    Question: QuestionKind,
    Claim: ClaimKind,
    ClaimPair: PairKind,
}
# Told in what is taken out; what is brought back does not change it.
TOLD = "status"


class RecordResource(ModelResource):
    """A row is about the record whose address it names; without an address, about the one that is the same in what
    ``identity`` names; and if there is none, a new one, which is a draft."""

    identity = ()
    # What is fetched with a record: what its columns point to, and what stands in the names of these.
    pointing = ()
    # The column that points to another record of the same kind.
    upwards = ""

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        skip_html_diff = True
        store_instance = True
        import_id_fields = ()

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # From the key of a record to the number of the row that is about it.
        self.rows_of = {}
        # What is told of what stands below the records (list of `Below`), until all of these are there.
        self.below = []

    @classmethod
    def columns(cls):
        """Return the names of the columns that may be brought back (list of str)."""
        return [*cls.Meta.fields, *(part.name for part in cls.parts())]

    @classmethod
    def parts(cls):
        """Return the columns (tuple of `Part`) whose cells hold what stands below a record."""
        return PARTS.get(cls.Meta.model, ())

    def records(self):
        """Return the records of this kind, each fetched with what its columns point to."""
        return self._meta.model.objects.select_related(*self.pointing)

    def get_instance(self, instance_loader, row):
        slug = row.get("slug", "")
        if slug:
            found = self.records().filter(slug=slug).first()
            if found is None:
                self.refuse_merged(slug=slug)
            return found
        told = self.identity and all(row.get(name) for name in self.identity)
        found = self.same(row) if told else []
        if len(found) > 1:
            raise ValidationError(
                gettext("Several records say this already. Name the one that is meant in the column slug: %(slugs)s.")
                % {"slugs": ", ".join(each.slug for each in found[:5])}
            )
        if told and not found and self.merged:
            self.refuse_merged(name=self.called(row))
        return found[0] if found else None

    def same(self, row):
        """Return the records (list) that say the same as ``row`` in what `identity` names."""
        try:
            wanted = {name: self.fields[name].clean(row) for name in self.identity}
        except ValueError:
            # Said again, of the cell, when its value is taken.
            return []
        return list(self.records().filter(**wanted)[:6])

    def called(self, row):
        """Return what a record that says the same as ``row`` in what `identity` names is called (str)."""
        try:
            return str(self._meta.model(**{name: self.fields[name].clean(row) for name in self.identity}))
        except ValueError:
            return ""

    @cached_property
    def merged(self):
        """What went into another record of this kind: {("slug" or "name", its slug or name): its key}."""
        found = {}
        went = Merge.objects.in_force().filter(kind=self._meta.model._meta.model_name).order_by("pk")
        for key, slug, name in went.values_list("gone", "gone_slug", "gone_name"):
            found |= {("slug", slug): key, ("name", name): key}
        return found

    def refuse_merged(self, **known):
        """Refuse a row about a record that went into another one: brought in again, it would be there twice."""
        model = self._meta.model
        key = next((self.merged[each] for each in known.items() if each in self.merged), None)
        kept = stands_for(model, key) if key is not None else None
        if kept is not None:
            message = gettext(
                "“%(gone)s” went into “%(kept)s”. Write “%(slug)s” in the column slug if that is meant; if something"
                " else is, give it an address of its own there."
            )
            raise ValidationError(message % {"gone": next(iter(known.values())), "kept": kept, "slug": kept.slug})

    def after_init_instance(self, instance, new, row, **kwargs):
        earlier = self.rows_of.get(instance.pk)
        if earlier is not None:
            raise ValidationError(
                gettext("Row %(row)d is about the same record. Put both into one row.") % {"row": earlier}
            )

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if instance._state.adding or import_validation_errors:
            return False
        # Typed otherwise, or kept otherwise, is not said otherwise.
        return all(
            each.get_value(instance) == each.get_value(original) or each.export(instance) == each.export(original)
            for each in self.get_import_fields()
        )

    def before_save_instance(self, instance, row, *, by, refusal, **kwargs):
        if not instance._state.adding:
            if problem := refusal(instance):
                raise ValidationError(problem)
            keep_baseline(instance, *rows_below(instance, cells_below(type(instance), row)))
        elif problem := refusal(None):
            raise ValidationError(problem)
        instance.written_by(by)

    def do_instance_save(self, instance, is_create):
        try:
            with transaction.atomic():
                super().do_instance_save(instance, is_create)
        except IntegrityError:
            raise ValidationError(
                gettext("Another record has the same address, or says the same, since a moment ago. Try again.")
            ) from None

    def after_import_row(self, row, row_result, *, numbers, row_number, **kwargs):
        self.rows_of[row_result.object_id] = numbers[row_number - 1]
        record = row_result.instance
        if cells := cells_below(type(record), row):
            told = [part for part in self.parts() if part.name in cells]
            before = {part.name: "" if row_result.is_new() else part.cell(record) for part in told}
            self.below.append(Below(row_number, record, cells, before, saved=not row_result.is_skip()))


def _field(model, name):
    """Return the column of the model's field ``name``."""
    field = model._meta.get_field(name)
    if isinstance(field, ForeignKey):
        related = field.related_model
        widget = Record(related.objects.select_related(*NAMED_WITH.get(related, ())), *NAMES[related])
    elif name == "kind":
        widget = Choice(KINDS[model])
    elif isinstance(field, DecimalField):
        widget = Number(Decimal)
    elif isinstance(field, IntegerField):
        widget = Number(int)
    else:
        widget = Words(one_line=not isinstance(field, TextField))
    return Field(attribute=name, column_name=name, widget=widget)


def _resource(model, columns, identity):
    """Return the class of resource for ``model`` with these columns (list of names of fields)."""
    meta = type("Meta", (RecordResource.Meta,), {"model": model, "fields": tuple(columns)})
    fields = {name: _field(model, name) for name in columns}
    to = {name: field.widget.records.model for name, field in fields.items() if isinstance(field.widget, Record)}
    pointing = tuple(to) + tuple(f"{name}__{more}" for name, each in to.items() for more in NAMED_WITH.get(each, ()))
    return type(
        f"{model.__name__}Resource",
        (RecordResource,),
        {
            "Meta": meta,
            "identity": identity,
            "pointing": pointing,
            "upwards": next((name for name, each in to.items() if each is model), ""),
            **fields,
        },
    )


PartyResource = _resource(Party, ["slug", "name", "kind", "country", "wikidata_id", "description"], ("name",))
PlaceResource = _resource(
    Place,
    ["slug", "name", "kind", "parent", "latitude", "longitude", "precision", "geonames_id", "wikidata_id"],
    ("name", "kind"),
)
EventResource = _resource(Event, ["slug", "title", "summary", "kind", "place", "occurred", "part_of"], ("title",))
QuestionResource = _resource(Question, ["slug", "event", "text", "kind", "position"], ("event", "text"))
ClaimResource = _resource(
    Claim,
    ["slug", "party", "event", "question", "statement", "answer", "kind", "about"],
    ("party", "event", "statement"),
)


class ClaimPairResource(
    _resource(
        ClaimPair,
        ["slug", "claim", "counterclaim", "kind", "rationale", "scope_note", "would_settle", "position"],
        ("claim", "counterclaim"),
    )
):
    """Two claims are a pair once, in whichever order a row names them."""

    def same(self, row):
        try:
            one, other = (self.fields[name].clean(row) for name in self.identity)
        except ValueError:
            return []
        return list(self.records().between(one, other))


RESOURCES = {
    Party: PartyResource,
    Place: PlaceResource,
    Event: EventResource,
    Question: QuestionResource,
    Claim: ClaimResource,
    ClaimPair: ClaimPairResource,
}
