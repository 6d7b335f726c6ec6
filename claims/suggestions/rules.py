"""The rules: which sentences of a text carry a claim, who makes it, how it is attributed, and why it was marked."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from claims.models import Attribution, Implication, LexiconKind, PartyKind
from claims.suggestions.losses import figure
from claims.suggestions.nouns import noun
from claims.suggestions.phrases import ARTICLES, IMAGES, PREPOSITIONS, PRONOUNS, THEIRS, THERE, THINGS, phrases
from claims.suggestions.quoting import inside, overlap, quotations, reaching
from claims.suggestions.recalling import Memory
from claims.suggestions.resolving import exact, resolve, whole
from claims.suggestions.sentences import paragraphs, split
from claims.suggestions.speaking import OBJECT, RELAY, SPREAD, leads, passes_on, spoken_of, spread_only, voices
from claims.suggestions.tokens import by_start, is_cyrillic, tokens
from claims.suggestions.wordlists import words

# A verb in one of these forms is hardly ever a noun or an infinitive, so that it counts without a speaker, too.
SURE_ENDS = ("ed", "said", "told", "wrote", "spoke", "swore", "sworn", "л", "ла", "ло", "ли", "в", "ся")
SURE = words("sure")
WEAK = words("weak")
DISTANCE, CLEAR = 5, 7
WRITTEN = words("written")
VIEWS = words("views")
SPOKESPERSONS = words("spokespersons")
SPEAKING = ("office", "body", "named office")
OF_THIS = {("об", "этом"), ("про", "це"), ("о", "чем"), ("про", "що")}
DASHES = "-–—"
ONLY_NAME = 2
# What the words right after a quotation weigh more, when they are no more than so many.
TURN, TURN_WORDS = 3, 12
# So many words after a label say something.
LABEL_SAYS = 3


@dataclass(frozen=True)
class Proposal:
    """One suggested claim: ``start`` and ``end`` (code points, half-open), the `Known` party or None, the speaker as
    printed, an `Attribution`, an `Implication`, and the reasons in sentences."""

    start: int
    end: int
    party: object
    speaker: str
    attribution: str
    implies: str
    reasons: tuple


def propose(text, lexicon, names):
    """Return the list of `Proposal` for ``text`` (str), in order, at most one for a sentence.

    ``lexicon``: a `Lexicon`; ``names``: the `Names` of all parties.
    """
    memory = Memory(names, text)
    places = paragraphs(text)
    quoted = [quotations(text, start, end) for start, end in places]
    around = [by_start({token.folded for token in tokens(text, start, end)}) for start, end in places]
    sentences = split(text)
    # Read once before, for who holds which office: a report may say so only after "the governor" has spoken.
    for sentence in sentences:
        Reading(text, sentence, lexicon, names, memory, quoted[sentence.paragraph], [])
    memory = memory.anew(text)
    found, waiting = [], []
    for sentence in sentences:
        reading = Reading(
            text, sentence, lexicon, names, memory, quoted[sentence.paragraph], around[: sentence.paragraph + 1][-2:]
        )
        waiting = [(place, end) for place, end in waiting if sentence.start < end]
        if not (proposal := reading.proposal()):
            continue
        found.append(proposal)
        if reading.heard and reading.speaks_of_before() and len(found) > 1:
            before = found[-2]
            if before.party is None and not before.speaker and text[before.end : proposal.start].isspace():
                found[-2] = said_by(before, proposal, _("The sentence after says who reported it."))
        # A quotation of several sentences, of which the last says whose it is.
        if end := reading.runs_on():
            waiting.append((len(found) - 1, end))
        elif reading.heard:
            reason = _("Its words stand in quotation marks; the sentence after says whose they are.")
            for place, _end in waiting:
                found[place] = said_by(found[place], proposal, reason)
            waiting = []
    return found


def said_by(proposal, other, reason):
    """Return ``proposal`` with the party and speaker of ``other``, in a sentence after it, and the ``reason`` (str)."""
    return replace(proposal, party=other.party, speaker=other.speaker, reasons=(reason, *proposal.reasons[1:]))


class Reading:
    """One sentence, read in the light of those before it."""

    def __init__(self, text, sentence, lexicon, names, memory, quoted, around):
        self.text, self.sentence, self.memory = text, sentence, memory
        self.start, self.end = sentence.start, sentence.end
        self.tokens = tokens(text, self.start, self.end)
        self.around = around
        hits = lexicon.find(self.tokens)
        name_hits = names.find(text, self.tokens)
        self.named = {at for hit in name_hits for at in range(hit.first, hit.last)}
        self.spans, self.heard = reaching(quoted, self.start, self.end), None
        self.quoted = self.real_quotations(overlap(self.spans, self.start, self.end))
        self.figure = figure(self.tokens, hits)
        candidates = phrases(text, self.tokens, hits, name_hits, memory)
        self.outside = [phrase for phrase in candidates if not self.in_quotation(phrase.first)]
        spoken_for = {at for phrase in candidates for at in range(phrase.first, phrase.last)}
        self.verbs = [
            hit
            for hit in hits
            if hit.entry.kind == LexiconKind.VERB and hit.first not in spoken_for and not self.in_quotation(hit.first)
        ]
        memory.note(text, candidates, self.tokens, self.said_at())

    def real_quotations(self, spans):
        """Return those of ``spans`` that quote somebody: not those around a party's name, or around a word or two."""
        kept = []
        for start, end in spans:
            inner = [at for at, token in enumerate(self.tokens) if start <= token.start and token.end <= end]
            if inner and not set(inner) <= self.named:
                kept.append((start, end))
        return kept

    def in_quotation(self, position):
        token = self.tokens[position]
        return inside(self.quoted, token.start, token.end)

    def runs_on(self):
        """Return where the quotation ends that goes on after this sentence, all of which it is (int), or None."""
        if self.heard or not self.tokens:
            return None
        return next((end for start, end in self.spans if start <= self.tokens[0].start and end > self.end), None)

    def speaks_of_before(self):
        """Return whether the sentence only says who reported the one before: «Об этом сообщил губернатор»."""
        return tuple(token.folded for token in self.tokens[:2]) in OF_THIS

    def quoted_words(self):
        return sum(1 for token in self.tokens if inside(self.quoted, token.start, token.end))

    # What speaks for a claim ------------------------------------------------------------------------------------------

    def proposal(self):
        """Return the `Proposal` of this sentence, or None."""
        self.heard = self.voice()
        if self.outside and self.outside[0].first <= 1 and self.outside[0].party:
            self.memory.began(self.outside[0], self.printed(self.outside[0]), self.sentence)
        if self.heard:
            return self.by(self.heard)
        if phrase := self.labelled():
            return self.labelled_by(phrase)
        words = self.quoted_words()
        if words > ONLY_NAME and words * 2 >= len(self.tokens):
            return self.continued()
        if verb := next((verb for verb in self.verbs if THEIRS & set(verb.text.lower().split())), None):
            party, speaker = self.memory.pronoun(self.sentence, thing=False)
            self.memory.went_on(self.sentence)
            return self.made(party, speaker, Attribution.PARAPHRASE, verb.entry.implies, [self.of_before(verb, party)])
        if sure := [verb for verb in self.verbs if self.is_sure(verb)]:
            verb = sure[0]
            if verb.first <= 1 and is_cyrillic(verb.text):
                # «Заверил, что всё спокойно»: Russian and Ukrainian leave "he" out.
                party, speaker = self.memory.pronoun(self.sentence, thing=False)
                if party:
                    self.memory.went_on(self.sentence)
                    return self.made(
                        party, speaker, Attribution.PARAPHRASE, verb.entry.implies, [self.of_before(verb, party)]
                    )
            reason = _("“%(verb)s” says that somebody claims something; who, the rules could not tell.")
            return self.made(None, "", Attribution.PARAPHRASE, verb.entry.implies, [reason % {"verb": verb.text}])
        if self.figure:
            return self.made(None, "", Attribution.OWN_VOICE, Implication.NEUTRAL, [])
        return None

    def voice(self):
        """Return the `Voice` of this sentence: of several the one that weighs most, the first of equals."""
        heard = [
            voice
            for voice in voices(self.text, self.tokens, self.verbs, self.outside)
            if not spread_only(voice) and (voice.verb.text.lower() not in WEAK or self.is_near(voice))
        ]
        return max(
            heard,
            key=lambda voice: (
                voice.weight
                + TURN * self.takes_up(voice)
                - OBJECT * spoken_of(voice, heard)
                - RELAY * passes_on(voice, heard),
                -voice.verb.first,
            ),
            default=None,
        )

    def takes_up(self, voice):
        """Return whether ``voice`` stands right after a quotation and says whose it was: "…," she said."""
        first = min(voice.phrase.first, voice.verb.first)
        last = max(voice.phrase.last, voice.verb.last)
        if not first or last - first > TURN_WORDS or not self.in_quotation(first - 1):
            return False
        gap = self.text[self.tokens[first - 1].end : self.tokens[first].start]
        return any(mark in gap for mark in '"”»“')

    def is_near(self, voice):
        """Return whether a weak verb says that somebody speaks: it stands close to who does, or beside a quotation."""
        gap = voice.verb.first - voice.phrase.last if voice.phrase.last <= voice.verb.first else 0
        return (gap <= DISTANCE and voice.weight >= CLEAR) or self.quoted_words() > ONLY_NAME

    def labelled(self):
        """Return the `Phrase` under which the sentence stands as under a label, or None: "Mayor: ...", "For the union,
        it is ...", "... - mayor"."""
        for phrase in self.outside:
            before = [token.folded for token in self.tokens[: phrase.first] if token.folded not in ARTICLES]
            behind = self.text[self.tokens[phrase.last - 1].end : self.end]
            if phrase.kind == "pronoun":
                continue
            if self.stands_last(phrase):
                return phrase
            if len(self.tokens) - phrase.last < LABEL_SAYS:
                continue
            if len(before) <= 1 and behind.lstrip('”»"').startswith(":"):
                return phrase
            if len(before) == 1 and before[0] in VIEWS and behind.startswith(","):
                return phrase
        return None

    def stands_last(self, phrase):
        """Return whether ``phrase`` stands after a dash at the end, as in a headline: "Bridge lost - mayor"."""
        if phrase.first < LABEL_SAYS or phrase.last != len(self.tokens) or self.quoted:
            return False
        between = self.text[self.tokens[phrase.first - 1].end : self.tokens[phrase.first].start]
        return between.strip() in DASHES and between != between.strip() and bool(between.strip())

    def labelled_by(self, phrase):
        party, speaker, why = self.who(phrase)
        self.memory.spoke(phrase, party, speaker or self.printed(phrase), self.sentence, self.tokens, self.said(phrase))
        reasons = [why, _("What follows stands under that name.")]
        return self.made(party, speaker, self.attribution(phrase, party), Implication.NEUTRAL, reasons)

    def is_sure(self, verb):
        word = verb.text.lower()
        return (
            word not in WEAK
            and verb.entry.word not in SPREAD
            and (word in SURE or word.endswith(SURE_ENDS) or leads(verb))
        )

    def by(self, voice):
        phrase, verb = voice.phrase, voice.verb
        party, speaker, why = self.who(phrase)
        self.memory.spoke(phrase, party, speaker or self.printed(phrase), self.sentence, self.tokens, self.said(phrase))
        reasons = [why, self.about(verb)]
        return self.made(party, speaker, self.attribution(phrase, party), verb.entry.implies, reasons)

    def of_before(self, verb, party):
        if party:
            return _("“%(verb)s” points to who spoke before: %(party)s.") % {"verb": verb.text, "party": party.name}
        return _("“%(verb)s” points to who spoke before; who that is, the rules could not tell.") % {"verb": verb.text}

    def continued(self):
        """Return the `Proposal` of a quotation that goes on without a verb of its own, said by who spoke last."""
        party, speaker = self.memory.pronoun(self.sentence, thing=False)
        reason = _("Its words stand in quotation marks.")
        if party or speaker:
            self.memory.went_on(self.sentence)
            reason = _("Its words stand in quotation marks, after words of %(speaker)s.") % {
                "speaker": speaker or party.name
            }
        return self.made(party, speaker, Attribution.DIRECT_QUOTATION, Implication.NEUTRAL, [reason])

    def who(self, phrase):
        """Return (the `Known` party or None, the speaker as printed or "", the reason in a sentence)."""
        printed = self.printed(phrase)
        if phrase.kind == "pronoun":
            party, before = self.memory.pronoun(self.sentence, thing=phrase.words[0] in THINGS | THERE)
            if not party:
                return (
                    None,
                    before,
                    _("“%(words)s” speaks; who is meant, the rules could not tell.") % {"words": printed},
                )
            return (
                party,
                before,
                _("“%(words)s” is taken for who spoke before: %(party)s.") % {"words": printed, "party": party.name},
            )
        speaker = printed if phrase.person or phrase.office else ""
        if phrase.kind in ("office", "body") and (party := whole(self.said(phrase), self.memory.names)):
            return (
                party,
                speaker,
                _("“%(words)s” speaks, which names %(party)s.") % {"words": printed, "party": party.name},
            )
        if phrase.party and (party := exact(self.said(phrase), phrase.party, self.memory)):
            return (
                party,
                speaker,
                _("“%(words)s” speaks, which names %(party)s.") % {"words": printed, "party": party.name},
            )
        if not phrase.party and phrase.kind in SPEAKING and (party := self.meant(phrase)):
            reason = _("“%(words)s” speaks, which in this text means %(party)s.")
            return party, speaker, reason % {"words": printed, "party": party.name}
        return None, speaker or printed, _("“%(words)s” speaks, no party by a known name.") % {"words": printed}

    def said(self, phrase):
        return noun(self.text, self.tokens, phrase, self.said_at(), self.memory.names.knows)

    def said_at(self):
        """Return the positions (frozenset of int) of the verbs of saying."""
        return frozenset(hit.first for hit in self.verbs)

    def meant(self, phrase):
        """Return the `Known` party that an office or a body without a known name of its own means, or None."""
        said = self.said(phrase)
        if self.is_theirs(phrase):
            if (subject := self.outside[0]) is not phrase and subject.first <= 1 and subject.party:
                return subject.party
            return self.memory.pronoun(self.sentence, thing=False)[0]
        if said.heads and not said.named and set(said.heads) <= SPOKESPERSONS:
            before = self.memory.spoke_as(said.heads, self.sentence)
            if phrase.person and self.is_unknown(phrase):
                # Somebody who is named for the first time speaks for none of those before.
                return None
            return before or self.memory.pronoun(self.sentence, thing=False)[0]
        own = by_start({token.folded for at, token in enumerate(self.tokens) if not self.in_quotation(at)})
        return resolve(said, self.memory, self.sentence, (own, *reversed(self.around)), anew=self.is_new(phrase, said))

    def is_new(self, phrase, said):
        """Return whether ``phrase`` names a person not named before, in an office that one person holds: it is another
        governor than the one who spoke before."""
        return bool(phrase.names and said.offices) and self.is_unknown(phrase)

    def is_unknown(self, phrase):
        return not any(self.memory.persons.get(self.tokens[at].folded) for at in phrase.names)

    def is_theirs(self, phrase):
        """Return whether ``phrase`` is somebody's who was named before: "his office", "its chief analyst"."""
        before = [token.folded for token in self.tokens[max(0, phrase.first - 2) : phrase.first]]
        return bool(before) and (before[-1] in THEIRS or (before[0] in THEIRS and before[-1] not in PREPOSITIONS))

    def about(self, verb):
        word = {"verb": verb.text}
        return {
            Implication.NEUTRAL: _("“%(verb)s” is a word of saying."),
            Implication.DENIAL: _("“%(verb)s” is a word of denying."),
            Implication.ADMISSION: _("“%(verb)s” is a word by which a report has somebody concede something."),
            Implication.CONFIRMATION: _("“%(verb)s” is a word of confirming."),
            Implication.ACCUSATION: _("“%(verb)s” is a word of accusing."),
            Implication.DOUBT: _("“%(verb)s” is a word by which a report keeps its distance."),
        }[verb.entry.implies] % word

    def attribution(self, phrase, party):
        spoken = {token.folded for at, token in enumerate(self.tokens) if not self.in_quotation(at)}
        if self.quoted_words() > ONLY_NAME:
            return Attribution.DIRECT_QUOTATION
        if set(phrase.words) & IMAGES:
            return Attribution.IMAGE
        if spoken & WRITTEN:
            return Attribution.WRITTEN_STATEMENT
        if phrase.person:
            return Attribution.NAMED_OFFICIAL
        if phrase.office and phrase.kind != "pronoun":
            named = party and party.kind == PartyKind.OFFICIAL and not phrase.unnamed
            return Attribution.NAMED_OFFICIAL if named else Attribution.UNNAMED_OFFICIAL
        if phrase.words[0] in PRONOUNS and self.memory.last and self.memory.last[0].person:
            return Attribution.NAMED_OFFICIAL
        return Attribution.PARAPHRASE

    def printed(self, phrase):
        return " ".join(self.text[self.tokens[phrase.first].start : self.tokens[phrase.last - 1].end].split())[:200]

    def made(self, party, speaker, attribution, implies, reasons):
        if self.figure:
            number, word = self.figure
            reasons = [
                *reasons,
                _("A figure of losses stands in it: “%(number)s”, “%(word)s”.") % {"number": number, "word": word},
            ]
        return Proposal(self.start, self.end, party, speaker, attribution, implies, tuple(reasons))
