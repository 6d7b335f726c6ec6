"""Saved pages: the article without its page, and what the page says about it."""

import logging
import re

from django.utils.translation import gettext as _

from sources.importers.base import Found, Hint, Unreadable
from sources.importers.composing import compose
from sources.importers.decoding import decode
from sources.importers.pages import declared
from sources.importers.unseen import take_out_characters, take_out_elements

# Where a page declares its encoding, in the first bytes (HTML Standard, 13.2.3.2).
DECLARATION = re.compile(
    rb"""<(?:meta[^>]{0,200}?\bcharset|\?xml[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
DECLARED_WITHIN = 4096
TAG = re.compile(rb"<[^<>]*>")
# How much of a page is enough to judge its encoding by, in bytes.
JUDGED_BY = 500_000
# The parser gives up at a depth of 256, in silence; no page that people wrote comes near it.
DEEPEST = 250
# A page with more is no article, and its extraction would take minutes.
MOST_ELEMENTS = 20_000
# They warn, without naming a page, of what is reported here with its name.
for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


def read(data, origin):
    """Return the `Article` in ``data`` (the bytes of a saved page); ``origin`` (str) is its path, fit to be printed.

    The main text is found by trafilatura; what it infers about title, date, author, outlet and address is a
    guess unless the page declares it. Scripts and elements that the page hides are taken out before. Nothing
    is fetched.

    Raises `Unreadable` when the bytes are no text, or the page holds no article.
    """
    found = DECLARATION.search(data[:DECLARED_WITHIN])
    declaration = found[1].decode("ascii", "replace") if found else ""
    decoded = decode(data, declaration, _words_of(data[:JUDGED_BY]))
    if "\0" in decoded.text:
        raise Unreadable(
            _("it is not plain text: it holds the control character %(code)s on line %(line)d")
            % {"code": "U+0000", "line": decoded.text.count("\n", 0, decoded.text.index("\0")) + 1},
            _("Save the page again, or save its text as .txt."),
        )
    tree = _tree(decoded.text)
    hints = declared(tree)
    notes = [*decoded.notes, *take_out_elements(tree)]
    joiners, said = take_out_characters(tree)
    notes += said
    text, guesses = _extracted(tree)
    for sign, stand_in in joiners.items():
        text = text.replace(stand_in, sign)
    fields = {hint.field for hint in hints}
    hints += [guess for guess in guesses if guess.field not in fields]
    return compose(text, origin, [*decoded.hints, *hints], notes, found=Found.PAGE)


def _words_of(data):
    """Return ``data`` (bytes of a page in an unknown encoding) about without scripts and tags."""
    lowered, kept, place = data.lower(), [], 0
    while place < len(data):
        begin = lowered.find(b"<script", place)
        kept.append(data[place : begin if begin >= 0 else len(data)])
        end = lowered.find(b"</script", begin) if begin >= 0 else -1
        place = end if end >= 0 else len(data)
    return TAG.sub(b" ", b"".join(kept))


def _tree(text):
    # Imported here, as trafilatura is below: a command that reads no page should not wait for them.
    from lxml import etree
    from lxml.html import HTMLParser

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    if tree is None:
        raise Unreadable(_("it is no page: nothing in it can be read as HTML"), _("Save its text as .txt."))
    depth = deepest = elements = 0
    for event, _element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        elements += event == "start"
    if deepest > DEEPEST:
        raise Unreadable(
            _("its tags are nested more than %(count)d deep") % {"count": DEEPEST}, _("Save its text as .txt.")
        )
    if elements > MOST_ELEMENTS:
        raise Unreadable(
            _("it has %(count)d elements, more than the %(most)d of the longest article")
            % {"count": elements, "most": MOST_ELEMENTS},
            _("Save the text of the article as .txt."),
        )
    return tree


def _extracted(tree):
    """Return the main text of the page ``tree`` (str), and guesses (list of `Hint`) about the article."""
    # Imported here because it takes a quarter of a second and 30 MB, and only pages need it.
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:
        # Whatever a page made to do harm breaks in a large library, it is this page that cannot be read, and no other.
        raise Unreadable(
            _("its article could not be taken out of the page (%(error)s)") % {"error": type(error).__name__},
            _("Save the text of the article as .txt."),
        ) from error
    text = document.text if document is not None else ""
    if not text:
        raise Unreadable(_("no article was found in the page"), _("Save the text of the article as .txt."))
    where = _("inferred from the page")
    pairs = (
        ("title", document.title),
        ("published", document.date),
        ("byline", document.author),
        ("outlet", document.sitename),
        ("url", document.url),
        ("language", document.language),
    )
    return text, [Hint(field, value, False, where) for field, value in pairs if value]
