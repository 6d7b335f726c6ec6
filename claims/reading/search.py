"""What the page of a search shows: hits with their words marked, how many there are of each kind, and what to try."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import DocumentKind, Event, PairKind, PartyKind, Place, PlaceKind
from claims.reading.reports import Link
from claims.search.excerpts import LENGTH, best, marked
from claims.search.finding import MOST, PAGES
from claims.search.words import typed
from editorial.edtf import humanise
from sources.models.outlet import OutletKind

KINDS = {
    DocumentKind.PARTY: gettext_lazy("Parties"),
    DocumentKind.PLACE: gettext_lazy("Places"),
    DocumentKind.EVENT: gettext_lazy("Events"),
    DocumentKind.QUESTION: gettext_lazy("Questions"),
    DocumentKind.PAIR: gettext_lazy("Pairs"),
    DocumentKind.CLAIM: gettext_lazy("Claims"),
    DocumentKind.QUOTATION: gettext_lazy("Quotations"),
    DocumentKind.SOURCE: gettext_lazy("Sources"),
    DocumentKind.OUTLET: gettext_lazy("Outlets"),
}
# Where the page of a kind of thing is, if it has one under its own address.
PAGES_OF = {
    DocumentKind.PARTY: "party_detail",
    DocumentKind.EVENT: "event_detail",
    DocumentKind.QUESTION: "question_detail",
    DocumentKind.PAIR: "pair_detail",
    DocumentKind.CLAIM: "claim_detail",
    DocumentKind.QUOTATION: "source_detail",
    DocumentKind.SOURCE: "source_detail",
    DocumentKind.OUTLET: "outlet_detail",
}
SORTS = {DocumentKind.PARTY: PartyKind, DocumentKind.PLACE: PlaceKind, DocumentKind.OUTLET: OutletKind}


@dataclass(slots=True)
class Hit:
    """Something found. ``title``, ``excerpt`` and the answers of ``sides`` are lists of (text, whether it was looked
    for); ``sides`` of a pair are (party, answer); ``facts`` say where it stands, each as (text, whether it is in our
    own words)."""

    kind: str
    kind_label: str
    address: str
    title: list
    language: str = ""
    excerpt: list = field(default_factory=list)
    sides: list = field(default_factory=list)
    facts: list = field(default_factory=list)


@dataclass(slots=True)
class Tab:
    """One kind of thing to confine a search to: its name, how many hits (str, "" for unknown), and the address."""

    label: str
    number: str
    address: str
    current: bool


def address_of(document):
    """Return where the page of a `SearchDocument` is (str)."""
    kind = DocumentKind(document.kind)
    if kind == DocumentKind.PLACE:
        return f"{reverse('claim_list')}?{urlencode({'place': document.slug})}"
    start = document.facts.get("start")
    words = f"#words-{start}" if kind == DocumentKind.QUOTATION and start is not None else ""
    return reverse(PAGES_OF[kind], args=[document.slug]) + words


def hits(found):
    """Return the documents of ``found`` (`claims.search.finding.Found`) as a list of `Hit`."""
    return [hit(document, found.terms) for document in found.documents]


def hit(document, terms):
    """Return the `Hit` of ``document`` (a `SearchDocument`), which was found by ``terms`` (of `asking.Term`)."""
    kind, facts = DocumentKind(document.kind), document.facts
    first, *others = document.title.split("\n")
    title = marked(first, terms)
    sides = []
    if kind == DocumentKind.PAIR:
        sides = [
            (party, marked(answer, terms)) for party, answer in zip(facts["parties"], facts["answers"], strict=True)
        ]
    # What the title shows already need not be shown again.
    missing = [term for term in terms if not any(is_hit for _text, is_hit in marked(first, [term]))]
    texts = [*others, *lines(document.answer, without=sides), *lines(document.quotation), *lines(document.context)]
    excerpt = best([text for text in texts if text != first], missing) if missing else ""
    return Hit(
        kind=kind.value,
        kind_label=kind.label,
        address=address_of(document),
        title=title,
        language=document.language,
        excerpt=marked(excerpt, terms, LENGTH) if excerpt else [],
        sides=sides,
        facts=facts_of(kind, facts),
    )


def lines(text, without=()):
    return [] if without else text.split("\n")


def facts_of(kind, facts):
    """Return what is said of a document beside its words, from its ``facts`` (dict), as a list of (str, whether it is
    in the language of our own words)."""
    sort = SORTS.get(kind)
    said = [(sort(facts["kind_of"]).label if sort else "", False)]
    if kind == DocumentKind.PAIR:
        said.append((PairKind(facts["kind_of"]).label, False))
    if kind == DocumentKind.PLACE and facts.get("lies_in"):
        said.append((_("in %(place)s") % {"place": facts["lies_in"]}, False))
    ours = [facts.get(name, "") for name in ("party", "place", "outlet", "source", "event")]
    if kind == DocumentKind.QUOTATION:
        ours += facts.get("parties", [])
    said += [(text, True) for text in ours]
    said += [(humanise(facts.get(name, "")), False) for name in ("occurred", "published", "about")]
    return [(text, ours) for text, ours in dict.fromkeys(said) if text]


def tabs(found, text, kind):
    """Return a `Tab` for everything and for each kind with hits. ``kind``: the one chosen, or None."""
    base = reverse("search")
    total = sum(found.counts.values())
    made = [
        Tab(
            _("Everything"),
            counted(total) if total and kind is None else "",
            f"{base}?{urlencode({'q': text})}",
            kind is None,
        )
    ]
    for each, label in KINDS.items():
        number = found.counts.get(each, 0)
        if number or each == kind:
            address = f"{base}?{urlencode({'q': text, 'what': each.value})}"
            made.append(Tab(label, counted(number), address, each == kind))
    return made


def counted(number):
    """Return ``number`` (int) as it is shown: no more is ever counted than `MOST`."""
    shown = number_format(min(number, MOST), use_l10n=True, force_grouping=True)
    return f"{shown}+" if number > MOST else shown


def neighbours(found, query, page):
    """Return the addresses (str) of the pages before and after page ``page`` (int), "" where there is none."""

    def address(number):
        rest = query.copy()
        rest.pop("page", None)
        if number > 1:
            rest["page"] = number
        return f"?{rest.urlencode()}"

    return address(page - 1) if page > 1 else "", address(page + 1) if found.more and page < PAGES else ""


def fewer(found):
    """Return `Link`s to searches for each single term of one that found nothing."""
    terms = [term.typed for term in found.terms]
    if len(terms) < 2:
        return []
    return [Link(text, f"{reverse('search')}?{urlencode({'q': text})}") for text in dict.fromkeys(terms)]


def examples():
    """Return `Link`s to searches that show what can be asked, made from what is public: places, and a phrase."""
    places = Place.objects.published().order_by("name", "pk").values_list("name", flat=True)[:2]
    titles = Event.objects.published().order_by("title", "pk").values_list("title", flat=True)[:1]
    texts = [*places, *(f'"{title}"' for title in titles)]
    return [Link(text, f"{reverse('search')}?{urlencode({'q': text})}") for text in texts]


def suggestion(document, text):
    """Return ``document`` (a `SearchDocument`) as it is offered to whoever typed ``text`` (str): a dict of str."""
    names = document.title.split("\n")
    started = typed(text)

    def begins(name):
        return all(any(word.startswith(start) for word in typed(name)) for start in started)

    written = next((name for name in names if begins(name)), names[0])
    return {
        "label": names[0],
        "also": written if written != names[0] else "",
        "kind": str(DocumentKind(document.kind).label),
        "address": address_of(document),
    }
