"""Settings of this store: what it is, where it is at home, the time it last saw."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from omp_desktop.store.columns import instant_text
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import SettingRow

STORE_ID = "store_id"
STORE_EPOCH = "store_epoch"
HOME = "home"
CLOCK_MARK = "clock_mark"
# The version of the program that gave the tables their form.
PROGRAM = "program"
# The second file of the store (mirror_state.py), and how many commits there were since it was set up.
MIRROR = "mirror"
MIRROR_WRITES = "mirror_writes"
# Behind every character of an id in a key.
BEHIND_IDS = "~"

_GET = select(SettingRow.value).where(SettingRow.key == bindparam("key"))
_INSERT = insert(SettingRow)
_REMOVE = delete(SettingRow).where(SettingRow.key == bindparam("of_key"))
_SET = _INSERT.on_conflict_do_update(set_={"value": _INSERT.excluded.value})


class Settings(Repository):
    """Texts by name, and the few that the store itself keeps."""

    def get(self, key: str) -> str | None:
        """The value, or None when it was never set."""
        row = self._row(_GET, {"key": key})
        return None if row is None else str(row.value)

    def set(self, key: str, value: str) -> None:
        """Sets or replaces the value."""
        self._run(_SET, {"key": key, "value": value})

    def remove(self, key: str) -> None:
        """Forgets the value; a key without one is no error."""
        self._run(_REMOVE, {"of_key": key})

    @property
    def store_id(self) -> str:
        """The random id of this store: 32 hex characters. A copy has the same one."""
        return self._needed(STORE_ID)

    @property
    def store_epoch(self) -> int:
        """Counts from 1; goes up when work goes on with a copy, so that two histories cannot be mixed up."""
        return int(self._needed(STORE_EPOCH))

    def begin_epoch(self) -> int:
        """Begins the next epoch and returns it."""
        epoch = self.store_epoch + 1
        self.set(STORE_EPOCH, str(epoch))
        return epoch

    def clock_mark(self) -> datetime | None:
        """The highest time that was ever written here, in UTC."""
        mark = self.get(CLOCK_MARK)
        return None if mark is None else datetime.fromisoformat(mark)

    def set_clock_mark(self, mark: datetime) -> None:
        """Replaces the mark."""
        self.set(CLOCK_MARK, instant_text(mark))

    def _needed(self, key: str) -> str:
        value = self.get(key)
        if value is None:
            raise RecordMissing(kind=f"setting {key}")
        return value
