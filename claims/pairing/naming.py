"""Whom the answers of two claims name: who did it, who holds a place."""

from claims.models import ClaimKind, PairKind, PartyKind, QuestionKind
from claims.pairing import words
from claims.pairing.agreeing import agreement, likeness
from claims.pairing.answers import Found, hits, negative
from claims.pairing.scope import EVENT, QUESTION, TOPIC

# Those that speak of themselves where they name nobody.
ACTORS = {
    PartyKind.STATE,
    PartyKind.MINISTRY,
    PartyKind.ARMED_FORCE,
    PartyKind.ARMED_GROUP,
    PartyKind.OFFICIAL,
}
# In an answer to “who”, these name nobody.
NOBODY = words.stems("yes no carried out by own themselves alone autonomously directly indirectly help support back")


def by_who(one, other, near, lexicon):
    """Who is said to have done it."""
    asked = near == QUESTION and one.question_kind == QuestionKind.WHO
    if not asked and not (one.kind == other.kind == ClaimKind.ATTRIBUTION and near in (TOPIC, EVENT)):
        return None
    first, second = named(one), named(other)
    no = [negative(claim, lexicon, however=True) for claim in (one, other)]
    if all(no):
        return Found(None)
    if any(no):
        return denied_by_who(one, other, no[0], asked or near == TOPIC)
    if not first or not second:
        return None
    if one_of(first, second, one, other):
        return agreement(one, other, Found(PairKind.CORROBORATES, [])) if asked else None
    if not asked and likeness(one, other) < 40:
        return None
    share = 1.0 if asked else 0.8
    return Found(PairKind.ATTRIBUTION, [["names_differ", {"one": one.answer, "other": other.answer}]], share=share)


def denied_by_who(one, other, first_denies, asked):
    """One names somebody, the other says of somebody that it was not they: of the same, that is a denial."""
    if not asked:
        return None
    denier, accuser = (one, other) if first_denies else (other, one)
    whom = words.related(named(denier), named(accuser))
    speaks_of_itself = words.related(denier.side_stems - accuser.side_stems, named(accuser))
    of_all = any(token.folded in words.NOBODY for token in denier.answer_tokens)
    if whom or speaks_of_itself or of_all or not named(accuser) - words.GENERAL:
        return Found(PairKind.DENIAL, [["denies", {"answer": denier.answer}]], denier=denier)
    return agreement(one, other, Found(PairKind.CORROBORATES, []))


def named(claim):
    """Return the stems (frozenset) by which the answer of a claim (`Read`) names somebody."""
    found = claim.answer_stems - NOBODY
    if found and found - words.GENERAL <= claim.side_stems:
        # Whoever names itself names the side that it belongs to.
        return found | claim.side_stems
    itself = any(token.folded in words.ITSELF for token in claim.answer_tokens)
    return claim.side_stems if itself and not found else found


def one_of(first, second, one, other):
    """Return whether two sets of stems name one and the same: they share a word, and where both go on, no name."""
    if not words.related(first, second):
        return False
    if first <= second or second <= first:
        return True
    proper = {words.stem(written) for claim in (one, other) for written in claim.names.values()}
    return not ((first - second) & proper and (second - first) & proper)


def both_of_themselves(one, other, near, lexicon):
    """Where both say what only one can be right about, such as that a place is held: whether they say it of two."""
    terms = [{hit.term.name for hit in hits(claim, lexicon).answer if hit.asserts} for claim in (one, other)]
    if not terms[0] & terms[1] & lexicon.exclusive or one.outermost & other.outermost:
        return None
    first, second = subject(one, lexicon), subject(other, lexicon)
    if not first or not second or words.related(first, second):
        return None
    differ = ["names_differ", {"one": one.answer, "other": other.answer}]
    return Found(PairKind.CONTRARY, [differ, ["across_sides", {"one": one.party_name, "other": other.party_name}]])


def subject(claim, lexicon):
    """Return the stems of whom an answer speaks: those that it names, or else the party, where it acts itself."""
    said = {stem for hit in hits(claim, lexicon).answer for stem in words.stems(hit.text)}
    places = {stem for name in claim.place_names for stem in words.stems(name)}
    proper = {words.stem(written) for written in claim.names.values()}
    named = (claim.answer_stems - said - places) & proper
    return named or (claim.party_stems if claim.party_kind in ACTORS else frozenset())
