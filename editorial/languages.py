"""Which language a page speaks: its address says so, and nothing else.

The first language of the settings stands at the bare address (/pairs/), every other one behind its code (/uk/pairs/).
"""

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers


def split(path):
    """Return the code of the language that ``path`` (str, such as "/uk/pairs/") names, and the path without it."""
    code, _slash, rest = path.lstrip("/").partition("/")
    if code != settings.LANGUAGE_CODE and code in dict(settings.LANGUAGES) and path.startswith(f"/{code}/"):
        return code, f"/{rest}"
    return settings.LANGUAGE_CODE, path


def address_in(code, path):
    """Return the address of ``path`` (str, as the server was asked for it) in the language ``code``."""
    _code, bare = split(path)
    prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
    return f"{get_script_prefix().rstrip('/')}{prefix}{bare}"


def right_to_left(code):
    """Return whether the language ``code`` (str such as "ar", or one that nobody knows) is written from the right."""
    try:
        return translation.get_language_info(code.partition("-")[0])["bidi"]
    except KeyError:
        return False


class LanguageOfAddress:
    """Middleware that speaks the language of the address, so that any cache may keep the page for everybody.

    Django's own goes on to ask cookies and the browser, and says so in a Vary header. Here only the editors' pages,
    which no cache keeps, follow the browser.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        by_browser = request.path.startswith(reverse("admin:index"))
        language = translation.get_language_from_request(request) if by_browser else split(request.path_info)[0]
        # What is still being sent after this returns, such as a download, is of a bare address.
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if by_browser:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
