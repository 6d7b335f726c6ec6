"""The index of what readers can search: one row of each thing, its names, and the words in them. Rows are made from
records by `claims.search.syncing`; nobody edits them, and what is not public has none."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# How many records of a kind the keys of documents leave room for.
ROOM = 1 << 40


class DocumentKind(models.TextChoices):
    """What can be found, in the order in which hits of equal standing are shown."""

    PARTY = "party", _("party")
    PLACE = "place", _("place")
    EVENT = "event", _("event")
    QUESTION = "question", _("question")
    PAIR = "pair", _("pair")
    CLAIM = "claim", _("claim")
    QUOTATION = "quotation", _("quotation")
    SOURCE = "source", _("source")
    OUTLET = "outlet", _("outlet")

    @property
    def last(self):
        """The highest key (int) that a document of this kind can have, less one for each record: the newest first."""
        return (list(DocumentKind).index(self) + 1) * ROOM

    @property
    def keys(self):
        """The keys (first, last; int) between which all documents of this kind lie."""
        return self.last - ROOM + 1, self.last

    def key(self, record):
        """Return the key (int) of the document of the record with the primary key ``record`` (int)."""
        return self.last - record


class IndexModel(models.Model):
    """A table that is worked out from others: nobody is permitted anything about it."""

    class Meta:
        abstract = True
        default_permissions = ()


class SearchDocument(IndexModel):
    """One thing that can be found: its texts as written, and the same as tokens (see `claims.search.words`).

    Its key says kind and record, so that the order of keys is the order of hits of equal standing, on any database.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=DocumentKind)
    slug = models.CharField(max_length=100)
    language = models.CharField(max_length=12, blank=True)
    # One text a line; the first line of the title is shown as the title.
    title = models.TextField()
    answer = models.TextField(blank=True)
    quotation = models.TextField(blank=True)
    context = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    answer_words = models.TextField(blank=True)
    quotation_words = models.TextField(blank=True)
    context_words = models.TextField(blank=True)
    # What a list of hits says beside them: names and dates, by what they are.
    facts = models.JSONField(default=dict)

    class Meta(IndexModel.Meta):
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")

    def __str__(self):
        return self.title.partition("\n")[0]

    @property
    def record(self):
        """The primary key (int) of the record that it stands for."""
        return DocumentKind(self.kind).last - self.id


class SearchName(IndexModel):
    """A name of a party, place or outlet, as tokens: who types one of its names means all of them.

    With ``part`` it is one word of a person's names, by its place in them, in the spellings of different languages: who
    types a surname alone means that in all its spellings.
    """

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="names")
    key = models.CharField(max_length=300, db_index=True)
    part = models.PositiveSmallIntegerField(default=0)

    class Meta(IndexModel.Meta):
        verbose_name = _("searched name")
        verbose_name_plural = _("searched names")

    def __str__(self):
        return self.key


class SearchWord(IndexModel):
    """A word as it is written in public texts, in small letters, and in how many documents: what can be meant."""

    word = models.CharField(max_length=64, unique=True)
    uses = models.IntegerField(default=0)

    class Meta(IndexModel.Meta):
        verbose_name = _("searched word")
        verbose_name_plural = _("searched words")

    def __str__(self):
        return self.word


class SearchSpelling(IndexModel):
    """A form by which a word is found although it is misspelt (see `claims.search.spelling`)."""

    form = models.CharField(max_length=64, db_index=True)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="spellings")

    class Meta(IndexModel.Meta):
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")

    def __str__(self):
        return self.form


class SearchStale(IndexModel):
    """A note that documents are out of date. The database's own triggers write it (see `claims.models.watching`), in
    the transaction of whatever changed a record; `claims.search.syncing` works the notes off."""

    # Empty where the note names a document and not a record.
    cause = models.CharField(max_length=16, blank=True)
    record = models.BigIntegerField()

    class Meta(IndexModel.Meta):
        indexes = [models.Index(fields=["cause", "record"], name="search_stale_by_cause")]
        verbose_name = _("stale document")
        verbose_name_plural = _("stale documents")

    def __str__(self):
        return f"{self.cause} {self.record}"
