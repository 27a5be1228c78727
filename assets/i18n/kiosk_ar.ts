<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>AgreeAnswer</name>
    <message>
        <source>I have read this and I agree</source>
        <translation>قرأت هذا وأوافق عليه</translation>
    </message>
</context>
<context>
    <name>AlongDoneScreen</name>
    <message>
        <source>The form is ready to be taken along</source>
        <translation>الاستمارة جاهزة لأخذها معك</translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>انتهيت: امسح الشاشة</translation>
    </message>
    <message>
        <source>The slip is being prepared.</source>
        <translation>يجري إعداد القسيمة.</translation>
    </message>
    <message>
        <source>The form is on the stick. Remove the stick and take it along.</source>
        <translation>الاستمارة على ذاكرة USB. انزعها وخذها معك.</translation>
    </message>
    <message>
        <source>At the other machine</source>
        <translation>عند الجهاز الآخر</translation>
    </message>
    <message>
        <source>Press “Continue a form I began before”, then “A form begun at another machine”.</source>
        <translation>اضغط «متابعة استمارة بدأتها من قبل»، ثم «استمارة بدأت على جهاز آخر».</translation>
    </message>
    <message>
        <source>Plug the stick in.</source>
        <translation>أدخل ذاكرة USB.</translation>
    </message>
    <message>
        <source>Hold the slip&apos;s large QR code before the scanner.</source>
        <translation>ضع رمز QR الكبير في القسيمة أمام الماسح.</translation>
    </message>
    <message>
        <source>Type the PIN of six digits.</source>
        <translation>اكتب الرقم السري ذا الأرقام الستة.</translation>
    </message>
    <message>
        <source>It can be opened there until the end of {day}.</source>
        <translation>يمكن فتحها هناك حتى نهاية يوم {day}.</translation>
    </message>
    <message>
        <source>Pictures of papers that stay here: {count}. Take them again at the other machine.</source>
        <translation>صور الأوراق التي تبقى هنا: {count}. صوّرها من جديد على الجهاز الآخر.</translation>
    </message>
    <message>
        <source>Go on at one machine only. With this code and the PIN it still opens here, too:</source>
        <translation>تابع على جهاز واحد فقط. وتُفتح هنا أيضًا بهذا الرمز وبالرقم السري:</translation>
    </message>
</context>
<context>
    <name>AlongPinScreen</name>
    <message>
        <source>Take this form along to another machine</source>
        <translation>خذ هذه الاستمارة إلى جهاز آخر</translation>
    </message>
    <message>
        <source>Choose a PIN of six digits. With it, and only with it, the form opens there.</source>
        <translation>اختر رقمًا سريًا من ستة أرقام. به وحده تُفتح الاستمارة هناك.</translation>
    </message>
    <message>
        <source>Take digits you remember, no date of birth. Do not write them on the slip.</source>
        <translation>اختر أرقامًا تتذكرها، لا تاريخ ميلاد. ولا تكتبها على القسيمة.</translation>
    </message>
    <message>
        <source>From now on this PIN opens the form on this machine too.</source>
        <translation>من الآن يفتح هذا الرقم الاستمارة على هذا الجهاز أيضًا.</translation>
    </message>
    <message>
        <source>Type a PIN of six digits, then press “Continue”.</source>
        <translation>اكتب رقمًا سريًا من ستة أرقام، ثم اضغط «متابعة».</translation>
    </message>
</context>
<context>
    <name>AlongScreen</name>
    <message>
        <source>How do you want to take it along?</source>
        <translation>كيف تريد أخذها معك؟</translation>
    </message>
    <message>
        <source>Look for a stick again</source>
        <translation>ابحث عن ذاكرة USB من جديد</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>على ورق</translation>
    </message>
    <message>
        <source>A slip with a large QR code that holds the form, locked with your PIN.</source>
        <translation>قسيمة فيها رمز QR كبير يحمل الاستمارة، مقفلة برقمك السري.</translation>
    </message>
    <message>
        <source>Pictures of papers that stay here: {count}. Take them again at the other machine.</source>
        <translation>صور الأوراق التي تبقى هنا: {count}. صوّرها من جديد على الجهاز الآخر.</translation>
    </message>
    <message>
        <source>Print the slip with the form</source>
        <translation>اطبع القسيمة التي فيها الاستمارة</translation>
    </message>
    <message>
        <source>The form is too long for a slip. Take it along on a stick.</source>
        <translation>الاستمارة أطول من أن تسعها قسيمة. خذها على ذاكرة USB.</translation>
    </message>
    <message>
        <source>The form is being locked with your PIN. One moment.</source>
        <translation>يجري إقفال الاستمارة برقمك السري. لحظة واحدة.</translation>
    </message>
    <message>
        <source>On a USB stick</source>
        <translation>على ذاكرة USB</translation>
    </message>
    <message>
        <source>Write it onto the stick {name}</source>
        <translation>اكتبها على ذاكرة USB {name}</translation>
    </message>
    <message>
        <source>The pictures of papers go along. Nobody can read the stick without the PIN.</source>
        <translation>صور الأوراق تذهب معها. لا يقرأ أحد الذاكرة دون الرقم السري.</translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug one in, then look again.</source>
        <translation>لا توجد ذاكرة USB موصولة. أدخل واحدة، ثم ابحث من جديد.</translation>
    </message>
    <message>
        <source>{percent} % written and checked</source>
        <translation>كُتب وفُحص {percent} ٪</translation>
    </message>
</context>
<context>
    <name>AmountScreen</name>
    <message>
        <source>How much is to be paid?</source>
        <translation>كم المبلغ المطلوب دفعه؟</translation>
    </message>
    <message>
        <source>Copy the amount from the notice of the tax office.</source>
        <translation>انقل المبلغ من إشعار مكتب الضرائب.</translation>
    </message>
    <message>
        <source>Example: 250000. Without a notice, go back and pay later.</source>
        <translation>مثال: 250000. إن لم يكن لديك إشعار فارجع وادفع لاحقًا.</translation>
    </message>
    <message>
        <source>Amount in đồng</source>
        <translation>المبلغ بالدونغ</translation>
    </message>
    <message>
        <source>Please write the amount in digits, at least 1,000 đồng.</source>
        <translation>من فضلك اكتب المبلغ بالأرقام، 1000 دونغ على الأقل.</translation>
    </message>
</context>
<context>
    <name>AnswerRow</name>
    <message>
        <source>Not answered</source>
        <translation>لا إجابة بعد</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>تعديل</translation>
    </message>
</context>
<context>
    <name>AskScreen</name>
    <message>
        <source>Where is my dossier?</source>
        <translation>أين وصل ملفي؟</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>Hold the QR code on your receipt before the scanner.</source>
        <translation>ضع رمز QR المطبوع على إيصالك أمام الماسح.</translation>
    </message>
    <message>
        <source>Or type the follow-up code that is printed on it:</source>
        <translation>أو اكتب رمز المتابعة المطبوع عليه:</translation>
    </message>
    <message>
        <source>Follow-up code</source>
        <translation>رمز المتابعة</translation>
    </message>
    <message>
        <source>Nine letters and digits, such as ABC-DEFGH-J. Capitals and hyphens do not matter.</source>
        <translation>تسعة أحرف وأرقام، مثل ABC-DEFGH-J. لا فرق بين الأحرف الكبيرة والصغيرة، ولا أهمية للشرطات.</translation>
    </message>
    <message>
        <source>Lost the receipt? The officer at the centre finds the dossier with your identity card.</source>
        <translation>ضاع الإيصال؟ يجد الموظّف في المركز الملف ببطاقة هويتك.</translation>
    </message>
</context>
<context>
    <name>AssistDoorScreen</name>
    <message>
        <source>Volunteer: type for the resident</source>
        <translation>المتطوّع: الكتابة عن المقيم</translation>
    </message>
    <message>
        <source>Only with the resident beside you, who checks every answer at the end.</source>
        <translation>فقط والمقيم بجانبك، وهو يراجع كل إجابة في النهاية.</translation>
    </message>
    <message>
        <source>Type the staff code. It is recorded who typed.</source>
        <translation>اكتب رمز الموظفين. يُسجَّل من كتب.</translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation>اكتب رمز الموظفين، ثم اضغط «متابعة».</translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Touch the screen to begin</source>
        <translation>المس الشاشة للبدء</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>ابدأ</translation>
    </message>
    <message>
        <source>Papers for birth, marriage, residence, support and more: prepare them here.</source>
        <translation>أوراق الميلاد والزواج والإقامة والدعم وغيرها: أعِدّها هنا.</translation>
    </message>
    <message>
        <source>One question at a time, in large letters. It can be read aloud.</source>
        <translation>سؤال واحد في كل مرة، بحروف كبيرة. ويمكن أن يُقرأ بصوت مسموع.</translation>
    </message>
    <message>
        <source>Your citizen card fills in half of the form by itself.</source>
        <translation>بطاقة المواطن تملأ نصف الاستمارة تلقائيًا.</translation>
    </message>
    <message>
        <source>Nothing you answered is lost, even when the power fails.</source>
        <translation>لا يضيع شيء مما أجبت به، حتى لو انقطعت الكهرباء.</translation>
    </message>
    <message>
        <source>You take a receipt home and can ask where your dossier is.</source>
        <translation>تأخذ إيصالًا معك، وتسأل به أين وصل ملفك.</translation>
    </message>
    <message>
        <source>Press “Help” and somebody comes to you.</source>
        <translation>اضغط «مساعدة» فيأتي إليك أحد.</translation>
    </message>
</context>
<context>
    <name>BothHereScreen</name>
    <message>
        <source>This form is on this machine already</source>
        <translation>هذه الاستمارة موجودة على هذا الجهاز</translation>
    </message>
    <message>
        <source>Go on with the one here</source>
        <translation>تابع بالاستمارة الموجودة هنا</translation>
    </message>
    <message>
        <source>Last saved on this machine: {when}.</source>
        <translation>آخر حفظ على هذا الجهاز: {when}.</translation>
    </message>
    <message>
        <source>Last saved in what you brought: {when}.</source>
        <translation>آخر حفظ فيما أحضرته: {when}.</translation>
    </message>
    <message>
        <source>Only one goes on. With the one you brought, what was changed here since is lost.</source>
        <translation>تستمر واحدة فقط. إن أخذت التي أحضرتها ضاع ما تغيّر هنا بعدها.</translation>
    </message>
    <message>
        <source>Take the one I brought</source>
        <translation>خذ التي أحضرتها</translation>
    </message>
</context>
<context>
    <name>CallsScreen</name>
    <message>
        <source>Calls for help</source>
        <translation>نداءات المساعدة</translation>
    </message>
    <message>
        <source>Somebody has been waiting since {time}.</source>
        <translation>هناك من ينتظر منذ {time}.</translation>
    </message>
    <message>
        <source>I am with the resident</source>
        <translation>أنا مع المقيم</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>لا أحد ينتظر.</translation>
    </message>
    <message>
        <source>waited {minutes} min</source>
        <translation>مدة الانتظار بالدقائق: {minutes}</translation>
    </message>
    <message>
        <source>What residents thought</source>
        <translation>رأي السكان</translation>
    </message>
    <message>
        <source>Nobody has answered lately.</source>
        <translation>لم يُجب أحد مؤخرًا.</translation>
    </message>
    <message>
        <source>Answers lately</source>
        <translation>إجابات مؤخرًا</translation>
    </message>
    <message>
        <source>Good or very good</source>
        <translation>جيد أو جيد جدًا</translation>
    </message>
    <message>
        <source>Bad or very bad</source>
        <translation>سيئ أو سيئ جدًا</translation>
    </message>
</context>
<context>
    <name>CalmScreen</name>
    <message>
        <source>Something did not work here</source>
        <translation>حدث عطل في الجهاز</translation>
    </message>
    <message>
        <source>To the first page</source>
        <translation>إلى الصفحة الأولى</translation>
    </message>
    <message>
        <source>Every answer shown as saved is safe on this machine.</source>
        <translation>كل إجابة ظهر أنها حُفظت فهي محفوظة بأمان في هذا الجهاز.</translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation>نادِ المتطوّع. لم يكن الخطأ منك.</translation>
    </message>
    <message>
        <source>The disk is full. The volunteer has to make room before others begin.</source>
        <translation>القرص ممتلئ. على المتطوّع أن يوفّر مساحة قبل أن يبدأ غيرك.</translation>
    </message>
    <message>
        <source>The kiosk is already open on this machine. Close the other one first.</source>
        <translation>البرنامج مفتوح أصلًا على هذا الجهاز. أغلق النافذة الأخرى أولًا.</translation>
    </message>
    <message>
        <source>The data was written by a newer version. The technician has to install that version.</source>
        <translation>كُتبت البيانات بإصدار أحدث. على الفنّي تثبيت ذلك الإصدار.</translation>
    </message>
    <message>
        <source>The data file is damaged. Nothing was erased. Switch the machine off and on.</source>
        <translation>ملف البيانات تضرر. لم يُمحَ شيء. أطفئ الجهاز ثم شغّله.</translation>
    </message>
    <message>
        <source>The data belongs to another machine. The technician needs the recovery code.</source>
        <translation>هذه البيانات تخصّ جهازًا آخر. يحتاج الفنّي إلى رمز الاستعادة.</translation>
    </message>
    <message>
        <source>This kiosk belongs to no portal yet. The technician runs “kiosk enrol”.</source>
        <translation>هذا الجهاز غير مرتبط بمركز بعد. يشغّل الفنّي الأمر «kiosk enrol».</translation>
    </message>
    <message>
        <source>The data cannot be opened. The technician runs “kiosk doctor”.</source>
        <translation>تعذّر فتح البيانات. يشغّل الفنّي الأمر «kiosk doctor».</translation>
    </message>
    <message>
        <source>You can begin again from the first page and continue with the code and the PIN.</source>
        <translation>يمكنك البدء من الصفحة الأولى، ثم المتابعة برمز المتابعة والرقم السري.</translation>
    </message>
</context>
<context>
    <name>CameraScreen</name>
    <message>
        <source>Take the picture</source>
        <translation>التقط الصورة</translation>
    </message>
    <message>
        <source>Lay the paper flat below the camera, all four corners in the picture.</source>
        <translation>ضع الورقة مبسوطة تحت الكاميرا، وزواياها الأربع في الصورة.</translation>
    </message>
    <message>
        <source>The paper is seen. Hold still and press “Take the picture”.</source>
        <translation>الورقة ظاهرة. لا تتحرك واضغط «التقط الصورة».</translation>
    </message>
    <message>
        <source>Good light and a dark table help. Nothing is kept before you press “Attach it”.</source>
        <translation>الضوء الجيد والطاولة الداكنة يساعدان. لا يُحفظ شيء قبل أن تضغط «إرفاقها».</translation>
    </message>
    <message>
        <source>The picture is being straightened.</source>
        <translation>تُعدَّل الصورة الآن.</translation>
    </message>
