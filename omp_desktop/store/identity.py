"""Which store this is and where it is at home, so that a copied one is noticed.

The home is a digest of the file's place and number on its disk: copying or restoring the file changes it,
working on it does not. A backup has no home at all. The store cannot tell a copy from a file that was moved:
people decide, and it goes on in a new epoch.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from sqlalchemy import Connection

from omp_desktop.store.repositories.settings import HOME, STORE_EPOCH, STORE_ID, Settings

ID_BYTES = 16
FIRST_EPOCH = 1


def give_identity(connection: Connection) -> None:
    """Names a new store; its home is settled once the file has its final name."""
    settings = Settings(connection)
    settings.set(STORE_ID, secrets.token_hex(ID_BYTES))
    settings.set(STORE_EPOCH, str(FIRST_EPOCH))


def home_of(path: Path, store_id: str) -> str:
    """The digest that stands for this place; says nothing to somebody who reads it elsewhere."""
    real = path.resolve()
    place = f"{store_id}\0{real}\0{real.stat().st_ino}"
    return hashlib.sha256(place.encode("utf-8", errors="surrogateescape")).hexdigest()


def settle(settings: Settings, path: Path) -> None:
    """Makes this place the store's home."""
    settings.set(HOME, home_of(path, settings.store_id))


def is_elsewhere(settings: Settings, path: Path) -> bool:
    """Whether the file lies somewhere else than where it was last at home."""
    home = settings.get(HOME)
    return home is not None and home != home_of(path, settings.store_id)
