"""What editors find who come to a record that went into another one meanwhile: where it is, and what they typed."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext

from claims.admin.merging.showing import named
from claims.merging.went import stands_for, went
from editorial.admin.choices import is_key


@dataclass(frozen=True)
class Typed:
    """What was typed into one field: what it is called, and the text (str)."""

    label: str
    text: str


def led_on(model_admin, request, object_id):
    """Return the answer for a record that went into another one, or None: for what was typed into its form a page with
    all of it, and otherwise the page of the one that stays. ``object_id`` (str): as the address has it."""
    key = unquote(object_id)
    model = model_admin.model
    merged = went(model, int(key)) if is_key(key) else None
    kept = stands_for(model, int(key)) if merged is not None else None
    if kept is None or not model_admin.has_view_permission(request):
        return None
    there = named(kept)
    if request.method == "POST" and (texts := typed(model_admin, request)):
        context = {
            **model_admin.admin_site.each_context(request),
            "title": gettext("It went into another record"),
            "opts": model_admin.opts,
            "merged": merged,
            "there": there,
            "typed": texts,
        }
        return TemplateResponse(request, "admin/merging/went.html", context, status=409)
    text = format_html(
        '{} <a href="{}">{}</a>',
        gettext("“%(gone)s” went into “%(kept)s”, which you see here.") % {"gone": merged.gone_name, "kept": kept},
        reverse("admin:claims_merge_change", args=[merged.pk]),
        gettext("What was merged"),
    )
    model_admin.message_user(request, text, messages.WARNING)
    return HttpResponseRedirect(there.address)


def typed(model_admin, request):
    """Return what was sent in words of somebody's own, as a list of `Typed`: nothing of it is stored."""
    labels = {}
    for model in [*(inline.model for inline in model_admin.get_inline_instances(request)), model_admin.model]:
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                labels[field.name] = capfirst(field.verbose_name)
    return [
        Typed(labels[name.rpartition("-")[2]], value)
        for name, value in request.POST.items()
        if name.rpartition("-")[2] in labels and "__prefix__" not in name and value.strip()
    ]
