"""The file that a closing report is saved as: the closing values that whoever was there can keep.

{"format": "omp-desktop closing 1", "election_id", "manifest_hash",
 "devices": [{"device_id", "public_key", "value"}]}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from omp_desktop.crypto.group import POINT_BYTES
from omp_desktop.crypto.hashing import HASH_BYTES
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.record.errors import ClosingFileWrong, RecordUnreadable
from omp_desktop.record.form import Form, json_bytes, parse_json

FORMAT: Final = "omp-desktop closing 1"
_BYTES_MOST: Final = 2**20


@dataclass(frozen=True, slots=True)
class ClosedDevice:
    """A device's public key and closing value."""

    device_id: str
    public_key: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """The closing values of a station's devices, and the manifest that they belong to (hash in hex)."""

    election_id: str
    manifest_hash: str
    devices: Sequence[ClosedDevice]

    def to_bytes(self) -> bytes:
        """The content of the file."""
        return json_bytes(
            {
                "format": FORMAT,
                "election_id": self.election_id,
                "manifest_hash": self.manifest_hash,
                "devices": [
                    {
                        "device_id": each.device_id,
                        "public_key": each.public_key.hex(),
                        "value": each.value.hex(),
                    }
                    for each in self.devices
                ],
            }
        )

    @staticmethod
    def from_json(value: Any) -> ClosingReport:
        """Reads what `to_bytes` wrote. Raises FieldWrong."""
        form = Form(value, ("format", "election_id", "manifest_hash", "devices"))
        if form.text("format") != FORMAT:
            form.refuse("format")
        devices = tuple(
            ClosedDevice(
                each.identifier("device_id"),
                each.data("public_key", POINT_BYTES),
                each.data("value", HASH_BYTES),
            )
            for each in form.children("devices", ("device_id", "public_key", "value"))
        )
        return ClosingReport(
            form.identifier("election_id"), form.data("manifest_hash", HASH_BYTES).hex(), devices
        )


def read_closing_file(file: Path) -> ClosingReport:
    """The closing report in this file. Raises RecordUnreadable and ClosingFileWrong."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(_BYTES_MOST + 1)
    except OSError as problem:
        raise RecordUnreadable(file=str(file), reason=problem.strerror or type(problem).__name__) from problem
    if len(raw) > _BYTES_MOST:
        raise ClosingFileWrong(file=str(file), where="$")
    try:
        return ClosingReport.from_json(parse_json(raw))
    except FieldWrong as wrong:
        raise ClosingFileWrong(file=str(file), where=wrong.where) from wrong