</context>
<context>
    <name>Capture</name>
    <message>
        <source>This file is no picture or PDF. Choose another one.</source>
        <translation>هذا الملف ليس صورة ولا PDF. اختر ملفًا آخر.</translation>
    </message>
    <message>
        <source>This picture is damaged. Take it again, or choose another one.</source>
        <translation>هذه الصورة تالفة. التقطها من جديد أو اختر غيرها.</translation>
    </message>
    <message>
        <source>This picture is too large. Choose a smaller one.</source>
        <translation>هذه الصورة كبيرة جدًا. اختر أصغر منها.</translation>
    </message>
    <message>
        <source>This picture is too small to read. Take it again from nearer.</source>
        <translation>هذه الصورة أصغر من أن تُقرأ. التقطها من مسافة أقرب.</translation>
    </message>
    <message>
        <source>The scanner is off or not connected. Call the volunteer.</source>
        <translation>الماسح مطفأ أو غير موصول. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>The scanner is busy. Wait a moment, then press “Scan” again.</source>
        <translation>الماسح مشغول. انتظر قليلًا ثم اضغط «مسح» من جديد.</translation>
    </message>
    <message>
        <source>The scanner has no paper. Put the paper in and press “Scan” again.</source>
        <translation>لا ورق في الماسح. ضع الورقة واضغط «مسح» من جديد.</translation>
    </message>
    <message>
        <source>Paper is stuck in the scanner. Call the volunteer.</source>
        <translation>الورق عالق في الماسح. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>The scanner&apos;s lid is open. Close it and press “Scan” again.</source>
        <translation>غطاء الماسح مفتوح. أغلقه واضغط «مسح» من جديد.</translation>
    </message>
    <message>
        <source>The scan was stopped. Press “Scan” to begin again.</source>
        <translation>أُوقف المسح. اضغط «مسح» للبدء من جديد.</translation>
    </message>
    <message>
        <source>The scanner gave no picture. Press “Scan” again, or call the volunteer.</source>
        <translation>لم يُعطِ الماسح صورة. اضغط «مسح» من جديد، أو نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>This is an identity card. No picture of it is kept: show the card itself to the officer.</source>
        <translation>هذه بطاقة هوية. لا تُحفظ صورتها: أرِ الموظّف البطاقة نفسها.</translation>
    </message>
    <message>
        <source>The picture is not sharp. Hold still and take it again, or keep it.</source>
        <translation>الصورة غير واضحة. اثبت والتقطها من جديد، أو احتفظ بها.</translation>
    </message>
    <message>
        <source>The picture is dark. Move into the light and take it again, or keep it.</source>
        <translation>الصورة مظلمة. اقترب من الضوء والتقطها من جديد، أو احتفظ بها.</translation>
    </message>
    <message>
        <source>The camera gives no picture. Call the volunteer, or choose a file.</source>
        <translation>الكاميرا لا تعطي صورة. نادِ المتطوّع، أو اختر ملفًا.</translation>
    </message>
</context>
<context>
    <name>CardCameraStep</name>
    <message>
        <source>Hold the QR code of the card before the camera</source>
        <translation>ضع رمز QR الخاص بالبطاقة أمام الكاميرا</translation>
    </message>
    <message>
        <source>Move the card slowly nearer and away, until it is read by itself.</source>
        <translation>قرّب البطاقة وأبعدها ببطء حتى تُقرأ تلقائيًا.</translation>
    </message>
</context>
<context>
    <name>CardPhotoStep</name>
    <message>
        <source>Which picture shows the QR code of the card?</source>
        <translation>أي صورة يظهر فيها رمز QR الخاص بالبطاقة؟</translation>
    </message>
    <message>
        <source>The QR code is being looked for.</source>
        <translation>يُبحث عن رمز QR الآن.</translation>
    </message>
    <message>
        <source>No QR code is seen on this picture. Choose a sharper one.</source>
        <translation>لا يظهر رمز QR في هذه الصورة. اختر صورة أوضح.</translation>
    </message>
</context>
<context>
    <name>CardScreen</name>
    <message>
        <source>Whose card is this?</source>
        <translation>لمن هذه البطاقة؟</translation>
    </message>
    <message>
        <source>Where do these details belong?</source>
        <translation>لمن هذه البيانات؟</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>تعبئة الاستمارة</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>مسح من جديد</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>الاسم الكامل</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>تاريخ الميلاد</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>This person is</source>
        <translation>هذا الشخص هو</translation>
    </message>
    <message>
        <source>Choose whose card this is, or press “Scan again”.</source>
        <translation>اختر صاحب هذه البطاقة، أو اضغط «مسح من جديد».</translation>
    </message>
    <message>
        <source>The sex does not fit the citizen number. Compare it with the card.</source>
        <translation>الجنس لا يطابق رقم المواطن. قارنه بالبطاقة.</translation>
    </message>
    <message>
        <source>The year of birth does not fit the citizen number. Compare it.</source>
        <translation>سنة الميلاد لا تطابق رقم المواطن. قارنها بالبطاقة.</translation>
    </message>
    <message>
        <source>The first three digits of the number are unusual. Compare them.</source>
        <translation>الأرقام الثلاثة الأولى غير مألوفة. قارنها بالبطاقة.</translation>
    </message>
    <message>
        <source>The card has no full date of birth. You enter it yourself.</source>
        <translation>ليس في البطاقة تاريخ ميلاد كامل. اكتبه بنفسك.</translation>
    </message>
    <message>
        <source>Something on the card looks unusual. Compare it with what is shown.</source>
        <translation>في البطاقة شيء غير مألوف. قارنها بما يظهر على الشاشة.</translation>
    </message>
</context>
<context>
    <name>CardStep</name>
    <message>
        <source>Scanning saves typing. You may go on without it and type yourself.</source>
        <translation>المسح يغنيك عن الكتابة. ويمكنك المتابعة دونه والكتابة بنفسك.</translation>
    </message>
</context>
<context>
    <name>CheckAnswersPage</name>
    <message>
        <source>Please check your answers</source>
        <translation>راجع إجاباتك من فضلك</translation>
    </message>
    <message>
        <source>Is everything right? Press Change beside an answer to correct it.</source>
        <translation>هل كل شيء صحيح؟ اضغط «تعديل» بجانب الإجابة لتصحيحها.</translation>
    </message>
</context>
<context>
    <name>CheckWarnings</name>
    <message>
        <source>{question}: this number is unusual. Compare it once more.</source>
        <translation>{question}: هذا الرقم غير معتاد. راجعه مرة أخرى.</translation>
    </message>
    <message>
        <source>{person}: the sex does not fit the citizen number. Compare both with the card.</source>
        <translation>{person}: الجنس لا يطابق رقم المواطن. قارنهما بالبطاقة.</translation>
    </message>
    <message>
        <source>{person}: the year of birth does not fit the citizen number. Compare both with the card.</source>
        <translation>{person}: سنة الميلاد لا تطابق رقم المواطن. قارنهما بالبطاقة.</translation>
    </message>
    <message>
        <source>{person}: the first three digits of the citizen number are unusual. Compare them with the card.</source>
        <translation>{person}: الأرقام الثلاثة الأولى من رقم المواطن غير معتادة. قارنها بالبطاقة.</translation>
    </message>
</context>
<context>
    <name>ChooseScreen</name>
    <message>
        <source>What is it about?</source>
        <translation>ما الموضوع؟</translation>
    </message>
    <message>
        <source>Type a word, or press what has happened. Accents are not needed.</source>
        <translation>اكتب كلمة بلا تشكيل، أو اضغط على ما حدث.</translation>
    </message>
    <message>
        <source>Word to look for</source>
        <translation>الكلمة المطلوبة</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>نتائج البحث</translation>
    </message>
    <message>
        <source>Nothing was found. Try one other word, or call the volunteer.</source>
        <translation>لم يُعثر على شيء. جرّب كلمة أخرى، أو نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>With this sign: no form here yet, but where to go for it.</source>
        <translation>بهذه العلامة: لا توجد استمارة هنا بعد، لكن نخبرك إلى أين تذهب.</translation>
    </message>
    <message>
        <source>I do not know which: help me choose</source>
        <translation>لا أعرف أيها: ساعدوني على الاختيار</translation>
    </message>
</context>
<context>
    <name>CodeCameraScreen</name>
    <message>
        <source>No picture is taken or kept.</source>
        <translation>لا تُلتقط صورة ولا تُحفظ.</translation>
    </message>
</context>
<context>
    <name>CodeScreen</name>
    <message>
        <source>Your follow-up code</source>
        <translation>رمز المتابعة الخاص بك</translation>
    </message>
    <message>
        <source>It stands on the receipt too. With it you ask where your dossier is.</source>
        <translation>وهو مطبوع على الإيصال أيضًا. به تسأل أين وصل ملفك.</translation>
    </message>
    <message>
        <source>Your PIN is set. With code and PIN you can stop and continue later.</source>
        <translation>حُدّد رقمك السري. بالرمز والرقم السري يمكنك التوقف والمتابعة لاحقًا.</translation>
    </message>
    <message>
        <source>Go on without a PIN</source>
        <translation>المتابعة بلا رقم سري</translation>
    </message>
    <message>
        <source>Choose a PIN of 4 to 6 digits: then only you can open this form again.</source>
        <translation>اختر رقمًا سريًا من 4 إلى 6 أرقام: عندها لا يفتح هذه الاستمارة أحد سواك.</translation>
    </message>
    <message>
        <source>Take digits you remember, no year of birth. Nobody else needs to know them.</source>
        <translation>اختر أرقامًا تتذكرها، وليس سنة ميلادك. لا حاجة إلى أن يعرفها أحد.</translation>
    </message>
    <message>
        <source>Without a PIN, only the volunteer can open the form again for you.</source>
        <translation>بلا رقم سري لا يفتح لك الاستمارة من جديد إلا المتطوّع.</translation>
    </message>
    <message>
        <source>Type a PIN of 4 to 6 digits, or press “Go on without a PIN”.</source>
        <translation>اكتب رقمًا سريًا من 4 إلى 6 أرقام، أو اضغط «المتابعة بلا رقم سري».</translation>
    </message>
    <message>
        <source>Write the code down or wait for the receipt; it is on both.</source>
        <translation>اكتب الرمز عندك أو انتظر الإيصال؛ فهو مطبوع عليه أيضًا.</translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>May we use what you enter?</source>
        <translation>هل تسمح لنا باستعمال ما تكتبه؟</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>لأي غرض</translation>
    </message>
    <message>
        <source>Who is responsible</source>
        <translation>من المسؤول</translation>
    </message>
    <message>
        <source>What is used</source>
        <translation>ما الذي يُستعمل</translation>
    </message>
    <message>
        <source>What you enter in the form, and pictures of papers that you add. Ethnic group is sensitive.</source>
        <translation>ما تكتبه في الاستمارة، وصور الأوراق التي ترفقها. والقومية من البيانات الحساسة.</translation>
    </message>
    <message>
        <source>A card is only read, its picture is not kept. The answers leave this machine encrypted.</source>
        <translation>تُقرأ البطاقة فقط ولا تُحفظ صورتها. وتُشفَّر الإجابات قبل أن تغادر هذا الجهاز.</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>حقوقك</translation>
    </message>
    <message>
        <source>You may see, correct or erase your data, or take this consent back, at any time.</source>
        <translation>يمكنك في أي وقت الاطلاع على بياناتك أو تصحيحها أو محوها، أو سحب هذه الموافقة.</translation>
    </message>
    <message>
        <source>Whoever does not agree gets the same help on paper from the officer.</source>
        <translation>من لا يوافق يحصل من الموظّف على المساعدة نفسها على الورق.</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>أوافق</translation>
    </message>
    <message>
        <source>I do not agree</source>
        <translation>لا أوافق</translation>
    </message>
    <message>
        <source>Choose “I agree” or “I do not agree”, then press “Continue”.</source>
        <translation>اختر «أوافق» أو «لا أوافق»، ثم اضغط «متابعة».</translation>
    </message>
</context>
<context>
    <name>CornersScreen</name>
    <message>
        <source>Where are the corners of the paper?</source>
        <translation>أين زوايا الورقة؟</translation>
    </message>
    <message>
        <source>Cut it out</source>
        <translation>اقتطاعها</translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation>صورة الورقة</translation>
    </message>
    <message>
        <source>Choose a corner, then move it with the arrows.</source>
        <translation>اختر زاوية، ثم حرّكها بالأسهم.</translation>
    </message>
    <message>
        <source>Keep the whole picture</source>
        <translation>الاحتفاظ بالصورة كلها</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>أعلى اليسار</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>أعلى اليمين</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>أسفل اليسار</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>أسفل اليمين</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>إلى اليسار</translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation>إلى أعلى</translation>
    </message>
    <message>
        <source>Downwards</source>
        <translation>إلى أسفل</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>إلى اليمين</translation>
    </message>
</context>
<context>
    <name>CurtainScreen</name>
    <message>
        <source>Your page is hidden</source>
        <translation>صفحتك مخفية</translation>
    </message>
    <message>
        <source>I am back: show it</source>
        <translation>عدت: أظهرها</translation>
    </message>
    <message>
        <source>Keep and stop</source>
        <translation>حفظ وتوقف</translation>
    </message>
    <message>
        <source>Nobody sees your answers. They are saved.</source>
        <translation>لا يرى أحد إجاباتك. وهي محفوظة.</translation>
    </message>
    <message>
        <source>If nobody comes back within {minutes} minutes, the screen is wiped.</source>
        <translation>إن لم يعد أحد خلال {minutes} دقائق تُمسح الشاشة.</translation>
    </message>
    <message>
        <source>Type your PIN to go on.</source>
        <translation>اكتب رقمك السري للمتابعة.</translation>
    </message>
    <message>
        <source>Type your PIN, or press “Keep and stop”.</source>
        <translation>اكتب رقمك السري، أو اضغط «حفظ وتوقف».</translation>
    </message>
