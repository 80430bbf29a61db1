"""Where a trustee keeps the secret, during the ceremony and afterwards: on their own medium, or in the key
store of their own PC. Never in the station's store.

What is kept is written and read back before anybody else learns of the step that it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from omp_desktop.crypto.ceremony import TrusteeState
from omp_desktop.crypto.ceremony_board import Plan
from omp_desktop.crypto.errors import KeyFileDamaged, Part
from omp_desktop.crypto.key_file import (
    PassphraseCost,
    decode_secret,
    decode_state,
    encode_secret,
    encode_state,
    is_finished,
    protect,
    protect_state,
    unprotect,
    unprotect_state,
)
from omp_desktop.crypto.trustees import TrusteeSecret
from omp_desktop.files import sync_folder
from omp_desktop.services.ceremony_errors import (
    MediumTaken,
    SomebodyElsesFile,
    TrusteeFileMissing,
    TrusteeFileUnreadable,
    TrusteeFileUnwritable,
)
from omp_desktop.services.core import SecretsBox
from omp_desktop.services.election_errors import KeyFolderInsideData, KeyFolderMissing
from omp_desktop.services.key_files import create_file

Kept: TypeAlias = TrusteeState | TrusteeSecret

_RUNNING: Final = b"\x01"
_FINISHED: Final = b"\x02"


@dataclass(frozen=True, slots=True)
class OnMedium:
    """In a file under the pass-phrase, in a folder on the trustee's medium."""

    folder: Path
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class InKeyStore:
    """In the key store of this PC, which must be the trustee's own."""


Keep: TypeAlias = OnMedium | InKeyStore


class Keeping(Protocol):
    """One trustee's secret in one ceremony."""

    def check_new(self) -> None:
        """Raises MediumTaken where another trustee keeps theirs already."""

    def load(self) -> Kept | None:
        """What was kept at an earlier step, or None."""

    def save(self, kept: Kept) -> None:
        """Keeps it in place of what was kept before; returns only after it could be read back."""

    def missing(self) -> TrusteeFileMissing | SomebodyElsesFile:
        """What to say where `load` found nothing and something must be there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose secret it is: the election, the ceremony, the trustee's number."""

    election_id: str
    plan: Plan
    index: int

    @property
    def name(self) -> str:
        """The trustee's name."""
        return self.plan.name(self.index)

    def file_name(self, index: int) -> str:
        """The name of a trustee's file; another election or ceremony makes another."""
        return f"omp-trustee-key-{self.election_id[:8]}-{self.plan.ceremony_id.hex()[:8]}-{index}.json"


class KeyFileKeeping:
    """A file on the trustee's medium. Takes about a second each time: a guess must cost something."""

    def __init__(
        self, place: Place, where: OnMedium, random: Callable[[int], bytes], cost: PassphraseCost
    ) -> None:
        self._place = place
        self._where = where
        self._random = random
        self._cost = cost

    @property
    def path(self) -> Path:
        """The trustee's file."""
        return self._where.folder / self._place.file_name(self._place.index)

    def check_new(self) -> None:
        """Raises MediumTaken."""
        if (other := self._other()) is not None:
            raise MediumTaken(name=self._place.name, other=other)

    def load(self) -> Kept | None:
        """Raises TrusteeFileUnreadable, KeyFileDamaged, WrongPassphrase."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise TrusteeFileUnreadable(reason=_reason(problem)) from problem
        opened = unprotect if is_finished(raw) else unprotect_state
        kept = opened(raw, self._where.passphrase)
        if kept.index != self._place.index:
            raise KeyFileDamaged(part=Part.INDEX)
        return kept

    def save(self, kept: Kept) -> None:
        """Raises TrusteeFileUnwritable; the file then is what it was."""
        protected = (
            protect(kept, self._where.passphrase, self._random, cost=self._cost)
            if isinstance(kept, TrusteeSecret)
            else protect_state(kept, self._where.passphrase, self._random, cost=self._cost)
        )
        fresh = self.path.with_name(f"{self.path.name}.{self._random(4).hex()}.new")
        try:
            create_file(fresh, protected)
            fresh.replace(self.path)
            sync_folder(self.path.parent)
        except OSError as problem:
            fresh.unlink(missing_ok=True)
            raise TrusteeFileUnwritable(reason=_reason(problem)) from problem

    def missing(self) -> TrusteeFileMissing | SomebodyElsesFile:
        """Names the trustee whose file is there instead."""
        name = self._place.name
        other = self._other()
        return TrusteeFileMissing(name=name) if other is None else SomebodyElsesFile(name=name, other=other)

    def _other(self) -> str | None:
        place = self._place
        for index in place.plan.places:
            if index != place.index and (self._where.folder / place.file_name(index)).exists():
                return place.plan.name(index)
        return None


class KeyStoreKeeping:
    """The key store of the trustee's own PC. Every call may take seconds."""

    def __init__(self, place: Place, box: SecretsBox) -> None:
        self._place = place
        self._box = box

    @property
    def entry(self) -> str:
        """The name under which it is kept."""
        return f"trustee-{self._place.plan.ceremony_id.hex()}-{self._place.index}"

    def check_new(self) -> None:
        """A key store has room for several."""

    def load(self) -> Kept | None:
        """Raises KeyFileDamaged and the errors of the key store."""
        raw = self._box.get(self.entry)
        if raw is None:
            return None
        return decode_secret(raw[1:]) if raw[:1] == _FINISHED else decode_state(raw[1:])

    def save(self, kept: Kept) -> None:
        """Raises the errors of the key store."""
        content = (
            _FINISHED + encode_secret(kept)
            if isinstance(kept, TrusteeSecret)
            else _RUNNING + encode_state(kept)
        )
        self._box.put(self.entry, content)

    def missing(self) -> TrusteeFileMissing | SomebodyElsesFile:
        """The key store cannot tell of others."""
        return TrusteeFileMissing(name=self._place.name)


def check_key_folder(folder: Path, data_dir: Path, *, mock: bool) -> None:
    """A trustee's key must not lie beside the ballots, but for a mock vote.

    Raises KeyFolderMissing, KeyFolderInsideData.
    """
    resolved = folder.resolve()
    if not resolved.is_dir():
        raise KeyFolderMissing()
    if not mock and resolved.is_relative_to(data_dir.resolve()):
        raise KeyFolderInsideData()


def _reason(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__
