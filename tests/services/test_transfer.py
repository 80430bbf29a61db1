"""A stick with everything that can be wrong with it: what is good is taken, the rest is named."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest

from omp_desktop.crypto.signing import generate
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.sending import BatchState
from omp_desktop.services import transfer_folder
from omp_desktop.services.sending_port import Sending
from omp_desktop.services.transfer import TransferService
from omp_desktop.services.transfer_errors import (
    FileChanged,
    FileMissing,
    FileNameWrong,
    FileNotListed,
    FileNotPlain,
    NoReceiptsYet,
    NothingToTransfer,
    NoTransferThere,
    ReceiptOfAnother,
    TransferListWrong,
    TransferUnreadable,
    TransferUnwritable,
)
from omp_desktop.store.records import ChainPlace, StoredBatch
from omp_desktop.sync.outbox import acknowledge
from omp_desktop.wire.batch import BATCH_PURPOSE, NO_BATCH, Batch
from omp_desktop.wire.envelope import Sealed, open_envelope, pack, seal, unpack
from omp_desktop.wire.errors import MessageMalformed, MessageTooLarge
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt, Totals
from omp_desktop.wire.refusals import NotForThisDevice, Overloaded
from omp_desktop.wire.transfer import TRANSFER_PURPOSE, TransferList, TransferredFile
from tests.services.little_centre import NOW
from tests.services.two_stations import Pair, Pc

NOTHING = Totals(issued=0, cancelled=0, voted=0, cast=0, tested=0, void=0, batches=0, quarantined=0)


@dataclass
class Carrying:
    """A station that has three frozen batches, and a stick."""

    pair: Pair
    stick: Path
    batches: list[str] = field(default_factory=list)
    refuses: dict[str, OmpError] = field(default_factory=dict)

    @property
    def station(self) -> Pc:
        return self.pair.station

    def service(self, pc: Pc) -> TransferService:
        key = self.pair.little.key.public_key

        def taken(batch_id: str, sealed: Sealed) -> Receipt:
            return acknowledge(pc.core.store, batch_id, sealed, key)

        return TransferService(pc.core, self.pair.little.network, Sending(lambda: 0, taken, lambda: None))

    def export(self, **how: bool) -> Path:
        return self.service(self.station).export(self.station.official, self.stick, **how).folder

    def relay(self) -> Any:
        return self.service(self.pair.commission).take(self.pair.commission.official, self.stick)

    def bring_back(self) -> Any:
        return self.service(self.station).take(self.station.official, self.stick)

    def freeze(self, number: int) -> str:
        link = self.station.centre.link()
        assert link is not None
        seed = self.station.core.secrets_box.get(f"device-{link.device_id}")
        assert seed is not None
        with self.station.core.store.uow() as uow:
            chain = ChainPlace(self.pair.election.id, link.device_id, 1, "S")
            last = uow.batches.last(chain)
            batch = Batch(
                protocol=PROTOCOL,
                batch_id=f"{number:032x}",
                election_id=self.pair.election.id,
                station_id=self.pair.second_station.id,
                device_id=link.device_id,
                store_id=uow.settings.store_id,
                store_epoch=1,
                lane="S",
                sequence=number,
                previous=NO_BATCH if last is None else last.digest,
                items=[msgspec.Raw(b'{"position":%d,"kind":"x","body":{}}' % number)],
            )
            envelope = seal(batch, seed, BATCH_PURPOSE)
            digest = open_envelope(envelope).digest
            uow.batches.add(StoredBatch(batch.batch_id, chain, number, digest, 1), pack(envelope))
            uow.commit()
        return batch.batch_id

    def put(self, _election: str, station_id: str, batch_id: str, packed: bytes) -> Sealed:
        """What the centre does with a batch."""
        assert station_id == self.pair.second_station.id
        if batch_id in self.refuses:
            raise self.refuses[batch_id]
        receipt = Receipt(
            protocol=PROTOCOL,
            batch_id=batch_id,
            election_id=self.pair.election.id,
            station_id=station_id,
            digest=open_envelope(unpack(packed)).digest,
            n=1,
            accepted=1,
            duplicate=0,
            quarantined=[],
            totals=NOTHING,
            server_time=NOW,
        )
        return open_envelope(seal(receipt, self.pair.little.key.seed, RECEIPT_PURPOSE))

    def states(self) -> list[BatchState]:
        with self.station.core.store.read() as uow:
            return [uow.batches.get(batch_id).state for batch_id in self.batches]


@pytest.fixture
def carrying(brought: Pair, tmp_path: Path) -> Carrying:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = Carrying(brought, stick)
    made.batches = [made.freeze(number) for number in (1, 2, 3)]
    brought.little.put = made.put
    return made


def problems(result: Any) -> dict[str, type[OmpError]]:
    return {refused.name: type(refused.problem) for refused in result.refused}


def test_out_to_the_centre_and_back(carrying: Carrying) -> None:
    folder = carrying.export()
    assert sorted(path.name for path in folder.rglob("*.batch")) == [f"{b}.batch" for b in carrying.batches]
    assert carrying.states() == [BatchState.WAITING] * 3
    assert carrying.relay().relayed == 3
    back = carrying.bring_back()
    assert (back.acknowledged, back.again, back.refused) == (3, 0, ())
    assert carrying.states() == [BatchState.ACKNOWLEDGED] * 3


def test_the_same_stick_twice_changes_nothing(carrying: Carrying) -> None:
    carrying.export()
    assert carrying.relay().relayed == carrying.relay().relayed == 3
    carrying.bring_back()
    assert carrying.bring_back().again == 3


def test_only_what_is_not_confirmed_goes_out_unless_everything_is_wanted(carrying: Carrying) -> None:
    carrying.export()
    carrying.relay()
    carrying.bring_back()
    with pytest.raises(NothingToTransfer):
        carrying.export()
    carrying.freeze(4)
    assert len(list(carrying.export().rglob("*.batch"))) == 1
    assert len(list(carrying.export(everything=True).rglob("*.batch"))) == 4


def test_out_and_in_stand_in_the_audit_log(carrying: Carrying) -> None:
    carrying.export()
    carrying.relay()
    carrying.bring_back()
    with carrying.station.core.store.read() as uow:
        events = [entry.event for entry in uow.audit.page()]
    assert events[-2:] == [AuditEvent.TRANSFER_EXPORTED, AuditEvent.TRANSFER_IMPORTED]


def test_a_stick_that_was_not_at_the_centre_brings_nothing(carrying: Carrying) -> None:
    carrying.export()
    with pytest.raises(NoReceiptsYet):
        carrying.bring_back()
    assert carrying.states() == [BatchState.WAITING] * 3


def test_an_empty_stick_says_so(carrying: Carrying) -> None:
    with pytest.raises(NoTransferThere):
        carrying.bring_back()


def test_what_was_begun_and_not_renamed_is_no_transfer(carrying: Carrying) -> None:
    folder = carrying.export()
    folder.rename(folder.with_name(folder.name + ".partial"))
    with pytest.raises(NoTransferThere):
        carrying.relay()


def test_files_of_the_list_that_are_missing_or_changed_are_named(carrying: Carrying) -> None:
    folder = carrying.export()
    first, second, third = (folder / "batches" / f"{batch_id}.batch" for batch_id in carrying.batches)
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1])
    done = carrying.relay()
    assert problems(done) == {
        f"batches/{first.name}": FileMissing,
        f"batches/{second.name}": FileChanged,
    }
    assert done.relayed == 1
    assert (folder / "receipts" / f"{third.stem}.receipt").exists()
    assert carrying.bring_back().acknowledged == 1
    assert carrying.states() == [BatchState.WAITING, BatchState.WAITING, BatchState.ACKNOWLEDGED]


def test_a_file_that_the_list_does_not_name_is_left_out(carrying: Carrying) -> None:
    folder = carrying.export()
    (folder / "batches" / f"{'9' * 32}.batch").write_bytes(b"anything")
    done = carrying.relay()
    assert problems(done) == {f"batches/{'9' * 32}.batch": FileNotListed}
    assert done.relayed == 3


@pytest.mark.parametrize("make", ["link", "folder", "pipe"])
def test_what_is_no_plain_file_is_not_opened(carrying: Carrying, make: str, tmp_path: Path) -> None:
    folder = carrying.export()
    file = folder / "batches" / f"{carrying.batches[0]}.batch"
    good = file.read_bytes()
    file.unlink()
    if make == "link":
        elsewhere = tmp_path / "elsewhere"
        elsewhere.write_bytes(good)
        file.symlink_to(elsewhere)
    elif make == "folder":
        file.mkdir()
    else:
        os.mkfifo(file)
    assert problems(carrying.relay()) == {f"batches/{file.name}": FileNotPlain}


def test_a_folder_that_is_a_link_is_not_followed(carrying: Carrying, tmp_path: Path) -> None:
    folder = carrying.export()
    elsewhere = tmp_path / "elsewhere"
    (folder / "batches").rename(elsewhere)
    (folder / "batches").symlink_to(elsewhere)
    assert set(problems(carrying.relay()).values()) == {FileMissing}


def test_a_huge_file_is_not_read(carrying: Carrying) -> None:
    folder = carrying.export()
    file = folder / "batches" / f"{carrying.batches[0]}.batch"
    with file.open("r+b") as opened:
        opened.truncate(2**34)
    assert problems(carrying.relay()) == {f"batches/{file.name}": MessageTooLarge}


def resigned(carrying: Carrying, folder: Path, names: dict[str, bytes], name: str = "transfer.json") -> None:
    """The list with other files in it, signed by nobody whom the commission knows."""
    listed = TransferList(
        protocol=PROTOCOL,
        transfer_id="ab" * 16,
        device_id="cd" * 16,
        made_at=NOW,
        files={
            each: TransferredFile(bytes=len(content), sha256=transfer_folder.sha256(content).hexdigest())
            for each, content in names.items()
        },
    )
    (folder / name).write_bytes(seal(listed, generate().seed, TRANSFER_PURPOSE))


def test_no_name_leads_out_of_the_folder(carrying: Carrying) -> None:
    folder = carrying.export()
    (carrying.stick / "outside.batch").write_bytes(b"secret")
    for name in ("../outside.batch", "/etc/passwd", "batches/../../x.batch", "batches/A.batch", ""):
        resigned(carrying, folder, {name: b"secret"})
        done = carrying.relay()
        assert problems(done)[name] is FileNameWrong
        assert done.relayed == 0


def test_a_batch_under_another_name_is_refused(carrying: Carrying) -> None:
    folder = carrying.export()
    first, second, third = (f"batches/{batch_id}.batch" for batch_id in carrying.batches)
    swapped = {second: (folder / first).read_bytes(), first: (folder / second).read_bytes()}
    for name, content in swapped.items():
        (folder / name).write_bytes(content)
    resigned(carrying, folder, {**swapped, third: (folder / third).read_bytes()})
    done = carrying.relay()
    assert problems(done) == {first: FileChanged, second: FileChanged}
    assert done.relayed == 1


def test_a_batch_that_the_centre_refuses_does_not_stop_the_others(carrying: Carrying) -> None:
    carrying.export()
    carrying.refuses[carrying.batches[0]] = NotForThisDevice()
    done = carrying.relay()
    assert (done.relayed, done.stopped) == (2, None)
    assert list(problems(done).values()) == [NotForThisDevice]


def test_a_centre_that_goes_away_stops_the_rest_and_keeps_what_it_took(carrying: Carrying) -> None:
    carrying.export()
    carrying.refuses[carrying.batches[1]] = Overloaded()
    done = carrying.relay()
    assert (done.relayed, type(done.stopped)) == (1, Overloaded)
    assert carrying.bring_back().acknowledged == 1
    carrying.refuses.clear()
    assert carrying.relay().relayed == 3
    assert carrying.bring_back().acknowledged == 2


def forged(carrying: Carrying, number: int, **changes: Any) -> bytes:
    """A receipt that is not what it should be, signed by the centre unless told."""
    seed = changes.pop("seed", carrying.pair.little.key.seed)
    with carrying.station.core.store.read() as uow:
        packed = uow.batches.body(carrying.batches[number])
    good = carrying.put("", carrying.pair.second_station.id, carrying.batches[number], packed).read(Receipt)
    return seal(msgspec.structs.replace(good, **changes), seed, RECEIPT_PURPOSE)


def test_only_a_receipt_of_the_centre_for_this_batch_acknowledges(carrying: Carrying) -> None:
    folder = carrying.export()
    name = f"receipts/{carrying.batches[0]}.receipt"
    (folder / "receipts").mkdir()
    for wrong in (
        forged(carrying, 0, seed=generate().seed),
        forged(carrying, 0, digest="00" * 32),
        forged(carrying, 0, accepted=0),
        forged(carrying, 1),
        b"<html>",
    ):
        (folder / name).write_bytes(wrong)
        resigned(carrying, folder, {name: wrong}, "receipts.json")
        assert list(problems(carrying.bring_back())) == [name]
        assert carrying.states() == [BatchState.WAITING] * 3


def test_the_control_a_good_receipt_does_acknowledge(carrying: Carrying) -> None:
    folder = carrying.export()
    name = f"receipts/{carrying.batches[0]}.receipt"
    (folder / "receipts").mkdir()
    (folder / name).write_bytes(forged(carrying, 0))
    resigned(carrying, folder, {name: (folder / name).read_bytes()}, "receipts.json")
    assert carrying.bring_back().acknowledged == 1


def test_the_stick_of_another_station_acknowledges_nothing_here(carrying: Carrying) -> None:
    folder = carrying.export()
    stranger = "77" * 16
    name = f"receipts/{stranger}.receipt"
    (folder / "receipts").mkdir()
    (folder / name).write_bytes(forged(carrying, 0, batch_id=stranger))
    resigned(carrying, folder, {name: (folder / name).read_bytes()}, "receipts.json")
    assert problems(carrying.bring_back()) == {name: ReceiptOfAnother}


def test_a_list_in_the_centres_name_that_it_did_not_sign_is_refused(carrying: Carrying) -> None:
    folder = carrying.export()
    listed = TransferList(protocol=PROTOCOL, transfer_id="ab" * 16, device_id=None, made_at=NOW, files={})
    (folder / "receipts.json").write_bytes(seal(listed, generate().seed, TRANSFER_PURPOSE))
    back = carrying.bring_back()
    assert problems(back) == {f"{folder.name}/receipts.json": TransferListWrong}
    assert back.taken == 0


def test_a_transfer_with_a_bad_list_does_not_keep_the_others_on_the_stick_away(carrying: Carrying) -> None:
    bad = carrying.export()
    good = carrying.export()
    (bad / "transfer.json").write_bytes(b"{}")
    done = carrying.relay()
    assert problems(done) == {f"{bad.name}/transfer.json": MessageMalformed}
    assert done.relayed == 3
    (bad / "transfer.json").unlink()
    assert problems(carrying.relay()) == {f"{bad.name}/transfer.json": FileMissing}
    (good / "batches" / "._of-a-system").write_bytes(b"")
    assert carrying.bring_back().acknowledged == 3


class FullDisk:
    """A medium with so much room: the write that would go beyond it fails as the system fails it."""

    def __init__(self, writes: int, code: int) -> None:
        self.left, self.code = writes, code

    def fsync(self, handle: int) -> None:
        del handle
        self.left -= 1
        if self.left < 0:
            raise OSError(self.code, os.strerror(self.code))


def test_a_stick_that_is_full_or_pulled_out_leaves_nothing_half_done(
    carrying: Carrying, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, writes in product((errno.ENOSPC, errno.EIO), range(6)):
        with monkeypatch.context() as broken:
            broken.setattr("omp_desktop.services.transfer_folder.os.fsync", FullDisk(writes, code).fsync)
            with pytest.raises(TransferUnwritable):
                carrying.export()
        assert list(carrying.stick.iterdir()) == []
        assert carrying.states() == [BatchState.WAITING] * 3
    carrying.export()


def test_a_stick_that_reads_back_something_else_is_not_believed(
    carrying: Carrying, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(folder: Path, *_: object) -> None:
        raise OSError(f"{folder.name} reads back differently")

    monkeypatch.setattr(transfer_folder, "_read_back", forgetful)
    with pytest.raises(TransferUnwritable):
        carrying.export()
    assert list(carrying.stick.iterdir()) == []


def test_every_byte_is_read_back_and_compared(carrying: Carrying, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test before: a byte that changes while it is written is noticed."""
    rename = Path.rename

    def bad_medium(self: Path, target: Path) -> Path:
        file = next(self.rglob("*.batch"))
        file.write_bytes(file.read_bytes()[:-1] + b"?")
        return rename(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", bad_medium)
        with pytest.raises(TransferUnwritable):
            carrying.export()
    assert list(carrying.stick.iterdir()) == []


def test_a_place_that_is_not_there_cannot_be_written(carrying: Carrying) -> None:
    carrying.stick.rmdir()
    with pytest.raises(TransferUnwritable):
        carrying.export()
    with pytest.raises(TransferUnreadable):
        carrying.bring_back()


def test_receipts_that_find_no_room_can_be_written_later(
    carrying: Carrying, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrying.export()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(transfer_folder, "replace_file", full)
        with pytest.raises(TransferUnwritable):
            carrying.relay()
    assert carrying.relay().relayed == 3
    assert carrying.bring_back().acknowledged == 3