</context>
<context>
    <name>DamagedScreen</name>
    <message>
        <source>This machine needs its volunteer for a moment</source>
        <translation>هذا الجهاز يحتاج إلى المتطوع قليلًا</translation>
    </message>
    <message>
        <source>Volunteer: see what can be saved</source>
        <translation>للمتطوع: انظر ما يمكن إنقاذه</translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation>نادِ المتطوع. لم يكن هذا خطأك.</translation>
    </message>
    <message>
        <source>The file with the dossiers was damaged, perhaps by a power cut. Nothing was erased. Receipts that were printed stay good.</source>
        <translation>تضرر ملف المعاملات، ربما بسبب انقطاع الكهرباء. لم يُمحَ شيء. الإيصالات المطبوعة ما زالت صالحة.</translation>
    </message>
    <message>
        <source>The machine is looking what can be saved. One moment.</source>
        <translation>الجهاز يبحث عمّا يمكن إنقاذه. لحظة من فضلك.</translation>
    </message>
    <message>
        <source>The disk is full. Make room on it, then try again.</source>
        <translation>القرص ممتلئ. أفرغ مكانًا ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>Another program uses the data. Switch the machine off and on.</source>
        <translation>برنامج آخر يستخدم البيانات. أطفئ الجهاز ثم شغّله.</translation>
    </message>
    <message>
        <source>Nothing can be saved from here. Keep the machine and call the technician.</source>
        <translation>لا يمكن إنقاذ شيء من هنا. أبقِ الجهاز كما هو واتصل بالفني.</translation>
    </message>
    <message>
        <source>This recovery code does not fit. Compare it with the paper, letter by letter.</source>
        <translation>رمز الاسترداد لا يطابق. قارنه بالورقة حرفًا حرفًا.</translation>
    </message>
    <message>
        <source>It did not work. Nothing was erased. Call the technician.</source>
        <translation>لم ينجح الأمر. لم يُمحَ شيء. اتصل بالفني.</translation>
    </message>
</context>
<context>
    <name>DateAnswer</name>
    <message>
        <source>If you only know the year, fill in the year alone.</source>
        <translation>إن كنت لا تعرف إلا السنة فاكتب السنة وحدها.</translation>
    </message>
    <message>
        <source>day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>month</source>
        <translation>الشهر</translation>
    </message>
    <message>
        <source>year</source>
        <translation>السنة</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>الشهر</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>السنة</translation>
    </message>
</context>
<context>
    <name>DeclareScreen</name>
    <message>
        <source>Is everything right?</source>
        <translation>هل كل شيء صحيح؟</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>I declare that what I entered is true. I answer for it before the law.</source>
        <translation>أصرّح بأن ما كتبته صحيح، وأتحمل مسؤوليته أمام القانون.</translation>
    </message>
    <message>
        <source>The changed dossier takes the place of the earlier one; the code stays the same.</source>
        <translation>يحلّ الملف المعدَّل محل السابق، ويبقى الرمز كما هو.</translation>
    </message>
    <message>
        <source>Print the declaration</source>
        <translation>طباعة الإقرار</translation>
    </message>
    <message>
        <source>“Finish” keeps the dossier, prints the receipt and sends it as soon as there is a line.</source>
        <translation>بالضغط على «إنهاء» يُحفظ الملف ويُطبع الإيصال ويُرسَل حين تتوفر الشبكة.</translation>
    </message>
    <message>
        <source>How will you sign?</source>
        <translation>كيف ستوقّع؟</translation>
    </message>
    <message>
        <source>With my finger, here on the screen</source>
        <translation>بإصبعي، هنا على الشاشة</translation>
    </message>
    <message>
        <source>By hand, on the printed declaration</source>
        <translation>بيدي، على الإقرار المطبوع</translation>
    </message>
    <message>
        <source>I do not write: with my fingerprint on the paper, before the officer</source>
        <translation>لا أكتب: ببصمتي على الورق، أمام الموظّف</translation>
    </message>
    <message>
        <source>Your signature</source>
        <translation>توقيعك</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>التوقيع من جديد</translation>
    </message>
    <message>
        <source>Choose how you sign, then press “Finish”.</source>
        <translation>اختر طريقة التوقيع، ثم اضغط «إنهاء».</translation>
    </message>
    <message>
        <source>The declaration is being prepared.</source>
        <translation>يُحضَّر الإقرار الآن.</translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation>الإقرار</translation>
    </message>
</context>
<context>
    <name>DeclinedScreen</name>
    <message>
        <source>That is fine. Nothing was kept.</source>
        <translation>لا بأس. لم يُحفظ شيء.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>The officer helps you with the same form on paper, at no disadvantage.</source>
        <translation>يساعدك الموظّف في الاستمارة نفسها على الورق، ولا ينقص من حقك شيء.</translation>
    </message>
    <message>
        <source>The volunteer can print the empty form for you.</source>
        <translation>يمكن للمتطوّع أن يطبع لك الاستمارة الفارغة.</translation>
    </message>
</context>
<context>
    <name>DoctorScreen</name>
    <message>
        <source>What works on this machine</source>
        <translation>ما الذي يعمل في هذا الجهاز</translation>
    </message>
</context>
<context>
    <name>DraftsScreen</name>
    <message>
        <source>Forms that were begun</source>
        <translation>استمارات لم تكتمل</translation>
    </message>
    <message>
        <source>Open one only for the resident who filled it in. Names are not shown here.</source>
        <translation>لا تفتح استمارة إلا لمن ملأها. لا تظهر الأسماء هنا.</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>لا توجد استمارات.</translation>
    </message>
</context>
<context>
    <name>ErrorSummary</name>
    <message>
        <source>One thing needs a look</source>
        <translation>أمر واحد يحتاج إلى مراجعة</translation>
    </message>
    <message>
        <source>{count} things need a look</source>
        <translation>أمور تحتاج إلى مراجعة: {count}</translation>
    </message>
</context>
<context>
    <name>FeedbackScreen</name>
    <message>
        <source>How was it here today?</source>
        <translation>كيف كان الأمر هنا اليوم؟</translation>
    </message>
    <message>
        <source>No answer, end</source>
        <translation>بلا إجابة، إنهاء</translation>
    </message>
    <message>
        <source>Send and end</source>
        <translation>إرسال وإنهاء</translation>
    </message>
    <message>
        <source>Very bad</source>
        <translation>سيئ جدًا</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>سيئ</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>متوسط</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>جيد</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>جيد جدًا</translation>
    </message>
    <message>
        <source>Would you like to say more? You need not.</source>
        <translation>هل تود قول المزيد؟ لست مضطرًا.</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>كلماتك</translation>
    </message>
    <message>
        <source>Your answer is kept apart from your dossier. Please write no names or numbers.</source>
        <translation>تُحفظ إجابتك بعيدًا عن ملفك. لا تكتب أسماء أو أرقامًا.</translation>
    </message>
    <message>
        <source>You chose: {word}</source>
        <translation>اخترت: {word}</translation>
    </message>
    <message>
        <source>Touch one of the five faces, or “No answer, end”.</source>
        <translation>المس أحد الوجوه الخمسة، أو «بلا إجابة، إنهاء».</translation>
    </message>
</context>
<context>
    <name>FilesScreen</name>
    <message>
        <source>Look again</source>
        <translation>البحث من جديد</translation>
    </message>
    <message>
        <source>No picture was found. Put the stick in, wait a moment, press “Look again”.</source>
        <translation>لم توجد صور. أدخل ذاكرة USB وانتظر قليلًا ثم اضغط «البحث من جديد».</translation>
    </message>
    <message>
        <source>{name} (too large)</source>
        <translation>{name} (كبير جدًا)</translation>
    </message>
    <message>
        <source>The picture is being read.</source>
        <translation>تُقرأ الصورة الآن.</translation>
    </message>
</context>
<context>
    <name>FinishScreen</name>
    <message>
        <source>Your dossier is finished and kept</source>
        <translation>اكتمل ملفك وحُفظ</translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>انتهيت: امسح الشاشة</translation>
    </message>
    <message>
        <source>The receipt is being prepared.</source>
        <translation>يُحضَّر الإيصال الآن.</translation>
    </message>
    <message>
        <source>QR code of the receipt</source>
        <translation>رمز QR الخاص بالإيصال</translation>
    </message>
    <message>
        <source>I see a mistake: change the answers</source>
        <translation>وجدت خطأ: تعديل الإجابات</translation>
    </message>
    <message>
        <source>Your follow-up code:</source>
        <translation>رمز المتابعة الخاص بك:</translation>
    </message>
    <message>
        <source>Pay by QR code</source>
        <translation>الدفع برمز QR</translation>
    </message>
    <message>
        <source>Print the receipt again</source>
        <translation>طباعة الإيصال من جديد</translation>
    </message>
    <message>
        <source>Print the declaration</source>
        <translation>طباعة الإقرار</translation>
    </message>
    <message>
        <source>Do something else as well, without typing my details again</source>
        <translation>عمل شيء آخر أيضًا دون كتابة بياناتي من جديد</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s server {name}. No news comes back from there: ask the officer.</source>
        <translation>وصل الملف إلى خادم البلدية {name}. لا تأتي منه أخبار: اسألوا الموظف.</translation>
    </message>
    <message>
        <source>It is kept safely here and goes to the commune&apos;s server {name} as soon as there is a line.</source>
        <translation>الملف محفوظ هنا بأمان، ويُرسل إلى خادم البلدية {name} عند توفر الشبكة.</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s centre.</source>
        <translation>وصل الملف إلى مركز البلدية.</translation>
    </message>
    <message>
        <source>It is kept safely here and goes by itself as soon as there is a line.</source>
        <translation>الملف محفوظ هنا بأمان، ويُرسَل تلقائيًا حين تتوفر الشبكة.</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>الخطوة التالية</translation>
    </message>
    <message>
        <source>The receipt does not replace the officer&apos;s acceptance slip.</source>
        <translation>لا يحلّ هذا الإيصال محل إيصال الاستلام الذي يعطيه الموظّف.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>الإيصال</translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation>الإقرار</translation>
    </message>
</context>
<context>
    <name>FormScreen</name>
    <message>
        <source>Saved</source>
        <translation>حُفظ</translation>
    </message>
    <message>
        <source>The last answer is not saved yet. Please leave the kiosk on and call for help.</source>
        <translation>الإجابة الأخيرة لم تُحفظ بعد. اترك الجهاز يعمل ونادِ المتطوّع.</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>لم يُحفظ بعد</translation>
    </message>
</context>
<context>
    <name>HandbookEntryScreen</name>
    <message>
        <source>Ask the officer to confirm this.</source>
        <translation>اسألوا الموظف للتأكيد.</translation>
    </message>
    <message>
        <source>The centre sends newer pages of this handbook by itself.</source>
        <translation>يرسل المركز صفحات الدليل الجديدة تلقائيًا.</translation>
    </message>
</context>
<context>
    <name>HandbookScreen</name>
    <message>
        <source>Handbook</source>
        <translation>الدليل</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Slip with the form</source>
        <translation>القسيمة التي فيها الاستمارة</translation>
    </message>
    <message>
        <source>Choose six digits. Four are too few for a form that leaves this machine.</source>
        <translation>اختر ستة أرقام. أربعة قليلة على استمارة تغادر هذا الجهاز.</translation>
    </message>
    <message>
        <source>Others could guess this PIN. Choose six other digits.</source>
        <translation>قد يخمّن غيرك هذا الرقم. اختر ستة أرقام أخرى.</translation>
    </message>
    <message>
        <source>Answer at least one question first, then take the form along.</source>
        <translation>أجب عن سؤال واحد على الأقل أولًا، ثم خذ الاستمارة معك.</translation>
    </message>
    <message>
        <source>The form is too long for a slip. Take it along on a stick.</source>
        <translation>الاستمارة أطول من أن تسعها قسيمة. خذها على ذاكرة USB.</translation>
    </message>
    <message>
        <source>This machine has to be on the network once first. Call the volunteer.</source>
        <translation>يجب أن يتصل هذا الجهاز بالشبكة مرة أولًا. نادِ المتطوع.</translation>
    </message>
    <message>
        <source>The stick is too full. Make room on it, or take a larger one.</source>
        <translation>ذاكرة USB ممتلئة. أفرغ مكانًا فيها، أو خذ واحدة أكبر.</translation>
    </message>
    <message>
        <source>The stick cannot be used. Plug it in again, or take another one.</source>
        <translation>لا يمكن استعمال ذاكرة USB. أدخلها من جديد، أو خذ غيرها.</translation>
    </message>
    <message>
        <source>The stick is damaged. Try again, or take another stick.</source>
        <translation>ذاكرة USB تالفة. حاول من جديد، أو خذ غيرها.</translation>
    </message>
    <message>
        <source>It was good until {day}. Go on at the machine where the form was begun.</source>
        <translation>كانت صالحة حتى {day}. تابع على الجهاز الذي بدأت عليه.</translation>
    </message>
    <message>
        <source>It comes from a machine of another commune. Go on at a machine there.</source>
        <translation>جاءت من جهاز بلدية أخرى. تابع على جهاز هناك.</translation>
    </message>
    <message>
        <source>It was made by a newer machine. Go on there, or call the volunteer.</source>
        <translation>صنعها جهاز أحدث. تابع هناك، أو نادِ المتطوع.</translation>
    </message>
    <message>
        <source>No form was found on a stick. Plug in the right stick, then look again.</source>
        <translation>لم توجد استمارة على ذاكرة USB. أدخل الذاكرة الصحيحة، ثم ابحث من جديد.</translation>
    </message>
    <message>
        <source>Only a part was read. Hold the slip flat and scan it again.</source>
        <translation>قُرئ جزء فقط. أمسك القسيمة مستوية وامسحها من جديد.</translation>
    </message>
    <message>
        <source>This machine lacks the form&apos;s version. Keep the slip; try another machine.</source>
        <translation>ينقص هذا الجهاز إصدار هذه الاستمارة. احتفظ بالقسيمة وجرّب جهازًا آخر.</translation>
    </message>
    <message>
        <source>This form was finished here already. Scan the receipt to see it.</source>
        <translation>أُكملت هذه الاستمارة هنا من قبل. امسح الإيصال لتراها.</translation>
    </message>
    <message>
        <source>This form was erased here. Go on at the machine where it was begun.</source>
        <translation>مُسحت هذه الاستمارة هنا. تابع على الجهاز الذي بدأت عليه.</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Help</source>
        <translation>مساعدة</translation>
    </message>
    <message>
        <source>Back to my page</source>
        <translation>العودة إلى صفحتي</translation>
    </message>
    <message>
        <source>Call the volunteer</source>
        <translation>نداء المتطوّع</translation>
    </message>
    <message>
        <source>The volunteer is here</source>
        <translation>المتطوّع هنا</translation>
    </message>
    <message>
        <source>Raise your hand or call the volunteer. They are glad to help.</source>
        <translation>ارفع يدك أو نادِ المتطوّع. يسرّه أن يساعدك.</translation>
    </message>
    <message>
        <source>Nothing is sent before you have seen all your answers and pressed “Finish”.</source>
        <translation>لا يُرسَل شيء قبل أن ترى كل إجاباتك وتضغط «إنهاء».</translation>
    </message>
    <message>
        <source>Every answer is kept at once. “Back” shows what you answered before.</source>
        <translation>كل إجابة تُحفظ فورًا. و«رجوع» يعرض ما أجبت به من قبل.</translation>
    </message>
    <message>
        <source>Hide my page for a while</source>
        <translation>إخفاء صفحتي قليلًا</translation>
    </message>
    <message>
        <source>Volunteer: type for the resident</source>
        <translation>المتطوّع: الكتابة عن المقيم</translation>
    </message>
    <message>
        <source>I type myself again</source>
        <translation>أريد أن أكتب بنفسي من جديد</translation>
    </message>
    <message>
        <source>Help was called at {time}. Stay seated, somebody is coming to you.</source>
        <translation>طُلبت المساعدة في الساعة {time}. ابقَ جالسًا، سيأتي إليك أحد.</translation>
    </message>
    <message>
        <source>Reading aloud</source>
        <translation>القراءة بصوت مسموع</translation>
    </message>
    <message>
        <source>There is no voice for this language on this machine. The volunteer reads to you.</source>
        <translation>لا صوت لهذه اللغة في هذا الجهاز. يقرأ لك المتطوّع.</translation>
    </message>
    <message>
        <source>Read every page to me</source>
        <translation>اقرأ لي كل صفحة</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>أعلى</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>أخفض</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>أبطأ</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>أسرع</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>What would you like to do?</source>
        <translation>ماذا تريد أن تفعل؟</translation>
    </message>
    <message>
        <source>Register or apply for something</source>
        <translation>تسجيل أو تقديم طلب</translation>
    </message>
    <message>
        <source>Where is my dossier? I have a receipt</source>
        <translation>أين وصل ملفي؟ معي إيصال</translation>
    </message>
    <message>
        <source>Continue a form I began before</source>
        <translation>متابعة استمارة بدأتها من قبل</translation>
    </message>
    <message>
        <source>For the volunteer</source>
        <translation>للمتطوّع</translation>
    </message>
