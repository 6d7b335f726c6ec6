"""A plan of a merge, and what undoing one would do, as an editor reads it."""

from dataclasses import dataclass

from django.contrib.admin.utils import model_ngettext
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.merging.rows import label, model_called
from claims.models import Claim, ClaimSuggestion, MergedAddress, NameKind, PairSuggestion, PartyName, PlaceName
from editorial.admin.differences import readable, segments, told_fields
from editorial.models import Assignment, ReviewNote

# Records named one by one; of more only the number is told.
NAMED = 20
# Told by their number alone: their names say nothing to a person.
COUNTED = (PairSuggestion, ClaimSuggestion, MergedAddress, ReviewNote, Assignment)


@dataclass(frozen=True)
class Named:
    """A record by its name (str), and the address (str) of its page, or ""."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class Group:
    """Records of one kind: what and how many they are (str), those that are named, and how many more there are."""

    label: str
    named: list
    more: int


@dataclass(frozen=True)
class Gone:
    """A record that goes: its kind, its name, why, and the `Named` that stands for it, or None."""

    kind: str
    record: Named
    why: str
    becomes: Named | None


@dataclass(frozen=True)
class Compared:
    """One field of both records, each as parts (text, whether it differs)."""

    label: str
    kept: list
    gone: list
    differs: bool


def named(record):
    """Return ``record`` (a model instance) as a `Named`."""
    opts = record._meta
    try:
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    except NoReverseMatch:
        address = ""
    return Named(str(record), address)


def compared(kept, gone):
    """Return the fields in which two records of one kind say something, as a list of `Compared`."""
    found = []
    for field in told_fields(type(kept)):
        texts = [readable(field, getattr(record, field.attname)) for record in (kept, gone)]
        # Two claims stand side by side above, with all that is the same.
        if any(texts) and (type(kept) is not Claim or texts[0] != texts[1]):
            found.append(Compared(capfirst(field.verbose_name), *segments(*texts), texts[0] != texts[1]))
    return found


def moving(plan):
    """Return what comes to the record that stays, as a list of `Group`: most important first."""
    groups = []
    for model, changes in plan.moved().items():
        records = [each.record for each in changes if each.record != plan.kept and not is_name(each.record)]
        if records:
            groups.append(group(model, records))
    return groups


def group(model, records):
    """Return ``records`` (list) of ``model`` as a `Group`."""
    shown = [] if issubclass(model, COUNTED) else [named(record) for record in records[:NAMED]]
    told = f"{len(records)} {model_ngettext(model, len(records))}"
    return Group(told, shown, len(records) - len(shown) if shown else 0)


def is_name(record):
    return isinstance(record, PartyName | PlaceName)


def names(plan):
    """Return what the record that stays will be called besides (list of str)."""
    coming = [each.record for each in plan.changes.values() if is_name(each.record)]
    found = []
    for each in [*coming, *plan.made]:
        kind = NameKind(plan.final(each, "kind")).label
        found.append(f"{each.name} · {each.language} · {kind}" if each.language else f"{each.name} · {kind}")
    return found


def facts(plan):
    """Return what the record that stays takes over from the other, as (label, value) pairs."""
    change = plan.changes.get((plan.model, plan.kept.pk))
    if change is None:
        return []
    fields = {field.attname: field for field in plan.model._meta.concrete_fields}
    return [
        (capfirst(fields[name].verbose_name), readable(fields[name], value) or "–")
        for name, value in change.values.items()
    ]


def going(plan):
    """Return what goes because it would stand there twice, or say nothing any more, as a list of `Gone`."""
    return [
        Gone(
            capfirst(each.record._meta.verbose_name),
            Named(what_it_says(each.record), named(each.record).address),
            each.why,
            named(each.becomes) if isinstance(each.becomes, Model) else None,
        )
        for each in plan.removals.values()
    ]


def what_it_says(record):
    """Return the name (str) of a record that goes, or what it is where it has no name for people."""
    return "" if isinstance(record, COUNTED) else str(record)


def returning(back):
    """Return what goes back when a merge is undone, as a list of str: how many of what."""
    told = {}
    for model, _key, _values in back.changed:
        told[model] = told.get(model, 0) + 1
    lines = [
        ngettext("%(count)d %(name)s goes back.", "%(count)d %(name)s go back.", count)
        % {"count": count, "name": model_ngettext(model, count)}
        for model, count in told.items()
    ]
    for row in back.again[1:]:
        words = _("%(kind)s comes back.") if isinstance(row, COUNTED) else _("%(kind)s “%(name)s” comes back.")
        name = back.called[label(type(row)), str(row.pk)]
        lines.append(words % {"kind": capfirst(row._meta.verbose_name), "name": name})
    for row in back.made:
        lines.append(_("The name “%(name)s” goes.") % {"name": row})
    return lines


def done(merge):
    """Return what a `Merge` did, as a list of str: how many of what were moved or changed, and what went."""
    told = {}
    for each in merge.record.get("changed", ()):
        told[each["model"]] = told.get(each["model"], 0) + 1
    lines = [f"{count} {model_ngettext(model_called(name), count)}" for name, count in told.items()]
    for each in merge.record.get("removed", ()):
        model = model_called(each["model"])
        words = _("%(kind)s went") if issubclass(model, COUNTED) else _("%(kind)s “%(name)s” went")
        lines.append(words % {"kind": capfirst(model._meta.verbose_name), "name": each["name"]})
    return lines
