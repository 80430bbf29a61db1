"""The centre that this PC belongs to, as services ask it: link, this PC's device, its key, a connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from omp_desktop.crypto.signing import SigningKeyPair, key_pair
from omp_desktop.domain.sending import CentreLink
from omp_desktop.services.centre_errors import DeviceKeyMissing, NotConnected
from omp_desktop.services.centre_port import CentrePort, Connect, Meet
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import device_key_name
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Network:
    """How a centre is reached: one whose key is known, and one at an address. sync/ has the real ones."""

    connect: Connect
    meet: Meet


# The device with which this PC asked for a package by file, before any centre is known.
REQUESTED_DEVICE: Final = "centre.requested-device"


def link_of(uow: UnitOfWork) -> CentreLink | None:
    """The centre; one without address and key where this PC asked for its package by file; None alone."""
    link = uow.centre.link()
    requested = uow.settings.get(REQUESTED_DEVICE)
    if link is None and requested is not None:
        return CentreLink("", "", requested, commission=False, confirmed=False)
    return link


def read_link(core: Core) -> CentreLink | None:
    """The centre, as `link_of` says it."""
    with core.store.read() as uow:
        return link_of(uow)


def known_link(core: Core) -> CentreLink:
    """The centre. Raises NotConnected."""
    link = read_link(core)
    if link is None:
        raise NotConnected()
    return link


def device_key(core: Core, device_id: str) -> SigningKeyPair:
    """A device's key from the secrets. Not inside a transaction: the key store may wait.

    Raises DeviceKeyMissing and the key store's errors.
    """
    seed = core.secrets_box.get(device_key_name(device_id))
    if seed is None:
        raise DeviceKeyMissing()
    return key_pair(seed)


def connection(core: Core, network: Network) -> CentrePort:
    """The centre, to be asked with this PC's key.

    Raises NotConnected (also where the centre is reached by USB stick alone), DeviceKeyMissing and the key
    store's errors.
    """
    link = known_link(core)
    if not link.url:
        raise NotConnected()
    return network.connect(link, device_key(core, link.device_id).seed)
