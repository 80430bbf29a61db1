<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AccountsPanel</name>
    <message>
        <source>Add an account</source>
        <translation>계정 추가</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts</source>
        <translation>
            <numerusform>계정 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>성명</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Sets elections up, publishes them, adds accounts.</source>
        <translation>선거를 준비하고 공고하며 계정을 추가합니다.</translation>
    </message>
    <message>
        <source>Opens and closes the polls, checks voters in.</source>
        <translation>투표를 개시·마감하고 선거인을 확인합니다.</translation>
    </message>
    <message>
        <source>Confirms opening and closing with a PIN of their own.</source>
        <translation>투표 개시와 마감을 자기 PIN으로 확인합니다.</translation>
    </message>
    <message>
        <source>Writes their own pledges.</source>
        <translation>자기 공약만 작성합니다.</translation>
    </message>
    <message>
        <source>The two PINs differ. Enter the same one twice.</source>
        <translation>두 PIN이 다릅니다. 같은 PIN을 두 번 입력하십시오.</translation>
    </message>
    <message>
        <source>Writes their own pledges, nothing else.</source>
        <translation type="vanished">자기 공약만 작성합니다.</translation>
    </message>
    <message>
        <source>A commission official signs in to add accounts.</source>
        <translation>계정은 선거관리위원회 계정으로 로그인하여 추가합니다.</translation>
    </message>
    <message>
        <source>Every candidate has an account, or none is registered yet: register one first.</source>
        <translation>계정이 없는 후보자가 없습니다. 먼저 후보자를 등록하십시오.</translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation type="vanished">두 PIN이 다릅니다.</translation>
    </message>
    <message>
        <source>{name} has a new PIN</source>
        <translation>{name} 님의 PIN을 바꾸었습니다</translation>
    </message>
    <message>
        <source>The PIN before does not work any more. Tell the new one to this person alone.</source>
        <translation>이전 PIN은 더 이상 쓸 수 없습니다. 새 PIN은 본인에게만 알려 주십시오.</translation>
    </message>
    <message>
        <source>Switch off the account of {name}?</source>
        <translation>{name} 님의 계정을 끄시겠습니까?</translation>
    </message>
    <message>
        <source>This person cannot sign in any more. The account cannot be switched on again; a new one can be added.</source>
        <translation>이 사람은 더 이상 로그인할 수 없습니다. 끈 계정은 다시 켤 수 없으며, 새 계정을 추가할 수는 있습니다.</translation>
    </message>
    <message>
        <source>Switch the account off</source>
        <translation>계정 끄기</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>후보자</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>PIN again</source>
        <translation>PIN 다시</translation>
    </message>
    <message>
        <source>At least 6 digits that are not easy to guess, or a password of at least 8 characters.</source>
        <translation>쉽게 짐작할 수 없는 숫자 6자리 이상, 또는 8자 이상의 비밀번호입니다.</translation>
    </message>
    <message>
        <source>Add the account</source>
        <translation>계정 추가</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>새 PIN</translation>
    </message>
    <message>
        <source>Set this PIN</source>
        <translation>이 PIN으로 바꾸기</translation>
    </message>
    <message>
        <source>An account that is switched off cannot sign in any more. Its entries in the audit log stay.</source>
        <translation>끈 계정으로는 더 이상 로그인할 수 없습니다. 감사 기록은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Switch the account off …</source>
        <translation>계정 끄기 …</translation>
    </message>
    <message>
        <source>Add another account instead</source>
        <translation>다른 계정 추가하기</translation>
    </message>
</context>
<context>
    <name>Attendance</name>
    <message>
        <source>Do you need more time?</source>
        <translation>시간이 더 필요하십니까?</translation>
    </message>
    <message numerus="yes">
        <source>Without an answer this screen locks in %n second(s). No vote is cast.</source>
        <translation>
            <numerusform>누르지 않으면 %n초 뒤에 화면이 잠깁니다. 투표함에는 아무것도 넣지 않습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without an answer this screen locks in %n second(s). Nothing is put in the ballot box.</source>
        <translation type="vanished">
            <numerusform>누르지 않으면 %n초 뒤에 화면이 잠깁니다. 투표함에는 아무것도 넣지 않습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>시간이 더 필요합니다</translation>
    </message>
</context>
<context>
    <name>AuditExporting</name>
    <message>
        <source>Writing the audit log</source>
        <translation>감사 기록 저장 중</translation>
    </message>
    <message>
        <source>Export the audit log</source>
        <translation>감사 기록 내보내기</translation>
    </message>
    <message>
        <source>Tables (*.csv);;NIST event log (*.json)</source>
        <translation>표 (*.csv);;NIST 사건 기록 (*.json)</translation>
    </message>
    <message numerus="yes">
        <source>%n entries were saved.</source>
        <translation>
            <numerusform>항목 %n개를 저장했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장했습니다</translation>
    </message>
</context>
<context>
    <name>BackupCheckForm</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Restore drill</source>
        <translation>복원 훈련</translation>
    </message>
    <message>
        <source>Verified backup</source>
        <translation>백업 확인</translation>
    </message>
    <message>
        <source>{station}, made {when}</source>
        <translation>{station}, {when}에 만듦</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>확인한 것</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>Everything is right</source>
        <translation>모두 맞음</translation>
    </message>
    <message>
        <source>Another computer could go on from this backup with the paper. Receipts for the own vote are in no backup: they would end.</source>
        <translation>다른 컴퓨터에서 이 백업과 종이로 이어 갈 수 있습니다. 투표 내용 확인증에 쓰는 자료는 어느 백업에도 없어, 그때는 확인증이 끝납니다.</translation>
    </message>
    <message>
        <source>The backup is whole. Whether the recovery key on the paper opens it shows a restore drill.</source>
        <translation>백업은 온전합니다. 종이의 복구 열쇠로 열리는지는 복원 훈련으로 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>틀림</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>맞음</translation>
    </message>
</context>
<context>
    <name>BackupsView</name>
    <message>
        <source>Recovery key</source>
        <translation>복구 열쇠</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Back up now …</source>
        <translation>지금 백업 …</translation>
    </message>
    <message>
        <source>A backup holds everything of this station as it is now, encrypted. Make one after the set-up and after the close, and keep it in another place.</source>
        <translation>백업은 이 투표소의 지금 자료를 모두 암호화하여 담습니다. 준비를 마쳤을 때와 투표를 마감한 뒤에 만들어 다른 곳에 보관하십시오.</translation>
    </message>
    <message>
        <source>A backup holds everything of this station as it is now, encrypted. Make one when the set-up is done and after the close, and keep it in another place.</source>
        <translation type="vanished">백업은 이 투표소의 지금 자료를 모두 암호화하여 담습니다. 준비를 마쳤을 때와 투표를 마감한 뒤에 만들어 다른 곳에 보관하십시오.</translation>
    </message>
    <message>
        <source>Verify …</source>
        <translation>확인 …</translation>
    </message>
    <message>
        <source>Restore drill …</source>
        <translation>복원 훈련 …</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Restore drill</source>
        <translation>복원 훈련</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>아직 백업이 없습니다.</translation>
    </message>
    <message>
        <source>A commission official makes it.</source>
        <translation>선거관리위원회 담당자가 만듭니다.</translation>
    </message>
    <message>
        <source>On paper, it opens backups on another computer. This computer itself does not keep it.</source>
        <translation>종이에 적어 두었다가 다른 컴퓨터에서 백업을 여는 열쇠입니다. 이 컴퓨터에는 남지 않습니다.</translation>
    </message>
    <message>
        <source>Make the recovery key …</source>
        <translation>복구 열쇠 만들기 …</translation>
    </message>
    <message>
        <source>There is none yet: backups open with the keys of this computer alone, and are lost with it.</source>
        <translation>아직 없습니다. 백업은 이 컴퓨터의 열쇠로만 열리고, 컴퓨터를 잃으면 함께 잃습니다.</translation>
    </message>
    <message>
        <source>Make a new recovery key …</source>
        <translation>새 복구 열쇠 만들기 …</translation>
    </message>
    <message>
        <source>The paper with the value {value}, made {when}, opens every backup since then. This computer itself does not keep it. Is the paper lost, make a new key and a new backup.</source>
        <translation>{when}에 만든, 확인값이 {value}인 종이로 그 뒤의 모든 백업이 열립니다. 이 컴퓨터에는 남지 않습니다. 종이를 잃었다면 열쇠와 백업을 새로 만드십시오.</translation>
    </message>
    <message>
        <source>key {value}</source>
        <translation>열쇠 {value}</translation>
    </message>
    <message>
        <source>without keys</source>
        <translation>열쇠 없음</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>아직 안 함</translation>
    </message>
    <message>
        <source>On which medium?</source>
        <translation>어느 매체에 만듭니까?</translation>
    </message>
    <message>
        <source>Making the backup</source>
        <translation>백업을 만드는 중</translation>
    </message>
    <message>
        <source>It lies on the disk of the data: if that breaks, both are gone. Make one on another medium as well.</source>
        <translation>자료와 같은 디스크에 있어 디스크가 고장 나면 둘 다 잃습니다. 다른 매체에도 만드십시오.</translation>
    </message>
    <message>
        <source>It holds no keys, because there is no recovery key yet.</source>
        <translation>아직 복구 열쇠가 없어 열쇠는 담기지 않았습니다.</translation>
    </message>
    <message>
        <source>Keep it in another place than this computer.</source>
        <translation>이 컴퓨터와 다른 곳에 보관하십시오.</translation>
    </message>
    <message>
        <source>The backup is made</source>
        <translation>백업을 만들었습니다</translation>
    </message>
    <message>
        <source>Which backup? Choose its folder</source>
        <translation>어느 백업입니까? 폴더를 고르십시오</translation>
    </message>
    <message>
        <source>Verifying the backup</source>
        <translation>백업을 확인하는 중</translation>
    </message>
    <message>
        <source>Trying the way back</source>
        <translation>되살려 보는 중</translation>
    </message>
    <message>
        <source>It opens every backup from now on. The paper of the key before still opens the backups that were made with it.</source>
        <translation>지금부터 만드는 모든 백업을 여는 열쇠입니다. 앞선 열쇠의 종이로는 그때의 백업이 그대로 열립니다.</translation>
    </message>
    <message>
        <source>Make a recovery key?</source>
        <translation>복구 열쇠를 만듭니까?</translation>
    </message>
</context>
<context>
    <name>BoothPrinter</name>
    <message>
        <source>Test page</source>
        <translation>시험 인쇄</translation>
    </message>
    <message>
        <source>Save the test page</source>
        <translation>시험 인쇄 저장</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>문서 (*.pdf)</translation>
    </message>
    <message>
        <source>The test page is saved</source>
        <translation>시험 인쇄를 저장했습니다</translation>
    </message>
    <message>
        <source>No printer: voters write their code down</source>
        <translation>프린터 없음: 선거인이 코드를 적어 감</translation>
    </message>
    <message>
        <source>{name} (stopped)</source>
        <translation type="vanished">{name} (멈춤)</translation>
    </message>
    <message>
        <source>This computer does not know this printer any more: choose another one</source>
        <translation>이 컴퓨터에 이 프린터가 없습니다. 다른 프린터를 고르십시오</translation>
    </message>
    <message>
        <source>The test page is printed. Read the QR code on it with a phone.</source>
        <translation>시험 인쇄를 마쳤습니다. 휴대전화로 QR 코드를 읽어 보십시오.</translation>
    </message>
    <message>
        <source>The test page is being printed …</source>
        <translation>시험 인쇄를 하고 있습니다 …</translation>
    </message>
    <message>
        <source>Printer for slips</source>
        <translation>확인증 프린터</translation>
    </message>
    <message>
        <source>Voters may print their confirmation code there. A slip shows no choice, no name and no time.</source>
        <translation>선거인이 투표 확인 코드를 인쇄해 갈 수 있습니다. 확인증에는 선택 내용, 이름, 시각이 없습니다.</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>프린터</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>시험 인쇄</translation>
    </message>
    <message>
        <source>Save it as PDF …</source>
        <translation>PDF로 저장 …</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 찾기</translation>
    </message>
    <message>
        <source>Look for printers again</source>
        <translation type="vanished">프린터 다시 찾기</translation>
    </message>
</context>
<context>
    <name>BoothScreen</name>
    <message>
        <source>Measured</source>
        <translation>크기 잼</translation>
    </message>
    <message>
        <source>{dpi} dots per inch, a screen of {width} × {height} mm. Measure it again after a change of the screen or of its resolution.</source>
        <translation>1인치당 {dpi}점, 화면 {width} × {height} mm. 화면이나 해상도를 바꾸면 다시 재십시오.</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>크기 모름</translation>
    </message>
    <message>
        <source>Choose the screen of this booth first, then measure it.</source>
        <translation>먼저 이 기표대의 화면을 고른 뒤 크기를 재십시오.</translation>
    </message>
    <message>
        <source>The size of this screen is not known, so the text for voters may be smaller than promised. Hold a bank card or a ruler to the screen to measure it.</source>
        <translation>이 화면의 크기를 몰라서 선거인이 보는 글자가 정해진 것보다 작을 수 있습니다. 화면에 카드나 자를 대고 크기를 재십시오.</translation>
    </message>
    <message>
        <source>Any screen that is free</source>
        <translation>비어 있는 아무 화면</translation>
    </message>
    <message>
        <source>{number}: {name}, {width} × {height}</source>
        <translation>{number}번: {name}, {width} × {height}</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name} (연결 안 됨)</translation>
    </message>
    <message>
        <source>Connect this screen, or choose another one</source>
        <translation>이 화면을 연결하거나 다른 화면을 고르십시오</translation>
    </message>
    <message>
        <source>{booth} stands on this screen too</source>
        <translation>{booth}에도 이 화면이 정해져 있습니다</translation>
    </message>
    <message>
        <source>Screen and size of the text</source>
        <translation>화면과 글자 크기</translation>
    </message>
    <message>
        <source>Choose the screen that stands in the booth. Voters are promised letters of a certain size in millimetres, so measure once how large a millimetre is on it.</source>
        <translation>기표대에 놓인 화면을 고르십시오. 기표 화면의 글자 크기는 밀리미터로 정해져 있으므로, 이 화면에서 1밀리미터가 얼마인지 한 번 재야 합니다.</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>This screen is small: in the largest text not everything has room on it. Choose one of at least 33 × 21 cm.</source>
        <translation>화면이 작습니다. 가장 큰 글자로는 내용이 다 들어가지 않습니다. 33 × 21cm 이상인 화면을 쓰십시오.</translation>
    </message>
    <message>
        <source>Measure the screen …</source>
        <translation>화면 크기 재기 …</translation>
    </message>
    <message>
        <source>Show the numbers of the screens</source>
        <translation>화면 번호 보기</translation>
    </message>
</context>
<context>
    <name>BoothVoice</name>
    <message>
        <source>Move the spoken guide to this booth?</source>
        <translation>음성 안내를 이 기표대로 옮기시겠습니까?</translation>
    </message>
    <message>
        <source>{booth} has it now. This computer has one sound for all of its booths: a voter there would hear what is chosen here.</source>
        <translation>지금은 {booth}에 있습니다. 소리는 이 컴퓨터의 모든 기표대에 같이 나갑니다. 두 곳에 켜면 그곳의 선거인이 여기에서 고른 것을 듣게 됩니다.</translation>
    </message>
    <message>
        <source>Move it here</source>
        <translation>이 기표대로 옮기기</translation>
    </message>
    <message>
        <source>This is the spoken guide.</source>
        <translation>음성 안내입니다.</translation>
    </message>
    <message>
        <source>Speaking: listen at the headphones of the booth …</source>
        <translation>말하고 있습니다. 기표대의 헤드폰으로 들어 보십시오 …</translation>
    </message>
    <message>
        <source>The sample was spoken. If nothing was to be heard, look at the headphones and the volume.</source>
        <translation>안내를 말했습니다. 들리지 않았으면 헤드폰과 소리 크기를 살피십시오.</translation>
    </message>
    <message>
        <source>Spoken guide</source>
        <translation>음성 안내</translation>
    </message>
    <message>
        <source>Reads every screen to voters who cannot see it well. Headphones must lie in the booth: without them others would hear the choice.</source>
        <translation>화면이 잘 보이지 않는 선거인에게 화면마다 내용을 읽어 줍니다. 기표대에 헤드폰이 있어야 합니다. 없으면 다른 사람이 선택 내용을 듣게 됩니다.</translation>
    </message>
    <message>
        <source>Headphones are there: offer the spoken guide</source>
        <translation>헤드폰이 있음: 음성 안내 제공</translation>
    </message>
    <message>
        <source>Hear a sample</source>
        <translation>들어 보기</translation>
    </message>
</context>
<context>
    <name>BoothsPanel</name>
    <message>
        <source>Measured</source>
        <translation>크기 잼</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>크기 모름</translation>
    </message>
    <message>
        <source>On any screen</source>
        <translation>아무 화면</translation>
    </message>
    <message>
        <source>On {screen}</source>
        <translation>{screen} 화면</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장했습니다</translation>
    </message>
    <message>
        <source>Booths of this computer</source>
        <translation>이 컴퓨터의 기표대</translation>
    </message>
    <message>
        <source>No booth yet. Add one under This station.</source>
        <translation>기표대가 아직 없습니다. &apos;이 투표소&apos;에서 추가하십시오.</translation>
    </message>
    <message>
        <source>The voter&apos;s screen of this booth is open. What you change holds when it is opened the next time. To measure its screen, go there: Help, For officials, Measure the screen.</source>
        <translation>이 기표대의 기표 화면이 열려 있습니다. 바꾼 것은 다음에 열 때부터 적용됩니다. 화면 크기는 기표대에서 &apos;도움말 – 투표사무원 전용 – 화면 크기 재기&apos;로 재십시오.</translation>
    </message>
    <message>
        <source>Officials of the commission and the manager set up booths.</source>
        <translation>기표대는 선거관리위원회 담당자와 투표관리관이 설정합니다.</translation>
    </message>
</context>
<context>
    <name>BusyScreen</name>
    <message>
        <source>One moment, please</source>
        <translation>잠시 기다려 주십시오</translation>
    </message>
    <message>
        <source>Your ballot is being sealed</source>
        <translation>투표지를 봉하고 있습니다</translation>
    </message>
    <message>
        <source>Your vote is being recorded</source>
        <translation>투표를 기록하고 있습니다</translation>
    </message>
    <message>
        <source>Please wait a moment. Do not leave.</source>
        <translation>자리를 떠나지 말고 잠시 기다리십시오.</translation>
    </message>
</context>
<context>
    <name>ByStationForm</name>
    <message>
        <source>Votes by candidate are sums of all stations together. The ballots of one station are never opened alone: where few people vote, its sums would show how they voted.</source>
        <translation type="vanished">후보자별 득표수는 모든 투표소를 합한 수입니다. 한 투표소의 투표지는 따로 열지 않습니다. 투표자가 적은 곳에서는 그 합계로 누가 어떻게 투표했는지 드러날 수 있기 때문입니다.</translation>
    </message>
    <message>
        <source>Votes by candidate are sums of all stations together. The ballots of one station are never opened alone: with few voters, its sums would show their votes.</source>
        <translation>후보자별 득표수는 모든 투표소를 합한 수입니다. 한 투표소의 투표지는 따로 열지 않습니다. 투표자가 적은 곳에서는 그 합계로 누가 어떻게 투표했는지 드러날 수 있기 때문입니다.</translation>
    </message>
    <message>
        <source>Ballots and turnout</source>
        <translation>투표수와 투표율</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Voters</source>
        <translation>선거인</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>투표자</translation>
    </message>
    <message>
        <source>Turnout</source>
        <translation>투표율</translation>
    </message>
    <message>
        <source>Ballots</source>
        <translation>투표수</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>개표에서 제외: {reason}</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>By station</source>
        <translation>투표소별</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>CalibrationScreen</name>
    <message>
        <source>Measure the screen of {booth}</source>
        <translation>{booth} 화면 크기 재기</translation>
    </message>
    <message>
        <source>Measure this screen</source>
        <translation>이 화면 크기 재기</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>카드</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>자</translation>
    </message>
    <message>
        <source>85.6 × 54 mm</source>
        <translation>85.6 × 54 mm</translation>
    </message>
    <message>
        <source>10 cm</source>
        <translation>10 cm</translation>
    </message>
    <message>
        <source>1. Hold a bank card flat to the drawing, its left edge at the left line.</source>
        <translation>1. 신용카드나 주민등록증을 그림에 대고 왼쪽 끝을 왼쪽 선에 맞춥니다.</translation>
    </message>
    <message>
        <source>1. Hold a ruler flat to the drawing, its zero at the left line.</source>
        <translation>1. 자를 그림에 대고 0을 왼쪽 선에 맞춥니다.</translation>
    </message>
    <message>
        <source>2. Press the buttons until the card fits exactly between the two lines.</source>
        <translation>2. 카드가 두 선 사이에 꼭 들어맞을 때까지 단추를 누릅니다.</translation>
    </message>
    <message>
        <source>2. Press the buttons until the right line stands at 10 centimetres.</source>
        <translation>2. 오른쪽 선이 10cm에 올 때까지 단추를 누릅니다.</translation>
    </message>
    <message>
        <source>{dpi} dots per inch, a screen of {width} × {height} mm</source>
        <translation>1인치당 {dpi}점, 화면 {width} × {height} mm</translation>
    </message>
    <message>
        <source>The screen itself says something else</source>
        <translation>화면이 스스로 알려 준 값과 다릅니다</translation>
    </message>
    <message>
        <source>Measured were {dpi} dots per inch; by its own account the screen has {claimed}. It may be wrong. Take {dpi} if the lines fit exactly.</source>
        <translation>잰 값은 1인치당 {dpi}점이고, 화면이 스스로 알려 준 값은 {claimed}점입니다. 알려 준 값이 틀릴 수 있습니다. 두 선이 꼭 맞으면 {dpi}점을 쓰십시오.</translation>
    </message>
    <message>
        <source>The lines fit</source>
        <translation>두 선이 맞음</translation>
    </message>
    <message>
        <source>Much narrower</source>
        <translation>훨씬 좁게</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>좁게</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>넓게</translation>
    </message>
    <message>
        <source>Much wider</source>
        <translation>훨씬 넓게</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>It fits: save</source>
        <translation>맞음, 저장</translation>
    </message>
</context>
<context>
    <name>CandidateCard</name>
    <message>
        <source>Number {number}</source>
        <translation>기호 {number}번</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>사퇴</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>사퇴</translation>
    </message>
</context>
<context>
    <name>CandidatePhoto</name>
    <message>
        <source>Photo of {name}</source>
        <translation>{name} 사진</translation>
    </message>
    <message>
        <source>No photo of {name}</source>
        <translation>{name} 사진 없음</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>사진 고르기</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>사진 (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>photo of {name}</source>
        <translation>{name} 사진</translation>
    </message>
    <message>
        <source>Photo, if there is one</source>
        <translation>사진(없어도 됩니다)</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>고르기 …</translation>
    </message>
    <message>
        <source>Remove the photo</source>
        <translation>사진 지우기</translation>
    </message>
</context>
<context>
    <name>CandidateSettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Choose the language of this window, and change your PIN. If you forgot your PIN, the election commission sets a new one.</source>
        <translation>이 창의 언어를 고르고 PIN을 바꿉니다. PIN을 잊었으면 선거관리위원회가 새 PIN을 정해 줍니다.</translation>
    </message>
    <message>
        <source>Type the PIN you have now</source>
        <translation>지금 쓰는 PIN을 입력하십시오</translation>
    </message>
    <message>
        <source>Type the new PIN</source>
        <translation>새 PIN을 입력하십시오</translation>
    </message>
    <message>
        <source>The two are different. Type the new PIN again.</source>
        <translation>두 입력이 다릅니다. 새 PIN을 다시 입력하십시오.</translation>
    </message>
    <message>
        <source>Your PIN was changed. Use the new one from now on.</source>
        <translation>PIN을 바꾸었습니다. 이제부터 새 PIN을 쓰십시오.</translation>
    </message>
    <message>
        <source>Language of this window</source>
        <translation>이 창의 언어</translation>
    </message>
    <message>
        <source>Your pledges stay in the language you wrote them in.</source>
        <translation>공약은 쓴 언어 그대로 보입니다.</translation>
    </message>
    <message>
        <source>Change your PIN</source>
        <translation>PIN 바꾸기</translation>
    </message>
    <message>
        <source>A PIN has at least 6 digits, a password at least 8 characters.</source>
        <translation>PIN은 숫자 6자리 이상, 비밀번호는 8자 이상입니다.</translation>
    </message>
    <message>
        <source>Current PIN or password</source>
        <translation>지금 쓰는 PIN 또는 비밀번호</translation>
    </message>
    <message>
        <source>PIN or password now</source>
        <translation type="vanished">지금 쓰는 PIN 또는 비밀번호</translation>
    </message>
    <message>
        <source>New PIN or password</source>
        <translation>새 PIN 또는 비밀번호</translation>
    </message>
    <message>
        <source>The new one again</source>
        <translation>새 PIN 또는 비밀번호 다시 입력</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN 바꾸기</translation>
    </message>
</context>
<context>
    <name>CandidateSignIn</name>
    <message>
        <source>No candidate can sign in here yet. The election commission makes the accounts.</source>
        <translation>여기에서 로그인할 수 있는 후보자가 아직 없습니다. 계정은 선거관리위원회가 만듭니다.</translation>
    </message>
</context>
<context>
    <name>CandidateStart</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>For candidates</source>
        <translation>후보자 안내</translation>
    </message>
    <message>
        <source>A candidate writes pledges with an account that the commission gives out, on a computer of the commission. There the program is set up already: press “Start” below “Candidate” and enter your PIN. Nothing has to be set up here.</source>
        <translation>후보자는 위원회가 준 계정으로 위원회의 컴퓨터에서 공약을 씁니다. 그곳에는 프로그램이 준비되어 있으니 ‘후보자’ 아래의 ‘시작’을 누르고 PIN을 입력하십시오. 여기서 준비할 것은 없습니다.</translation>
    </message>
    <message>
        <source>1. Ask the commission for an account. It sets your first PIN; you change it yourself.</source>
        <translation>1. 위원회에 계정을 요청하십시오. 처음 PIN은 위원회가 정하고, 그 뒤에 직접 바꿉니다.</translation>
    </message>
    <message>
        <source>2. Write your pledges before the polls open; after that they can only be read.</source>
        <translation>2. 투표 개시 전에 공약을 쓰십시오. 그 뒤에는 읽을 수만 있습니다.</translation>
    </message>
    <message>
        <source>3. The commission publishes them; each pledge says whether it is sent.</source>
        <translation>3. 위원회가 공고하며, 공약마다 보냈는지 표시됩니다.</translation>
    </message>
    <message>
        <source>To try it: the demonstration has candidates with accounts, whose PINs are shown.</source>
        <translation>시험해 보려면: 시연에는 후보자 계정이 있고 PIN도 보입니다.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Open the demonstration</source>
        <translation>시연 열기</translation>
    </message>
</context>
<context>
    <name>CandidateWindow</name>
    <message>
        <source>Close with a pledge unsaved?</source>
        <translation>저장하지 않은 공약이 있습니다. 닫겠습니까?</translation>
    </message>
    <message>
        <source>The candidate who wrote it can sign in and save it. Otherwise it is lost.</source>
        <translation>쓴 후보자가 로그인하면 저장할 수 있습니다. 지금 닫으면 그 글은 없어집니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Mock vote · {name}</source>
        <translation>모의투표 · {name}</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="vanished">
            <numerusform>연결 안 됨 · %n건 대기</numerusform>
        </translation>
    </message>
    <message>
        <source>Candidate · number {number}</source>
        <translation>후보자 · 기호 {number}번</translation>
    </message>
    <message>
        <source>Time exact</source>
        <translation>시각 정확</translation>
    </message>
    <message>
        <source>PC clock</source>
        <translation>PC 시계</translation>
    </message>
    <message>
        <source>Check the clock</source>
        <translation>시각 확인 필요</translation>
    </message>
    <message numerus="yes">
        <source>%n of your changes wait(s) to be sent.</source>
        <translation>
            <numerusform>보낼 공약 변경이 %n건 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On this computer %n statement(s) wait(s) in all. They are kept here safely, and are sent as soon as there is a connection; you need not do anything.</source>
        <translation>
            <numerusform>이 컴퓨터에는 모두 %n건이 전송을 기다립니다. 여기에 안전하게 보관되어 있고 연결되면 보냅니다. 따로 할 일은 없습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>전송 대기</translation>
    </message>
    <message>
        <source>OMP Desktop – candidate</source>
        <translation>OMP 투표소 – 후보자</translation>
    </message>
</context>
<context>
    <name>CandidatesTab</name>
    <message>
        <source>Import CSV …</source>
        <translation>CSV 가져오기 …</translation>
    </message>
    <message>
        <source>No candidate yet: register the first one at the right, or import a list.</source>
        <translation>아직 후보자가 없습니다. 오른쪽에서 등록하거나 명단을 가져오십시오.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>To the contests</source>
        <translation>선거 구분으로 가기</translation>
    </message>
    <message>
        <source>Register a candidate</source>
        <translation>후보자 등록</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>후보자</translation>
    </message>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>후보자 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>정당</translation>
    </message>
    <message>
        <source>Pledges</source>
        <translation>공약</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>First a contest</source>
        <translation>선거 구분이 먼저입니다</translation>
    </message>
    <message>
        <source>Candidates stand in a contest of the ballot, for example President. Add it first.</source>
        <translation>후보자는 투표용지의 선거 구분(예: 회장)에 등록합니다. 먼저 추가하십시오.</translation>
    </message>
    <message>
        <source>Numbers, names and parties were published and cannot be changed. A candidate who gives up withdraws: the name stays on the ballot, marked as withdrawn, and cannot be chosen.</source>
        <translation>기호, 이름, 정당은 공고되어 고칠 수 없습니다. 후보자가 그만두면 사퇴로 기록합니다. 이름은 사퇴 표시와 함께 투표용지에 남고 선택할 수 없습니다.</translation>
    </message>
    <message>
        <source>Contest</source>
        <translation>선거 구분</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Withdraw …</source>
        <translation>사퇴 …</translation>
    </message>
    <message>
        <source>Change the candidate</source>
        <translation>후보자 고치기</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Enter a number from {least} to {most}.</source>
        <translation>{least}부터 {most}까지의 수를 입력하십시오.</translation>
    </message>
    <message>
        <source>registered {name}</source>
        <translation>{name} 등록</translation>
    </message>
    <message>
        <source>changed {name}</source>
        <translation>{name} 수정</translation>
    </message>
    <message>
        <source>Number {number} belongs to {name}.</source>
        <translation>{number}번은 {name} 후보의 기호입니다.</translation>
    </message>
    <message>
        <source>removed {name}</source>
        <translation>{name} 삭제</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} 후보자를 지우시겠습니까?</translation>
    </message>
    <message>
        <source>The candidate&apos;s pledges are deleted, and the account of the candidate is switched off. This cannot be undone.</source>
        <translation>이 후보자의 공약이 지워지고 후보자 계정이 꺼집니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Undo brings the candidate back while this is a draft; an account of the candidate stays switched off.</source>
        <translation>공고 전까지는 되돌리기로 후보자를 되살릴 수 있습니다. 후보자의 계정은 꺼진 채로 남습니다.</translation>
    </message>
    <message>
        <source>Remove the candidate</source>
        <translation>후보자 지우기</translation>
    </message>
    <message>
        <source>Has {name} withdrawn?</source>
        <translation>{name} 후보자가 사퇴했습니까?</translation>
    </message>
    <message>
        <source>From now on nobody can choose number {number}; the name stays on the ballot, marked as withdrawn. Votes cast for the candidate before count as invalid. This cannot be undone.</source>
        <translation>지금부터 기호 {number}번은 선택할 수 없으며, 이름은 사퇴 표시와 함께 투표용지에 남습니다. 이미 투표한 표는 무효로 집계됩니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Record the withdrawal</source>
        <translation>사퇴 기록하기</translation>
    </message>
    <message>
        <source>Import candidates</source>
        <translation>후보자 명단 가져오기</translation>
    </message>
    <message>
        <source>Lists (*.csv *.txt)</source>
        <translation>명단 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>Leave empty for an independent candidate.</source>
        <translation>비워 두면 무소속입니다.</translation>
    </message>
    <message>
        <source>Register the candidate</source>
        <translation>후보자 등록</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>지우기 …</translation>
    </message>
    <message>
        <source>New candidate instead</source>
        <translation type="vanished">새 후보자 등록하기</translation>
    </message>
    <message>
        <source>Candidates are fixed</source>
        <translation>후보자가 확정되었습니다</translation>
    </message>
</context>
<context>
    <name>CentreDevices</name>
    <message>
        <source>No other station is registered</source>
        <translation>등록된 다른 투표소가 없습니다</translation>
    </message>
    <message>
        <source>Register the station under the tab Stations, and its voters list, then come back.</source>
        <translation>‘투표소’ 탭에서 투표소를 등록하고 선거인명부를 가져온 뒤 다시 오십시오.</translation>
    </message>
    <message>
        <source>Which station is to be enrolled?</source>
        <translation>어느 투표소를 등록합니까?</translation>
    </message>
    <message>
        <source>Does {station} read the same?</source>
        <translation>{station}에서 읽는 글자와 같습니까?</translation>
    </message>
    <message>
        <source>Let this computer send?</source>
        <translation>이 컴퓨터의 전송을 허용합니까?</translation>
    </message>
    <message>
        <source>Two people heard the fingerprint. From now on the centre takes what this computer signs.</source>
        <translation>두 사람이 기기 지문을 들었습니다. 이제부터 중앙 서버는 이 컴퓨터가 서명한 것을 받습니다.</translation>
    </message>
    <message>
        <source>Revoke this computer?</source>
        <translation>이 컴퓨터의 등록을 취소합니까?</translation>
    </message>
    <message>
        <source>What it signs from now on is kept apart and counts nowhere until the commission looks at it. This cannot be undone; the station can enrol again with a new code.</source>
        <translation>이제부터 이 컴퓨터가 서명한 것은 따로 보관하고, 위원회가 살펴볼 때까지 어디에도 넣지 않습니다. 되돌릴 수 없습니다. 투표소는 새 코드로 다시 등록할 수 있습니다.</translation>
    </message>
    <message>
        <source>The computer was lost or stolen</source>
        <translation>컴퓨터를 잃어버렸거나 도난당함</translation>
    </message>
    <message>
        <source>The computer is broken and was replaced</source>
        <translation>컴퓨터가 고장 나 바꿈</translation>
    </message>
    <message>
        <source>It was confirmed by mistake</source>
        <translation>잘못 확인함</translation>
    </message>
    <message>
        <source>Revoke with two people …</source>
        <translation>두 사람이 등록 취소 …</translation>
    </message>
    <message>
        <source>The centre takes nothing more from it.</source>
        <translation>중앙 서버는 이 컴퓨터에서 더 받지 않습니다.</translation>
    </message>
    <message>
        <source>Save the package</source>
        <translation>선거 자료 저장</translation>
    </message>
    <message>
        <source>Package files (*.gz)</source>
        <translation>선거 자료 파일 (*.gz)</translation>
    </message>
    <message>
        <source>The package is saved</source>
        <translation>선거 자료를 저장했습니다</translation>
    </message>
    <message>
        <source>Carry {file} to the station and take it there.</source>
        <translation>{file}을(를) 투표소로 가져가 그곳에서 받으십시오.</translation>
    </message>
    <message>
        <source>Request file of a station</source>
        <translation>투표소의 신청 파일</translation>
    </message>
    <message>
        <source>Request files (*.gz)</source>
        <translation>신청 파일 (*.gz)</translation>
    </message>
    <message>
        <source>For which station is this computer?</source>
        <translation>어느 투표소의 컴퓨터입니까?</translation>
    </message>
    <message>
        <source>Make the package for this computer?</source>
        <translation>이 컴퓨터의 선거 자료를 만듭니까?</translation>
    </message>
    <message>
        <source>Two people heard the fingerprint. The package holds the voters list, readable there alone.</source>
        <translation>두 사람이 기기 지문을 들었습니다. 선거 자료에는 그 컴퓨터에서만 읽을 수 있는 선거인명부가 들어 있습니다.</translation>
    </message>
