<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountsPanel</name>
    <message numerus="yes">
        <source>%n accounts</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Attendance</name>
    <message numerus="yes">
        <source>Without an answer this screen locks in %n second(s). Nothing is put in the ballot box.</source>
        <translation type="vanished">
            <numerusform>Without an answer this screen locks in %n second. Nothing is put in the ballot box.</numerusform>
            <numerusform>Without an answer this screen locks in %n seconds. Nothing is put in the ballot box.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without an answer this screen locks in %n second(s). No vote is cast.</source>
        <translation>
            <numerusform>Without an answer this screen locks in %n second. No vote is cast.</numerusform>
            <numerusform>Without an answer this screen locks in %n seconds. No vote is cast.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditExporting</name>
    <message numerus="yes">
        <source>%n entries were saved.</source>
        <translation>
            <numerusform>%n entry was saved.</numerusform>
            <numerusform>%n entries were saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CandidateWindow</name>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="vanished">
            <numerusform>Not connected · %n waiting</numerusform>
            <numerusform>Not connected · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your changes wait(s) to be sent.</source>
        <translation>
            <numerusform>%n of your changes waits to be sent.</numerusform>
            <numerusform>%n of your changes wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On this computer %n statement(s) wait(s) in all. They are kept here safely, and are sent as soon as there is a connection; you need not do anything.</source>
        <translation>
            <numerusform>On this computer %n statement waits in all. It is kept here safely, and is sent as soon as there is a connection; you need not do anything.</numerusform>
            <numerusform>On this computer %n statements wait in all. They are kept here safely, and are sent as soon as there is a connection; you need not do anything.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CandidatesTab</name>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CentreTab</name>
    <message numerus="yes">
        <source>%n to be confirmed</source>
        <translation>
            <numerusform>%n to be confirmed</numerusform>
            <numerusform>%n to be confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The centre raised %n alarm(s). The latest: {alarm}</source>
        <translation type="vanished">
            <numerusform>The centre raised %n alarm: {alarm}</numerusform>
            <numerusform>The centre raised %n alarms. The latest: {alarm}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pages do not hold</source>
        <translation type="vanished">
            <numerusform>%n page does not hold</numerusform>
            <numerusform>%n pages do not hold</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s) of the centre, the latest: {alarm}</source>
        <translation>
            <numerusform>%n alarm of the centre: {alarm}</numerusform>
            <numerusform>%n alarms of the centre, the latest: {alarm}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n older one(s).</source>
        <translation>
            <numerusform>… and %n older one.</numerusform>
            <numerusform>… and %n older ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) of ballots failed the check</source>
        <translation>
            <numerusform>%n page of ballots failed the check</numerusform>
            <numerusform>%n pages of ballots failed the check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside</source>
        <translation>
            <numerusform>%n set aside</numerusform>
            <numerusform>%n set aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n, no gap</source>
        <translation>
            <numerusform>%n, no gap</numerusform>
            <numerusform>%n, no gap</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertifyForm</name>
    <message numerus="yes">
        <source>%n differ(s)</source>
        <translation>
            <numerusform>%n differs</numerusform>
            <numerusform>%n differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be known here</source>
        <translation>
            <numerusform>%n cannot be known here</numerusform>
            <numerusform>%n cannot be known here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckInCard</name>
    <message numerus="yes">
        <source>%n voters found: too many to show. Type more of the name, or the birth date.</source>
        <translation>
            <numerusform>%n voter found: too many to show. Type more of the name, or the birth date.</numerusform>
            <numerusform>%n voters found: too many to show. Type more of the name, or the birth date.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckInScreen</name>
    <message numerus="yes">
        <source>The %n digits in your letter.</source>
        <translation>
            <numerusform>The %n digit in your letter.</numerusform>
            <numerusform>The %n digits in your letter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has %n digits. Enter all of them.</source>
        <translation>
            <numerusform>It has %n digit. Enter it.</numerusform>
            <numerusform>It has %n digits. Enter all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckStrip</name>
    <message numerus="yes">
        <source>%n things to fix before publishing</source>
        <translation>
            <numerusform>%n thing to fix before publishing</numerusform>
            <numerusform>%n things to fix before publishing</numerusform>
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
        <source>Totals of the first %n ballots. Voting goes on, and nothing is decided.</source>
        <translation>
            <numerusform>Totals of the first %n ballot. Voting goes on, and nothing is decided.</numerusform>
            <numerusform>Totals of the first %n ballots. Voting goes on, and nothing is decided.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more ties below.</source>
        <translation>
            <numerusform>And %n more tie below.</numerusform>
            <numerusform>And %n more ties below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {number} received %n votes.</source>
        <translation>
            <numerusform>No. {number} received %n vote.</numerusform>
            <numerusform>No. {number} received %n votes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {first} is %n votes ({points}%p) ahead of no. {second}.</source>
        <translation>
            <numerusform>No. {first} is %n vote ({points}%p) ahead of no. {second}.</numerusform>
            <numerusform>No. {first} is %n votes ({points}%p) ahead of no. {second}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {number} received %n votes. Certification makes it final.</source>
        <translation type="vanished">
            <numerusform>No. {number} received %n vote. Certification makes it final.</numerusform>
            <numerusform>No. {number} received %n votes. Certification makes it final.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No. {first} is %n votes ({points}%p) ahead of no. {second}. Certification makes it final.</source>
        <translation type="vanished">
            <numerusform>No. {first} is %n vote ({points}%p) ahead of no. {second}. Certification makes it final.</numerusform>
            <numerusform>No. {first} is %n votes ({points}%p) ahead of no. {second}. Certification makes it final.</numerusform>
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
    <name>ContestsTab</name>
    <message numerus="yes">
        <source>%n candidates</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountStationsView</name>
    <message numerus="yes">
        <source>%n station(s) have not delivered everything. Let them send, then collect again. Without one of them none of its ballots counts: two people decide that, and say why.</source>
        <translation>
            <numerusform>%n station has not delivered everything. Let it send, then collect again. Without it none of its ballots counts: two people decide that, and say why.</numerusform>
            <numerusform>%n stations have not delivered everything. Let them send, then collect again. Without one of them none of its ballots counts: two people decide that, and say why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The count can begin, without %n station(s): no ballot from there counts.</source>
        <translation>
            <numerusform>The count can begin, without %n station: no ballot from there counts.</numerusform>
            <numerusform>The count can begin, without %n stations: no ballot from there counts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountingView</name>
    <message numerus="yes">
        <source>Beside totals opened before, the votes of %n ballots show alone; this election opens at least {minimum} together.</source>
        <translation>
            <numerusform>Beside totals opened before, the vote of %n ballot shows alone; this election opens at least {minimum} together.</numerusform>
            <numerusform>Beside totals opened before, the votes of %n ballots show alone; this election opens at least {minimum} together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of those who are missing must give a share.</source>
        <translation>
            <numerusform>%n more of those who are missing must give a share.</numerusform>
            <numerusform>%n more of those who are missing must give a share.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ElectionRecordView</name>
    <message numerus="yes">
        <source>Saved as {file} with %n ballots. Fingerprint of the election: {seal}</source>
        <translation type="vanished">
            <numerusform>Saved as {file} with %n ballot. Fingerprint of the election: {seal}</numerusform>
            <numerusform>Saved as {file} with %n ballots. Fingerprint of the election: {seal}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved as {file} with %n ballots.
