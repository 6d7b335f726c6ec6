"""What was read, as editors keep it. Sources and passages are registered with the claims that stand on them."""

from sources.admin.derivation import DerivationAdmin
from sources.admin.findings import FindingAdmin
from sources.admin.importing import ImportBatchAdmin
from sources.admin.outlet import OutletAdmin
from sources.admin.snapshot import SnapshotAdmin

__all__ = ["DerivationAdmin", "FindingAdmin", "ImportBatchAdmin", "OutletAdmin", "SnapshotAdmin"]
