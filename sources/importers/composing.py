"""From a text and what came with it to an article: what is certain goes into the fields, all of it into the hints."""

from dataclasses import replace
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.edtf import parse
from editorial.validators import validate_language
from sources.importers.addresses import canonical
from sources.importers.base import VALUE_LENGTH, WHERE_LENGTH, Article, Found, Unreadable
from sources.importers.characters import clean
from sources.importers.detect.everything import detect
from sources.importers.detect.headlines import HEADLINE_LENGTH
from sources.text import normalise

# The fields that are taken when they are certain, with the longest value a source holds, in code points.
LENGTHS = {
    "title": 300,
    "published": 50,
    "url": 500,
    "language": 12,
    "translated_from": 12,
    "byline": 200,
    "outlet": 200,
}


def compose(raw, origin, given=(), notes=(), found=Found.FIELD):
    """Return the `Article` with the text ``raw`` (str) that was read at ``origin`` (str, fit to be printed).

    ``given`` are `Hint`s about it from outside the text (a page's own data, the columns of a table), where
    ``found`` (`Found`) says they stood; they count before those in the text. ``notes`` are sentences about
    how it was read.

    Raises `Unreadable` when the text holds no words or is no text.
    """
    cleaned, kept_out = clean(raw)
    text = normalise(cleaned)
    if not any(character.isalnum() for character in text):
        raise Unreadable(_("it holds no words"), _("Put the article's text into it, or leave it out."))
    notes = [*notes, *kept_out]
    from_outside = [hint for hint in (_checked(hint, notes) for hint in given) if hint]
    from_text, said = detect(text)
    hints = _once([*from_outside, *(_shortened(hint) for hint in from_text)])
    notes += said
    values = {field: _certain(field, from_outside, hints, notes) for field in LENGTHS}
    title = values.pop("title")
    outside = {hint.field for hint in from_outside if hint.certain}
    return Article(
        text=text,
        title=title or _("Untitled text (%(name)s)") % {"name": shortened(PurePath(origin).name)},
        title_found=_title_found(title, outside, found),
        origin=origin,
        published_found=_date_found(values["published"], outside, found, hints),
        hints=tuple(hints),
        notes=tuple(notes),
        **values,
    )


def shortened(name):
    """Return ``name`` (str) cut to the length of a headline, with a sign that it was cut."""
    return cut(name, HEADLINE_LENGTH)


def cut(words, length):
    """Return ``words`` (str) with at most ``length`` code points; the last is a sign that it was cut."""
    return words if len(words) <= length else words[: length - 1] + "…"


def _checked(hint, notes):
    """Return ``hint`` in the form that its field has, or None, with a note, where it has none."""
    value = normalise(" ".join(clean_line(hint.value).split()))
    if hint.field == "url":
        value = canonical(value)
    elif hint.field == "published":
        value = value if _is_date(value) else ""
    elif hint.field in ("language", "translated_from"):
        value = tag_of(value)
    else:
        value = cut(value, LENGTHS.get(hint.field, VALUE_LENGTH))
    if not value:
        notes.append(
            _("%(where)s: “%(value)s” is not one that can be taken for “%(field)s”")
            % {"where": hint.where, "value": cut(clean_line(hint.value), 80), "field": hint.field}
        )
        return None
    return _shortened(replace(hint, value=value))


def clean_line(words):
    """Return ``words`` (str) without anything that cannot be seen; control characters become spaces."""
    spaced = "".join(" " if ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 else sign for sign in words)
    try:
        return clean(spaced)[0]
    except Unreadable:
        return ""


def tag_of(name):
    """Return the BCP 47 tag of the language that ``name`` (str, such as "uk_UA" or "sr-latn-RS") means, or an empty
    str. The country is left out: it says where a page is sold, and the script says how it is read.
    """
    first, *rest = name.replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    tag = first.lower() + (f"-{script.title()}" if script else "")
    try:
        validate_language(tag)
    except ValidationError:
        return ""
    return "" if tag == "und" else tag


def _is_date(value):
    try:
        parse(value)
    except ValidationError:
        return False
    return True


def _shortened(hint):
    return replace(hint, value=cut(hint.value, VALUE_LENGTH), where=cut(hint.where, WHERE_LENGTH))


def _once(hints):
    kept = {}
    for hint in hints:
        kept.setdefault((hint.field, hint.value, hint.start, hint.end), hint)
    return list(kept.values())


def _certain(field, from_outside, hints, notes):
    """Return the one certain value of ``field``, or an empty str where there is none, or more than one."""
    for candidates in (from_outside, hints):
        values = list(dict.fromkeys(hint.value for hint in candidates if hint.field == field and hint.certain))
        if len(values) > 1:
            notes.append(
                _("it says different things for “%(field)s” (%(values)s), and none was taken")
                % {"field": field, "values": "; ".join(cut(value, 60) for value in values[:4])}
            )
            return ""
        if values:
            return _unless_doubted(field, values[0], hints, notes)
    return ""


def _unless_doubted(field, value, hints, notes):
    """Return ``value``, but not for a language that the words contradict: a template often declares the wrong one."""
    guesses = [hint.value for hint in hints if hint.field == field and not hint.certain] if field == "language" else []
    if guesses and guesses[0] != value.partition("-")[0]:
        notes.append(
            _("it declares the language %(declared)s and reads like %(guessed)s; neither was taken")
            % {"declared": value, "guessed": guesses[0]}
        )
        return ""
    return value


def _title_found(title, outside, found):
    if not title:
        return Found.FILE_NAME
    return found if "title" in outside else Found.HEADLINE


def _date_found(published, outside, found, hints):
    if not published:
        return Found.NOWHERE
    if "published" in outside:
        return found
    first = next(hint for hint in hints if hint.field == "published" and hint.certain)
    return Found.DATE_LINE if first.where == _("at the start of the first line") else Found.TEXT
