"""What the admin of a kind of record that can be merged has more."""

from django.urls import path

from claims.admin.merging.pages import merge_page
from claims.admin.merging.went import led_on


class Mergeable:
    """Mix in before `CuratedAdmin`: a page on which the record and another one become one."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<path:object_id>/merge/", view, name=name), *super().get_urls()]

    def merge_view(self, request, object_id):
        """Choose the other record (GET), see what would happen, and do it (POST)."""
        return merge_page(self, request, object_id)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        answer = led_on(self, request, object_id)
        return answer or super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_merge"] = change and request.user.has_perm("claims.add_merge")
        return super().render_change_form(request, context, add, change, form_url, obj)
