"""From bytes to text: what the bytes say of themselves is taken, what can be told is marked as guessed, the rest is
refused."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from sources.importers.base import Hint, Unreadable
from sources.importers.detect import languages

# The longer marks come first, since UTF-32's begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
)

# What is considered when nothing is declared: the encodings in which Cyrillic and European texts of the web are met.
CANDIDATES = {
    "cp1251": "Windows-1251",
    "koi8_u": "KOI8-U",
    "koi8_r": "KOI8-R",
    "cp866": "IBM866",
    "cp1125": "IBM1125",
    "iso8859_5": "ISO 8859-5",
    "mac_cyrillic": "Mac Cyrillic",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "iso8859_2": "ISO 8859-2",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
}
# What the web calls Latin-1 or ASCII is read as Windows-1252, by the WHATWG Encoding Standard, 4.2.
WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# The encodings without a mark that hold a NUL for each Latin letter, and a byte of 0x04 for each Cyrillic one.
WIDE = {"utf_16_le": "UTF-16 LE", "utf_16_be": "UTF-16 BE"}

# Bounds of a guess, on the scales of charset-normalizer (0 to 1): how disorderly a reading may look at most, how well
# its letters must fit a language at least, and how far ahead of the next reading it must be. Below as many bytes that
# are not ASCII, nothing is guessed: a word or two fit several alphabets.
MOST_CHAOS = 0.1
LEAST_COHERENCE = 0.3
LEAST_LEAD = 0.1
LEAST_EVIDENCE = 24
# How much of a text is looked at; letters repeat.
SAMPLE = 65_536


@dataclass(frozen=True)
class Decoded:
    """A text, the codec it was read with, and what there is to say about that."""

    text: str
    encoding: str
    hints: tuple[Hint, ...] = ()
    notes: tuple[str, ...] = ()


def decode(data, declared="", evidence=None):
    """Return ``data`` (bytes) as a `Decoded` text.

    A byte order mark counts first; then UTF-8 (RFC 3629), since text in another encoding is hardly ever valid
    UTF-8 by chance; then ``declared`` (str), the encoding that the document names, if its letters read well
    that way; then the one of `CANDIDATES` that reads clearly better than all others, as a guess by
    charset-normalizer. ``evidence`` (bytes) is what to judge by where not all of ``data`` is language, as in a
    page with its markup.

    Raises `Unreadable` where nothing is sure enough, since a wrong guess changes the words.
    """
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _by_mark(data, codec, name)
    declared_name = _known_codec(declared)
    notes = ()
    if declared and declared_name is None:
        notes = (_("it declares an encoding that does not exist, “%(name)s”") % {"name": declared[:40]},)
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide), wide, (_guess(WIDE[wide], _("from its bytes; it has no mark")),), notes)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, error, declared_name, notes, data if evidence is None else evidence)
    if declared_name not in (None, "utf-8") and not data.isascii():
        notes = (
            _("it declares %(declared)s and is UTF-8; it was read as UTF-8") % {"declared": declared_name.upper()},
        )
    return Decoded(text, "utf-8", (), notes)


def codec_of(sample):
    """Return codec (str), hints and notes for a stream that begins with ``sample`` (bytes, cut anywhere).

    Lines are then decoded one by one, so that one broken line does not cost the others. Raises `Unreadable`
    as `decode` does.
    """
    for mark, codec, name in MARKS:
        if sample.startswith(mark):
            hints = () if codec == "utf-8-sig" else (Hint("encoding", name, True, _("from the byte order mark")),)
            return codec, hints, ()
    wide = _wide(sample[: len(sample) & ~1])
    if wide:
        return wide, (_guess(WIDE[wide], _("from its bytes; it has no mark")),), ()
    errors = _broken_bytes(sample[:SAMPLE])
    if not errors or _mostly_utf8(sample[:SAMPLE], errors):
        return "utf-8", (), ()
    decoded = _guessed(sample, UnicodeDecodeError("utf-8", sample, errors[0], errors[0] + 1, ""), sample)
    return decoded.encoding, decoded.hints, decoded.notes


def _by_mark(data, codec, name):
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("it begins with the mark of %(encoding)s and is not: byte %(position)d")
            % {"encoding": name, "position": error.start},
            _("Save it again as UTF-8; the file may have been cut."),
        ) from error
    hints = () if name == "UTF-8" else (Hint("encoding", name, True, _("from the byte order mark")),)
    return Decoded(text, codec, hints)


def _known_codec(name):
    try:
        known = codecs.lookup(name.strip()) if name.strip() else None
    except (LookupError, ValueError):
        return None
    # Python also lists codecs that are no encodings of text, such as base64.
    return WEB_NAMES.get(known.name, known.name) if known and known._is_text_encoding else None


def _wide(data):
    """Return the codec of UTF-16 without a mark, or an empty str."""
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 4:
        return ""
    for codec, high in (("utf_16_le", sample[1::2]), ("utf_16_be", sample[0::2])):
        # Half of the bytes say which block the letters are of: Latin (0), Cyrillic (4), punctuation (0x20).
        if 0 not in high or sum(high.count(block) for block in (0x00, 0x04, 0x20)) < len(high) * 0.95:
            continue
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if sum(character.isprintable() or character.isspace() for character in text[:2048]) > len(text[:2048]) * 0.95:
            return codec
    return ""


def _other(data, error, declared, notes, evidence):
    errors = _broken_bytes(data[:SAMPLE]) or [error.start]
    if _mostly_utf8(data[:SAMPLE], errors):
        raise _not_utf8(data, error.start, _("The rest is UTF-8: it was cut or damaged here. Get it again."))
    try:
        guessed = _guessed(data, error, evidence)
    except Unreadable:
        guessed = None
        if not declared:
            raise
    if declared:
        text = _decoded_as(data, declared)
        if text is not None and (guessed.text == text if guessed else not _in_capitals(evidence, declared)):
            name = CANDIDATES.get(declared.replace("-", "_"), declared.upper())
            return Decoded(text, declared, (Hint("encoding", name, True, _("as it declares")),), notes)
        if guessed is None:
            raise Unreadable(
                _("it declares %(declared)s and is not that") % {"declared": declared.upper()}, _("Save it as UTF-8.")
            )
        notes = (*notes, _("it declares %(declared)s and is not that") % {"declared": declared.upper()})
    return Decoded(guessed.text, guessed.encoding, guessed.hints, notes + guessed.notes)


def _decoded_as(data, declared):
    try:
        text = data.decode(declared)
    except UnicodeDecodeError:
        return None
    return None if any("\x80" <= character <= "\x9f" for character in text) else text


@dataclass(frozen=True)
class _Reading:
    codec: str
    text: str
    chaos: float
    coherence: float


def _in_capitals(data, codec):
    """Say whether most letters of ``data`` would be capitals: how one Cyrillic encoding looks when read as another."""
    foreign = bytes(byte for byte in data[:SAMPLE] if byte >= 0x80).decode(codec, "replace")
    return sum(map(str.isupper, foreign)) > sum(map(str.islower, foreign))


def _read_as(data, codec):
    """Return the `_Reading` of ``data`` in ``codec``, or None if it does not look like language that way."""
    text = _decoded_as(data, codec)
    if text is None:
        return None
    match = from_bytes(data[:SAMPLE], cp_isolation=[codec], enable_fallback=False).best()
    if match is None or match.chaos > MOST_CHAOS or match.coherence < LEAST_COHERENCE:
        return None
    if _in_capitals(data, codec):
        return None
    if not languages.guess(text[:SAMPLE]):
        return None
    return _Reading(codec, text, match.chaos, match.coherence)


def _guessed(data, error, evidence):
    if sum(byte >= 0x80 for byte in evidence[:SAMPLE]) < LEAST_EVIDENCE:
        raise _not_utf8(
            data,
            error.start,
            _("Too little of it shows which encoding it is in. Save it as UTF-8; if it is no text, leave it out."),
        )
    readings = sorted(
        filter(None, (_read_as(evidence, codec) for codec in CANDIDATES)),
        key=lambda reading: reading.chaos - reading.coherence,
    )
    if not readings:
        raise _not_utf8(
            data,
            error.start,
            _("If it is text in another encoding, save it as UTF-8; if it is not text, leave it out."),
        )
    best, *others = readings
    for other in others:
        lead = (best.coherence - best.chaos) - (other.coherence - other.chaos)
        if other.text != best.text and lead < LEAST_LEAD:
            raise _not_utf8(
                data,
                error.start,
                _("It could be %(one)s or %(other)s, and they read differently. Save it as UTF-8.")
                % {"one": CANDIDATES[best.codec], "other": CANDIDATES[other.codec]},
            )
    hint = _guess(CANDIDATES[best.codec], _("from how its letters read; nothing in it says so"))
    return Decoded(
        data.decode(best.codec), best.codec, (hint,), (_("it is not UTF-8; read as %(name)s") % {"name": hint.value},)
    )


def _guess(name, where):
    return Hint("encoding", name, False, where)


def _broken_bytes(data):
    """Return where ``data`` breaks the rules of UTF-8, a cut at its very end left aside; a list of int."""
    decoder, places, position = codecs.getincrementaldecoder("utf-8")(), [], 0
    while position < len(data) and len(places) < 1000:
        try:
            decoder.decode(data[position:])
        except UnicodeDecodeError as error:
            places.append(position + error.start)
            position += error.end
            decoder.reset()
        else:
            break
    return places


def _mostly_utf8(data, errors):
    letters = sum(byte >= 0xC2 for byte in data)
    return letters > 20 * len(errors)


def _not_utf8(data, position, remedy):
    return Unreadable(
        _("it is not UTF-8: byte %(position)d is 0x%(byte)02x") % {"position": position, "byte": data[position]}, remedy
    )