Fingerprint of the manifest:
{seal}</source>
        <translation>
            <numerusform>Saved as {file} with %n ballot.
Fingerprint of the manifest:
{seal}</numerusform>
            <numerusform>Saved as {file} with %n ballots.
Fingerprint of the manifest:
{seal}</numerusform>
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
    <name>EnrolmentForm</name>
    <message numerus="yes">
        <source>%n voter(s) of {station}.</source>
        <translation>
            <numerusform>%n voter of {station}.</numerusform>
            <numerusform>%n voters of {station}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPreviewForm</name>
    <message numerus="yes">
        <source>Take all %n lines</source>
        <translation>
            <numerusform>Take %n line</numerusform>
            <numerusform>Take all %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skip %n bad lines and take the rest</source>
        <translation>
            <numerusform>Skip %n bad line and take the rest</numerusform>
            <numerusform>Skip %n bad lines and take the rest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MyPledgesPage</name>
    <message numerus="yes">
        <source>All %n places are taken. Delete one to add another.</source>
        <translation type="vanished">
            <numerusform>The %n place is taken. Delete the pledge to add another.</numerusform>
            <numerusform>All %n places are taken. Delete one to add another.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public.</source>
        <translation type="vanished">
            <numerusform>%n deleted or earlier text stays public.</numerusform>
            <numerusform>%n deleted or earlier texts stay public.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public until the commission publishes again.</source>
        <translation type="vanished">
            <numerusform>%n deleted or earlier text stays public until the commission publishes again.</numerusform>
            <numerusform>%n deleted or earlier texts stay public until the commission publishes again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NamesakesForm</name>
    <message numerus="yes">
        <source>On the list are %n people named {name}. Compare birth date and address with the photo ID, then choose the line.</source>
        <translation>
            <numerusform>On the list is %n person named {name}. Compare birth date and address with the photo ID, then choose the line.</numerusform>
            <numerusform>On the list are %n people named {name}. Compare birth date and address with the photo ID, then choose the line.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfficialWindow</name>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="vanished">
            <numerusform>Not connected · %n waiting</numerusform>
            <numerusform>Not connected · %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenedRows</name>
    <message numerus="yes">
        <source>More – %n more card(s)</source>
        <translation type="vanished">
            <numerusform>More – %n more card</numerusform>
            <numerusform>More – %n more cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More – %n more to check</source>
        <translation>
            <numerusform>More – %n more to check</numerusform>
            <numerusform>More – %n more to check</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenedSheet</name>
    <message numerus="yes">
        <source>Shown for %n more second(s)</source>
        <translation type="vanished">
            <numerusform>Shown for %n more second</numerusform>
            <numerusform>Shown for %n more seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This closes in %n second(s)</source>
        <translation>
            <numerusform>This closes in %n second</numerusform>
            <numerusform>This closes in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewTab</name>
    <message numerus="yes">
        <source>%n things to fix before publishing</source>
        <translation>
            <numerusform>%n thing to fix before publishing</numerusform>
            <numerusform>%n things to fix before publishing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperForm</name>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperRollSteps</name>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PledgeList</name>
    <message numerus="yes">
        <source>Up to %n pledges</source>
        <translation>
            <numerusform>Up to %n pledge</numerusform>
            <numerusform>Up to %n pledges</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pledge(s)</source>
        <translation>
            <numerusform>%n pledge</numerusform>
            <numerusform>%n pledges</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PledgeNotice</name>
    <message numerus="yes">
        <source>All %n places are taken. Delete one to add another.</source>
        <translation>
            <numerusform>The %n place is taken. Delete the pledge to add another.</numerusform>
            <numerusform>All %n places are taken. Delete one to add another.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public.</source>
        <translation>
            <numerusform>%n deleted or earlier text stays public.</numerusform>
            <numerusform>%n deleted or earlier texts stay public.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted or earlier text(s) stay public until the commission publishes again.</source>
        <translation>
            <numerusform>%n deleted or earlier text stays public until the commission publishes again.</numerusform>
            <numerusform>%n deleted or earlier texts stay public until the commission publishes again.</numerusform>
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
    <name>PolicyTab</name>
    <message numerus="yes">
        <source>Before the end no total of fewer than %n ballots is opened: nobody learns how a few people voted.</source>
        <translation>
            <numerusform>Before the end no total of fewer than %n ballot is opened: nobody learns how a few people voted.</numerusform>
            <numerusform>Before the end no total of fewer than %n ballots is opened: nobody learns how a few people voted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PollingDayPage</name>
    <message numerus="yes">
        <source>%n still to vote</source>
        <translation type="vanished">
            <numerusform>%n still to vote</numerusform>
            <numerusform>%n still to vote</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permits issued</source>
        <translation>
            <numerusform>%n permit issued</numerusform>
            <numerusform>%n permits issued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PollingWords</name>
    <message numerus="yes">
        <source>%n still to vote</source>
        <translation>
            <numerusform>%n still to vote</numerusform>
            <numerusform>%n still to vote</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation type="vanished">
            <numerusform>Not connected · %n waiting</numerusform>
            <numerusform>Not connected · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n ballots waiting</source>
        <translation type="vanished">
            <numerusform>Not connected · %n ballot waiting</numerusform>
            <numerusform>Not connected · %n ballots waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No ballot waits, but %n other record(s) do.</source>
        <translation>
            <numerusform>No ballot waits, but %n other record does.</numerusform>
            <numerusform>No ballot waits, but %n other records do.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>match, %n still waiting</source>
        <translation>
            <numerusform>match, %n still waiting</numerusform>
            <numerusform>match, %n still waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{batch} is held, and %n more</source>
        <translation>
            <numerusform>{batch} is held, and %n more</numerusform>
            <numerusform>{batch} is held, and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its %n items stay on this computer.</source>
        <translation>
            <numerusform>Its %n item stays on this computer.</numerusform>
            <numerusform>Its %n items stay on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) in the folder {folder}.</source>
        <translation type="vanished">
            <numerusform>%n batch in the folder {folder}.</numerusform>
            <numerusform>%n batches in the folder {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) handed to the centre; the receipts are on the stick.</source>
        <translation type="vanished">
            <numerusform>%n batch handed to the centre; the receipt is on the stick.</numerusform>
            <numerusform>%n batches handed to the centre; the receipts are on the stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) of this computer are confirmed.</source>
        <translation type="vanished">
            <numerusform>%n batch of this computer is confirmed.</numerusform>
            <numerusform>%n batches of this computer are confirmed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were confirmed before.</source>
        <translation type="vanished">
            <numerusform>%n was confirmed before.</numerusform>
            <numerusform>%n were confirmed before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more files that were left out.</source>
        <translation type="vanished">
            <numerusform>… and %n more file that was left out.</numerusform>
            <numerusform>… and %n more files that were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueSticks</name>
    <message numerus="yes">
        <source>%n batch(es) in the folder {folder}.</source>
        <translation>
            <numerusform>%n batch in the folder {folder}.</numerusform>
            <numerusform>%n batches in the folder {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) handed to the centre; the receipts are on the stick.</source>
        <translation>
            <numerusform>%n batch handed to the centre; the receipt is on the stick.</numerusform>
            <numerusform>%n batches handed to the centre; the receipts are on the stick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) of this computer are confirmed.</source>
        <translation>
            <numerusform>%n batch of this computer is confirmed.</numerusform>
            <numerusform>%n batches of this computer are confirmed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were confirmed before.</source>
        <translation>
            <numerusform>%n was confirmed before.</numerusform>
            <numerusform>%n were confirmed before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out ({names}): {why}</source>
        <translation>
            <numerusform>%n file left out ({names}): {why}</numerusform>
            <numerusform>%n files left out ({names}): {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more files that were left out.</source>
        <translation type="vanished">
            <numerusform>… and %n more file that was left out.</numerusform>
            <numerusform>… and %n more files that were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadinessForm</name>
    <message numerus="yes">
        <source>%n to look after</source>
        <translation>
            <numerusform>%n to look after</numerusform>
            <numerusform>%n to look after</numerusform>
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
    <message numerus="yes">
        <source>Back in %n second(s)</source>
        <translation>
            <numerusform>Back in %n second</numerusform>
            <numerusform>Back in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message numerus="yes">
        <source>The chain is whole: %n entries, none changed or missing. Last seal: {seal}</source>
        <translation>
            <numerusform>The chain is whole: %n entry, not changed. Last seal: {seal}</numerusform>
            <numerusform>The chain is whole: %n entries, none changed or missing. Last seal: {seal}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemarksView</name>
    <message numerus="yes">
        <source>%n noted</source>
        <translation>
            <numerusform>%n noted</numerusform>
            <numerusform>%n noted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportsTab</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under way</source>
        <translation>
            <numerusform>%n under way</numerusform>
            <numerusform>%n under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message numerus="yes">
        <source>without %n station(s)</source>
        <translation>
            <numerusform>without %n station</numerusform>
            <numerusform>without %n stations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stations</source>
        <translation>
            <numerusform>%n station</numerusform>
            <numerusform>%n stations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more ballots are needed before totals may be opened: nobody is to learn how a few voted.</source>
        <translation>
            <numerusform>%n more ballot is needed before totals may be opened: nobody is to learn how a few voted.</numerusform>
            <numerusform>%n more ballots are needed before totals may be opened: nobody is to learn how a few voted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message numerus="yes">
        <source>More – %n more card(s)</source>
        <translation type="vanished">
            <numerusform>More – %n more card</numerusform>
            <numerusform>More – %n more cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More – %n more to check</source>
        <translation>
            <numerusform>More – %n more to check</numerusform>
            <numerusform>More – %n more to check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contest(s) have no choice</source>
        <translation>
            <numerusform>%n contest has no choice</numerusform>
            <numerusform>%n contests have no choice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not chosen</source>
        <translation>
            <numerusform>%n not chosen</numerusform>
            <numerusform>%n not chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoleChooser</name>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voter(s)</source>
        <translation>
            <numerusform>%n voter</numerusform>
            <numerusform>%n voters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more election(s)</source>
        <translation>
            <numerusform>%n more election</numerusform>
            <numerusform>%n more elections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendingWords</name>
    <message numerus="yes">
        <source>Held: %n batch(es) – show</source>
        <translation>
            <numerusform>Held: %n batch – show</numerusform>
            <numerusform>Held: %n batches – show</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline since {time} · %n waiting, safe here</source>
        <translation>
            <numerusform>Offline since {time} · %n waiting, safe here</numerusform>
            <numerusform>Offline since {time} · %n waiting, safe here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not connected · %n waiting</source>
        <translation>
            <numerusform>Not connected · %n waiting</numerusform>
            <numerusform>Not connected · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>By stick · %n waiting</source>
        <translation>
            <numerusform>By stick · %n waiting</numerusform>
            <numerusform>By stick · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connecting · %n waiting</source>
        <translation>
            <numerusform>Connecting · %n waiting</numerusform>
            <numerusform>Connecting · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not confirmed yet · %n waiting</source>
        <translation>
            <numerusform>Not confirmed yet · %n waiting</numerusform>
            <numerusform>Not confirmed yet · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected · %n waiting</source>
        <translation>
            <numerusform>Connected · %n waiting</numerusform>
            <numerusform>Connected · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline since {time} · %n waiting</source>
        <translation>
            <numerusform>Offline since {time} · %n waiting</numerusform>
            <numerusform>Offline since {time} · %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cannot send · %n waiting</source>
        <translation>
            <numerusform>Cannot send · %n waiting</numerusform>
            <numerusform>Cannot send · %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message numerus="yes">
        <source>Nobody used this window for %n minutes, so it was locked. Nothing is lost.</source>
        <translation>
            <numerusform>Nobody used this window for %n minute, so it was locked. Nothing is lost.</numerusform>
            <numerusform>Nobody used this window for %n minutes, so it was locked. Nothing is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Try again in %n seconds. If you forgot your PIN, the commission sets a new one.</source>
        <translation>
            <numerusform>Too many wrong PINs. Try again in %n second. If you forgot your PIN, the commission sets a new one.</numerusform>
            <numerusform>Too many wrong PINs. Try again in %n seconds. If you forgot your PIN, the commission sets a new one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrusteeShare</name>
    <message numerus="yes">
        <source>Sums of %n ballots</source>
        <translation>
            <numerusform>Sums of %n ballot</numerusform>
            <numerusform>Sums of %n ballots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n ballots; this election opens at least {minimum} together. The totals may show how single people voted.</source>
        <translation>
            <numerusform>Only %n ballot; this election opens at least {minimum} together. The totals may show how single people voted.</numerusform>
            <numerusform>Only %n ballots; this election opens at least {minimum} together. The totals may show how single people voted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TurnoutCard</name>
    <message numerus="yes">
        <source>shown from %n voters on</source>
        <translation>
            <numerusform>shown from %n voter on</numerusform>
            <numerusform>shown from %n voters on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoterCodesPanel</name>
    <message numerus="yes">
        <source>%n codes were made and saved.</source>
        <translation>
            <numerusform>%n code was made and saved.</numerusform>
            <numerusform>%n codes were made and saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voters have a roll number that a number pad cannot enter: they check in at the desk.</source>
        <translation>
            <numerusform>%n voter has a roll number that a number pad cannot enter and checks in at the desk.</numerusform>
            <numerusform>%n voters have a roll number that a number pad cannot enter: they check in at the desk.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoterPanel</name>
    <message numerus="yes">
        <source>%n namesakes</source>
        <translation>
            <numerusform>%n namesake</numerusform>
            <numerusform>%n namesakes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VotersTab</name>
    <message numerus="yes">
        <source>%n voters on the list</source>
        <translation>
            <numerusform>%n voter on the list</numerusform>
            <numerusform>%n voters on the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voters were taken.</source>
        <translation>
            <numerusform>%n voter was taken.</numerusform>
            <numerusform>%n voters were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bad lines were left out.</source>
        <translation>
            <numerusform>%n bad line was left out.</numerusform>
            <numerusform>%n bad lines were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voters are taken off the list of every station. This cannot be undone: import the list again afterwards.</source>
        <translation>
            <numerusform>%n voter is taken off the list. This cannot be undone: import the list again afterwards.</numerusform>
            <numerusform>%n voters are taken off the list of every station. This cannot be undone: import the list again afterwards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n voters are taken off the list of every station. Import the list again afterwards.</source>
        <translation type="vanished">
            <numerusform>%n voter is taken off the list. Import the list again afterwards.</numerusform>
            <numerusform>%n voters are taken off the list of every station. Import the list again afterwards.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowsTab</name>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
</TS>