</context>
<context>
    <name>CentrePanel</name>
    <message>
        <source>Thirty characters, from the first start of the centre. It works once.</source>
        <translation>서른 글자입니다. 중앙 서버를 처음 시작할 때 나오며 한 번만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Ballots, participation and the state of the polls of all stations come together at the centre. Nobody there can read a ballot. Voting, closing and counting go on without it: what could not be sent waits here, and can be carried on a stick.</source>
        <translation type="vanished">모든 투표소의 투표지와 투표 참여, 투표 상태가 중앙 서버에 모입니다. 그곳에서도 투표지를 읽을 수는 없습니다. 중앙 서버가 없어도 투표·마감·개표는 그대로 됩니다. 보내지 못한 것은 여기서 기다리고, USB로 옮길 수도 있습니다.</translation>
    </message>
    <message>
        <source>Ballots, participation and the state of the polls of all stations come together at the centre, to be counted together. Nobody there can read a ballot. Voting and closing go on without it: what could not be sent waits here, and can be carried on a stick.</source>
        <translation>모든 투표소의 투표지와 투표 참여, 투표 상태가 중앙 서버에 모이고, 함께 개표합니다. 그곳에서도 투표지를 읽을 수는 없습니다. 중앙 서버가 없어도 투표와 마감은 그대로 됩니다. 보내지 못한 것은 여기서 기다리고, USB로 옮길 수도 있습니다.</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>등록됨</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Fingerprint of the centre</source>
        <translation>중앙 서버의 기기 지문</translation>
    </message>
    <message>
        <source>Fingerprint of this computer</source>
        <translation>이 컴퓨터의 기기 지문</translation>
    </message>
    <message>
        <source>Vouching for the server</source>
        <translation>서버를 보증하는 곳</translation>
    </message>
    <message>
        <source>A certificate file</source>
        <translation>인증서 파일</translation>
    </message>
    <message>
        <source>The authorities of this computer</source>
        <translation>이 컴퓨터의 인증 기관</translation>
    </message>
    <message>
        <source>Change the key of this computer?</source>
        <translation>이 컴퓨터의 열쇠를 바꿉니까?</translation>
    </message>
    <message>
        <source>It gets a new key and a new fingerprint; the centre takes nothing more that the old one signs. Do it when somebody may have copied the old key. What waits here goes on waiting.</source>
        <translation>새 열쇠와 새 기기 지문이 생기고, 중앙 서버는 옛 열쇠로 서명한 것을 더 받지 않습니다. 누가 옛 열쇠를 베꼈을지 모를 때 하십시오. 기다리는 것은 그대로 기다립니다.</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>열쇠 바꾸기</translation>
    </message>
    <message>
        <source>The key was changed</source>
        <translation>열쇠를 바꿨습니다</translation>
    </message>
    <message>
        <source>Connect to the centre</source>
        <translation>중앙 서버에 연결</translation>
    </message>
    <message>
        <source>The centre shows a commission code when it is started for the first time. With it this computer registers the commission&apos;s key.</source>
        <translation>중앙 서버를 처음 시작하면 선거관리위원회 등록 코드가 나옵니다. 그 코드로 이 컴퓨터가 위원회의 열쇠를 등록합니다.</translation>
    </message>
    <message>
        <source>The centre of this computer</source>
        <translation>이 컴퓨터의 중앙 서버</translation>
    </message>
    <message>
        <source>What is this computer?</source>
        <translation>이 컴퓨터는 무엇입니까?</translation>
    </message>
    <message>
        <source>The commission&apos;s computer</source>
        <translation>선거관리위원회 컴퓨터</translation>
    </message>
    <message>
        <source>A polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>What the centre is for</source>
        <translation>중앙 서버가 하는 일</translation>
    </message>
    <message>
        <source>The key of this computer</source>
        <translation>이 컴퓨터의 열쇠</translation>
    </message>
    <message>
        <source>Change the key …</source>
        <translation>열쇠 바꾸기 …</translation>
    </message>
</context>
<context>
    <name>CentreStep</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>Connect to a centre?</source>
        <translation>중앙 서버에 연결합니까?</translation>
    </message>
    <message>
        <source>Only if several polling stations vote and their ballots come together at a server. One station alone needs none: voting, counting and everything else work without.</source>
        <translation>여러 투표소의 투표지를 서버에 모을 때만 필요합니다. 투표소가 하나면 필요하지 않습니다. 투표와 개표를 비롯한 모든 일을 서버 없이 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Later: Settings, Centre.</source>
        <translation>나중에: 설정, 중앙 서버.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Thirty characters, from the first start of the centre. It works once.</source>
        <translation>30글자이며, 중앙 서버를 처음 시작할 때 나옵니다. 한 번만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>This computer is registered at the centre.</source>
        <translation>이 컴퓨터는 중앙 서버에 등록되어 있습니다.</translation>
    </message>
    <message>
        <source>Go on without a centre</source>
        <translation>중앙 서버 없이 계속</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
</context>
<context>
    <name>CentreTab</name>
    <message>
        <source>Centre</source>
        <translation>중앙 서버</translation>
    </message>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>투표 상태</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>투표한 선거인</translation>
    </message>
    <message>
        <source>Ballots</source>
        <translation>투표지</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>묶음</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>기기 지문</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>선거 자료</translation>
    </message>
    <message>
        <source>Computers</source>
        <translation>컴퓨터</translation>
    </message>
    <message numerus="yes">
        <source>%n to be confirmed</source>
        <translation>
            <numerusform>확인할 것 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Connect …</source>
        <translation>연결하기 …</translation>
    </message>
    <message>
        <source>This computer is not connected to a centre. An election with one station needs none. With several, their ballots come together at the centre; without it two people would have to leave the other stations out of the count.</source>
        <translation>이 컴퓨터는 중앙 서버에 연결되어 있지 않습니다. 투표소가 한 곳이면 필요하지 않습니다. 여러 곳이면 투표지를 중앙 서버에 모아 함께 개표합니다. 없으면 두 사람이 사유를 남기고 다른 투표소를 개표에서 빼야 합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s) of the centre, the latest: {alarm}</source>
        <translation>
            <numerusform>중앙 서버에 경보가 %n건 있습니다. 마지막 경보: {alarm}</numerusform>
        </translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>할 일 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) of ballots failed the check</source>
        <translation>
            <numerusform>검사에 맞지 않는 투표지 쪽 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Only a commission official lets computers in or out.</source>
        <translation>컴퓨터의 등록과 취소는 선거관리위원회만 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Choose a computer to confirm it, to send its package, or to revoke it.</source>
        <translation>컴퓨터를 고르면 확인하거나, 선거 자료를 보내거나, 등록을 취소할 수 있습니다.</translation>
    </message>
    <message>
        <source>Next: call the station, compare the fingerprint, and confirm it.</source>
        <translation>다음 할 일: 투표소에 전화하여 기기 지문을 비교한 다음 확인하십시오.</translation>
    </message>
    <message>
        <source>This computer is not connected to a centre. Without one every station is held and counted by itself.</source>
        <translation type="vanished">이 컴퓨터는 중앙 서버에 연결되어 있지 않습니다. 중앙 서버가 없으면 투표소마다 따로 투표하고 개표합니다.</translation>
    </message>
    <message>
        <source>All stations are shown on the commission&apos;s computer.</source>
        <translation>모든 투표소의 현황은 선거관리위원회 컴퓨터에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Stations can be enrolled once the election is published.</source>
        <translation>선거를 공고하면 투표소를 등록할 수 있습니다.</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>{time} 기준</translation>
    </message>
    <message numerus="yes">
        <source>The centre raised %n alarm(s). The latest: {alarm}</source>
        <translation type="vanished">
            <numerusform>중앙 서버에 경보가 %n건 있습니다. 마지막 경보: {alarm}</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="vanished">모두 보기</translation>
    </message>
    <message>
        <source>The centre has heard of no station yet.</source>
        <translation>중앙 서버에 소식을 보낸 투표소가 아직 없습니다.</translation>
    </message>
    <message>
        <source>No station has asked yet: make an enrolment code for one.</source>
        <translation>등록을 신청한 투표소가 아직 없습니다. 등록 코드를 만들어 주십시오.</translation>
    </message>
    <message>
        <source>What to do – {step}</source>
        <translation>할 일 – {step}</translation>
    </message>
    <message numerus="yes">
        <source>… and %n older one(s).</source>
        <translation>
            <numerusform>… 그 밖에 이전 경보 %n건.</numerusform>
        </translation>
    </message>
    <message>
        <source>Alarms of the centre</source>
        <translation>중앙 서버의 경보</translation>
    </message>
    <message numerus="yes">
        <source>%n pages do not hold</source>
        <translation type="vanished">
            <numerusform>맞지 않는 쪽 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>No news yet</source>
        <translation>소식 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n set aside</source>
        <translation>
            <numerusform>%n건 따로 보관</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n개 빠짐</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n, no gap</source>
        <translation>
            <numerusform>%n개, 빠짐없음</numerusform>
        </translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>아직 보내지 않음</translation>
    </message>
    <message>
        <source>sent, no. {revision}</source>
        <translation>{revision}차 보냄</translation>
    </message>
    <message>
        <source>To be confirmed</source>
        <translation>확인 필요</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>위원회</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>등록 취소됨</translation>
    </message>
    <message>
        <source>No other station is registered</source>
        <translation type="vanished">등록된 다른 투표소가 없습니다</translation>
    </message>
    <message>
        <source>Register the station under the tab Stations, and its voters list, then come back.</source>
        <translation type="vanished">‘투표소’ 탭에서 투표소를 등록하고 선거인명부를 가져온 뒤 다시 오십시오.</translation>
    </message>
    <message>
        <source>Which station is to be enrolled?</source>
        <translation type="vanished">어느 투표소를 등록합니까?</translation>
    </message>
    <message>
        <source>Does {station} read the same?</source>
        <translation type="vanished">{station}에서 읽는 글자와 같습니까?</translation>
    </message>
    <message>
        <source>Let this computer send?</source>
        <translation type="vanished">이 컴퓨터의 전송을 허용합니까?</translation>
    </message>
    <message>
        <source>Two people heard the fingerprint. From now on the centre takes what this computer signs.</source>
        <translation type="vanished">두 사람이 기기 지문을 들었습니다. 이제부터 중앙 서버는 이 컴퓨터가 서명한 것을 받습니다.</translation>
    </message>
    <message>
        <source>Revoke this computer?</source>
        <translation type="vanished">이 컴퓨터의 등록을 취소합니까?</translation>
    </message>
    <message>
        <source>What it signs from now on is kept apart and counts nowhere until the commission looks at it. This cannot be undone; the station can enrol again with a new code.</source>
        <translation type="vanished">이제부터 이 컴퓨터가 서명한 것은 따로 보관하고, 위원회가 살펴볼 때까지 어디에도 넣지 않습니다. 되돌릴 수 없습니다. 투표소는 새 코드로 다시 등록할 수 있습니다.</translation>
    </message>
    <message>
        <source>The computer was lost or stolen</source>
        <translation type="vanished">컴퓨터를 잃어버렸거나 도난당함</translation>
    </message>
    <message>
        <source>The computer is broken and was replaced</source>
        <translation type="vanished">컴퓨터가 고장 나 바꿈</translation>
    </message>
    <message>
        <source>It was confirmed by mistake</source>
        <translation type="vanished">잘못 확인함</translation>
    </message>
    <message>
        <source>Revoke with two people …</source>
        <translation type="vanished">두 사람이 등록 취소 …</translation>
    </message>
    <message>
        <source>The centre takes nothing more from it.</source>
        <translation type="vanished">중앙 서버는 이 컴퓨터에서 더 받지 않습니다.</translation>
    </message>
    <message>
        <source>Save the package</source>
        <translation type="vanished">선거 자료 저장</translation>
    </message>
    <message>
        <source>Package files (*.gz)</source>
        <translation type="vanished">선거 자료 파일 (*.gz)</translation>
    </message>
    <message>
        <source>The package is saved</source>
        <translation type="vanished">선거 자료를 저장했습니다</translation>
    </message>
    <message>
        <source>Carry {file} to the station and take it there.</source>
        <translation type="vanished">{file}을(를) 투표소로 가져가 그곳에서 받으십시오.</translation>
    </message>
    <message>
        <source>Request file of a station</source>
        <translation type="vanished">투표소의 신청 파일</translation>
    </message>
    <message>
        <source>Request files (*.gz)</source>
        <translation type="vanished">신청 파일 (*.gz)</translation>
    </message>
    <message>
        <source>For which station is this computer?</source>
        <translation type="vanished">어느 투표소의 컴퓨터입니까?</translation>
    </message>
    <message>
        <source>Make the package for this computer?</source>
        <translation type="vanished">이 컴퓨터의 선거 자료를 만듭니까?</translation>
    </message>
    <message>
        <source>Two people heard the fingerprint. The package holds the voters list, readable there alone.</source>
        <translation type="vanished">두 사람이 기기 지문을 들었습니다. 선거 자료에는 그 컴퓨터에서만 읽을 수 있는 선거인명부가 들어 있습니다.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 묻기</translation>
    </message>
    <message>
        <source>All stations at the centre</source>
        <translation>중앙 서버의 모든 투표소</translation>
    </message>
    <message>
        <source>Computers that may send</source>
        <translation>전송하는 컴퓨터</translation>
    </message>
    <message>
        <source>From a request file …</source>
        <translation>신청 파일에서 …</translation>
    </message>
    <message>
        <source>New enrolment code …</source>
        <translation>새 등록 코드 …</translation>
    </message>
    <message>
        <source>Confirm …</source>
        <translation>확인 …</translation>
    </message>
    <message>
        <source>Send the package</source>
        <translation>선거 자료 보내기</translation>
    </message>
    <message>
        <source>Save the package …</source>
        <translation>선거 자료 저장 …</translation>
    </message>
    <message>
        <source>Revoke …</source>
        <translation>등록 취소 …</translation>
    </message>
</context>
<context>
    <name>CeremonyPlan</name>
    <message>
        <source>Key of the count</source>
        <translation>개표 열쇠</translation>
    </message>
    <message>
        <source>Begin the key ceremony</source>
        <translation>열쇠 만들기 시작</translation>
    </message>
    <message>
        <source>Name of trustee {number}</source>
        <translation>개표 관리인 {number} 이름</translation>
    </message>
    <message>
        <source>Each of them alone could open the count.</source>
        <translation>한 사람이 혼자서도 개표를 열 수 있습니다.</translation>
    </message>
    <message>
        <source>All {count} are needed: if one key is lost, the count can never be opened.</source>
        <translation>{count}명이 모두 있어야 합니다. 열쇠 하나만 잃어버려도 개표할 수 없습니다.</translation>
    </message>
    <message>
        <source>{quorum} of the {count} together open the count, fewer cannot. {spare} may be missing.</source>
        <translation>{count}명 가운데 {quorum}명이 모이면 개표를 열 수 있습니다. {spare}명까지 빠져도 됩니다.</translation>
    </message>
    <message>
        <source>Every trustee comes to this PC three or four times with a USB medium of their own, or takes part from their own PC by files.</source>
        <translation>개표 관리인마다 자기 USB 저장 장치를 가지고 이 PC에 서너 번 옵니다. 자기 PC에서 파일로 참여할 수도 있습니다.</translation>
    </message>
    <message>
        <source>Enter the name of this trustee.</source>
        <translation>이 개표 관리인의 이름을 입력하십시오.</translation>
    </message>
    <message>
        <source>Trustees</source>
        <translation>개표 관리인</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>인원</translation>
    </message>
    <message>
        <source>Different people who are not likely to act together: each keeps a part of the key.</source>
        <translation>서로 짜기 어려운 여러 사람으로 정합니다. 저마다 열쇠의 한 조각을 보관합니다.</translation>
    </message>
    <message>
        <source>How many open the count</source>
        <translation>몇 명이 모여야 개표합니까?</translation>
    </message>
    <message>
        <source>Trustees needed</source>
        <translation>개표에 필요한 인원</translation>
    </message>
    <message>
        <source>One person keeps the key</source>
        <translation>한 사람이 열쇠 보관</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>시작</translation>
    </message>
</context>
<context>
    <name>CeremonyRound</name>
    <message>
        <source>Key of the count</source>
        <translation>개표 열쇠</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>{steps}단계 가운데 {step}단계</translation>
    </message>
    <message>
        <source>The key is made</source>
        <translation>열쇠를 만들었습니다</translation>
    </message>
    <message>
        <source>Give up …</source>
        <translation>그만두기 …</translation>
    </message>
    <message>
        <source>Other trustees …</source>
        <translation>다른 관리인 …</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>The key of the count</source>
        <translation>개표 열쇠</translation>
    </message>
    <message>
        <source>Any {quorum} of the {count} trustees open the count with their media. Whoever wants to check later compares this value.</source>
        <translation>개표 관리인 {count}명 가운데 {quorum}명이 저장 장치를 가지고 모이면 개표를 열 수 있습니다. 나중에 확인하려는 사람은 이 값을 비교합니다.</translation>
    </message>
    <message>
        <source>{name}: your turn</source>
        <translation>{name} 님 차례입니다</translation>
    </message>
    <message>
        <source>All trustees confirmed the same value. Each keeps their medium.</source>
        <translation>모든 개표 관리인이 같은 값을 확인했습니다. 저장 장치는 각자 보관합니다.</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>저장했습니다: {file}</translation>
    </message>
    <message>
        <source>The file that a trustee sent</source>
        <translation>개표 관리인이 보낸 파일</translation>
    </message>
    <message>
        <source>Ceremony files (*.json)</source>
        <translation>열쇠 만들기 파일 (*.json)</translation>
    </message>
    <message>
        <source>Where to save the file for the others</source>
        <translation>다른 사람에게 줄 파일을 저장할 곳</translation>
    </message>
    <message>
        <source>Begin the ceremony again?</source>
        <translation>열쇠 만들기를 다시 시작하시겠습니까?</translation>
    </message>
    <message>
        <source>The same trustees make new parts. What they made before is worth nothing then: destroy those files.</source>
        <translation>같은 개표 관리인들이 조각을 새로 만듭니다. 전에 만든 파일은 쓸모가 없어지므로 없애십시오.</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Give the ceremony up?</source>
        <translation>열쇠 만들기를 그만두시겠습니까?</translation>
    </message>
    <message>
        <source>What the trustees made so far is worth nothing then. Names and numbers can be changed.</source>
        <translation>지금까지 만든 것은 쓸모가 없어집니다. 이름과 인원을 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>그만두기</translation>
    </message>
    <message>
        <source>Let other trustees make the key?</source>
        <translation>다른 개표 관리인이 열쇠를 만들게 하시겠습니까?</translation>
    </message>
    <message>
        <source>The key that is made stays in force until the others have made theirs.</source>
        <translation>새 열쇠를 다 만들 때까지 지금 열쇠가 그대로 쓰입니다.</translation>
    </message>
    <message>
        <source>Choose others</source>
        <translation>다른 사람 정하기</translation>
    </message>
    <message>
        <source>Take in a file …</source>
        <translation>파일 받기 …</translation>
    </message>
    <message>
        <source>Save for another PC …</source>
        <translation>다른 PC용 저장 …</translation>
    </message>
    <message>
        <source>Begin again …</source>
        <translation>다시 시작 …</translation>
    </message>
    <message>
        <source>So that no one person can open the count alone.</source>
        <translation>한 사람이 혼자 개표를 열 수 없게 하려는 것입니다.</translation>
    </message>
    <message>
        <source>Trustees</source>
        <translation>개표 관리인</translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>한 번 더</translation>
    </message>
    <message>
        <source>Folder on the own medium</source>
        <translation>자기 저장 장치의 폴더</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>아직 고르지 않았습니다</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>고르기 …</translation>
    </message>
    <message>
        <source>If the pass-phrase is forgotten, nothing brings this part back.</source>
        <translation>암호 문구를 잊으면 조각을 되살릴 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>CeremonyWords</name>
    <message>
        <source>Draws this trustee&apos;s part of the key. Everybody else please look away.</source>
        <translation>열쇠 조각을 만듭니다. 다른 사람은 화면에서 물러나 주십시오.</translation>
    </message>
    <message>
        <source>Make my part</source>
        <translation>열쇠 조각 만들기</translation>
    </message>
    <message>
        <source>Shows what was promised: nobody could choose after seeing the others.</source>
        <translation>약속한 값을 공개합니다. 남의 값을 보고 고르지 않았음을 모두가 확인합니다.</translation>
    </message>
    <message>
        <source>Show my values</source>
        <translation>내 값 공개하기</translation>
    </message>
    <message>
        <source>Seals a share for each of the others. Only its receiver can open it.</source>
        <translation>다른 사람마다 나눌 조각을 봉합니다. 받는 사람만 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Seal my shares</source>
        <translation>나눌 조각 봉하기</translation>
    </message>
    <message>
        <source>Compare the value with what the others see. The shares are then checked.</source>
        <translation>다른 사람이 보는 값과 같은지 비교하십시오. 그다음 받은 조각을 검사합니다.</translation>
    </message>
    <message>
        <source>It is the same: confirm</source>
        <translation>같습니다. 확인</translation>
    </message>
    <message>
        <source>Values, then shares</source>
        <translation>값 공개, 조각 나누기</translation>
    </message>
    <message>
        <source>First: show the values</source>
        <translation>먼저 값 공개하기</translation>
    </message>
    <message>
        <source>Then: seal the shares</source>
        <translation>이어서 조각 나누기</translation>
    </message>
    <message>
        <source>{quorum} of {count} open it</source>
        <translation>{count}명 가운데 {quorum}명이 모이면</translation>
    </message>
    <message>
        <source>Name the trustees</source>
        <translation>개표 관리인 정하기</translation>
    </message>
    <message>
        <source>Make the parts</source>
        <translation>열쇠 조각 만들기</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>한 사람씩 차례로</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>서로 확인</translation>
    </message>
    <message>
        <source>Confirm the key</source>
        <translation>공개키 확정</translation>
    </message>
    <message>
        <source>All compare one value</source>
        <translation>모두 같은 값을 확인</translation>
    </message>
    <message>
        <source>Mark {mark}</source>
        <translation>확인값 {mark}</translation>
    </message>
    <message>
        <source>Nothing made yet</source>
        <translation>아직 만들지 않음</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>지금 차례</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>기다림</translation>
    </message>
    <message>
        <source>Part made</source>
        <translation>조각 만듦</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>공개함</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>봉함</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>확인함</translation>
    </message>
</context>
<context>
    <name>CertifyForm</name>
    <message>
        <source>Certify the result</source>
        <translation>결과 확정</translation>
    </message>
    <message>
        <source>Certified</source>
        <translation>확정됨</translation>
    </message>
    <message>
        <source>Sums of the result are wrong in themselves. Nobody can certify it: leave this computer as it is, tell the commission, and verify the election record.</source>
        <translation>결과의 합 자체가 맞지 않습니다. 아무도 확정할 수 없습니다. 이 컴퓨터를 그대로 두고 선거관리위원회에 알린 뒤 개표 기록을 검증하십시오.</translation>
    </message>
    <message>
        <source>It goes into the record for good. Do not write names.</source>
        <translation>기록은 지워지지 않습니다. 이름은 쓰지 마십시오.</translation>
    </message>
    <message>
        <source>Certified by {names}. What they saw stands below.</source>
        <translation type="vanished">{names}이(가) 확정했습니다. 그때 확인한 내용입니다.</translation>
    </message>
    <message>
        <source>Look at every line together.</source>
        <translation>모든 줄을 함께 확인하십시오.</translation>
    </message>
    <message>
        <source>Not everything agrees or can be known. First put right what can be put right, then look again. Otherwise two people certify it and write why.</source>
        <translation>맞지 않거나 알 수 없는 것이 있습니다. 바로잡을 수 있는 것은 먼저 바로잡고 다시 확인하십시오. 그래도 남으면 두 사람이 사유를 적고 확정합니다.</translation>
    </message>
    <message>
        <source>Look at every line together. The commission and a second person then certify it.</source>
        <translation type="vanished">모든 줄을 함께 확인하십시오. 그다음 위원회와 다른 한 사람이 확정합니다.</translation>
    </message>
    <message>
        <source>Certified by {names}.</source>
        <translation>확정한 사람: {names}</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>사유: {reason}</translation>
    </message>
    <message>
        <source>What they saw stands below.</source>
        <translation>그때 확인한 내용입니다.</translation>
    </message>
    <message>
        <source>The commission and a second person then certify the result.</source>
        <translation>그다음 위원회와 다른 한 사람이 결과를 확정합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s)</source>
        <translation>
            <numerusform>다른 것 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be known here</source>
        <translation>
            <numerusform>여기서 알 수 없는 것 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything agrees</source>
        <translation>모두 맞음</translation>
    </message>
    <message>
        <source>What</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Write in one line why not everything agrees</source>
        <translation>맞지 않는 까닭을 한 줄로 적으십시오</translation>
    </message>
    <message>
        <source>Why it is certified all the same</source>
        <translation>그래도 확정하는 사유</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Report …</source>
        <translation>보고서 …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Certify …</source>
        <translation>확정 …</translation>
    </message>
</context>
<context>
    <name>CertifyingPage</name>
    <message>
        <source>Looking at everything that has to agree …</source>
        <translation>맞아야 하는 것을 모두 확인하는 중 …</translation>
    </message>
    <message>
        <source>Certify the result</source>
        <translation>결과 확정</translation>
    </message>
    <message>
        <source>Both of you have looked at every line. The result is final after this and is marked as certified everywhere.</source>
        <translation>두 사람이 모든 줄을 확인했습니다. 이제 결과가 확정되고, 어디에나 확정으로 표시됩니다.</translation>
    </message>
    <message>
        <source>Remarks on the count</source>
        <translation>개표 특이사항</translation>
    </message>
    <message>
        <source>What the count sheet is to say besides the figures. Where paper ballots were used, note how many were handed out and how many were in the box: they are counted by people and are not in these totals.</source>
        <translation>개표상황표에 숫자 말고 남길 내용을 적습니다. 종이 투표지를 썼다면 교부한 수와 투표함에 든 수를 적으십시오. 종이 투표지는 사람이 세며 이 집계에 들어 있지 않습니다.</translation>
    </message>
</context>
<context>
    <name>CheckInCard</name>
    <message>
        <source>Roll no.</source>
        <translation>등재번호</translation>
    </message>
    <message>
        <source>Name · birth date</source>
        <translation>이름 · 생년월일</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>발급됨</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>투표함</translation>
    </message>
    <message>
        <source>Not issued</source>
        <translation>발급 전</translation>
    </message>
    <message>
        <source>{birth} · namesake</source>
        <translation>{birth} · 동명이인</translation>
    </message>
    <message>
        <source>Type to search the voters list</source>
        <translation>찾을 내용을 입력하십시오</translation>
    </message>
    <message numerus="yes">
        <source>%n voters found: too many to show. Type more of the name, or the birth date.</source>
        <translation>
            <numerusform>%n명이 있습니다. 너무 많아 보여 드리지 않습니다. 이름을 더 입력하거나 생년월일을 입력하십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not on this station&apos;s voters list. Check name and birth date; if still not found, look up the station on the voter&apos;s letter.</source>
        <translation>이 투표소의 선거인명부에 없습니다. 이름과 생년월일을 다시 확인하십시오. 그래도 없으면 투표 안내문에서 투표소를 확인하십시오.</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>선거인 확인</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>준비 점검</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>특이사항</translation>
    </message>
    <message>
        <source>Paper list</source>
        <translation>종이 명부</translation>
    </message>
    <message>
        <source>Print the voters list with who has voted</source>
        <translation>투표한 사람이 표시된 선거인명부를 인쇄합니다</translation>
    </message>
    <message>
        <source>Name, roll number or birth date</source>
        <translation>이름, 등재번호, 생년월일</translation>
    </message>
    <message>
        <source>Search the voters list</source>
        <translation>선거인명부에서 찾기</translation>
    </message>
</context>
<context>
    <name>CheckInScreen</name>
    <message>
        <source>Enter your personal code</source>
        <translation>본인 확인 코드를 누르십시오</translation>
    </message>
    <message numerus="yes">
        <source>The %n digits in your letter.</source>
        <translation>
            <numerusform>안내문에 있는 숫자 %n자리입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Personal code</source>
        <translation>본인 확인 코드</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>본인 확인</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Enter your roll number</source>
        <translation>등재번호를 누르십시오</translation>
    </message>
    <message>
        <source>It is in your letter. Without a letter, go to the desk.</source>
        <translation>안내문에 있습니다. 안내문이 없으면 투표사무원에게 가십시오.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Roll number</source>
        <translation>등재번호</translation>
    </message>
    <message>
        <source>The code is not complete</source>
        <translation>코드를 다 누르지 않았습니다</translation>
    </message>
    <message numerus="yes">
        <source>It has %n digits. Enter all of them.</source>
        <translation>
            <numerusform>숫자 %n자리를 모두 누르십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>The number is missing</source>
        <translation>등재번호가 없습니다</translation>
    </message>
    <message>
        <source>Enter the roll number in your letter.</source>
        <translation>안내문에 있는 등재번호를 누르십시오.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
    <message>
        <source>Delete the last sign</source>
        <translation>마지막 글자 지우기</translation>
    </message>
    <message>
        <source>Dash</source>
        <translation>줄표</translation>
    </message>
</context>
<context>
    <name>CheckStrip</name>
    <message numerus="yes">
        <source>%n things to fix before publishing</source>
        <translation>
            <numerusform>%n건을 고쳐야 공고할 수 있습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready to be published</source>
        <translation>공고할 수 있습니다</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Check list</source>
        <translation>점검 목록</translation>
    </message>
</context>
<context>
    <name>ChosenLine</name>
    <message>
        <source>Number {number}</source>
        <translation>기호 {number}번</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>고르지 않았습니다</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
</context>
<context>
    <name>CodeEntryScreen</name>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Delete the last sign</source>
        <translation>마지막 글자 지우기</translation>
    </message>
</context>
<context>
    <name>ComparisonSheet</name>
    <message>
        <source>Match</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>다름</translation>
    </message>
    <message>
        <source>compared at {time}</source>
        <translation>{time} 대조</translation>
    </message>
    <message>
        <source>What</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>중앙</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>Compare again once. If they still differ, keep this computer as it is and call the commission before anything else.</source>
        <translation>한 번 더 대조하십시오. 그래도 다르면 이 컴퓨터를 그대로 두고 먼저 위원회에 연락하십시오.</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>다름</translation>
    </message>
    <message>
        <source>Rest waits</source>
        <translation>나머지 대기</translation>
    </message>
    <message>
        <source>Station and centre</source>
        <translation>투표소와 중앙 대조</translation>
    </message>
    <message>
        <source>While something waits to be sent, the difference is exactly what waits.</source>
        <translation>보낼 것이 기다리는 동안에는 차이가 기다리는 수와 꼭 같아야 합니다.</translation>
    </message>
    <message>
        <source>As a paper …</source>
        <translation>문서로 보기 …</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>다시 대조</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ConnectForm</name>
    <message>
        <source>Asking the centre …</source>
        <translation>중앙 서버에 묻는 중 …</translation>
    </message>
    <message>
        <source>Only the certificates in {file} vouch for the centre.</source>
        <translation>{file}의 인증서만 중앙 서버를 보증합니다.</translation>
    </message>
    <message>
        <source>The certificate authorities of this computer vouch for the centre.</source>
        <translation>이 컴퓨터의 인증 기관이 중앙 서버를 보증합니다.</translation>
    </message>
    <message>
        <source>Certificate that vouches for the centre</source>
        <translation>중앙 서버를 보증하는 인증서</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>인증서 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>Enter the code.</source>
        <translation>코드를 입력하십시오.</translation>
    </message>
    <message>
        <source>Enter the address.</source>
        <translation>주소를 입력하십시오.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Address of the centre</source>
        <translation>중앙 서버 주소</translation>
    </message>
    <message>
        <source>Certificate file …</source>
        <translation>인증서 파일 …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>연결</translation>
    </message>
</context>
<context>
    <name>ContestCard</name>
    <message>
        <source>{title} · yes or no</source>
        <translation>{title} · 찬반투표</translation>
    </message>
    <message>
        <source>{title} (continued)</source>
        <translation>{title} (계속)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>다시 고르기</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>고르기</translation>
    </message>
    <message>
        <source>No choice here counts as invalid.</source>
        <translation>고르지 않고 봉하면 무효로 셉니다.</translation>
    </message>
    <message numerus="yes">
        <source>You can choose %n more.</source>
        <translation>
            <numerusform>%n명을 더 고를 수 있습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContestResultView</name>
    <message>
        <source>By number</source>
        <translation>기호순</translation>
    </message>
    <message>
        <source>By votes</source>
        <translation>득표순</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>Candidate · party</source>
        <translation>후보자 · 정당</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>득표수</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>득표율</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
    <message numerus="yes">
        <source>No. {number} received %n votes.</source>
        <translation>
            <numerusform>기호 {number}번이 %n표를 얻었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {first} is %n votes ({points}%p) ahead of no. {second}.</source>
        <translation>
            <numerusform>1위 기호 {first}번과 2위 기호 {second}번의 차이는 %n표({points}%p)입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Certification makes it final.</source>
        <translation>위원 검열 뒤에 확정됩니다.</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>사퇴</translation>
    </message>
    <message>
        <source>Valid votes</source>
        <translation>유효 합계</translation>
    </message>
    <message>
        <source>By station …</source>
        <translation>투표소별 …</translation>
    </message>
    <message>
        <source>These sums do not agree: {sums}. Do not certify; tell the commission.</source>
        <translation>맞지 않는 합이 있습니다: {sums}. 확정하지 말고 선거관리위원회에 알리십시오.</translation>
    </message>
    <message numerus="yes">
        <source>Totals of the first %n ballots. Voting goes on, and nothing is decided.</source>
        <translation>
            <numerusform>먼저 들어온 투표지 %n장의 득표입니다. 투표가 계속되며 아무것도 정해지지 않았습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more ties below.</source>
        <translation>
            <numerusform>그 아래에 동점이 %n건 더 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody received a valid vote.</source>
        <translation>유효표를 얻은 후보자가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>No. {number} received %n votes. Certification makes it final.</source>
        <translation type="vanished">
            <numerusform>기호 {number}번이 %n표를 얻었습니다. 위원 검열 뒤에 확정됩니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {first} is %n votes ({points}%p) ahead of no. {second}. Certification makes it final.</source>
        <translation type="vanished">
            <numerusform>1위 기호 {first}번과 2위 기호 {second}번의 차이는 %n표({points}%p)입니다. 위원 검열 뒤에 확정됩니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContestScreen</name>
    <message>
        <source>{name} chosen</source>
        <translation>{name} – 골랐습니다</translation>
    </message>
    <message>
        <source>Changed to {name}</source>
        <translation>{name} – 바꾸어 골랐습니다</translation>
    </message>
    <message>
        <source>{name} taken back</source>
        <translation>{name} – 뺐습니다</translation>
    </message>
    <message>
        <source>You can choose up to {allowed}</source>
        <translation>{allowed}명까지 고를 수 있습니다</translation>
    </message>
    <message>
        <source>To choose another one, first touch one of your choices to take it back.</source>
        <translation>다른 후보를 고르려면, 고른 후보 하나를 먼저 눌러 빼십시오.</translation>
    </message>
    <message>
        <source>A choice is needed here</source>
        <translation>여기에서는 골라야 합니다</translation>
    </message>
    <message>
        <source>Choose at least one, then go on.</source>
        <translation>하나 이상 고른 다음 계속하십시오.</translation>
    </message>
    <message>
        <source>To the review</source>
        <translation>확인으로</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>아직 고르지 않았습니다</translation>
    </message>
    <message>
        <source>{count} of {allowed} chosen</source>
        <translation>{allowed}명 가운데 {count}명을 골랐습니다</translation>
    </message>
    <message>
        <source>You chose: {name}</source>
        <translation>‘{name}’ – 골랐습니다</translation>
    </message>
    <message>
        <source>You chose {number} · {name}</source>
        <translation>{number}번 {name} 후보를 골랐습니다</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>하나를 고르십시오.</translation>
    </message>
    <message>
        <source>Choose 1 of {count}.</source>
        <translation>{count}명 가운데 1명을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose up to {allowed} of {count}.</source>
        <translation>{count}명 가운데 {allowed}명까지 고르십시오.</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>고르기</translation>
    </message>
    <message>
        <source>Choose</source>
        <comment>candidates</comment>
        <translation>후보 고르기</translation>
    </message>
    <message>
        <source>Contest {number} of {count}</source>
        <translation>투표 {number}/{count}</translation>
    </message>
    <message numerus="yes">
        <source>More – %n more choice(s)</source>
        <translation>
            <numerusform>더 보기 – %n개가 더 있습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More – %n more candidate(s)</source>
        <translation>
            <numerusform>더 보기 – 후보 %n명이 더 있습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
