"""What was read, as editors keep it. Passages are registered with the claims that stand on them."""

from sources.admin.outlet import OutletAdmin
from sources.admin.snapshot import SnapshotAdmin
from sources.admin.source import SourceAdmin

__all__ = ["OutletAdmin", "SnapshotAdmin", "SourceAdmin"]
