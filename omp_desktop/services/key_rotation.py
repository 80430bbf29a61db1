"""Another key for this PC's device, without a moment in which the centre knows one that is lost.

The new key is kept beside the old one before the centre hears of it, and takes its place only after the
centre said yes. Cut short anywhere, the next try finds both keys and asks with the one that the centre knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from omp_desktop.crypto import signing
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.sending import CentreLink
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre_errors import NotConnected
from omp_desktop.services.centre_link import Network, device_key, known_link, read_link
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.session import Session
from omp_desktop.wire import enrolment
from omp_desktop.wire.enrolment import Rotation
from omp_desktop.wire.envelope import seal
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.refusals import RequestUnsigned


def next_key_name(device_id: str) -> str:
    """The name under which the seed of a device's next key is kept until the centre has it."""
    return f"{device_key_name(device_id)}-next"


# Set while a change is under way: the key store is not asked for nothing.
_UNDER_WAY: Final = "centre.key-change"


class KeyRotation:
    """Changes this PC's key, and ends a change that was cut short."""

    def __init__(self, core: Core, network: Network) -> None:
        self._core = core
        self._network = network
        self._audit = AuditLog(core)

    def rotate(self, actor: Session | None) -> bytes:
        """Changes the key and returns the new public one. Errors: see CentreService.rotate_key."""
        link = known_link(self._core)
        if not link.url:
            raise NotConnected()
        old, new = device_key(self._core, link.device_id), self._next(link.device_id)
        if new.public_key != old.public_key:
            self._tell(link, old, new)
        self._take_over(link.device_id, new, actor)
        return new.public_key

    def finish(self) -> bool:
        """Ends a change that was begun; False where none was."""
        if not self._under_way():
            return False
        self.rotate(None)
        return True

    def settle(self) -> None:
        """Ends a change whose new key is in force already, where only the store does not know it yet."""
        link = read_link(self._core)
        if link is None or not self._under_way():
            return
        seed = self._core.secrets_box.get(next_key_name(link.device_id))
        if seed is not None and seed == device_key(self._core, link.device_id).seed:
            self._take_over(link.device_id, signing.key_pair(seed), None)

    def _under_way(self) -> bool:
        with self._core.store.read() as uow:
            return uow.settings.get(_UNDER_WAY) == "1"

    def _next(self, device_id: str) -> signing.SigningKeyPair:
        name = next_key_name(device_id)
        seed = self._core.secrets_box.get(name)
        if seed is None:
            seed = signing.generate(self._core.random).seed
            self._core.secrets_box.put(name, seed)
        with self._core.store.uow() as uow:
            uow.settings.set(_UNDER_WAY, "1")
            uow.commit()
        return signing.key_pair(seed)

    def _tell(self, link: CentreLink, old: signing.SigningKeyPair, new: signing.SigningKeyPair) -> None:
        envelope = _rotation(link.device_id, old, new)
        try:
            self._network.connect(link, old.seed).rotate(link.device_id, envelope)
        except RequestUnsigned:
            # Perhaps it has the new key already and its answer was lost; then it takes the same again.
            self._network.connect(link, new.seed).rotate(link.device_id, envelope)

    def _take_over(self, device_id: str, new: signing.SigningKeyPair, actor: Session | None) -> None:
        self._core.secrets_box.put(device_key_name(device_id), new.seed)
        with self._core.store.uow() as uow:
            device = uow.devices.get(device_id)
            uow.devices.save(replace(device, public_key=new.public_key.hex()))
            self._audit.append(
                uow,
                AuditEvent.DEVICE_ROTATED,
                actor,
                device=device_id,
                fingerprint=enrolment.fingerprint(new.public_key),
            )
            uow.commit()
        self._core.secrets_box.delete(next_key_name(device_id))
        with self._core.store.uow() as uow:
            uow.settings.set(_UNDER_WAY, "0")
            uow.commit()


def _rotation(device_id: str, old: signing.SigningKeyPair, new: signing.SigningKeyPair) -> bytes:
    pledged = bytes.fromhex(device_id) + old.public_key + new.public_key
    rotation = Rotation(
        protocol=PROTOCOL,
        device_id=device_id,
        old_key=old.public_key.hex(),
        new_key=new.public_key.hex(),
        by_new=signing.sign(new.seed, enrolment.NEW_KEY_PURPOSE, pledged).hex(),
    )
    return seal(rotation, old.seed, enrolment.ROTATION_PURPOSE)
