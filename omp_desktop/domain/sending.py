"""The way to the centre: where it is, and what becomes of a batch on it."""

from dataclasses import dataclass

from omp_desktop.domain.language import Labelled


class BatchState(Labelled):
    """How far a batch is. Only a receipt of the centre acknowledges; no other answer ends anything."""

    WAITING = "waiting", "전송 대기", "waiting"
    SENT = "sent", "전송함, 확인 대기", "sent, not confirmed"
    ACKNOWLEDGED = "acknowledged", "확인됨", "confirmed"
    HELD = "held", "보류", "held"


@dataclass(frozen=True, slots=True)
class CentreLink:
    """The centre that this PC belongs to. Keys in hex.

    `device_id` is this PC's sender; `commission` tells the commission's PC from a station's. `authority` is
    the certificate authority in PEM that alone may vouch for the server, or "" for those of the system.
    Before `confirmed` the centre waits for two people to compare the fingerprint.
    """

    url: str
    centre_key: str
    device_id: str
    commission: bool
    confirmed: bool
    authority: str = ""
