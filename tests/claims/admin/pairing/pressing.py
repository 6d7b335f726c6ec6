"""Pressing the buttons of the linking desk, as a browser does it."""

from django.urls import reverse

HERE = reverse("admin:claims_pairsuggestion_desk")


def sent(answer, decision, **changes):
    """Return what the form on the page would send (dict) with the button ``decision`` (str)."""
    form = answer.context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    return values | {"seen": answer.context["stamp"], "decision": decision} | changes


def press(client, decision, address=HERE, **changes):
    """Open the desk at ``address`` and press a button; return the answer."""
    page = client.get(address)
    return client.post(page.context["here"], sent(page, decision, **changes))
