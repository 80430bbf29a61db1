"""The keys under which personal codes are kept: where the keys of this PC are, never in the store.

The commission has one for each election, and each station one that was made of it. Every call may take
seconds: never inside a transaction.
"""

from __future__ import annotations

from omp_desktop.crypto.personal_codes import KEY_BYTES, station_key
from omp_desktop.services.core import Core


def _of_election(election_id: str) -> str:
    return f"codes-{election_id}"


def _of_station(election_id: str) -> str:
    return f"station-codes-{election_id}"


def code_key_names(election_id: str) -> tuple[str, str]:
    """Under which names the secrets of this election's codes are kept here, if they are."""
    return _of_election(election_id), _of_station(election_id)


def made_code_key(core: Core, election_id: str) -> bytes:
    """The election's key; a new one where there is none. Raises the errors of the secrets."""
    key = core.secrets_box.get(_of_election(election_id))
    if key is None:
        key = core.random(KEY_BYTES)
        core.secrets_box.put(_of_election(election_id), key)
    return key


def station_code_key(core: Core, election_id: str, station_id: str) -> bytes | None:
    """The key of a station's codes: as it came in a package, or of the election's. None without either.

    Raises the errors of the secrets.
    """
    came = core.secrets_box.get(_of_station(election_id))
    if came is not None:
        return came
    key = core.secrets_box.get(_of_election(election_id))
    return None if key is None else station_key(key, station_id)


def keep_station_code_key(core: Core, election_id: str, key: bytes) -> None:
    """Keeps the key that came in the package of this station. Raises the errors of the secrets."""
    if core.secrets_box.get(_of_station(election_id)) != key:
        core.secrets_box.put(_of_station(election_id), key)
