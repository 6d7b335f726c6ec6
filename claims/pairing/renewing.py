"""The lexicon of answers of an installation made what comes with the product; what editors changed stays."""

from dataclasses import dataclass, field

from django.db import transaction

from claims.models import AnswerRelation, AnswerTerm
from claims.pairing.lexicon import RELATIONS, TERMS, rows

REASON = "as it comes with the product"


@dataclass
class Renewed:
    """How many terms and relations were added and renewed; ``kept``: what stays as an editor left it (list of str), and
    ``gone``: what an editor deleted, and is not brought back."""

    added: int = 0
    renewed: int = 0
    kept: list = field(default_factory=list)
    gone: list = field(default_factory=list)


@transaction.atomic
def renew():
    """Bring the lexicon up to date, and return what was done (`Renewed`).

    A row that no editor ever changed becomes what comes with the product, a missing one is added; one that an editor
    changed stays as it is, and one that an editor deleted stays deleted. What only the installation has stays, too.
    """
    done = Renewed()
    terms = _terms(done)
    _relations(done, terms)
    return done


def _terms(done):
    held = {(term.term, term.language): term for term in AnswerTerm.objects.all()}
    edited = _edited(AnswerTerm)
    deleted = {(old.term, old.language) for old in AnswerTerm.history.filter(history_type="-")}
    heads = {}
    # What translates another term comes after all that do not.
    for row in sorted(rows(TERMS), key=lambda row: bool(row["same_as"])):
        key = (row["term"], row["language"])
        told = {"forms": row["forms"], "polarity": row["polarity"], "exclusive": row["exclusive"] == "1"}
        told["same_as_id"] = heads[row["same_as"]].pk if row["same_as"] in heads else None
        if key not in held and (key in deleted or (row["same_as"] and row["same_as"] not in heads)):
            done.gone.append(f"{row['term']} ({row['language']})")
            continue
        term = _bring(AnswerTerm, held.get(key), edited, {"term": key[0], "language": key[1]}, told, done)
        if not row["same_as"]:
            heads[row["term"]] = term
    return heads


def _relations(done, heads):
    held = {frozenset((each.one_id, each.other_id)): each for each in AnswerRelation.objects.select_related()}
    edited = _edited(AnswerRelation)
    gone = AnswerRelation.history.filter(history_type="-").values_list("one_id", "other_id")
    deleted = {frozenset(pair) for pair in gone}
    for row in rows(RELATIONS):
        one, other = heads.get(row["one"]), heads.get(row["other"])
        key = frozenset(each.pk for each in (one, other) if each)
        if len(key) < 2 or (key not in held and key in deleted):
            done.gone.append(f"{row['one']} – {row['other']}")
            continue
        told = {
            "relation": row["relation"],
            "same_place": row["same_place"] == "1",
            "same_time": row["same_time"] == "1",
        }
        _bring(AnswerRelation, held.get(key), edited, {"one": one, "other": other}, told, done)


def _edited(model):
    """Return the keys (set) of the rows of ``model`` that somebody who is logged in ever saved."""
    return set(model.history.exclude(history_user=None).values_list("id", flat=True))


def _bring(model, row, edited, named, told, done):
    """Return the row as it comes with the product, stored; ``row`` itself where an editor has changed it."""
    if row is None:
        row = model(**named, **told)
        done.added += 1
    elif all(getattr(row, name) == value for name, value in told.items()):
        return row
    elif row.pk in edited:
        done.kept.append(str(row))
        return row
    else:
        for name, value in told.items():
            setattr(row, name, value)
        done.renewed += 1
    row._change_reason = REASON
    row.save()
    return row
