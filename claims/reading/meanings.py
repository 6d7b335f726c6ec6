"""What the words on the pages mean, from the choices in the code: a kind added there without a meaning fails a test."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from claims.models import Attribution, ClaimKind, PairKind, Qualifier, QuestionKind
from editorial.status import Status
from sources.models import PassageState

CLAIM_KINDS = {
    ClaimKind.FACTUAL: _("Something is said to be so, or to have happened."),
    ClaimKind.ATTRIBUTION: _("Somebody is said to have done it, ordered it or answer for it."),
    ClaimKind.INTENTION: _("Somebody is said to want or to plan something."),
    ClaimKind.FORECAST: _("Something is said to be going to happen."),
    ClaimKind.JUDGEMENT: _(
        "Something is called good or bad, lawful or not. It is recorded as said; nobody here checks it."
    ),
}

ATTRIBUTIONS = {
    Attribution.DIRECT_QUOTATION: _("The report prints the party's words between quotation marks."),
    Attribution.WRITTEN_STATEMENT: _("The report cites a statement, post or press release of the party."),
    Attribution.NAMED_OFFICIAL: _("The report names the person who said it for the party."),
    Attribution.UNNAMED_OFFICIAL: _("The report says that an official said it, and does not name the person."),
    Attribution.PARAPHRASE: _("The report gives the sense in its own words and says whose claim it is."),
    Attribution.OWN_VOICE: _("The report states it as a fact, and names nobody who said it."),
    Attribution.IMAGE: _("The claim stands in a picture or a video, or in the line below it."),
}

STATUSES = {
    Status.DRAFT: _("Being written. Nobody but editors sees it."),
    Status.IN_REVIEW: _("Waiting for a second person. Nobody but editors sees it."),
    Status.PUBLISHED: _("Checked by somebody other than its last writer, and shown to everybody."),
    Status.RETRACTED: _("Was public and is withdrawn. Its address answers with the reason and the date."),
}

STATES = {
    PassageState.UNVERIFIED: _("The position is recorded, but the text is not held here to compare with."),
    PassageState.EXACT: _("The text is held, and exactly these words stand exactly there."),
    PassageState.MOVED: _("In a newer text of the source the same words stand elsewhere, once."),
    PassageState.AMBIGUOUS: _("In a newer text of the source the same words stand in several places."),
    PassageState.LOST: _("In a newer text of the source the words are not there any more."),
}

# The words that the pages use in one sense, in the order in which one leads to the next.
WORDS = {
    "party": (
        _("party"),
        _("Whoever makes claims: a ministry, an army, a militia, a government, an official, a company, a monitor."),
    ),
    "side": (_("side"), _("The outermost group to which a party belongs or for which it speaks.")),
    "outlet": (_("outlet"), _("Whoever publishes sources: a newspaper, an agency, a broadcaster, a channel.")),
    "source": (_("source"), _("One published document: an article, a statement, a post, a video.")),
    "quotation": (
        _("quotation"),
        _("The words of a source that carry a claim, exactly as printed, marked in the words around them."),
    ),
    "event": (_("event"), _("Something said to have happened at a place and a time.")),
    "question": (_("question"), _("One point at issue about an event. Claims answer it; it takes no side.")),
    "claim": (_("claim"), _("One party’s statement that something is so, summed up in one neutral sentence of ours.")),
    "report": (_("report"), _("One place where a source says that a party made a claim: who spoke, when, how.")),
    "origin": (
        _("independent origin"),
        _("Reports that all go back to one agency, outlet or report are one origin, however many sources print it."),
    ),
    "pair": (_("pair"), _("Two claims set against each other, with the editor’s reason.")),
    "counterclaim": (_("counterclaim"), _("In a pair, the claim that answers the other or came later.")),
    "figure": (_("figure"), _("A number in a claim, with what was counted and how sure it was said to be.")),
    "retracted": (_("retracted"), _("Was public and is withdrawn; the address goes on answering, with the reason.")),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of ours and what we mean by it."""

    value: str
    label: str
    text: str = ""


def explained(choices, texts):
    return [Meaning(choice.value, choice.label, texts[choice]) for choice in choices]


def meanings():
    """Return the meanings by name of the enumeration, for the page about method."""
    conflicting = PairKind.conflicting()
    return {
        "conflicting": [Meaning(kind.value, kind.label, kind.explanation) for kind in conflicting],
        "agreeing": [Meaning(kind.value, kind.label, kind.explanation) for kind in PairKind if kind not in conflicting],
        "claims": explained(ClaimKind, CLAIM_KINDS),
        "attributions": explained(Attribution, ATTRIBUTIONS),
        "statuses": explained(Status, STATUSES),
        "states": explained(PassageState, STATES),
        "questions": [Meaning(kind.value, kind.label) for kind in QuestionKind],
        "words": [Meaning(word, label, text) for word, (label, text) in WORDS.items()],
        "qualifiers": [Meaning(kind.value, kind.label) for kind in Qualifier],
    }
