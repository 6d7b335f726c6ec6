"""What typed text must look like: codes that other catalogues gave out, and reasons that say something."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

validate_country = RegexValidator(
    r"\A[A-Z]{2}\Z", _("A country is two capital letters as in ISO 3166-1, such as UA or RU.")
)
validate_language = RegexValidator(
    r"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z",
    _("A language is a tag as in BCP 47, such as en, uk or ru; with a script or country if needed, such as sr-Latn."),
)
validate_wikidata = RegexValidator(r"\AQ[1-9][0-9]*\Z", _("A Wikidata item is a Q and a number, such as Q212."))
validate_sha256 = RegexValidator(r"\A[0-9a-f]{64}\Z", _("A SHA-256 is 64 characters of 0 to 9 and a to f."))


def says_something(text):
    """Return whether ``text`` (str) holds a letter or a digit: spaces and signs that nobody sees are no reason."""
    return any(sign.isalnum() for sign in text)
