"""Polling stations and their devices."""

from dataclasses import dataclass

from omp_desktop.domain.language import Labelled


class DeviceKind(Labelled):
    """What a device of a station is for."""

    OFFICE = "office", "관리용", "office"
    KIOSK = "kiosk", "기표대", "kiosk"


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station (투표소): one PC, one store, its own part of the voters list."""

    id: str
    name: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """A window of a station that signs what it makes. `public_key` is its Ed25519 key in hex."""

    id: str
    station_id: str
    name: str
    kind: DeviceKind
    public_key: str
    active: bool = True
