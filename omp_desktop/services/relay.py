"""From a stick to the centre: batches are handed in one by one, and their receipts written beside them.

The commission's PC does it over the network, the centre's own command in its database: `hand_in` differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from omp_desktop.domain.errors import OmpError
from omp_desktop.services.transfer_errors import FileChanged, FileMissing, FileNotPlain
from omp_desktop.services.transfer_folder import (
    Member,
    RefusedFile,
    batches_of,
    read_list,
    write_receipts,
)
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.envelope import Sealed, open_envelope, unpack
from omp_desktop.wire.errors import WireRefused
from omp_desktop.wire.refusals import (
    CentreFailed,
    CentreRefused,
    CentreUnable,
    Overloaded,
    RequestUnsigned,
    TooManyRequests,
)
from omp_desktop.wire.transfer import LIST, TransferList, TransferredFile
from omp_desktop.wire.unreachable import CentreUnreachable

_LIST_WRONG = (CentreRefused, FileMissing, FileNotPlain, WireRefused)

# A batch and the bytes that travelled, to the envelope of its receipt. Raises what the centre answers.
HandIn = Callable[[Batch, bytes], bytes]
# Whether a transfer's list is signed by who it says. Raises CentreRefused.
CheckList = Callable[[Sealed, TransferList], None]
SignList = Callable[[TransferList, Mapping[str, TransferredFile]], bytes]
# Answers that are about the centre, not about the batch: the others would be answered the same.
_NOT_NOW = (
    CentreUnreachable,
    CentreUnable,
    CentreFailed,
    Overloaded,
    TooManyRequests,
    RequestUnsigned,
)


@dataclass(slots=True)
class Relayed:
    """What became of one folder. `stopped`: why the centre took no more of it; it can be tried again."""

    receipts: dict[str, bytes] = field(default_factory=dict)
    refused: list[RefusedFile] = field(default_factory=list)
    stopped: OmpError | None = None


def relay(folder: Path, hand_in: HandIn, check: CheckList, sign: SignList) -> Relayed:
    """Hands in what is good in a folder and writes the receipts into it.

    Raises TransferUnreadable, and TransferUnwritable: the centre has it all the same, it can be done again.
    """
    done = Relayed()
    try:
        listed = _checked_list(folder, check)
    except _LIST_WRONG as problem:
        # Other transfers on the stick may be good.
        done.refused.append(RefusedFile(f"{folder.name}/{LIST}", problem))
        return done
    for each in batches_of(folder, listed):
        if isinstance(each, RefusedFile):
            done.refused.append(each)
            continue
        try:
            done.receipts[each.batch_id] = hand_in(_batch(each), each.content)
        except _NOT_NOW as problem:
            done.stopped = problem
            break
        except (CentreRefused, WireRefused, FileChanged) as problem:
            done.refused.append(RefusedFile(each.name, problem))
    if done.receipts:
        write_receipts(folder, done.receipts, lambda files: sign(listed, files))
    return done


def _checked_list(folder: Path, check: CheckList) -> TransferList:
    found = read_list(folder, LIST)
    if found is None:
        raise FileMissing()
    sealed, listed = found
    check(sealed, listed)
    return listed


def _batch(member: Member) -> Batch:
    """The batch, if it is the one that its name says. Raises WireRefused, FileChanged."""
    batch = open_envelope(unpack(member.content)).read(Batch)
    if batch.batch_id != member.batch_id:
        raise FileChanged()
    return batch