</context>
<context>
    <name>ContestsTab</name>
    <message>
        <source>Contests on the ballot</source>
        <translation>투표용지에 올릴 선거</translation>
    </message>
    <message>
        <source>No contest yet: add the first one at the right, for example President.</source>
        <translation>아직 선거 구분이 없습니다. 오른쪽에서 추가하십시오(예: 회장).</translation>
    </message>
    <message>
        <source>Title in English (may stay empty)</source>
        <translation>영어 제목(비워 두어도 됨)</translation>
    </message>
    <message>
        <source>Blank allowed</source>
        <translation>선택 없이 투표</translation>
    </message>
    <message>
        <source>Contests</source>
        <translation>선거 구분</translation>
    </message>
    <message>
        <source>Contest</source>
        <translation>선거 구분</translation>
    </message>
    <message>
        <source>Blank ballot</source>
        <translation>선택 없는 투표</translation>
    </message>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>후보자 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>허용</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>허용 안 함</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Add a contest</source>
        <translation>선거 구분 추가</translation>
    </message>
    <message>
        <source>Change the contest</source>
        <translation>선거 구분 고치기</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Short name in files: {name}</source>
        <translation>파일에서 쓰는 약칭: {name}</translation>
    </message>
    <message>
        <source>Enter a title, for example President.</source>
        <translation>제목을 입력하십시오(예: 회장).</translation>
    </message>
    <message>
        <source>the contests</source>
        <translation>선거 구분</translation>
    </message>
    <message>
        <source>Remove {title}?</source>
        <translation>{title}: 지우시겠습니까?</translation>
    </message>
    <message>
        <source>The contest is taken off the ballot. Undo brings it back while this is a draft.</source>
        <translation>이 선거 구분이 투표용지에서 빠집니다. 공고 전까지는 되돌리기로 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>The contest is taken off the ballot. It can be added again while this is a draft.</source>
        <translation type="vanished">투표용지에서 빠집니다. 공고하기 전에는 다시 추가할 수 있습니다.</translation>
    </message>
    <message>
        <source>Remove the contest</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Title in Korean</source>
        <translation>한국어 제목</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation type="vanished">영어 제목</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>방식</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>선택 수</translation>
    </message>
    <message>
        <source>Blank ballot allowed</source>
        <translation type="vanished">선택하지 않고 투표 허용</translation>
    </message>
    <message>
        <source>Add the contest</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>지우기 …</translation>
    </message>
</context>
<context>
    <name>ContrastSheet</name>
    <message>
        <source>Contrast</source>
        <translation>화면 대비</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>흰 바탕에 검은 글자</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>검은 바탕에 흰 글자</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>부드럽게</translation>
    </message>
</context>
<context>
    <name>CountStationsView</name>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>투표 상태</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>투표자</translation>
    </message>
    <message>
        <source>Ballots</source>
        <translation>투표지</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>도착한 자료</translation>
    </message>
    <message numerus="yes">
        <source>%n station(s) have not delivered everything. Let them send, then collect again. Without one of them none of its ballots counts: two people decide that, and say why.</source>
        <translation>
            <numerusform>자료가 다 오지 않은 투표소가 %n곳 있습니다. 그 투표소가 전송을 마치면 자료를 다시 모으십시오. 빼고 개표하면 그 투표소의 표는 하나도 세지 않으므로, 두 사람이 정하고 사유를 남깁니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The count can begin, without %n station(s): no ballot from there counts.</source>
        <translation>
            <numerusform>투표소 %n곳을 빼고 개표할 수 있습니다. 뺀 투표소의 표는 하나도 세지 않습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything that counts is here.</source>
        <translation>개표할 자료가 모두 모였습니다.</translation>
    </message>
    <message>
        <source>Choose a station to see what is missing of it, or to count without it.</source>
        <translation>투표소를 고르면 빠진 자료를 볼 수 있고, 그 투표소를 빼고 개표할 수도 있습니다.</translation>
    </message>
    <message>
        <source>No news</source>
        <translation>소식 없음</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Counted without it</source>
        <translation>빼고 개표</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>모두 도착</translation>
    </message>
    <message>
        <source>Before the count: what has arrived from the stations</source>
        <translation>개표 전 확인: 투표소에서 온 자료</translation>
    </message>
    <message>
        <source>Collect now</source>
        <translation>자료 모으기</translation>
    </message>
    <message>
        <source>Count without it …</source>
        <translation>이 투표소를 빼고 개표 …</translation>
    </message>
    <message>
        <source>Count it after all …</source>
        <translation>다시 개표에 넣기 …</translation>
    </message>
    <message>
        <source>Go on to the count</source>
        <translation>개표로 가기</translation>
    </message>
</context>
<context>
    <name>CountingView</name>
    <message>
        <source>Why so many steps?</source>
        <translation>왜 여러 단계입니까?</translation>
    </message>
    <message>
        <source>Only sums are ever opened, never a ballot.</source>
        <translation>합계만 엽니다. 투표지 한 장은 아무도 열 수 없습니다.</translation>
    </message>
    <message>
        <source>Trustees</source>
        <translation>개표 관리인</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>고르기 …</translation>
    </message>
    <message>
        <source>Give the share</source>
        <translation>개표 조각 내기</translation>
    </message>
    <message>
        <source>Or on a PC of the trustee&apos;s own, by file:</source>
        <translation>또는 개표 관리인의 컴퓨터에서 파일로:</translation>
    </message>
    <message>
        <source>Save request …</source>
        <translation>요청 파일 저장 …</translation>
    </message>
    <message>
        <source>Take share …</source>
        <translation>조각 파일 받기 …</translation>
    </message>
    <message>
        <source>We both agree to open so few ballots</source>
        <translation>두 사람 모두 여는 데 동의합니다</translation>
    </message>
    <message>
        <source>One more trustee</source>
        <translation>개표 관리인 더</translation>
    </message>
    <message>
        <source>Only sums are ever opened, and nobody can open them alone.</source>
        <translation type="vanished">열리는 것은 합계뿐이고, 누구도 혼자서는 열 수 없습니다.</translation>
    </message>
    <message>
        <source>Both of you look at the screen while the sums are opened. Afterwards nothing can be voted or changed any more.</source>
        <translation type="vanished">합계를 여는 동안 두 사람이 함께 화면을 봅니다. 연 뒤에는 더 투표하거나 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Both of us agree to open so few ballots</source>
        <translation type="vanished">두 사람 모두 적은 표를 여는 데 동의합니다</translation>
    </message>
    <message>
        <source>Choose the key file on the trustee&apos;s medium</source>
        <translation>개표 관리인의 저장 장치에 있는 열쇠 파일을 고르십시오</translation>
    </message>
    <message>
        <source>Type the trustee&apos;s pass-phrase</source>
        <translation>개표 관리인의 암호 문구를 입력하십시오</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>열쇠 파일</translation>
    </message>
    <message>
        <source>Share of a trustee</source>
        <translation>개표 관리인의 조각</translation>
    </message>
    <message>
        <source>Request for a trustee</source>
        <translation>개표 관리인에게 줄 요청 파일</translation>
    </message>
    <message>
        <source>Files of the count (*.json)</source>
        <translation>개표 파일 (*.json)</translation>
    </message>
    <message>
        <source>A trustee gives the share</source>
        <translation>개표 관리인 차례입니다</translation>
    </message>
    <message>
        <source>The trustee inserts the medium and types the pass-phrase. Everybody else, look away.</source>
        <translation>개표 관리인이 USB 저장 장치를 꽂고 암호 문구를 입력합니다. 다른 사람은 화면에서 물러나 주십시오.</translation>
    </message>
    <message>
        <source>Two people open the sums</source>
        <translation>두 사람이 합계를 엽니다</translation>
    </message>
    <message>
        <source>Enough trustees have given their share.</source>
        <translation>필요한 개표 관리인이 모두 조각을 냈습니다.</translation>
    </message>
    <message>
        <source>Open the totals</source>
        <translation>합계 열기</translation>
    </message>
    <message>
        <source>Totals of {count} ballots will show while voting goes on. They are provisional.</source>
        <translation>투표가 계속되는 동안 투표지 {count}장의 득표가 보입니다. 잠정 결과입니다.</translation>
    </message>
    <message>
        <source>Both of you look at the screen. Afterwards nobody can vote or change anything.</source>
        <translation>두 사람이 함께 화면을 봅니다. 그 뒤에는 아무도 투표하거나 바꿀 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Beside totals opened before, the votes of %n ballots show alone; this election opens at least {minimum} together.</source>
        <translation>
            <numerusform>먼저 연 합계와 비교하면 투표지 %n장의 득표가 따로 드러납니다. 이 선거는 {minimum}장 이상을 함께 열도록 정했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>기다림</translation>
    </message>
    <message>
        <source>All {count} trustees are needed.</source>
        <translation>개표 관리인 {count}명이 모두 필요합니다.</translation>
    </message>
    <message>
        <source>Voting goes on</source>
        <translation>투표 계속 중</translation>
    </message>
    <message>
        <source>Not certified yet</source>
        <translation>확정 전까지 잠정</translation>
    </message>
    <message>
        <source>Beside totals opened before, the votes of {ballots} ballots show alone; this election opens at least {minimum} together.</source>
        <translation type="vanished">먼저 연 합계와 비교하면 투표지 {ballots}장의 득표가 따로 드러납니다. 이 선거는 {minimum}장 이상을 함께 열도록 정했습니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>성명</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>조각 냄</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>필요 없음</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="vanished">기다림</translation>
    </message>
    <message>
        <source>Enough shares are there; nobody else is needed.</source>
        <translation>조각이 충분합니다. 더 필요하지 않습니다.</translation>
    </message>
    <message>
        <source>One trustee keeps the key alone.</source>
        <translation>개표 관리인 한 사람이 열쇠를 맡습니다.</translation>
    </message>
    <message>
        <source>Any {quorum} of the {count} trustees are enough.</source>
        <translation>개표 관리인 {count}명 가운데 {quorum}명이면 됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n more of those who are missing must give a share.</source>
        <translation>
            <numerusform>기다리는 사람 가운데 %n명이 더 조각을 내야 합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{given} of {needed} given</source>
        <translation>{needed}명 가운데 {given}명</translation>
    </message>
    <message>
        <source>voting goes on</source>
        <translation type="vanished">투표 계속 중</translation>
    </message>
    <message>
        <source>not certified yet</source>
        <translation type="vanished">확정 전까지 잠정</translation>
    </message>
    <message>
        <source>provisional, voting goes on</source>
        <translation type="vanished">잠정, 투표 계속 중</translation>
    </message>
    <message>
        <source>Trustees&apos; shares</source>
        <translation>개표 조각</translation>
    </message>
    <message>
        <source>With PINs of their own</source>
        <translation>각자의 PIN으로</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation type="vanished">열쇠 파일 (*.json)</translation>
    </message>
    <message>
        <source>The trustee&apos;s key file</source>
        <translation type="vanished">개표 관리인의 열쇠 파일</translation>
    </message>
    <message>
        <source>The trustee&apos;s pass-phrase</source>
        <translation type="vanished">개표 관리인의 암호 문구</translation>
    </message>
    <message>
        <source>Two people open the count</source>
        <translation type="vanished">두 사람이 개표를 엽니다</translation>
    </message>
    <message>
        <source>The trustee inserts the medium with the key file and chooses the file.</source>
        <translation type="vanished">개표 관리인이 열쇠 파일이 든 저장 장치를 꽂고 파일을 고릅니다.</translation>
    </message>
    <message>
        <source>Only the trustee types it; everybody else looks away.</source>
        <translation type="vanished">개표 관리인만 입력합니다. 다른 사람은 화면에서 물러나 주십시오.</translation>
    </message>
    <message>
        <source>First the sums are compared with every ballot in the box, then they are opened.</source>
        <translation type="vanished">먼저 합계를 투표함의 모든 투표지와 맞추어 보고, 그다음에 엽니다.</translation>
    </message>
    <message>
        <source>Only {ballots} ballots; this election opens at least {minimum} together. The totals may show how single people voted.</source>
        <translation>투표지가 {ballots}장뿐입니다. 이 선거는 {minimum}장 이상을 함께 개표합니다. 득표를 보면 누가 어떻게 투표했는지 짐작할 수 있습니다.</translation>
    </message>
    <message>
        <source>Open the count</source>
        <translation>개표하기</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="vanished">계속</translation>
    </message>
    <message>
        <source>on the trustee&apos;s medium</source>
        <translation type="vanished">개표 관리인의 저장 장치</translation>
    </message>
    <message>
        <source>typed by the trustee</source>
        <translation type="vanished">개표 관리인이 입력</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>두 사람 확인</translation>
    </message>
    <message>
        <source>with PINs of their own</source>
        <translation type="vanished">각자의 PIN으로</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>provisional until certified</source>
        <translation type="vanished">확정 전까지 잠정</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation type="vanished">파일 고르기 …</translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="vanished">이전</translation>
    </message>
</context>
<context>
    <name>DayChecksPage</name>
    <message>
        <source>Incidents of polling day</source>
        <translation>투표 중 특이사항</translation>
    </message>
    <message>
        <source>Note what was unusual: a disturbance, a fault, an objection. It goes into the polling record with the time and your name. Never write the name of a voter.</source>
        <translation>소란, 고장, 이의 제기처럼 평소와 다른 일을 적으십시오. 시각, 적은 사람과 함께 투표록에 남습니다. 선거인의 이름은 절대 적지 마십시오.</translation>
    </message>
    <message>
        <source>Checking the station</source>
        <translation>투표소 점검 중</translation>
    </message>
</context>
<context>
    <name>DevicesView</name>
    <message>
        <source>Computers and booths</source>
        <translation>컴퓨터와 기표대</translation>
    </message>
    <message>
        <source>Ask the centre</source>
        <translation>중앙 서버에 묻기</translation>
    </message>
    <message>
        <source>Everything that signs. The fingerprint is that of its key: two people compare it with what the device itself shows.</source>
        <translation>서명하는 모든 기기입니다. 지문은 그 열쇠의 지문이며, 두 사람이 기기에 보이는 것과 비교합니다.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>기기</translation>
    </message>
    <message>
        <source>Fingerprint of its key</source>
        <translation>열쇠의 지문</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="vanished">마지막 사용</translation>
    </message>
    <message>
        <source>Last used in</source>
        <translation>마지막으로 쓴 선거</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>No device is registered yet.</source>
        <translation>아직 등록한 기기가 없습니다.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Election until {day}</source>
        <translation>{day}까지의 선거</translation>
    </message>
    <message>
        <source>election until {day}</source>
        <translation type="vanished">{day}까지의 선거</translation>
    </message>
    <message>
        <source>voting until {day}</source>
        <translation type="vanished">{day}까지 투표</translation>
    </message>
    <message>
        <source>These are the states that the centre has.</source>
        <translation>중앙 서버에 있는 상태입니다.</translation>
    </message>
