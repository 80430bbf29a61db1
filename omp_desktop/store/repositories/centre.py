"""The centre that this PC belongs to, how far its news were taken, and whose keys were compared."""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlalchemy import select

from omp_desktop.domain.sending import CentreLink
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.settings import BEHIND_IDS, Settings
from omp_desktop.store.schema import SettingRow

_LINK = "centre.link"
_NEWS = "centre.news."
_SAID = "centre.said."
_SENDER = "centre.sender."
_REVOKED = "centre.revoked."


class Centre(Repository):
    """Kept as settings of the store. The keys of devices are not here, but among the secrets."""

    def link(self) -> CentreLink | None:
        """The centre, or None where this PC works alone."""
        stored = Settings(self._connection).get(_LINK)
        return None if stored is None else CentreLink(**json.loads(stored))

    def set_link(self, link: CentreLink) -> None:
        """Sets or replaces it."""
        Settings(self._connection).set(_LINK, json.dumps(asdict(link)))

    def news_cursor(self, election_id: str) -> int:
        """The last statement that was taken from the feed; 0 before any."""
        return int(Settings(self._connection).get(_NEWS + election_id) or "0")

    def set_news_cursor(self, election_id: str, cursor: int) -> None:
        """Remembers it."""
        Settings(self._connection).set(_NEWS + election_id, str(cursor))

    def last_said(self, election_id: str, device_id: str, subject: str) -> tuple[int, int]:
        """Store epoch and position of the latest statement of a sender about this; (0, 0) before any."""
        said = Settings(self._connection).get(_about(election_id, device_id, subject))
        store_epoch, position = (0, 0) if said is None else json.loads(said)
        return store_epoch, position

    def set_last_said(self, election_id: str, device_id: str, subject: str, place: tuple[int, int]) -> None:
        """Remembers it: an older one may come later."""
        Settings(self._connection).set(_about(election_id, device_id, subject), json.dumps(place))

    def confirm_sender(self, election_id: str, station_id: str, device_id: str, public_key: str) -> None:
        """Remembers which key two people compared, and the station that its device speaks for."""
        place = f"{_SENDER}{election_id}.{device_id}.{public_key}"
        Settings(self._connection).set(place, station_id)

    def confirmed_senders(self, election_id: str) -> list[tuple[str, str, str]]:
        """Station, device and key of everything that was confirmed on this PC."""
        begin = f"{_SENDER}{election_id}."
        statement = select(SettingRow.key, SettingRow.value).where(
            SettingRow.key >= begin, SettingRow.key < begin + BEHIND_IDS
        )
        found = ((row.value, *row.key.removeprefix(begin).split(".")) for row in self._rows(statement))
        return [(station_id, device_id, public_key) for station_id, device_id, public_key in found]

    def remember_revoked(self, device_id: str) -> None:
        """Two people revoked this device from here."""
        Settings(self._connection).set(_REVOKED + device_id, "1")

    def revoked(self) -> frozenset[str]:
        """The devices that were revoked from this PC."""
        statement = select(SettingRow.key).where(
            SettingRow.key >= _REVOKED, SettingRow.key < _REVOKED + BEHIND_IDS
        )
        return frozenset(row.key.removeprefix(_REVOKED) for row in self._rows(statement))


def _about(election_id: str, device_id: str, subject: str) -> str:
    return f"{_SAID}{election_id}.{device_id}.{subject}"
