"""Collects every string that is to be translated into locale/, keeps what is translated already, and compiles it.

    python -m tests.tools.messages            collect and compile
    python -m tests.tools.messages --check    change nothing; exit 1 if the files are not what this would write

A string that has gone is dropped, with its translation. One that has changed is a new one: nothing is guessed, so no
translation is ever marked as fuzzy.
"""

import argparse
import io
import re
import sys

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tests.conventions import files

LANGUAGES = ("uk", "ru")
# Babel's word for "the first argument is the context" is (1, "c").
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Both languages tell one, a few and many apart, by the rules of Unicode (CLDR); a fraction does not occur.
PLURALS = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
# Where Django looks for the strings of a project, below each language.
NAME = "LC_MESSAGES/django"
# What operators read in a terminal is in English, as is the documentation.
IN_ENGLISH = {"migrations", "management", "importers"}


class Plain(Catalog):
    """A catalog whose header names no day and no person, so that the same words always make the same file."""

    mime_headers = property(
        lambda self: [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"nplurals=3; plural={PLURALS};"),
        ],
        lambda self, _value: None,
    )


def sources():
    """Yield (path, text as bytes of Python) of every file that holds strings to translate."""
    for app in files.APPS:
        for path in files.files(".py", under=app):
            if not IN_ENGLISH & set(path.parts):
                yield path, files.read(path).encode()
    for path in files.files(".html", ".txt", under="templates"):
        # As Django hands a template to such tools; without indentation, which means nothing there and much in Python.
        lines = templatize(files.read(path), origin=str(path)).splitlines()
        yield path, "\n".join(line.strip() for line in lines).encode()


def found():
    """Return the strings found, as a dict of (context or None, message) to (path, line) list. A message is a str, or a
    tuple of singular and plural."""
    messages = {}
    for path, text in sources():
        for line, message, _comments, context in extract("python", io.BytesIO(text), keywords=KEYWORDS):
            messages.setdefault((context, message), []).append((str(path), line))
    return messages


def path_of(language, suffix):
    return files.ROOT / "locale" / language / f"{NAME}{suffix}"


def kept(language):
    """Return the catalog of ``language`` as it is stored, or an empty one."""
    path = path_of(language, ".po")
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def collected(language):
    """Return the catalog of ``language`` with what is to be translated now and the translations that are stored."""
    old = kept(language)
    catalog = Plain(locale=language, fuzzy=False, charset="utf-8")
    for (context, message), places in found().items():
        before = old.get(message if isinstance(message, str) else message[0], context)
        flags = {"python-format"} if has_placeholders(message) else set()
        catalog.add(
            message,
            string=before.string if before and before.id == message else None,
            # The file alone: a line number would change with every edit above it.
            locations=[(path, 0) for path in sorted({path for path, _line in places})],
            flags=flags,
            context=context,
        )
    return catalog


def has_placeholders(message):
    return bool(re.search(r"%\(\w+\)s", "".join([message] if isinstance(message, str) else message)))


def as_po(catalog):
    """Return the catalog as the bytes of a .po file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, omit_header=True, sort_output=True, include_lineno=False)
    name = dict(settings.LANGUAGES)[str(catalog.locale)]
    head = [f"# Counterclaim: {name}. Made by `make messages`.", 'msgid ""', 'msgstr ""']
    head += [f'"{header}: {value}\\n"' for header, value in catalog.mime_headers]
    return "\n".join([*head, "", ""]).encode() + buffer.getvalue()


def as_mo(po, language):
    """Return the bytes of the .mo file for ``po``, the bytes of a .po file."""
    catalog = Plain(locale=language, fuzzy=False, charset="utf-8")
    for message in read_po(io.BytesIO(po), locale=language):
        # An empty translation would be shown as such.
        if message.id and complete(message):
            catalog.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def written(language):
    """Return what the files of ``language`` should hold, as a dict of path to bytes."""
    po = as_po(collected(language))
    return {path_of(language, ".po"): po, path_of(language, ".mo"): as_mo(po, language)}


def complete(message):
    """Return whether every form of ``message`` (of a catalog) is translated."""
    return all(message.string if isinstance(message.string, tuple | list) else [message.string])


def main(argv=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is not as it should be")
    check = parser.parse_args(argv).check
    stale = []
    for language in LANGUAGES:
        for path, content in written(language).items():
            if not path.exists() or path.read_bytes() != content:
                stale.append(path)
                if not check:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
        catalog = kept(language)
        missing = [message for message in catalog if message.id and not complete(message)]
        print(f"{language}: {len(catalog)} strings, {len(missing)} without a translation")
    if check and stale:
        sys.exit("messages: run `make messages`; not as it should be: " + ", ".join(str(path) for path in stale))


if __name__ == "__main__":
    main()
