"""Why the centre does not start, in words for whoever looks after it."""

from __future__ import annotations

from collections.abc import Sequence

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import LocalText


class CentreCannotServe(OmpError):
    """Any of the errors below."""


class CentreSettingsWrong(CentreCannotServe):
    """Settings that are wrong by themselves or do not fit together. `problems`: each in words."""

    code = "central.settings-wrong"
    ko = ErrorText(
        "중앙 서버의 설정이 올바르지 않습니다({number}건).",
        "'omp-desktop central check-config'로 각 설정의 뜻을 보고 고치십시오.",
    )
    en = ErrorText(
        "The settings of the centre are not right ({number} found).",
        "Look at each with 'omp-desktop central check-config' and correct them.",
    )

    problems: tuple[LocalText, ...] = ()

    @staticmethod
    def of(problems: Sequence[LocalText]) -> CentreSettingsWrong:
        """The error of these problems."""
        error = CentreSettingsWrong(number=len(problems))
        error.problems = tuple(problems)
        return error


class CentreRunsAlready(CentreCannotServe):
    """Another process serves from this database file."""

    code = "central.runs-already"
    ko = ErrorText(
        "이 데이터 폴더로 중앙 서버가 이미 실행되고 있습니다({file}).",
        "실행 중인 서버를 쓰거나 먼저 끝내십시오. 여러 서버가 필요하면 PostgreSQL을 쓰십시오.",
    )
    en = ErrorText(
        "A centre serves from this data folder already ({file}).",
        "Use that one or end it first. Several servers need PostgreSQL.",
    )


class CentrePortTaken(CentreCannotServe):
    """The address cannot be listened on."""

    code = "central.port-taken"
    ko = ErrorText(
        "주소 {address}에서 접속을 받을 수 없습니다({reason}).",
        "그 포트를 쓰는 프로그램을 끝내거나 --port로 다른 포트를 지정하십시오.",
    )
    en = ErrorText(
        "Nothing can be received at {address} ({reason}).",
        "End the program that uses the port, or name another one with --port.",
    )


class CentreDatabaseAway(CentreCannotServe):
    """The database does not answer, or refuses."""

    code = "central.database-away"
    ko = ErrorText(
        "데이터베이스에 연결할 수 없습니다({reason}).",
        "주소·사용자·비밀번호와 서버가 켜져 있는지, 디스크에 자리가 있는지 확인하십시오.",
    )
    en = ErrorText(
        "The database cannot be reached ({reason}).",
        "Check its address, user and password, that it runs, and that its disk has room.",
    )


class CentreSchemaOld(CentreCannotServe):
    """The tables are of an older version, or not there."""

    code = "central.schema-old"
    ko = ErrorText(
        "데이터베이스의 표가 이 프로그램보다 오래되었습니다({found}, 필요한 판 {needed}).",
        "백업한 뒤 'omp-desktop central migrate'를 실행하십시오.",
    )
    en = ErrorText(
        "The tables of the database are older than this program ({found}, needed {needed}).",
        "Make a backup, then run 'omp-desktop central migrate'.",
    )


class CentreSchemaNewer(CentreCannotServe):
    """The tables are of a newer version, which this program cannot work with."""

    code = "central.schema-newer"
    ko = ErrorText(
        "데이터베이스의 표가 이 프로그램보다 새것입니다({found}, 아는 판 {needed}).",
        "중앙 서버 프로그램을 새 판으로 바꾸십시오.",
    )
    en = ErrorText(
        "The tables of the database are newer than this program ({found}, known {needed}).",
        "Bring the centre's program up to date.",
    )


class CentreKeyMissing(CentreCannotServe):
    """The file of the centre's key is not there, although it should be."""

    code = "central.key-missing"
    ko = ErrorText(
        "중앙 서버의 서명 열쇠 파일이 없습니다: {file}",
        "백업에서 되살리십시오. 처음이면 'openssl rand -hex 32'로 만들어 이 사용자만 읽게 두십시오. "
        "열쇠가 바뀌면 투표소가 이 서버를 믿지 않습니다.",
    )
    en = ErrorText(
        "The file of the centre's signing key is not there: {file}",
        "Put it back from a backup. The first time, make it with 'openssl rand -hex 32', readable by this "
        "user alone. Stations do not trust a centre with another key.",
    )


class CentreKeyUnusable(CentreCannotServe):
    """The file of the centre's key is no key, cannot be read, or everybody can read it."""

    code = "central.key-unusable"
    ko = ErrorText(
        "중앙 서버의 서명 열쇠 파일을 쓸 수 없습니다({reason}): {file}",
        "16진수 64글자여야 하고, 이 프로그램의 사용자만 읽을 수 있어야 합니다.",
    )
    en = ErrorText(
        "The file of the centre's signing key cannot be used ({reason}): {file}",
        "It has 64 hex digits, and nobody but the program's user may read it.",
    )


class CentreKeyDiffers(CentreCannotServe):
    """Another key than the one that this database's receipts are signed with."""

    code = "central.key-differs"
    ko = ErrorText(
        "서명 열쇠가 이 데이터베이스의 열쇠와 다릅니다: {file}",
        "모든 서버에 같은 열쇠 파일을 두십시오. 투표소는 처음 등록할 때의 열쇠만 믿습니다.",
    )
    en = ErrorText(
        "The signing key is not the one of this database: {file}",
        "Give every server the same key file. Stations trust only the key that they enrolled with.",
    )
