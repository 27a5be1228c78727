<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="km_KH" sourcelanguage="en">
<context>
    <name>AgreeAnswer</name>
    <message>
        <source>I have read this and I agree</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlongDoneScreen</name>
    <message>
        <source>The form is ready to be taken along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation type="unfinished">ខ្ញុំ​ចប់​ហើយ៖ លុប​អេក្រង់</translation>
    </message>
    <message>
        <source>The slip is being prepared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is on the stick. Remove the stick and take it along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the other machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Continue a form I began before”, then “A form begun at another machine”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plug the stick in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the slip&apos;s large QR code before the scanner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the PIN of six digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be opened there until the end of {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of papers that stay here: {count}. Take them again at the other machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on at one machine only. With this code and the PIN it still opens here, too:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlongPinScreen</name>
    <message>
        <source>Take this form along to another machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a PIN of six digits. With it, and only with it, the form opens there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take digits you remember, no date of birth. Do not write them on the slip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From now on this PIN opens the form on this machine too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a PIN of six digits, then press “Continue”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlongScreen</name>
    <message>
        <source>How do you want to take it along?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a stick again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slip with a large QR code that holds the form, locked with your PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of papers that stay here: {count}. Take them again at the other machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the slip with the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is too long for a slip. Take it along on a stick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is being locked with your PIN. One moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a USB stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it onto the stick {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures of papers go along. Nobody can read the stick without the PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug one in, then look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % written and checked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AmountScreen</name>
    <message>
        <source>How much is to be paid?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the amount from the notice of the tax office.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example: 250000. Without a notice, go back and pay later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount in đồng</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write the amount in digits, at least 1,000 đồng.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerRow</name>
    <message>
        <source>Not answered</source>
        <translation>មិន​ទាន់​ឆ្លើយ</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>កែ</translation>
    </message>
</context>
<context>
    <name>AskScreen</name>
    <message>
        <source>Where is my dossier?</source>
        <translation>សំណុំ​លិខិត​ខ្ញុំ​ដល់​ណា?</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>មើល</translation>
    </message>
    <message>
        <source>Hold the QR code on your receipt before the scanner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or type the follow-up code that is printed on it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow-up code</source>
        <translation>លេខ​កូដ​តាម​ដាន</translation>
    </message>
    <message>
        <source>Nine letters and digits, such as ABC-DEFGH-J. Capitals and hyphens do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost the receipt? The officer at the centre finds the dossier with your identity card.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssistDoorScreen</name>
    <message>
        <source>Volunteer: type for the resident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only with the resident beside you, who checks every answer at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the staff code. It is recorded who typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Touch the screen to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished">ចាប់​ផ្តើម</translation>
    </message>
    <message>
        <source>Papers for birth, marriage, residence, support and more: prepare them here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One question at a time, in large letters. It can be read aloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your citizen card fills in half of the form by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing you answered is lost, even when the power fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You take a receipt home and can ask where your dossier is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Help” and somebody comes to you.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BothHereScreen</name>
    <message>
        <source>This form is on this machine already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the one here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last saved on this machine: {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last saved in what you brought: {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one goes on. With the one you brought, what was changed here since is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the one I brought</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CallsScreen</name>
    <message>
        <source>Calls for help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody has been waiting since {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am with the resident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waited {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What residents thought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has answered lately.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good or very good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bad or very bad</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CalmScreen</name>
    <message>
        <source>Something did not work here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the first page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every answer shown as saved is safe on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. The volunteer has to make room before others begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kiosk is already open on this machine. Close the other one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data was written by a newer version. The technician has to install that version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data file is damaged. Nothing was erased. Switch the machine off and on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data belongs to another machine. The technician needs the recovery code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This kiosk belongs to no portal yet. The technician runs “kiosk enrol”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data cannot be opened. The technician runs “kiosk doctor”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can begin again from the first page and continue with the code and the PIN.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CameraScreen</name>
    <message>
        <source>Take the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay the paper flat below the camera, all four corners in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper is seen. Hold still and press “Take the picture”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good light and a dark table help. Nothing is kept before you press “Attach it”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is being straightened.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Capture</name>
    <message>
        <source>This file is no picture or PDF. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is damaged. Take it again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is too large. Choose a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is too small to read. Take it again from nearer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner is off or not connected. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner is busy. Wait a moment, then press “Scan” again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner has no paper. Put the paper in and press “Scan” again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper is stuck in the scanner. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner&apos;s lid is open. Close it and press “Scan” again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan was stopped. Press “Scan” to begin again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner gave no picture. Press “Scan” again, or call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an identity card. No picture of it is kept: show the card itself to the officer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is not sharp. Hold still and take it again, or keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is dark. Move into the light and take it again, or keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera gives no picture. Call the volunteer, or choose a file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardCameraStep</name>
    <message>
        <source>Hold the QR code of the card before the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the card slowly nearer and away, until it is read by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardPhotoStep</name>
    <message>
        <source>Which picture shows the QR code of the card?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The QR code is being looked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No QR code is seen on this picture. Choose a sharper one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardScreen</name>
    <message>
        <source>Whose card is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where do these details belong?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished">ត្រឡប់​ក្រោយ</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose whose card this is, or press “Scan again”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sex does not fit the citizen number. Compare it with the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The year of birth does not fit the citizen number. Compare it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first three digits of the number are unusual. Compare them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card has no full date of birth. You enter it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something on the card looks unusual. Compare it with what is shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardStep</name>
    <message>
        <source>Scanning saves typing. You may go on without it and type yourself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckAnswersPage</name>
    <message>
        <source>Please check your answers</source>
        <translation>សូម​ពិនិត្យ​ចម្លើយ​របស់​អ្នក</translation>
    </message>
    <message>
        <source>Is everything right? Press Change beside an answer to correct it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckWarnings</name>
    <message>
        <source>{question}: this number is unusual. Compare it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person}: the sex does not fit the citizen number. Compare both with the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person}: the year of birth does not fit the citizen number. Compare both with the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{person}: the first three digits of the citizen number are unusual. Compare them with the card.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChooseScreen</name>
    <message>
        <source>What is it about?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a word, or press what has happened. Accents are not needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found. Try one other word, or call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this sign: no form here yet, but where to go for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I do not know which: help me choose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeCameraScreen</name>
    <message>
        <source>No picture is taken or kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeScreen</name>
    <message>
        <source>Your follow-up code</source>
        <translation>លេខ​កូដ​តាម​ដាន​របស់​អ្នក</translation>
    </message>
    <message>
        <source>It stands on the receipt too. With it you ask where your dossier is.</source>
        <translation>វា​មាន​លើ​បង្កាន់​ដៃ​ដែរ។ ប្រើ​វា​ដើម្បី​សួរ​សំណុំ​លិខិត​ដល់​ណា។</translation>
    </message>
    <message>
        <source>Your PIN is set. With code and PIN you can stop and continue later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without a PIN</source>
        <translation>បន្ត​ដោយ​គ្មាន​លេខ​សម្ងាត់</translation>
    </message>
    <message>
        <source>Choose a PIN of 4 to 6 digits: then only you can open this form again.</source>
        <translation>ជ្រើស​លេខ​សម្ងាត់ 4 ដល់ 6 ខ្ទង់៖ មាន​តែ​អ្នក​អាច​បើក​បែប​បទ​នេះ​ឡើង​វិញ។</translation>
    </message>
    <message>
        <source>Take digits you remember, no year of birth. Nobody else needs to know them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a PIN, only the volunteer can open the form again for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a PIN of 4 to 6 digits, or press “Go on without a PIN”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the code down or wait for the receipt; it is on both.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>May we use what you enter?</source>
        <translation>តើ​យើង​អាច​ប្រើ​អ្វី​ដែល​អ្នក​បំពេញ​បាន​ទេ?</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>ដើម្បី​អ្វី</translation>
    </message>
    <message>
        <source>Who is responsible</source>
        <translation>នរណា​ទទួល​ខុស​ត្រូវ</translation>
    </message>
    <message>
        <source>What is used</source>
        <translation>អ្វី​ដែល​ប្រើ</translation>
    </message>
    <message>
        <source>What you enter in the form, and pictures of papers that you add. Ethnic group is sensitive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card is only read, its picture is not kept. The answers leave this machine encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>សិទ្ធិ​របស់​អ្នក</translation>
    </message>
    <message>
        <source>You may see, correct or erase your data, or take this consent back, at any time.</source>
        <translation>អ្នក​អាច​មើល កែ ឬ​លុប​ទិន្នន័យ ឬ​ដក​ការ​យល់​ព្រម​នេះ​គ្រប់​ពេល។</translation>
    </message>
    <message>
        <source>Whoever does not agree gets the same help on paper from the officer.</source>
        <translation>អ្នក​មិន​យល់​ព្រម នៅ​តែ​ទទួល​ជំនួយ​ដូច​គ្នា​លើ​ក្រដាស​ពី​មន្ត្រី។</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>ខ្ញុំ​យល់​ព្រម</translation>
    </message>
    <message>
        <source>I do not agree</source>
        <translation>ខ្ញុំ​មិន​យល់​ព្រម</translation>
    </message>
    <message>
        <source>Choose “I agree” or “I do not agree”, then press “Continue”.</source>
        <translation>សូម​ជ្រើស “ខ្ញុំ​យល់​ព្រម” ឬ “ខ្ញុំ​មិន​យល់​ព្រម” រួច​ចុច “បន្ត”។</translation>
    </message>
</context>
<context>
    <name>CornersScreen</name>
    <message>
        <source>Where are the corners of the paper?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a corner, then move it with the arrows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurtainScreen</name>
    <message>
        <source>Your page is hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am back: show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep and stop</source>
        <translation type="unfinished">រក្សា​ទុក ហើយ​ឈប់</translation>
    </message>
    <message>
        <source>Nobody sees your answers. They are saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If nobody comes back within {minutes} minutes, the screen is wiped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your PIN to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your PIN, or press “Keep and stop”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DamagedScreen</name>
    <message>
        <source>This machine needs its volunteer for a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volunteer: see what can be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with the dossiers was damaged, perhaps by a power cut. Nothing was erased. Receipts that were printed stay good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine is looking what can be saved. One moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make room on it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program uses the data. Switch the machine off and on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be saved from here. Keep the machine and call the technician.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recovery code does not fit. Compare it with the paper, letter by letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not work. Nothing was erased. Call the technician.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DateAnswer</name>
    <message>
        <source>If you only know the year, fill in the year alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Day</source>
        <translation>ថ្ងៃ</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>ខែ</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>ឆ្នាំ</translation>
    </message>
</context>
<context>
    <name>DeclareScreen</name>
    <message>
        <source>Is everything right?</source>
        <translation>ត្រឹម​ត្រូវ​ទាំង​អស់​ទេ?</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>បញ្ចប់</translation>
    </message>
    <message>
        <source>I declare that what I entered is true. I answer for it before the law.</source>
        <translation>ខ្ញុំ​សូម​អះ​អាង​ថា​អ្វី​ដែល​ខ្ញុំ​បំពេញ​គឺ​ពិត ហើយ​ទទួល​ខុស​ត្រូវ​ចំពោះ​ច្បាប់។</translation>
    </message>
    <message>
        <source>The changed dossier takes the place of the earlier one; the code stays the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the declaration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Finish” keeps the dossier, prints the receipt and sends it as soon as there is a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How will you sign?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With my finger, here on the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand, on the printed declaration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I do not write: with my fingerprint on the paper, before the officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose how you sign, then press “Finish”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The declaration is being prepared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeclinedScreen</name>
    <message>
        <source>That is fine. Nothing was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished">បញ្ចប់</translation>
    </message>
    <message>
        <source>The officer helps you with the same form on paper, at no disadvantage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The volunteer can print the empty form for you.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DoctorScreen</name>
    <message>
        <source>What works on this machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DraftsScreen</name>
    <message>
        <source>Forms that were begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open one only for the resident who filled it in. Names are not shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorSummary</name>
    <message>
        <source>One thing needs a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} things need a look</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeedbackScreen</name>
    <message>
        <source>How was it here today?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer, end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So-so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would you like to say more? You need not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answer is kept apart from your dossier. Please write no names or numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch one of the five faces, or “No answer, end”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesScreen</name>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture was found. Put the stick in, wait a moment, press “Look again”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (too large)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is being read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FinishScreen</name>
    <message>
        <source>Your dossier is finished and kept</source>
        <translation>សំណុំ​លិខិត​របស់​អ្នក​បាន​បញ្ចប់ និង​រក្សា​ទុក</translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>ខ្ញុំ​ចប់​ហើយ៖ លុប​អេក្រង់</translation>
    </message>
    <message>
        <source>The receipt is being prepared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QR code of the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I see a mistake: change the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your follow-up code:</source>
        <translation>លេខ​កូដ​តាម​ដាន​របស់​អ្នក៖</translation>
    </message>
    <message>
        <source>Pay by QR code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the receipt again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the declaration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do something else as well, without typing my details again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s server {name}. No news comes back from there: ask the officer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept safely here and goes to the commune&apos;s server {name} as soon as there is a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept safely here and goes by itself as soon as there is a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>បន្ទាប់​មក​ធ្វើ​អ្វី</translation>
    </message>
    <message>
        <source>The receipt does not replace the officer&apos;s acceptance slip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>បង្កាន់​ដៃ</translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormScreen</name>
    <message>
        <source>Saved</source>
        <translation>បាន​រក្សា​ទុក</translation>
    </message>
    <message>
        <source>The last answer is not saved yet. Please leave the kiosk on and call for help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandbookEntryScreen</name>
    <message>
        <source>Ask the officer to confirm this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre sends newer pages of this handbook by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandbookScreen</name>
    <message>
        <source>Handbook</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Slip with the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose six digits. Four are too few for a form that leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others could guess this PIN. Choose six other digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer at least one question first, then take the form along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is too long for a slip. Take it along on a stick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has to be on the network once first. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stick is too full. Make room on it, or take a larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stick cannot be used. Plug it in again, or take another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stick is damaged. Try again, or take another stick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was good until {day}. Go on at the machine where the form was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It comes from a machine of another commune. Go on at a machine there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was made by a newer machine. Go on there, or call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No form was found on a stick. Plug in the right stick, then look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a part was read. Hold the slip flat and scan it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine lacks the form&apos;s version. Keep the slip; try another machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form was finished here already. Scan the receipt to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form was erased here. Go on at the machine where it was begun.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Help</source>
        <translation>ជំនួយ</translation>
    </message>
    <message>
        <source>Back to my page</source>
        <translation>ត្រឡប់​ទៅ​ទំព័រ​របស់​ខ្ញុំ</translation>
    </message>
    <message>
        <source>Call the volunteer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The volunteer is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise your hand or call the volunteer. They are glad to help.</source>
        <translation>សូម​លើក​ដៃ ឬ​ហៅ​អ្នក​ស្ម័គ្រ​ចិត្ត។ ពួក​គេ​រីក​រាយ​ជួយ។</translation>
    </message>
    <message>
        <source>Nothing is sent before you have seen all your answers and pressed “Finish”.</source>
        <translation>មិន​ទាន់​ផ្ញើ​អ្វី​ទេ មុន​ពេល​អ្នក​មើល​ចម្លើយ​ទាំង​អស់ ហើយ​ចុច “បញ្ចប់”។</translation>
    </message>
    <message>
        <source>Every answer is kept at once. “Back” shows what you answered before.</source>
        <translation>ចម្លើយ​នីមួយៗ​ត្រូវ​រក្សា​ទុក​ភ្លាម។ “ត្រឡប់​ក្រោយ” បង្ហាញ​ចម្លើយ​មុន។</translation>
    </message>
    <message>
        <source>Hide my page for a while</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volunteer: type for the resident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I type myself again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help was called at {time}. Stay seated, somebody is coming to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no voice for this language on this machine. The volunteer reads to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read every page to me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Louder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>What would you like to do?</source>
        <translation>តើ​អ្នក​ចង់​ធ្វើ​អ្វី?</translation>
    </message>
    <message>
        <source>Register or apply for something</source>
        <translation>ចុះ​ឈ្មោះ ឬ​ដាក់​ពាក្យ​សុំ</translation>
    </message>
    <message>
        <source>Where is my dossier? I have a receipt</source>
        <translation>សំណុំ​លិខិត​ខ្ញុំ​ដល់​ណា? ខ្ញុំ​មាន​បង្កាន់​ដៃ</translation>
    </message>
    <message>
        <source>Continue a form I began before</source>
        <translation>បន្ត​បែប​បទ​ដែល​ខ្ញុំ​បាន​ចាប់​ផ្តើម</translation>
    </message>
    <message>
        <source>For the volunteer</source>
        <translation>សម្រាប់​អ្នក​ស្ម័គ្រ​ចិត្ត</translation>
    </message>
</context>
<context>
    <name>InformationScreen</name>
    <message>
        <source>Go to the commune&apos;s public administration service centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the commune&apos;s police.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the tax office, or ask at the commune&apos;s service centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the customs office.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the social insurance office or its agent at the post.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the court.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the state treasury.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a ministry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the province</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the commune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no form for this on this machine yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your identity card and the papers you have about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided by: {who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the officer: {name} ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source confirms this yet. Ask the officer to confirm it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyScreen</name>
    <message>
        <source>The data is here, its key is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the recovery code that was printed when this machine was set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the recovery code, then press “Continue”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Keys on the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way of typing: {way}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>123: digits and signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ABC: letters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguagesScreen</name>
    <message>
        <source>Choose a language</source>
        <translation>ជ្រើស​រើស​ភាសា</translation>
    </message>
    <message>
        <source>Back to my page</source>
        <translation>ត្រឡប់​ទៅ​ទំព័រ​របស់​ខ្ញុំ</translation>
    </message>
    <message>
        <source>The screens change to it. Forms and receipts are in Vietnamese or English.</source>
        <translation>អេក្រង់​ប្តូរ​ទៅ​ភាសា​នោះ។ បែប​បទ និង​បង្កាន់​ដៃ​ជា​ភាសា​វៀតណាម ឬ​អង់គ្លេស។</translation>
    </message>
    <message>
        <source>Only begun: what is missing is shown in Vietnamese.</source>
        <translation>ទើប​ចាប់​ផ្តើម​បក​ប្រែ៖ អ្វី​ដែល​ខ្វះ​បង្ហាញ​ជា​ភាសា​វៀតណាម។</translation>
    </message>
    <message>
        <source>A native speaker still has to read this translation.</source>
        <translation>ការ​បក​ប្រែ​នេះ​រង់​ចាំ​ជន​ជាតិ​ខ្មែរ​ពិនិត្យ។</translation>
    </message>
</context>
<context>
    <name>Laws</name>
    <message>
        <source>in force from {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ask the officer to confirm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LeaveScreen</name>
    <message>
        <source>Do you want to stop here?</source>
        <translation>តើ​អ្នក​ចង់​ឈប់​នៅ​ទីនេះ​ទេ?</translation>
    </message>
    <message>
        <source>Go on filling in</source>
        <translation>បន្ត​បំពេញ</translation>
    </message>
    <message>
        <source>Keep and stop</source>
        <translation>រក្សា​ទុក ហើយ​ឈប់</translation>
    </message>
    <message>
        <source>Your follow-up code is {code}. Write it down, or take the slip along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this code and your PIN you continue where you stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose no PIN: the volunteer opens the form again for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this form along to another machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or erase everything you answered here. It cannot be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase my answers</source>
        <translation>លុប​ចម្លើយ​របស់​ខ្ញុំ</translation>
    </message>
</context>
<context>
    <name>LifeEvents</name>
    <message>
        <source>A child was born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raising a child</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growing old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marriage and family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A relative has died</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving house</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>House and home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Land</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hard times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support from the state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work and business</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers and copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Living with a disability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telling the commune something</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinesScreen</name>
    <message>
        <source>Type the three lines on the back of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each has 30 letters, digits and signs &lt;. The first begins with IDVNM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lines do not fit together. Compare each sign with the card.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PapersScreen</name>
    <message>
        <source>Do you have pictures of these papers?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may go on without: then bring the paper itself to the officer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {number}: look, take again or remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one more page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attached</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PausedScreen</name>
    <message>
        <source>This kiosk takes a break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please ask somebody who works here. What you have begun is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can also call {number}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaymentScreen</name>
    <message>
        <source>I am done: wipe the screen</source>
        <translation type="unfinished">ខ្ញុំ​ចប់​ហើយ៖ លុប​អេក្រង់</translation>
    </message>
    <message>
        <source>QR code for the transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open your bank&apos;s app, choose to scan a QR code, and scan this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan to pay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank and account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pay only when your app shows the same name. Give nobody your PIN or OTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can also pay later: the dossier is kept. Print this code and take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print this code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is wrong: write it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is paid at this machine: you pay in your app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code for paying</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureAnswer</name>
    <message>
        <source>Take a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Delete the last digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} digits entered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceAnswer</name>
    <message>
        <source>Latitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>What can be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best way: take the copy, and bring what is newer out of the damaged file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dossiers in the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no copy that is whole. What the damaged file still holds is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer finished dossiers that come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer forms begun that come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dossiers still to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} dossiers come as the copy has them. Look at the receipt when the resident comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The damaged file is kept, locked as before. Nothing is sent twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being restored. Do not switch the machine off.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewScreen</name>
    <message>
        <source>A PDF file. It is attached as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can every line be read? If not, take another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this page again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProcedureScreen</name>
    <message>
        <source>ask the officer to confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is received now, the result can be there on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to bring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press what you have with you. What is missing can be brought later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The law behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print what to bring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the original, handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a copy, handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown and given back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have {count} of {total} papers with you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slip is being prepared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slip</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionBlock</name>
    <message>
        <source>{label} (if there is one)</source>
        <translation>{label} (បើ​មាន)</translation>
    </message>
    <message>
        <source>Why is this asked?</source>
        <translation>ហេតុ​អ្វី​សួរ?</translation>
    </message>
</context>
<context>
    <name>QuestionPage</name>
    <message>
        <source>{title}, number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation>{position} នៃ {total}</translation>
    </message>
    <message>
        <source>Part {position} of {total}</source>
        <translation>ផ្នែក {position} នៃ {total}</translation>
    </message>
    <message>
        <source>I do not know, skip this</source>
        <translation>ខ្ញុំ​មិន​ដឹង រំលង</translation>
    </message>
    <message>
        <source>This kiosk has no camera. Please ask the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionsStep</name>
    <message>
        <source>The volunteer typed for you. Read every answer, or press “Listen”, before you go on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RankAnswer</name>
    <message>
        <source>This order is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down: {label}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>No sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen</source>
        <translation type="unfinished">ស្តាប់</translation>
    </message>
</context>
<context>
    <name>RecoverScreen</name>
    <message>
        <source>The kiosk has started again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is my form: go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A form was open here. Everything saved is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens with the PIN that you chose. Nobody else can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no PIN: the volunteer opens it with you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not mine: begin anew</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RepeatPage</name>
    <message>
        <source>Entered so far: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take number {number} away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestoredScreen</name>
    <message>
        <source>The machine works again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the first page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dossiers are in place. The centre is asked what it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer finished dossiers brought back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer forms brought back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dossiers still to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The damaged file is kept as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the technician today: a disk that damaged a file once may do it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResumeScreen</name>
    <message>
        <source>Continue a form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the slip&apos;s QR code before the scanner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or type the follow-up code you were given:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow-up code</source>
        <translation type="unfinished">លេខ​កូដ​តាម​ដាន</translation>
    </message>
    <message>
        <source>Lost the code? The volunteer finds the form by the day and the procedure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A form begun at another machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReuseScreen</name>
    <message>
        <source>Use details that you gave before?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No, somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next questions are about: {person}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the details of {name} again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Keep it anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This looks like an identity card. Do not keep pictures of cards here: go back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can every line be read? Then press “Attach it”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the corners</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScanScreen</name>
    <message>
        <source>Do you have an identity card with you?</source>
        <translation>តើ​អ្នក​មាន​អត្ត​សញ្ញាណ​ប័ណ្ណ​ទេ?</translation>
    </message>
    <message>
        <source>Back to the questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>បន្ត</translation>
    </message>
    <message>
        <source>Go on without a card</source>
        <translation>បន្ត​ដោយ​គ្មាន​ប័ណ្ណ</translation>
    </message>
    <message>
        <source>Filled in from the card: {person}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan another person&apos;s card, or go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the details of {name} again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the QR code on the card before the scanner.</source>
        <translation>ដាក់​កូដ QR លើ​ប័ណ្ណ​នៅ​មុខ​ម៉ាស៊ីន​ស្កេន។</translation>
    </message>
    <message>
        <source>The card is only read: name, date of birth, number, address. No picture is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the card with the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it from a picture on a stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the three lines on its back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Continue</source>
        <translation>បន្ត</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់​ក្រោយ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>ឈប់</translation>
    </message>
    <message>
        <source>Hide my page for a while</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation>ភាសា</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>ទំហំ​អក្សរ</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>ពណ៌</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>ស្តាប់</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ជំនួយ</translation>
    </message>
</context>
<context>
    <name>ScreenKeyboard</name>
    <message>
        <source>Next box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScrollArea</name>
    <message>
        <source>Up</source>
        <translation>ឡើង​លើ</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>ចុះ​ក្រោម</translation>
    </message>
</context>
<context>
    <name>SearchList</name>
    <message>
        <source>A few letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a few letters. Accents are not needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please answer the question above first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters, or another word.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>This file is over 10 MB. Choose a smaller picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be read. Put the stick in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PIN is not right. Tries left: {0}. Look at it calmly and type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This staff code is not right. Tries left: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many unknown codes were typed. Try again at {0}, or scan the receipt, or call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form has no PIN. Call the volunteer: the staff code opens it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This kiosk has nothing under that code. Compare it with the receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the centre knows this receipt, and the line is away. Try later, or call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others could guess this PIN. Choose 4 to 6 other digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The staff code needs 6 to 12 digits that others cannot guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An officer already has this dossier. Ask the officer to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The officer asks for no change in this dossier now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture cannot be kept here. Your answers are safe; bring this paper to the officer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left to save. What was saved is safe. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers are too long altogether. Shorten the longest one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is no picture or PDF. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are 20 pictures already. Remove one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed after several wrong tries. Call the volunteer: the staff code opens it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed after several wrong tries. It opens again at {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only part of the card was read. Hold it still and scan it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was read. Hold the card&apos;s QR code before the scanner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is no identity card. Scan the QR code on the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is a receipt. Here the identity card is scanned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scanner loses Vietnamese letters. Type the card by hand, and tell the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The citizen number was not read well. Scan the card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name was not read well. Scan the card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A date on the card was not read well. Scan it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is no receipt of ours. Scan the QR code on the receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the follow-up code, or scan the receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is an identity card. Here the receipt is scanned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follow-up code has nine letters and digits. Count them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follow-up code holds a sign that no code has. Compare it with the receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One letter or digit of the follow-up code is wrong. Compare it with the receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The QR code is torn. Type the code printed beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This receipt was not printed here. Keep it and call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: this machine has no printer, only a file was made. Write down what you need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: waiting for the printer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: being printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: printed. Take it along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: not printed. Press “Print again”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: not printed. Press “Print again”, or write down the code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the printer does not answer. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the printer has no paper. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: paper is stuck in the printer. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the printer&apos;s cover is open. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the printer has no ink. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the printer has stopped. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form is not finished yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished. It is kept safely here and goes when the line is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s centre. No officer has read it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An officer has accepted the dossier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The officer asks you to change something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dossier is being worked on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result is ready. Come with the receipt to collect it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result was handed over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dossier was refused. Read the officer&apos;s reason below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dossier was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form was kept for its time and then erased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer does not answer. Call the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShiftsScreen</name>
    <message>
        <source>Volunteers and shifts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On duty now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody. Press a name below to begin a shift.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}, residents: {visits}, typed for: {assisted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the shift of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin the shift of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take somebody off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet. Add the volunteers of this site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a volunteer, as colleagues call them:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the volunteer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name stays on this machine. The centre sees only the short code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last shifts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{times}: residents {visits}, typed for {assisted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name of the volunteer, then press “Add to the list”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name is in the list already, or the list is full.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignScreen</name>
    <message>
        <source>Sign with your finger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write your name in the field, as on paper. It appears on the declaration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear and begin again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written yet. Write your name in the field with a finger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may sign by hand on the printed declaration instead: press “Back”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>Field to sign in with a finger</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SlipCameraStep</name>
    <message>
        <source>Hold the slip&apos;s QR code before the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole code has to be seen. Move it slowly nearer, until it is read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StaffDoorScreen</name>
    <message>
        <source>For the volunteer: the staff code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StaffScreen</name>
    <message>
        <source>Staff area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the staff area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dossiers on their way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dossiers on a USB stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the parked ones again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residents and this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forms that were begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volunteers and shifts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls for help, and what residents thought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handbook: questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What works on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the kiosk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking whether they arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parked: a person must look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre answered last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this machine is wrong. Set it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print empty: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at everything. One moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty form</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>Welcome. Here you can prepare a dossier for the commune.</source>
        <translation>សូម​ស្វាគមន៍។ នៅ​ទីនេះ អ្នក​អាច​រៀបចំ​សំណុំ​លិខិត​សម្រាប់​ឃុំ។</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>ចាប់​ផ្តើម</translation>
    </message>
    <message>
        <source>One question at a time. Everything is kept, and you can stop whenever you like.</source>
        <translation>ម្តង​មួយ​សំណួរ។ អ្វីៗ​ត្រូវ​បាន​រក្សា​ទុក ហើយ​អ្នក​អាច​ឈប់​ពេល​ណា​ក៏​បាន។</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>ភាសា</translation>
    </message>
    <message>
        <source>Size of the letters</source>
        <translation>ទំហំ​អក្សរ</translation>
    </message>
    <message>
        <source>Nobody sees what you type here. At the end the screen is wiped.</source>
        <translation>គ្មាន​នរណា​ឃើញ​អ្វី​ដែល​អ្នក​វាយ​ទេ។ ពេល​ចប់ អេក្រង់​ត្រូវ​បាន​លុប។</translation>
    </message>
    <message>
        <source>When nobody touches the screen for {minutes} minutes, we ask, then save and wipe it.</source>
        <translation>បើ​គ្មាន​នរណា​ប៉ះ​អេក្រង់ {minutes} នាទី យើង​សួរ រួច​រក្សា​ទុក និង​លុប​អេក្រង់។</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>ធម្មតា</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>ធំ</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>ធំ​ណាស់</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>{state} · waiting to send: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>មាន​បណ្តាញ</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>គ្មាន​បណ្តាញ</translation>
    </message>
    <message>
        <source>Waiting to send: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>កំពុង​ផ្ញើ</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>បាន​ផ្ញើ</translation>
    </message>
    <message>
        <source>Asking whether it arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>កំពុង​ភ្ជាប់</translation>
    </message>
</context>
<context>
    <name>StepAnswer</name>
    <message>
        <source>Less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StickScreen</name>
    <message>
        <source>Dossiers on a USB stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a stick again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where there is no network: write the dossiers onto a stick, take it to the centre, and bring it back with the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{megabytes} MB free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the dossiers onto this stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the answer from this stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug one in, then look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % written and checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{dossiers} dossiers are on the stick. Remove it, and take it to the centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The procedures are checked. New files: {count}. The next resident has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre has {dossiers} more dossiers. {news} pieces of news came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It refused {count}: see “What waits to be sent”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New settings came. The next resident has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Write again whenever you like: it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This stick has no answer for this machine. Is it the right one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This stick belongs to another machine or another centre. Take the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This answer is an old one. Write the dossiers again, and take them there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stick is too full. Make room on it, or take a larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stick cannot be used. Plug it in again, or take another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stick is damaged. Write again, or take another stick.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StillThereScreen</name>
    <message>
        <source>Are you still there?</source>
        <translation>តើ​អ្នក​នៅ​ទីនេះ​ទេ?</translation>
    </message>
    <message>
        <source>Yes, I go on</source>
        <translation>បាទ/ចាស ខ្ញុំ​បន្ត</translation>
    </message>
    <message>
        <source>No, I am done</source>
        <translation>ទេ ខ្ញុំ​ចប់​ហើយ</translation>
    </message>
    <message>
        <source>Every answer is kept. With the code and the PIN you can continue later.</source>
        <translation>ចម្លើយ​ទាំង​អស់​ត្រូវ​បាន​រក្សា​ទុក។ មាន​លេខ​កូដ និង​លេខ​សម្ងាត់ អ្នក​អាច​បន្ត​ពេល​ក្រោយ។</translation>
    </message>
    <message>
        <source>The screen is wiped in {seconds} seconds.</source>
        <translation>អេក្រង់​នឹង​ត្រូវ​លុប​ក្នុង {seconds} វិនាទី។</translation>
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>The disk is full: no more pictures can be kept. Answers are still saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is nearly full: {megabytes} MB, about {count} more dossiers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send what waits, then ask the technician to make room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the parked ones again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre answered last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures still to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedures last checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as they were installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedures as published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the centre&apos;s cannot be used; the former one stays. Call a technician: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this machine is wrong. Set it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre publishes no procedures. Those that are here stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The procedures that were offered are out of date. Those that are here stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New procedures were refused: they do not come from the centre, or were changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for this server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answered last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this server no news comes back: dossiers stay at “sent”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try at this server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server does not accept the account. Call a technician.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server lacks the form of {codes}. Call a technician.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each dossier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting since {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried {count} times, last {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on a stick: waits for the centre&apos;s answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the centre is asked whether it arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its pictures are still to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} did not take it: call a technician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may be at {name}: the same goes again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being sent to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large for the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the centre has another version: an officer must look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an officer already had it in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a picture is lost: take it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the centre did not take it: call a technician</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeBackScreen</name>
    <message>
        <source>You took this form along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on here after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was taken along to another machine: {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you go on there? Then go on there: what you answered there is not here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If not, you can go on here. Then leave the slip or the stick unused.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeInPinScreen</name>
    <message>
        <source>Open the form with your PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The six digits you chose when you took the form along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgot the PIN? The form is still on the machine where you began it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form is being opened. One moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your PIN of six digits.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakeInScreen</name>
    <message>
        <source>A form begun at another machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look on the stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the slip&apos;s large QR code before the scanner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can take a few seconds. Hold the slip flat and still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the slip with the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the form on a USB stick? Plug it in, then press “Look on the stick”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeAnswer</name>
    <message>
        <source>hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: minutes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Volunteer: the staff code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a form only for the resident who filled it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The 4 to 6 digits you chose when you began the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I forgot the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type your PIN, or press “I forgot the PIN”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewScreen</name>
    <message>
        <source>Change what the officer asks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation type="unfinished">ខ្ញុំ​ចប់​ហើយ៖ លុប​អេក្រង់</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Official number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promised for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The officer writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes to the commune&apos;s server {name}, which sends no news back. Ask the officer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It arrived at the commune&apos;s server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can still change your answers; then they are sent anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No officer has it in hand yet, so you can still change your answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change my answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else collects it for you? Ask the officer first what they must bring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To take your consent back, tell the officer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To take your consent back, tell the officer, or open the receipt&apos;s QR code with a phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the officer asks you to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has happened so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You began the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You finished the form and got a receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You changed your answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You changed what the officer asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It arrived at the commune&apos;s centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The officer asked you to change something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The officer wrote to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The centre could not take it. The volunteer looks after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To change something, your PIN is needed; without one, the volunteer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewfinder</name>
    <message>
        <source>Picture of the camera</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingScreen</name>
    <message>
        <source>One moment</source>
        <translation>សូម​រង់​ចាំ​បន្តិច</translation>
    </message>
    <message>
        <source>The kiosk is getting ready. You need not press anything.</source>
        <translation>ម៉ាស៊ីន​កំពុង​រៀប​ចំ។ អ្នក​មិន​ចាំ​បាច់​ចុច​អ្វី​ទេ។</translation>
    </message>
</context>
<context>
    <name>WardScreen</name>
    <message>
        <source>Which commune is it now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commune on the card was divided. Press the one where the home is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I do not know, or another one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaysScreen</name>
    <message>
        <source>Photograph it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For scanning, lay the paper face down into the scanner first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture from a stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper is being scanned.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhichFormScreen</name>
    <message>
        <source>Which form is yours?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each form has its draft code. It opens only with your PIN.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhichStep</name>
    <message>
        <source>Press what fits best. With “Back” you can choose another answer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhoScreen</name>
    <message>
        <source>Who is typing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the short code is kept with the form.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkingScreen</name>
    <message>
        <source>One moment</source>
        <translation type="unfinished">សូម​រង់​ចាំ​បន្តិច</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Please look at “{label}” again: the answer does not fit yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” has no answer yet. Please choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please read “{label}” and press the box to agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” needs a picture. Please take one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” has no answer yet. Please enter it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” takes a whole number. Please enter digits only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” takes a number. Please enter digits only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” takes a date. Please enter day, month and year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” takes a time. Please enter hours and minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” takes at most {limit} letters. Please write less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” has digits only. Please take out letters and other signs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month {month} has no day {day}. Please check “{label}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no month {month}. Please check “{label}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}”: please write the year with 4 digits, such as 1952.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}”: that year cannot be right. Please check it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}”: please write the month too, or leave the day empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}”: please write the date in digits, such as 15/08/1952.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}”: please fill in all the boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}”: please write two numbers, such as 11.94 and 108.44.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
