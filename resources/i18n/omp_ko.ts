<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Booth</name>
    <message>
        <source>Look up a code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished">도움말</translation>
    </message>
</context>
<context>
    <name>BusyScreen</name>
    <message>
        <source>One moment, please</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your ballot is being sealed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your vote is being recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please wait a moment. Do not leave.</source>
        <translation type="unfinished"></translation>
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
    <name>ChosenLine</name>
    <message>
        <source>Nothing chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Independent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContestCard</name>
    <message>
        <source>{title} · yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed without a choice, this vote is counted as invalid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>You can choose %n more.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContestScreen</name>
    <message>
        <source>{name} chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can choose up to {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To choose another one, first touch one of your choices to take it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A choice is needed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one, then go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {allowed} chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose {number} · {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose 1 of {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose up to {allowed} of {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose ({place} of {count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>More – %n more choice(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More – %n more candidate(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContrastSheet</name>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>White on black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ElectionRow</name>
    <message>
        <source>Vote</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ElectionsScreen</name>
    <message numerus="yes">
        <source>More – %n more election(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the election</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which election first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>An official was called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check in at the desk first. Then touch the screen here to begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can vote in several elections, one after the other. Begin with any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch ‘Start’ to choose. Nothing is recorded before the last step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch a card to choose, touch it again to take it back. You can still change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch ‘Change’ to choose again. If all is right, touch ‘Seal my ballot’.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch ‘Put in the ballot box’. The code does not show what you chose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the code you can check later that your ballot was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the 25 letters and digits of your code. What was chosen is never shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official and stay here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished">도움말</translation>
    </message>
    <message>
        <source>For officials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">닫기</translation>
    </message>
</context>
<context>
    <name>HowToScreen</name>
    <message>
        <source>How to vote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check your choice and seal your ballot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it in the ballot box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, text size and help are always at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockedScreen</name>
    <message>
        <source>This screen is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was put in the ballot box. Call an official.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For officials</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookUpScreen</name>
    <message>
        <source>Look up a confirmation code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmation code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>25 letters and digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the last sign</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine has a problem. It is not your fault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your permit is still valid. You can still vote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An official was called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known whether it is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voting cannot begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An official can see whether your vote was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a moment, then touch ‘Try again’. Your choices are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please stay here until an official comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number for the official</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For officials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OfficialAccessSheet</name>
    <message>
        <source>The voter&apos;s permit stays open. Let the voter begin again, or cancel the permit at the desk before somebody else uses this booth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your PIN to leave the voter&apos;s screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For officials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN</source>
        <translation type="unfinished">PIN</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">취소</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>Independent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pledges</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionsSheet</name>
    <message>
        <source>Close</source>
        <translation type="unfinished">닫기</translation>
    </message>
</context>
<context>
    <name>OutOfOrderScreen</name>
    <message>
        <source>Out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official. An official can see whether your vote was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For officials</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PagedRows</name>
    <message>
        <source>Go back up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PledgesSheet</name>
    <message>
        <source>Independent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number {number} · {party}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>More – %n more pledge(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pledges were registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pledge {first} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pledges {first} – {last} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
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
    <name>RecordedScreen</name>
    <message numerus="yes">
        <source>You can vote in %n more election(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Next election</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All done. You may leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The confirmation code as a QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Back to the start in %n second(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Your vote is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmation code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message numerus="yes">
        <source>More – %n more card(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>After sealing you put it in the ballot box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check your choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal my ballot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SealedScreen</name>
    <message>
        <source>The confirmation code as a QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in the ballot box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your ballot is sealed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmation code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch ‘Put in the ballot box’ to finish voting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SizesSheet</name>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>Voting hours {hours}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartWords</name>
    <message>
        <source>Touch the screen to start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please check in at the desk first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for your permit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No voting at the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once the official has issued your permit you can vote here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins by itself as soon as the official has issued your permit.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call an official</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
