"""Addresses of records: readable, unique, and fixed from the moment a reader can have seen them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext_lazy as _
from slugify import slugify

# How many addresses are asked for at once; a database takes only so many values in a question.
MOST_AT_ONCE = 500
SLUG_LENGTH = 90


# Addresses that no record has and readers still come with; whoever keeps such addresses says so here.
_KEEPERS = []


def keeps_addresses(find):
    """Register ``find``: it takes a model and a list of slugs (str), and returns those of them (set) that readers may
    still come with, so that no other record of the model gets one."""
    _KEEPERS.append(find)
    return find


class SluggedQuerySet(models.QuerySet):
    """Finds records by their address, which is their natural key."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Slugged(models.Model):
    """A record with an address of its own, made from its words unless an editor wrote one."""

    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH + 10,
        unique=True,
        blank=True,
        help_text=_("The last part of the page's address. Left empty, it is made from the words. Fixed once public."),
        error_messages={"unique": _("Another record has this address already. Choose another, or leave it empty.")},
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.slug:
            self.refuse_changed_address()
            return super().save(*args, **kwargs)
        # Two people may save the same words at once: the one who comes second takes the next number.
        for attempt in range(5):
            self.slug = self.free_slug()
            try:
                with transaction.atomic():
                    return super().save(*args, **kwargs)
            except IntegrityError:
                taken = type(self)._base_manager.filter(slug=self.slug).exists()
                if not taken or attempt == 4:
                    self.slug = ""
                    raise
        return None

    def slug_text(self):
        """Return the words (str) that the address is made from."""
        raise NotImplementedError

    def natural_key(self):
        return (self.slug,)

    def is_public_address(self):
        """Return whether readers may ever have met this record's address, so that it must stay."""
        raise NotImplementedError

    def clean(self):
        super().clean()
        self.refuse_changed_address()

    def refuse_changed_address(self):
        """Raise `ValidationError` if the address of a public record was changed, or readers know the new one as that of
        another record."""
        stored = None
        if not self._state.adding:
            stored = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored == self.slug:
            return
        if stored is not None and self.is_public_address():
            raise ValidationError(
                {"slug": _("This record is public, so its address stays “%(slug)s”.") % {"slug": stored}}
            )
        if self.slug and kept_addresses(type(self), [self.slug]):
            message = _("Readers know “%(slug)s” as the address of another record. Choose another one.")
            raise ValidationError({"slug": message % {"slug": self.slug}})

    def free_slug(self):
        """Return an address made from `slug_text` that no other record of this kind has."""
        words = slugify(self.slug_text(), max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
        base = words or self._meta.model_name
        # Asked for by name, a few at a time: "all that begin like this" reads the whole table on SQLite, and each
        # article of an import is given an address.
        candidates, number = [base], 1
        while True:
            taken = self.taken_of(candidates) | kept_addresses(type(self), candidates)
            for slug in candidates:
                if slug not in taken:
                    return slug
            count = min(2 * len(candidates), MOST_AT_ONCE)
            candidates = [f"{base}-{number + step}" for step in range(1, count + 1)]
            number += count

    def taken_of(self, slugs):
        """Return those of ``slugs`` (list of str) that other records of this kind have, as a set.

        In SQL of its own: it is asked for each article of an import, and to have Django compose the question took ten
        times as long as the database needs to answer.
        """
        table, key = map(connection.ops.quote_name, (self._meta.db_table, self._meta.pk.column))
        room = ", ".join(["%s"] * len(slugs))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {key}, slug FROM {table} WHERE slug IN ({room})", slugs)
            return {slug for holder, slug in cursor.fetchall() if holder != self.pk}


def kept_addresses(model, slugs):
    """Return which of ``slugs`` (list of str) readers may still come with though no record of ``model`` has them."""
    return {slug for find in _KEEPERS for slug in find(model, slugs)}