</context>
<context>
    <name>InformationScreen</name>
    <message>
        <source>Go to the commune&apos;s public administration service centre.</source>
        <translation>اذهب إلى مركز خدمات الإدارة العامة في البلدية.</translation>
    </message>
    <message>
        <source>Go to the commune&apos;s police.</source>
        <translation>اذهب إلى شرطة البلدية.</translation>
    </message>
    <message>
        <source>Go to the tax office, or ask at the commune&apos;s service centre.</source>
        <translation>اذهب إلى مكتب الضرائب، أو اسأل في مركز خدمات البلدية.</translation>
    </message>
    <message>
        <source>Go to the customs office.</source>
        <translation>اذهب إلى مكتب الجمارك.</translation>
    </message>
    <message>
        <source>Go to the social insurance office or its agent at the post.</source>
        <translation>اذهب إلى مكتب التأمين الاجتماعي أو وكيله في البريد.</translation>
    </message>
    <message>
        <source>Go to the court.</source>
        <translation>اذهب إلى المحكمة.</translation>
    </message>
    <message>
        <source>Go to the state treasury.</source>
        <translation>اذهب إلى خزانة الدولة.</translation>
    </message>
    <message>
        <source>a ministry</source>
        <translation>وزارة</translation>
    </message>
    <message>
        <source>the province</source>
        <translation>المحافظة</translation>
    </message>
    <message>
        <source>the commune</source>
        <translation>البلدية</translation>
    </message>
    <message>
        <source>another body</source>
        <translation>جهة أخرى</translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation>اختيار شيء آخر</translation>
    </message>
    <message>
        <source>Print this page</source>
        <translation>طباعة هذه الصفحة</translation>
    </message>
    <message>
        <source>There is no form for this on this machine yet.</source>
        <translation>لا توجد استمارة لهذا على هذا الجهاز بعد.</translation>
    </message>
    <message>
        <source>Where to go</source>
        <translation>إلى أين تذهب</translation>
    </message>
    <message>
        <source>Take your identity card and the papers you have about it.</source>
        <translation>خذ معك بطاقة هويتك والأوراق التي لديك عن الأمر.</translation>
    </message>
    <message>
        <source>Decided by: {who}.</source>
        <translation>صاحب القرار: {who}.</translation>
    </message>
    <message>
        <source>Tell the officer: {name} ({code}).</source>
        <translation>قل للموظف: {name} ({code}).</translation>
    </message>
    <message>
        <source>No source confirms this yet. Ask the officer to confirm it.</source>
        <translation>لا يوجد مصدر يؤكد هذا بعد. اسأل الموظف للتأكيد.</translation>
    </message>
</context>
<context>
    <name>KeyScreen</name>
    <message>
        <source>The data is here, its key is not</source>
        <translation>البيانات هنا، ومفتاحها ليس هنا</translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation>نادِ المتطوع. لم يكن هذا خطأك.</translation>
    </message>
    <message>
        <source>Type the recovery code that was printed when this machine was set up.</source>
        <translation>اكتب رمز الاسترداد الذي طُبع عند إعداد هذا الجهاز.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>رمز الاسترداد</translation>
    </message>
    <message>
        <source>Type the recovery code, then press “Continue”.</source>
        <translation>اكتب رمز الاسترداد، ثم اضغط «متابعة».</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Keys on the screen</source>
        <translation>لوحة المفاتيح على الشاشة</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>مسافة</translation>
    </message>
    <message>
        <source>Way of typing: {way}</source>
        <translation>طريقة الكتابة: {way}</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>حرف كبير</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>حذف الحرف الأخير</translation>
    </message>
    <message>
        <source>Hide the keys</source>
        <translation>إخفاء لوحة المفاتيح</translation>
    </message>
    <message>
        <source>123: digits and signs</source>
        <translation>123: أرقام وعلامات</translation>
    </message>
    <message>
        <source>ABC: letters</source>
        <translation>ABC: حروف</translation>
    </message>
</context>
<context>
    <name>LanguagesScreen</name>
    <message>
        <source>Choose a language</source>
        <translation>اختر اللغة</translation>
    </message>
    <message>
        <source>Back to my page</source>
        <translation>العودة إلى صفحتي</translation>
    </message>
    <message>
        <source>The screens change to it. Forms and receipts are in Vietnamese or English.</source>
        <translation>تتغيّر الشاشات إليها. أما الاستمارات والإيصالات فبالفيتنامية أو الإنجليزية.</translation>
    </message>
    <message>
        <source>Only begun: what is missing is shown in Vietnamese.</source>
        <translation>ترجمة غير مكتملة: ما ينقص يظهر بالفيتنامية.</translation>
    </message>
    <message>
        <source>A native speaker still has to read this translation.</source>
        <translation>هذه الترجمة تنتظر مراجعة متحدث أصلي.</translation>
    </message>
</context>
<context>
    <name>Laws</name>
    <message>
        <source>in force from {day}</source>
        <translation>ساري من {day}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>حتى {day}</translation>
    </message>
    <message>
        <source>ask the officer to confirm</source>
        <translation>اسأل الموظف للتأكيد</translation>
    </message>
</context>
<context>
    <name>LeaveScreen</name>
    <message>
        <source>Do you want to stop here?</source>
        <translation>هل تريد التوقف هنا؟</translation>
    </message>
    <message>
        <source>Go on filling in</source>
        <translation>متابعة التعبئة</translation>
    </message>
    <message>
        <source>Keep and stop</source>
        <translation>حفظ وتوقف</translation>
    </message>
    <message>
        <source>Your follow-up code is {code}. Write it down, or take the slip along.</source>
        <translation>رمز المتابعة الخاص بك هو {code}. اكتبه عندك، أو خذ القصاصة معك.</translation>
    </message>
    <message>
        <source>With this code and your PIN you continue where you stopped.</source>
        <translation>بهذا الرمز ورقمك السري تتابع من حيث توقفت.</translation>
    </message>
    <message>
        <source>You chose no PIN: the volunteer opens the form again for you.</source>
        <translation>لم تختر رقمًا سريًا: يفتح لك المتطوّع الاستمارة من جديد.</translation>
    </message>
    <message>
        <source>Take this form along to another machine</source>
        <translation>خذ هذه الاستمارة إلى جهاز آخر</translation>
    </message>
    <message>
        <source>Or erase everything you answered here. It cannot be brought back.</source>
        <translation>أو امحُ كل ما أجبت به هنا. ولا يمكن استعادته بعد ذلك.</translation>
    </message>
    <message>
        <source>Erase my answers</source>
        <translation>محو إجاباتي</translation>
    </message>
</context>
<context>
    <name>LifeEvents</name>
    <message>
        <source>A child was born</source>
        <translation>وُلد طفل</translation>
    </message>
    <message>
        <source>Raising a child</source>
        <translation>تربية طفل</translation>
    </message>
    <message>
        <source>Growing old</source>
        <translation>الشيخوخة</translation>
    </message>
    <message>
        <source>Marriage and family</source>
        <translation>الزواج والأسرة</translation>
    </message>
    <message>
        <source>A relative has died</source>
        <translation>توفي قريب</translation>
    </message>
    <message>
        <source>Moving house</source>
        <translation>الانتقال إلى سكن آخر</translation>
    </message>
    <message>
        <source>House and home</source>
        <translation>السكن</translation>
    </message>
    <message>
        <source>Land</source>
        <translation>الأراضي</translation>
    </message>
    <message>
        <source>Hard times</source>
        <translation>أوقات صعبة</translation>
    </message>
    <message>
        <source>Support from the state</source>
        <translation>دعم من الدولة</translation>
    </message>
    <message>
        <source>Work and business</source>
        <translation>العمل والتجارة</translation>
    </message>
    <message>
        <source>Papers and copies</source>
        <translation>أوراق ونسخ</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>الصحة</translation>
    </message>
    <message>
        <source>Living with a disability</source>
        <translation>العيش مع إعاقة</translation>
    </message>
    <message>
        <source>Telling the commune something</source>
        <translation>إبلاغ البلدية بأمر</translation>
    </message>
</context>
<context>
    <name>LinesScreen</name>
    <message>
        <source>Type the three lines on the back of the card</source>
        <translation>اكتب الأسطر الثلاثة على ظهر البطاقة</translation>
    </message>
    <message>
        <source>Read the lines</source>
        <translation>قراءة الأسطر</translation>
    </message>
    <message>
        <source>Each has 30 letters, digits and signs &lt;. The first begins with IDVNM.</source>
        <translation>في كل سطر 30 حرفًا ورقمًا وعلامة &lt;. يبدأ الأول بـ IDVNM.</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>السطر {number}</translation>
    </message>
    <message>
        <source>The lines do not fit together. Compare each sign with the card.</source>
        <translation>الأسطر لا تتطابق. قارن كل علامة بالبطاقة.</translation>
    </message>
</context>
<context>
    <name>PapersScreen</name>
    <message>
        <source>Do you have pictures of these papers?</source>
        <translation>هل لديك صور لهذه الأوراق؟</translation>
    </message>
    <message>
        <source>You may go on without: then bring the paper itself to the officer.</source>
        <translation>يمكنك المتابعة دونها: عندها أحضر الورقة نفسها إلى الموظّف.</translation>
    </message>
    <message>
        <source>Page {number}: look, take again or remove</source>
        <translation>الصفحة {number}: عرض أو إعادة أو إزالة</translation>
    </message>
    <message>
        <source>Add a picture</source>
        <translation>إضافة صورة</translation>
    </message>
    <message>
        <source>Add one more page</source>
        <translation>إضافة صفحة أخرى</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>أُرفقت</translation>
    </message>
</context>
<context>
    <name>PausedScreen</name>
    <message>
        <source>This kiosk takes a break</source>
        <translation>هذا الجهاز في استراحة</translation>
    </message>
    <message>
        <source>For the staff</source>
        <translation>للموظفين</translation>
    </message>
    <message>
        <source>Please ask somebody who works here. What you have begun is kept.</source>
        <translation>من فضلك اسأل أحد العاملين هنا. ما بدأته محفوظ.</translation>
    </message>
    <message>
        <source>You can also call {number}.</source>
        <translation>يمكنك أيضًا الاتصال على الرقم {number}.</translation>
    </message>
</context>
<context>
    <name>PaymentScreen</name>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>انتهيت: امسح الشاشة</translation>
    </message>
    <message>
        <source>QR code for the transfer</source>
        <translation>رمز QR للتحويل</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app, choose to scan a QR code, and scan this one.</source>
        <translation>افتح تطبيق مصرفك واختر مسح رمز QR ثم امسح هذا الرمز.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <source>Scan to pay</source>
        <translation>امسح الرمز للدفع</translation>
    </message>
    <message>
        <source>Paid to</source>
        <translation>المستفيد</translation>
    </message>
    <message>
        <source>Bank and account</source>
        <translation>المصرف ورقم الحساب</translation>
    </message>
    <message>
        <source>Pay only when your app shows the same name. Give nobody your PIN or OTP.</source>
        <translation>لا تدفع إلا إذا أظهر تطبيقك الاسم نفسه. لا تعطِ أحدًا رقمك السري أو رمز التحقق.</translation>
    </message>
    <message>
        <source>You can also pay later: the dossier is kept. Print this code and take it.</source>
        <translation>يمكنك الدفع لاحقًا: الملف محفوظ. اطبع هذا الرمز وخذه معك.</translation>
    </message>
    <message>
        <source>Print this code</source>
        <translation>اطبع هذا الرمز</translation>
    </message>
    <message>
        <source>The amount is wrong: write it again</source>
        <translation>المبلغ غير صحيح: اكتبه من جديد</translation>
    </message>
    <message>
        <source>Nothing is paid at this machine: you pay in your app.</source>
        <translation>لا يُدفع شيء في هذا الجهاز: تدفع في تطبيقك.</translation>
    </message>
    <message>
        <source>Code for paying</source>
        <translation>رمز الدفع</translation>
    </message>
</context>
<context>
    <name>PictureAnswer</name>
    <message>
        <source>Take a picture</source>
        <translation>التقاط صورة</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>إزالة الصورة</translation>
    </message>
    <message>
        <source>Picture taken</source>
        <translation>التُقطت الصورة</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>لا صورة بعد</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Delete the last digit</source>
        <translation>محو آخر رقم</translation>
    </message>
    <message>
        <source>{count} digits entered</source>
        <translation>عدد الأرقام المكتوبة: {count}</translation>
    </message>
