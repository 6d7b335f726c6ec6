"""How every public page answers: alike for everybody, to be kept a minute, and with a reason where there is nothing."""

from django.http import Http404, HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control

from claims.reading.withdrawn import withdrawal

# Seconds for which a cache between us and readers may keep a page: as long as a retraction may take to reach them.
# A browser asks each time, so that an editor sees at once what readers see.
MAX_AGE = 60


def page(request, template, context, status=200):
    """Return the answer made from ``template`` (str) and ``context`` (dict), the same for whoever asks."""
    return public(TemplateResponse(request, template, context, status=status))


def public(response):
    """Return ``response`` with leave for any cache to keep it for a minute."""
    patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
    return response


def refusal(problems):
    """Return the answer, status 400, to a machine that asked for what cannot be: ``problems`` (list of str)."""
    response = HttpResponseBadRequest("\n".join(problems) + "\n", content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
    return response


def gone(request, model, slug):
    """Return the notice, status 410, of what was retracted at ``slug`` (str), or raise `Http404`."""
    found = withdrawal(model, slug)
    if found is None:
        raise Http404
    return page(request, "retracted.html", {"withdrawal": found}, status=410)


def without_empty(request, usual=()):
    """Return a redirect to the same address without what says nothing, or None where all of it does.

    That is its empty parts, as an unfilled form leaves them, and what is so anyway: ``usual`` (dict of name to str).
    """
    query = request.GET.copy()
    for name, values in request.GET.lists():
        said = [value for value in values if value and not (len(values) == 1 and dict(usual).get(name) == value)]
        if said:
            query.setlist(name, said)
        else:
            del query[name]
    if query == request.GET:
        return None
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}".rstrip("?"))
