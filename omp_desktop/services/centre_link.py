"""The centre that this PC belongs to, as services ask it: link, this PC's device, its key, a connection."""

from __future__ import annotations

from dataclasses import dataclass

from omp_desktop.crypto.signing import SigningKeyPair, key_pair
from omp_desktop.domain.sending import CentreLink
from omp_desktop.services.centre_errors import DeviceKeyMissing, NotConnected
from omp_desktop.services.centre_port import CentrePort, Connect, Meet
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import device_key_name


@dataclass(frozen=True, slots=True)
class Network:
    """How a centre is reached: one whose key is known, and one at an address. sync/ has the real ones."""

    connect: Connect
    meet: Meet


def read_link(core: Core) -> CentreLink | None:
    """The centre, or None where this PC works alone."""
    with core.store.read() as uow:
        return uow.centre.link()


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
