"""The small words of the rules: articles, prepositions, numbers. Read once from the file beside this one."""

from pathlib import Path

FILE = Path(__file__).with_name("wordlists.txt")


def _read():
    found, name = {}, ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = set()
        elif line and not line.startswith("#"):
            found[name].update(line.split())
    return {name: frozenset(each) for name, each in found.items()}


LISTS = _read()


def words(name):
    """Return the words (frozenset of str, folded as `tokens.fold` folds) of the list called ``name`` (str).

    Raises `KeyError` when there is none.
    """
    return LISTS[name]
