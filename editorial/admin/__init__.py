"""The editors' site: what all its pages share, and the accounts."""

from editorial.admin.users import AccountAdmin

__all__ = ["AccountAdmin"]
