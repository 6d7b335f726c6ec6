"""Invented articles as files, to measure an import with: repeatable, and as different from each other as news is."""

import random
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.management.long_command import LongCommand
from sources.management.progress import Progress

IN_A_FOLDER = 1000
WORDS = 500
# One in so many is a copy of an earlier article with another beginning, as agencies' reports are printed.
COPIED = 25

SYLLABLES = ["ba", "bel", "dor", "fen", "gal", "hol", "kor", "lim", "mar", "nev", "os", "pra", "quin", "rov", "sel"]
SYLLABLES += ["tar", "ul", "ven", "wik", "yar", "zel"]
BODIES = ["council", "ministry", "union", "harbour office", "railway", "fire service", "guild", "court", "observatory"]
VERBS = ["said", "denied", "reported", "claimed", "confirmed", "announced", "disputed", "repeated", "expected"]
THINGS = [
    "bridge",
    "tunnel",
    "market",
    "dam",
    "tower",
    "ferry",
    "archive",
    "school",
    "mill",
    "station",
    "quarry",
    "road",
]
SMALL = ["the", "of", "in", "and", "to", "a", "that", "was", "for", "on", "with", "by", "from", "were", "at", "had"]
# How many invented words there are; a few of them are in every article and most in hardly any, as in any language.
LEXICON = 6000


class Command(LongCommand):
    help = (
        "Write invented articles of about 500 words into a folder, as .txt files in folders of 1000. The same number "
        "and seed give the same files, so that imports can be measured and compared."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", help="where to write; made if it is not there")
        parser.add_argument("--articles", type=int, required=True, metavar="N", help="how many articles")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed gives other articles")
        parser.add_argument("--words", type=int, default=WORDS, metavar="N", help="words in each, about")

    def work(self, folder, articles, seed, words, **options):
        self.written = 0
        if articles < 1 or words < 1:
            raise CommandError(_("Give a number of articles and of words that is 1 or more."))
        progress = Progress(self.stderr, articles)
        for number, text in enumerate(generate(articles, seed, words)):
            path = Path(folder, f"{number // IN_A_FOLDER:05}", f"{number:07}.txt")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            except OSError as error:
                raise CommandError(
                    _("%(path)s cannot be written: %(error)s") % {"path": path, "error": error.strerror}
                ) from error
            self.written += 1
            progress.step()
        progress.clear()

    def summary(self):
        return ngettext("%(count)d article written", "%(count)d articles written", self.written) % {
            "count": self.written
        }

    def verdict(self):
        """Whatever was asked for is there."""


def generate(count, seed, words=WORDS):
    """Yield ``count`` invented articles (str) of about this many ``words``; the same for the same ``seed`` (int).

    Every 25th repeats most of an earlier one.
    """
    chance = random.Random(seed)
    lexicon = [_invented(chance) for _each in range(LEXICON)]
    earlier = ""
    for number in range(count):
        day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        paragraphs = [_paragraph(chance, lexicon) for _each in range(max(1, words // 60))]
        if earlier and number % COPIED == COPIED - 1:
            paragraphs = [paragraphs[0], *earlier.split("\n\n")[2:-1]]
        text = f"{_headline(chance)} ({number})\n\n date {day}\n\n" + "\n\n".join(paragraphs)
        if number % COPIED == COPIED // 2:
            earlier = text
        yield text


def _invented(chance):
    return "".join(chance.choice(SYLLABLES) for _each in range(chance.randint(2, 4)))


def _headline(chance):
    return (
        f"{_invented(chance).capitalize()} {chance.choice(BODIES)} at odds over {chance.choice(THINGS)} in "
        f"{_invented(chance).capitalize()}"
    )


def _paragraph(chance, lexicon):
    return " ".join(_sentence(chance, lexicon) for _each in range(4))


def _sentence(chance, lexicon):
    # Every other word is a small one, and of the others the first ones of the lexicon come most often.
    words = [
        chance.choice(SMALL) if place % 2 else lexicon[int(LEXICON * chance.random() ** 3)]
        for place in range(chance.randint(7, 14))
    ]
    return (
        f"The {chance.choice(BODIES)} of {_invented(chance).capitalize()} {chance.choice(VERBS)} that "
        f"{' '.join(words)} {chance.choice(THINGS)}."
    )
