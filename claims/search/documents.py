"""What can be found of each kind of record, as `SearchDocument`s. Only public records have one, made of public words.

A document repeats words of other records: a claim is found by the name of its party. Whatever is repeated here, the
table of `claims.search.syncing` spreads when it changes.
"""

from collections import defaultdict

from claims.models import (
    Appearance,
    Claim,
    ClaimPair,
    DocumentKind,
    Event,
    Party,
    PartyName,
    Place,
    PlaceName,
    Question,
    SearchDocument,
)
from claims.models.chain import DEPTH
from claims.models.search import ROOM
from claims.search.words import markers, prepared
from editorial.status import Status
from sources.models import Outlet, Passage, Source

# How many sources' words of one claim are searched with it; the quotations have documents of their own.
REPORTS = 20


def document(kind, record, *, title, answer=(), quotation=(), context=(), **facts):
    """Return the `SearchDocument` of ``record``; texts are lists of str, of which empty ones are left out."""
    title, answer, quotation, context = (
        list(dict.fromkeys(text for text in texts if text)) for texts in (title, answer, quotation, context)
    )
    # The title of a quotation is its words, and they weigh as a quotation does.
    titled = [] if kind == DocumentKind.QUOTATION else [prepared(*title)]
    return SearchDocument(
        id=kind.key(record.pk),
        kind=kind,
        slug=facts.pop("slug", None) or record.slug,
        language=facts.pop("language", ""),
        title=lines(title),
        answer=lines(answer),
        quotation=lines(quotation),
        context=lines(context),
        title_words=" ".join([*titled, *(markers(text) for text in title if kind in TITLED)]),
        answer_words=prepared(*answer),
        quotation_words=prepared(*quotation),
        context_words=prepared(*context),
        facts={name: fact for name, fact in facts.items() if fact or fact == 0},
    )


# Known by several names, each of which means the same.
NAMED = (DocumentKind.PARTY, DocumentKind.PLACE, DocumentKind.OUTLET)
# Offered while somebody types.
TITLED = (*NAMED, DocumentKind.EVENT, DocumentKind.QUESTION)


def lines(texts):
    return "\n".join(" ".join(text.replace("\x00", "").split()) for text in texts)


def chain(path):
    """Return the lookup paths (list of str) of a place at ``path`` (str) and of those around it."""
    return ["__".join([path] + ["parent"] * depth) for depth in range(DEPTH + 1)]


def around(place):
    """Return the names (list of str) of ``place`` (a `Place` fetched along `chain`, or None) and of those around it."""
    names = []
    while place is not None and len(names) <= DEPTH:
        names.append(place.name)
        place = place.parent
    return names


def asked(claim):
    """Return the text (str) of the question that ``claim`` answers, if readers may see it."""
    return claim.question.text if claim.question and claim.question.status == Status.PUBLISHED else ""


def other_names(model, field, keys):
    """Return the other names (rows of ``model``) of the records with ``keys``, as a dict of key to list of str."""
    found = defaultdict(list)
    # Sorted here, because databases differ in how they sort names.
    for key, name in sorted(model.objects.filter(**{f"{field}__in": keys}).values_list(field, "name")):
        found[key].append(name)
    return found


# One function a kind: from keys of records to their documents, in a fixed number of queries ---------------------------


def parties(keys):
    names = other_names(PartyName, "party", keys)
    for party in Party.objects.published().filter(pk__in=keys):
        yield document(
            DocumentKind.PARTY,
            party,
            title=[party.name, *names[party.pk]],
            context=[party.description],
            kind_of=party.kind,
        )


def places(keys):
    names = other_names(PlaceName, "place", keys)
    for place in Place.objects.published().filter(pk__in=keys).select_related(*chain("parent")[:-1]):
        yield document(
            DocumentKind.PLACE,
            place,
            title=[place.name, *names[place.pk]],
            context=around(place.parent),
            lies_in=place.parent.name if place.parent else "",
            kind_of=place.kind,
        )


def events(keys):
    for event in Event.objects.published().filter(pk__in=keys).select_related(*chain("place")):
        yield document(
            DocumentKind.EVENT,
            event,
            title=[event.title],
            context=[event.summary, *around(event.place)],
            place=event.place.name if event.place else "",
            occurred=event.occurred,
        )


def questions(keys):
    rows = Question.objects.published().filter(pk__in=keys)
    for question in rows.select_related("event", *chain("event__place")):
        yield document(
            DocumentKind.QUESTION,
            question,
            title=[question.text],
            context=[question.event.title, *around(question.event.place)],
            event=question.event.title,
        )


