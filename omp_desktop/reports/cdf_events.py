"""The audit log in NIST's common data format for event logging, version 1.0 (NIST SP 1500-101), as JSON.

Every entry is one event; with its details and the hash of the entry before, anybody computes its hash again.
Written piece by piece, so that a log of any length needs little memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from omp_desktop import __version__
from omp_desktop.domain.audit import AuditEntry, describe
from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.station import Station

Json = dict[str, Any]

MANUFACTURER: Final = "OMP"
MODEL: Final = "OMP Desktop"
NO_STATION: Final = "no station registered"
# What did not go as it should; everything else did what it says.
FAILURES: Final = frozenset(
    {
        AuditEvent.SIGN_IN_FAILED,
        AuditEvent.LOCKED,
        AuditEvent.PERSONAL_CODE_LOCKED,
        AuditEvent.CLOCK_SUSPECT,
        AuditEvent.COUNT_DIFFERS,
        AuditEvent.OWN_VOTES_LOST,
        AuditEvent.OWN_VOTE_DIFFERS,
        AuditEvent.NEWS_SET_ASIDE,
        AuditEvent.COPY_NOTICED,
    }
)
_PREFIX: Final = "EventLogging."
_DETAILS: Final = (
    "Audit log of one polling station of OMP Desktop. Hash is SHA-256 over the canonical JSON (RFC 8785) of "
    "seq, at, actor, event, details and previous: Sequence as a number, TimeStamp, UserId, Id, Details, and "
    "the Hash of the entry before, which is 64 zeros for the first. No entry is made for a cast."
)


def event_log(entries: Iterable[AuditEntry], station: Station | None, generated: datetime) -> Iterator[str]:
    """The text of the file, piece by piece: what the log is, then an event at a time."""
    device = {
        "@type": f"{_PREFIX}Device",
        "Id": NO_STATION if station is None else station.id,
        "Type": "ems",
        "Manufacturer": MANUFACTURER,
        "Model": MODEL,
        "Version": __version__,
        "HashType": "sha-256",
    }
    if station is not None:
        device["Details"] = station.name
    log = {
        "@type": f"{_PREFIX}ElectionEventLog",
        "GeneratedTime": _instant(generated),
        "Details": _DETAILS,
    }
    yield f'{_text(log)[:-1]}, "Device": [{_text(device)[:-1]}, "Event": ['
    between = "\n"
    for entry in entries:
        yield between + _text(_event(entry))
        between = ",\n"
    yield "\n]}]}\n"


def documentation(generated: datetime) -> str:
    """What every event and every group of events means: the second file of the format."""
    areas = dict.fromkeys(_area(event) for event in AuditEvent)
    described = {
        "@type": f"{_PREFIX}ElectionEventLogDocumentation",
        "DeviceManufacturer": MANUFACTURER,
        "DeviceModel": MODEL,
        "DeviceVersion": __version__,
        "GeneratedDate": generated.date().isoformat(),
        "EventIdDescription": [
            {
                "@type": f"{_PREFIX}EventIdDescription",
                "Id": event.value,
                "Description": f"{event.en} / {event.ko}",
            }
            for event in AuditEvent
        ],
        "EventTypeDescription": [
            {
                "@type": f"{_PREFIX}EventTypeDescription",
                "Type": area,
                "Description": f"Events whose names begin with {area}",
            }
            for area in areas
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _event(entry: AuditEntry) -> Json:
    return {
        "@type": f"{_PREFIX}Event",
        "Id": entry.event.value,
        "Type": _area(entry.event),
        "Sequence": str(entry.seq),
        "TimeStamp": _instant(entry.at),
        "Disposition": "failure" if entry.event in FAILURES else "success",
        "Description": describe(entry.event, entry.details, "en"),
        "Details": canonical_bytes(dict(entry.details)).decode("utf-8"),
        "UserId": entry.actor,
        "Hash": entry.hash,
    }


def _area(event: AuditEvent) -> str:
    return event.value.partition(".")[0]


def _instant(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
