from django.contrib import admin
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
