"""The one list of what the audit log records, in words of both languages."""

from collections.abc import Mapping

from omp_desktop.domain.access import Role
from omp_desktop.domain.language import Labelled, Lang, LocalText
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.remark import RemarkKind


class AuditEvent(Labelled):
    """An event of the audit log. {placeholders} are filled from the entry's details."""

    PROGRAM_STARTED = "program.started", "프로그램을 시작했습니다({version})", "Program started ({version})"
    PROGRAM_STOPPED = "program.stopped", "프로그램을 끝냈습니다", "Program ended"
    BALLOTS_VOIDED = (
        "program.ballots-voided",
        "다시 시작하면서 봉한 채 남은 투표지 {count}장을 무효로 처리했습니다",
        "{count} sealed ballots that were never cast were voided at start",
    )

    ACCOUNT_ADDED = "account.added", "계정을 만들었습니다({role})", "Account added ({role})"
    ACCOUNT_DEACTIVATED = (
        "account.deactivated",
        "계정 사용을 중지했습니다({role})",
        "Account switched off ({role})",
    )
    PIN_CHANGED = "account.pin-changed", "PIN을 바꾸었습니다", "PIN changed"
    SIGNED_IN = "account.signed-in", "로그인했습니다({role})", "Signed in ({role})"
    SIGNED_OUT = "account.signed-out", "로그아웃했습니다", "Signed out"
    SIGN_IN_FAILED = (
        "account.sign-in-failed",
        "PIN이 틀렸습니다({failures}번째)",
        "Wrong PIN (try {failures})",
    )
    LOCKED = "account.locked", "계정이 {seconds}초 동안 잠겼습니다", "Account locked for {seconds} s"

    ELECTION_CREATED = "election.created", "선거를 등록했습니다", "Election registered"
    ELECTION_CHANGED = "election.changed", "선거 내용을 고쳤습니다", "Election changed"
    ELECTION_REMOVED = "election.removed", "작성 중인 선거를 삭제했습니다", "Draft election removed"
    ELECTION_PUBLISHED = (
        "election.published",
        "선거를 공고했습니다(공고 해시 {hash})",
        "Election published (manifest hash {hash})",
    )
    KEY_MADE = (
        "election.key-made",
        "개표 열쇠를 만들었습니다({count}명 중 {quorum}명)",
        "Key of the count made ({quorum} of {count})",
    )
    CEREMONY_BEGUN = (
        "election.ceremony-begun",
        "개표 열쇠 만들기를 시작했습니다({count}명 중 {quorum}명: {names})",
        "Key ceremony begun ({quorum} of {count}: {names})",
    )
    CEREMONY_BEGUN_AGAIN = (
        "election.ceremony-begun-again",
        "개표 열쇠 만들기를 처음부터 다시 시작했습니다({count}명 중 {quorum}명: {names})",
        "Key ceremony begun again ({quorum} of {count}: {names})",
    )
    CEREMONY_GIVEN_UP = (
        "election.ceremony-given-up",
        "개표 열쇠 만들기를 그만두었습니다",
        "Key ceremony given up",
    )
    CEREMONY_STEP = (
        "election.ceremony-step",
        "개표 관리인 {name}이(가) 개표 열쇠 만들기 {step}단계를 마쳤습니다",
        "Trustee {name} finished step {step} of the key ceremony",
    )
    CEREMONY_COMPLETED = (
        "election.ceremony-completed",
        "개표 열쇠를 함께 만들었습니다({count}명 중 {quorum}명, 확인값 {transcript})",
        "Key of the count made together ({quorum} of {count}, value {transcript})",
    )
    CEREMONY_PART_TAKEN = (
        "ceremony.part-taken",
        "개표 관리인 {name}의 열쇠 만들기 단계를 이 PC에서 했습니다",
        "The step of trustee {name} in a key ceremony was taken on this PC",
    )
    HOURS_EXTENDED = (
        "election.hours-extended",
        "투표 시간을 늘렸습니다(마감 {closes})",
        "Voting hours extended (until {closes})",
    )
    PLEDGES_PUBLISHED = (
        "election.pledges-published",
        "공약을 공고했습니다({count}건)",
        "Pledges published ({count})",
    )

    CANDIDATE_REGISTERED = (
        "candidate.registered",
        "후보자를 등록했습니다(기호 {number}번)",
        "Candidate registered (number {number})",
    )
    CANDIDATE_CHANGED = (
        "candidate.changed",
        "후보자 정보를 고쳤습니다(기호 {number}번)",
        "Candidate changed (number {number})",
    )
    CANDIDATE_REMOVED = (
        "candidate.removed",
        "후보자와 공약을 삭제했습니다(기호 {number}번)",
        "Candidate and pledges removed (number {number})",
    )
    CANDIDATE_WITHDRAWN = (
        "candidate.withdrawn",
        "후보자가 사퇴했습니다(기호 {number}번)",
        "Candidate withdrew (number {number})",
    )
    CANDIDATES_IMPORTED = (
        "candidate.imported",
        "후보자 {taken}명을 가져왔습니다(건너뜀 {skipped})",
        "{taken} candidates imported ({skipped} skipped)",
    )
    PLEDGE_ADDED = "pledge.added", "공약을 추가했습니다", "Pledge added"
    PLEDGE_CHANGED = "pledge.changed", "공약을 고쳤습니다", "Pledge changed"
    PLEDGE_REMOVED = "pledge.removed", "공약을 삭제했습니다", "Pledge removed"
    PLEDGE_RESTORED = "pledge.restored", "삭제한 공약을 되살렸습니다", "Pledge restored"

    VOTERS_IMPORTED = (
        "voters.imported",
        "선거인 {taken}명을 가져왔습니다(건너뜀 {skipped})",
        "{taken} voters imported ({skipped} skipped)",
    )
    VOTERS_CLEARED = "voters.cleared", "선거인명부를 비웠습니다({count}명)", "Voters list cleared ({count})"
    STATION_ADDED = "station.added", "투표소를 등록했습니다", "Polling station registered"
    KIOSK_ADDED = "station.kiosk-added", "기표대를 등록했습니다", "Kiosk registered"

    READINESS_CHECKED = (
        "poll.readiness-checked",
        "투표 준비를 점검했습니다(확인할 것 {count}건)",
        "Readiness checked ({count} points to look at)",
    )
    ZERO_REPORT = "poll.zero-report", "영(0)표 확인서를 만들었습니다", "Zero report made"
    POLLS_OPENED = "poll.opened", "투표를 개시했습니다", "Polls opened"
    POLLS_SUSPENDED = (
        "poll.suspended",
        "투표를 중지했습니다(투표수 {ballots}, 사유: {reason})",
        "Voting suspended ({ballots} ballots, reason: {reason})",
    )
    POLLS_RESUMED = (
        "poll.resumed",
        "투표를 재개했습니다(투표수 {ballots})",
        "Voting resumed ({ballots} ballots)",
    )
    CLOSING_BEGUN = (
        "poll.closing-begun",
        "마감을 시작했습니다(대기 {waiting}명)",
        "Closing began ({waiting} people waiting)",
    )
    WAITING_CORRECTED = (
        "poll.waiting-corrected",
        "대기 인원을 {before}명에서 {waiting}명으로 고쳤습니다(사유: {reason})",
        "Number of people waiting corrected from {before} to {waiting} (reason: {reason})",
    )
    POLLS_CLOSED = "poll.closed", "투표를 마감했습니다(투표수 {ballots})", "Polls closed ({ballots} ballots)"
    POLLS_REOPENED = (
        "poll.reopened",
        "주의: 마감한 투표를 다시 열었습니다(사유: {reason})",
        "ATTENTION: closed polls were re-opened (reason: {reason})",
    )
    PAPER_ROLL_OPENED = (
        "poll.paper-roll",
        "종이 명부를 열었습니다({version}차, 사유: {reason})",
        "Paper voters list opened (version {version}, reason: {reason})",
    )
    PERSONAL_CODES_MADE = (
        "codes.made",
        "본인 확인 코드 {count}개를 만들어 안내문 파일로 저장했습니다",
        "{count} personal codes made and saved for the letters",
    )
    PERSONAL_CODE_LOCKED = (
        "codes.locked",
        "등재번호와 본인 확인 코드를 여러 번 틀려 담당자에게 가도록 안내했습니다",
        "Somebody was sent to the desk after too many wrong personal codes",
    )
    PERMIT_CANCELLED = (
        "permit.cancelled",
        "투표권 발급을 취소했습니다(사유: {reason})",
        "Permit cancelled (reason: {reason})",
    )

    CLOCK_SUSPECT = (
        "clock.suspect",
        "시계를 믿을 수 없습니다({seconds}초 차이)",
        "Clock in doubt ({seconds} s off)",
    )
    CLOCK_CONFIRMED = (
        "clock.confirmed",
        "두 사람이 시각을 확인했습니다(사유: {reason})",
        "Two people confirmed the time (reason: {reason})",
    )

    COUNT_BEGUN = (
        "count.begun",
        "합계를 여는 일을 시작했습니다({kind}, {number}번, 투표지 {ballots}장)",
        "Opening of sums begun ({kind}, no. {number}, {ballots} ballots)",
    )
    SHARE_GIVEN = (
        "count.share-given",
        "개표 관리인이 개표 조각을 냈습니다({number}번, 개표 관리인 {trustee})",
        "A trustee's share was given (opening no. {number}, trustee {trustee})",
    )
    SHARE_MADE = (
        "count.share-made",
        "이 PC에서 개표 조각 파일을 만들었습니다({number}번, 개표 관리인 {trustee})",
        "A trustee's share was made as a file on this PC (opening no. {number}, trustee {trustee})",
    )
    LIVE_OPENED = (
        "count.live-opened",
        "투표 중에 합계를 열었습니다(투표지 {ballots}장)",
        "Totals opened during the vote ({ballots} ballots)",
    )
    COUNT_OPENED = "count.opened", "개표했습니다(투표수 {ballots})", "Totals opened ({ballots} ballots)"
    COUNT_DIFFERS = (
        "count.differs",
        "주의: 개표 검산이 맞지 않습니다({identity}: {left} ≠ {right})",
        "ATTENTION: a sum of the count does not agree ({identity}: {left} ≠ {right})",
    )
    RECORD_EXPORTED = (
        "record.exported",
        "선거 기록을 내보냈습니다(투표지 {ballots}장, 파일 해시 {hash})",
        "Election record exported ({ballots} ballots, hash of the file {hash})",
    )
    COLLECTED = (
        "count.collected",
        "다른 투표소의 자료를 모았습니다(받음 {taken}, 받지 않음 {refused})",
        "Collected from the other stations ({taken} batches taken, {refused} refused)",
    )
    STATION_LEFT_OUT = (
        "count.station-left-out",
        "주의: {name} 없이 개표하기로 했습니다(사유: {reason})",
        "ATTENTION: the count goes on without {name} (reason: {reason})",
    )
    STATION_TAKEN_IN = (
        "count.station-taken-in",
        "{name}의 투표지를 다시 개표에 넣기로 했습니다",
        "The count includes {name} again",
    )
    RESULT_CERTIFIED = (
        "count.certified",
        "결과를 확정했습니다(맞지 않거나 알 수 없는 것 {open}건, 결과 값 {figures})",
        "Result certified ({open} points that differ or cannot be known, value of the figures {figures})",
    )

    STORE_CHECKED = "store.checked", "저장소를 점검했습니다", "Store checked"
    STORE_TAKEN_OVER = (
        "store.taken-over",
        "주의: 손상된 저장소를 보관하고({evidence}) 두 번째 저장 매체의 사본으로 바꾸었습니다",
        "ATTENTION: the damaged store was set aside ({evidence}) and the second medium's copy put in place",
    )
    MIRROR_MADE = (
        "mirror.made",
        "두 번째 저장 매체에 사본을 만들었습니다. 두 매체에 함께 기록합니다",
        "Copy on the second medium made; both media are written",
    )
    MIRROR_GIVEN_UP = (
        "mirror.given-up",
        "주의: 저장 매체 하나로 계속합니다({reason})",
        "ATTENTION: going on with one medium ({reason})",
    )
    MIRROR_ENDED = (
        "mirror.ended",
        "두 번째 저장 매체를 더 쓰지 않습니다({reason})",
        "The second medium is no longer used ({reason})",
    )
    STORE_EPOCH = (
        "store.new-epoch",
        "주의: 저장소를 새로 이어서 씁니다({epoch}차)",
        "ATTENTION: the store goes on in epoch {epoch}",
    )
    BACKUP_MADE = (
        "store.backup-made",
        "백업을 만들었습니다(감사 기록 {entries}번까지)",
        "Backup made (audit log up to entry {entries})",
    )
    BACKUP_CHECKED = (
        "store.backup-checked",
        "백업을 확인했습니다(감사 기록 {entries}번까지, 문제 {count}건)",
        "Backup verified (audit log up to entry {entries}, {count} problems)",
    )
    RESTORE_DRILLED = (
        "store.restore-drilled",
        "복원 훈련을 했습니다(감사 기록 {entries}번까지, 문제 {count}건)",
        "Restore drill held (audit log up to entry {entries}, {count} problems)",
    )
    RECOVERY_KEY_MADE = (
        "store.recovery-key-made",
        "복구 열쇠를 만들었습니다(확인값 {value})",
        "Recovery key made (its value {value})",
    )
    RECOVERY_KEY_WITHDRAWN = (
        "store.recovery-key-withdrawn",
        "아무도 보지 못한 복구 열쇠를 거두었습니다(확인값 {value})",
        "Recovery key withdrawn that nobody saw (its value {value})",
    )
    RESTORED = (
        "store.restored",
        "주의: 백업에서 복원했습니다(감사 기록 {entries}번까지의 백업)",
        "ATTENTION: restored from a backup (which reached entry {entries} of the audit log)",
    )
    STORE_UPGRADED = (
        "store.upgraded",
        "자료의 형식을 새 버전의 프로그램({version})에 맞게 바꾸었습니다(바꾸기 전의 사본 {backup})",
        "Data brought into the form of a newer version ({version}); a copy from before is {backup}",
    )
    OWN_VOTES_LOST = (
        "own-votes.lost",
        "주의: 투표 내용 확인 자료가 없어져 새로 만들었습니다. 전에 준 확인증으로는 확인할 수 없습니다",
        "ATTENTION: the file for checks of the own vote was gone and was made anew; earlier receipts end",
    )
    OWN_VOTES_DESTROYED = (
        "own-votes.destroyed",
        "확인 기간이 끝나 투표 내용 확인 자료 {count}건을 없앴습니다",
        "The time for checks of the own vote is over: {count} keys were destroyed",
    )
    OWN_VOTE_DIFFERS = (
        "own-votes.differs",
        "주의: 투표 내용 확인에서 저장된 투표지와 다른 내용이 나왔습니다",
        "ATTENTION: a check of the own vote did not agree with the stored ballot",
    )
    CENTRE_CONNECTED = (
        "centre.connected",
        "중앙 서버에 연결했습니다(중앙 서버 지문 {centre})",
        "Connected to the centre (its fingerprint {centre})",
    )
    CENTRE_MOVED = "centre.moved", "중앙 서버 주소를 바꾸었습니다", "Address of the centre changed"
    CODE_MADE = (
        "centre.code-made",
        "투표소 등록 코드를 만들었습니다",
        "Enrolment code made for a station",
    )
    DEVICE_ENROLLED = (
        "device.enrolled",
        "중앙 서버에 이 컴퓨터를 등록했습니다(중앙 서버 지문 {centre})",
        "This computer enrolled at the centre (its fingerprint {centre})",
    )
    DEVICE_REQUESTED = (
        "device.requested",
        "이 컴퓨터의 등록 요청을 파일로 저장했습니다(기기 지문 {fingerprint})",
        "Request of this computer saved as a file (fingerprint {fingerprint})",
    )
    DEVICE_CONFIRMED = (
        "device.confirmed",
        "두 사람이 기기 지문 {fingerprint}을(를) 비교하고 확인했습니다",
        "Two people compared the fingerprint {fingerprint} and confirmed the device",
    )
    DEVICE_REVOKED = (
        "device.revoked",
        "주의: 기기 등록을 취소했습니다(지문 {fingerprint}, 사유: {reason})",
        "ATTENTION: a device was revoked (fingerprint {fingerprint}, reason: {reason})",
    )
    DEVICE_ROTATED = (
        "device.rotated",
        "이 컴퓨터의 열쇠를 바꾸었습니다(새 지문 {fingerprint})",
        "Key of this computer changed (new fingerprint {fingerprint})",
    )
    PACKAGE_MADE = (
        "package.made",
        "투표소 선거 자료를 만들었습니다({revision}차, 기기 지문 {fingerprint})",
        "Election package made (revision {revision}, for the device {fingerprint})",
    )
    PACKAGE_TAKEN = (
        "package.taken",
        "선거 자료를 가져왔습니다({revision}차, 공고 해시 {hash})",
        "Election package taken (revision {revision}, manifest hash {hash})",
    )
    NEWS_TAKEN = (
        "news.taken",
        "위원회의 변경 공고를 받았습니다({number}번)",
        "Amendment of the commission taken (no. {number})",
    )
    NEWS_SET_ASIDE = (
        "news.set-aside",
        "주의: 받은 소식 {cursor}번을 적용하지 않았습니다({code})",
        "ATTENTION: news no. {cursor} was not applied ({code})",
    )
    TRANSFER_EXPORTED = (
        "transfer.exported",
        "USB로 내보냈습니다(묶음 {batches}개)",
        "Exported to a stick ({batches} batches)",
    )
    TRANSFER_IMPORTED = (
        "transfer.imported",
        "USB에서 가져왔습니다(확인 {taken}건, 거절 {refused}건)",
        "Taken from a stick ({taken} taken, {refused} refused)",
    )
    SENT_AT_ONCE = (
        "queue.sent-at-once",
        "두 사람이 남겨 둔 것까지 모두 보내기로 했습니다(사유: {reason})",
        "Two people sent everything at once, with what was held back (reason: {reason})",
    )
    COPY_NOTICED = (
        "store.copy-noticed",
        "주의: 중앙 서버에 이 투표소의 다른 기록이 있습니다",
        "ATTENTION: the centre has another history of this station",
    )
    REMARK_NOTED = (
        "remark.noted",
        "특이사항이나 숫자를 기록했습니다({kind})",
        "Noted ({kind})",
    )
    REMARK_CORRECTED = (
        "remark.corrected",
        "기록한 내용을 정정했습니다({kind})",
        "What was noted is corrected ({kind})",
    )
    AUDIT_EXPORTED = (
        "audit.exported",
        "감사 기록을 파일로 내보냈습니다(항목 {count}개)",
        "Audit log saved as a file ({count} entries)",
    )
    TEST_ENDED = "test.ended", "모의투표를 끝냈습니다({ballots}장)", "Mock vote ended ({ballots} ballots)"


_BESIDE = LocalText("함께 확인: {name}", "with {name}")


class _Details(dict[str, str | int]):
    """Details of an entry; one that an older program did not write shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def beside(said: str, name: str, lang: Lang) -> str:
    """An event in words, with the name of the second person who confirmed it."""
    return f"{said} · {_BESIDE.text(lang).format(name=name)}"


def describe(event: AuditEvent, details: Mapping[str, str | int], lang: Lang) -> str:
    """The event in words, with its details filled in; a role and a kind are said in words."""
    said = _Details(details)
    role = next((role for role in Role if role.value == details.get("role")), None)
    if role is not None:
        said["role"] = role.label(lang)
    kinds = (*OpeningKind, *RemarkKind)
    kind = next((kind for kind in kinds if kind.value == details.get("kind")), None)
    if kind is not None:
        said["kind"] = kind.label(lang)
    return event.label(lang).format_map(said)
