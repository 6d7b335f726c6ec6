"""How to cite a page of ours: as data for reference managers, and written out in two styles.

What is cited is the page, with the site as its publisher and the day of its last change. Nobody is made its author.
"""

import calendar
import json
import re
import threading
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

SITE = "Counterclaim"
# Styles of the Citation Style Language, by the name readers know them by.
STYLES = {"APA": "apa", "Chicago": "chicago"}
FOLDER = Path(__file__).parent / "citation_styles"
# The citation processor keeps its state in the style while it formats.
ONE_AT_A_TIME = threading.Lock()
KEPT = 256

# What means something to TeX or to BibTeX, which counts braces even behind a backslash.
TEX = {sign: f"\\{sign}" for sign in "&%$#_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Work:
    """A page to cite: a key for reference lists, its title, whole address and the day it was last changed."""

    key: str
    title: str
    address: str
    issued: date


def work_title(heading, answers):
    """Return the title (str) of a pair's page: what it is about, then the two ``answers`` (list of str)."""
    answers = [answer[:1].upper() + answer[1:] for answer in answers]
    joint = " " if heading.endswith(("?", "!", ".")) else ": "
    # Without a full stop at its end, because every style sets its own.
    return " ".join((heading + joint + " / ".join(answers)).split()).rstrip(".")


def csl(work):
    """Return ``work`` (a `Work`) as an item of CSL-JSON (Citation Style Language 1.0.2, JSON schema of input data)."""
    return {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "container-title": SITE,
        "publisher": SITE,
        "issued": {"date-parts": [[work.issued.year, work.issued.month, work.issued.day]]},
        "URL": work.address,
        "language": "en",
    }


def csl_json(work):
    """Return ``work`` as a file of CSL-JSON (str)."""
    return json.dumps([csl(work)], ensure_ascii=False, indent=2) + "\n"


def bibtex(work):
    """Return ``work`` as a file of BibTeX (str), read by BibTeX and by biblatex."""
    fields = {
        # In a second pair of braces, so that no style changes capitals in names.
        "title": f"{{{tex(work.title)}}}",
        "howpublished": SITE,
        "year": f"{work.issued:%Y}",
        "month": calendar.month_name[work.issued.month],
        "date": work.issued.isoformat(),
        "url": work.address,
        "langid": "english",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{work.key},\n{lines}}}\n"


def tex(text):
    return re.sub(r"[&%$#_\\{}~^]", lambda sign: TEX[sign.group()], text)


@lru_cache(maxsize=KEPT)
def written_out(work):
    """Return ``work`` in each of `STYLES`, as a tuple of (name of the style, str).

    Kept, because the processor is slow for a page that many open.
    """
    with ONE_AT_A_TIME:
        return tuple((name, formatted(work, style)) for name, style in STYLES.items())


def formatted(work, style):
    # Brings an XML library of several megabytes, which only pages of citations need.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    item = csl(work)
    # Both styles put the organisation that answers for a page where an author would stand, and then leave out the
    # name of the site.
    item |= {"author": [{"literal": item.pop("publisher")}]}
    del item["container-title"]
    bibliography = CitationStylesBibliography(loaded(style), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(work.key)]))
    text = str(bibliography.bibliography()[0])
    # American English closes a quotation after the stop (CSL's option punctuation-in-quote, which it leaves out).
    return text.replace("”.", ".”")


@lru_cache(maxsize=len(STYLES))
def loaded(style):
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(str(FOLDER / f"{style}.csl"), locale="en-US", validate=False)