</context>
<context>
    <name>PlaceAnswer</name>
    <message>
        <source>Latitude</source>
        <translation>خط العرض</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>خط الطول</translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>What can be saved</source>
        <translation>ما يمكن إنقاذه</translation>
    </message>
    <message>
        <source>Restore now</source>
        <translation>استعادة الآن</translation>
    </message>
    <message>
        <source>Best way: take the copy, and bring what is newer out of the damaged file.</source>
        <translation>أفضل طريقة: أخذ النسخة، وإضافة ما هو أحدث من الملف المتضرر.</translation>
    </message>
    <message>
        <source>Copy of</source>
        <translation>نسخة من</translation>
    </message>
    <message>
        <source>Dossiers in the copy</source>
        <translation>المعاملات في النسخة</translation>
    </message>
    <message>
        <source>There is no copy that is whole. What the damaged file still holds is taken.</source>
        <translation>لا توجد نسخة سليمة. يؤخذ ما بقي في الملف المتضرر.</translation>
    </message>
    <message>
        <source>Newer finished dossiers that come back</source>
        <translation>معاملات مكتملة أحدث ستعود</translation>
    </message>
    <message>
        <source>Newer forms begun that come back</source>
        <translation>استمارات بدأت وأحدث ستعود</translation>
    </message>
    <message>
        <source>Dossiers still to be sent</source>
        <translation>معاملات لم تُرسل بعد</translation>
    </message>
    <message>
        <source>{count} dossiers come as the copy has them. Look at the receipt when the resident comes.</source>
        <translation>{count} من المعاملات تعود كما في النسخة. انظر إلى الإيصال عندما يأتي صاحبها.</translation>
    </message>
    <message>
        <source>The damaged file is kept, locked as before. Nothing is sent twice.</source>
        <translation>يُحفظ الملف المتضرر مقفلًا كما كان. لا يُرسل شيء مرتين.</translation>
    </message>
    <message>
        <source>Being restored. Do not switch the machine off.</source>
        <translation>جارٍ الاستعادة. لا تطفئ الجهاز.</translation>
    </message>
</context>
<context>
    <name>PreviewScreen</name>
    <message>
        <source>A PDF file. It is attached as it is.</source>
        <translation>ملف PDF. يُرفق كما هو.</translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation>صورة الورقة</translation>
    </message>
    <message>
        <source>Can every line be read? If not, take another picture.</source>
        <translation>هل يمكن قراءة كل سطر؟ إن لم يكن كذلك فالتقط صورة أخرى.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>الاحتفاظ بها</translation>
    </message>
    <message>
        <source>Take this page again</source>
        <translation>إعادة التقاط هذه الصفحة</translation>
    </message>
    <message>
        <source>Remove this picture</source>
        <translation>إزالة هذه الصورة</translation>
    </message>
    <message>
        <source>Attach it</source>
        <translation>إرفاقها</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>اختيار أخرى</translation>
    </message>
</context>
<context>
    <name>ProcedureScreen</name>
    <message>
        <source>ask the officer to confirm</source>
        <translation>اسأل الموظّف للتأكيد</translation>
    </message>
    <message>
        <source>Fill in the form</source>
        <translation>تعبئة الاستمارة</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>الرسوم</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>If it is received now, the result can be there on {day}.</source>
        <translation>إذا استُلم الآن فقد تكون النتيجة جاهزة في {day}.</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>الجهة المختصة</translation>
    </message>
    <message>
        <source>What to bring</source>
        <translation>ما يجب إحضاره</translation>
    </message>
    <message>
        <source>Press what you have with you. What is missing can be brought later.</source>
        <translation>اضغط على ما معك. وما ينقص يمكن إحضاره لاحقًا.</translation>
    </message>
    <message>
        <source>The law behind it</source>
        <translation>الأساس القانوني</translation>
    </message>
    <message>
        <source>Print what to bring</source>
        <translation>طباعة ما يجب إحضاره</translation>
    </message>
    <message>
        <source>the original, handed in</source>
        <translation>الأصل، ويُسلَّم</translation>
    </message>
    <message>
        <source>a copy, handed in</source>
        <translation>نسخة، وتُسلَّم</translation>
    </message>
    <message>
        <source>shown and given back</source>
        <translation>يُعرَض ثم يُعاد إليك</translation>
    </message>
    <message>
        <source>You have {count} of {total} papers with you.</source>
        <translation>معك {count} من {total} من الأوراق.</translation>
    </message>
    <message>
        <source>The slip is being prepared.</source>
        <translation>تُحضَّر القصاصة الآن.</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>القصاصة</translation>
    </message>
</context>
<context>
    <name>QuestionBlock</name>
    <message>
        <source>{label} (if there is one)</source>
        <translation>{label} (إن وُجد)</translation>
    </message>
    <message>
        <source>Why is this asked?</source>
        <translation>لماذا هذا السؤال؟</translation>
    </message>
</context>
<context>
    <name>QuestionPage</name>
    <message>
        <source>{title}, number {number}</source>
        <translation>{title}، رقم {number}</translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation>{position} من {total}</translation>
    </message>
    <message>
        <source>Part {position} of {total}</source>
        <translation>الجزء {position} من {total}</translation>
    </message>
    <message>
        <source>I do not know, skip this</source>
        <translation>لا أعرف، تخطَّ هذا</translation>
    </message>
    <message>
        <source>This kiosk has no camera. Please ask the volunteer.</source>
        <translation>ليس في هذا الجهاز كاميرا. اطلب المساعدة من المتطوّع.</translation>
    </message>
</context>
<context>
    <name>QuestionsStep</name>
    <message>
        <source>The volunteer typed for you. Read every answer, or press “Listen”, before you go on.</source>
        <translation>كتب المتطوّع عنك. اقرأ كل إجابة، أو اضغط «استماع»، قبل أن تتابع.</translation>
    </message>
</context>
<context>
    <name>RankAnswer</name>
    <message>
        <source>This order is right</source>
        <translation>هذا الترتيب صحيح</translation>
    </message>
    <message>
        <source>Move up: {label}</source>
        <translation>إلى أعلى: {label}</translation>
    </message>
    <message>
        <source>Move down: {label}</source>
        <translation>إلى أسفل: {label}</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>No sound</source>
        <translation>لا صوت</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>لا صوت للغة</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>إيقاف القراءة</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>استماع</translation>
    </message>
</context>
<context>
    <name>RecoverScreen</name>
    <message>
        <source>The kiosk has started again</source>
        <translation>بدأ الجهاز من جديد</translation>
    </message>
    <message>
        <source>This is my form: go on</source>
        <translation>هذه استمارتي: متابعة</translation>
    </message>
    <message>
        <source>A form was open here. Everything saved is kept.</source>
        <translation>كانت هنا استمارة مفتوحة. كل ما حُفظ باقٍ.</translation>
    </message>
    <message>
        <source>It opens with the PIN that you chose. Nobody else can read it.</source>
        <translation>تُفتح بالرقم السري الذي اخترته. لا يقرؤها غيرك.</translation>
    </message>
    <message>
        <source>It has no PIN: the volunteer opens it with you.</source>
        <translation>ليس لها رقم سري: يفتحها المتطوّع معك.</translation>
    </message>
    <message>
        <source>It is not mine: begin anew</source>
        <translation>ليست لي: بدء جديد</translation>
    </message>
</context>
<context>
    <name>RepeatPage</name>
    <message>
        <source>Entered so far: {count}</source>
        <translation>المكتوب حتى الآن: {count}</translation>
    </message>
    <message>
        <source>Add number {number}</source>
        <translation>إضافة رقم {number}</translation>
    </message>
    <message>
        <source>Take number {number} away</source>
        <translation>إزالة رقم {number}</translation>
    </message>
</context>
<context>
    <name>RestoredScreen</name>
    <message>
        <source>The machine works again</source>
        <translation>الجهاز يعمل من جديد</translation>
    </message>
    <message>
        <source>To the first page</source>
        <translation>إلى الصفحة الأولى</translation>
    </message>
    <message>
        <source>The dossiers are in place. The centre is asked what it has.</source>
        <translation>المعاملات في مكانها. سيُسأل المركز عمّا لديه.</translation>
    </message>
    <message>
        <source>Newer finished dossiers brought back</source>
        <translation>معاملات مكتملة أحدث أُعيدت</translation>
    </message>
    <message>
        <source>Newer forms brought back</source>
        <translation>استمارات أحدث أُعيدت</translation>
    </message>
    <message>
        <source>Dossiers still to be sent</source>
        <translation>معاملات لم تُرسل بعد</translation>
    </message>
    <message>
        <source>The damaged file is kept as</source>
        <translation>يُحفظ الملف المتضرر باسم</translation>
    </message>
    <message>
        <source>Tell the technician today: a disk that damaged a file once may do it again.</source>
        <translation>أخبر الفني اليوم: القرص الذي أضرّ بملف مرة قد يفعلها مجددًا.</translation>
    </message>
</context>
<context>
    <name>ResumeScreen</name>
    <message>
        <source>Continue a form</source>
        <translation>متابعة استمارة</translation>
    </message>
    <message>
        <source>Hold the slip&apos;s QR code before the scanner.</source>
        <translation>ضع رمز QR المطبوع على القصاصة أمام الماسح.</translation>
    </message>
    <message>
        <source>Or type the follow-up code you were given:</source>
        <translation>أو اكتب رمز المتابعة الذي أُعطي لك:</translation>
    </message>
    <message>
        <source>Follow-up code</source>
        <translation>رمز المتابعة</translation>
    </message>
    <message>
        <source>Lost the code? The volunteer finds the form by the day and the procedure.</source>
        <translation>ضاع الرمز؟ يجد المتطوّع الاستمارة حسب اليوم والإجراء.</translation>
    </message>
    <message>
        <source>A form begun at another machine</source>
        <translation>استمارة بدأت على جهاز آخر</translation>
    </message>
</context>
<context>
    <name>ReuseScreen</name>
    <message>
        <source>Use details that you gave before?</source>
        <translation>هل تُستعمل بيانات أعطيتها من قبل؟</translation>
    </message>
    <message>
        <source>No, somebody else</source>
        <translation>لا، شخص آخر</translation>
    </message>
    <message>
        <source>The next questions are about: {person}.</source>
        <translation>الأسئلة التالية عن: {person}.</translation>
    </message>
    <message>
        <source>Use the details of {name} again</source>
        <translation>استعمال بيانات {name} من جديد</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Keep it anyway</source>
        <translation>الاحتفاظ بها مع ذلك</translation>
    </message>
    <message>
        <source>Attach it</source>
        <translation>إرفاقها</translation>
    </message>
    <message>
        <source>Do not keep it</source>
        <translation>عدم الاحتفاظ بها</translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation>صورة الورقة</translation>
    </message>
    <message>
        <source>This looks like an identity card. Do not keep pictures of cards here: go back.</source>
        <translation>تبدو هذه بطاقة هوية. لا تُحفظ هنا صور البطاقات: ارجع.</translation>
    </message>
    <message>
        <source>Can every line be read? Then press “Attach it”.</source>
        <translation>هل يُقرأ كل سطر؟ إذن اضغط «إرفاقها».</translation>
    </message>
    <message>
        <source>Take it again</source>
        <translation>التقاطها من جديد</translation>
    </message>
    <message>
        <source>Turn it</source>
        <translation>تدويرها</translation>
    </message>
    <message>
        <source>Correct the corners</source>
        <translation>تصحيح الزوايا</translation>
    </message>
</context>
<context>
    <name>ScanScreen</name>
    <message>
        <source>Do you have an identity card with you?</source>
        <translation>هل معك بطاقة هوية؟</translation>
    </message>
    <message>
        <source>Back to the questions</source>
        <translation>العودة إلى الأسئلة</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Go on without a card</source>
        <translation>المتابعة بلا بطاقة</translation>
    </message>
    <message>
        <source>Filled in from the card: {person}.</source>
        <translation>مُلئ من البطاقة: {person}.</translation>
    </message>
    <message>
        <source>Scan another person&apos;s card, or go on.</source>
        <translation>امسح بطاقة شخص آخر، أو تابع.</translation>
    </message>
    <message>
        <source>Use the details of {name} again</source>
        <translation>استعمال بيانات {name} من جديد</translation>
    </message>
    <message>
        <source>Hold the QR code on the card before the scanner.</source>
        <translation>ضع رمز QR الموجود على البطاقة أمام الماسح.</translation>
    </message>
    <message>
        <source>The card is only read: name, date of birth, number, address. No picture is kept.</source>
        <translation>تُقرأ البطاقة فقط: الاسم وتاريخ الميلاد والرقم والعنوان. لا تُحفظ صورتها.</translation>
    </message>
    <message>
        <source>Read the card with the camera</source>
        <translation>قراءة البطاقة بالكاميرا</translation>
    </message>
    <message>
        <source>Read it from a picture on a stick</source>
        <translation>قراءتها من صورة على ذاكرة USB</translation>
    </message>
    <message>
        <source>Type the three lines on its back</source>
        <translation>كتابة الأسطر الثلاثة على ظهرها</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>توقف</translation>
    </message>
    <message>
        <source>Hide my page for a while</source>
        <translation>إخفاء صفحتي قليلًا</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم الخط</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>استماع</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>مساعدة</translation>
    </message>
</context>
<context>
    <name>ScreenKeyboard</name>
    <message>
        <source>Next box</source>
        <translation>الخانة التالية</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
</context>
<context>
    <name>ScrollArea</name>
    <message>
        <source>Up</source>
        <translation>إلى أعلى</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>إلى أسفل</translation>
    </message>
