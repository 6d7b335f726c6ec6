"""By what the claims that may meet a claim are found. Worked out from the claims, and made again at any time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.search import IndexModel


class ComparedClaim(IndexModel):
    """That a claim was compared with the others, and as what it was read then: whoever changes a claim, its event or
    the lexicon changes that, and it is compared again."""

    claim = models.OneToOneField("claims.Claim", on_delete=models.CASCADE, primary_key=True, related_name="compared")
    read_as = models.CharField(max_length=32)

    class Meta(IndexModel.Meta):
        verbose_name = _("compared claim")
        verbose_name_plural = _("compared claims")

    def __str__(self):
        return str(self.claim_id)


class ClaimKey(IndexModel):
    """One thing that a claim speaks of: a word of a name, or what was counted."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.CharField(max_length=80)

    class Meta(IndexModel.Meta):
        verbose_name = _("key of a claim")
        verbose_name_plural = _("keys of claims")
        constraints = [models.UniqueConstraint(fields=["key", "claim"], name="claim_key_once")]
        indexes = [models.Index(fields=["claim"], name="keys_of_claim")]

    def __str__(self):
        return self.key