</context>
<context>
    <name>DraftUndo</name>
    <message>
        <source>Last change: {what}</source>
        <translation>마지막 변경: {what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Takes the last change back (Ctrl+Z)</source>
        <translation>마지막 변경을 되돌립니다 (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>ElectionChooser</name>
    <message>
        <source>Election</source>
        <translation>선거</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Which election?</source>
        <translation>어느 선거입니까?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Go to this election</source>
        <translation>이 선거로 가기</translation>
    </message>
</context>
<context>
    <name>ElectionEditor</name>
    <message>
        <source>All elections</source>
        <translation>선거 목록</translation>
    </message>
    <message>
        <source>Publish …</source>
        <translation>공고하기 …</translation>
    </message>
    <message>
        <source>No voting hours yet</source>
        <translation>투표 시간 없음</translation>
    </message>
    <message>
        <source>You can look at everything here. To change it, a commission official signs in.</source>
        <translation>여기서는 보기만 할 수 있습니다. 고치려면 선거관리위원회 계정으로 로그인하십시오.</translation>
    </message>
    <message>
        <source>Publish {name}?</source>
        <translation>{name}, 공고하시겠습니까?</translation>
    </message>
    <message>
        <source>Names, candidates, voting hours, voters list, rules and the key of the count are signed and cannot be changed any more. Only withdrawals, longer voting hours and pledges stay possible. This cannot be undone.</source>
        <translation>이름, 후보자, 투표 시간, 선거인명부, 규칙, 개표 열쇠에 서명하며, 그 뒤에는 고칠 수 없습니다. 후보자 사퇴, 투표 시간 연장, 공약 공고만 할 수 있습니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Publish the election</source>
        <translation>선거 공고하기</translation>
    </message>
</context>
<context>
    <name>ElectionRecordView</name>
    <message>
        <source>Check</source>
        <translation>확인 항목</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Choose the zip of an election record.</source>
        <translation>선거 기록 파일(zip)을 고르십시오.</translation>
    </message>
    <message>
        <source>Verifying the record</source>
        <translation>선거 기록 확인 중</translation>
    </message>
    <message>
        <source>Writing the record</source>
        <translation>선거 기록 쓰는 중</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장했습니다</translation>
    </message>
    <message>
        <source>Export the record</source>
        <translation>선거 기록 내보내기</translation>
    </message>
    <message>
        <source>Records (*.zip)</source>
        <translation>선거 기록 (*.zip)</translation>
    </message>
    <message>
        <source>Save the closing values</source>
        <translation>마감 값 저장</translation>
    </message>
    <message>
        <source>Closing values (*.json)</source>
        <translation>마감 값 (*.json)</translation>
    </message>
    <message>
        <source>Verify a record</source>
        <translation>선거 기록 확인</translation>
    </message>
    <message numerus="yes">
        <source>Saved as {file} with %n ballots.
Fingerprint of the manifest:
{seal}</source>
        <translation>
            <numerusform>{file}에 투표지 %n장을 저장했습니다.
공고문 확인값:
{seal}</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare with the published notice:
manifest {manifest}, commission&apos;s key {commission}.</source>
        <translation>공고한 값과 비교하십시오.
공고문 확인값 {manifest}, 위원회 열쇠 {commission}</translation>
    </message>
    <message numerus="yes">
        <source>Saved as {file} with %n ballots. Fingerprint of the election: {seal}</source>
        <translation type="vanished">
            <numerusform>{file}에 투표지 %n장을 저장했습니다. 선거 공고 지문: {seal}</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>기다림</translation>
    </message>
    <message>
        <source>The record is bad</source>
        <translation>기록에 잘못이 있음</translation>
    </message>
    <message>
        <source>Everything holds</source>
        <translation>모두 맞음</translation>
    </message>
    <message>
        <source>Compare with the published notice: election {manifest}, commission&apos;s key {commission}.</source>
        <translation type="vanished">공고문과 비교하십시오. 선거 공고 {manifest}, 위원회 열쇠 {commission}.</translation>
    </message>
    <message>
        <source>Publish the record</source>
        <translation>선거 기록 공개</translation>
    </message>
    <message>
        <source>The record holds every encrypted ballot with its proofs and the opened sums. Anybody verifies the count with it; nobody learns a vote from it.</source>
        <translation>선거 기록에는 암호화된 투표지와 증명, 개표한 합계가 모두 들어 있습니다. 누구나 이것으로 개표를 확인할 수 있고, 누구의 투표도 알 수 없습니다.</translation>
    </message>
    <message>
        <source>After the close: the values that everybody compares with the closing report.</source>
        <translation type="vanished">마감 값은 투표 마감 뒤에 저장하여 누구나 마감 보고서와 비교할 수 있게 합니다.</translation>
    </message>
    <message>
        <source>With the closing values anybody can compare the record with the closing report. Save them after the close.</source>
        <translation>투표를 마감한 뒤 마감 값을 저장해 두면 누구나 기록을 마감 보고서와 비교할 수 있습니다.</translation>
    </message>
    <message>
        <source>Save the closing values …</source>
        <translation>마감 값 저장 …</translation>
    </message>
    <message>
        <source>Export the record …</source>
        <translation>선거 기록 내보내기 …</translation>
    </message>
    <message>
        <source>Choose a record …</source>
        <translation>선거 기록 고르기 …</translation>
    </message>
</context>
<context>
    <name>ElectionRow</name>
    <message>
        <source>Vote</source>
        <translation>투표하기</translation>
    </message>
</context>
<context>
    <name>ElectionsList</name>
    <message>
        <source>Elections</source>
        <translation>선거 관리</translation>
    </message>
    <message>
        <source>From a file …</source>
        <translation>파일에서 …</translation>
    </message>
    <message>
        <source>New election</source>
        <translation>새 선거</translation>
    </message>
    <message>
        <source>No election yet</source>
        <translation>아직 선거가 없습니다</translation>
    </message>
    <message>
        <source>Register the first election: give it a name, then add voting hours, contests, candidates and voters step by step. Nothing is fixed before you publish it.</source>
        <translation>첫 선거를 등록하십시오. 이름을 정한 다음 투표 시간, 선거 구분, 후보자, 선거인명부를 차례로 입력합니다. 공고하기 전에는 모두 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>From a definition file …</source>
        <translation>정의 파일에서 …</translation>
    </message>
    <message>
        <source>Election</source>
        <translation>선거</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation type="vanished">열기</translation>
    </message>
    <message>
        <source>Mock vote · {name}</source>
        <translation>모의투표 · {name}</translation>
    </message>
    <message>
        <source>No voting hours yet</source>
        <translation>투표 시간 없음</translation>
    </message>
</context>
<context>
    <name>ElectionsPage</name>
    <message>
        <source>Elections</source>
        <translation>선거 관리</translation>
    </message>
    <message>
        <source>Register an election, then go through its tabs. The overview lists what is still to do before it can be published; publishing fixes names, hours, rules and the key of the count.</source>
        <translation>선거를 등록한 다음 탭을 차례로 채우십시오. 공고하기 전에 남은 일은 개요에 모두 나옵니다. 공고하면 이름, 투표 시간, 규칙, 개표 열쇠가 확정됩니다.</translation>
    </message>
    <message>
        <source>New election</source>
        <translation>새 선거</translation>
    </message>
    <message>
        <source>Open a definition file</source>
        <translation>정의 파일 열기</translation>
    </message>
    <message>
        <source>Definition of an election (*.toml)</source>
        <translation>선거 정의 파일 (*.toml)</translation>
    </message>
</context>
<context>
    <name>ElectionsScreen</name>
    <message numerus="yes">
        <source>More – %n more election(s)</source>
        <translation>
            <numerusform>더 보기 – 선거 %n개가 더 있습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the election</source>
        <translation>선거 고르기</translation>
    </message>
    <message>
        <source>Which election first?</source>
        <translation>어느 선거에 먼저 투표하시겠습니까?</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
</context>
<context>
    <name>EnrolmentCodeForm</name>
    <message>
        <source>Enrolment code for {station}</source>
        <translation>{station} 등록 코드</translation>
    </message>
    <message>
        <source>Code and address of the centre as a QR code</source>
        <translation>코드와 중앙 서버 주소가 담긴 QR 코드</translation>
    </message>
    <message>
        <source>It works for one computer, for 24 hours: keep this page as you would a key.</source>
        <translation>이 코드는 컴퓨터 한 대에 24시간 동안 쓸 수 있습니다. 이 종이를 열쇠처럼 간수하십시오.</translation>
    </message>
    <message>
        <source>The code is saved</source>
        <translation>코드를 저장했습니다</translation>
    </message>
    <message>
        <source>At the station choose “Polling station” and enter this code and this address.</source>
        <translation type="vanished">투표소에서 ‘투표소’를 고르고 이 코드와 주소를 입력하십시오.</translation>
    </message>
    <message>
        <source>At the station press “Set up this station”, or open Settings, Centre. Enter this code and this address, then call the commission.</source>
        <translation>투표소에서 ‘이 투표소 준비하기’를 누르거나 ‘설정’의 ‘중앙 서버’를 여십시오. 이 코드와 주소를 입력한 다음 위원회에 전화하십시오.</translation>
    </message>
    <message>
        <source>The code is shown this once. It works for one computer, for 24 hours: pass it on as you would a key.</source>
        <translation>코드는 지금 한 번만 나옵니다. 컴퓨터 한 대에 24시간 동안 쓸 수 있으니 열쇠를 건네듯 전하십시오.</translation>
    </message>
    <message>
        <source>The code works for one computer, for 24 hours: keep this page as you would a key.</source>
        <translation type="vanished">이 코드는 컴퓨터 한 대에 24시간 동안 쓸 수 있습니다. 이 종이를 열쇠처럼 간수하십시오.</translation>
    </message>
    <message>
        <source>Save the code</source>
        <translation>코드 저장</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>문서 (*.pdf)</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Address of the centre</source>
        <translation>중앙 서버 주소</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>PDF로 저장 …</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>인쇄 …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
</context>
<context>
    <name>EnrolmentForm</name>
    <message>
        <source>Thirty characters, from the commission. It works once.</source>
        <translation>위원회에서 받은 서른 글자입니다. 한 번만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Waiting for the commission</source>
        <translation>위원회 확인 대기</translation>
    </message>
    <message>
        <source>Read these characters aloud to the commission, by a telephone number that you know. They see the same ones beside this station, and confirm it. The election then comes by itself.</source>
        <translation>알고 있는 전화번호로 위원회에 전화하여 이 글자를 읽어 주십시오. 위원회에서도 이 투표소 옆에 같은 글자가 보이면 확인합니다. 그러면 선거 자료가 저절로 옵니다.</translation>
    </message>
    <message>
        <source>Carry the request file to the commission, and read these characters aloud to them. They save the package file for this computer: bring it back and take it here.</source>
        <translation>신청 파일을 위원회에 가져가고 이 글자를 읽어 주십시오. 위원회가 이 컴퓨터의 선거 자료 파일을 만들어 주면 가져와 여기서 받으십시오.</translation>
    </message>
    <message>
        <source>Package taken</source>
        <translation>선거 자료 받음</translation>
    </message>
    <message>
        <source>Fingerprint of this computer</source>
        <translation>이 컴퓨터의 기기 지문</translation>
    </message>
    <message>
        <source>Address of the centre</source>
        <translation>중앙 서버 주소</translation>
    </message>
    <message>
        <source>By stick alone</source>
        <translation>USB로만</translation>
    </message>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Election</source>
        <translation>선거</translation>
    </message>
    <message>
        <source>Save the request file</source>
        <translation>신청 파일 저장</translation>
    </message>
    <message>
        <source>Request files (*.gz)</source>
        <translation>신청 파일 (*.gz)</translation>
    </message>
    <message>
        <source>Take a package file</source>
        <translation>선거 자료 파일 받기</translation>
    </message>
    <message>
        <source>Package files (*.gz)</source>
        <translation>선거 자료 파일 (*.gz)</translation>
    </message>
    <message numerus="yes">
        <source>%n voter(s) of {station}.</source>
        <translation>
            <numerusform>{station} 선거인 %n명.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed by the commission with this fingerprint:</source>
        <translation>서명한 위원회의 기기 지문:</translation>
    </message>
    <message>
        <source>Take {election}?</source>
        <translation>{election} 자료를 받습니까?</translation>
    </message>
    <message>
        <source>Take the package</source>
        <translation>선거 자료 받기</translation>
    </message>
    <message>
        <source>Enrol this station</source>
        <translation>투표소 등록</translation>
    </message>
    <message>
        <source>The commission gives you a code and the address of the centre, on paper or as a QR code. This computer makes a key of its own, and the commission hands the election over once both have compared its fingerprint.</source>
        <translation type="vanished">위원회에서 코드와 중앙 서버 주소를 종이나 QR 코드로 줍니다. 이 컴퓨터는 자기 열쇠를 만들고, 위원회는 서로 기기 지문을 비교한 뒤 선거 자료를 보냅니다.</translation>
    </message>
    <message>
        <source>The commission gives you a code and the address of the centre, on paper or as a QR code. Its election comes here once both sides have compared the fingerprint of this computer.</source>
        <translation type="vanished">위원회에서 코드와 중앙 서버 주소를 종이나 QR 코드로 줍니다. 이 컴퓨터는 자기 열쇠를 만들고, 위원회는 서로 기기 지문을 비교한 뒤 선거 자료를 보냅니다.</translation>
    </message>
    <message>
        <source>The commission gives you a code and the address of the centre, on paper or as a QR code. The election comes here once both sides have compared the fingerprint of this computer.</source>
        <translation>위원회에서 코드와 중앙 서버 주소를 종이나 QR 코드로 줍니다. 이 컴퓨터의 기기 지문을 위원회와 비교하고 나면 선거 자료가 이 컴퓨터로 옵니다.</translation>
    </message>
    <message>
        <source>Without a network</source>
        <translation>인터넷이 없을 때</translation>
    </message>
    <message>
        <source>Carry a request file to the commission on a stick, and bring the package file back.</source>
        <translation>신청 파일을 USB에 담아 위원회에 가져가고 선거 자료 파일을 받아 오십시오.</translation>
    </message>
    <message>
        <source>Save the request file …</source>
        <translation>신청 파일 저장 …</translation>
    </message>
    <message>
        <source>Take a package file …</source>
        <translation>선거 자료 파일 받기 …</translation>
    </message>
    <message>
        <source>Compare the fingerprint</source>
        <translation>기기 지문 비교</translation>
    </message>
    <message>
        <source>Another code …</source>
        <translation>다른 코드 …</translation>
    </message>
    <message>
        <source>Ask the centre now</source>
        <translation>중앙 서버에 묻기</translation>
    </message>
    <message>
        <source>This station is ready</source>
        <translation>투표소 준비 완료</translation>
    </message>
    <message>
        <source>Enrol again …</source>
        <translation>다시 등록 …</translation>
    </message>
    <message>
        <source>Fetch the package again</source>
        <translation>선거 자료 다시 받기</translation>
    </message>
</context>
<context>
    <name>EnrolmentStation</name>
    <message>
        <source>Which station is to be enrolled?</source>
        <translation>어느 투표소를 등록합니까?</translation>
    </message>
    <message>
        <source>The code lets one computer ask to belong to this station. Nothing is handed over before two people have compared its fingerprint here.</source>
        <translation>코드로 컴퓨터 한 대가 이 투표소로 등록을 신청할 수 있습니다. 여기서 두 사람이 기기 지문을 비교하기 전에는 아무것도 넘기지 않습니다.</translation>
    </message>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>코드 만들기</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Look in:</source>
        <translation>위치:</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>이름:</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>종류:</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>FingerprintQuestion</name>
    <message>
        <source>Call the station by a way that you know, such as its telephone, and let them read the fingerprint aloud. Every character must be the same.</source>
        <translation>알고 있는 전화번호처럼 믿을 수 있는 길로 투표소에 연락하여 기기 지문을 읽게 하십시오. 한 글자도 다르면 안 됩니다.</translation>
    </message>
    <message>
        <source>We heard every character, and it is the same.</source>
        <translation>모든 글자를 들었고 똑같습니다.</translation>
    </message>
    <message>
        <source>It differs – go back</source>
        <translation>다릅니다 – 돌아가기</translation>
    </message>
    <message>
        <source>Confirm with two people …</source>
        <translation>두 사람이 확인 …</translation>
    </message>
</context>
<context>
    <name>FirstAccount</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network, and sends safely when connected.</source>
        <translation type="vanished">네트워크 없이도 투표하고, 연결되면 안전하게 보냅니다.</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>The first account</source>
        <translation>첫 계정 만들기</translation>
    </message>
    <message>
        <source>It belongs to the commission: it registers elections and makes all other accounts.</source>
        <translation>선거관리위원회의 계정입니다. 선거를 등록하고 다른 계정을 모두 만듭니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>PIN, at least 6 digits</source>
        <translation>PIN(숫자 6자리 이상)</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>같은 PIN을 한 번 더</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>계정 만들기</translation>
    </message>
    <message>
        <source>It is yours, who set up this station: it makes all other accounts here.</source>
        <translation>투표소를 준비하는 본인의 계정입니다. 이 계정으로 다른 계정을 만듭니다.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>이름을 적으십시오.</translation>
    </message>
    <message>
        <source>The two PINs differ. Enter them again.</source>
        <translation>두 PIN이 다릅니다. 다시 적으십시오.</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network, and sends safely when connected.</source>
        <translation type="vanished">네트워크 없이도 투표하고, 연결되면 안전하게 보냅니다.</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>무엇을 하시겠습니까?</translation>
    </message>
    <message>
        <source>This folder is empty. Nothing that you do in the demonstration touches a real election.</source>
        <translation>이 폴더는 비어 있습니다. 시연에서 하는 일은 실제 선거에 영향을 주지 않습니다.</translation>
    </message>
    <message>
        <source>Try the demonstration</source>
        <translation>시연 해 보기</translation>
    </message>
    <message>
        <source>Two invented elections, 200 invented voters</source>
        <translation>지어낸 선거 두 개와 선거인 200명</translation>
    </message>
    <message>
        <source>Accounts and PINs are shown</source>
        <translation>계정과 PIN을 화면에 보여 줌</translation>
    </message>
    <message>
        <source>Can be started over at any time</source>
        <translation>언제든 처음부터 다시 시작</translation>
    </message>
    <message>
        <source>Open the demonstration</source>
        <translation>시연 열기</translation>
    </message>
    <message>
        <source>Set up an election</source>
        <translation>실제 선거 준비</translation>
    </message>
    <message>
        <source>Makes the commission&apos;s first account on this PC</source>
        <translation>이 PC에 선거관리위원회의 첫 계정을 만듦</translation>
    </message>
    <message>
        <source>Keeps the keys in the key store of this computer</source>
        <translation>열쇠를 이 컴퓨터의 열쇠 저장소에 보관</translation>
    </message>
    <message>
        <source>Works without a network</source>
        <translation>네트워크 없이 사용</translation>
    </message>
    <message>
        <source>Set up this PC</source>
        <translation>이 PC 준비하기</translation>
    </message>
    <message>
        <source>Set up a polling station</source>
        <translation>투표소 준비</translation>
    </message>
    <message>
        <source>Takes its election from the commission</source>
        <translation>위원회에서 선거 자료를 받습니다</translation>
    </message>
    <message>
        <source>By a code over the network, or by a file on a stick</source>
        <translation>인터넷으로 코드를 쓰거나 USB 파일로 받습니다</translation>
    </message>
    <message>
        <source>Two people compare a fingerprint</source>
        <translation>두 사람이 기기 지문을 비교합니다</translation>
    </message>
    <message>
        <source>Set up this station</source>
        <translation>이 투표소 준비하기</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>후보자</translation>
    </message>
    <message>
        <source>Write pledges with your account</source>
        <translation>받은 계정으로 공약을 씁니다</translation>
    </message>
    <message>
        <source>Write pledges with an account of the commission</source>
        <translation type="vanished">위원회가 준 계정으로 공약을 씁니다</translation>
    </message>
    <message>
        <source>For candidates</source>
        <translation>후보자 안내</translation>
    </message>
    <message>
        <source>After a breakdown</source>
        <translation>고장이 난 뒤</translation>
    </message>
    <message>
        <source>Bring a station back from its backup</source>
        <translation>백업으로 투표소를 되살립니다</translation>
    </message>
    <message>
        <source>Restore a backup …</source>
        <translation>백업에서 복원 …</translation>
    </message>
    <message>
        <source>Data folder: {folder}</source>
        <translation>데이터 폴더: {folder}</translation>
    </message>
</context>
<context>
    <name>GeneralSettings</name>
    <message>
        <source>Language of this window</source>
        <translation>이 창의 언어</translation>
    </message>
    <message>
        <source>Voters choose their own language at the kiosk. Names of elections and candidates stay as they were entered.</source>
        <translation type="vanished">선거인은 기표대에서 자기 언어를 고릅니다. 선거와 후보자의 이름은 입력한 그대로 보입니다.</translation>
    </message>
    <message>
        <source>Voters choose their own language at the booth. Names of elections and candidates stay as they were entered.</source>
        <translation>선거인은 기표대에서 자기 언어를 고릅니다. 선거와 후보자의 이름은 입력한 그대로 보입니다.</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>자료 폴더</translation>
    </message>
    <message>
        <source>Holds the encrypted store of this station. Keep it on a disk of this computer: a network drive is refused, and a copied store is noticed.</source>
        <translation>이 투표소의 암호화된 자료가 들어 있습니다. 이 컴퓨터의 디스크에 두십시오. 네트워크 드라이브에서는 열리지 않으며, 복사한 자료는 구별됩니다.</translation>
    </message>
    <message>
        <source>Keys of this computer</source>
        <translation>이 컴퓨터의 열쇠</translation>
    </message>
    <message>
        <source>A test key is written there, read back and taken away.</source>
        <translation>시험 열쇠를 그곳에 써 보고 다시 읽은 뒤 치웁니다.</translation>
    </message>
    <message>
        <source>Test the keys</source>
        <translation>열쇠 시험</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>The keys are kept and read back.</source>
        <translation>열쇠를 저장하고 다시 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>구성 요소</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
</context>
<context>
    <name>GuideWords</name>
    <message>
        <source>The spoken guide is on. You need two keys. The move key takes you to the next thing. The select key takes what you have just heard. On a keyboard these are Tab and Enter. Keep moving, and you come round and hear the whole screen again.</source>
        <translation>음성 안내를 켰습니다. 키 두 개로 투표합니다. 이동 키를 누르면 다음 항목으로 갑니다. 선택 키를 누르면 방금 들은 항목을 고릅니다. 자판에서는 탭 키와 엔터 키입니다. 이동 키를 계속 누르면 한 바퀴 돌아 화면 전체를 다시 듣습니다.</translation>
    </message>
    <message>
        <source>The spoken guide is off.</source>
        <translation>음성 안내를 껐습니다.</translation>
    </message>
    <message>
        <source>Press the select key to begin.</source>
        <translation>시작하려면 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>Press the move key to hear what you can do.</source>
        <translation>할 수 있는 일을 들으려면 이동 키를 누르십시오.</translation>
    </message>
    <message>
        <source>Move on to hear the elections. Select the one to begin with.</source>
        <translation>이동 키로 선거를 차례로 들으십시오. 먼저 투표할 선거에서 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>First you choose. Then you hear your choices again, and seal your ballot. Then you put it in the ballot box. Nothing is recorded before that. Move to ‘Start’ and select it.</source>
        <translation>먼저 고릅니다. 그다음 고른 것을 다시 듣고 투표지를 봉합니다. 그다음 투표함에 넣습니다. 그 전에는 아무것도 기록되지 않습니다. ‘시작하기’로 이동하여 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>Move on to hear what you can choose. Select what you want; select it again to take it back. The way on is the last thing on this screen.</source>
        <translation>이동 키로 고를 수 있는 것을 차례로 들으십시오. 고르려면 선택 키를 누르십시오. 한 번 더 누르면 뺍니다. 이 화면의 맨 끝에 다음으로 가는 단추가 있습니다.</translation>
    </message>
    <message>
        <source>If that is right, move to the last button and select it. With ‘Change’ you choose again.</source>
        <translation>맞으면 마지막 버튼으로 이동하여 선택 키를 누르십시오. 다시 고르려면 ‘다시 고르기’로 이동하여 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>If that is right, move to ‘Seal my ballot’ and select it. With ‘Change’ you choose again.</source>
        <translation type="vanished">맞으면 ‘투표지 봉하기’로 이동하여 선택 키를 누르십시오. 다시 고르려면 ‘다시 고르기’로 이동하여 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>You have not voted yet. Move to ‘Put in the ballot box’ and select it. The code that follows is read again after that.</source>
        <translation>아직 투표가 끝나지 않았습니다. ‘투표함에 넣기’로 이동하여 선택 키를 누르십시오. 이어지는 확인 코드는 그 뒤에 다시 읽어 드립니다.</translation>
    </message>
    <message>
        <source>You have not voted yet. Move to ‘Back to my choices’ and select it.</source>
        <translation>아직 투표가 끝나지 않았습니다. ‘내 선택으로 돌아가기’로 이동하여 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>The code lets you check later that your ballot is there. It does not tell your vote. Take your time. When you have finished, move to the last button and select it.</source>
        <translation>확인 코드로 나중에 내 투표지가 있는지 확인할 수 있습니다. 코드는 무엇을 골랐는지 알려 주지 않습니다. 천천히 들으십시오. 끝났으면 마지막 단추로 이동하여 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>The code lets you check later that your ballot is there. It does not tell your vote. Take your time. When you have finished, move to the button and select it.</source>
        <translation type="vanished">확인 코드로 나중에 내 투표지가 있는지 확인할 수 있습니다. 코드는 무엇을 골랐는지 알려 주지 않습니다. 천천히 들으십시오. 끝났으면 단추로 이동하여 선택 키를 누르십시오.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>고름</translation>
    </message>
    <message>
        <source>button</source>
        <translation>단추</translation>
    </message>
    <message>
        <source>is set</source>
        <translation>켜짐</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>입력란</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Lock</source>
        <translation>잠금</translation>
    </message>
    <message>
        <source>Opens the queue</source>
        <translation>전송 대기열을 엽니다</translation>
    </message>
    <message>
        <source>Choose another election</source>
        <translation>다른 선거 고르기</translation>
    </message>
</context>
<context>
    <name>HelpForm</name>
    <message>
        <source>Pages of the guide</source>
        <translation>안내서의 쪽</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Turn off the spoken guide</source>
        <translation>음성 안내 끄기</translation>
    </message>
    <message>
        <source>Turn on the spoken guide</source>
        <translation>음성 안내 켜기</translation>
    </message>
    <message>
        <source>An official was called</source>
        <translation>투표사무원을 불렀습니다</translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation>투표사무원 부르기</translation>
    </message>
    <message>
        <source>Check in at the desk first. Then touch the screen here to begin.</source>
        <translation>먼저 본인 확인을 받으십시오. 그런 다음 이 화면을 누르면 시작합니다.</translation>
    </message>
    <message>
        <source>You can vote in several elections, one after the other. Begin with any.</source>
        <translation>여러 선거에 차례로 투표할 수 있습니다. 어느 선거부터 해도 됩니다.</translation>
    </message>
    <message>
        <source>Touch ‘Start’ to choose. Nothing is recorded before the last step.</source>
        <translation>‘시작하기’를 누르면 고를 수 있습니다. 마지막 단계 전에는 아무것도 기록되지 않습니다.</translation>
    </message>
    <message>
        <source>Touch a card to choose, touch it again to take it back. You can still change it.</source>
        <translation>고르려면 카드를 누르십시오. 다시 누르면 빠집니다. 나중에 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Touch ‘Change’ to choose again. If all is right, touch ‘Seal my ballot’.</source>
        <translation>바꾸려면 ‘다시 고르기’를 누르십시오. 모두 맞으면 ‘투표지 봉하기’를 누르십시오.</translation>
    </message>
    <message>
        <source>Touch ‘Put in the ballot box’. The code does not show what you chose.</source>
        <translation>‘투표함에 넣기’를 누르십시오. 코드만으로는 무엇을 골랐는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Compare this with what you chose. Then touch ‘Back to my choices’: you have not voted yet.</source>
        <translation>고른 것과 같은지 견주어 보십시오. 그다음 ‘내 선택으로 돌아가기’를 누르십시오. 아직 투표하지 않았습니다.</translation>
    </message>
    <message>
        <source>With the code you can check later that your ballot was recorded.</source>
        <translation>이 코드로 나중에 투표가 기록되었는지 확인할 수 있습니다.</translation>
    </message>
    <message>
        <source>Type the 25 letters and digits of your code. What was chosen is never shown.</source>
        <translation>코드의 글자와 숫자 25개를 입력하십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>Type the code and then the receipt. Your vote is shown once.</source>
        <translation>투표 확인 코드를 넣고, 이어서 확인증 비밀번호를 넣으십시오. 투표한 내용은 한 번만 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Call an official and stay here.</source>
        <translation>투표사무원을 부르고 이 자리에서 기다리십시오.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>For officials</source>
        <translation>투표사무원 전용</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>HowToScreen</name>
    <message>
        <source>How to vote</source>
        <translation>투표하는 방법</translation>
    </message>
    <message>
        <source>Touch to choose.</source>
        <translation>화면을 눌러 고릅니다.</translation>
    </message>
    <message>
        <source>Check it and seal your ballot.</source>
        <translation>고른 것을 확인하고 투표지를 봉합니다.</translation>
    </message>
    <message>
        <source>Put it in the ballot box. Done.</source>
        <translation>투표함에 넣으면 끝납니다.</translation>
    </message>
    <message>
        <source>Language, text size and help are always at the top.</source>
        <translation>언어, 글자 크기, 도움말은 언제나 위에 있습니다.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작하기</translation>
    </message>
</context>
<context>
    <name>ImportPreviewForm</name>
    <message>
        <source>Lines</source>
        <translation>전체 줄</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>바른 줄</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>잘못된 줄</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message numerus="yes">
        <source>Take all %n lines</source>
        <translation>
            <numerusform>%n줄 모두 가져오기</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message numerus="yes">
        <source>Skip %n bad lines and take the rest</source>
        <translation>
            <numerusform>잘못된 %n줄을 건너뛰고 가져오기</numerusform>
        </translation>
    </message>
    <message>
        <source>Line</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>칸</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>고칠 점</translation>
    </message>
    <message>
        <source>Every line is good. Nothing has been taken yet. An import cannot be undone.</source>
        <translation>모든 줄이 바릅니다. 아직 가져오지 않았습니다. 가져온 뒤에는 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing has been taken. Correct the file and choose it again, or leave the bad lines out. An import cannot be undone.</source>
        <translation>아직 아무것도 가져오지 않았습니다. 파일을 고쳐 다시 고르거나, 잘못된 줄을 건너뛰십시오. 가져온 뒤에는 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Every line is good. Nothing has been taken yet.</source>
        <translation type="vanished">모든 줄이 바릅니다. 아직 가져오지 않았습니다.</translation>
    </message>
    <message>
        <source>Nothing has been taken. Correct the file and choose it again, or leave the bad lines out.</source>
        <translation type="vanished">아직 아무것도 가져오지 않았습니다. 파일을 고쳐 다시 고르거나, 잘못된 줄을 건너뛰십시오.</translation>
    </message>
    <message>
        <source>Nothing can be taken. Correct the file and choose it again.</source>
        <translation>가져올 수 있는 것이 없습니다. 파일을 고쳐 다시 고르십시오.</translation>
    </message>
    <message>
        <source>Right, for example: {example}</source>
        <translation>바른 예: {example}</translation>
    </message>
</context>
<context>
    <name>KeysPassphrase</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network, and sends safely when connected.</source>
        <translation type="vanished">네트워크 없이도 투표하고, 연결되면 안전하게 보냅니다.</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>The same pass-phrase again</source>
        <translation>같은 암호 문구를 한 번 더</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Try the key store again</source>
        <translation>열쇠 저장소 다시 시도</translation>
    </message>
    <message>
        <source>Use the pass-phrase</source>
        <translation>암호 문구 쓰기</translation>
    </message>
    <message>
        <source>Unlock the keys of this PC</source>
        <translation>이 PC의 열쇠 열기</translation>
    </message>
    <message>
        <source>They lie in files under the pass-phrase that was chosen at the set-up.</source>
        <translation>준비할 때 정한 암호 문구로 잠긴 파일에 들어 있습니다.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>The key store cannot be used</source>
        <translation>열쇠 저장소를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Or keep the keys in files under a pass-phrase. It is asked for at every start, and nobody can find it again: without it the data of this PC is lost.</source>
        <translation>또는 열쇠를 암호 문구로 잠근 파일에 보관할 수 있습니다. 시작할 때마다 묻고, 아무도 되찾아 줄 수 없습니다. 잊으면 이 PC의 자료를 열 수 없습니다.</translation>
    </message>
    <message>
        <source>The two pass-phrases differ. Enter them again.</source>
        <translation>두 암호 문구가 다릅니다. 다시 적으십시오.</translation>
    </message>
</context>
<context>
    <name>KeysStep</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>The keys of this computer</source>
        <translation>이 컴퓨터의 열쇠</translation>
    </message>
    <message>
        <source>Keys encrypt the data of this station and sign its ballots. They have to lie where only this user of this computer can use them. So a key is written there now, read back, compared and taken away.</source>
        <translation>열쇠로 투표소 자료를 암호화하고 투표지에 서명합니다. 이 컴퓨터의 이 사용자만 쓸 수 있는 곳에 있어야 하므로, 지금 그곳에 시험 열쇠를 써 보고 다시 읽어 비교한 뒤 치웁니다.</translation>
    </message>
    <message>
        <source>You can test again later: Settings, General.</source>
        <translation>나중에 다시 시험하려면: 설정, 일반.</translation>
    </message>
    <message>
        <source>Later: Settings, General.</source>
        <translation type="vanished">나중에: 설정, 일반.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>다시 시험</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>They lie here: {place}</source>
        <translation>열쇠가 있는 곳: {place}</translation>
    </message>
    <message>
        <source>The test key was kept, read back and taken away.</source>
        <translation>시험 열쇠를 저장하고 다시 읽은 뒤 치웠습니다.</translation>
    </message>
</context>
<context>
    <name>LockedScreen</name>
    <message>
        <source>This screen is locked</source>
        <translation>화면이 잠겼습니다</translation>
    </message>
    <message>
        <source>Nothing was put in the ballot box.
Call an official.</source>
        <translation>투표함에는 아무것도 넣지 않았습니다.
투표사무원을 부르십시오.</translation>
    </message>
    <message>
        <source>Nothing was put in the ballot box. Call an official.</source>
        <translation type="vanished">투표함에는 아무것도 넣지 않았습니다. 투표사무원을 부르십시오.</translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation>투표사무원 부르기</translation>
    </message>
    <message>
        <source>For officials</source>
        <translation>투표사무원 전용</translation>
    </message>
</context>
<context>
    <name>LookUpScreen</name>
    <message>
        <source>Look up a confirmation code</source>
        <translation>투표 확인 코드 찾기</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>No ballot has this code. Check each letter and digit.</source>
        <translation>이 코드의 투표지가 없습니다. 다시 확인하십시오.</translation>
    </message>
    <message>
        <source>The ballot with this code is in the ballot box.</source>
        <translation>이 코드의 투표지가 투표함에 있습니다.</translation>
    </message>
    <message>
        <source>The ballot with this code is void. It is not counted.</source>
        <translation>이 코드의 투표지는 무효가 되어 세지 않습니다.</translation>
    </message>
    <message>
        <source>The ballot with this code was a test. It is not counted.</source>
        <translation>이 코드의 투표지는 시험용이어서 세지 않습니다.</translation>
    </message>
    <message>
        <source>This ballot is sealed but not in the ballot box.</source>
        <translation>봉했지만 투표함에 넣지 않은 투표지입니다.</translation>
    </message>
    <message>
        <source>Confirmation code</source>
        <translation>투표 확인 코드</translation>
    </message>
    <message>
        <source>25 letters and digits</source>
        <translation>글자와 숫자 25개</translation>
    </message>
    <message>
        <source>Delete the last sign</source>
        <translation type="vanished">마지막 글자 지우기</translation>
    </message>
</context>
<context>
    <name>MediumBanner</name>
    <message>
        <source>Voting has stopped</source>
        <translation>투표가 멈추었습니다</translation>
    </message>
    <message>
        <source>Check and open again</source>
        <translation>점검하고 다시 열기</translation>
    </message>
    <message>
        <source>These data were copied or restored</source>
        <translation>복사되거나 복구된 자료입니다</translation>
    </message>
    <message>
        <source>No votes are taken before two people decide to go on with them.</source>
        <translation>두 사람이 계속하기로 결정하기 전에는 투표를 받지 않습니다.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>결정하기</translation>
    </message>
    <message>
        <source>The second medium does not work</source>
        <translation>두 번째 저장 매체가 작동하지 않습니다</translation>
    </message>
    <message>
        <source>No votes are recorded until it does, or two people go on with one.</source>
        <translation>작동하거나 두 사람이 매체 하나로 계속하기로 할 때까지 투표가 기록되지 않습니다.</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>해결하기</translation>
    </message>
    <message>
        <source>One medium only</source>
        <translation>매체 하나만 사용</translation>
    </message>
    <message>
        <source>Votes are written once. Make the copy anew when you can.</source>
        <translation>투표를 한 곳에만 기록하고 있습니다. 되도록 빨리 사본을 다시 만드십시오.</translation>
    </message>
    <message>
        <source>Second medium</source>
        <translation>두 번째 저장 매체</translation>
    </message>
</context>
<context>
    <name>MediumDecisions</name>
    <message>
        <source>Go on with one medium?</source>
        <translation>매체 하나로 계속합니까?</translation>
    </message>
    <message>
        <source>Voting goes on with the disk of this computer alone. If that disk fails, votes recorded from now on are lost. Make the copy anew as soon as you can.</source>
        <translation>이 컴퓨터의 디스크 하나로 투표를 계속합니다. 그 디스크가 고장 나면 지금부터 기록한 투표를 잃습니다. 되도록 빨리 사본을 다시 만드십시오.</translation>
    </message>
    <message>
        <source>The medium does not work any more</source>
        <translation>매체가 고장 남</translation>
    </message>
    <message>
        <source>The medium was pulled out</source>
        <translation>매체가 빠짐</translation>
    </message>
    <message>
        <source>Go on with one medium</source>
        <translation>매체 하나로 계속</translation>
    </message>
    <message>
        <source>Do without a second medium?</source>
        <translation>두 번째 저장 매체를 쓰지 않습니까?</translation>
    </message>
    <message>
        <source>Votes are written to the disk of this computer alone from now on, and nobody is reminded of it. The file stays on the medium and may show in which order was written: keep the medium locked up like ballot papers, or destroy it.</source>
        <translation>지금부터 이 컴퓨터의 디스크에만 투표를 기록하며, 알림도 나오지 않습니다. 파일은 매체에 남고 쓴 순서가 드러날 수 있으므로, 매체를 투표지처럼 잠가 보관하거나 파기하십시오.</translation>
    </message>
    <message>
        <source>The election is over</source>
        <translation>선거가 끝남</translation>
    </message>
    <message>
        <source>The medium was lost</source>
        <translation>매체를 잃어버림</translation>
    </message>
    <message>
        <source>Do without it</source>
        <translation>쓰지 않기</translation>
    </message>
    <message>
        <source>Go on with these data?</source>
        <translation>이 자료로 계속합니까?</translation>
    </message>
    <message>
        <source>Make sure that the original is not used any more: two of them could take votes of the same voters. Compare the number of voters who voted with your own notes first.</source>
        <translation>원래 자료를 더 쓰지 않는지 확인하십시오. 두 벌이 같은 선거인의 투표를 받을 수 있습니다. 먼저 투표한 선거인 수를 따로 적어 둔 수와 비교하십시오.</translation>
    </message>
    <message>
        <source>The disk was damaged</source>
        <translation>디스크가 손상됨</translation>
    </message>
    <message>
        <source>Moved to this computer</source>
        <translation>이 컴퓨터로 옮김</translation>
    </message>
    <message>
        <source>Go on with these data</source>
        <translation>이 자료로 계속</translation>
    </message>
</context>
<context>
    <name>MyDataPage</name>
    <message>
        <source>My data</source>
        <translation>후보자 정보</translation>
    </message>
    <message>
        <source>This is what voters see about you on the ballot. Only the election commission can change it, and only until the election is published. Afterwards a candidate can still withdraw: ask the commission.</source>
        <translation>투표용지에서 선거인에게 보이는 후보자 정보입니다. 선거관리위원회만 고칠 수 있고, 선거를 공고하기 전까지만 고칠 수 있습니다. 공고한 뒤에도 사퇴는 할 수 있습니다. 위원회에 알리십시오.</translation>
    </message>
    <message>
        <source>Photo of {name}</source>
        <translation>{name} 사진</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>사퇴</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>등록</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>기호 {number}번</translation>
    </message>
    <message>
        <source>You have withdrawn. Your name stays on the ballot as withdrawn and cannot be chosen. Questions: ask the election commission.</source>
        <translation>사퇴한 후보자입니다. 이름은 투표용지에 사퇴로 남고 선택할 수 없습니다. 궁금한 점은 선거관리위원회에 문의하십시오.</translation>
    </message>
    <message>
        <source>Only the election commission can change these data, and only until the election is published. If something is wrong, tell the commission at once.</source>
        <translation>이 정보는 선거관리위원회만, 선거를 공고하기 전까지만 고칠 수 있습니다. 잘못된 것이 있으면 곧바로 위원회에 알리십시오.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>성명</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>정당</translation>
    </message>
    <message>
        <source>Contest</source>
        <translation>선거 구분</translation>
    </message>
    <message>
        <source>Election</source>
        <translation>선거</translation>
    </message>
    <message>
        <source>Voting hours</source>
        <translation>투표 시간</translation>
    </message>
    <message>
        <source>State of the polls</source>
        <translation>투표 상태</translation>
    </message>
</context>
<context>
    <name>MyPledgesPage</name>
    <message>
        <source>My pledges</source>
        <translation>내 공약</translation>
    </message>
    <message>
        <source>Write your pledges here: a theme, a title and, if you like, a description. What you save is kept on this computer at once. Voters see it once the election commission has published it. Until the polls open you can change, delete and take back; afterwards you can only read.</source>
        <translation>여기에 공약을 씁니다. 분야와 제목을 쓰고, 원하면 내용을 덧붙입니다. 저장하면 곧바로 이 컴퓨터에 남고, 선거관리위원회가 공고하면 선거인에게 보입니다. 투표를 시작하기 전까지 고치고 지우고 되돌릴 수 있으며, 그 뒤에는 볼 수만 있습니다.</translation>
    </message>
    <message>
        <source>Discard this pledge?</source>
        <translation>이 공약을 버리겠습니까?</translation>
    </message>
    <message>
        <source>Delete this pledge?</source>
        <translation>이 공약을 지우겠습니까?</translation>
    </message>
    <message>
        <source>What you wrote since the last save is lost.</source>
        <translation>마지막으로 저장한 뒤에 쓴 글은 없어집니다.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Take back what is not saved?</source>
        <translation>저장하지 않은 글을 되돌리겠습니까?</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>What was not saved was taken back.</source>
        <translation>저장하지 않은 글을 되돌렸습니다.</translation>
    </message>
    <message>
        <source>Taken back: “{title}”</source>
        <translation type="vanished">되돌렸습니다: “{title}”</translation>
    </message>
    <message>
        <source>No pledges</source>
        <translation>공약 없음</translation>
    </message>
    <message>
        <source>No pledges yet</source>
        <translation>아직 공약이 없습니다</translation>
    </message>
    <message>
        <source>No pledges were registered before the polls opened.</source>
        <translation>투표를 시작하기 전에 등록한 공약이 없습니다.</translation>
    </message>
    <message>
        <source>Voters can read here what you promise: a theme, a title and a few sentences. Begin with the one that matters most; it stands first.</source>
        <translation>선거인은 공약의 분야, 제목과 짧은 설명을 읽습니다. 가장 중요한 공약부터 쓰십시오. 먼저 쓴 공약이 맨 위에 보입니다.</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation type="vanished">(제목 없음)</translation>
    </message>
    <message>
        <source>Was not saved</source>
        <translation type="vanished">저장하지 못함</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation type="vanished">저장 전</translation>
    </message>
    <message>
        <source>Published</source>
        <translation type="vanished">공개됨</translation>
    </message>
    <message>
        <source>Saved here · waiting to be sent</source>
        <translation type="vanished">여기에 저장됨 · 전송 대기</translation>
    </message>
    <message>
        <source>Saved here · not published yet</source>
        <translation type="vanished">여기에 저장됨 · 공고 대기</translation>
    </message>
    <message>
        <source>Was not published</source>
        <translation type="vanished">공개되지 않음</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="vanished">되돌리기</translation>
    </message>
    <message numerus="yes">
        <source>All %n places are taken. Delete one to add another.</source>
        <translation type="vanished">
            <numerusform>공약 %n건이 모두 찼습니다. 하나를 지우면 새 공약을 더할 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The polls have opened, so pledges can only be read now. Voters see the published ones.</source>
        <translation type="vanished">투표가 시작되어 이제 공약을 볼 수만 있습니다. 선거인에게는 공개된 공약이 보입니다.</translation>
    </message>
    <message>
        <source>You can change your pledges until the polls open ({opens}).</source>
        <translation type="vanished">투표 개시({opens}) 전까지 공약을 고칠 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public.</source>
        <translation type="vanished">
            <numerusform>지우거나 고치기 전의 글 %n건은 계속 공개됩니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public until the commission publishes again.</source>
        <translation type="vanished">
            <numerusform>지우거나 고치기 전의 글 %n건은 위원회가 다시 공고할 때까지 공개됩니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved: “{title}”. Voters see it once the commission has published it.</source>
        <translation type="vanished">저장했습니다: “{title}”. 위원회가 공고하면 선거인에게 보입니다.</translation>
    </message>
    <message>
        <source>Deleted: “{title}”. Voters still see it until the commission publishes again.</source>
        <translation type="vanished">지웠습니다: “{title}”. 위원회가 다시 공고할 때까지 선거인에게 보입니다.</translation>
    </message>
    <message>
        <source>Deleted: “{title}”.</source>
        <translation type="vanished">지웠습니다: “{title}”.</translation>
    </message>
    <message>
        <source>Takes back what is not saved</source>
        <translation type="vanished">저장하지 않은 글을 되돌립니다</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation type="vanished">되돌릴 것이 없습니다</translation>
    </message>
    <message>
        <source>Takes back: added “{title}”</source>
        <translation type="vanished">되돌릴 일: “{title}” 더하기</translation>
    </message>
    <message>
        <source>Takes back: changed “{title}”</source>
        <translation type="vanished">되돌릴 일: “{title}” 고치기</translation>
    </message>
    <message>
        <source>Takes back: deleted “{title}”</source>
        <translation type="vanished">되돌릴 일: “{title}” 지우기</translation>
    </message>
    <message>
        <source>Add a pledge</source>
        <translation>공약 더하기</translation>
    </message>
    <message>
        <source>Write the first pledge</source>
        <translation>첫 공약 쓰기</translation>
    </message>
</context>
<context>
    <name>NamesakesForm</name>
    <message numerus="yes">
        <source>On the list are %n people named {name}. Compare birth date and address with the photo ID, then choose the line.</source>
        <translation>
            <numerusform>명부에 이름이 {name}인 선거인이 %n명 있습니다. 생년월일과 주소를 신분증과 비교하고 해당하는 줄을 고르십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>The {shown} nearest in age are shown.</source>
        <translation>나이가 가까운 {shown}명만 보입니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Roll no.</source>
        <translation>등재번호</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Go to this voter</source>
        <translation>이 선거인으로 가기</translation>
    </message>
    <message>
        <source>Issue permit</source>
        <translation>투표권 발급</translation>
    </message>
    <message>
        <source>This person has a permit already, or has voted.</source>
        <translation>이분은 이미 투표권을 받았거나 투표했습니다.</translation>
    </message>
    <message>
        <source>You chose another person before. Go on with this one instead.</source>
        <translation>앞에서 다른 분을 골랐습니다. 이분으로 바꾸어 계속하십시오.</translation>
    </message>
    <message>
        <source>This is the person whom you chose before.</source>
        <translation>앞에서 고른 분입니다.</translation>
    </message>
    <message>
        <source>Nobody is chosen yet.</source>
        <translation>아직 아무도 고르지 않았습니다.</translation>
    </message>
    <message>
        <source>Who stands before you?</source>
        <translation>지금 오신 분은 누구입니까?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>NewElection</name>
    <message>
        <source>New election</source>
        <translation>새 선거</translation>
    </message>
    <message>
        <source>A draft: everything can be changed until it is published.</source>
        <translation>작성 중인 선거로 등록됩니다. 공고하기 전에는 모두 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>Name in Korean</source>
        <translation>한국어 선거명</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>영어 선거명</translation>
    </message>
    <message>
        <source>With one language only, leave this empty.</source>
        <translation>한 가지 언어만 쓰면 비워 두십시오.</translation>
    </message>
    <message>
        <source>May stay empty.</source>
        <translation type="vanished">비워 두어도 됩니다.</translation>
    </message>
    <message>
        <source>Time zone of the voting hours</source>
        <translation>투표 시간의 시간대</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Create the draft</source>
        <translation>등록하기</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Next step</source>
        <translation>다음 할 일</translation>
    </message>
</context>
<context>
    <name>NotRecordedScreen</name>
    <message>
        <source>Please wait a moment.</source>
        <translation>잠시 기다려 주십시오.</translation>
    </message>
    <message>
        <source>Call an official.</source>
        <translation>투표사무원을 부르십시오.</translation>
    </message>
    <message>
        <source>A machine problem, not your fault.</source>
        <translation>기계 문제입니다. 선거인의 잘못이 아닙니다.</translation>
    </message>
    <message>
        <source>Your permit is still valid.</source>
        <translation>투표권은 그대로 남아 있습니다.</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>확인하지 못했습니다</translation>
    </message>
    <message>
        <source>An official can see whether it is recorded.</source>
        <translation>기록되었는지는 투표사무원이 확인합니다.</translation>
    </message>
    <message>
        <source>Touch ‘Try again’. Your choices are kept.</source>
        <translation>‘다시 시도’를 누르십시오. 선택은 그대로입니다.</translation>
    </message>
    <message>
        <source>Stay here until an official comes.</source>
        <translation>투표사무원이 올 때까지 여기 계십시오.</translation>
    </message>
    <message>
        <source>An official was called</source>
        <translation>투표사무원을 불렀습니다</translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation>투표사무원 부르기</translation>
    </message>
    <message>
        <source>Voting cannot begin</source>
        <translation>투표를 시작할 수 없습니다</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>기록되지 않았습니다</translation>
    </message>
    <message>
        <source>For the official</source>
        <translation>투표사무원용 번호</translation>
    </message>
    <message>
        <source>For officials</source>
        <translation>투표사무원 전용</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
</context>
<context>
    <name>OfficialAccessSheet</name>
    <message>
        <source>The voter&apos;s permit stays open. Let the voter begin again, or cancel the permit at the desk before somebody else uses this booth.</source>
        <translation>선거인의 투표권은 그대로 남아 있습니다. 선거인이 처음부터 다시 하게 하십시오. 다른 사람이 이 기표대를 쓸 때에는 먼저 그 투표권의 발급을 취소하십시오.</translation>
    </message>
    <message>
        <source>Enter your PIN, then press what you want to do.</source>
        <translation>PIN을 입력한 뒤 할 일을 누르십시오.</translation>
    </message>
    <message>
        <source>Enter your PIN to close the voter&apos;s screen, or to let a voter see their vote.</source>
        <translation type="vanished">투표 화면을 끝내거나 선거인의 투표 내용을 확인하게 하려면 PIN을 입력하십시오.</translation>
    </message>
    <message>
        <source>Enter your PIN to close the voter&apos;s screen.</source>
        <translation>투표 화면을 끝내려면 PIN을 입력하십시오.</translation>
    </message>
    <message>
        <source>Enter your PIN to leave the voter&apos;s screen, or to let a voter see the own vote.</source>
        <translation type="vanished">투표 화면을 끝내거나 투표 내용 확인을 열려면 PIN을 입력하십시오.</translation>
    </message>
    <message>
        <source>Enter your PIN to leave the voter&apos;s screen, or to let a voter see their vote.</source>
        <translation type="vanished">투표 화면을 끝내거나 선거인의 투표 내용을 확인하게 하려면 PIN을 입력하십시오.</translation>
    </message>
    <message>
        <source>Enter your PIN to leave the voter&apos;s screen.</source>
        <translation type="vanished">투표 화면을 끝내려면 PIN을 입력하십시오.</translation>
    </message>
    <message>
        <source>Enter the PIN</source>
        <translation>PIN을 입력하십시오</translation>
    </message>
    <message>
        <source>For officials</source>
        <translation>투표사무원 전용</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="vanished">지우기</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>마지막 숫자 지우기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Measure the screen</source>
        <translation>화면 크기 재기</translation>
    </message>
    <message>
        <source>Show a voter their vote</source>
        <translation>투표 내용 확인</translation>
    </message>
    <message>
        <source>Close the voter&apos;s screen</source>
        <translation>투표 화면 끝내기</translation>
    </message>
    <message>
        <source>Show a voter the own vote</source>
        <translation type="vanished">투표 내용 확인</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation type="vanished">투표 화면 끝내기</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
</context>
<context>
    <name>OfficialWindow</name>
    <message>
        <source>A voter asks for an official.</source>
        <translation>선거인이 투표사무원을 부릅니다.</translation>
    </message>
    <message>
        <source>I am going</source>
        <translation>갑니다</translation>
    </message>
    <message>
        <source>This computer is no station yet</source>
        <translation>투표소로 등록되지 않음</translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="vanished">
            <numerusform>연결 안 됨 · %n건 대기</numerusform>
        </translation>
    </message>
    <message>
        <source>No election yet</source>
        <translation>등록된 선거 없음</translation>
    </message>
    <message>
        <source>Mock vote · {name}</source>
        <translation>모의투표 · {name}</translation>
    </message>
    <message>
        <source>Time exact</source>
        <translation>시각 정확</translation>
    </message>
    <message>
        <source>PC clock</source>
        <translation>PC 시계</translation>
    </message>
    <message>
        <source>Check the clock</source>
        <translation>시계 확인 필요</translation>
    </message>
    <message>
        <source>Which election?</source>
        <translation>어느 선거입니까?</translation>
    </message>
    <message>
        <source>OMP Desktop – officials</source>
        <translation>OMP 투표소 – 관리</translation>
    </message>
</context>
<context>
    <name>OpenedRows</name>
    <message numerus="yes">
        <source>More – %n more card(s)</source>
        <translation type="vanished">
            <numerusform>더 보기 – 카드 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More – %n more to check</source>
        <translation>
            <numerusform>더 보기 – 확인할 것이 %n개 더 있습니다</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenedSheet</name>
    <message>
        <source>Your vote</source>
        <translation type="vanished">투표한 내용</translation>
    </message>
    <message>
        <source>It is the same as in the ballot box.</source>
        <translation type="vanished">투표함에 있는 투표지와 같습니다.</translation>
    </message>
    <message>
        <source>A tested ballot</source>
        <translation type="vanished">시험한 투표지</translation>
    </message>
    <message>
        <source>The machine was tested with it. It is not counted.</source>
        <translation type="vanished">기계를 시험한 투표지입니다. 집계하지 않습니다.</translation>
    </message>
    <message>
        <source>Your vote, as it is in the ballot box</source>
        <translation>투표함에 있는 내 투표 내용</translation>
    </message>
    <message>
        <source>A test ballot, not counted</source>
        <translation>시험한 투표지입니다. 집계하지 않습니다</translation>
    </message>
    <message>
        <source>This ballot was a test and is not counted</source>
        <translation type="vanished">시험한 투표지입니다. 집계하지 않습니다</translation>
    </message>
    <message numerus="yes">
        <source>This closes in %n second(s)</source>
        <translation>
            <numerusform>%n초 뒤에 이 화면이 닫힙니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shown for %n more second(s)</source>
        <translation type="vanished">
            <numerusform>%n초 뒤에 지워집니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>Votes without a network, and sends safely when connected.</source>
        <translation type="vanished">네트워크 없이도 투표하고, 연결되면 안전하게 보냅니다.</translation>
    </message>
    <message>
        <source>Opening the store …</source>
        <translation>저장소를 여는 중입니다 …</translation>
    </message>
</context>
<context>
    <name>OpeningStepsPage</name>
    <message>
        <source>Saved</source>
        <translation>저장했습니다</translation>
    </message>
    <message>
        <source>Comparing the sums with every ballot</source>
        <translation>집계를 모든 투표지와 비교하는 중</translation>
    </message>
    <message>
        <source>Open the totals</source>
        <translation>합계 열기</translation>
    </message>
    <message>
        <source>Open the count</source>
        <translation>개표하기</translation>
    </message>
    <message>
        <source>Two people confirm that totals may be seen while voting goes on.</source>
        <translation>투표가 계속되는 동안 합계를 보아도 된다고 두 사람이 확인합니다.</translation>
    </message>
    <message>
        <source>Two people confirm that the polls are closed and the count may be opened.</source>
        <translation>투표가 마감되었고 개표해도 된다고 두 사람이 확인합니다.</translation>
    </message>
    <message>
        <source>Opening the sums</source>
        <translation>합계를 여는 중</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
    <message>
        <source>Pledges</source>
        <translation>공약 보기</translation>
    </message>
</context>
<context>
    <name>OptionsSheet</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>OutOfOrderScreen</name>
    <message>
        <source>Out of order</source>
        <translation>사용할 수 없습니다</translation>
    </message>
    <message>
        <source>Call an official.
An official can see whether your vote was recorded.</source>
        <translation>투표사무원을 부르십시오.
투표가 기록되었는지는 투표사무원이 확인할 수 있습니다.</translation>
    </message>
    <message>
        <source>Call an official. An official can see whether your vote was recorded.</source>
        <translation type="vanished">투표사무원을 부르십시오. 투표가 기록되었는지는 투표사무원이 확인할 수 있습니다.</translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation>투표사무원 부르기</translation>
    </message>
    <message>
        <source>For officials</source>
        <translation>투표사무원 전용</translation>
    </message>
</context>
<context>
    <name>OverviewTab</name>
    <message>
        <source>Check list before publishing</source>
        <translation>공고 전 점검</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>공고됨</translation>
    </message>
    <message>
        <source>Signed by the commission</source>
        <translation>선거관리위원회가 서명함</translation>
    </message>
    <message>
        <source>Fingerprint of the manifest (SHA-256)</source>
        <translation>공고문의 확인값(SHA-256)</translation>
    </message>
    <message>
        <source>What may still change</source>
        <translation>앞으로 바꿀 수 있는 것</translation>
    </message>
    <message>
        <source>To the candidates</source>
        <translation>후보자로 가기</translation>
    </message>
    <message>
        <source>To the voting hours</source>
        <translation>투표 시간으로 가기</translation>
    </message>
    <message>
        <source>Publish the pledges</source>
        <translation>공약 공고하기</translation>
    </message>
    <message>
        <source>Name, commissioners and time zone</source>
        <translation>이름, 책임 위원, 시간대</translation>
    </message>
    <message>
        <source>Name and time zone</source>
        <translation type="vanished">선거명과 시간대</translation>
    </message>
    <message>
        <source>Name in Korean</source>
        <translation>한국어 선거명</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>영어 선거명</translation>
    </message>
    <message>
        <source>Responsible commissioners, with a comma between names</source>
        <translation type="vanished">책임 위원(여러 명이면 쉼표로 구분)</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>시간대</translation>
    </message>
    <message>
        <source>Commissioners, with commas between</source>
        <translation>책임 위원(쉼표로 구분)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Delete the draft …</source>
        <translation>선거 지우기 …</translation>
    </message>
    <message>
        <source>What publishing does</source>
        <translation>공고하면</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Ready to be published</source>
        <translation>공고할 수 있습니다</translation>
    </message>
    <message>
        <source>The commission signs everything as it stands then, and the fingerprint is shown. Afterwards only withdrawals, longer voting hours and pledges are possible. The polls open on the page Polling day.</source>
        <translation>그때의 내용에 선거관리위원회가 서명하고 확인값을 보여 줍니다. 그 뒤에는 후보자 사퇴, 투표 시간 연장, 공약 공고만 할 수 있습니다. 투표는 &apos;투표 진행&apos;에서 개시합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n things to fix before publishing</source>
        <translation>
            <numerusform>%n건을 고쳐야 공고할 수 있습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>A candidate withdraws: stays listed, and cannot be chosen any more.</source>
        <translation>후보자 사퇴: 명단에는 남고 선택할 수 없게 됩니다.</translation>
    </message>
    <message>
        <source>Voting hours become longer, confirmed by two people.</source>
        <translation>투표 시간 연장: 두 사람이 확인합니다.</translation>
    </message>
    <message>
        <source>The polls have opened: pledges stay as they were published.</source>
        <translation>투표가 개시되어 공약은 공고한 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Pledges were changed since they were last published. Voters see them once published.</source>
        <translation>마지막으로 공고한 뒤에 공약이 바뀌었습니다. 공고해야 선거인에게 보입니다.</translation>
    </message>
    <message>
        <source>Pledges, until the polls open: all changes are published.</source>
        <translation>공약(투표 개시 전까지): 바뀐 내용이 모두 공고되었습니다.</translation>
    </message>
    <message>
        <source>name, time zone and commissioners</source>
        <translation>이름, 시간대, 책임 위원</translation>
    </message>
    <message>
        <source>Delete this draft?</source>
        <translation>이 선거를 지우시겠습니까?</translation>
    </message>
    <message>
        <source>Its candidates, their pledges and accounts, and its voters list are deleted with it. This cannot be undone.</source>
        <translation>후보자와 그 공약·계정, 선거인명부가 함께 지워집니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete the draft</source>
        <translation>선거 지우기</translation>
    </message>
</context>
<context>
    <name>OwnVoteScreen</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Now the receipt</source>
        <translation type="vanished">이제 확인증 비밀번호를 넣으십시오</translation>
    </message>
    <message>
        <source>See your vote: now the receipt</source>
        <translation>내 투표 보기: 확인증 비밀번호를 입력하십시오</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>확인증 비밀번호</translation>
    </message>
    <message>
        <source>28 letters and digits</source>
        <translation>글자와 숫자 28개</translation>
    </message>
    <message>
        <source>Show my vote</source>
        <translation>투표 내용 보기</translation>
    </message>
    <message>
        <source>See your vote: enter the confirmation code</source>
        <translation>내 투표 보기: 투표 확인 코드를 입력하십시오</translation>
    </message>
    <message>
        <source>See the own vote: the confirmation code</source>
        <translation type="vanished">투표 내용 확인: 투표 확인 코드를 넣으십시오</translation>
    </message>
    <message>
        <source>Confirmation code</source>
        <translation>투표 확인 코드</translation>
    </message>
    <message>
        <source>25 letters and digits</source>
        <translation>글자와 숫자 25개</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
</context>
<context>
    <name>PagedRows</name>
    <message>
        <source>Go back up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>{pages}쪽 가운데 {page}쪽</translation>
    </message>
</context>
<context>
    <name>PaperForm</name>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n쪽</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the paper</source>
        <translation>문서 저장</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>PDF 문서 (*.pdf)</translation>
    </message>
    <message>
        <source>The paper is saved</source>
        <translation>문서를 저장했습니다</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>PDF로 저장 …</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>인쇄 …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>PaperRollSteps</name>
    <message>
        <source>Voters list on paper</source>
        <translation>종이 명부</translation>
    </message>
    <message>
        <source>A PDF with everybody listed here and who got a permit. While people vote it is only as new as the hour, so that two of them never show who came between; suspend voting first for a complete one.</source>
        <translation>이 투표소의 선거인과 투표권을 받은 사람이 담긴 PDF입니다. 투표하는 동안에는 시간 단위로만 새로워집니다. 두 명부를 나란히 놓아 그 사이에 온 사람을 알 수 없게 하려는 것입니다. 빠짐없는 명부는 투표를 먼저 중지하고 만드십시오.</translation>
    </message>
    <message>
        <source>The computers fail or have no power</source>
        <translation>컴퓨터 고장이나 정전</translation>
    </message>
    <message>
        <source>The commission asked for voting on paper</source>
        <translation>위원회가 종이 투표를 요청함</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Voting can go on on paper: the voters list that was kept before can be opened by you alone, because no second PIN can be checked now.</source>
        <translation>종이로 투표를 이어 갈 수 있습니다. 앞서 보관한 선거인명부를 혼자 열 수 있습니다. 지금은 두 번째 사람의 PIN을 확인할 수 없기 때문입니다.</translation>
    </message>
    <message>
        <source>Open the voters list on paper</source>
        <translation>종이 명부 열기</translation>
    </message>
    <message>
        <source>Both of you answer for it: it holds names, birth dates and addresses.</source>
        <translation>성명, 생년월일, 주소가 들어 있으므로 두 사람이 함께 책임집니다.</translation>
    </message>
    <message>
        <source>Reading the voters list</source>
        <translation>선거인명부 읽는 중</translation>
    </message>
    <message>
        <source>Save the voters list on paper</source>
        <translation>종이 명부 저장</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>문서 (*.pdf)</translation>
    </message>
    <message>
        <source>Writing the pages</source>
        <translation>쪽 만드는 중</translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n쪽</numerusform>
        </translation>
    </message>
    <message>
        <source>Print the file, then delete it and empty the bin: it holds names, birth dates and addresses. Note in the incidents of the day when voting on paper began.</source>
        <translation>파일을 인쇄한 다음 지우고 휴지통도 비우십시오. 성명, 생년월일, 주소가 들어 있습니다. 종이 투표를 시작한 시각을 특이사항에 기록하십시오.</translation>
    </message>
    <message>
        <source>The voters list is saved</source>
        <translation>종이 명부를 저장했습니다</translation>
    </message>
</context>
<context>
    <name>PledgeEditor</name>
    <message>
        <source>New pledge</source>
        <translation>새 공약</translation>
    </message>
    <message>
        <source>Change the pledge</source>
        <translation>공약 고치기</translation>
    </message>
    <message>
        <source>The pledge</source>
        <translation>공약 내용 보기</translation>
    </message>
    <message>
        <source>{count} / {most} characters</source>
        <translation>{count} / {most}자</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Economy</source>
        <translation>경제</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>일자리</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>교육</translation>
    </message>
    <message>
        <source>Care</source>
        <translation>돌봄</translation>
    </message>
    <message>
        <source>Welfare</source>
        <translation>복지</translation>
    </message>
    <message>
        <source>Housing</source>
        <translation>주거</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>교통</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>환경</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>안전</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>보건</translation>
    </message>
    <message>
        <source>Culture</source>
        <translation>문화</translation>
    </message>
    <message>
        <source>Youth</source>
        <translation>청년</translation>
    </message>
    <message>
        <source>Older people</source>
        <translation>어르신</translation>
    </message>
    <message>
        <source>Local development</source>
        <translation>지역 개발</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>행정</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>분야</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
</context>
<context>
    <name>PledgeList</name>
    <message numerus="yes">
        <source>Up to %n pledges</source>
        <translation>
            <numerusform>%n건까지 쓸 수 있습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pledge(s)</source>
        <translation>
            <numerusform>%n건</numerusform>
        </translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>(제목 없음)</translation>
    </message>
    <message>
        <source>Was not saved</source>
        <translation>저장하지 못함</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>저장 전</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>공개됨</translation>
    </message>
    <message>
        <source>Saved here · waiting to be sent</source>
        <translation>여기에 저장됨 · 전송 대기</translation>
    </message>
    <message>
        <source>Saved here · not published yet</source>
        <translation>여기에 저장됨 · 공고 대기</translation>
    </message>
    <message>
        <source>Was not published</source>
        <translation>공개되지 않음</translation>
    </message>
    <message>
        <source>Pledges</source>
        <translation>공약</translation>
    </message>
</context>
<context>
    <name>PledgeNotice</name>
    <message>
        <source>Saved: “{title}”. Voters see it once the commission has published it.</source>
        <translation>저장했습니다: “{title}”. 위원회가 공고하면 선거인에게 보입니다.</translation>
    </message>
    <message>
        <source>Deleted: “{title}”. Voters still see it until the commission publishes again.</source>
        <translation>지웠습니다: “{title}”. 위원회가 다시 공고할 때까지 선거인에게 보입니다.</translation>
    </message>
    <message>
        <source>Deleted: “{title}”.</source>
        <translation>지웠습니다: “{title}”.</translation>
    </message>
    <message>
        <source>Taken back: “{title}”</source>
        <translation>되돌렸습니다: “{title}”</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message numerus="yes">
        <source>All %n places are taken. Delete one to add another.</source>
        <translation>
            <numerusform>공약 %n건이 모두 찼습니다. 하나를 지우면 새 공약을 더할 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The polls have opened, so pledges can only be read now. Voters see the published ones.</source>
        <translation>투표가 시작되어 이제 공약을 볼 수만 있습니다. 선거인에게는 공개된 공약이 보입니다.</translation>
    </message>
    <message>
        <source>You can change your pledges until the polls open.</source>
        <translation>투표를 개시하기 전까지 공약을 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>You can change your pledges until the polls open ({opens}).</source>
        <translation>투표 개시({opens}) 전까지 공약을 고칠 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public.</source>
        <translation>
            <numerusform>지우거나 고치기 전의 글 %n건은 계속 공개됩니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public until the commission publishes again.</source>
        <translation>
            <numerusform>지우거나 고치기 전의 글 %n건은 위원회가 다시 공고할 때까지 공개됩니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PledgePreview</name>
    <message>
        <source>As voters will see it</source>
        <translation>선거인이 보는 모습</translation>
    </message>
    <message>
        <source>Photo of {name}</source>
        <translation>{name} 사진</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
    <message>
        <source>(no title yet)</source>
        <translation>(제목 없음)</translation>
    </message>
    <message>
        <source>(no theme yet)</source>
        <translation>(분야 없음)</translation>
    </message>
    <message>
        <source>Three quarters of the size on the voter&apos;s screen</source>
        <translation type="vanished">기표 화면의 3/4 크기</translation>
    </message>
    <message>
        <source>3/4 of the size on the voter&apos;s screen</source>
        <translation>기표 화면의 3/4 크기</translation>
    </message>
</context>
<context>
    <name>PledgesSheet</name>
    <message>
        <source>Photo of {name}</source>
        <translation>{name} 사진</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>무소속</translation>
    </message>
    <message>
        <source>Number {number} · {party}</source>
        <translation>기호 {number}번 · {party}</translation>
    </message>
    <message numerus="yes">
        <source>More – %n more pledge(s)</source>
        <translation>
            <numerusform>더 보기 – 공약 %n건이 더 있습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>처음부터 보기</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>No pledges were registered</source>
        <translation>등록된 공약이 없습니다</translation>
    </message>
    <message>
        <source>Pledge {first} of {count}</source>
        <translation>공약 {count}건 가운데 {first}번째</translation>
    </message>
    <message>
        <source>Pledges {first} – {last} of {count}</source>
        <translation>공약 {count}건 가운데 {first} – {last}번째</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>후보 목록으로 돌아가기</translation>
    </message>
</context>
<context>
    <name>PolicyTab</name>
    <message>
        <source>When totals may be seen</source>
        <translation type="vanished">득표수를 볼 수 있는 때</translation>
    </message>
    <message>
        <source>After the polls close</source>
        <translation>투표 마감 뒤</translation>
    </message>
    <message>
        <source>Also while people vote</source>
        <translation>투표 중에도</translation>
    </message>
    <message>
        <source>How voters are identified</source>
        <translation type="vanished">본인확인 방법</translation>
    </message>
    <message>
        <source>An official compares the photo ID</source>
        <translation type="vanished">담당자가 신분증을 확인</translation>
    </message>
    <message>
        <source>Voters check in by themselves</source>
        <translation type="vanished">선거인이 직접 확인</translation>
    </message>
    <message>
        <source>What a voter may look up later</source>
        <translation type="vanished">선거인이 나중에 확인할 수 있는 것</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>확인하지 않음</translation>
    </message>
    <message>
        <source>That the ballot is included</source>
        <translation type="vanished">투표지가 들어 있는지만</translation>
    </message>
    <message>
        <source>When totals are seen</source>
        <translation>득표수를 보는 때</translation>
    </message>
    <message>
        <source>Looking up one&apos;s own vote</source>
        <translation>내 투표 확인</translation>
    </message>
    <message>
        <source>That it is included</source>
        <translation>투표지가 들어 있는지만</translation>
    </message>
    <message>
        <source>Own choice, at the station</source>
        <translation>투표한 투표소에서 내용까지</translation>
    </message>
    <message>
        <source>Own choice, anywhere</source>
        <translation>어디서나 내용까지</translation>
    </message>
    <message>
        <source>How voters check in</source>
        <translation>본인확인 방법</translation>
    </message>
    <message>
        <source>Photo ID, at the desk</source>
        <translation>담당자가 신분증 확인</translation>
    </message>
    <message>
        <source>By themselves, with a code</source>
        <translation>코드로 직접 확인</translation>
    </message>
    <message>
        <source>Smallest opening</source>
        <translation>한 번에 여는 최소 투표수</translation>
    </message>
    <message>
        <source>Ballots</source>
        <translation type="vanished">투표수</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Save the rules</source>
        <translation>규칙 저장</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
    <message numerus="yes">
        <source>Before the end no total of fewer than %n ballots is opened: nobody learns how a few people voted.</source>
        <translation>
            <numerusform>끝나기 전에는 투표지 %n장 미만의 합계를 열지 않습니다. 몇 사람의 선택을 알아낼 수 없게 하려는 것입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>These rules were published and cannot be changed any more.</source>
        <translation>공고된 규칙이어서 고칠 수 없습니다.</translation>
    </message>
    <message>
        <source>Changed, not saved yet.</source>
        <translation>바꾸었고 아직 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>These rules are saved.</source>
        <translation>저장되었습니다.</translation>
    </message>
    <message>
        <source>Every total may be opened, even of one ballot: it shows how one person voted.</source>
        <translation>투표지가 한 장이어도 합계를 열 수 있어 그 사람의 선택이 드러납니다.</translation>
    </message>
    <message>
        <source>Until then everybody sees only how many have voted. Recommended.</source>
        <translation>마감 전에는 투표자 수만 보입니다. 이 방식을 권합니다.</translation>
    </message>
    <message>
        <source>May influence those who vote later. Totals are opened by the trustees and two people, of many ballots at a time.</source>
        <translation>나중에 투표하는 사람에게 영향을 줄 수 있습니다. 개표 관리인과 두 사람이, 여러 장을 한꺼번에만 엽니다.</translation>
    </message>
    <message>
        <source>Whoever takes a receipt may see the own choice again, once, at this station, up to seven days after the close. Somebody beside them could see it too.</source>
        <translation>확인증 비밀번호를 받은 사람은 마감 뒤 7일까지 이 투표소에서 자기 선택을 한 번 다시 볼 수 있습니다. 옆에 있는 사람도 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Voters may see their choice again anywhere: votes are bought or forced more easily. This needs a central server; without one the election cannot be published.</source>
        <translation>어디서나 자기 선택을 다시 볼 수 있어 매수나 강요가 쉬워집니다. 중앙 서버가 있어야 하며, 없으면 공고할 수 없습니다.</translation>
    </message>
    <message>
        <source>At the booth, with roll number and code from the voter&apos;s letter. Whoever has no letter is checked in by an official.</source>
        <translation>선거인이 기표대에서 안내문의 등재번호와 코드를 누릅니다. 안내문이 없는 선거인은 담당자가 확인합니다.</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>May influence those who vote later. This version opens totals after the close only; the rule is published all the same.</source>
        <translation type="vanished">나중에 투표하는 사람에게 영향을 줄 수 있습니다. 이 버전은 마감 뒤에만 득표수를 열지만, 정책은 그대로 공고됩니다.</translation>
    </message>
    <message>
        <source>The confirmation code cannot be looked up.</source>
        <translation>투표 확인 코드를 조회할 수 없습니다.</translation>
    </message>
    <message>
        <source>Voters may see their choice again at this station; somebody beside them could see it too. This version shows only that the ballot is recorded.</source>
        <translation type="vanished">이 투표소에서 자기 선택을 다시 볼 수 있으며, 옆 사람도 볼 수 있습니다. 이 버전은 투표지가 기록되었는지만 보여 줍니다.</translation>
    </message>
    <message>
        <source>Voters may see their choice again anywhere: votes are bought or forced more easily. This version shows only that the ballot is recorded.</source>
        <translation type="vanished">어디서나 자기 선택을 다시 볼 수 있어 매수나 강요가 쉬워집니다. 이 버전은 투표지가 기록되었는지만 보여 줍니다.</translation>
    </message>
    <message>
        <source>With a code from the voter&apos;s letter. In this version voters check in at the desk all the same.</source>
        <translation type="vanished">선거인이 받은 코드로 확인합니다. 이 버전에서는 담당자가 확인합니다.</translation>
    </message>
    <message>
        <source>Nobody sees a total before the polls are closed, only how many have voted. Recommended.</source>
        <translation type="vanished">마감 전에는 투표자 수만 보이고 득표수는 아무도 볼 수 없습니다. 이 방식을 권합니다.</translation>
    </message>
    <message>
        <source>The manifest allows totals while people vote, which may influence those who vote later. This version opens totals after the close only.</source>
        <translation type="vanished">공고문이 투표 중 득표수 공개를 허용합니다. 나중에 투표하는 사람에게 영향을 줄 수 있습니다. 이 버전은 마감 뒤에만 득표수를 엽니다.</translation>
    </message>
    <message>
        <source>The confirmation code cannot be looked up. Nobody can be made to show anything.</source>
        <translation type="vanished">투표 확인 코드를 조회할 수 없습니다. 누구도 무엇을 보이라고 강요받지 않습니다.</translation>
    </message>
    <message>
        <source>With the code a voter sees that the ballot is recorded, never whom it names.</source>
        <translation>코드로 투표지가 기록되었는지만 확인합니다. 누구를 선택했는지는 보이지 않습니다.</translation>
    </message>
    <message>
        <source>The manifest allows a voter to see the choice again, at this station only: somebody beside them could see it too. This version shows only that the ballot is recorded.</source>
        <translation type="vanished">공고문이 투표한 투표소에서 자기 선택을 다시 보는 것을 허용합니다. 옆 사람도 볼 수 있습니다. 이 버전은 투표지가 기록되었는지만 보여 줍니다.</translation>
    </message>
    <message>
        <source>The manifest allows a voter to see the choice again from anywhere: votes can be bought or forced more easily. This version shows only that the ballot is recorded.</source>
        <translation type="vanished">공고문이 어디서나 자기 선택을 다시 보는 것을 허용합니다. 매수나 강요가 쉬워집니다. 이 버전은 투표지가 기록되었는지만 보여 줍니다.</translation>
    </message>
    <message>
        <source>An official finds the voter on the list, compares the photo ID, and issues the permit.</source>
        <translation>담당자가 명부에서 선거인을 찾아 신분증을 확인하고 투표권을 발급합니다.</translation>
    </message>
    <message>
        <source>The manifest allows voters to check in with a personal code. In this version they still check in with an official.</source>
        <translation type="vanished">공고문이 개인 코드로 직접 확인하는 것을 허용합니다. 이 버전에서는 담당자가 확인합니다.</translation>
    </message>
</context>
<context>
    <name>PollReportView</name>
    <message>
        <source>Numbers agree</source>
        <translation>숫자가 맞음</translation>
    </message>
    <message>
        <source>Numbers differ</source>
        <translation>숫자가 다름</translation>
    </message>
    <message>
        <source>What</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>봉인값</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>투표참관인</translation>
    </message>
    <message>
        <source>Election</source>
        <translation>선거</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>문서 (*.pdf)</translation>
    </message>
    <message>
        <source>The report is saved</source>
        <translation>보고서를 저장했습니다</translation>
    </message>
    <message>
        <source>Nothing is in the ballot box. Look at it together with the observers.</source>
        <translation>투표함이 비어 있습니다. 참관인과 함께 확인하십시오.</translation>
    </message>
    <message>
        <source>Compare the figures and seals with the observers&apos; notes.</source>
        <translation>숫자와 봉인값을 참관인의 기록과 맞추어 보십시오.</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>People</source>
        <translation>확인한 사람</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Voters on the list</source>
        <translation>선거인수</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>투표한 선거인</translation>
    </message>
    <message>
        <source>Ballots in the box</source>
        <translation>투표함의 투표지</translation>
    </message>
    <message>
        <source>Ballots in the sums</source>
        <translation>집계에 든 투표지</translation>
    </message>
    <message>
        <source>Open permits</source>
        <translation>쓰지 않은 투표권</translation>
    </message>
    <message>
        <source>Cancelled, not issued again</source>
        <translation>취소하고 다시 교부하지 않음</translation>
    </message>
    <message>
        <source>Closing value of {booth}</source>
        <translation>{booth} 마감 값</translation>
    </message>
    <message>
        <source>Cancelled permits</source>
        <translation type="vanished">취소한 투표권</translation>
    </message>
    <message>
        <source>Tested and void ballots</source>
        <translation>시험·무효 처리한 투표지</translation>
    </message>
    <message>
        <source>Sealed, never cast, now void</source>
        <translation>봉하고 넣지 않아 무효 처리</translation>
    </message>
    <message>
        <source>Permits nobody voted with</source>
        <translation>마감하며 취소한 투표권</translation>
    </message>
    <message>
        <source>Left the queue without voting</source>
        <translation>투표하지 않고 돌아간 대기자</translation>
    </message>
    <message>
        <source>Identity: {method}</source>
        <translation>본인 확인: {method}</translation>
    </message>
    <message>
        <source>Closing value of booth {number}</source>
        <translation type="vanished">기표대 {number} 마감 값</translation>
    </message>
    <message>
        <source>Seal of the ballots</source>
        <translation>투표지 봉인값</translation>
    </message>
    <message>
        <source>Seal of the sums</source>
        <translation>합계 봉인값</translation>
    </message>
    <message>
        <source>Audit log, entry {number}</source>
        <translation>감사 기록 {number}번</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>PDF로 저장 …</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>인쇄 …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>PollStepsPage</name>
    <message>
        <source>Confirm the time</source>
        <translation>시각 확인</translation>
    </message>
    <message>
        <source>Both of you have compared this computer&apos;s time with a clock that you trust.</source>
        <translation>두 사람이 이 컴퓨터의 시각을 믿을 수 있는 시계와 맞추어 보았습니다.</translation>
    </message>
    <message>
        <source>Compare the time above with a clock that you trust. Voting then goes on for 15 minutes; have the clock of this computer set right.</source>
        <translation>위의 시각을 믿을 수 있는 시계와 맞추어 보십시오. 확인하면 15분 동안 투표를 계속합니다. 그사이 이 컴퓨터의 시계를 바로잡으십시오.</translation>
    </message>
    <message>
        <source>Compared with a radio clock</source>
        <translation>표준 시계와 맞추어 봄</translation>
    </message>
    <message>
        <source>Compared with a telephone</source>
        <translation>휴대 전화와 맞추어 봄</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Go on with these data?</source>
        <translation>이 자료로 계속하시겠습니까?</translation>
    </message>
    <message>
        <source>Moved to this computer</source>
        <translation>이 컴퓨터로 옮김</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>백업에서 되살림</translation>
    </message>
    <message>
        <source>Go on here</source>
        <translation>여기서 계속</translation>
    </message>
    <message>
        <source>Open the polls</source>
        <translation>투표 개시</translation>
    </message>
    <message>
        <source>From now on permits can be issued and votes cast. Two people confirm it together.</source>
        <translation>이제부터 투표권을 발급하고 투표할 수 있습니다. 두 사람이 함께 확인합니다.</translation>
    </message>
    <message>
        <source>Suspend voting</source>
        <translation>투표 중지</translation>
    </message>
    <message>
        <source>Nobody can vote until voting is resumed. Ballots and permits stay as they are.</source>
        <translation>재개할 때까지 아무도 투표할 수 없습니다. 투표지와 투표권은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Voting hours of the day are over</source>
        <translation>오늘의 투표 시간이 끝남</translation>
    </message>
    <message>
        <source>Disturbance at the station</source>
        <translation>투표소 소란</translation>
    </message>
    <message>
        <source>Technical fault</source>
        <translation>기계 고장</translation>
    </message>
    <message>
        <source>Resume voting</source>
        <translation>투표 재개</translation>
    </message>
    <message>
        <source>The ballot box is compared with what it was when voting was suspended.</source>
        <translation>투표함이 중지할 때와 같은지 먼저 맞추어 봅니다.</translation>
    </message>
    <message>
        <source>Close the polls</source>
        <translation>투표 마감</translation>
    </message>
    <message>
        <source>Begin closing</source>
        <translation>마감 시작</translation>
    </message>
    <message>
        <source>Voters in the queue</source>
        <translation>기다리는 선거인</translation>
    </message>
    <message>
        <source>The record keeps the number that stood there until now, and why it was corrected.</source>
        <translation>지금까지의 수와 정정한 사유가 기록에 남습니다.</translation>
    </message>
    <message>
        <source>Counted again</source>
        <translation>다시 셈</translation>
    </message>
    <message>
        <source>Left the queue</source>
        <translation>줄에서 떠남</translation>
    </message>
    <message>
        <source>Came in time and was not counted</source>
        <translation>제시간에 왔으나 세지 않음</translation>
    </message>
    <message>
        <source>Correct the number</source>
        <translation>대기 인원 정정</translation>
    </message>
    <message>
        <source>Close the polls for good</source>
        <translation>투표를 완전히 마감</translation>
    </message>
    <message>
        <source>After this nobody can vote any more. Permits that nobody used are cancelled, and ballots that were sealed but never cast become void.</source>
        <translation>마감한 뒤에는 아무도 투표할 수 없습니다. 쓰지 않은 투표권은 취소되고, 봉하고 넣지 않은 투표지는 무효가 됩니다.</translation>
    </message>
    <message>
        <source>Re-open the polls</source>
        <translation>투표 다시 열기</translation>
    </message>
    <message>
        <source>Only the commission may do this, inside voting hours. It is entered in every record as something unusual.</source>
        <translation>선거관리위원회만 투표 시간 안에 할 수 있습니다. 모든 기록에 특별한 일로 남습니다.</translation>
    </message>
</context>
<context>
    <name>PollingDayPage</name>
    <message>
        <source>Polling day</source>
        <translation>투표 진행</translation>
    </message>
    <message>
        <source>The blue strip always says what comes next. To let somebody vote: search, compare with the photo ID, choose the line, choose the booth, issue the permit. Opening, suspending and closing take two people with their own PINs.</source>
        <translation>파란 띠가 늘 다음 할 일을 알려 줍니다. 투표하게 하려면: 선거인을 찾고, 신분증과 맞추어 보고, 줄을 고르고, 기표대를 고르고, 투표권을 발급합니다. 개시·중지·마감은 두 사람이 각자의 PIN으로 확인합니다.</translation>
    </message>
    <message>
        <source>Please wait …</source>
        <translation>잠시 기다리십시오 …</translation>
    </message>
    <message>
        <source>Register an election first</source>
        <translation type="vanished">먼저 선거를 등록하십시오</translation>
    </message>
    <message>
        <source>Register this station first</source>
        <translation type="vanished">먼저 이 투표소를 등록하십시오</translation>
    </message>
    <message>
        <source>Publish the election first</source>
        <translation type="vanished">먼저 선거를 공고하십시오</translation>
    </message>
    <message>
        <source>Make the zero report</source>
        <translation type="vanished">영(0)표 확인서를 만드십시오</translation>
    </message>
    <message>
        <source>Wait until voting hours begin</source>
        <translation type="vanished">투표 시간이 될 때까지 기다리십시오</translation>
    </message>
    <message>
        <source>Open the polls</source>
        <translation type="vanished">투표 개시</translation>
    </message>
    <message>
        <source>Check voters in and issue permits</source>
        <translation type="vanished">선거인을 확인하고 투표권을 발급하십시오</translation>
    </message>
    <message>
        <source>Suspend voting until tomorrow</source>
        <translation type="vanished">다음 투표 시간까지 중지하십시오</translation>
    </message>
    <message>
        <source>Voting hours are over: close</source>
        <translation type="vanished">투표 시간이 끝났습니다. 마감하십시오</translation>
    </message>
    <message>
        <source>Resume voting when ready</source>
        <translation type="vanished">준비되면 투표를 재개하십시오</translation>
    </message>
    <message>
        <source>Let the queue finish voting</source>
        <translation type="vanished">기다리던 선거인이 투표하게 하십시오</translation>
    </message>
    <message>
        <source>Close the polls</source>
        <translation type="vanished">투표를 마감하십시오</translation>
    </message>
    <message>
        <source>Count the votes</source>
        <translation type="vanished">개표하십시오</translation>
    </message>
    <message>
        <source>The votes are counted</source>
        <translation type="vanished">개표를 마쳤습니다</translation>
    </message>
    <message>
        <source>Go to elections</source>
        <translation type="vanished">선거 관리로 가기</translation>
    </message>
    <message>
        <source>Zero report</source>
        <translation type="vanished">영(0)표 확인서</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation type="vanished">투표 중지</translation>
    </message>
    <message>
        <source>Resume voting</source>
        <translation type="vanished">투표 재개</translation>
    </message>
    <message>
        <source>Close polls</source>
        <translation type="vanished">투표 마감</translation>
    </message>
    <message>
        <source>Correct the number</source>
        <translation type="vanished">대기 인원 고치기</translation>
    </message>
    <message>
        <source>Re-open</source>
        <translation type="vanished">다시 열기</translation>
    </message>
    <message>
        <source>Closing report</source>
        <translation type="vanished">마감 보고서</translation>
    </message>
    <message>
        <source>Go to results</source>
        <translation type="vanished">개표 결과로 가기</translation>
    </message>
    <message>
        <source>From {time}</source>
        <translation type="vanished">{time}부터</translation>
    </message>
    <message numerus="yes">
        <source>%n still to vote</source>
        <translation type="vanished">
            <numerusform>%n명 남음</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h {minutes} min to close</source>
        <translation type="vanished">마감까지 {hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>{minutes} min to close</source>
        <translation type="vanished">마감까지 {minutes}분</translation>
    </message>
    <message>
        <source>No election yet</source>
        <translation type="vanished">아직 선거가 없습니다</translation>
    </message>
    <message>
        <source>The commission registers elections, candidates and voters under Elections.</source>
        <translation type="vanished">선거관리위원회가 ‘선거 관리’에서 선거, 후보자, 선거인명부를 등록합니다.</translation>
    </message>
    <message>
        <source>This computer is no polling station yet</source>
        <translation type="vanished">이 컴퓨터는 아직 투표소가 아닙니다</translation>
    </message>
    <message>
        <source>The commission registers the station and its booths under Elections.</source>
        <translation type="vanished">선거관리위원회가 ‘선거 관리’에서 투표소와 기표대를 등록합니다.</translation>
    </message>
    <message>
        <source>The election is still a draft</source>
        <translation type="vanished">아직 작성 중인 선거입니다</translation>
    </message>
    <message>
        <source>Polling day begins once the commission has published it. What is missing stands in the check list under Elections.</source>
        <translation type="vanished">선거관리위원회가 공고하면 투표를 진행할 수 있습니다. 빠진 것은 ‘선거 관리’의 공고 전 점검에 나옵니다.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is in doubt. Compare it with a clock that you trust; two people confirm the time, then voting goes on.</source>
        <translation type="vanished">이 컴퓨터의 시계를 믿을 수 없습니다. 믿을 수 있는 시계와 맞추어 보십시오. 두 사람이 시각을 확인하면 투표를 계속합니다.</translation>
    </message>
    <message>
        <source>Confirm the time</source>
        <translation type="vanished">시각 확인</translation>
    </message>
    <message>
        <source>Two people confirmed the time for 15 minutes. Have the clock of this computer set right.</source>
        <translation type="vanished">두 사람이 시각을 확인했습니다(15분 동안 유효). 이 컴퓨터의 시계를 바로잡으십시오.</translation>
    </message>
    <message>
        <source>The data file still has to be rewritten once, so that it tells no order of voting.</source>
        <translation type="vanished">투표 순서가 남지 않도록 자료 파일을 한 번 다시 써야 합니다.</translation>
    </message>
    <message>
        <source>Rewrite it now</source>
        <translation type="vanished">지금 다시 쓰기</translation>
    </message>
    <message numerus="yes">
        <source>%n permits issued</source>
        <translation>
            <numerusform>투표권 %n장을 발급했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the permit?</source>
        <translation>투표권 발급을 취소하시겠습니까?</translation>
    </message>
    <message>
        <source>Permits for other elections that were issued with it are cancelled too. The voter can be checked in again afterwards. The reason goes into the record.</source>
        <translation>함께 발급한 다른 선거의 투표권도 취소합니다. 그 뒤에 선거인을 다시 확인하고 발급할 수 있습니다. 사유는 기록에 남습니다.</translation>
    </message>
    <message>
        <source>The voter can be checked in again afterwards. The reason goes into the record.</source>
        <translation type="vanished">취소한 뒤 다시 확인하고 발급할 수 있습니다. 사유는 기록에 남습니다.</translation>
    </message>
    <message>
        <source>The voter left without voting</source>
        <translation>투표하지 않고 돌아감</translation>
    </message>
    <message>
        <source>Issued to the wrong person</source>
        <translation>다른 사람에게 발급함</translation>
    </message>
    <message>
        <source>The booth does not work</source>
        <translation>기표대 고장</translation>
    </message>
    <message>
        <source>Cancel the permit</source>
        <translation>발급 취소</translation>
    </message>
    <message>
        <source>The permit is cancelled</source>
        <translation>발급을 취소했습니다</translation>
    </message>
</context>
<context>
    <name>PollingWords</name>
    <message>
        <source>Register an election first</source>
        <translation>먼저 선거를 등록하십시오</translation>
    </message>
    <message>
        <source>Register this station first</source>
        <translation>먼저 이 투표소를 등록하십시오</translation>
    </message>
    <message>
        <source>Publish the election first</source>
        <translation>먼저 선거를 공고하십시오</translation>
    </message>
    <message>
        <source>Check that all is ready</source>
        <translation>준비가 되었는지 점검하십시오</translation>
    </message>
    <message>
        <source>Make the zero report</source>
        <translation>영(0)표 확인서를 만드십시오</translation>
    </message>
    <message>
        <source>Wait until voting hours begin</source>
        <translation>투표 시간이 될 때까지 기다리십시오</translation>
    </message>
    <message>
        <source>Open the polls</source>
        <translation>투표 개시</translation>
    </message>
    <message>
        <source>Check voters in and issue permits</source>
        <translation>선거인을 확인하고 투표권을 발급하십시오</translation>
    </message>
    <message>
        <source>Suspend voting until tomorrow</source>
        <translation>다음 투표 시간까지 중지하십시오</translation>
    </message>
    <message>
        <source>Voting hours are over: close</source>
        <translation>투표 시간이 끝났습니다. 마감하십시오</translation>
    </message>
    <message>
        <source>Resume voting when ready</source>
        <translation>준비되면 투표를 재개하십시오</translation>
    </message>
    <message>
        <source>Let the queue finish voting</source>
        <translation>기다리던 선거인이 투표하게 하십시오</translation>
    </message>
    <message>
        <source>Close the polls</source>
        <translation>투표를 마감하십시오</translation>
    </message>
    <message>
        <source>Count the votes</source>
        <translation>개표하십시오</translation>
    </message>
    <message>
        <source>The votes are counted</source>
        <translation type="vanished">개표를 마쳤습니다</translation>
    </message>
    <message>
        <source>Certify the result</source>
        <translation>결과를 확정하십시오</translation>
    </message>
    <message>
        <source>The result is certified</source>
        <translation>결과가 확정되었습니다</translation>
    </message>
    <message>
        <source>Go to elections</source>
        <translation>선거 관리로 가기</translation>
    </message>
    <message>
        <source>Check readiness</source>
        <translation>준비 점검</translation>
    </message>
    <message>
        <source>Zero report</source>
        <translation>영(0)표 확인서</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>투표 중지</translation>
    </message>
    <message>
        <source>Resume voting</source>
        <translation>투표 재개</translation>
    </message>
    <message>
        <source>Close polls</source>
        <translation>투표 마감</translation>
    </message>
    <message>
        <source>Correct the number</source>
        <translation>대기 인원 고치기</translation>
    </message>
    <message>
        <source>Re-open</source>
        <translation>다시 열기</translation>
    </message>
    <message>
        <source>Closing report</source>
        <translation>마감 보고서</translation>
    </message>
    <message>
        <source>Go to results</source>
        <translation>개표 결과로 가기</translation>
    </message>
    <message>
        <source>From {time}</source>
        <translation>{time}부터</translation>
    </message>
    <message numerus="yes">
        <source>%n still to vote</source>
        <translation>
            <numerusform>%n명 남음</numerusform>
        </translation>
    </message>
    <message>
        <source>{days} days {hours} h to close</source>
        <translation>마감까지 {days}일 {hours}시간</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min to close</source>
        <translation>마감까지 {hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>{minutes} min to close</source>
        <translation>마감까지 {minutes}분</translation>
    </message>
    <message>
        <source>No election yet</source>
        <translation>아직 선거가 없습니다</translation>
    </message>
    <message>
        <source>The commission registers elections, candidates and voters under Elections.</source>
        <translation>선거관리위원회가 ‘선거 관리’에서 선거, 후보자, 선거인명부를 등록합니다.</translation>
    </message>
    <message>
        <source>This computer is no polling station yet</source>
        <translation>이 컴퓨터는 아직 투표소가 아닙니다</translation>
    </message>
    <message>
        <source>The commission registers the station and its booths under Elections.</source>
        <translation>선거관리위원회가 ‘선거 관리’에서 투표소와 기표대를 등록합니다.</translation>
    </message>
    <message>
        <source>The election is still a draft</source>
        <translation>아직 작성 중인 선거입니다</translation>
    </message>
    <message>
        <source>Polling day begins once the commission has published it. What is missing stands in the check list under Elections.</source>
        <translation>선거관리위원회가 공고하면 투표를 진행할 수 있습니다. 빠진 것은 ‘선거 관리’의 공고 전 점검에 나옵니다.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is in doubt. Compare it with a clock that you trust; two people confirm the time, then voting goes on.</source>
        <translation>이 컴퓨터의 시계를 믿을 수 없습니다. 믿을 수 있는 시계와 맞추어 보십시오. 두 사람이 시각을 확인하면 투표를 계속합니다.</translation>
    </message>
    <message>
        <source>Confirm the time</source>
        <translation>시각 확인</translation>
    </message>
    <message>
        <source>Two people confirmed the time for 15 minutes. Have the clock of this computer set right.</source>
        <translation>두 사람이 시각을 확인했습니다(15분 동안 유효). 이 컴퓨터의 시계를 바로잡으십시오.</translation>
    </message>
    <message>
        <source>The data file still has to be rewritten once, so that it tells no order of voting.</source>
        <translation>투표 순서가 남지 않도록 자료 파일을 한 번 다시 써야 합니다.</translation>
    </message>
    <message>
        <source>Rewrite it now</source>
        <translation>지금 다시 쓰기</translation>
    </message>
</context>
<context>
    <name>PrintForm</name>
    <message>
        <source>Print: {name}</source>
        <translation>인쇄: {name}</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="vanished">문서</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>프린터</translation>
    </message>
    <message>
        <source>State</source>
        <translation type="vanished">상태</translation>
    </message>
    <message>
        <source>{name} (stopped)</source>
        <translation type="vanished">{name}(멈춤)</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="vanished">대기</translation>
    </message>
    <message>
        <source>printing</source>
        <translation type="vanished">인쇄 중</translation>
    </message>
    <message>
        <source>printed</source>
        <translation type="vanished">인쇄됨</translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="vanished">실패</translation>
    </message>
    <message>
        <source>{state}, copy</source>
        <translation type="vanished">{state}, 사본</translation>
    </message>
    <message>
        <source>Print again, as a copy</source>
        <translation>사본으로 다시 인쇄</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>인쇄</translation>
    </message>
</context>
<context>
    <name>PrintJobsForm</name>
    <message>
        <source>Paper</source>
        <translation>문서</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>프린터</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Nothing was printed since the program started.</source>
        <translation>프로그램을 시작한 뒤로 인쇄한 것이 없습니다.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>인쇄 중</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>인쇄됨</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>{state}, copy</source>
        <translation>{state}, 사본</translation>
    </message>
    <message>
        <source>Printed from here</source>
        <translation>인쇄 목록</translation>
    </message>
    <message>
        <source>Print again, as a copy</source>
        <translation>사본으로 다시 인쇄</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>PrinterForm</name>
    <message>
        <source>{name} (stopped)</source>
        <translation>{name} (멈춤)</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Queue</source>
        <translation>전송 대기열</translation>
    </message>
    <message>
        <source>Every ballot is kept on this computer until the centre has signed that it has it. Here you see what waits, what is held and why, and whether station and centre have the same. Voting never waits for the network; without one, write to a stick and bring the receipts back.</source>
        <translation>모든 표는 중앙 서버가 받았다고 서명할 때까지 이 컴퓨터에 남아 있습니다. 무엇이 기다리는지, 무엇이 왜 보류되었는지, 투표소와 중앙이 같은지 볼 수 있습니다. 투표는 인터넷을 기다리지 않습니다. 인터넷이 없으면 USB로 내보내고 확인서를 받아 오십시오.</translation>
    </message>
    <message>
        <source>Everything is kept safely on this computer. Connect it under Settings, Centre.</source>
        <translation type="vanished">모두 이 컴퓨터에 안전하게 있습니다. ‘설정’의 ‘중앙 서버’에서 연결합니다.</translation>
    </message>
    <message>
        <source>Last signature of the centre at {time}</source>
        <translation>중앙의 마지막 확인 서명 {time}</translation>
    </message>
    <message>
        <source>Everything is kept safely on this computer.</source>
        <translation>모두 이 컴퓨터에 안전하게 있습니다.</translation>
    </message>
    <message>
        <source>Comparison: {why}</source>
        <translation>대조: {why}</translation>
    </message>
    <message>
        <source>Comparison: Station {station} · Centre {centre}</source>
        <translation>대조: 투표소 {station} · 중앙 {centre}</translation>
    </message>
    <message>
        <source>match</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>they differ – look</source>
        <translation type="vanished">다름 – 확인 필요</translation>
    </message>
    <message numerus="yes">
        <source>match, %n still waiting</source>
        <translation>
            <numerusform>일치, %n건 대기 중</numerusform>
        </translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>{time} 확인</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>While polls are open ballots go in mixed groups, and at least 10 stay back: so nobody sees from outside when somebody voted. The rest goes when the polls close.</source>
        <translation type="vanished">투표 중에는 누가 언제 투표했는지 밖에서 알 수 없도록 섞어서 보내고 적어도 10건은 남겨 둡니다. 나머지는 마감하면 보냅니다.</translation>
    </message>
    <message>
        <source>Voting goes on. {why}</source>
        <translation>투표는 계속할 수 있습니다. {why}</translation>
    </message>
    <message>
        <source>All is safe here. To send it, connect under Settings, Centre.</source>
        <translation>모두 이 컴퓨터에 안전하게 있습니다. 보내려면 ‘설정’의 ‘중앙 서버’에서 연결하십시오.</translation>
    </message>
    <message>
        <source>All is safe here. Write it to a stick and bring the receipts back.</source>
        <translation>모두 안전하게 있습니다. USB로 내보내고 확인 서명을 받아 오십시오.</translation>
    </message>
    <message numerus="yes">
        <source>No ballot waits, but %n other record(s) do.</source>
        <translation>
            <numerusform>기다리는 표는 없고, 그 밖의 기록 %n건이 전송을 기다립니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>A fault of the program keeps it from sending ({fault}). All is safe here.</source>
        <translation>프로그램 오류({fault})로 보내지 못합니다. 자료는 이 컴퓨터에 안전하게 있습니다.</translation>
    </message>
    <message>
        <source>Next try at {time}.</source>
        <translation>다음 시도 {time}.</translation>
    </message>
    <message>
        <source>they differ, see Details</source>
        <translation>다름 – ‘자세히’를 보십시오</translation>
    </message>
    <message>
        <source>At least 10 ballots stay back until the polls close, so nobody outside can see who votes when.</source>
        <translation>누가 언제 투표했는지 밖에서 알 수 없도록, 마감할 때까지 적어도 10건은 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Send everything now …</source>
        <translation>지금 모두 보내기 …</translation>
    </message>
    <message numerus="yes">
        <source>{batch} is held, and %n more</source>
        <translation>
            <numerusform>{batch} 묶음 외 %n개가 보류되었습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>{batch} is held</source>
        <translation>{batch} 묶음이 보류되었습니다</translation>
    </message>
    <message numerus="yes">
        <source>Its %n items stay on this computer.</source>
        <translation>
            <numerusform>항목 %n건은 이 컴퓨터에 그대로 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why – {reason}</source>
        <translation>까닭 – {reason}</translation>
    </message>
    <message>
        <source>What to do – {step}</source>
        <translation>할 일 – {step}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Waiting {n}</source>
        <translation>대기 {n}</translation>
    </message>
    <message>
        <source>Held {n}</source>
        <translation>보류 {n}</translation>
    </message>
    <message>
        <source>Nothing is held.</source>
        <translation>보류된 묶음이 없습니다.</translation>
    </message>
    <message>
        <source>No batch was made yet.</source>
        <translation>아직 묶음이 없습니다.</translation>
    </message>
    <message>
        <source>Not in a batch yet – ballots {ballots}, participation {participations}, other {statements}</source>
        <translation>아직 묶지 않음 – 표 {ballots}, 투표 참여 {participations}, 그 밖 {statements}</translation>
    </message>
    <message>
        <source>not in a batch yet: {ballots} ballots, {participations} participations, {statements} others</source>
        <translation type="vanished">아직 묶지 않음: 표 {ballots}, 투표 참여 {participations}, 그 밖 {statements}</translation>
    </message>
    <message>
        <source>{state}. Items: {items}. Tries: {tries}.</source>
        <translation type="vanished">{state}. 항목 {items}, 시도 {tries}.</translation>
    </message>
    <message>
        <source>Number of the batch: {id}</source>
        <translation type="vanished">묶음 번호: {id}</translation>
    </message>
    <message>
        <source>Send everything now?</source>
        <translation>지금 모두 보냅니까?</translation>
    </message>
    <message>
        <source>Also the ballots that stay back while polls are open go to the centre. If only few people voted since, whoever watches the network may guess when. Do it when this computer might be lost.</source>
        <translation>투표 중에 남겨 두던 표까지 중앙 서버로 보냅니다. 그사이 투표한 사람이 적으면 통신을 지켜보는 사람이 시각을 짐작할 수도 있습니다. 이 컴퓨터를 잃을 위험이 있을 때 하십시오.</translation>
    </message>
    <message>
        <source>Write to which stick?</source>
        <translation type="vanished">어느 USB로 내보냅니까?</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) in the folder {folder}.</source>
        <translation type="vanished">
            <numerusform>{folder} 폴더에 묶음 %n개.</numerusform>
        </translation>
    </message>
    <message>
        <source>Carry the stick to the commission or the centre, have it read there, and bring it back: only the signed receipts on it end the waiting. Everything stays here until then.</source>
        <translation type="vanished">USB를 위원회나 중앙 서버에 가져가 읽게 한 다음 도로 가져오십시오. USB에 담겨 온 확인 서명이 있어야 전송이 끝납니다. 그때까지 모두 여기에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Written to the stick</source>
        <translation type="vanished">USB로 내보냈습니다</translation>
    </message>
    <message>
        <source>Read from which stick?</source>
        <translation type="vanished">어느 USB에서 가져옵니까?</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) handed to the centre; the receipts are on the stick.</source>
        <translation type="vanished">
            <numerusform>묶음 %n개를 중앙 서버에 넘겼습니다. 확인 서명이 USB에 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) of this computer are confirmed.</source>
        <translation type="vanished">
            <numerusform>이 컴퓨터의 묶음 %n개가 확인되었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were confirmed before.</source>
        <translation type="vanished">
            <numerusform>%n개는 전에 이미 확인되었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more files that were left out.</source>
        <translation type="vanished">
            <numerusform>… 그 밖에 가져오지 않은 파일 %n개.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read, but not everything</source>
        <translation type="vanished">가져왔지만 빠진 것이 있습니다</translation>
    </message>
    <message>
        <source>Read from the stick</source>
        <translation type="vanished">USB에서 가져왔습니다</translation>
    </message>
    <message>
        <source>Pull the cable</source>
        <translation>케이블 뽑기</translation>
    </message>
    <message>
        <source>Demonstration: a centre runs on this computer. Pull its cable, and watch what happens.</source>
        <translation>시연: 이 컴퓨터에서 중앙 서버가 함께 돌고 있습니다. 케이블을 뽑고 어떻게 되는지 보십시오.</translation>
    </message>
    <message>
        <source>Plug it in again</source>
        <translation>다시 꽂기</translation>
    </message>
    <message>
        <source>Demonstration: the cable is pulled. Voting goes on; everything waits here.</source>
        <translation>시연: 케이블을 뽑았습니다. 투표는 계속되고 보낼 것은 여기서 기다립니다.</translation>
    </message>
    <message>
        <source>Every ballot is kept on this computer until the centre has confirmed it. Here you see how much is waiting. There is nothing you have to do: voting does not need a connection.</source>
        <translation type="vanished">모든 투표지는 중앙 서버가 확인할 때까지 이 컴퓨터에 보관됩니다. 여기에서 얼마나 기다리는지 볼 수 있습니다. 따로 할 일은 없습니다. 투표에는 연결이 필요 없습니다.</translation>
    </message>
    <message>
        <source>What</source>
        <translation type="vanished">종류</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="vanished">내용</translation>
    </message>
    <message>
        <source>Write to USB</source>
        <translation>USB로 내보내기</translation>
    </message>
    <message>
        <source>Read from USB</source>
        <translation>USB에서 가져오기</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Ballots recorded</source>
        <translation>기록된 표</translation>
    </message>
    <message>
        <source>The centre has</source>
        <translation>중앙이 받음</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>다시 보내기</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>묶음</translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="vanished">
            <numerusform>연결 안 됨 · %n건 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n ballots waiting</source>
        <translation type="vanished">
            <numerusform>연결 안 됨 · 투표지 %n장 대기</numerusform>
        </translation>
    </message>
    <message>
        <source>Ballots</source>
        <translation type="vanished">투표지</translation>
    </message>
    <message>
        <source>Encrypted ballots, without voter and time</source>
        <translation type="vanished">암호화한 투표지. 선거인과 시각은 없습니다</translation>
    </message>
    <message>
        <source>Participation</source>
        <translation type="vanished">투표 참여</translation>
    </message>
    <message>
        <source>Who has a permit or has voted, without the ballot</source>
        <translation type="vanished">누가 투표권을 받고 투표했는지. 투표지는 없습니다</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation type="vanished">설정</translation>
    </message>
    <message>
        <source>Elections, candidates, pledges and their changes</source>
        <translation type="vanished">선거, 후보자, 공약과 그 변경</translation>
    </message>
    <message>
        <source>This station is not connected to a centre.</source>
        <translation type="vanished">이 투표소는 중앙 서버에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Everything is kept safely on this computer. Voting, closing and counting do not need a connection; what waits is sent once this station is connected to a centre.</source>
        <translation type="vanished">모두 이 컴퓨터에 안전하게 보관됩니다. 투표, 마감, 개표에는 연결이 필요 없습니다. 기다리는 것은 중앙 서버에 연결되면 보냅니다.</translation>
    </message>
    <message>
        <source>What is waiting</source>
        <translation type="vanished">기다리는 것</translation>
    </message>
</context>
<context>
    <name>QueueSticks</name>
    <message>
        <source>Write to which stick?</source>
        <translation>어느 USB로 내보냅니까?</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) in the folder {folder}.</source>
        <translation>
            <numerusform>{folder} 폴더에 묶음 %n개.</numerusform>
        </translation>
    </message>
    <message>
        <source>Carry the stick to the commission or the centre, have it read there, and bring it back: only the signed receipts on it end the waiting. Everything stays here until then.</source>
        <translation>USB를 위원회나 중앙 서버에 가져가 읽게 한 다음 도로 가져오십시오. USB에 담겨 온 확인 서명이 있어야 전송이 끝납니다. 그때까지 모두 여기에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Written to the stick</source>
        <translation>USB로 내보냈습니다</translation>
    </message>
    <message>
        <source>Read from which stick?</source>
        <translation>어느 USB에서 가져옵니까?</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) handed to the centre; the receipts are on the stick.</source>
        <translation>
            <numerusform>묶음 %n개를 중앙 서버에 넘겼습니다. 확인 서명이 USB에 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) of this computer are confirmed.</source>
        <translation>
            <numerusform>이 컴퓨터의 묶음 %n개가 확인되었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were confirmed before.</source>
        <translation>
            <numerusform>%n개는 전에 이미 확인되었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out ({names}): {why}</source>
        <translation>
            <numerusform>가져오지 않은 파일 %n개({names}): {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more files that were left out.</source>
        <translation type="vanished">
            <numerusform>… 그 밖에 가져오지 않은 파일 %n개.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read, but not everything</source>
        <translation>가져왔지만 빠진 것이 있습니다</translation>
    </message>
    <message>
        <source>Read from the stick</source>
        <translation>USB에서 가져왔습니다</translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message>
        <source>Batch</source>
        <translation>묶음</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Ballots</source>
        <translation>투표지</translation>
    </message>
    <message>
        <source>Participation</source>
        <translation>투표 참여</translation>
    </message>
    <message>
        <source>Set-up and polls</source>
        <translation>설정·투표 진행</translation>
    </message>
    <message>
        <source>The centre did not take it.</source>
        <translation>중앙 서버가 받지 않았습니다.</translation>
    </message>
    <message>
        <source>Send it again, or carry it on a stick.</source>
        <translation>다시 보내거나 USB로 옮기십시오.</translation>
    </message>
    <message>
        <source>{state}. Items: {items}. Tries: {tries}.</source>
        <translation>{state} · 항목 {items}건 · 시도 {tries}번</translation>
    </message>
    <message>
        <source>Number of the batch: {id}</source>
        <translation>묶음 번호: {id}</translation>
    </message>
    <message>
        <source>Why – {reason}</source>
        <translation>까닭 – {reason}</translation>
    </message>
    <message>
        <source>What to do – {step}</source>
        <translation>할 일 – {step}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>The centre&apos;s signature is here</source>
        <translation>중앙 확인 서명 받음</translation>
    </message>
    <message>
        <source>The centre&apos;s signature is awaited</source>
        <translation>중앙 확인 서명을 기다림</translation>
    </message>
    <message>
        <source>Goes when its turn comes</source>
        <translation>차례가 되면 보냅니다</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>OMP Desktop</source>
        <translation>OMP 투표소</translation>
    </message>
</context>
<context>
    <name>RailStep</name>
    <message>
        <source>Next step</source>
        <translation>다음 할 일</translation>
    </message>
</context>
<context>
    <name>ReadinessForm</name>
    <message numerus="yes">
        <source>%n to look after</source>
        <translation>
            <numerusform>살펴볼 것 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is ready</source>
        <translation>모두 준비됨</translation>
    </message>
    <message>
        <source>Checked at {time} by {name}. The check keeps nobody from opening the polls: what is left to look after, you judge.</source>
        <translation>{time}에 {name} 님이 점검했습니다. 이 점검은 투표 개시를 막지 않습니다. 살펴볼 것이 남으면 판단하여 진행하십시오.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>확인한 것</translation>
    </message>
    <message>
        <source>State</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>이상 없음</translation>
    </message>
    <message>
        <source>To look after</source>
        <translation>살펴볼 것</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>문서 (*.pdf)</translation>
    </message>
    <message>
        <source>The report is saved</source>
        <translation>보고서를 저장했습니다</translation>
    </message>
    <message>
        <source>Readiness check</source>
        <translation>준비 점검</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>PDF로 저장 …</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>인쇄 …</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 점검</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ReasonForm</name>
    <message>
        <source>Another reason</source>
        <translation>다른 사유</translation>
    </message>
    <message>
        <source>It goes into the record for good. Do not write names.</source>
        <translation>기록에 영구히 남습니다. 이름은 적지 마십시오.</translation>
    </message>
    <message>
        <source>Write in one line what happened</source>
        <translation>무슨 일이 있었는지 한 줄로 적으십시오</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>돌아가기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="vanished">취소</translation>
    </message>
</context>
<context>
    <name>RecordedScreen</name>
    <message numerus="yes">
        <source>You can vote in %n more election(s).</source>
        <translation>
            <numerusform>투표할 선거가 %n개 더 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Next election</source>
        <translation>다음 선거 투표하기</translation>
    </message>
    <message>
        <source>All done. You may leave.</source>
        <translation>모두 끝났습니다. 나가셔도 됩니다.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마치기</translation>
    </message>
    <message>
        <source>A receipt could not be given. Your vote counts all the same.</source>
        <translation>확인증 비밀번호를 드리지 못했습니다. 투표는 그대로 집계됩니다.</translation>
    </message>
    <message>
        <source>Write both down or photograph them. Show nobody the receipt.</source>
        <translation>둘 다 적거나 사진으로 찍고, 비밀번호는 남에게 보이지 마십시오.</translation>
    </message>
    <message>
        <source>No slip was printed. Write the code down.</source>
        <translation>확인증을 인쇄하지 못했습니다. 코드를 적으십시오.</translation>
    </message>
    <message>
        <source>Write both down, and keep the receipt to yourself.</source>
        <translation type="vanished">둘 다 적거나 사진으로 찍고, 비밀번호는 남에게 보이지 마십시오.</translation>
    </message>
    <message>
        <source>Confirmation code and receipt as a QR code</source>
        <translation>투표 확인 코드와 확인증 비밀번호의 QR 코드</translation>
    </message>
    <message>
        <source>Write it down or photograph it. It does not show your vote.</source>
        <translation type="vanished">코드를 적거나 사진으로 찍어 두십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>Write it down or photograph it if you like. It does not show your vote.</source>
        <translation>원하시면 적거나 사진으로 찍으십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>The confirmation code as a QR code</source>
        <translation>투표 확인 코드가 담긴 QR 코드</translation>
    </message>
    <message>
        <source>Print a slip</source>
        <translation>확인증 인쇄</translation>
    </message>
    <message>
        <source>Your slip is being printed …</source>
        <translation>확인증을 인쇄하고 있습니다 …</translation>
    </message>
    <message>
        <source>Take your slip.</source>
        <translation>확인증을 가져가십시오.</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>다시 인쇄</translation>
    </message>
    <message>
        <source>The slip could not be printed. Write the code down.</source>
        <translation type="vanished">확인증을 인쇄하지 못했습니다. 코드를 적으십시오.</translation>
    </message>
    <message numerus="yes">
        <source>Back to the start in %n second(s)</source>
        <translation>
            <numerusform>%n초 뒤 처음 화면으로 돌아갑니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Back in %n second(s)</source>
        <translation>
            <numerusform>%n초 뒤 돌아감</numerusform>
        </translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>잠시 기다려 주십시오</translation>
    </message>
    <message>
        <source>Your vote is recorded</source>
        <translation>투표가 기록되었습니다</translation>
    </message>
    <message>
        <source>Confirmation code</source>
        <translation>투표 확인 코드</translation>
    </message>
    <message>
        <source>Receipt, for your eyes only</source>
        <translation>확인증 비밀번호 · 혼자만 보십시오</translation>
    </message>
    <message>
        <source>Write the code down or photograph it. It does not show what you chose.</source>
        <translation type="vanished">코드를 적거나 사진으로 찍어 두십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>Records</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>The audit log holds everything that was done here, in order, each entry sealed to the one before. &apos;Verify the chain&apos; shows that none was changed or taken out. &apos;State of this station&apos; examines it and says what to do.</source>
        <translation type="vanished">감사 기록에는 여기서 한 모든 일이 차례로 남고, 각 기록은 앞의 기록과 봉인으로 이어집니다. ‘기록 검증’은 바뀌거나 빠진 것이 없는지 보여 줍니다. ‘투표소 상태’는 이 투표소를 점검하고 할 일을 알려 줍니다.</translation>
    </message>
    <message>
        <source>The audit log holds everything that was done here, in order, each entry sealed to the one before. &apos;Verify the chain&apos; shows that none was changed or taken out. &apos;State of this station&apos; examines it and says what to do. &apos;Election record&apos; publishes what anybody verifies the count with, and verifies such a record. &apos;Devices&apos; lists what may sign. &apos;Backups&apos; keeps the data on another medium, and tries out the way back.</source>
        <translation type="vanished">감사 기록에는 여기서 한 모든 일이 차례로 남고, 각 기록은 앞의 기록과 봉인으로 이어집니다. ‘기록 검증’은 바뀌거나 빠진 것이 없는지 보여 줍니다. ‘투표소 상태’는 이 투표소를 점검하고 할 일을 알려 줍니다. ‘선거 기록’에서는 누구나 개표를 확인할 수 있는 기록을 공개하고, 그런 기록을 확인합니다. ‘기기’에는 서명할 수 있는 기기가 있습니다. ‘백업’에서는 자료를 다른 매체에 보관하고, 되살려 봅니다.</translation>
    </message>
    <message>
        <source>The audit log holds everything that was done here, in order, each entry sealed to the one before. &apos;Verify the chain&apos; shows that none was changed or taken out. &apos;State of this station&apos; examines it and says what to do. &apos;Election record&apos; publishes what anybody verifies the count with, and verifies such a record. &apos;Devices&apos; lists what may sign. &apos;Backups&apos; keeps the data on another medium, and tries out the way back. &apos;Reports&apos; has every paper of the election.</source>
        <translation>감사 기록에는 여기서 한 모든 일이 차례로 남고, 각 기록은 앞의 기록과 봉인으로 이어집니다. ‘기록 검증’은 바뀌거나 빠진 것이 없는지 보여 줍니다. ‘투표소 상태’는 이 투표소를 점검하고 할 일을 알려 줍니다. ‘선거 기록’에서는 누구나 개표를 확인할 수 있는 기록을 공개하고, 그런 기록을 확인합니다. ‘기기’에는 서명할 수 있는 기기가 있습니다. ‘백업’에서는 자료를 다른 매체에 보관하고, 되살려 봅니다. ‘보고서’에는 선거의 모든 문서가 있습니다.</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>감사 기록</translation>
    </message>
    <message>
        <source>State of this station</source>
        <translation>투표소 상태</translation>
    </message>
    <message>
        <source>Election record</source>
        <translation>선거 기록</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>기기</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>When</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>사람</translation>
    </message>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>점검한 것</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Unknown account</source>
        <translation>모르는 계정</translation>
    </message>
    <message>
        <source>Nothing in the log matches</source>
        <translation>찾는 기록이 없습니다</translation>
    </message>
    <message>
        <source>The log is empty</source>
        <translation>기록이 없습니다</translation>
    </message>
    <message>
        <source>{first}–{last} of {total}, the latest first</source>
        <translation>{total}건 가운데 {first}–{last}, 최근 것부터</translation>
    </message>
    <message>
        <source>Verifying the chain</source>
        <translation>기록을 검증하고 있습니다</translation>
    </message>
    <message>
        <source>The log is empty: nothing to verify.</source>
        <translation>기록이 없어 검증할 것이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>The chain is whole: %n entries, none changed or missing. Last seal: {seal}</source>
        <translation>
            <numerusform>기록이 온전합니다. %n건 가운데 바뀌거나 빠진 것이 없습니다. 마지막 봉인값: {seal}</numerusform>
        </translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Examining …</source>
        <translation>점검하고 있습니다 …</translation>
    </message>
    <message>
        <source>The audit log holds everything that was done here, in order, each entry sealed to the one before. &apos;Verify the chain&apos; shows that none was changed or taken out. &apos;State of this station&apos; examines it and says what to do. &apos;Election record&apos; publishes what anybody verifies the count with, and verifies such a record.</source>
        <translation type="vanished">감사 기록에는 여기서 한 모든 일이 차례로 남고, 각 기록은 앞의 기록과 봉인으로 이어집니다. ‘기록 검증’은 바뀌거나 빠진 것이 없는지 보여 줍니다. ‘투표소 상태’는 이 투표소를 점검하고 할 일을 알려 줍니다. ‘선거 기록’에서는 누구나 개표를 확인할 수 있는 기록을 공개하고, 그런 기록을 확인합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>문제 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>All right</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Verify the chain</source>
        <translation>기록 검증</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>내보내기 …</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 점검</translation>
    </message>
    <message>
        <source>Search: what happened, who, number or date</source>
        <translation>찾기: 내용, 사람, 번호, 날짜</translation>
    </message>
    <message>
        <source>Search the audit log</source>
        <translation>감사 기록에서 찾기</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>이전 기록</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>다음 기록</translation>
    </message>
    <message>
        <source>Is everything all right?</source>
        <translation>모두 정상입니까?</translation>
    </message>
</context>
<context>
    <name>RecoveryEntry</name>
    <message>
        <source>Restore drill</source>
        <translation>복원 훈련</translation>
    </message>
    <message>
        <source>Take the paper with the recovery key. The backup is opened as another computer would have to open it, looked through, and taken away again. Nothing of this station changes.</source>
        <translation>복구 열쇠가 적힌 종이를 준비하십시오. 다른 컴퓨터에서 하듯이 백업을 열어 살펴보고 다시 치웁니다. 이 투표소의 자료는 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>복구 열쇠</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Begin the drill</source>
        <translation>훈련 시작</translation>
    </message>
    <message>
        <source>35 characters in groups of five.</source>
        <translation>다섯 글자씩 모두 35글자입니다.</translation>
    </message>
    <message>
        <source>35 characters in groups of five, from the paper with the value {value}.</source>
        <translation>확인값이 {value}인 종이에 적힌, 다섯 글자씩 모두 35글자입니다.</translation>
    </message>
    <message>
        <source>Enter the key.</source>
        <translation>열쇠를 입력하십시오.</translation>
    </message>
</context>
<context>
    <name>RecoveryKeyForm</name>
    <message>
        <source>The recovery key</source>
        <translation>복구 열쇠</translation>
    </message>
    <message>
        <source>If this computer breaks, a backup and this key bring its data back on another one. The key opens nothing without a backup.</source>
        <translation>이 컴퓨터가 고장 나면 백업과 이 열쇠로 다른 컴퓨터에서 자료를 되살립니다. 백업이 없으면 이 열쇠로는 아무것도 열리지 않습니다.</translation>
    </message>
    <message>
        <source>Value, which tells this key from others: {value}</source>
        <translation>다른 열쇠와 구별하는 확인값: {value}</translation>
    </message>
    <message>
        <source>The key is shown this once. Keep it apart from the backups and from this computer: whoever has a backup and the key has everything but the own votes of voters.</source>
        <translation>열쇠는 이번 한 번만 보입니다. 백업이나 이 컴퓨터와 떨어진 곳에 보관하십시오. 백업과 열쇠를 모두 가진 사람은 선거인 각자의 투표 내용을 빼고 모든 자료를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>With this key and a backup the data come back on another computer: start the program there in an empty data folder and press “Restore a backup …”.</source>
        <translation>이 열쇠와 백업으로 다른 컴퓨터에서 자료를 되살립니다. 그 컴퓨터의 빈 자료 폴더에서 프로그램을 시작하고 ‘백업에서 복원 …’을 누르십시오.</translation>
    </message>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>만든 때</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>확인값</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>열쇠</translation>
    </message>
    <message>
        <source>Keep this page apart from the backups, as you would a key.</source>
        <translation>이 종이는 열쇠처럼, 백업과 떨어진 곳에 보관하십시오.</translation>
    </message>
    <message>
        <source>Save the recovery key</source>
        <translation>복구 열쇠 저장</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>문서 (*.pdf)</translation>
    </message>
    <message>
        <source>The key is saved</source>
        <translation>열쇠를 저장했습니다</translation>
    </message>
    <message>
        <source>Is the key written down?</source>
        <translation>열쇠를 적어 두었습니까?</translation>
    </message>
    <message>
        <source>It was neither saved nor printed here, and nobody can see it again.</source>
        <translation>여기서 저장하거나 인쇄하지 않았고, 다시는 볼 수 없습니다.</translation>
    </message>
    <message>
        <source>It is written down</source>
        <translation>적어 두었음</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>PDF로 저장 …</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>인쇄 …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
</context>
<context>
    <name>RecoveryStep</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>The recovery key</source>
        <translation>복구 열쇠</translation>
    </message>
    <message>
        <source>If this computer breaks, the votes on it would be lost. A backup on another medium brings them back, but only with the keys of this computer: the recovery key opens these. It is shown once, to be printed, saved or written down.</source>
        <translation>이 컴퓨터가 고장 나면 그 안의 투표지를 잃을 수 있습니다. 다른 매체의 백업으로 되살릴 수 있지만 이 컴퓨터의 열쇠들이 있어야 하고, 복구 열쇠가 그 열쇠들을 엽니다. 한 번만 보이므로 인쇄하거나 저장하거나 적어 두십시오.</translation>
    </message>
    <message>
        <source>Later: Records, Backups. Without it backups open on this computer alone.</source>
        <translation>나중에: 기록, 백업. 없으면 백업이 이 컴퓨터에서만 열립니다.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>There is one, with the value {value}.</source>
        <translation>복구 열쇠가 있습니다. 확인값: {value}</translation>
    </message>
    <message>
        <source>Make a new one …</source>
        <translation type="vanished">새로 만들기 …</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Make the recovery key …</source>
        <translation>복구 열쇠 만들기 …</translation>
    </message>
</context>
<context>
    <name>RemarkForm</name>
    <message>
        <source>Correct what is noted</source>
        <translation>기록 정정</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>정정</translation>
    </message>
    <message>
        <source>Until now: {text} – it stays readable, struck through.</source>
        <translation>지금까지: {text} – 줄을 그어 남겨 둡니다.</translation>
    </message>
    <message>
        <source>It goes into the record for good, at most {most} signs. Do not write the name of a voter.</source>
        <translation>기록은 지워지지 않습니다. {most}자까지 쓸 수 있습니다. 선거인의 성명은 쓰지 마십시오.</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>무엇에 관한 기록입니까</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Number of ballots</source>
        <translation>매수</translation>
    </message>
    <message>
        <source>Reason of the correction</source>
        <translation>정정 사유</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>돌아가기</translation>
    </message>
</context>
<context>
    <name>RemarksSheet</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>RemarksView</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>기록</translation>
    </message>
    <message numerus="yes">
        <source>%n noted</source>
        <translation>
            <numerusform>기록 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Correct …</source>
        <translation>정정 …</translation>
    </message>
    <message>
        <source>corrected: {reason}</source>
        <translation>정정 사유: {reason}</translation>
    </message>
    <message>
        <source>Note …</source>
        <translation>기록 …</translation>
    </message>
    <message>
        <source>Nothing is noted yet.</source>
        <translation>아직 기록이 없습니다.</translation>
    </message>
</context>
<context>
    <name>ReportsTab</name>
    <message>
        <source>Paper</source>
        <translation>문서</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>There is no election to make papers of yet.</source>
        <translation>문서를 만들 선거가 아직 없습니다.</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>열기 …</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>실패 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under way</source>
        <translation>
            <numerusform>인쇄 중 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>What was examined at this station before the polls, and what was found</source>
        <translation>투표 전에 이 투표소에서 점검한 것과 그 결과</translation>
    </message>
    <message>
        <source>After a readiness check, under Polling day</source>
        <translation>투표 진행에서 준비 점검을 한 뒤에</translation>
    </message>
    <message>
        <source>Nothing was in the ballot box before the polls opened</source>
        <translation>투표 개시 전에 투표함이 비어 있었음</translation>
    </message>
    <message>
        <source>Figures and seals of that moment, and who was there</source>
        <translation>그때의 수와 봉인값, 함께 있던 사람</translation>
    </message>
    <message>
        <source>Before the polls open, under Polling day</source>
        <translation>투표 개시 전에, 투표 진행에서</translation>
    </message>
    <message>
        <source>Once two people have opened the polls</source>
        <translation>두 사람이 투표를 개시한 뒤에</translation>
    </message>
    <message>
        <source>Once two people have closed the polls</source>
        <translation>두 사람이 투표를 마감한 뒤에</translation>
    </message>
    <message>
        <source>Once the count was opened, under Results</source>
        <translation>개표 결과에서 개표를 한 뒤에</translation>
    </message>
    <message>
        <source>Steps, people, counts, incidents, identity checks and turnout by hour</source>
        <translation>진행과 사람, 수, 특이사항, 본인확인 방법, 시간대별 투표</translation>
    </message>
    <message>
        <source>Once voting rests or the polls are closed</source>
        <translation>투표를 중지하거나 마감한 뒤에</translation>
    </message>
    <message>
        <source>Interim</source>
        <translation>중간 기록</translation>
    </message>
    <message>
        <source>Certified</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>잠정</translation>
    </message>
    <message>
        <source>Votes with every sum that must agree, for the commissioners to examine and sign</source>
        <translation>득표수와 맞아야 하는 합계, 위원이 검열하고 서명함</translation>
    </message>
    <message>
        <source>Every number that this station and the centre both have, side by side</source>
        <translation>이 투표소와 중앙 서버의 모든 수를 나란히 놓음</translation>
    </message>
    <message>
        <source>After station and centre were compared, under Queue</source>
        <translation>전송 대기열에서 투표소와 중앙 서버를 대조한 뒤에</translation>
    </message>
    <message>
        <source>This station is connected to no centre</source>
        <translation>이 투표소는 중앙 서버에 연결되어 있지 않음</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Papers of this election</source>
        <translation>이 선거의 문서</translation>
    </message>
    <message>
        <source>Print jobs …</source>
        <translation>인쇄 목록 …</translation>
    </message>
</context>
<context>
    <name>RestoreStart</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>백업에서 복원</translation>
    </message>
    <message>
        <source>You need the folder of the backup on its medium and the paper with the recovery key. What was done after the backup is not in it, and receipts for the own vote end.</source>
        <translation>매체에 있는 백업 폴더와 복구 열쇠가 적힌 종이가 필요합니다. 백업을 만든 뒤에 한 일은 들어 있지 않고, 투표 내용 확인증은 더 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Choose the backup …</source>
        <translation>백업 고르기 …</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>복구 열쇠</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>복원 …</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>아직 고르지 않음</translation>
    </message>
    <message>
        <source>35 characters in groups of five, from the paper.</source>
        <translation>종이에 적힌, 다섯 글자씩 모두 35글자입니다.</translation>
    </message>
    <message>
        <source>Which backup? Choose its folder</source>
        <translation>어느 백업입니까? 폴더를 고르십시오</translation>
    </message>
    <message>
        <source>Choose the folder of the backup.</source>
        <translation>백업의 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Enter the key.</source>
        <translation>열쇠를 입력하십시오.</translation>
    </message>
    <message>
        <source>{station}, as it was on {when}. Make sure that the computer it comes from is no longer used: two copies of one station could both be voted with.</source>
        <translation>{station}, {when}의 자료입니다. 이 백업을 만든 컴퓨터를 더 쓰지 않는지 확인하십시오. 한 투표소의 자료가 둘이면 양쪽에서 투표할 수 있습니다.</translation>
    </message>
    <message>
        <source>Restore this backup here?</source>
        <translation>이 백업을 여기에 복원합니까?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
</context>
<context>
    <name>ResultsInCommonFormat</name>
    <message>
        <source>Save for other programs</source>
        <translation>다른 프로그램용으로 저장</translation>
    </message>
    <message>
        <source>NIST results (*.json)</source>
        <translation>NIST 개표 결과 (*.json)</translation>
    </message>
    <message>
        <source>The file holds the votes of every contest and the turnout of every station. It holds no cast vote records, because single ballots are never decrypted.</source>
        <translation>이 파일에는 선거마다의 득표와 투표소마다의 투표율이 들어 있습니다. 투표지 한 장 한 장은 복호화하지 않으므로 투표지별 기록은 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장했습니다</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results</source>
        <translation>개표 결과</translation>
    </message>
    <message>
        <source>While the polls are open only turnout is shown. After the close the trustee opens the count with key file and pass-phrase while two people confirm; then every contest has its chart and table.</source>
        <translation type="vanished">투표 중에는 투표율만 보여 줍니다. 마감한 뒤 개표 관리인이 열쇠 파일과 암호 문구로, 두 사람의 확인 아래 개표합니다. 그러면 선거마다 그래프와 표가 나옵니다.</translation>
    </message>
    <message>
        <source>Open the count</source>
        <translation type="vanished">개표하기</translation>
    </message>
    <message>
        <source>Two people confirm that the polls are closed and the count may be opened.</source>
        <translation type="vanished">투표가 마감되어 개표할 수 있음을 두 사람이 확인합니다.</translation>
    </message>
    <message>
        <source>Comparing the sums with every ballot, then opening</source>
        <translation type="vanished">모든 투표지와 맞추어 본 뒤 엽니다</translation>
    </message>
    <message>
        <source>{cast} of {listed} voters</source>
        <translation>{cast} / 선거인 {listed}</translation>
    </message>
    <message>
        <source>Go to polling day</source>
        <translation>투표 진행으로 가기</translation>
    </message>
    <message>
        <source>There is no election yet. The commission registers one under Elections.</source>
        <translation>아직 선거가 없습니다. 선거관리위원회가 ‘선거 관리’에서 등록합니다.</translation>
    </message>
    <message>
        <source>Nothing has been cast yet: the polls have not been opened.</source>
        <translation>아직 투표를 열지 않아 투표지가 없습니다.</translation>
    </message>
    <message>
        <source>Until the polls are closed only turnout is shown, so that nobody&apos;s vote is swayed by totals. The ballots stay sealed and can be opened only after the close.</source>
        <translation>득표가 다른 사람의 투표에 영향을 주지 않도록, 마감 전에는 투표율만 보여 줍니다. 투표지는 봉해져 있으며 마감한 뒤에만 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Provisional – not certified yet</source>
        <translation type="vanished">잠정 – 확정 전</translation>
    </message>
    <message>
        <source>Valid votes</source>
        <translation>유효투표수</translation>
    </message>
    <message>
        <source>{share} of ballots</source>
        <translation>투표수의 {share}</translation>
    </message>
    <message>
        <source>{share} of voters</source>
        <translation>선거인의 {share}</translation>
    </message>
    <message>
        <source>While the polls are open only turnout is shown, and totals of many ballots together where the rules of the election allow it. After the close the trustees give their shares one after another, two people open the count, and every contest has its chart and table.</source>
        <translation>투표하는 동안에는 투표율만 보이고, 선거의 규칙이 허용하면 여러 투표지의 합계를 함께 열 수 있습니다. 마감한 뒤 개표 관리인이 차례로 개표 조각을 내고 두 사람이 개표하면, 선거마다 그림과 표가 나옵니다.</translation>
    </message>
    <message numerus="yes">
        <source>without %n station(s)</source>
        <translation>
            <numerusform>투표소 %n곳 제외</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stations</source>
        <translation>
            <numerusform>투표소 %n곳</numerusform>
        </translation>
    </message>
    <message>
        <source>Next step: the commission and a second person certify the result, once everything agrees.</source>
        <translation type="vanished">다음 할 일: 모든 수가 맞는지 확인한 뒤 위원회와 다른 한 사람이 결과를 확정합니다.</translation>
    </message>
    <message>
        <source>Next step: the commission and a second person certify the result.</source>
        <translation>다음 할 일: 위원회와 다른 한 사람이 결과를 확정합니다.</translation>
    </message>
    <message>
        <source>Certify …</source>
        <translation>확정 …</translation>
    </message>
    <message>
        <source>Show …</source>
        <translation>보기 …</translation>
    </message>
    <message>
        <source>Certified {time} by {names}.</source>
        <translation>{time}에 확정했습니다. 확정한 사람: {names}</translation>
    </message>
    <message>
        <source>These are not the figures that were certified. Leave this computer as it is and tell the commission.</source>
        <translation>확정한 숫자와 다릅니다. 이 컴퓨터를 그대로 두고 선거관리위원회에 알리십시오.</translation>
    </message>
    <message>
        <source>An opening of {count} ballots was begun; {given} of {needed} shares are there.</source>
        <translation>투표지 {count}장의 합계를 여는 중입니다. 조각 {needed}개 가운데 {given}개가 있습니다.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속하기</translation>
    </message>
    <message numerus="yes">
        <source>%n more ballots are needed before totals may be opened: nobody is to learn how a few voted.</source>
        <translation>
            <numerusform>투표지가 %n장 더 있어야 합계를 열 수 있습니다. 몇 사람이 어떻게 투표했는지 아무도 알 수 없게 하려는 것입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Totals of the {count} ballots so far may be opened.</source>
        <translation>지금까지의 투표지 {count}장의 합계를 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Open totals …</source>
        <translation>합계 열기 …</translation>
    </message>
    <message>
        <source>Provisional – {count} ballots, voting goes on</source>
        <translation>잠정 – 투표지 {count}장, 투표 계속 중</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>잠정</translation>
    </message>
    <message>
        <source>{count} choices not made</source>
        <translation>고르지 않은 몫 {count}</translation>
    </message>
    <message>
        <source>Invalid votes</source>
        <translation>무효투표수</translation>
    </message>
    <message>
        <source>Invalid: nothing chosen</source>
        <translation>무효 가운데 선택 없음</translation>
    </message>
    <message>
        <source>For withdrawn candidates {count}</source>
        <translation>사퇴 후보에게 간 표 {count}</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="vanished">그림 저장</translation>
    </message>
    <message>
        <source>Pictures (*.png);;Drawings (*.svg)</source>
        <translation type="vanished">그림 (*.png);;벡터 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="vanished">표 저장</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="vanished">표 (*.csv)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="vanished">저장했습니다</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>특이사항</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Count sheet</source>
        <translation>개표상황표</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>NIST JSON</source>
        <translation>NIST JSON</translation>
    </message>
    <message>
        <source>Turnout</source>
        <translation>투표율</translation>
    </message>
    <message>
        <source>Abstentions</source>
        <translation>기권수</translation>
    </message>
</context>
<context>
    <name>ResultsSaving</name>
    <message>
        <source>Save the picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Pictures (*.png);;Drawings (*.svg)</source>
        <translation>그림 (*.png);;벡터 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>표 저장</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장했습니다</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message numerus="yes">
        <source>More – %n more card(s)</source>
        <translation type="vanished">
            <numerusform>더 보기 – %n개가 더 있습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More – %n more to check</source>
        <translation>
            <numerusform>더 보기 – 확인할 것이 %n개 더 있습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contest(s) have no choice</source>
        <translation>
            <numerusform>고르지 않은 투표가 %n건 있습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not chosen</source>
        <translation>
            <numerusform>고르지 않음 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Then you put it in the ballot box</source>
        <translation>봉한 뒤에 투표함에 넣습니다</translation>
    </message>
    <message>
        <source>See the rest</source>
        <translation>나머지 보기</translation>
    </message>
    <message>
        <source>After sealing you put it in the ballot box</source>
        <translation type="vanished">봉한 뒤에 투표함에 넣습니다</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>선택 확인</translation>
    </message>
    <message>
        <source>Check your choices</source>
        <translation>고른 것이 맞는지 확인하십시오</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Seal my ballot</source>
        <translation>투표지 봉하기</translation>
    </message>
</context>
<context>
    <name>RoleChooser</name>
    <message>
        <source>Mock vote</source>
        <translation>모의투표</translation>
    </message>
    <message>
        <source>Ballots cast here never enter any result.</source>
        <translation>여기서 던진 표는 어떤 결과에도 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Pass-phrase of the count</source>
        <translation>개표 열쇠 암호 문구</translation>
    </message>
    <message>
        <source>The data of this PC were brought into the form of this version, and are complete. A copy from before lies in {file}.</source>
        <translation type="vanished">이 PC의 자료를 이 버전에 맞는 형식으로 바꾸었습니다. 빠진 것은 없습니다. 바꾸기 전의 사본: {file}</translation>
    </message>
    <message>
        <source>Nothing is missing. A copy from before: {file}</source>
        <translation>빠진 것은 없습니다. 바꾸기 전의 사본: {file}</translation>
    </message>
    <message>
        <source>no. {number}</source>
        <translation>기호 {number}번</translation>
    </message>
    <message>
        <source>No election yet</source>
        <translation>아직 선거가 없습니다</translation>
    </message>
    <message>
        <source>Register one as the election commission.</source>
        <translation>선거관리위원회로 들어가 선거를 등록하십시오.</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>후보자 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source> ({n} withdrawn)</source>
        <translation>({n}명 사퇴)</translation>
    </message>
    <message numerus="yes">
        <source>%n voter(s)</source>
        <translation>
            <numerusform>선거인 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more election(s)</source>
        <translation>
            <numerusform>다른 선거 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Start the demonstration over?</source>
        <translation>시연을 처음부터 다시 시작할까요?</translation>
    </message>
    <message>
        <source>Everything in the demonstration is thrown away and made anew. No real election is touched.</source>
        <translation>시연의 자료를 모두 버리고 새로 만듭니다. 실제 선거에는 영향이 없습니다.</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>처음부터 다시</translation>
    </message>
    <message>
        <source>Election commission: register elections, candidates and voters, publish, count.</source>
        <translation>선거관리위원회: 선거·후보자·선거인명부를 등록하고, 공고하고, 개표합니다.</translation>
    </message>
    <message>
        <source>Polling station: open the polls, check voters in, close the polls.</source>
        <translation>투표소: 투표를 개시하고, 선거인을 확인하고, 투표를 마감합니다.</translation>
    </message>
    <message>
        <source>Voter&apos;s screen: where voters vote; it opens over the whole screen.</source>
        <translation>기표 화면: 선거인이 투표하는 화면입니다. 화면 전체에 열립니다.</translation>
    </message>
    <message>
        <source>Candidate: write pledges until the polls open.</source>
        <translation>후보자: 투표 개시 전까지 공약을 씁니다.</translation>
    </message>
    <message>
        <source>In the demonstration the pass-phrase of the count is {passphrase}; the key file lies in the folder &apos;trustee&apos; of the demonstration.</source>
        <translation>시연에서 개표 열쇠의 암호 문구는 {passphrase}이고, 열쇠 파일은 시연 폴더의 &apos;trustee&apos; 안에 있습니다.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="vanished">도움말</translation>
    </message>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network, and sends safely when connected.</source>
        <translation type="vanished">네트워크 없이도 투표하고, 연결되면 안전하게 보냅니다.</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Data brought up to date</source>
        <translation>자료 형식을 바꾸었습니다</translation>
    </message>
    <message>
        <source>How would you like to start?</source>
        <translation>어떤 역할로 시작하시겠습니까?</translation>
    </message>
    <message>
        <source>Election commission</source>
        <translation>선거관리위원회</translation>
    </message>
    <message>
        <source>Elections, candidates and voters</source>
        <translation>선거와 후보자, 선거인명부 등록</translation>
    </message>
    <message>
        <source>Check and publish</source>
        <translation>공고 전 점검과 공고</translation>
    </message>
    <message>
        <source>Key of the count and results</source>
        <translation>개표 열쇠와 결과</translation>
    </message>
    <message>
        <source>Demonstration accounts</source>
        <translation>시연 계정</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Check voters in and issue permits</source>
        <translation>선거인 확인과 투표권 발급</translation>
    </message>
    <message>
        <source>Open and close the polls, zero report</source>
        <translation>투표 개시와 마감, 영(0)표 확인서</translation>
    </message>
    <message>
        <source>Queue of what waits to be sent</source>
        <translation>전송 대기열</translation>
    </message>
    <message>
        <source>Voter&apos;s screen</source>
        <translation>기표 화면</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>후보자</translation>
    </message>
    <message>
        <source>Write and change my pledges</source>
        <translation>내 공약 쓰기와 고치기</translation>
    </message>
    <message>
        <source>See them as voters will</source>
        <translation>선거인이 볼 모습 미리 보기</translation>
    </message>
    <message>
        <source>See whether they are published</source>
        <translation>공고된 상태 확인</translation>
    </message>
    <message>
        <source>Help F1</source>
        <translation>도움말 F1</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Choose again?</source>
        <translation>다시 고르시겠습니까?</translation>
    </message>
    <message>
        <source>This sealed ballot then becomes void. It is not counted. You seal a new one.</source>
        <translation>그러면 봉한 투표지는 무효가 되어 세지 않습니다. 다시 고른 다음 새로 봉합니다.</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>다시 고르기</translation>
    </message>
    <message>
        <source>Test this machine?</source>
        <translation>이 기계를 시험하시겠습니까?</translation>
    </message>
    <message>
        <source>This ballot is opened to show you what the machine has sealed. It is not counted. Then you seal a new one.</source>
        <translation>이 투표지를 열어 기계가 봉한 내용을 보여 드립니다. 이 투표지는 집계하지 않습니다. 그다음 새 투표지를 봉합니다.</translation>
    </message>
    <message>
        <source>This ballot is opened and you see what the machine made of your choices. It is not counted. Then you seal a new one.</source>
        <translation type="vanished">이 투표지를 열어 기계가 무엇을 암호화했는지 보여 드립니다. 이 투표지는 집계하지 않습니다. 그다음 새 투표지를 봉합니다.</translation>
    </message>
    <message>
        <source>Test this machine</source>
        <translation>이 기계 시험</translation>
    </message>
    <message>
        <source>Take a receipt?</source>
        <translation>확인증 비밀번호를 받으시겠습니까?</translation>
    </message>
    <message>
        <source>With it an official can let you see your own vote again, once. Keep it to yourself: whoever has it can see your vote.</source>
        <translation>이것이 있으면 투표관리관을 통해 투표한 내용을 한 번 다시 볼 수 있습니다. 가진 사람은 누구나 볼 수 있으니 남에게 보이지 마십시오.</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>받지 않기</translation>
    </message>
    <message>
        <source>Take a receipt</source>
        <translation>확인증 비밀번호 받기</translation>
    </message>
</context>
<context>
    <name>SealedScreen</name>
    <message>
        <source>The confirmation code as a QR code</source>
        <translation>투표 확인 코드가 담긴 QR 코드</translation>
    </message>
    <message>
        <source>With a receipt</source>
        <translation>확인증 비밀번호를 받습니다</translation>
    </message>
    <message>
        <source>Take a receipt</source>
        <translation>확인증 비밀번호 받기</translation>
    </message>
    <message>
        <source>Put in the ballot box</source>
        <translation>투표함에 넣기</translation>
    </message>
    <message>
        <source>Your ballot is sealed</source>
        <translation>투표지를 봉했습니다</translation>
    </message>
    <message>
        <source>Confirmation code</source>
        <translation>투표 확인 코드</translation>
    </message>
    <message>
        <source>Write it down or photograph it if you like. It does not show your vote.</source>
        <translation>원하시면 적거나 사진으로 찍으십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>Write it down or photograph it. It does not show your vote.</source>
        <translation type="vanished">코드를 적거나 사진으로 찍어 두십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>Write the code down or photograph it. It does not show what you chose.</source>
        <translation type="vanished">코드를 적거나 사진으로 찍어 두십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>Touch ‘Put in the ballot box’ to finish voting.</source>
        <translation>‘투표함에 넣기’를 눌러야 투표가 끝납니다.</translation>
    </message>
    <message>
        <source>Test this machine</source>
        <translation>이 기계 시험</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>다시 고르기</translation>
    </message>
</context>
<context>
    <name>SecondMediumPanel</name>
    <message>
        <source>Every vote is written to both media in one step, or to neither. If the disk of this computer fails, the election goes on from the other one without a lost vote.</source>
        <translation>모든 투표를 두 매체에 한 번에 기록합니다. 한쪽에만 기록되는 일은 없습니다. 이 컴퓨터의 디스크가 고장 나도 다른 매체에서 한 표도 잃지 않고 선거를 이어 갑니다.</translation>
    </message>
    <message>
        <source>Use a USB stick or another disk that stays connected. What is on it is encrypted, and of no use without this computer&apos;s key. Checks of the own vote are never copied.</source>
        <translation>계속 연결해 둘 수 있는 USB 메모리나 다른 디스크를 쓰십시오. 내용은 암호화되어 있어 이 컴퓨터의 열쇠 없이는 쓸모가 없습니다. 투표 내용 확인 자료는 복사하지 않습니다.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="vanished">폴더</translation>
    </message>
    <message>
        <source>File</source>
        <translation type="vanished">파일</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>설정 안 함</translation>
    </message>
    <message>
        <source>Votes are written to the disk of this computer only.</source>
        <translation>투표를 이 컴퓨터의 디스크에만 기록합니다.</translation>
    </message>
    <message>
        <source>One medium only</source>
        <translation>매체 하나만 사용</translation>
    </message>
    <message>
        <source>Voting goes on with the disk of this computer. Connect the medium, or another one, and make the copy anew: it takes a moment.</source>
        <translation>이 컴퓨터의 디스크로 투표를 계속하고 있습니다. 매체나 다른 매체를 연결하고 사본을 다시 만드십시오. 잠깐이면 됩니다.</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>작동하지 않음</translation>
    </message>
    <message>
        <source>No votes are recorded now. Connect the medium and make the copy anew, or let two people decide to go on with one medium. Nothing that was recorded is lost.</source>
        <translation>지금은 투표가 기록되지 않습니다. 매체를 연결하고 사본을 다시 만들거나, 두 사람이 매체 하나로 계속하기로 결정하십시오. 이미 기록된 것은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Both are written</source>
        <translation>두 매체에 기록 중</translation>
    </message>
    <message>
        <source>Everything is written to both media, and both are in step.</source>
        <translation>모든 것을 두 매체에 기록하며, 두 매체의 내용이 같습니다.</translation>
    </message>
    <message>
        <source>Folder on the second medium</source>
        <translation>두 번째 저장 매체의 폴더</translation>
    </message>
    <message>
        <source>The copy is sound</source>
        <translation>사본이 온전합니다</translation>
    </message>
    <message>
        <source>Every page of it was read, and it holds as much of everything as this computer.</source>
        <translation>사본을 모두 읽었습니다. 이 컴퓨터와 같은 수의 기록이 들어 있습니다.</translation>
    </message>
    <message>
        <source>Second medium</source>
        <translation>두 번째 저장 매체</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>폴더 고르기 …</translation>
    </message>
    <message>
        <source>Make the copy anew</source>
        <translation>사본 다시 만들기</translation>
    </message>
    <message>
        <source>Check the copy</source>
        <translation>사본 점검</translation>
    </message>
    <message>
        <source>Go on with one medium …</source>
        <translation>매체 하나로 계속 …</translation>
    </message>
    <message>
        <source>Use another one, or none</source>
        <translation>다른 매체를 쓰거나 쓰지 않기</translation>
    </message>
    <message>
        <source>These data were copied or restored</source>
        <translation>복사되거나 복구된 자료입니다</translation>
    </message>
    <message>
        <source>No votes are taken with them before two people decide to go on. The original must not be used any more; the record then goes on under a new number.</source>
        <translation>두 사람이 계속하기로 결정하기 전에는 투표를 받지 않습니다. 원래 자료를 더 쓰면 안 됩니다. 기록은 새 차수로 이어집니다.</translation>
    </message>
    <message>
        <source>Go on with these data …</source>
        <translation>이 자료로 계속 …</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>어디에 쓰는가</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation type="vanished">바꾸기</translation>
    </message>
    <message>
        <source>Use another medium …</source>
        <translation>다른 매체 쓰기 …</translation>
    </message>
    <message>
        <source>Do without it …</source>
        <translation>쓰지 않기 …</translation>
    </message>
</context>
<context>
    <name>SendingWords</name>
    <message numerus="yes">
        <source>Held: %n batch(es) – show</source>
        <translation>
            <numerusform>묶음 %n개 보류 – 보기</numerusform>
        </translation>
    </message>
    <message>
        <source>Something is wrong – show</source>
        <translation>이상 있음 – 보기</translation>
    </message>
    <message numerus="yes">
        <source>Offline since {time} · %n waiting, safe here</source>
        <translation>
            <numerusform>{time}부터 끊김 · %n건 대기, 안전하게 보관 중</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation>
            <numerusform>연결 안 됨 · %n건 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By stick · %n waiting</source>
        <translation>
            <numerusform>USB로 전송 · %n건 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connecting · %n waiting</source>
        <translation>
            <numerusform>연결하는 중 · %n건 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not confirmed yet · %n waiting</source>
        <translation>
            <numerusform>등록 확인 전 · %n건 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected · %n waiting</source>
        <translation>
            <numerusform>연결됨 · %n건 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline since {time} · %n waiting</source>
        <translation>
            <numerusform>{time}부터 끊김 · %n건 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cannot send · %n waiting</source>
        <translation>
            <numerusform>전송할 수 없음 · %n건 대기</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Give everybody who works here an account of their own with a PIN; candidates get accounts for their pledges. Here are also the language, the data folder and the versions.</source>
        <translation type="vanished">여기서 일하는 사람마다 PIN이 있는 계정을 만드십시오. 후보자에게는 공약을 쓰는 계정을 줍니다. 언어, 자료 폴더, 버전도 여기에 있습니다.</translation>
    </message>
    <message>
        <source>Give everybody who works here an account of their own with a PIN; candidates get accounts for their pledges. For each booth choose its screen and measure it, a printer for slips, and the spoken guide. Here are also the language, the data folder and the versions.</source>
        <translation type="vanished">여기서 일하는 사람마다 자기 계정과 PIN을 만들어 줍니다. 후보자에게는 공약을 올릴 계정을 줍니다. 기표대마다 화면을 고르고 크기를 재며, 확인증 프린터와 음성 안내를 정합니다. 언어, 자료 폴더, 버전도 여기에 있습니다.</translation>
    </message>
    <message>
        <source>Give everybody who works here an account of their own with a PIN; candidates get accounts for their pledges. For each booth choose its screen and measure it, a printer for slips, and the spoken guide. A second medium keeps every vote twice. Here are also the language, the data folder and the versions.</source>
        <translation>여기서 일하는 사람마다 자기 계정과 PIN을 만들어 줍니다. 후보자에게는 공약을 올릴 계정을 줍니다. 기표대마다 화면을 고르고 크기를 재며, 확인증 프린터와 음성 안내를 정합니다. 두 번째 저장 매체를 두면 모든 투표를 두 곳에 기록합니다. 언어, 자료 폴더, 버전도 여기에 있습니다.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>This station</source>
        <translation>이 투표소</translation>
    </message>
    <message>
        <source>Booths</source>
        <translation>기표대</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>중앙 서버</translation>
    </message>
    <message>
        <source>Second medium</source>
        <translation>두 번째 저장 매체</translation>
    </message>
    <message>
        <source>Trustee&apos;s part</source>
        <translation>개표 관리인 참여</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>No accounts yet. Set this computer up first.</source>
        <translation>아직 계정이 없습니다. 먼저 이 컴퓨터를 설정하십시오.</translation>
    </message>
    <message>
        <source>Name and role</source>
        <translation>이름과 역할</translation>
    </message>
    <message>
        <source>Type your PIN or password</source>
        <translation>PIN 또는 비밀번호를 입력하십시오</translation>
    </message>
    <message>
        <source>Choose your name</source>
        <translation>이름을 고르십시오</translation>
    </message>
    <message>
        <source>Demonstration: the PIN is {pin}</source>
        <translation>시연: PIN은 {pin}입니다</translation>
    </message>
    <message numerus="yes">
        <source>Nobody used this window for %n minutes, so it was locked. Nothing is lost.</source>
        <translation>
            <numerusform>%n분 동안 쓰는 사람이 없어 잠갔습니다. 잃은 것은 없습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n seconds. If you forgot your PIN, the commission sets a new one.</source>
        <translation>
            <numerusform>PIN을 여러 번 틀렸습니다. %n초 뒤에 다시 시도하십시오. PIN을 잊었으면 선거관리위원회가 새로 정해 줍니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>OMP Desktop</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>누구십니까?</translation>
    </message>
    <message>
        <source>PIN or password</source>
        <translation>PIN 또는 비밀번호</translation>
    </message>
</context>
<context>
    <name>SingleTrustee</name>
    <message>
        <source>Key of the count</source>
        <translation>개표 열쇠</translation>
    </message>
    <message>
        <source>Ballots are encrypted with this key, and only it opens the count. One person keeps it, so one person alone could open the count: choose somebody whom all candidates trust, and keep the file apart from this computer.</source>
        <translation type="vanished">투표지는 이 열쇠로 암호화되고, 이 열쇠로만 개표할 수 있습니다. 한 사람이 맡으므로 그 사람 혼자서도 개표를 열 수 있습니다. 모든 후보자가 믿는 사람을 정하고, 열쇠 파일은 이 컴퓨터와 따로 보관하십시오.</translation>
    </message>
    <message>
        <source>Ballots are encrypted with this key, and only it opens the count. One person alone could open it: choose somebody whom all candidates trust, and keep the file apart from this computer.</source>
        <translation>투표지는 이 열쇠로 암호화되고, 이 열쇠로만 개표할 수 있습니다. 한 사람이 혼자서도 개표할 수 있으므로 모든 후보자가 믿는 사람을 정하고, 열쇠 파일은 이 컴퓨터와 따로 보관하십시오.</translation>
    </message>
    <message>
        <source>The key is made. The trustee takes the medium with the file {file} now.</source>
        <translation>열쇠를 만들었습니다. {file} 파일이 든 저장 장치를 개표 관리인이 가져가십시오.</translation>
    </message>
    <message>
        <source>The key of the count is made.</source>
        <translation>개표 열쇠가 만들어져 있습니다.</translation>
    </message>
    <message>
        <source>Make the key again …</source>
        <translation>열쇠 다시 만들기 …</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>열쇠 만들기</translation>
    </message>
    <message>
        <source>Name the trustee</source>
        <translation>개표 관리인 정하기</translation>
    </message>
    <message>
        <source>Who keeps the key</source>
        <translation>열쇠를 맡는 사람</translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>Known to the trustee alone</source>
        <translation>개표 관리인만 아는 문구</translation>
    </message>
    <message>
        <source>The trustee&apos;s medium</source>
        <translation>저장 장치</translation>
    </message>
    <message>
        <source>A USB medium, not this computer</source>
        <translation>이 컴퓨터가 아닌 USB 저장 장치</translation>
    </message>
    <message>
        <source>The file is written and read back</source>
        <translation>파일을 쓰고 다시 읽어 확인</translation>
    </message>
    <message>
        <source>Several words are best</source>
        <translation>여러 낱말이 좋습니다</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>약함</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>좋음</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>강함</translation>
    </message>
    <message>
        <source>A folder on the trustee&apos;s medium</source>
        <translation>개표 관리인의 저장 장치 폴더</translation>
    </message>
    <message>
        <source>Enter who keeps the key.</source>
        <translation>열쇠를 맡을 사람을 입력하십시오.</translation>
    </message>
    <message>
        <source>Let the trustee enter a pass-phrase.</source>
        <translation>개표 관리인이 암호 문구를 입력하게 하십시오.</translation>
    </message>
    <message>
        <source>The two pass-phrases differ.</source>
        <translation>두 암호 문구가 다릅니다.</translation>
    </message>
    <message>
        <source>Choose a folder on the trustee&apos;s medium.</source>
        <translation>개표 관리인의 저장 장치에서 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Make the key again?</source>
        <translation>열쇠를 다시 만드시겠습니까?</translation>
    </message>
    <message>
        <source>The file made before opens nothing any more. Destroy it, so that nobody takes it for the key.</source>
        <translation>전에 만든 파일로는 더 이상 개표할 수 없습니다. 잘못 쓰지 않도록 없애십시오.</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>새 열쇠 만들기</translation>
    </message>
    <message>
        <source>One trustee (1 of 1)</source>
        <translation>개표 관리인 한 명 (1명 중 1명)</translation>
    </message>
    <message>
        <source>Several people …</source>
        <translation>여러 명 …</translation>
    </message>
    <message>
        <source>The trustee&apos;s turn</source>
        <translation>개표 관리인 차례입니다</translation>
    </message>
    <message>
        <source>Everybody else please step away from the screen.</source>
        <translation>다른 사람은 화면에서 물러나 주십시오.</translation>
    </message>
    <message>
        <source>Name of the trustee</source>
        <translation>개표 관리인 성명</translation>
    </message>
    <message>
        <source>Pass-phrase again</source>
        <translation>암호 문구 다시</translation>
    </message>
    <message>
        <source>Where to save the key file</source>
        <translation>열쇠 파일을 저장할 곳</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>아직 고르지 않았습니다</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>고르기 …</translation>
    </message>
    <message>
        <source>Without the pass-phrase the count can never be opened.</source>
        <translation>암호 문구를 잊으면 개표할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>SizesSheet</name>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>작게</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>크게</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>아주 크게</translation>
    </message>
</context>
<context>
    <name>SpokenSheet</name>
    <message>
        <source>Without the spoken guide</source>
        <translation>음성 안내 없이 투표</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>The Enter key starts, too.</source>
        <translation>Enter 키로도 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>Voting hours {hours}</source>
        <translation>투표 시간 {hours}</translation>
    </message>
</context>
<context>
    <name>StartTrouble</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network, and sends safely when connected.</source>
        <translation type="vanished">네트워크 없이도 투표하고, 연결되면 안전하게 보냅니다.</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>The program cannot go on</source>
        <translation>프로그램을 계속할 수 없습니다</translation>
    </message>
    <message>
        <source>Open the demonstration</source>
        <translation>시연 열기</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>프로그램 닫기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Use the copy …</source>
        <translation>사본으로 계속 …</translation>
    </message>
    <message>
        <source>Go on with the copy …</source>
        <translation type="vanished">사본으로 계속 …</translation>
    </message>
    <message>
        <source>Start the demonstration over</source>
        <translation>시연을 처음부터 다시</translation>
    </message>
    <message>
        <source>The second medium has everything that was recorded: {place}</source>
        <translation>두 번째 저장 매체에 기록이 모두 있습니다: {place}</translation>
    </message>
    <message>
        <source>The second medium has a copy that lacks what was written last: {place}</source>
        <translation>두 번째 저장 매체에 사본이 있지만 마지막에 쓴 것은 없습니다: {place}</translation>
    </message>
    <message>
        <source>Start the demonstration over?</source>
        <translation>시연을 처음부터 다시 시작할까요?</translation>
    </message>
    <message>
        <source>Everything in the demonstration is thrown away and made anew. No real election is touched.</source>
        <translation>시연의 자료를 모두 버리고 새로 만듭니다. 실제 선거에는 영향이 없습니다.</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>처음부터 다시</translation>
    </message>
    <message>
        <source>Go on with the copy?</source>
        <translation>사본으로 계속합니까?</translation>
    </message>
    <message>
        <source>The copy is checked and takes the place of the damaged data, which are kept in the folder evidence. No votes are taken before two people confirm it in the officials&apos; window.</source>
        <translation>사본을 점검하여 손상된 자료의 자리에 놓습니다. 손상된 자료는 evidence 폴더에 보관합니다. 관리 창에서 두 사람이 확인하기 전에는 투표를 받지 않습니다.</translation>
    </message>
    <message>
        <source>Go on with the copy</source>
        <translation>사본으로 계속</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Restoring the backup</source>
        <translation>백업에서 복원하는 중</translation>
    </message>
    <message>
        <source>The backup is restored</source>
        <translation>백업에서 복원했습니다</translation>
    </message>
    <message>
        <source>Sign in with the PINs of that station. Voting goes on only once two people have said so: on Polling day, with the next step. Look at Records, State of this station.</source>
        <translation>그 투표소의 PIN으로 로그인하십시오. 두 사람이 확인해야 투표를 이어 갈 수 있습니다. 투표 진행에서 다음 할 일을 누르십시오. 기록의 투표소 상태도 살펴보십시오.</translation>
    </message>
    <message>
        <source>No voter&apos;s screen can be opened</source>
        <translation>기표 화면을 열 수 없습니다</translation>
    </message>
    <message>
        <source>There is no booth, or all are open already. The commission adds booths under Elections, Stations.</source>
        <translation>기표대가 없거나 모두 열려 있습니다. 선거관리위원회가 &apos;선거 관리 – 투표소&apos;에서 기표대를 추가합니다.</translation>
    </message>
    <message>
        <source>The screen of {booth} is not measured yet</source>
        <translation>{booth}의 화면 크기를 아직 재지 않았습니다</translation>
    </message>
    <message>
        <source>One can vote there. But the text may be smaller than promised, and then not everybody can read it. Measure the screen in the official&apos;s window under Settings, Booths, or at the booth: Help, For officials, Measure the screen.</source>
        <translation>투표는 할 수 있습니다. 그러나 글자가 정해진 크기보다 작아서 읽지 못하는 선거인이 있을 수 있습니다. 관리 창의 &apos;설정 – 기표대&apos;에서 화면 크기를 재거나, 기표대에서 &apos;도움말 – 투표사무원 전용 – 화면 크기 재기&apos;를 누르십시오.</translation>
    </message>
    <message>
        <source>Its screen, {screen}, is not connected, or another booth stands on it. Plug it in, or choose another one in the official&apos;s window under Settings, Booths.</source>
        <translation>정해 둔 화면({screen})이 연결되어 있지 않거나 다른 기표대가 쓰고 있습니다. 화면을 연결하거나, 관리 창의 &apos;설정 – 기표대&apos;에서 다른 화면을 고르십시오.</translation>
    </message>
    <message>
        <source>There is a booth on every screen of this PC. Plug in another one.</source>
        <translation>이 컴퓨터의 모든 화면에 기표대가 열려 있습니다. 화면을 더 연결하십시오.</translation>
    </message>
    <message>
        <source>There is no screen for {booth}</source>
        <translation>{booth}에 쓸 화면이 없습니다</translation>
    </message>
    <message>
        <source>The screen of {booth} is gone</source>
        <translation>{booth}의 화면 연결이 끊겼습니다</translation>
    </message>
    <message>
        <source>Plug it in again, or switch it on: the voter&apos;s screen comes back by itself, where it was. Nothing of it appears on another screen. Until then send nobody to this booth.</source>
        <translation>화면을 다시 연결하거나 켜십시오. 투표 화면이 있던 자리에서 저절로 이어집니다. 투표 내용은 다른 화면에 나타나지 않습니다. 그때까지 이 기표대로 선거인을 안내하지 마십시오.</translation>
    </message>
    <message>
        <source>No spoken guide in {booth}</source>
        <translation type="vanished">{booth}에서 음성 안내가 나오지 않습니다</translation>
    </message>
    <message>
        <source>{booth} calls</source>
        <translation>{booth}에서 부릅니다</translation>
    </message>
    <message>
        <source>A voter needs help there.</source>
        <translation>선거인이 도움을 기다립니다.</translation>
    </message>
    <message>
        <source>The program met a fault of its own</source>
        <translation>프로그램에 오류가 생겼습니다</translation>
    </message>
    <message>
        <source>Everything that was shown as recorded is safe. Close the window and open it again; if it happens once more, give the folder &apos;logs&apos; of the data folder to whoever looks after this PC.</source>
        <translation>기록되었다고 표시된 것은 모두 안전합니다. 창을 닫고 다시 여십시오. 또 생기면 데이터 폴더의 &apos;logs&apos; 폴더를 이 PC의 관리자에게 전하십시오.</translation>
    </message>
</context>
<context>
    <name>StartWords</name>
    <message>
        <source>Touch the screen to start</source>
        <translation>화면을 눌러 시작하십시오</translation>
    </message>
    <message>
        <source>Please check in at the desk first</source>
        <translation type="vanished">먼저 본인 확인을 받으십시오</translation>
    </message>
    <message>
        <source>Check in at the desk first</source>
        <translation>먼저 본인 확인을 받으십시오</translation>
    </message>
    <message>
        <source>Waiting for your permit</source>
        <translation>투표권을 기다리고 있습니다</translation>
    </message>
    <message>
        <source>No voting at the moment</source>
        <translation>지금은 투표할 수 없습니다</translation>
    </message>
    <message>
        <source>Have your letter ready. Without one, go to the desk.</source>
        <translation>안내문을 준비하십시오. 안내문이 없으면 투표사무원에게 가십시오.</translation>
    </message>
    <message>
        <source>Have your letter ready. Without a letter, go to the desk first.</source>
        <translation type="vanished">안내문을 준비하십시오. 안내문이 없으면 먼저 담당자에게 가십시오.</translation>
    </message>
    <message>
        <source>You can vote here once you have your permit.</source>
        <translation>투표사무원이 투표권을 발급하면 여기에서 투표합니다.</translation>
    </message>
    <message>
        <source>Voting starts by itself as soon as your permit is issued.</source>
        <translation>투표사무원이 투표권을 발급하면 바로 시작합니다.</translation>
    </message>
    <message>
        <source>Once the official has issued your permit you can vote here.</source>
        <translation type="vanished">투표사무원이 투표권을 발급하면 여기에서 투표합니다.</translation>
    </message>
    <message>
        <source>It begins by itself as soon as the official has issued your permit.</source>
        <translation type="vanished">투표사무원이 투표권을 발급하면 바로 시작합니다.</translation>
    </message>
</context>
<context>
    <name>StationStart</name>
    <message>
        <source>OMP polling station</source>
        <translation>OMP 투표소</translation>
    </message>
    <message>
        <source>Votes without a network; ballots wait safely to be sent.</source>
        <translation>네트워크 없이도 투표합니다. 표는 안전하게 보관되어 전송을 기다립니다.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>All of this can also be done later, under Settings, Centre.</source>
        <translation>나중에 ‘설정’의 ‘중앙 서버’에서 할 수도 있습니다.</translation>
    </message>
    <message>
        <source>Go on to the official&apos;s window</source>
        <translation>관리 창으로 계속</translation>
    </message>
</context>
<context>
    <name>StationStepsPage</name>
    <message>
        <source>Collecting from the centre and checking every ballot</source>
        <translation>중앙 서버에서 받아 투표지를 한 장씩 확인하고 있습니다</translation>
    </message>
    <message>
        <source>Count without {name}</source>
        <translation>{name}을(를) 빼고 개표</translation>
    </message>
    <message>
        <source>None of its ballots will count. Two people confirm it.</source>
        <translation>그 투표소의 표는 하나도 세지 않습니다. 두 사람이 확인합니다.</translation>
    </message>
    <message>
        <source>None of its ballots will count. The reason stands in the audit log and in the result.</source>
        <translation type="vanished">이 투표소의 투표지는 하나도 세지 않습니다. 사유는 감사 기록과 결과에 남습니다.</translation>
    </message>
    <message>
        <source>None of its ballots will count. The reason goes into the audit log for good.</source>
        <translation>이 투표소의 투표지는 하나도 세지 않습니다. 사유는 감사 기록에 영구히 남습니다.</translation>
    </message>
    <message>
        <source>Two people confirm …</source>
        <translation>두 사람이 확인 …</translation>
    </message>
    <message>
        <source>Two people confirm that the count goes on without this station.</source>
        <translation type="vanished">이 투표소 없이 개표하는 것을 두 사람이 확인합니다.</translation>
    </message>
    <message>
        <source>Count {name} after all</source>
        <translation>{name}을(를) 다시 개표에 넣기</translation>
    </message>
    <message>
        <source>Two people confirm that the ballots of this station count.</source>
        <translation>이 투표소의 투표지를 개표에 넣는 것을 두 사람이 확인합니다.</translation>
    </message>
</context>
<context>
    <name>StationsPanel</name>
    <message>
        <source>Polling stations</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>No polling station yet: name the one of this computer at the right.</source>
        <translation>아직 투표소가 없습니다. 오른쪽에서 이 컴퓨터의 투표소를 등록하십시오.</translation>
    </message>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Booths</source>
        <translation>기표대</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>기표대</translation>
    </message>
    <message>
        <source>Booths of {station}</source>
        <translation>{station}의 기표대</translation>
    </message>
    <message>
        <source>Booths of this station</source>
        <translation>이 투표소의 기표대</translation>
    </message>
    <message>
        <source>Kiosks</source>
        <translation type="vanished">기표대</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation type="vanished">기표대</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>서명 열쇠</translation>
    </message>
    <message>
        <source>Kiosks of {station}</source>
        <translation type="vanished">{station}의 기표대</translation>
    </message>
    <message>
        <source>Kiosks of this station</source>
        <translation type="vanished">이 투표소의 기표대</translation>
    </message>
    <message>
        <source>No kiosk yet. Voters mark their ballots at a kiosk: add at least one.</source>
        <translation type="vanished">아직 기표대가 없습니다. 선거인이 기표할 기표대를 하나 이상 추가하십시오.</translation>
    </message>
    <message>
        <source>No booth yet. Voters mark their ballots at a booth: add at least one.</source>
        <translation>아직 기표대가 없습니다. 선거인이 기표할 기표대를 하나 이상 추가하십시오.</translation>
    </message>
    <message>
        <source>Register a station</source>
        <translation>투표소 등록</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>District (may stay empty)</source>
        <translation>선거구(비워 두어도 됨)</translation>
    </message>
    <message>
        <source>Add a booth</source>
        <translation>기표대 추가</translation>
    </message>
    <message>
        <source>Name (else the next number)</source>
        <translation>이름(비우면 다음 번호)</translation>
    </message>
    <message>
        <source>Add the booth</source>
        <translation>기표대 추가</translation>
    </message>
    <message>
        <source>District</source>
        <translation type="vanished">선거구</translation>
    </message>
    <message>
        <source>May stay empty.</source>
        <translation type="vanished">비워 두어도 됩니다.</translation>
    </message>
    <message>
        <source>Register the station</source>
        <translation>투표소 등록</translation>
    </message>
    <message>
        <source>Add a kiosk</source>
        <translation type="vanished">기표대 추가</translation>
    </message>
    <message>
        <source>Empty: it gets the next number.</source>
        <translation type="vanished">비워 두면 다음 번호가 붙습니다.</translation>
    </message>
    <message>
        <source>Add the kiosk</source>
        <translation type="vanished">기표대 추가</translation>
    </message>
</context>
<context>
    <name>StationsTab</name>
    <message>
        <source>Stations</source>
        <translation>투표소</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Step {number} of {of}</source>
        <translation>{of}단계 중 {number}단계</translation>
    </message>
</context>
<context>
    <name>StepIndicator</name>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>{steps}단계 가운데 {step}단계</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>done</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>now</source>
        <translation>지금</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>남음</translation>
    </message>
</context>
<context>
    <name>TallyChart</name>
    <message>
        <source>Withdrawn</source>
        <translation>사퇴</translation>
    </message>
</context>
<context>
    <name>TestedScreen</name>
    <message>
        <source>This is what the machine had made</source>
        <translation type="vanished">기계가 암호화한 내용입니다</translation>
    </message>
    <message>
        <source>Is it what you chose? If not, call an official.</source>
        <translation type="vanished">고른 것과 같습니까? 다르면 투표관리관을 부르십시오.</translation>
    </message>
    <message>
        <source>This ballot was a test and is not counted. You have not voted yet.</source>
        <translation type="vanished">시험한 투표지는 집계하지 않습니다. 아직 투표하지 않았습니다.</translation>
    </message>
    <message>
        <source>Is this what you chose?</source>
        <translation>고른 것과 같습니까?</translation>
    </message>
    <message>
        <source>This is what the machine had encrypted. If it differs, call an official.</source>
        <translation type="vanished">기계가 이 투표지에 암호화한 내용입니다. 다르면 투표관리관을 부르십시오.</translation>
    </message>
    <message>
        <source>This is what the machine had sealed. If it differs, call an official.</source>
        <translation>기계가 봉한 투표지의 내용입니다. 다르면 투표사무원을 부르십시오.</translation>
    </message>
    <message>
        <source>This was a test and is not counted. Now vote.</source>
        <translation>시험은 집계하지 않습니다. 이제 투표하십시오.</translation>
    </message>
    <message>
        <source>Back to my choices</source>
        <translation>내 선택으로 돌아가기</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation type="vanished">코드 {code}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
</context>
<context>
    <name>ToDeskScreen</name>
    <message>
        <source>Please go to the desk</source>
        <translation>투표사무원에게 가십시오</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Look up a code</source>
        <translation>확인 코드 찾기</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>코드 찾기</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>화면 대비</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
</context>
<context>
    <name>TrusteeForm</name>
    <message>
        <source>Where to save my part</source>
        <translation>내 조각을 저장할 곳</translation>
    </message>
    <message>
        <source>Folder with my key file</source>
        <translation>내 열쇠 파일이 있는 폴더</translation>
    </message>
    <message>
        <source>Let the trustee enter the pass-phrase.</source>
        <translation>개표 관리인이 암호 문구를 입력해야 합니다.</translation>
    </message>
    <message>
        <source>The two pass-phrases differ.</source>
        <translation>두 암호 문구가 다릅니다.</translation>
    </message>
    <message>
        <source>Choose a folder on the trustee&apos;s medium.</source>
        <translation>개표 관리인의 저장 장치에서 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Several words are best</source>
        <translation>여러 낱말이 좋습니다</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>약함</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>좋음</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>강함</translation>
    </message>
    <message>
        <source>A folder on the trustee&apos;s medium</source>
        <translation>개표 관리인의 저장 장치 폴더</translation>
    </message>
</context>
<context>
    <name>TrusteePart</name>
    <message>
        <source>The commission&apos;s file</source>
        <translation type="vanished">위원회가 보낸 파일</translation>
    </message>
    <message>
        <source>Ceremony files (*.json)</source>
        <translation type="vanished">열쇠 만들기 파일 (*.json)</translation>
    </message>
    <message>
        <source>The file that you were sent</source>
        <translation>받은 파일</translation>
    </message>
    <message>
        <source>Files for trustees (*.json)</source>
        <translation>개표 관리인 파일 (*.json)</translation>
    </message>
    <message>
        <source>{quorum} of {count} open it</source>
        <translation>{count}명 가운데 {quorum}명이 모이면</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>{steps}단계 가운데 {step}단계</translation>
    </message>
    <message>
        <source>The key is made</source>
        <translation>열쇠를 만들었습니다</translation>
    </message>
    <message>
        <source>Trustees</source>
        <translation>개표 관리인</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Saved: {file}. Send it to the commission.</source>
        <translation>저장했습니다: {file}. 위원회에 보내십시오.</translation>
    </message>
    <message>
        <source>Choose the file that you were sent first.</source>
        <translation>먼저 받은 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose the commission&apos;s file first.</source>
        <translation type="vanished">먼저 위원회가 보낸 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>You have confirmed. A key in the key store is saved as a file for the count.</source>
        <translation>확인을 마쳤습니다. 열쇠 저장소에 둔 열쇠는 개표에 쓸 파일로 저장하십시오.</translation>
    </message>
    <message>
        <source>Your step is taken. Wait for the commission&apos;s next file.</source>
        <translation>이 단계를 마쳤습니다. 위원회가 다음 파일을 보낼 때까지 기다리십시오.</translation>
    </message>
    <message>
        <source>Where to save the file for the commission</source>
        <translation>위원회에 보낼 파일을 저장할 곳</translation>
    </message>
    <message>
        <source>The key for the count is saved: {file}</source>
        <translation>개표에 쓸 열쇠를 저장했습니다: {file}</translation>
    </message>
    <message>
        <source>Trustees of an election on another PC take their steps of the key ceremony here: with the file that the commission sent, and their own key.</source>
        <translation type="vanished">다른 PC에서 준비하는 선거의 개표 관리인이 위원회가 보낸 파일과 자기 열쇠로 여기서 참여합니다.</translation>
    </message>
    <message>
        <source>Trustees of an election on another PC take their steps of the key ceremony here and make their share of the count: with the file that they were sent, and their own key.</source>
        <translation>다른 PC에서 하는 선거의 개표 관리인이 받은 파일과 자기 열쇠로 여기서 열쇠 만들기에 참여하고 개표 조각을 만듭니다.</translation>
    </message>
    <message>
        <source>Choose the file …</source>
        <translation>파일 고르기 …</translation>
    </message>
    <message>
        <source>My step</source>
        <translation>내 차례</translation>
    </message>
    <message>
        <source>I am</source>
        <translation>내 이름</translation>
    </message>
    <message>
        <source>On my medium</source>
        <translation>내 저장 장치에</translation>
    </message>
    <message>
        <source>In this PC&apos;s key store</source>
        <translation>이 PC의 열쇠 저장소에</translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>한 번 더</translation>
    </message>
    <message>
        <source>Folder on the own medium</source>
        <translation>자기 저장 장치의 폴더</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>아직 고르지 않았습니다</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>고르기 …</translation>
    </message>
    <message>
        <source>Save the key as a file …</source>
        <translation>열쇠를 파일로 저장 …</translation>
    </message>
</context>
<context>
    <name>TrusteeShare</name>
    <message>
        <source>Made with your key on this PC. The share holds no secret and opens these sums only. Everybody else please look away.</source>
        <translation>내 열쇠로 이 PC에서 만듭니다. 조각에는 비밀이 없고 이 합계만 엽니다. 다른 사람은 화면에서 물러나 주십시오.</translation>
    </message>
    <message>
        <source>Share of trustee no. {trustee} saved. Send this file to the station:</source>
        <translation>개표 관리인 {trustee}번의 조각을 저장했습니다. 이 파일을 투표소에 보내십시오:</translation>
    </message>
    <message>
        <source>Totals during the vote</source>
        <translation>투표 중의 합계</translation>
    </message>
    <message>
        <source>Count after the close of the polls</source>
        <translation>마감 뒤의 개표</translation>
    </message>
    <message numerus="yes">
        <source>Sums of %n ballots</source>
        <translation>
            <numerusform>투표지 %n장의 합계</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n ballots; this election opens at least {minimum} together. The totals may show how single people voted.</source>
        <translation>
            <numerusform>투표지가 %n장뿐입니다. 이 선거는 {minimum}장 이상을 함께 개표합니다. 득표를 보면 누가 어떻게 투표했는지 짐작할 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation>열쇠 파일 (*.json)</translation>
    </message>
    <message>
        <source>My key file</source>
        <translation>내 열쇠 파일</translation>
    </message>
    <message>
        <source>Where to save my share</source>
        <translation>내 조각을 저장할 곳</translation>
    </message>
    <message>
        <source>Choose your key file on your medium.</source>
        <translation>저장 장치에 있는 내 열쇠 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>Type your pass-phrase.</source>
        <translation>암호 문구를 입력하십시오.</translation>
    </message>
    <message>
        <source>My share</source>
        <translation>내 개표 조각</translation>
    </message>
    <message>
        <source>No file chosen yet</source>
        <translation>아직 고르지 않았습니다</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>고르기 …</translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation>아직 고르지 않았습니다</translation>
    </message>
    <message>
        <source>Make my share</source>
        <translation>개표 조각 만들기</translation>
    </message>
</context>
<context>
    <name>TrusteeTab</name>
    <message>
        <source>One trustee, one key (1 of 1)</source>
        <translation type="vanished">개표 관리인 1명, 열쇠 1개</translation>
    </message>
    <message>
        <source>The trustee&apos;s turn</source>
        <translation type="vanished">개표 관리인 차례입니다</translation>
    </message>
    <message>
        <source>Everybody else please step away from the screen.</source>
        <translation type="vanished">다른 사람은 화면에서 물러나 주십시오.</translation>
    </message>
    <message>
        <source>Name of the trustee</source>
        <translation type="vanished">개표 관리인 성명</translation>
    </message>
    <message>
        <source>Without the pass-phrase the count can never be opened.</source>
        <translation type="vanished">암호 문구를 잊으면 개표할 수 없습니다.</translation>
    </message>
    <message>
        <source>Key of the count</source>
        <translation>개표 열쇠</translation>
    </message>
    <message>
        <source>Ballots are encrypted with this key, and only it opens the count. One person keeps it, so one person alone could open the count: choose somebody whom all candidates trust, and keep the file apart from this computer.</source>
        <translation type="vanished">투표지는 이 열쇠로 암호화되고, 이 열쇠로만 개표할 수 있습니다. 한 사람이 맡으므로 그 사람 혼자서도 개표를 열 수 있습니다. 모든 후보자가 믿는 사람을 정하고, 열쇠 파일은 이 컴퓨터와 따로 보관하십시오.</translation>
    </message>
    <message>
        <source>The key is made. The trustee takes the medium with the file {file} now.</source>
        <translation type="vanished">열쇠를 만들었습니다. {file} 파일이 든 저장 장치를 개표 관리인이 가져가십시오.</translation>
    </message>
    <message>
        <source>The key of the count is made.</source>
        <translation type="vanished">개표 열쇠가 만들어져 있습니다.</translation>
    </message>
    <message>
        <source>Make the key again …</source>
        <translation type="vanished">열쇠 다시 만들기 …</translation>
    </message>
    <message>
        <source>Name the trustee</source>
        <translation type="vanished">개표 관리인 정하기</translation>
    </message>
    <message>
        <source>Who keeps the key</source>
        <translation type="vanished">열쇠를 맡는 사람</translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation type="vanished">암호 문구</translation>
    </message>
    <message>
        <source>Known to the trustee alone</source>
        <translation type="vanished">개표 관리인만 아는 문구</translation>
    </message>
    <message>
        <source>The trustee&apos;s medium</source>
        <translation type="vanished">저장 장치</translation>
    </message>
    <message>
        <source>A USB medium, not this computer</source>
        <translation type="vanished">이 컴퓨터가 아닌 USB 저장 장치</translation>
    </message>
    <message>
        <source>The file is written and read back</source>
        <translation type="vanished">파일을 쓰고 다시 읽어 확인</translation>
    </message>
    <message>
        <source>Several words are best</source>
        <translation type="vanished">여러 낱말이 좋습니다</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation type="vanished">약함</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation type="vanished">보통</translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="vanished">좋음</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="vanished">강함</translation>
    </message>
    <message>
        <source>A folder on the trustee&apos;s medium</source>
        <translation type="vanished">개표 관리인의 저장 장치 폴더</translation>
    </message>
    <message>
        <source>Enter who keeps the key.</source>
        <translation type="vanished">열쇠를 맡을 사람을 입력하십시오.</translation>
    </message>
    <message>
        <source>Let the trustee enter a pass-phrase.</source>
        <translation type="vanished">개표 관리인이 암호 문구를 입력하게 하십시오.</translation>
    </message>
    <message>
        <source>The two pass-phrases differ.</source>
        <translation type="vanished">두 암호 문구가 다릅니다.</translation>
    </message>
    <message>
        <source>Choose a folder on the trustee&apos;s medium.</source>
        <translation type="vanished">개표 관리인의 저장 장치에서 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Make the key again?</source>
        <translation type="vanished">열쇠를 다시 만드시겠습니까?</translation>
    </message>
    <message>
        <source>The file made before opens nothing any more. Destroy it, so that nobody takes it for the key.</source>
        <translation type="vanished">전에 만든 파일로는 더 이상 개표할 수 없습니다. 잘못 쓰지 않도록 없애십시오.</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation type="vanished">새 열쇠 만들기</translation>
    </message>
    <message>
        <source>Pass-phrase again</source>
        <translation type="vanished">암호 문구 다시</translation>
    </message>
    <message>
        <source>Where to save the key file</source>
        <translation type="vanished">열쇠 파일을 저장할 곳</translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation type="vanished">아직 고르지 않았습니다</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation type="vanished">고르기 …</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation type="vanished">열쇠 만들기</translation>
    </message>
</context>
<context>
    <name>TurnoutCard</name>
    <message>
        <source>{minutes} min: {voters}</source>
        <translation>{minutes}분 {voters}명</translation>
    </message>
    <message>
        <source>Voted in the last {spans}</source>
        <translation>최근 투표자: {spans}</translation>
    </message>
    <message>
        <source>{hour}h</source>
        <translation>{hour}시</translation>
    </message>
    <message numerus="yes">
        <source>shown from %n voters on</source>
        <translation>
            <numerusform>%n명부터 표시</numerusform>
        </translation>
    </message>
    <message>
        <source>Voters by hour</source>
        <translation>시간대별 투표자</translation>
    </message>
    <message>
        <source>Turnout</source>
        <translation>투표율</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>투표</translation>
    </message>
</context>
<context>
    <name>TwoPersonPage</name>
    <message>
        <source>First person</source>
        <translation>첫 번째 사람</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>두 번째 사람</translation>
    </message>
</context>
<context>
    <name>UndoPart</name>
    <message>
        <source>Takes back what is not saved</source>
        <translation>저장하지 않은 글을 되돌립니다</translation>
    </message>
    <message>
        <source>Nothing to take back</source>
        <translation>되돌릴 것이 없습니다</translation>
    </message>
    <message>
        <source>Takes back: added “{title}”</source>
        <translation>되돌릴 일: “{title}” 더하기</translation>
    </message>
    <message>
        <source>Takes back: changed “{title}”</source>
        <translation>되돌릴 일: “{title}” 고치기</translation>
    </message>
    <message>
        <source>Takes back: deleted “{title}”</source>
        <translation>되돌릴 일: “{title}” 지우기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
</context>
<context>
    <name>UnsavedQuestion</name>
    <message>
        <source>This pledge is not saved yet</source>
        <translation>아직 저장하지 않은 공약입니다</translation>
    </message>
    <message>
        <source>Save it, or throw away what you wrote since the last save?</source>
        <translation>저장하겠습니까, 아니면 마지막으로 저장한 뒤에 쓴 글을 버리겠습니까?</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>계속 쓰기</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
</context>
<context>
    <name>VoterCodesPanel</name>
    <message numerus="yes">
        <source>%n codes were made and saved.</source>
        <translation>
            <numerusform>코드 %n개를 만들어 저장했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the file once the letters are printed: the program keeps no code.</source>
        <translation>안내문을 인쇄하고 나면 파일을 지우십시오. 프로그램에는 코드가 남지 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n voters have a roll number that a number pad cannot enter: they check in at the desk.</source>
        <translation>
            <numerusform>등재번호에 글자가 있어 숫자판으로 누를 수 없는 선거인 %n명은 담당자가 확인합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import the voters list first.</source>
        <translation>먼저 선거인명부를 가져오십시오.</translation>
    </message>
    <message>
        <source>Every voter has a personal code.</source>
        <translation>모든 선거인에게 본인 확인 코드가 있습니다.</translation>
    </message>
    <message>
        <source>{some} of {all} voters have a personal code. The others check in at the desk.</source>
        <translation>선거인 {all}명 가운데 {some}명에게 코드가 있습니다. 나머지는 담당자가 확인합니다.</translation>
    </message>
    <message>
        <source>Make all codes anew?</source>
        <translation>코드를 모두 새로 만들까요?</translation>
    </message>
    <message>
        <source>Letters that were already printed or sent are of no use then.</source>
        <translation>이미 인쇄하거나 보낸 안내문은 쓸 수 없게 됩니다.</translation>
    </message>
    <message>
        <source>Make all anew</source>
        <translation>모두 새로 만들기</translation>
    </message>
    <message>
        <source>Save the file for the letters</source>
        <translation>안내문 파일 저장</translation>
    </message>
    <message>
        <source>letters.csv</source>
        <translation>안내문.csv</translation>
    </message>
    <message>
        <source>Lists (*.csv)</source>
        <translation>목록 (*.csv)</translation>
    </message>
    <message>
        <source>Personal codes</source>
        <translation>본인 확인 코드</translation>
    </message>
    <message>
        <source>Voters enter roll number and code from their letter at the booth. The codes are made here, before the election is published, or come with the voters list in the column 본인확인코드 (personal_code).</source>
        <translation>선거인이 기표대에서 안내문의 등재번호와 코드를 누릅니다. 코드는 공고하기 전에 여기서 만들거나, 선거인명부의 &apos;본인확인코드&apos; 칸으로 함께 가져옵니다.</translation>
    </message>
    <message>
        <source>Make codes and save the letters …</source>
        <translation>코드를 만들어 안내문 파일로 저장 …</translation>
    </message>
    <message>
        <source>Make all anew …</source>
        <translation>모두 새로 만들기 …</translation>
    </message>
</context>
<context>
    <name>VoterPanel</name>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Screen is off</source>
        <translation>화면 꺼짐</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>발급됨</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>투표함</translation>
    </message>
    <message>
        <source>Not issued</source>
        <translation>발급 전</translation>
    </message>
    <message numerus="yes">
        <source>%n namesakes</source>
        <translation>
            <numerusform>동명이인 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Namesake born {born}. Compare birth date and address.</source>
        <translation>동명이인 {born}생. 생년월일과 주소를 맞추어 보십시오.</translation>
    </message>
    <message>
        <source>Compare birth date and address with the photo ID.</source>
        <translation>생년월일과 주소를 신분증과 맞추어 보십시오.</translation>
    </message>
    <message>
        <source>The permit is issued; the vote is not in yet. Voting is suspended: the permit stays valid until it is resumed. If the voter left, cancel the permit.</source>
        <translation>투표권을 발급했고 아직 투표하지 않았습니다. 투표가 중지되어 있습니다. 재개할 때까지 투표권은 그대로 유효합니다. 돌아갔으면 발급을 취소하십시오.</translation>
    </message>
    <message>
        <source>The permit is issued; the vote is not in yet. Show the voter to the booth. If the voter left without voting, cancel the permit.</source>
        <translation>투표권을 발급했고 아직 투표하지 않았습니다. 기표대로 안내하십시오. 투표하지 않고 돌아갔으면 발급을 취소하십시오.</translation>
    </message>
    <message>
        <source>This voter has voted. No second permit can be issued. If the voter denies it, the manager records what was said.</source>
        <translation>이미 투표한 선거인입니다. 투표권을 다시 발급할 수 없습니다. 본인이 아니라고 하면 투표관리관이 사유를 기록하십시오.</translation>
    </message>
    <message>
        <source>{booth} has no screen now: open it first, or choose another booth.</source>
        <translation>{booth} 화면이 꺼져 있습니다. 먼저 켜거나 다른 기표대를 고르십시오.</translation>
    </message>
    <message>
        <source>{booth} starts as soon as you issue.</source>
        <translation>발급하면 {booth}에서 바로 시작합니다.</translation>
    </message>
    <message>
        <source>The polls are closed: nobody can vote any more.</source>
        <translation>투표가 마감되어 더는 투표할 수 없습니다.</translation>
    </message>
    <message>
        <source>Permits are issued while the polls are open. The manager opens or resumes them.</source>
        <translation>투표 중에만 발급할 수 있습니다. 투표관리관이 투표를 열거나 재개합니다.</translation>
    </message>
    <message>
        <source>Everyone in the queue has a permit. If somebody still holds a queue ticket, the manager corrects the number.</source>
        <translation>기다리던 선거인이 모두 투표권을 받았습니다. 번호표를 가진 분이 더 있으면 투표관리관이 대기 인원을 고칩니다.</translation>
    </message>
    <message>
        <source>Voting hours are over. The manager suspends voting or begins to close.</source>
        <translation>투표 시간이 끝났습니다. 투표관리관이 중지하거나 마감합니다.</translation>
    </message>
    <message>
        <source>No booth is set up. The commission adds one to this station under Elections.</source>
        <translation>기표대가 없습니다. 선거관리위원회가 ‘선거 관리’에서 등록합니다.</translation>
    </message>
    <message>
        <source>All booths are in use. Wait until one is free.</source>
        <translation>모든 기표대를 쓰고 있습니다. 하나가 빌 때까지 기다리십시오.</translation>
    </message>
    <message>
        <source>Choose a voter</source>
        <translation>선거인을 고르십시오</translation>
    </message>
    <message>
        <source>Search by name, roll number or birth date, compare with the photo ID, then choose the line.</source>
        <translation>이름, 등재번호, 생년월일로 찾아 신분증과 맞추어 본 뒤 줄을 고르십시오.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Roll no.</source>
        <translation>등재번호</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Photo ID</source>
        <translation>신분증</translation>
    </message>
    <message>
        <source>Resident card</source>
        <translation>주민등록증</translation>
    </message>
    <message>
        <source>Driver licence</source>
        <translation>운전면허증</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>여권</translation>
    </message>
    <message>
        <source>Mobile ID</source>
        <translation>모바일</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>기표대</translation>
    </message>
    <message>
        <source>Also votes in</source>
        <translation>함께 투표하는 선거</translation>
    </message>
    <message>
        <source>Issue permit</source>
        <translation>투표권 발급</translation>
    </message>
    <message>
        <source>Cancel the permit</source>
        <translation>발급 취소</translation>
    </message>
</context>
<context>
    <name>VotersTab</name>
    <message>
        <source>Empty the list …</source>
        <translation>명부 비우기 …</translation>
    </message>
    <message>
        <source>No polling station yet: name this computer&apos;s station on the tab Stations.</source>
        <translation type="vanished">아직 투표소가 없습니다. &apos;투표소&apos; 탭에서 이 컴퓨터의 투표소를 등록하십시오.</translation>
    </message>
    <message>
        <source>Voters list</source>
        <translation>선거인명부</translation>
    </message>
    <message numerus="yes">
        <source>%n voters on the list</source>
        <translation>
            <numerusform>선거인명부 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Polling station</source>
        <translation>투표소</translation>
    </message>
    <message>
        <source>Voters</source>
        <translation>선거인</translation>
    </message>
    <message>
        <source>List is there</source>
        <translation>명부 있음</translation>
    </message>
    <message>
        <source>No list yet</source>
        <translation>명부 없음</translation>
    </message>
    <message>
        <source>Voters stand on the list of a polling station: name it first.</source>
        <translation>선거인명부는 투표소마다 있습니다. 먼저 투표소를 등록하십시오.</translation>
    </message>
    <message>
        <source>To the stations</source>
        <translation>투표소로 가기</translation>
    </message>
    <message>
        <source>You stopped the import: nothing was taken.</source>
        <translation>가져오기를 중단하여 아무것도 저장하지 않았습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n voters were taken.</source>
        <translation>
            <numerusform>선거인 %n명을 가져왔습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bad lines were left out.</source>
        <translation>
            <numerusform>잘못된 %n줄은 건너뛰었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import a voters list</source>
        <translation>선거인명부 가져오기</translation>
    </message>
    <message>
        <source>Lists (*.csv *.txt)</source>
        <translation>명부 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>{file} 읽는 중</translation>
    </message>
    <message>
        <source>Taking the voters list over</source>
        <translation>선거인명부를 가져오는 중</translation>
    </message>
    <message>
        <source>Empty the voters list?</source>
        <translation>선거인명부를 비우시겠습니까?</translation>
    </message>
    <message numerus="yes">
        <source>%n voters are taken off the list of every station. This cannot be undone: import the list again afterwards.</source>
        <translation>
            <numerusform>모든 투표소의 명부에서 선거인 %n명이 지워집니다. 되돌릴 수 없으므로 그 뒤에 명부를 다시 가져오십시오.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voters are taken off the list of every station. Import the list again afterwards.</source>
        <translation type="vanished">
            <numerusform>모든 투표소의 명부에서 선거인 %n명이 지워집니다. 그 뒤에 명부를 다시 가져오십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty the list</source>
        <translation>명부 비우기</translation>
    </message>
    <message>
        <source>No polling station yet.</source>
        <translation>아직 투표소가 없습니다.</translation>
    </message>
    <message>
        <source>Onto the list of</source>
        <translation>어느 투표소의 명부</translation>
    </message>
    <message>
        <source>Choose a CSV file …</source>
        <translation>CSV 파일 고르기 …</translation>
    </message>
    <message>
        <source>How the file looks</source>
        <translation>파일의 꼴</translation>
    </message>
    <message>
        <source>The first line names the columns, in Korean or English:</source>
        <translation>첫 줄에 칸 이름을 한국어나 영어로 씁니다.</translation>
    </message>
    <message>
        <source>등재번호,성명,생년월일,주소</source>
        <translation>등재번호,성명,생년월일,주소</translation>
    </message>
    <message>
        <source>roll_number,name,birth_date,address</source>
        <translation>roll_number,name,birth_date,address</translation>
    </message>
    <message>
        <source>UTF-8, or as Excel saves it. Every bad line is named before anything is taken.</source>
        <translation>UTF-8이나 엑셀에서 저장한 CSV입니다. 가져오기 전에 잘못된 줄을 모두 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>WaitingForm</name>
    <message>
        <source>How many voters are waiting?</source>
        <translation>기다리는 선거인이 몇 명입니까?</translation>
    </message>
    <message>
        <source>Voting hours end for newcomers. Whoever stands in the queue now may still vote: count them, hand out queue tickets, and enter the number. Nobody waiting: enter 0.</source>
        <translation>지금부터 새로 온 사람은 투표할 수 없습니다. 지금 줄에 있는 사람은 투표할 수 있습니다. 번호표를 나누어 주고 인원을 적으십시오. 아무도 없으면 0을 적으십시오.</translation>
    </message>
    <message>
        <source>Voters in the queue</source>
        <translation>기다리는 선거인</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Begin closing</source>
        <translation type="vanished">마감 시작</translation>
    </message>
</context>
<context>
    <name>WindowsTab</name>
    <message>
        <source>Voting hours</source>
        <translation>투표 시간</translation>
    </message>
    <message>
        <source>No voting hours yet: enter the first opening and closing time at the right.</source>
        <translation>아직 투표 시간이 없습니다. 오른쪽에서 개시와 마감 시각을 입력하십시오.</translation>
    </message>
    <message>
        <source>Add voting hours</source>
        <translation>투표 시간 추가</translation>
    </message>
    <message>
        <source>Polls open</source>
        <translation>투표 개시</translation>
    </message>
    <message>
        <source>Polls close</source>
        <translation>투표 마감</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Extend …</source>
        <translation>연장 …</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Extend the hours</source>
        <translation>투표 시간 연장</translation>
    </message>
    <message>
        <source>Extend with two people …</source>
        <translation>두 사람이 연장하기 …</translation>
    </message>
    <message>
        <source>Change the hours</source>
        <translation>투표 시간 고치기</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Add these hours</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Times are those of {zone}, wherever this computer stands. The first and the last minute belong to the voting hours.</source>
        <translation>시각은 {zone} 시간대를 따릅니다. 첫 시각과 마지막 시각도 투표 시간에 들어갑니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n시간</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>Polls are open for {length}.</source>
        <translation>{length} 동안 투표합니다.</translation>
    </message>
    <message>
        <source>the voting hours</source>
        <translation>투표 시간</translation>
    </message>
    <message>
        <source>Remove these voting hours?</source>
        <translation>이 투표 시간을 지우시겠습니까?</translation>
    </message>
    <message>
        <source>Nobody can vote in this time then. Undo brings the hours back while this is a draft.</source>
        <translation>이 시간에는 아무도 투표할 수 없게 됩니다. 공고 전까지는 되돌리기로 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Nobody can vote in this time then. The hours can be added again while this is a draft.</source>
        <translation type="vanished">이 시간에는 투표할 수 없게 됩니다. 공고하기 전에는 다시 추가할 수 있습니다.</translation>
    </message>
    <message>
        <source>Remove the hours</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Extend the voting hours</source>
        <translation>투표 시간 연장</translation>
    </message>
    <message>
        <source>The polls then close at {closes} instead of {before}. Hours can become longer only: this cannot be undone.</source>
        <translation>마감 시각이 {before}에서 {closes}(으)로 바뀝니다. 다시 줄일 수 없습니다.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>지우기 …</translation>
    </message>
</context>
<context>
    <name>_Message</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>What to do: {step}</source>
        <translation>할 일 – {step}</translation>
    </message>
</context>
<context>
    <name>_Pins</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Type the PIN</source>
        <translation>PIN을 입력하십시오</translation>
    </message>
</context>
<context>
    <name>_ProgressContent</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>멈추는 중 …</translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>_StoppedScreen</name>
    <message>
        <source>An official was called</source>
        <translation>투표사무원을 불렀습니다</translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation>투표사무원 부르기</translation>
    </message>
</context>
<context>
    <name>screen</name>
    <message>
        <source>Close</source>
        <translation type="obsolete">닫기</translation>
    </message>
</context>
</TS>
