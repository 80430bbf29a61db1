"""Errors of the way to the centre: belonging to one, devices, and the election package."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import Labelled


class PackagePart(Labelled):
    """The part of an election package that does not hold."""

    SIGNATURE = "signature", "서명", "signature"
    MANIFEST = "manifest", "공고", "manifest"
    AMENDMENTS = "amendments", "변경 공고", "amendments"
    REVISION = "revision", "차수", "revision"
    CANDIDATES = "candidates", "후보자", "candidates"
    PLEDGES = "pledges", "공약", "pledges"
    PHOTOS = "photos", "후보자 사진", "photos"
    STATIONS = "stations", "투표소", "stations"
    VOTERS = "voters", "선거인명부", "voters list"


class NotConnected(OmpError):
    """This PC does not belong to a centre yet."""

    code = "link.not-connected"
    ko = ErrorText(
        "이 컴퓨터는 아직 중앙 서버에 연결되어 있지 않습니다.",
        "관리 창의 '중앙 서버'에서 주소와 코드를 입력하십시오. 인터넷이 없으면 USB로 주고받을 수 있습니다.",
    )
    en = ErrorText(
        "This computer is not connected to a centre yet.",
        "Enter address and code under “Centre” in the official's window, or send by USB stick.",
    )


class AlreadyConnected(OmpError):
    """This PC belongs to a centre; its data never goes to another one by a slip."""

    code = "link.already-connected"
    ko = ErrorText(
        "이 컴퓨터는 이미 중앙 서버에 연결되어 있습니다.",
        "다른 중앙 서버를 쓰려면 새 자료 폴더에서 시작하십시오.",
    )
    en = ErrorText(
        "This computer is connected to a centre already.", "For another centre begin in a new data folder."
    )


class CodeOfAnotherCentre(OmpError):
    """The centre at that address has another key than the code says. The secret was not told to it."""

    code = "link.code-of-another-centre"
    ko = ErrorText(
        "이 주소의 중앙 서버는 코드에 적힌 서버가 아닙니다. 코드를 보내지 않았습니다.",
        "주소와 코드를 다시 확인하십시오. 둘 다 맞으면 위원회에 알리고 USB로 진행하십시오.",
    )
    en = ErrorText(
        "The centre at this address is not the one that the code is for. The code was not told to it.",
        "Check address and code again. If both are right, tell the commission and go on by USB stick.",
    )


class AnotherStationHere(OmpError):
    """The code is for another station than the one that this PC is."""

    code = "link.another-station-here"
    ko = ErrorText(
        "이 컴퓨터는 이미 다른 투표소({station})로 쓰이고 있습니다.",
        "이 코드의 투표소는 새 자료 폴더나 다른 컴퓨터에서 등록하십시오.",
    )
    en = ErrorText(
        "This computer is another station already ({station}).",
        "Enrol the station of this code in a new data folder or on another computer.",
    )


class DeviceKeyMissing(OmpError):
    """The key store no longer has the key that this PC signs with."""

    code = "link.device-key-missing"
    ko = ErrorText(
        "이 컴퓨터가 서명하는 열쇠가 키 저장소에 없습니다.",
        "이 자료를 만든 사용자 계정으로 여십시오. 열쇠를 잃었으면 위원회가 등록을 취소한 뒤 다시 등록합니다.",
    )
    en = ErrorText(
        "The key with which this computer signs is not in the key store.",
        "Open the data with the user account that made them. If it is lost, the commission revokes the "
        "enrolment and this computer enrols again.",
    )


class DeviceNotCompared(OmpError):
    """Nobody compared this key's fingerprint on this PC: the centre alone says whose it is."""

    code = "link.device-not-compared"
    ko = ErrorText(
        "이 컴퓨터에서 지문을 비교하지 않은 기기입니다.",
        "투표소에 전화하여 두 사람이 지문을 비교하고 기기를 확인한 뒤 다시 하십시오.",
    )
    en = ErrorText(
        "The fingerprint of this device was not compared on this computer.",
        "Call the station, compare it between two people, confirm the device, and try again.",
    )


class PackageRefused(OmpError):
    """Any of the errors below: an election package that is not taken. Nothing was changed."""


class PackageDamaged(PackageRefused):
    """Something in the package does not hold. `where`: a PackagePart."""

    code = "package.damaged"
    ko = ErrorText(
        "선거 자료가 온전하지 않습니다({where}). 아무것도 가져오지 않았습니다.",
        "다시 받으십시오. 계속되면 위원회에 알리십시오.",
    )
    en = ErrorText(
        "The election package is not whole ({where}). Nothing was taken from it.",
        "Fetch it again. If it goes on, tell the commission.",
    )


class PackageOfAnotherDevice(PackageRefused):
    """A package for another computer; its voters list cannot be read here."""

    code = "package.of-another-device"
    ko = ErrorText(
        "다른 컴퓨터의 선거 자료입니다.",
        "위원회에 이 컴퓨터의 기기 지문({fingerprint})으로 만든 자료를 요청하십시오.",
    )
    en = ErrorText(
        "This election package is for another computer.",
        "Ask the commission for the one made for this computer's fingerprint ({fingerprint}).",
    )


class PackageOfAnotherCommission(PackageRefused):
    """Signed by another commission than the elections that are here, or of another centre."""

    code = "package.of-another-commission"
    ko = ErrorText(
        "이 투표소의 위원회가 만든 선거 자료가 아닙니다.",
        "받은 곳을 확인하고 위원회에 알리십시오. 아무것도 가져오지 않았습니다.",
    )
    en = ErrorText(
        "This election package is not of the commission that this station belongs to.",
        "Check where it came from and tell the commission. Nothing was taken.",
    )


class PackageOfAnotherElection(PackageRefused):
    """The election is here under the same id with another manifest or other amendments."""

    code = "package.of-another-election"
    ko = ErrorText(
        "여기 있는 선거와 내용이 다른 선거 자료입니다.",
        "공고 해시를 위원회와 비교하십시오. 여기 있는 선거는 그대로입니다.",
    )
    en = ErrorText(
        "The package does not agree with the election that is here.",
        "Compare the hash of the manifest with the commission. What is here was left as it is.",
    )


class PackageOlder(PackageRefused):
    """The election is here already in a newer state. `revision`: of the package, `present`: here."""

    code = "package.older"
    ko = ErrorText(
        "여기 있는 것보다 오래된 선거 자료입니다({revision}차, 여기는 {present}차).",
        "그대로 두어도 됩니다. 새 자료가 필요하면 위원회에 요청하십시오.",
    )
    en = ErrorText(
        "This package is older than what is here (revision {revision}; here is {present}).",
        "Nothing needs to be done. Ask the commission if you expected a newer one.",
    )


class StationNotInElection(PackageRefused):
    """The package is for a station that the election does not have."""

    code = "package.station-not-in-election"
    ko = ErrorText(
        "이 선거에 없는 투표소입니다.", "위원회에서 투표소를 확인하고 자료를 다시 만들어야 합니다."
    )
    en = ErrorText(
        "The election has no such station.", "The commission checks the station and makes the package again."
    )


class PackageFileWrong(OmpError):
    """A file of the package cannot be read or written. `reason`: of the system."""

    code = "package.file-wrong"
    ko = ErrorText("파일을 읽거나 쓸 수 없습니다({reason}).", "저장 장치와 파일 이름을 확인하십시오.")
    en = ErrorText("The file cannot be read or written ({reason}).", "Check the medium and the file's name.")
