<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Attendance</name>
    <message numerus="yes">
        <source>Without an answer this screen locks in %n second(s). Nothing is put in the ballot box.</source>
        <translation>
            <numerusform>Without an answer this screen locks in %n second. Nothing is put in the ballot box.</numerusform>
            <numerusform>Without an answer this screen locks in %n seconds. Nothing is put in the ballot box.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContestCard</name>
    <message numerus="yes">
        <source>You can choose %n more.</source>
        <translation>
            <numerusform>You can choose %n more.</numerusform>
            <numerusform>You can choose %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContestResultView</name>
    <message numerus="yes">
        <source>And %n more ties below.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContestScreen</name>
    <message numerus="yes">
        <source>More – %n more choice(s)</source>
        <translation>
            <numerusform>More – %n more choice</numerusform>
            <numerusform>More – %n more choices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More – %n more candidate(s)</source>
        <translation>
            <numerusform>More – %n more candidate</numerusform>
            <numerusform>More – %n more candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ElectionsScreen</name>
    <message numerus="yes">
        <source>More – %n more election(s)</source>
        <translation>
            <numerusform>More – %n more election</numerusform>
            <numerusform>More – %n more elections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfficialWindow</name>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PledgesSheet</name>
    <message numerus="yes">
        <source>More – %n more pledge(s)</source>
        <translation>
            <numerusform>More – %n more pledge</numerusform>
            <numerusform>More – %n more pledges</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PollingDayPage</name>
    <message numerus="yes">
        <source>%n still to vote</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permits issued</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordedScreen</name>
    <message numerus="yes">
        <source>You can vote in %n more election(s).</source>
        <translation>
            <numerusform>You can vote in %n more election.</numerusform>
            <numerusform>You can vote in %n more elections.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Back to the start in %n second(s)</source>
        <translation>
            <numerusform>Back to the start in %n second</numerusform>
            <numerusform>Back to the start in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message numerus="yes">
        <source>More – %n more card(s)</source>
        <translation>
            <numerusform>More – %n more card</numerusform>
            <numerusform>More – %n more cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message numerus="yes">
        <source>Nobody used this window for %n minutes, so it was locked. Nothing is lost.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n seconds. If you forgot your PIN, the commission sets a new one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoterPanel</name>
    <message numerus="yes">
        <source>%n more of this name: {others}. Compare birth date and address with the photo ID.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