</context>
<context>
    <name>SearchList</name>
    <message>
        <source>A few letters</source>
        <translation>بضعة أحرف</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Type a few letters. Accents are not needed.</source>
        <translation>اكتب بضعة أحرف. لا حاجة إلى علامات التشكيل.</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>اختيار آخر</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>السابق</translation>
    </message>
    <message>
        <source>More</source>
        <translation>المزيد</translation>
    </message>
    <message>
        <source>{first} to {last} of {total}</source>
        <translation>من {first} إلى {last} من أصل {total}</translation>
    </message>
    <message>
        <source>Please answer the question above first.</source>
        <translation>أجب أولًا عن السؤال أعلاه.</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters, or another word.</source>
        <translation>لم يُعثر على شيء. جرّب أحرفًا أقل أو كلمة أخرى.</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>This file is over 10 MB. Choose a smaller picture.</source>
        <translation>هذا الملف أكبر من 10 MB. اختر صورة أصغر.</translation>
    </message>
    <message>
        <source>This file cannot be read. Put the stick in again.</source>
        <translation>تعذّرت قراءة هذا الملف. أدخل ذاكرة USB من جديد.</translation>
    </message>
    <message>
        <source>This PIN is not right. Tries left: {0}. Look at it calmly and type it again.</source>
        <translation>هذا الرقم السري ليس صحيحًا. بقي من المحاولات: {0}. تأكد منه بهدوء واكتبه من جديد.</translation>
    </message>
    <message>
        <source>This staff code is not right. Tries left: {0}.</source>
        <translation>رمز الموظفين هذا ليس صحيحًا. بقي من المحاولات: {0}.</translation>
    </message>
    <message>
        <source>Many unknown codes were typed. Try again at {0}, or scan the receipt, or call the volunteer.</source>
        <translation>كُتبت رموز كثيرة غير معروفة. حاول في الساعة {0}، أو امسح الإيصال، أو نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>This form has no PIN. Call the volunteer: the staff code opens it.</source>
        <translation>ليس لهذه الاستمارة رقم سري. نادِ المتطوّع: رمز الموظفين يفتحها.</translation>
    </message>
    <message>
        <source>This kiosk has nothing under that code. Compare it with the receipt.</source>
        <translation>لا شيء في هذا الجهاز بهذا الرمز. قارنه بالإيصال.</translation>
    </message>
    <message>
        <source>Only the centre knows this receipt, and the line is away. Try later, or call the volunteer.</source>
        <translation>هذا الإيصال يعرفه المركز وحده والخط مقطوع. حاول لاحقًا أو نادِ المتطوع.</translation>
    </message>
    <message>
        <source>Others could guess this PIN. Choose 4 to 6 other digits.</source>
        <translation>قد يخمّن غيرك هذا الرقم السري. اختر من 4 إلى 6 أرقام أخرى.</translation>
    </message>
    <message>
        <source>The staff code needs 6 to 12 digits that others cannot guess.</source>
        <translation>يجب أن يتكون رمز الموظفين من 6 إلى 12 رقمًا يصعب تخمينها.</translation>
    </message>
    <message>
        <source>An officer already has this dossier. Ask the officer to change it.</source>
        <translation>هذا الملف عند موظّف الآن. اطلب منه التعديل.</translation>
    </message>
    <message>
        <source>The officer asks for no change in this dossier now.</source>
        <translation>لا يطلب الموظّف الآن أي تعديل في هذا الملف.</translation>
    </message>
    <message>
        <source>This picture cannot be kept here. Your answers are safe; bring this paper to the officer.</source>
        <translation>لا يمكن حفظ هذه الصورة هنا. إجاباتك محفوظة؛ أحضر هذه الورقة إلى الموظف.</translation>
    </message>
    <message>
        <source>There is no room left to save. What was saved is safe. Call the volunteer.</source>
        <translation>لم تبقَ مساحة للحفظ. ما حُفظ فهو آمن. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>The answers are too long altogether. Shorten the longest one.</source>
        <translation>الإجابات كلها طويلة جدًا. اختصر أطولها.</translation>
    </message>
    <message>
        <source>This file is no picture or PDF. Choose another one.</source>
        <translation>هذا الملف ليس صورة ولا PDF. اختر ملفًا آخر.</translation>
    </message>
    <message>
        <source>There are 20 pictures already. Remove one first.</source>
        <translation>توجد 20 صورة بالفعل. أزل واحدة أولًا.</translation>
    </message>
    <message>
        <source>Closed after several wrong tries. Call the volunteer: the staff code opens it.</source>
        <translation>أُغلق بعد عدة محاولات خاطئة. نادِ المتطوّع: رمز الموظفين يفتحه.</translation>
    </message>
    <message>
        <source>Closed after several wrong tries. It opens again at {0}.</source>
        <translation>أُغلق بعد عدة محاولات خاطئة. يُفتح من جديد في الساعة {0}.</translation>
    </message>
    <message>
        <source>Only part of the card was read. Hold it still and scan it again.</source>
        <translation>قُرئ جزء من البطاقة فقط. ثبّتها وامسحها من جديد.</translation>
    </message>
    <message>
        <source>Nothing was read. Hold the card&apos;s QR code before the scanner.</source>
        <translation>لم يُقرأ شيء. ضع رمز QR الخاص بالبطاقة أمام الماسح.</translation>
    </message>
    <message>
        <source>That is no identity card. Scan the QR code on the card.</source>
        <translation>هذه ليست بطاقة هوية. امسح رمز QR الموجود على البطاقة.</translation>
    </message>
    <message>
        <source>That is a receipt. Here the identity card is scanned.</source>
        <translation>هذا إيصال. هنا تُمسح بطاقة الهوية.</translation>
    </message>
    <message>
        <source>The scanner loses Vietnamese letters. Type the card by hand, and tell the volunteer.</source>
        <translation>الماسح يضيّع الحروف الفيتنامية. اكتب البيانات بيدك وأخبر المتطوّع.</translation>
    </message>
    <message>
        <source>The citizen number was not read well. Scan the card again.</source>
        <translation>لم يُقرأ رقم المواطن جيدًا. امسح البطاقة من جديد.</translation>
    </message>
    <message>
        <source>The name was not read well. Scan the card again.</source>
        <translation>لم يُقرأ الاسم جيدًا. امسح البطاقة من جديد.</translation>
    </message>
    <message>
        <source>A date on the card was not read well. Scan it again.</source>
        <translation>لم يُقرأ تاريخ على البطاقة جيدًا. امسحها من جديد.</translation>
    </message>
    <message>
        <source>That is no receipt of ours. Scan the QR code on the receipt.</source>
        <translation>هذا ليس من إيصالاتنا. امسح رمز QR الموجود على الإيصال.</translation>
    </message>
    <message>
        <source>Type the follow-up code, or scan the receipt.</source>
        <translation>اكتب رمز المتابعة، أو امسح الإيصال.</translation>
    </message>
    <message>
        <source>That is an identity card. Here the receipt is scanned.</source>
        <translation>هذه بطاقة هوية. هنا يُمسح الإيصال.</translation>
    </message>
    <message>
        <source>The follow-up code has nine letters and digits. Count them.</source>
        <translation>في رمز المتابعة تسعة أحرف وأرقام. عُدّها من فضلك.</translation>
    </message>
    <message>
        <source>The follow-up code holds a sign that no code has. Compare it with the receipt.</source>
        <translation>في رمز المتابعة علامة لا توجد في أي رمز. قارنه بالإيصال.</translation>
    </message>
    <message>
        <source>One letter or digit of the follow-up code is wrong. Compare it with the receipt.</source>
        <translation>في رمز المتابعة حرف أو رقم خاطئ. قارنه بالإيصال.</translation>
    </message>
    <message>
        <source>The QR code is torn. Type the code printed beside it.</source>
        <translation>رمز QR ممزق. اكتب الرمز المطبوع بجانبه.</translation>
    </message>
    <message>
        <source>This receipt was not printed here. Keep it and call the volunteer.</source>
        <translation>هذا الإيصال لم يُطبع هنا. احتفظ به ونادِ المتطوّع.</translation>
    </message>
    <message>
        <source>{0}: this machine has no printer, only a file was made. Write down what you need.</source>
        <translation>{0}: لا طابعة لهذا الجهاز، صُنع ملف فقط. اكتب ما تحتاج إليه.</translation>
    </message>
    <message>
        <source>{0}: waiting for the printer.</source>
        <translation>{0}: بانتظار الطابعة.</translation>
    </message>
    <message>
        <source>{0}: being printed.</source>
        <translation>{0}: تجري الطباعة.</translation>
    </message>
    <message>
        <source>{0}: printed. Take it along.</source>
        <translation>{0}: تمت الطباعة. خذه معك.</translation>
    </message>
    <message>
        <source>{0}: not printed. Press “Print again”.</source>
        <translation>{0}: لم تتم الطباعة. اضغط «الطباعة من جديد».</translation>
    </message>
    <message>
        <source>{0}: not printed. Press “Print again”, or write down the code.</source>
        <translation>{0}: لم تتم الطباعة. اضغط «الطباعة من جديد»، أو اكتب الرمز عندك.</translation>
    </message>
    <message>
        <source>{0}: the printer does not answer. Call the volunteer.</source>
        <translation>{0}: الطابعة لا تستجيب. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>{0}: the printer has no paper. Call the volunteer.</source>
        <translation>{0}: لا ورق في الطابعة. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>{0}: paper is stuck in the printer. Call the volunteer.</source>
        <translation>{0}: الورق عالق في الطابعة. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>{0}: the printer&apos;s cover is open. Call the volunteer.</source>
        <translation>{0}: غطاء الطابعة مفتوح. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>{0}: the printer has no ink. Call the volunteer.</source>
        <translation>{0}: لا حبر في الطابعة. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>{0}: the printer has stopped. Call the volunteer.</source>
        <translation>{0}: توقفت الطابعة. نادِ المتطوّع.</translation>
    </message>
    <message>
        <source>This form is not finished yet.</source>
        <translation>هذه الاستمارة لم تكتمل بعد.</translation>
    </message>
    <message>
        <source>Finished. It is kept safely here and goes when the line is back.</source>
        <translation>اكتمل. الملف محفوظ هنا بأمان ويُرسَل حين تعود الشبكة.</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s centre. No officer has read it yet.</source>
        <translation>وصل إلى مركز البلدية. لم يقرأه موظّف بعد.</translation>
    </message>
    <message>
        <source>An officer has accepted the dossier.</source>
        <translation>استلم موظّف الملف.</translation>
    </message>
    <message>
        <source>The officer asks you to change something.</source>
        <translation>يطلب منك الموظّف تعديل شيء.</translation>
    </message>
    <message>
        <source>The dossier is being worked on.</source>
        <translation>الملف قيد المعالجة.</translation>
    </message>
    <message>
        <source>The result is ready. Come with the receipt to collect it.</source>
        <translation>النتيجة جاهزة. أحضر الإيصال لاستلامها.</translation>
    </message>
    <message>
        <source>The result was handed over.</source>
        <translation>سُلّمت النتيجة.</translation>
    </message>
    <message>
        <source>The dossier was refused. Read the officer&apos;s reason below.</source>
        <translation>لم يُقبل الملف. اقرأ سبب الموظّف أدناه.</translation>
    </message>
    <message>
        <source>The dossier was taken back.</source>
        <translation>سُحب الملف.</translation>
    </message>
    <message>
        <source>The form was kept for its time and then erased.</source>
        <translation>حُفظت الاستمارة مدتها ثم مُحيت.</translation>
    </message>
    <message>
        <source>The printer does not answer. Call the volunteer.</source>
        <translation>الطابعة لا تستجيب. نادِ المتطوّع.</translation>
    </message>
</context>
<context>
    <name>ShiftsScreen</name>
    <message>
        <source>Volunteers and shifts</source>
        <translation>المتطوّعون والنوبات</translation>
    </message>
    <message>
        <source>On duty now</source>
        <translation>في النوبة الآن</translation>
    </message>
    <message>
        <source>Nobody. Press a name below to begin a shift.</source>
        <translation>لا أحد. اضغط اسمًا أدناه لبدء نوبة.</translation>
    </message>
    <message>
        <source>since {time}, residents: {visits}, typed for: {assisted}</source>
        <translation>منذ {time}، السكان: {visits}، كُتب عن: {assisted}</translation>
    </message>
    <message>
        <source>End the shift of {name}</source>
        <translation>إنهاء نوبة {name}</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>في القائمة</translation>
    </message>
    <message>
        <source>Erase {name}</source>
        <translation>محو {name}</translation>
    </message>
    <message>
        <source>Begin the shift of {name}</source>
        <translation>بدء نوبة {name}</translation>
    </message>
    <message>
        <source>Erase nobody</source>
        <translation>عدم محو أحد</translation>
    </message>
    <message>
        <source>Take somebody off the list</source>
        <translation>حذف شخص من القائمة</translation>
    </message>
    <message>
        <source>Nobody yet. Add the volunteers of this site.</source>
        <translation>لا أحد بعد. أضف متطوّعي هذا الموقع.</translation>
    </message>
    <message>
        <source>Add a volunteer, as colleagues call them:</source>
        <translation>أضف متطوّعًا بالاسم الذي يناديه به زملاؤه:</translation>
    </message>
    <message>
        <source>Name of the volunteer</source>
        <translation>اسم المتطوّع</translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation>إضافة إلى القائمة</translation>
    </message>
    <message>
        <source>The name stays on this machine. The centre sees only the short code.</source>
        <translation>يبقى الاسم في هذا الجهاز. لا يرى المركز إلا الرمز القصير.</translation>
    </message>
    <message>
        <source>Last shifts</source>
        <translation>آخر النوبات</translation>
    </message>
    <message>
        <source>{times}: residents {visits}, typed for {assisted}</source>
        <translation>{times}: السكان {visits}، كُتب عن {assisted}</translation>
    </message>
    <message>
        <source>Type the name of the volunteer, then press “Add to the list”.</source>
        <translation>اكتب اسم المتطوّع، ثم اضغط «إضافة إلى القائمة».</translation>
    </message>
    <message>
        <source>This name is in the list already, or the list is full.</source>
        <translation>هذا الاسم في القائمة بالفعل، أو القائمة ممتلئة.</translation>
    </message>
</context>
<context>
    <name>SignScreen</name>
    <message>
        <source>Sign with your finger</source>
        <translation>وقّع بإصبعك</translation>
    </message>
    <message>
        <source>Take this signature</source>
        <translation>اعتماد هذا التوقيع</translation>
    </message>
    <message>
        <source>Write your name in the field, as on paper. It appears on the declaration.</source>
        <translation>اكتب اسمك في الحقل كما على الورق. يظهر على الإقرار.</translation>
    </message>
    <message>
        <source>Clear and begin again</source>
        <translation>مسح والبدء من جديد</translation>
    </message>
    <message>
        <source>Nothing is written yet. Write your name in the field with a finger.</source>
        <translation>لم يُكتب شيء بعد. اكتب اسمك في الحقل بإصبعك.</translation>
    </message>
    <message>
        <source>You may sign by hand on the printed declaration instead: press “Back”.</source>
        <translation>يمكنك بدل ذلك التوقيع بيدك على الإقرار المطبوع: اضغط «رجوع».</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>Field to sign in with a finger</source>
        <translation>حقل للتوقيع بالإصبع</translation>
    </message>
</context>
<context>
    <name>SlipCameraStep</name>
    <message>
        <source>Hold the slip&apos;s QR code before the camera</source>
        <translation>ضع رمز QR في القسيمة أمام الكاميرا</translation>
    </message>
    <message>
        <source>The whole code has to be seen. Move it slowly nearer, until it is read.</source>
        <translation>يجب أن يظهر الرمز كله. قرّبه ببطء حتى يُقرأ.</translation>
    </message>
