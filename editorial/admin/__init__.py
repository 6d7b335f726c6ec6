"""The editors' site: what all its pages share, the accounts, and the changes of public records that wait."""

from editorial.admin.dashboard import own_work
from editorial.admin.review import queue_page
from editorial.admin.review_record import record_page
from editorial.admin.review_several import several_page
from editorial.admin.revision import RevisionAdmin
from editorial.admin.users import AccountAdmin

__all__ = ["AccountAdmin", "RevisionAdmin", "own_work", "queue_page", "record_page", "several_page"]
