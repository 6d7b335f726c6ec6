from django.contrib import admin
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.models import AnswerRelation, AnswerTerm
from editorial.admin.curated import RecordAdmin


@admin.register(AnswerTerm)
class AnswerTermAdmin(RecordAdmin):
    list_display = ["term", "language", "polarity", "same_as", "exclusive", "active", "other_forms"]
    list_filter = ["language", "polarity", "active"]
    list_select_related = ["same_as"]
    search_fields = ["term", "forms"]
    search_help_text = _("A term, in any of its forms")
    autocomplete_fields = ["same_as"]
    fieldsets = [
        (
            None,
            {
                "fields": [("term", "language"), "forms", "polarity", "same_as", "exclusive", "active"],
                "description": _(
                    "By these words the short answers of claims are compared; a form may be several words. A term of"
                    " another language says the same as one that is here already, and has its relations. What is"
                    " changed here counts for claims saved from now on, and for all of them after manage.py"
                    " suggest_pairs."
                ),
            },
        ),
    ]

    def choice_label(self, term):
        return f"{term.term} ({term.language})"

    @admin.display(description=_("forms"))
    def other_forms(self, obj):
        return obj.forms if len(obj.forms) <= 80 else f"{obj.forms[:79]}…"

    def get_deleted_objects(self, objs, request):
        """Say what goes with the terms: their translations and all relations. Django would ask for both terms of each
        relation by themselves, and a common term has a hundred."""
        terms = AnswerTerm.objects.filter(Q(pk__in=[term.pk for term in objs]) | Q(same_as__in=objs))
        relations = AnswerRelation.objects.filter(Q(one__in=terms) | Q(other__in=terms)).select_related("one", "other")
        told = [f"{capfirst(each._meta.verbose_name)}: {each}" for found in (terms, relations) for each in found]
        counts = {found.model._meta.verbose_name_plural: len(found) for found in (terms, relations) if found}
        may = request.user.has_perm("claims.delete_answerrelation") or not relations
        return told, counts, set() if may else {AnswerRelation._meta.verbose_name}, []


@admin.register(AnswerRelation)
class AnswerRelationAdmin(RecordAdmin):
    list_display = ["one", "relation", "other", "same_place", "same_time", "active"]
    list_filter = ["relation", "same_place", "same_time", "active"]
    list_select_related = ["one", "other"]
    search_fields = ["one__term", "other__term"]
    search_help_text = _("One of the two terms")
    autocomplete_fields = ["one", "other"]
    fieldsets = [
        (
            None,
            {
                "fields": [("one", "other"), "relation", ("same_place", "same_time"), "active"],
                "description": _(
                    "What follows when one claim answers with the first term and another one with the second. Two terms"
                    " that no relation names tell nothing of each other."
                ),
            },
        ),
    ]
