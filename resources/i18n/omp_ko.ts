<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Attendance</name>
    <message>
        <source>Do you need more time?</source>
        <translation>시간이 더 필요하십니까?</translation>
    </message>
    <message numerus="yes">
        <source>Without an answer this screen locks in %n second(s). Nothing is put in the ballot box.</source>
        <translation>
            <numerusform>누르지 않으면 %n초 뒤에 화면이 잠깁니다. 투표함에는 아무것도 넣지 않습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>시간이 더 필요합니다</translation>
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
    <name>CheckInCard</name>
    <message>
        <source>Roll no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name · birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{birth} · same name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type to search the voters list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} voters found: too many to show. Type more of the name, or the birth date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on this station&apos;s voters list. Check name and birth date; if still not found, look up the station on the voter&apos;s letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, roll number or birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the voters list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChosenLine</name>
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
    <name>ContestCard</name>
    <message>
        <source>{title} · yes or no</source>
        <translation>{title} · 찬반투표</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By votes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidate · party</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Votes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Independent</source>
        <translation type="unfinished">무소속</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation type="unfinished">사퇴</translation>
    </message>
    <message>
        <source>Valid votes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These sums do not agree: {sums}. Do not certify; tell the commission.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %n more ties below.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody received a valid vote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No. {number} received {votes} votes. Certification makes it final.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No. {first} is {gap} votes ({points}%p) ahead of no. {second}. Certification makes it final.</source>
        <translation type="unfinished"></translation>
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
        <translation>다른 후보를 고르려면 먼저 고른 후보 하나를 눌러 빼십시오.</translation>
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
    <name>CountingView</name>
    <message>
        <source>Why so many steps?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only sums are ever opened, and nobody can open them alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both of you look at the screen while the sums are opened. Afterwards nothing can be voted or changed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both of us agree to open so few ballots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the key file on the trustee&apos;s medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the trustee&apos;s pass-phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key files (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trustee&apos;s key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trustee&apos;s pass-phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people open the count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trustee inserts the medium with the key file and chooses the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the trustee types it; everybody else looks away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First the sums are compared with every ballot in the box, then they are opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {ballots} ballots; this election opens at least {minimum} together. The totals may show how single people voted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the trustee&apos;s medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>typed by the trustee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with PINs of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>provisional until certified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass-phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished">이전</translation>
    </message>
</context>
<context>
    <name>ElectionChooser</name>
    <message>
        <source>Election</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which election?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">취소</translation>
    </message>
    <message>
        <source>Go to this election</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
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
        <source>With the code you can check later that your ballot was recorded.</source>
        <translation>이 코드로 나중에 투표가 기록되었는지 확인할 수 있습니다.</translation>
    </message>
    <message>
        <source>Type the 25 letters and digits of your code. What was chosen is never shown.</source>
        <translation>코드의 글자와 숫자 25개를 입력하십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
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
    <name>LockedScreen</name>
    <message>
        <source>This screen is locked</source>
        <translation>화면이 잠겼습니다</translation>
    </message>
    <message>
        <source>Nothing was put in the ballot box. Call an official.</source>
        <translation>투표함에는 아무것도 넣지 않았습니다. 투표사무원을 부르십시오.</translation>
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
        <translation>이 코드의 투표지가 없습니다. 글자와 숫자를 다시 확인하십시오.</translation>
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
        <translation>마지막 글자 지우기</translation>
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
        <source>Enter your PIN to leave the voter&apos;s screen.</source>
        <translation>투표 화면을 끝내려면 PIN을 입력하십시오.</translation>
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
        <source>Leave the kiosk</source>
        <translation>투표 화면 끝내기</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>처음 화면으로</translation>
    </message>
</context>
<context>
    <name>OfficialWindow</name>
    <message>
        <source>This computer is no station yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No election yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mock vote · {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PC clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which election?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OMP Desktop – officials</source>
        <translation type="unfinished"></translation>
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
        <source>Call an official. An official can see whether your vote was recorded.</source>
        <translation>투표사무원을 부르십시오. 투표가 기록되었는지는 투표사무원이 확인할 수 있습니다.</translation>
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
    <name>PledgesSheet</name>
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
    <name>PollReportView</name>
    <message>
        <source>Numbers agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in the ballot box. Look at it together with the observers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the figures and seals with the observers&apos; notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voters on the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ballots in the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ballots in the sums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open permits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled permits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tested and void ballots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed, never cast, now void</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permits nobody voted with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left the queue without voting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity: {method}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal of the ballots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal of the sums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit log, entry {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">닫기</translation>
    </message>
</context>
<context>
    <name>PollStepsPage</name>
    <message>
        <source>Confirm the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both of you have compared this computer&apos;s time with a clock that you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the time above with a clock that you trust. Voting then goes on for 15 minutes; have the clock of this computer set right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with a radio clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with a telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From now on permits can be issued and votes cast. Two people confirm it together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspend voting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can vote until voting is resumed. Ballots and permits stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voting hours of the day are over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disturbance at the station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume voting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ballot box is compared with what it was when voting was suspended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voters in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the polls for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After this nobody can vote any more. Permits that nobody used are cancelled, and ballots that were sealed but never cast become void.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-open the polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the commission may do this, inside voting hours. It is entered in every record as something unusual.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PollingDayPage</name>
    <message>
        <source>Polling day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The blue strip always says what comes next. To let somebody vote: search, compare with the photo ID, choose the line, choose the booth, issue the permit. Opening, suspending and closing take two people with their own PINs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please wait …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register an election first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register this station first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish the election first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the zero report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until voting hours begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check voters in and issue permits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspend voting until tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voting hours are over: close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume voting when ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the queue finish voting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count the votes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The votes are counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to elections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zero report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume voting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n still to vote</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h {minutes} min to close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min to close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No election yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commission registers elections, candidates and voters under Elections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is no polling station yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commission registers the station and its booths under Elections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The election is still a draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polling day begins once the commission has published it. What is missing stands in the check list under Elections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s clock is in doubt. Compare it with a clock that you trust; two people confirm the time, then voting goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people confirmed the time for 15 minutes. Have this computer&apos;s clock set right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data file still has to be rewritten once, so that it tells no order of voting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rewrite it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n permits issued</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the permit?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voter can be checked in again afterwards. The reason goes into the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voter left without voting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued to the wrong person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The booth does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the permit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The permit is cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every ballot is kept on this computer until the centre has confirmed it. Here you see how much is waiting. There is nothing you have to do: voting does not need a connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Ballots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted ballots, without voter and time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who has a permit or has voted, without the ballot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elections, candidates, pledges and their changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This station is not connected to a centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is kept safely on this computer. Voting, closing and counting do not need a connection; what waits is sent once this station is connected to a centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is waiting</source>
        <translation type="unfinished"></translation>
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
    <name>ReasonForm</name>
    <message>
        <source>Another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes into the record for good. Do not write names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write in one line what happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">취소</translation>
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
        <source>The confirmation code as a QR code</source>
        <translation>투표 확인 코드가 담긴 QR 코드</translation>
    </message>
    <message numerus="yes">
        <source>Back to the start in %n second(s)</source>
        <translation>
            <numerusform>%n초 뒤 처음 화면으로 돌아갑니다</numerusform>
        </translation>
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
        <source>Write the code down or photograph it. It does not show what you chose.</source>
        <translation>코드를 적거나 사진으로 찍어 두십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The audit log holds everything that was done here, in order, each entry sealed to the one before. &apos;Verify the chain&apos; shows that none was changed or taken out. &apos;Is everything all right?&apos; examines this station and says what to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of this station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished">담당자</translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the log matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first}–{last} of {total}, the latest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying the chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is empty: nothing to verify.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chain is whole: {count} entries, none changed or missing. Last seal {seal} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examining …</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify the chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search: what happened, who, number or date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the audit log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is everything all right?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the polls are open only turnout is shown. After the close the trustee opens the count with key file and pass-phrase while two people confirm; then every contest has its chart and table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people confirm that the polls are closed and the count may be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the sums with every ballot, then opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cast} of {listed} voters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to polling day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no election yet. The commission registers one under Elections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been cast yet: the polls have not been opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the polls are closed only turnout is shown, so that nobody&apos;s vote is swayed by totals. The ballots stay sealed and can be opened only after the close.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provisional – not certified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid votes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share}% of ballots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} choices not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalid votes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalid: nothing chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For withdrawn candidates {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share}% of voters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png);;Drawings (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turnout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abstentions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message numerus="yes">
        <source>More – %n more card(s)</source>
        <translation>
            <numerusform>더 보기 – %n개가 더 있습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>After sealing you put it in the ballot box</source>
        <translation>봉한 뒤에 투표함에 넣습니다</translation>
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
</context>
<context>
    <name>SealedScreen</name>
    <message>
        <source>The confirmation code as a QR code</source>
        <translation>투표 확인 코드가 담긴 QR 코드</translation>
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
        <source>Write the code down or photograph it. It does not show what you chose.</source>
        <translation>코드를 적거나 사진으로 찍어 두십시오. 무엇을 골랐는지는 나타나지 않습니다.</translation>
    </message>
    <message>
        <source>Touch ‘Put in the ballot box’ to finish voting.</source>
        <translation>‘투표함에 넣기’를 눌러야 투표가 끝납니다.</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>다시 고르기</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>No accounts yet. Set this computer up first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your PIN or password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Nobody used this window for %n minutes, so it was locked. Nothing is lost.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n seconds. If you forgot your PIN, the commission sets a new one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>OMP Desktop</source>
        <translation type="unfinished">OMP 투표소</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN or password</source>
        <translation type="unfinished"></translation>
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
    <name>StartScreen</name>
    <message>
        <source>Voting hours {hours}</source>
        <translation>투표 시간 {hours}</translation>
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
        <source>Once the official has issued your permit you can vote here.</source>
        <translation>투표사무원이 투표권을 발급하면 여기에서 투표합니다.</translation>
    </message>
    <message>
        <source>It begins by itself as soon as the official has issued your permit.</source>
        <translation>투표사무원이 투표권을 발급하면 바로 시작합니다.</translation>
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
    <name>TurnoutCard</name>
    <message>
        <source>{hour}h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voters by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turnout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TwoPersonPage</name>
    <message>
        <source>First person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second person</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoterPanel</name>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more of this name: {others}. Compare birth date and address with the photo ID.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The permit is issued; the vote is not in yet. Show the voter to the booth. If the voter left without voting, cancel the permit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This voter has voted. No second permit can be issued. If the voter denies it, the manager records what was said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{booth} starts as soon as you issue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permits are issued while the polls are open. The manager opens or resumes them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everyone in the queue has a permit. If somebody still holds a queue ticket, the manager corrects the number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voting hours are over. The manager suspends voting or begins to close.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No booth is set up. The commission adds one to this station under Elections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All booths are in use. Wait until one is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a voter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by name, roll number or birth date, compare with the photo ID, then choose the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resident card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mobile ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also votes in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue permit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the permit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingForm</name>
    <message>
        <source>How many voters are waiting?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voting hours end for newcomers. Whoever stands in the queue now may still vote: count them, hand out queue tickets, and enter the number. Nobody waiting: enter 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voters in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">취소</translation>
    </message>
    <message>
        <source>Begin closing</source>
        <translation type="unfinished"></translation>
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
</TS>
