from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    default = True
    name = "editorial"
    verbose_name = _("Editorial")


class EditingConfig(admin.AdminConfig):
    """Django's admin, with our site in the place of its own."""

    default = False
    default_site = "editorial.admin_site.EditingSite"
