"""What the database refuses about claims beyond single rows (see `editorial.rules`)."""

from editorial.rules import Rule

QUESTION_OF_THE_EVENT = Rule(
    name="claim_question_of_its_event",
    table="claims_claim",
    events=("INSERT", "UPDATE"),
    broken=(
        "EXISTS (SELECT 1 FROM claims_question AS asked "
        "WHERE asked.id = NEW.question_id AND asked.event_id <> NEW.event_id)"
    ),
    message="the question is about another event",
)

PASSAGE_OF_THE_SOURCE = Rule(
    name="appearance_passage_of_its_source",
    table="claims_appearance",
    events=("INSERT", "UPDATE"),
    broken=(
        "EXISTS (SELECT 1 FROM sources_passage AS words "
        "WHERE words.id = NEW.passage_id AND words.source_id <> NEW.source_id)"
    ),
    message="the passage stands in another source",
)

PAIR_PARTIES_FIT_KIND = Rule(
    name="pair_parties_fit_kind",
    table="claims_claimpair",
    events=("INSERT", "UPDATE"),
    broken=(
        "EXISTS (SELECT 1 FROM claims_claim AS one, claims_claim AS other "
        "WHERE one.id = NEW.claim_id AND other.id = NEW.counterclaim_id AND ("
        "(NEW.kind IN ('retracts', 'revises') AND one.party_id <> other.party_id) OR "
        "(NEW.kind = 'corroborates' AND one.party_id = other.party_id)))"
    ),
    message="retracts and revises are of one party, corroborates of two",
)

# The same from the other end: a claim that changes hands must still fit the pairs it stands in.
CLAIM_PARTY_FITS_ITS_PAIRS = Rule(
    name="claim_party_fits_its_pairs",
    table="claims_claim",
    events=("UPDATE",),
    broken=(
        "NEW.party_id <> OLD.party_id AND EXISTS (SELECT 1 FROM claims_claimpair AS pair "
        "JOIN claims_claim AS other ON other.id = CASE WHEN pair.claim_id = NEW.id "
        "THEN pair.counterclaim_id ELSE pair.claim_id END "
        "WHERE (pair.claim_id = NEW.id OR pair.counterclaim_id = NEW.id) AND ("
        "(pair.kind IN ('retracts', 'revises') AND other.party_id <> NEW.party_id) OR "
        "(pair.kind = 'corroborates' AND other.party_id = NEW.party_id)))"
    ),
    message="a pair of this claim needs the party it has",
)

QUESTION_KEEPS_ITS_EVENT = Rule(
    name="question_keeps_its_event",
    table="claims_question",
    events=("UPDATE",),
    broken=(
        "NEW.event_id <> OLD.event_id AND "
        "EXISTS (SELECT 1 FROM claims_claim AS answer WHERE answer.question_id = NEW.id)"
    ),
    message="claims about its event answer this question",
)

PASSAGE_KEEPS_ITS_SOURCE = Rule(
    name="passage_keeps_its_source",
    table="sources_passage",
    events=("UPDATE",),
    broken=(
        "NEW.source_id <> OLD.source_id AND "
        "EXISTS (SELECT 1 FROM claims_appearance AS report WHERE report.passage_id = NEW.id)"
    ),
    message="an appearance stands on this passage in its source",
)

RULES = (
    QUESTION_OF_THE_EVENT,
    QUESTION_KEEPS_ITS_EVENT,
    PASSAGE_OF_THE_SOURCE,
    PASSAGE_KEEPS_ITS_SOURCE,
    PAIR_PARTIES_FIT_KIND,
    CLAIM_PARTY_FITS_ITS_PAIRS,
)