</context>
<context>
    <name>StaffDoorScreen</name>
    <message>
        <source>For the volunteer: the staff code</source>
        <translation>للمتطوّع: رمز الموظفين</translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation>اكتب رمز الموظفين، ثم اضغط «متابعة».</translation>
    </message>
</context>
<context>
    <name>StaffScreen</name>
    <message>
        <source>Staff area</source>
        <translation>منطقة الموظفين</translation>
    </message>
    <message>
        <source>Leave the staff area</source>
        <translation>الخروج من منطقة الموظفين</translation>
    </message>
    <message>
        <source>Dossiers on their way</source>
        <translation>ملفات في الطريق</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>أرسل الآن</translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>ما ينتظر الإرسال</translation>
    </message>
    <message>
        <source>Dossiers on a USB stick</source>
        <translation>الملفات على ذاكرة USB</translation>
    </message>
    <message>
        <source>Try the parked ones again</source>
        <translation>إعادة محاولة الملفات الموقوفة</translation>
    </message>
    <message>
        <source>Residents and this machine</source>
        <translation>السكان وهذا الجهاز</translation>
    </message>
    <message>
        <source>Forms that were begun</source>
        <translation>استمارات لم تكتمل</translation>
    </message>
    <message>
        <source>Volunteers and shifts</source>
        <translation>المتطوّعون والنوبات</translation>
    </message>
    <message>
        <source>Calls for help, and what residents thought</source>
        <translation>نداءات المساعدة ورأي السكان</translation>
    </message>
    <message>
        <source>Handbook: questions and answers</source>
        <translation>الدليل: أسئلة وأجوبة</translation>
    </message>
    <message>
        <source>What works on this machine</source>
        <translation>ما الذي يعمل في هذا الجهاز</translation>
    </message>
    <message>
        <source>End the kiosk</source>
        <translation>إغلاق البرنامج</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>بالانتظار</translation>
    </message>
    <message>
        <source>Asking whether they arrived</source>
        <translation>يُسأل هل وصلت</translation>
    </message>
    <message>
        <source>Parked: a person must look</source>
        <translation>موقوفة: تحتاج إلى من ينظر فيها</translation>
    </message>
    <message>
        <source>The centre answered last</source>
        <translation>آخر استجابة من المركز</translation>
    </message>
    <message>
        <source>never</source>
        <translation>لم يستجب قط</translation>
    </message>
    <message>
        <source>The clock of this machine is wrong. Set it.</source>
        <translation>ساعة هذا الجهاز خاطئة. اضبطها.</translation>
    </message>
    <message>
        <source>Print empty: {title}</source>
        <translation>طباعة فارغة: {title}</translation>
    </message>
    <message>
        <source>Looking at everything. One moment.</source>
        <translation>يُفحص كل شيء. لحظة من فضلك.</translation>
    </message>
    <message>
        <source>Empty form</source>
        <translation>استمارة فارغة</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>Welcome. Here you can prepare a dossier for the commune.</source>
        <translation>أهلًا بك. هنا يمكنك إعداد ملف للبلدية.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>ابدأ</translation>
    </message>
    <message>
        <source>One question at a time. Everything is kept, and you can stop whenever you like.</source>
        <translation>سؤال واحد في كل مرة. كل شيء يُحفظ، ويمكنك التوقف متى شئت.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Size of the letters</source>
        <translation>حجم الحروف</translation>
    </message>
    <message>
        <source>Nobody sees what you type here. At the end the screen is wiped.</source>
        <translation>لا يرى أحد ما تكتبه هنا. وفي النهاية تُمسح الشاشة.</translation>
    </message>
    <message>
        <source>When nobody touches the screen for {minutes} minutes, we ask, then save and wipe it.</source>
        <translation>إن لم يلمس أحد الشاشة مدة {minutes} دقائق نسأل، ثم نحفظ ونمسح الشاشة.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>عادي</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>كبير</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>كبير جدًا</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>{state} · waiting to send: {count}</source>
        <translation>{state} · بانتظار الإرسال: {count}</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>متصل</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>لا شبكة</translation>
    </message>
    <message>
        <source>Waiting to send: {count}</source>
        <translation>بانتظار الإرسال: {count}</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>يُرسَل</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>أُرسل</translation>
    </message>
    <message>
        <source>Asking whether it arrived</source>
        <translation>يُسأل هل وصل</translation>
    </message>
    <message>
        <source>The centre does not answer</source>
        <translation>المركز لا يستجيب</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>جارٍ الاتصال</translation>
    </message>
</context>
<context>
    <name>StepAnswer</name>
    <message>
        <source>Less</source>
        <translation>أقل</translation>
    </message>
    <message>
        <source>More</source>
        <translation>أكثر</translation>
    </message>
</context>
<context>
    <name>StickScreen</name>
    <message>
        <source>Dossiers on a USB stick</source>
        <translation>الملفات على ذاكرة USB</translation>
    </message>
    <message>
        <source>Look for a stick again</source>
        <translation>البحث عن الذاكرة مرة أخرى</translation>
    </message>
    <message>
        <source>Where there is no network: write the dossiers onto a stick, take it to the centre, and bring it back with the answer.</source>
        <translation>حيث لا توجد شبكة: اكتب الملفات على ذاكرة USB، وخذها إلى المركز، ثم أعدها مع الرد.</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>إيقاف الكتابة</translation>
    </message>
    <message>
        <source>{megabytes} MB free</source>
        <translation>{megabytes} ميغابايت متاحة</translation>
    </message>
    <message>
        <source>Write the dossiers onto this stick</source>
        <translation>اكتب الملفات على هذه الذاكرة</translation>
    </message>
    <message>
        <source>Read the answer from this stick</source>
        <translation>اقرأ الرد من هذه الذاكرة</translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug one in, then look again.</source>
        <translation>لا توجد ذاكرة موصولة. صِل واحدة ثم ابحث مرة أخرى.</translation>
    </message>
    <message>
        <source>{percent} % written and checked</source>
        <translation>تمت كتابة وفحص {percent} %</translation>
    </message>
    <message>
        <source>{dossiers} dossiers are on the stick. Remove it, and take it to the centre.</source>
        <translation>{dossiers} من الملفات على الذاكرة. انزعها وخذها إلى المركز.</translation>
    </message>
    <message>
        <source>The procedures are checked. New files: {count}. The next resident has them.</source>
        <translation>تم التحقق من الإجراءات. ملفات جديدة: {count}. يستفيد منها الزائر القادم.</translation>
    </message>
    <message>
        <source>The centre has {dossiers} more dossiers. {news} pieces of news came.</source>
        <translation>لدى المركز {dossiers} ملفات إضافية. وصل {news} من الأخبار.</translation>
    </message>
    <message>
        <source>It refused {count}: see “What waits to be sent”.</source>
        <translation>رُفض {count} منها: انظر صفحة «ما ينتظر الإرسال».</translation>
    </message>
    <message>
        <source>New settings came. The next resident has them.</source>
        <translation>وصلت إعدادات جديدة. يستخدمها الزائر التالي.</translation>
    </message>
    <message>
        <source>Stopped. Write again whenever you like: it goes on where it stopped.</source>
        <translation>توقفت الكتابة. اكتب مرة أخرى متى شئت: تستمر من حيث توقفت.</translation>
    </message>
    <message>
        <source>This stick has no answer for this machine. Is it the right one?</source>
        <translation>لا يوجد على هذه الذاكرة رد لهذا الجهاز. هل هي الذاكرة الصحيحة؟</translation>
    </message>
    <message>
        <source>This stick belongs to another machine or another centre. Take the right one.</source>
        <translation>هذه الذاكرة لجهاز آخر أو لمركز آخر. خذ الذاكرة الصحيحة.</translation>
    </message>
    <message>
        <source>This answer is an old one. Write the dossiers again, and take them there.</source>
        <translation>هذا الردّ قديم. اكتب الملفات مجددًا وخذها إلى المركز.</translation>
    </message>
    <message>
        <source>The stick is too full. Make room on it, or take a larger one.</source>
        <translation>الذاكرة ممتلئة. أفرغ مكانًا عليها أو خذ أكبر منها.</translation>
    </message>
    <message>
        <source>The stick cannot be used. Plug it in again, or take another one.</source>
        <translation>لا يمكن استخدام الذاكرة. صِلها مرة أخرى أو خذ غيرها.</translation>
    </message>
    <message>
        <source>The stick is damaged. Write again, or take another stick.</source>
        <translation>الذاكرة تالفة. اكتب مرة أخرى أو خذ ذاكرة أخرى.</translation>
    </message>
</context>
<context>
    <name>StillThereScreen</name>
    <message>
        <source>Are you still there?</source>
        <translation>هل ما زلت هنا؟</translation>
    </message>
    <message>
        <source>Yes, I go on</source>
        <translation>نعم، أتابع</translation>
    </message>
    <message>
        <source>No, I am done</source>
        <translation>لا، انتهيت</translation>
    </message>
    <message>
        <source>Every answer is kept. With the code and the PIN you can continue later.</source>
        <translation>كل إجابة محفوظة. بالرمز والرقم السري يمكنك المتابعة لاحقًا.</translation>
    </message>
    <message>
        <source>The screen is wiped in {seconds} seconds.</source>
        <translation>تُمسح الشاشة بعد {seconds} ثانية.</translation>
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>The disk is full: no more pictures can be kept. Answers are still saved.</source>
        <translation>القرص ممتلئ: لا يمكن حفظ صور أخرى. الإجابات ما زالت تُحفظ.</translation>
    </message>
    <message>
        <source>The disk is nearly full: {megabytes} MB, about {count} more dossiers.</source>
        <translation>القرص شبه ممتلئ: {megabytes} ميغابايت، نحو {count} معاملة أخرى.</translation>
    </message>
    <message>
        <source>Send what waits, then ask the technician to make room.</source>
        <translation>أرسل ما ينتظر، ثم اطلب من الفني إفراغ مكان.</translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>ما ينتظر الإرسال</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>أرسل الآن</translation>
    </message>
    <message>
        <source>Try the parked ones again</source>
        <translation>أعد محاولة الملفات الموقوفة</translation>
    </message>
    <message>
        <source>The centre answered last</source>
        <translation>آخر رد من المركز</translation>
    </message>
    <message>
        <source>never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>المحاولة التالية</translation>
    </message>
    <message>
        <source>Pictures still to go</source>
        <translation>صور لم تُرسل بعد</translation>
    </message>
    <message>
        <source>Procedures last checked</source>
        <translation>آخر تحقق من الإجراءات</translation>
    </message>
    <message>
        <source>as they were installed</source>
        <translation>كما ثُبّتت مع الجهاز</translation>
    </message>
    <message>
        <source>Procedures as published</source>
        <translation>الإجراءات كما نُشرت</translation>
    </message>
    <message>
        <source>A file of the centre&apos;s cannot be used; the former one stays. Call a technician: {names}</source>
        <translation>ملف من المركز لا يمكن استخدامه، ويبقى السابق. اتصلوا بالفني: {names}</translation>
    </message>
    <message>
        <source>The clock of this machine is wrong. Set it.</source>
        <translation>ساعة هذا الجهاز خاطئة. اضبطها.</translation>
    </message>
    <message>
        <source>The centre publishes no procedures. Those that are here stay.</source>
        <translation>لا ينشر المركز أي إجراءات. تبقى الإجراءات الموجودة هنا.</translation>
    </message>
    <message>
        <source>The procedures that were offered are out of date. Those that are here stay.</source>
        <translation>الإجراءات المعروضة قديمة. تبقى الإجراءات الموجودة هنا.</translation>
    </message>
    <message>
        <source>New procedures were refused: they do not come from the centre, or were changed.</source>
        <translation>رُفضت الإجراءات الجديدة: ليست من المركز، أو جرى تغييرها.</translation>
    </message>
    <message>
        <source>Server {name}</source>
        <translation>الخادم {name}</translation>
    </message>
    <message>
        <source>Waiting for this server</source>
        <translation>في انتظار هذا الخادم</translation>
    </message>
    <message>
        <source>It answered last</source>
        <translation>آخر إجابة منه</translation>
    </message>
    <message>
        <source>From this server no news comes back: dossiers stay at “sent”.</source>
        <translation>لا تأتي أخبار من هذا الخادم: تبقى الملفات على حالة «أُرسل».</translation>
    </message>
    <message>
        <source>Next try at this server</source>
        <translation>المحاولة القادمة لهذا الخادم</translation>
    </message>
    <message>
        <source>This server does not accept the account. Call a technician.</source>
        <translation>هذا الخادم لا يقبل الحساب. اتصلوا بالفني.</translation>
    </message>
    <message>
        <source>This server lacks the form of {codes}. Call a technician.</source>
        <translation>هذا الخادم ينقصه نموذج {codes}. اتصلوا بالفني.</translation>
    </message>
    <message>
        <source>Each dossier</source>
        <translation>كل ملف</translation>
    </message>
    <message>
        <source>Waiting since {moment}</source>
        <translation>ينتظر منذ {moment}</translation>
    </message>
    <message>
        <source>tried {count} times, last {moment}</source>
        <translation>جُرّب {count} مرات، آخرها {moment}</translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation>و{count} غيرها.</translation>
    </message>
    <message>
        <source>on a stick: waits for the centre&apos;s answer</source>
        <translation>على وحدة USB: ينتظر ردّ المركز</translation>
    </message>
    <message>
        <source>the centre is asked whether it arrived</source>
        <translation>يُسأل المركز هل وصل</translation>
    </message>
    <message>
        <source>its pictures are still to go</source>
        <translation>لم تُرسل صوره بعد</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>قيد الإرسال</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>ينتظر</translation>
    </message>
    <message>
        <source>{name} did not take it: call a technician</source>
        <translation>{name} لم يستلمه: اتصلوا بالفني</translation>
    </message>
    <message>
        <source>may be at {name}: the same goes again</source>
        <translation>ربما وصل إلى {name}: يُرسل نفسه مرة أخرى</translation>
    </message>
    <message>
        <source>being sent to {name}</source>
        <translation>يُرسل إلى {name}</translation>
    </message>
    <message>
        <source>waits for {name}</source>
        <translation>في انتظار {name}</translation>
    </message>
    <message>
        <source>too large for the centre</source>
        <translation>أكبر مما يقبله المركز</translation>
    </message>
    <message>
        <source>the centre has another version: an officer must look</source>
        <translation>لدى المركز نسخة أخرى: يلزم أن ينظر فيها موظف</translation>
    </message>
    <message>
        <source>an officer already had it in hand</source>
        <translation>كان الملف بيد موظف</translation>
    </message>
    <message>
        <source>a picture is lost: take it again</source>
        <translation>فُقدت صورة: التقطها من جديد</translation>
    </message>
    <message>
        <source>the centre did not take it: call a technician</source>
        <translation>لم يقبله المركز: اتصل بفني</translation>
    </message>
