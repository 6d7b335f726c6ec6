"""Whoever logs in. Our own model from the start, because Django cannot exchange it later."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account: a contributor, an editor or an administrator, by group."""
