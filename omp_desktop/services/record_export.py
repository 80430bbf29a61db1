"""Exporting the election record: everything that anybody needs to verify the count, as one zip.

Read page by page in short transactions and written as it comes, so that memory stays flat. Nothing of a voter
is in it, and no time: the archive's members carry none either.
"""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.files import sync_folder
from omp_desktop.paths import resource
from omp_desktop.record import layout
from omp_desktop.record.closing_file import ClosedDevice, ClosingReport
from omp_desktop.record.form import json_bytes
from omp_desktop.record.layout import ListedFile, RecordHead
from omp_desktop.services.all_sums import ballots_summed
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.certificate import kept_certificate, status_lines
from omp_desktop.services.core import Core
from omp_desktop.services.pages import read_closings, sign_missing, signing_seeds
from omp_desktop.services.publication import read_published
from omp_desktop.services.record_contents import pages_to_record, recorded_page, small_files
from omp_desktop.services.record_errors import (
    RecordExportCancelled,
    RecordInsideData,
    RecordTooEarly,
    RecordUnwritable,
)

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_COUNTED: Final = frozenset({ElectionState.COUNTED, ElectionState.CERTIFIED})
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_READABLE: Final = 0o644 << 16


@dataclass(frozen=True, slots=True)
class ExportedRecord:
    """A record that was written: its file, size in bytes, SHA-256 in hex, ballots and manifest hash."""

    file: Path
    size: int
    sha256: str
    ballots: int
    manifest_hash: str


def _silently(_done: int, _total: int) -> None:
    """Shows nothing."""


def _never() -> bool:
    return False


class RecordExport:
    """Writes election records and closing files."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def export(
        self, election_id: str, to: Path, progress: Progress = _silently, cancelled: Cancelled = _never
    ) -> ExportedRecord:
        """Writes the record of a counted election to the file `to`, in one step: whole or not at all.

        `progress` is told pages written, and pages in all. Raises RecordTooEarly, RecordInsideData,
        RecordUnwritable, RecordExportCancelled, SigningKeyMissing (a closing value has no signature yet) and
        the errors of `read_published`.
        """
        if (
            to.resolve().is_relative_to(self._core.data_dir.resolve())
            and not self._core.secrets_box.throw_away
        ):
            raise RecordInsideData
        self.sign_closings(election_id)
        try:
            ballots, manifest_hash = self._write(election_id, to, progress, cancelled)
            size, digest = _measure(to)
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
            raise RecordUnwritable(file=str(to), reason=reason) from problem
        with self._core.store.uow() as uow:
            self._audit.append(
                uow, AuditEvent.RECORD_EXPORTED, None, election=election_id, ballots=ballots, hash=digest
            )
            uow.commit()
        return ExportedRecord(to, size, digest, ballots, manifest_hash)

    def closing_file(self, election_id: str) -> bytes:
        """The closing values as the file that people keep, and that `verify --closing` takes.

        Raises RecordTooEarly while the polls are not closed.
        """
        with self._core.store.read() as uow:
            state = uow.elections.get(election_id).state
            if state not in _COUNTED | {ElectionState.CLOSED}:
                raise RecordTooEarly(state=state)
            published = read_published(uow, election_id)
            closings = read_closings(uow, election_id)
        devices = [
            ClosedDevice(each.device_id, bytes.fromhex(each.public_key), bytes.fromhex(each.value))
            for each in closings
        ]
        return ClosingReport(election_id, published.manifest.hash, devices).to_bytes()

    def sign_closings(self, election_id: str) -> None:
        """Signs what stayed unsigned because the key store did not answer as the polls closed.

        Raises SigningKeyMissing.
        """
        with self._core.store.read() as uow:
            unsigned = [c.device_id for c in uow.pages.closings(election_id) if c.signature is None]
            devices = [uow.devices.get(device_id) for device_id in unsigned]
        if devices:
            seeds = signing_seeds(self._core, devices)
            with self._core.store.uow() as uow:
                sign_missing(uow, election_id, seeds)
                uow.commit()

    def _write(self, election_id: str, to: Path, progress: Progress, cancelled: Cancelled) -> tuple[int, str]:
        partial = to.with_name(f".{to.name}.{secrets.token_hex(4)}.partial")
        try:
            with partial.open("xb") as stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                    found = self._fill(_Members(archive), election_id, progress, cancelled)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(to)
        finally:
            partial.unlink(missing_ok=True)
        sync_folder(to.resolve().parent)
        return found

    def _fill(
        self, members: _Members, election_id: str, progress: Progress, cancelled: Cancelled
    ) -> tuple[int, str]:
        with self._core.store.read() as uow:
            state = uow.elections.get(election_id).state
            if state not in _COUNTED:
                raise RecordTooEarly(state=state)
            published = read_published(uow, election_id)
            stored = uow.elections.manifest(election_id)
            pages = pages_to_record(uow, election_id)
            small = dict(small_files(uow, published))
            ballots = sum(ballots_summed(uow, election_id).values())
            certificate = kept_certificate(uow, election_id)
        if stored is None:  # `read_published` would have said so
            raise RecordTooEarly(state=state)
        members.add(layout.MANIFEST, stored.bytes)
        for name, content in small.items():
            members.add(name, content)
        # What stands in the record does not depend on it, but whoever reads the result wants to know.
        status = status_lines(certificate, published.manifest.timezone).encode("utf-8")
        for name in layout.NOT_JSON:
            content = resource("verifier", Path(name).name).read_bytes()
            members.add(name, content + b"\n" + status if name == layout.README else content)
        for done, page in enumerate(pages):
            if cancelled():
                raise RecordExportCancelled
            progress(done, len(pages))
            with self._core.store.read() as uow:
                recorded = recorded_page(uow, published.context, page)
            members.add(recorded.head.name, json_bytes(recorded.to_json()))
        progress(len(pages), len(pages))
        head = RecordHead(election_id, stored.signature, members.listed)
        members.add(layout.RECORD, json_bytes(head.to_json()))
        return ballots, stored.hash


class _Members:
    """The members of the archive as they are written, with sizes and hashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.listed: dict[str, ListedFile] = {}

    def add(self, name: str, content: bytes) -> None:
        """Writes one member."""
        member = zipfile.ZipInfo(name, _NO_TIME)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = _READABLE
        self._archive.writestr(member, content)
        self.listed[name] = ListedFile(len(content), sha256(content).hexdigest())


def _measure(file: Path) -> tuple[int, str]:
    digest = sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return file.stat().st_size, digest.hexdigest()