def pairs(keys):
    sides = ("claim", "counterclaim")
    needed = [f"{side}__{path}" for side in sides for path in ("party", "event", "question", *chain("event__place"))]
    for pair in ClaimPair.objects.published().filter(pk__in=keys).select_related(*needed):
        claims = (pair.claim, pair.counterclaim)
        events = dict.fromkeys(claim.event for claim in claims)
        questions = dict.fromkeys(asked(claim) for claim in claims)
        names = [claim.party.name for claim in claims]
        headings = list(questions) if len(questions) == 1 and any(questions) else [event.title for event in events]
        yield document(
            DocumentKind.PAIR,
            pair,
            title=[" / ".join(headings)],
            answer=[claim.answer for claim in claims],
            quotation=[claim.statement for claim in claims],
            context=[
                *names,
                *(event.title for event in events),
                *questions,
                pair.rationale,
                pair.scope_note,
                pair.would_settle,
                *(name for event in events for name in around(event.place)),
            ],
            parties=names,
            answers=[claim.answer for claim in claims],
            kind_of=pair.kind,
        )


def claims(keys):
    quoted = defaultdict(list)
    reports = Appearance.objects.published().filter(claim__in=keys).order_by("claim", "pk")
    for claim, exact, original in reports.values_list("claim", "passage__exact", "original"):
        if len(quoted[claim]) < REPORTS:
            quoted[claim] += [exact, original]
    rows = Claim.objects.published().filter(pk__in=keys)
    for claim in rows.select_related("party", "event", "question", *chain("event__place")):
        yield document(
            DocumentKind.CLAIM,
            claim,
            title=[claim.statement],
            answer=[claim.answer],
            quotation=quoted[claim.pk],
            context=[claim.party.name, claim.event.title, asked(claim), *around(claim.event.place)],
            party=claim.party.name,
            event=claim.event.title,
            about=claim.about,
        )


def quotations(keys):
    carried = defaultdict(list)
    reports = Appearance.objects.published().filter(passage__in=keys).order_by("passage", "pk")
    for row in reports.values_list("passage", "original", "speaker", "claim__party__name", "said"):
        carried[row[0]].append(row[1:])
    for passage in Passage.objects.published().filter(pk__in=keys).select_related("source__outlet"):
        source, reports = passage.source, carried[passage.pk]
        outlet = source.outlet.name if source.outlet else ""
        yield document(
            DocumentKind.QUOTATION,
            passage,
            slug=source.slug,
            language=source.language,
            title=[passage.exact],
            quotation=[passage.exact, *(original for original, *_rest in reports)],
            context=[
                *(speaker for _original, speaker, *_rest in reports),
                *(party for _original, _speaker, party, _said in reports),
                source.title,
                outlet,
            ],
            parties=sorted({party for _original, _speaker, party, _said in reports}),
            outlet=outlet,
            source=source.title,
            published=source.published,
            start=passage.start,
        )


def sources(keys):
    for source in Source.objects.published().filter(pk__in=keys).select_related("outlet"):
        outlet = source.outlet.name if source.outlet else ""
        yield document(
            DocumentKind.SOURCE,
            source,
            language=source.language,
            title=[source.title],
            context=[source.byline, outlet],
            outlet=outlet,
            published=source.published,
        )


def outlets(keys):
    for outlet in Outlet.objects.published().filter(pk__in=keys):
        yield document(DocumentKind.OUTLET, outlet, title=[outlet.name], context=[outlet.domain], kind_of=outlet.kind)


BUILDERS = {
    DocumentKind.PARTY: parties,
    DocumentKind.PLACE: places,
    DocumentKind.EVENT: events,
    DocumentKind.QUESTION: questions,
    DocumentKind.PAIR: pairs,
    DocumentKind.CLAIM: claims,
    DocumentKind.QUOTATION: quotations,
    DocumentKind.SOURCE: sources,
    DocumentKind.OUTLET: outlets,
}
MODELS = {
    DocumentKind.PARTY: Party,
    DocumentKind.PLACE: Place,
    DocumentKind.EVENT: Event,
    DocumentKind.QUESTION: Question,
    DocumentKind.PAIR: ClaimPair,
    DocumentKind.CLAIM: Claim,
    DocumentKind.QUOTATION: Passage,
    DocumentKind.SOURCE: Source,
    DocumentKind.OUTLET: Outlet,
}


def by_kind(keys):
    """Return the records that documents with ``keys`` (ints) stand for: {`DocumentKind`: list of primary keys}."""
    found = defaultdict(list)
    kinds = list(DocumentKind)
    for key in keys:
        kind = kinds[(key - 1) // ROOM]
        found[kind].append(kind.last - key)
    return found
