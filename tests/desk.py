"""The editors' site as a test works at it: accounts of each group, and forms filled in as a browser sends them."""

from html.parser import HTMLParser

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from editorial.models import Revision
from tests.factories import UserFactory

GROUPS = ("contributor", "editor", "administrator")


class Desk(Client):
    """A client of the editors' site."""

    user = None

    def post(self, *args, **kwargs):
        # Django's forms look up each record that was chosen in them by itself; that is theirs.
        with zeal_ignore([{"model": "*", "field": "get()"}]):
            return super().post(*args, **kwargs)


def account(group="", **fields):
    """Return a staff account (`User`) in ``group`` (str); without one it may do nothing."""
    user = UserFactory(is_staff=True, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def desk(user):
    """Return a `Desk` in which ``user`` (a `User`, or the name of a group to make one of) is logged in."""
    client = Desk()
    client.user = account(user) if isinstance(user, str) else user
    client.force_login(client.user)
    return client


def address(record, view="change", **extra):
    """Return the address (str) of a page about ``record``."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{view}", kwargs={"object_id": record.pk, **extra})


def list_address(model, view="changelist"):
    """Return the address (str) of a page about ``model``: its list, or with "add" an empty form."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


def messages(response):
    """Return what the page says was done or could not be (list of str)."""
    return [str(message) for message in response.context["messages"]]


def filled(response, **changes):
    """Return what a browser would send for the record's form on the page, with ``changes`` typed into it (dict)."""
    reader = FormReader()
    reader.feed(response.content.decode())
    assert reader.found, "there is no form of a record on the page"
    return reader.values | changes


class FormReader(HTMLParser):
    """Collects the values of the controls in the form whose id ends in ``_form``."""

    def __init__(self):
        super().__init__()
        self.inside = self.found = False
        self.values = {}
        self.area = self.choice = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and (attrs.get("id") or "").endswith("_form"):
            self.inside = self.found = True
        if not self.inside:
            return
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") not in ("submit", "button"):
            if attrs.get("type") in ("checkbox", "radio"):
                if "checked" in attrs:
                    self.values[name] = attrs.get("value", "on")
            else:
                self.values[name] = attrs.get("value") or ""
        elif tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "select":
            self.choice = name
            self.values.setdefault(name, "")
        elif tag == "option" and self.choice and "selected" in attrs:
            self.values[self.choice] = attrs.get("value") or ""

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # A browser leaves out the line end that follows the tag.
            self.values[self.area] = self.values[self.area].removeprefix("\r").removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.choice = None
        elif tag == "form":
            self.inside = False


def publish_revision(client=None):
    """Have a second person publish the one open revision, and return the answer."""
    revision = Revision.objects.open().get()
    seen = revision.history.latest().history_id
    page = address(revision, "transition", verb="publish")
    return (client or desk("editor")).post(page, {"seen": seen}, follow=True)
