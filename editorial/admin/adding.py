"""One more row below a public record, from another page than its form: it is kept in the record's open revision, as if
its writer had opened the form and added it there."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from editorial.admin import conflict
from editorial.admin.meeting import untouched
from editorial.admin.revising import form_data, form_problems, mark, stored_revision, version_of


@transaction.atomic
def add_row(model_admin, request, record, model, values):
    """Have the revision of ``record`` hold one more row of ``model`` with ``values`` ({field name: str}).

    ``model_admin``: a `Revising` one, of ``record``, which readers see; ``request``: of whoever adds the row, and may
    change the record. Raises `ValidationError` with what its form would refuse; nothing is stored then.
    """
    record = model_admin._lock(request, str(record.pk))
    if record is None or not model_admin.is_revised(record):
        raise ValidationError(_("This record was withdrawn or deleted meanwhile. Look at it again."))
    revision = stored_revision(record, hold=True)
    data = form_data(revision) if revision is not None else _untouched(model_admin, request, record)
    if conflict.is_stale(record, data):
        raise ValidationError(
            _("“%(record)s” was changed after its revision was written. Open it and save the revision once more first.")
            % {"record": record}
        )
    prefix = model._meta.get_field(_key_of(model, record)).remote_field.get_accessor_name()
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    for name, value in values.items():
        data[f"{prefix}-{number}-{name}"] = str(value)
    kept = copy(request)
    kept.method, kept.POST, kept.quiet = "POST", data, True
    # Or asking for the files would read the body, and forget what was set.
    kept._files = MultiValueDict()
    answer = model_admin.keep(kept, record, str(record.pk), "", None)
    if not getattr(kept, "revised", False):
        raise ValidationError(form_problems(answer))


def _key_of(model, record):
    return next(each.name for each in model._meta.fields if each.related_model is type(record))


def _untouched(model_admin, request, record):
    """Return what a browser would send for the form of ``record`` as readers see it (a mutable `QueryDict`)."""
    fields, formsets, _form = untouched(model_admin, request, record)
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    for formset in formsets:
        data[f"{formset.prefix}-INITIAL_FORMS"] = str(formset.initial_form_count())
    data[conflict.VERSION] = conflict.get_signer().sign(version_of(record))
    data[conflict.SEEN] = str(conflict.latest_row(record))
    data["_revision"] = mark(None)
    return data
