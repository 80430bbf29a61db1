"""The way to the centre: where it is, and what becomes of a batch on it."""

from dataclasses import dataclass

from omp_desktop.domain.language import Labelled


class BatchState(Labelled):
    """How far a batch is. Only a receipt of the centre acknowledges; no other answer ends anything."""

    WAITING = "waiting", "전송 대기", "waiting"
    SENT = "sent", "전송함, 확인 대기", "sent, not confirmed"
    ACKNOWLEDGED = "acknowledged", "확인됨", "confirmed"
    HELD = "held", "보류", "held"


class CollectionFault(Labelled):
    """Why something that another station sent is not taken over by the commission."""

    SENDER = "sender", "확인되지 않은 기기가 보냄", "sent by a device that is not confirmed"
    SIGNATURE = "signature", "보낸 기기의 서명이 맞지 않음", "the sender's signature does not match"
    MALFORMED = "malformed", "정해진 형식이 아님", "not in the expected form"
    PLACE = "place", "다른 선거나 투표소의 것", "it belongs to another election or station"
    RECEIPT = (
        "receipt",
        "중앙의 확인 서명이 없거나 맞지 않음",
        "the centre's receipt is missing or wrong",
    )
    CHANGED = "changed", "중앙이 확인한 뒤에 바뀜", "it was changed after the centre had confirmed it"
    SET_ASIDE = "set-aside", "중앙이 따로 둔 항목이 있음", "the centre set items of it aside"
    KIOSK = "kiosk", "투표소가 알리지 않은 기표대", "from a kiosk that the station has not announced"
    KIOSK_KEY = "kiosk-key", "같은 기표대의 열쇠가 서로 다름", "a kiosk with two different keys"
    PAGE = "page", "쪽의 값이 투표지들과 다름", "the page's value is not that of its ballots"
    FORK = "fork", "같은 자리에 다른 쪽이 있음", "another page stands at the same place"
    BALLOT = (
        "ballot",
        "투표지의 증명·코드·서명이 맞지 않음",
        "proofs, code or signature of a ballot are wrong",
    )
    COPY = "copy", "이미 있는 투표지가 또 들어옴", "it brings a ballot that is there already"
    VOTER = "voter", "그 투표소 명부에 없는 선거인", "a voter who is not on that station's list"


@dataclass(frozen=True, slots=True)
class CentreLink:
    """The centre that this PC belongs to. Keys in hex; `url` is "" where everything is carried by stick.

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

    @property
    def by_network(self) -> bool:
        """Whether the centre can be asked from here."""
        return bool(self.url)