</context>
<context>
    <name>TakeBackScreen</name>
    <message>
        <source>You took this form along</source>
        <translation>أخذت هذه الاستمارة معك</translation>
    </message>
    <message>
        <source>Go on here after all</source>
        <translation>تابع هنا رغم ذلك</translation>
    </message>
    <message>
        <source>It was taken along to another machine: {when}.</source>
        <translation>أُخذت إلى جهاز آخر: {when}.</translation>
    </message>
    <message>
        <source>Did you go on there? Then go on there: what you answered there is not here.</source>
        <translation>هل تابعت هناك؟ فتابع هناك: ما أجبت به هناك ليس هنا.</translation>
    </message>
    <message>
        <source>If not, you can go on here. Then leave the slip or the stick unused.</source>
        <translation>وإلا فتابع هنا، ثم لا تستعمل القسيمة أو الذاكرة.</translation>
    </message>
</context>
<context>
    <name>TakeInPinScreen</name>
    <message>
        <source>Open the form with your PIN</source>
        <translation>افتح الاستمارة برقمك السري</translation>
    </message>
    <message>
        <source>Form {code}</source>
        <translation>الاستمارة {code}</translation>
    </message>
    <message>
        <source>The six digits you chose when you took the form along.</source>
        <translation>الأرقام الستة التي اخترتها حين أخذت الاستمارة.</translation>
    </message>
    <message>
        <source>Forgot the PIN? The form is still on the machine where you began it.</source>
        <translation>نسيت الرقم؟ ما زالت الاستمارة على الجهاز الذي بدأت عليه.</translation>
    </message>
    <message>
        <source>The form is being opened. One moment.</source>
        <translation>يجري فتح الاستمارة. لحظة واحدة.</translation>
    </message>
    <message>
        <source>Type your PIN of six digits.</source>
        <translation>اكتب رقمك السري ذا الأرقام الستة.</translation>
    </message>
</context>
<context>
    <name>TakeInScreen</name>
    <message>
        <source>A form begun at another machine</source>
        <translation>استمارة بدأت على جهاز آخر</translation>
    </message>
    <message>
        <source>Look on the stick</source>
        <translation>ابحث على ذاكرة USB</translation>
    </message>
    <message>
        <source>Hold the slip&apos;s large QR code before the scanner.</source>
        <translation>ضع رمز QR الكبير في القسيمة أمام الماسح.</translation>
    </message>
    <message>
        <source>It can take a few seconds. Hold the slip flat and still.</source>
        <translation>قد يستغرق ذلك ثواني. أمسك القسيمة مستوية وثابتة.</translation>
    </message>
    <message>
        <source>Read the slip with the camera</source>
        <translation>اقرأ القسيمة بالكاميرا</translation>
    </message>
    <message>
        <source>Is the form on a USB stick? Plug it in, then press “Look on the stick”.</source>
        <translation>هل الاستمارة على ذاكرة USB؟ أدخلها، ثم اضغط «ابحث على ذاكرة USB».</translation>
    </message>
</context>
<context>
    <name>TimeAnswer</name>
    <message>
        <source>hours</source>
        <translation>الساعات</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>الدقائق</translation>
    </message>
    <message>
        <source>{name}: hours</source>
        <translation>{name}: الساعات</translation>
    </message>
    <message>
        <source>{name}: minutes</source>
        <translation>{name}: الدقائق</translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Volunteer: the staff code</source>
        <translation>المتطوّع: رمز الموظفين</translation>
    </message>
    <message>
        <source>Open a form only for the resident who filled it in.</source>
        <translation>لا تفتح استمارة إلا لمن ملأها.</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>رقمك السري</translation>
    </message>
    <message>
        <source>The 4 to 6 digits you chose when you began the form.</source>
        <translation>من 4 إلى 6 أرقام اخترتها حين بدأت الاستمارة.</translation>
    </message>
    <message>
        <source>I have the PIN</source>
        <translation>معي الرقم السري</translation>
    </message>
    <message>
        <source>I forgot the PIN</source>
        <translation>نسيت الرقم السري</translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation>اكتب رمز الموظفين، ثم اضغط «متابعة».</translation>
    </message>
    <message>
        <source>Type your PIN, or press “I forgot the PIN”.</source>
        <translation>اكتب رقمك السري، أو اضغط «نسيت الرقم السري».</translation>
    </message>
</context>
<context>
    <name>ViewScreen</name>
    <message>
        <source>Change what the officer asks for</source>
        <translation>تعديل ما يطلبه الموظّف</translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>انتهيت: امسح الشاشة</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s server.</source>
        <translation>وصل الملف إلى خادم البلدية.</translation>
    </message>
    <message>
        <source>Official number</source>
        <translation>الرقم الرسمي</translation>
    </message>
    <message>
        <source>Promised for</source>
        <translation>الموعد المحدد</translation>
    </message>
    <message>
        <source>The officer writes</source>
        <translation>كتب الموظّف</translation>
    </message>
    <message>
        <source>It goes to the commune&apos;s server {name}, which sends no news back. Ask the officer.</source>
        <translation>يُرسل الملف إلى خادم البلدية {name}، وهو لا يرسل أخبارًا. اسألوا الموظف.</translation>
    </message>
    <message>
        <source>It arrived at the commune&apos;s server.</source>
        <translation>وصل إلى خادم البلدية.</translation>
    </message>
    <message>
        <source>You can still change your answers; then they are sent anew.</source>
        <translation>ما زال بإمكانكم تغيير إجاباتكم، ثم تُرسل من جديد.</translation>
    </message>
    <message>
        <source>No officer has it in hand yet, so you can still change your answers.</source>
        <translation>لم يتسلمه موظّف بعد، فما زال بإمكانك تعديل إجاباتك.</translation>
    </message>
    <message>
        <source>Change my answers</source>
        <translation>تعديل إجاباتي</translation>
    </message>
    <message>
        <source>Somebody else collects it for you? Ask the officer first what they must bring.</source>
        <translation>يستلمه عنك شخص آخر؟ اسأل الموظّف أولًا عمّا يجب إحضاره.</translation>
    </message>
    <message>
        <source>To take your consent back, tell the officer.</source>
        <translation>لسحب موافقتكم، أخبروا الموظف.</translation>
    </message>
    <message>
        <source>To take your consent back, tell the officer, or open the receipt&apos;s QR code with a phone.</source>
        <translation>لسحب موافقتك أخبر الموظّف، أو افتح رمز QR الخاص بالإيصال بهاتف.</translation>
    </message>
    <message>
        <source>What the officer asks you to change</source>
        <translation>ما يطلب الموظّف تعديله</translation>
    </message>
    <message>
        <source>What has happened so far</source>
        <translation>ما جرى حتى الآن</translation>
    </message>
    <message>
        <source>You began the form.</source>
        <translation>بدأت الاستمارة.</translation>
    </message>
    <message>
        <source>You finished the form and got a receipt.</source>
        <translation>أكملت الاستمارة وحصلت على إيصال.</translation>
    </message>
    <message>
        <source>You changed your answers.</source>
        <translation>عدّلت إجاباتك.</translation>
    </message>
    <message>
        <source>You changed what the officer asked for.</source>
        <translation>عدّلت ما طلبه الموظّف.</translation>
    </message>
    <message>
        <source>It arrived at the commune&apos;s centre.</source>
        <translation>وصل إلى مركز البلدية.</translation>
    </message>
    <message>
        <source>The officer asked you to change something.</source>
        <translation>طلب منك الموظّف تعديل شيء.</translation>
    </message>
    <message>
        <source>The officer wrote to you.</source>
        <translation>كتب إليك الموظّف.</translation>
    </message>
    <message>
        <source>The centre could not take it. The volunteer looks after it.</source>
        <translation>تعذّر على المركز استلامه. المتطوّع يتابع الأمر.</translation>
    </message>
    <message>
        <source>To change something, your PIN is needed; without one, the volunteer.</source>
        <translation>للتعديل يلزم رقمك السري، وإلا فالمتطوّع.</translation>
    </message>
</context>
<context>
    <name>Viewfinder</name>
    <message>
        <source>Picture of the camera</source>
        <translation>صورة الكاميرا</translation>
    </message>
</context>
<context>
    <name>WaitingScreen</name>
    <message>
        <source>One moment</source>
        <translation>لحظة من فضلك</translation>
    </message>
    <message>
        <source>The kiosk is getting ready. You need not press anything.</source>
        <translation>الجهاز يستعد. لا حاجة إلى الضغط على شيء.</translation>
    </message>
</context>
<context>
    <name>WardScreen</name>
    <message>
        <source>Which commune is it now?</source>
        <translation>أي بلدية هي الآن؟</translation>
    </message>
    <message>
        <source>The card says</source>
        <translation>تقول البطاقة</translation>
    </message>
    <message>
        <source>The commune on the card was divided. Press the one where the home is now.</source>
        <translation>قُسمت البلدية المذكورة في البطاقة. اضغط على البلدية التي يقع فيها البيت الآن.</translation>
    </message>
    <message>
        <source>I do not know, or another one</source>
        <translation>لا أعرف، أو بلدية أخرى</translation>
    </message>
</context>
<context>
    <name>WaysScreen</name>
    <message>
        <source>Photograph it</source>
        <translation>تصويرها</translation>
    </message>
    <message>
        <source>For scanning, lay the paper face down into the scanner first.</source>
        <translation>للمسح، ضع الورقة أولًا في الماسح ووجهها إلى أسفل.</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>Choose a picture from a stick</source>
        <translation>اختيار صورة من ذاكرة USB</translation>
    </message>
    <message>
        <source>The paper is being scanned.</source>
        <translation>تُمسح الورقة الآن.</translation>
    </message>
</context>
<context>
    <name>WhichFormScreen</name>
    <message>
        <source>Which form is yours?</source>
        <translation>أي استمارة لك؟</translation>
    </message>
    <message>
        <source>Each form has its draft code. It opens only with your PIN.</source>
        <translation>لكل استمارة رمزها. ولا تُفتح إلا برقمك السري.</translation>
    </message>
</context>
<context>
    <name>WhichStep</name>
    <message>
        <source>Press what fits best. With “Back” you can choose another answer.</source>
        <translation>اضغط على الأنسب. ويمكنك بزر «رجوع» اختيار إجابة أخرى.</translation>
    </message>
</context>
<context>
    <name>WhoScreen</name>
    <message>
        <source>Who is typing?</source>
        <translation>من يكتب؟</translation>
    </message>
    <message>
        <source>Only the short code is kept with the form.</source>
        <translation>لا يُحفظ مع الاستمارة إلا الرمز القصير.</translation>
    </message>
</context>
<context>
    <name>WorkingScreen</name>
    <message>
        <source>One moment</source>
        <translation>لحظة من فضلك</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation>إيقاف هذا</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Please look at “{label}” again: the answer does not fit yet.</source>
        <translation>راجع «{label}» من جديد: الإجابة لا تناسبه بعد.</translation>
    </message>
    <message>
        <source>“{label}” has no answer yet. Please choose one.</source>
        <translation>لا إجابة بعد عن «{label}». اختر واحدة.</translation>
    </message>
    <message>
        <source>Please read “{label}” and press the box to agree.</source>
        <translation>اقرأ «{label}» واضغط على المربع للموافقة.</translation>
    </message>
    <message>
        <source>“{label}” needs a picture. Please take one.</source>
        <translation>يحتاج «{label}» إلى صورة. التقط واحدة.</translation>
    </message>
    <message>
        <source>“{label}” has no answer yet. Please enter it.</source>
        <translation>لا إجابة بعد عن «{label}». اكتبها من فضلك.</translation>
    </message>
    <message>
        <source>“{label}” takes a whole number. Please enter digits only.</source>
        <translation>يُكتب في «{label}» عدد صحيح. اكتب أرقامًا فقط.</translation>
    </message>
    <message>
        <source>“{label}” takes a number. Please enter digits only.</source>
        <translation>يُكتب في «{label}» عدد. اكتب أرقامًا فقط.</translation>
    </message>
    <message>
        <source>“{label}” takes a date. Please enter day, month and year.</source>
        <translation>يُكتب في «{label}» تاريخ. اكتب اليوم والشهر والسنة.</translation>
    </message>
    <message>
        <source>“{label}” takes a time. Please enter hours and minutes.</source>
        <translation>يُكتب في «{label}» وقت. اكتب الساعات والدقائق.</translation>
    </message>
    <message>
        <source>“{label}” takes at most {limit} letters. Please write less.</source>
        <translation>لا يتسع «{label}» لأكثر من {limit} حرفًا. اختصر من فضلك.</translation>
    </message>
    <message>
        <source>“{label}” has digits only. Please take out letters and other signs.</source>
        <translation>في «{label}» أرقام فقط. احذف الحروف والعلامات الأخرى.</translation>
    </message>
    <message>
        <source>Month {month} has no day {day}. Please check “{label}”.</source>
        <translation>ليس في الشهر {month} يوم {day}. راجع «{label}».</translation>
    </message>
    <message>
        <source>There is no month {month}. Please check “{label}”.</source>
        <translation>لا يوجد شهر {month}. راجع «{label}».</translation>
    </message>
    <message>
        <source>“{label}”: please write the year with 4 digits, such as 1952.</source>
        <translation>«{label}»: اكتب السنة بأربعة أرقام، مثل 1952.</translation>
    </message>
    <message>
        <source>“{label}”: that year cannot be right. Please check it.</source>
        <translation>«{label}»: لا يمكن أن تكون هذه السنة صحيحة. راجعها.</translation>
    </message>
    <message>
        <source>“{label}”: please write the month too, or leave the day empty.</source>
        <translation>«{label}»: اكتب الشهر أيضًا، أو اترك اليوم فارغًا.</translation>
    </message>
    <message>
        <source>“{label}”: please write the date in digits, such as 15/08/1952.</source>
        <translation>«{label}»: اكتب التاريخ بالأرقام، مثل 15/08/1952.</translation>
    </message>
    <message>
        <source>“{label}”: please fill in all the boxes.</source>
        <translation>«{label}»: املأ كل المربعات.</translation>
    </message>
    <message>
        <source>“{label}”: please write two numbers, such as 11.94 and 108.44.</source>
        <translation>«{label}»: اكتب عددين، مثل 11.94 و108.44.</translation>
    </message>
</context>
</TS>
