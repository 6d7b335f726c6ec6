"""What a merge would do, row by row, before anything is done."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.db import models

from claims.merging.rows import column, kept_row, kept_value, label


class MergeRefused(ValidationError):
    """Two records cannot become one, or be two again; the messages say why and what to do. Nothing was written."""


@dataclass
class Change:
    """A stored row, and the values (by attribute name) that it gets."""

    record: models.Model
    values: dict

    def before(self):
        """Return what stands now where the values go, as JSON can hold it (dict)."""
        return {name: kept_value(column(type(self.record), name), self.record) for name in self.values}

    def after(self):
        """Return the values as JSON can hold them (dict)."""
        # Whoever moves thousands of rows makes none of them anew to read a value.
        changed = SimpleNamespace(**self.values)
        return {name: kept_value(column(type(self.record), name), changed) for name in self.values}


@dataclass
class Removal:
    """A row that would stand there twice, or say nothing any more; ``becomes``: the record that stands for it from then
    on, or None; ``why`` (str) for the editor."""

    record: models.Model
    becomes: models.Model | None
    why: str


@dataclass
class Plan:
    """``gone`` goes into ``kept``: two records of one kind. ``problems`` (list of str): what stands in the way.

    With ``holds`` (bool) the rows that it looks at are held until the transaction ends, so that nobody else changes
    what is about to be moved.
    """

    kept: models.Model
    gone: models.Model
    by: models.Model
    holds: bool = False
    changes: dict = field(default_factory=dict)
    removals: dict = field(default_factory=dict)
    made: list = field(default_factory=list)
    # Open revisions that name what goes: {key: names of the fields that do}.
    renamed: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    # What the record that goes says to readers in other words than the one that stays, as lines of both; or None.
    told: tuple | None = None
    # Whether readers will see a change, and a note has to tell them why.
    tells_readers: bool = False

    @property
    def model(self):
        return type(self.kept)

    def rows(self, found):
        """Return ``found`` (a queryset of rows that may be moved) in the order of keys, held if the plan holds."""
        return held(found) if self.holds else found.order_by("pk")

    def pointing(self, model, name, record=None):
        """Return the stored rows of ``model`` whose relation ``name`` (str) leads to ``record``, or to the gone one,
        with what stands in their names."""
        found = model._base_manager.select_related().filter(**{name: self.gone if record is None else record})
        return self.rows(found)

    def change(self, record, **values):
        """Have ``record`` (stored) get ``values`` by attribute name, unless it has them or goes."""
        key = (type(record), record.pk)
        if key in self.removals:
            return
        values = {name: value for name, value in values.items() if getattr(record, name) != value}
        if values:
            self.changes.setdefault(key, Change(record, {})).values.update(values)

    def final(self, record, name):
        """Return the value that ``record`` will have as ``name`` (str)."""
        change = self.changes.get((type(record), record.pk))
        return change.values.get(name, getattr(record, name)) if change else getattr(record, name)

    def remove(self, record, becomes, why):
        """Have ``record`` go; see `Removal`."""
        key = (type(record), record.pk)
        self.changes.pop(key, None)
        self.removals[key] = Removal(record, becomes, why)

    def point(self, model, name):
        """Have every row of ``model`` whose relation ``name`` (str) leads to the gone record lead to the kept one."""
        for record in self.pointing(model, name):
            self.change(record, **{f"{name}_id": self.kept.pk})

    def as_kept(self):
        """Return the plan as the record of a merge (dict), as JSON can hold it; what is made has no key yet."""
        return {
            "gone": kept_row(self.gone),
            "changed": [
                {"model": label(model), "pk": key, "before": each.before(), "after": each.after()}
                for (model, key), each in self.changes.items()
            ],
            "removed": [
                {
                    "model": label(model),
                    "row": kept_row(each.record),
                    "name": str(each.record),
                    # The row of its kind that says the same and was there before: without it this one would be missed.
                    "stands": each.becomes.pk if type(each.becomes) is model else None,
                }
                for (model, _key), each in self.removals.items()
            ],
            "renamed": [{"pk": key, "names": names} for key, names in self.renamed.items()],
        }

    @property
    def digest(self):
        """What tells this plan from one made after something was changed (str)."""
        told = [
            self.as_kept(),
            label(self.model),
            kept_row(self.kept),
            self.problems,
            [str(each) for each in self.made],
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()

    def moved(self):
        """Return the records that are changed, by model, in the order in which they were found: {model: list}."""
        found = defaultdict(list)
        for (model, _key), each in self.changes.items():
            found[model].append(each)
        return dict(found)


def held(rows):
    """Return ``rows`` (a queryset), each held until the transaction ends. Whoever holds rows of one kind does so in the
    order of keys, so that two people take turns."""
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)
