"""What no template may hold. Each check returns complaints (list of str)."""

import re

# Attributes whose value a person reads.
READ = ("alt", "title", "aria-label", "placeholder", "aria-description", "label")

CHECKS = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.I),
    "unescaped text": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off"),
    "a query (.all, _set)": re.compile(r"\.all\b|_set\b"),
    "a file of another host": re.compile(
        r"\b(?:src|srcset|action)=[\"'](?:https?:)?//|<link\b[^>]*href=[\"'](?:https?:)?//", re.I
    ),
}

# Text for translators, and what nobody reads.
INVISIBLE = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    # Blocks of the admin that stand inside a class attribute.
    r"|{%\s*block (?:bodyclass|coltype)\s*%}.*?{%\s*endblock\b.*?%}"
    r"|<!--.*?-->|<script\b.*?</script>|<svg\b.*?</svg>",
    re.S,
)
TAG = re.compile(r"<[^<>]*>", re.S)
LOGIC = re.compile(r"{%.*?%}|{{.*?}}", re.S)
ATTRIBUTE = re.compile(rf"\s(?:{'|'.join(READ)})=(\"[^\"]*\"|'[^']*')")
WORD = re.compile(r"[^\W\d_]{2,}")
# The name of the product is the same in every language, and set in two weights; these stand for themselves too.
UNTRANSLATED = re.compile(r"Counter\s*claim|Counter|claim|&[a-z]+;|\b(?:CSV|CSL|BibTeX|JSON|EDTF|Wikidata|GeoNames)\b")


def forbidden(text):
    """Return what a template's text (str) holds that it may not."""
    shown = re.sub(r"{#.*?#}", "", text, flags=re.S)
    return [
        f"line {shown.count(chr(10), 0, found.start()) + 1}: {what}: {found.group().strip()}"
        for what, pattern in CHECKS.items()
        for found in pattern.finditer(shown)
    ]


def untranslated(text):
    """Return the words of a template's text (str) that a reader sees and a translator does not."""
    # Template tags go first, with the quotes inside them; what is left of an attribute is what stands there literally.
    plain = LOGIC.sub("", INVISIBLE.sub("", text))
    seen = [found.group(1) for found in ATTRIBUTE.finditer(plain)] + TAG.sub("\n", plain).splitlines()
    return [line.strip() for line in seen if WORD.search(UNTRANSLATED.sub("", line))]
