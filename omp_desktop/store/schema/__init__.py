"""The tables of the station's store, typed.

Statements are executed on a plain connection: what comes back are rows, never objects with a session behind
them. Ballots, permits and participations are WITHOUT ROWID and keyed by random or voters' ids, so that no
row number tells the order in which people voted; no ballot, permit or waiting item has a time. What may not
be changed or deleted is refused by the triggers of guards.py, not by the callers' good will.
"""

from __future__ import annotations

from omp_desktop.store.schema.base import Base
from omp_desktop.store.schema.elections import (
    AmendmentRow,
    CandidatePhotoRow,
    CandidateRow,
    ContestRow,
    ElectionKeyRow,
    ElectionRow,
    ManifestRow,
    PledgeRow,
    TrusteeRow,
    WindowRow,
)
from omp_desktop.store.schema.history import AuditRow, PollEventRow, SettingRow
from omp_desktop.store.schema.people import (
    AccountRow,
    CodeTryRow,
    DeviceRow,
    StationRow,
    VoterCodeRow,
    VoterRow,
)
from omp_desktop.store.schema.proving import (
    CeremonyRow,
    ClosingValueRow,
    OpeningRequestRow,
    OpeningShareRow,
    OwnVoteRow,
    PageBallotRow,
    PageRow,
    TestedBallotRow,
)
from omp_desktop.store.schema.remarks import RemarkRow
from omp_desktop.store.schema.sending import (
    BatchBodyRow,
    BatchRow,
    CollectedBallotRow,
    CollectedBatchRow,
    CollectedPageRow,
    CollectedParticipationRow,
    CollectedProblemRow,
    CollectedSumRow,
    MixedItemRow,
    OrderedItemRow,
    StationLeftOutRow,
)
from omp_desktop.store.schema.voting import (
    AggregateRow,
    BallotBodyRow,
    BallotRow,
    OpeningRow,
    OwnPermitRow,
    ParticipationRow,
    PermitRow,
    RunningCountRow,
)

__all__ = [
    "AccountRow",
    "AggregateRow",
    "AmendmentRow",
    "AuditRow",
    "BallotBodyRow",
    "BallotRow",
    "Base",
    "BatchBodyRow",
    "BatchRow",
    "CandidatePhotoRow",
    "CandidateRow",
    "CeremonyRow",
    "ClosingValueRow",
    "CodeTryRow",
    "CollectedBallotRow",
    "CollectedBatchRow",
    "CollectedPageRow",
    "CollectedParticipationRow",
    "CollectedProblemRow",
    "CollectedSumRow",
    "ContestRow",
    "DeviceRow",
    "ElectionKeyRow",
    "ElectionRow",
    "ManifestRow",
    "MixedItemRow",
    "OpeningRequestRow",
    "OpeningRow",
    "OpeningShareRow",
    "OrderedItemRow",
    "OwnPermitRow",
    "OwnVoteRow",
    "PageBallotRow",
    "PageRow",
    "ParticipationRow",
    "PermitRow",
    "PledgeRow",
    "PollEventRow",
    "RemarkRow",
    "RunningCountRow",
    "SettingRow",
    "StationLeftOutRow",
    "StationRow",
    "TestedBallotRow",
    "TrusteeRow",
    "VoterCodeRow",
    "VoterRow",
    "WindowRow",
]
