<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>AgreeAnswer</name>
    <message>
        <source>I have read this and I agree</source>
        <translation>Tôi đã đọc và đồng ý</translation>
    </message>
</context>
<context>
    <name>AlongDoneScreen</name>
    <message>
        <source>The form is ready to be taken along</source>
        <translation>Tờ khai đã sẵn sàng để mang đi</translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>Tôi xong rồi: xóa màn hình</translation>
    </message>
    <message>
        <source>The slip is being prepared.</source>
        <translation>Đang chuẩn bị phiếu.</translation>
    </message>
    <message>
        <source>The form is on the stick. Remove the stick and take it along.</source>
        <translation>Tờ khai đã nằm trên USB. Ông/bà rút USB và mang đi.</translation>
    </message>
    <message>
        <source>At the other machine</source>
        <translation>Ở máy khác</translation>
    </message>
    <message>
        <source>Press “Continue a form I began before”, then “A form begun at another machine”.</source>
        <translation>Bấm “Làm tiếp tờ khai đang dở”, rồi “Tờ khai làm dở ở máy khác”.</translation>
    </message>
    <message>
        <source>Plug the stick in.</source>
        <translation>Cắm USB vào máy.</translation>
    </message>
    <message>
        <source>Hold the slip&apos;s large QR code before the scanner.</source>
        <translation>Đưa mã QR lớn trên phiếu vào máy quét.</translation>
    </message>
    <message>
        <source>Type the PIN of six digits.</source>
        <translation>Nhập mã PIN 6 số.</translation>
    </message>
    <message>
        <source>It can be opened there until the end of {day}.</source>
        <translation>Mở được ở đó đến hết ngày {day}.</translation>
    </message>
    <message>
        <source>Pictures of papers that stay here: {count}. Take them again at the other machine.</source>
        <translation>Ảnh giấy tờ còn ở máy này: {count}. Sang máy kia, ông/bà chụp lại giúp.</translation>
    </message>
    <message>
        <source>Go on at one machine only. With this code and the PIN it still opens here, too:</source>
        <translation>Chỉ làm tiếp ở một máy. Ở đây vẫn mở lại được bằng mã PIN và mã này:</translation>
    </message>
</context>
<context>
    <name>AlongPinScreen</name>
    <message>
        <source>Take this form along to another machine</source>
        <translation>Mang tờ khai này sang máy khác</translation>
    </message>
    <message>
        <source>Choose a PIN of six digits. With it, and only with it, the form opens there.</source>
        <translation>Ông/bà chọn mã PIN 6 số. Ở máy khác, chỉ mã này mở được tờ khai.</translation>
    </message>
    <message>
        <source>Take digits you remember, no date of birth. Do not write them on the slip.</source>
        <translation>Chọn số dễ nhớ, không dùng ngày sinh. Đừng ghi lên phiếu.</translation>
    </message>
    <message>
        <source>From now on this PIN opens the form on this machine too.</source>
        <translation>Từ giờ mã này cũng mở tờ khai ở máy này.</translation>
    </message>
    <message>
        <source>Type a PIN of six digits, then press “Continue”.</source>
        <translation>Nhập mã PIN 6 số, rồi bấm “Tiếp tục”.</translation>
    </message>
</context>
<context>
    <name>AlongScreen</name>
    <message>
        <source>How do you want to take it along?</source>
        <translation>Ông/bà muốn mang đi bằng cách nào?</translation>
    </message>
    <message>
        <source>Look for a stick again</source>
        <translation>Tìm lại USB</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>Trên giấy</translation>
    </message>
    <message>
        <source>A slip with a large QR code that holds the form, locked with your PIN.</source>
        <translation>Phiếu có mã QR lớn chứa tờ khai, khóa bằng mã PIN của ông/bà.</translation>
    </message>
    <message>
        <source>Pictures of papers that stay here: {count}. Take them again at the other machine.</source>
        <translation>Ảnh giấy tờ còn ở máy này: {count}. Sang máy kia, ông/bà chụp lại giúp.</translation>
    </message>
    <message>
        <source>Print the slip with the form</source>
        <translation>In phiếu chứa tờ khai</translation>
    </message>
    <message>
        <source>The form is too long for a slip. Take it along on a stick.</source>
        <translation>Tờ khai quá dài để in thành phiếu. Xin mang đi bằng USB.</translation>
    </message>
    <message>
        <source>The form is being locked with your PIN. One moment.</source>
        <translation>Đang khóa tờ khai bằng mã PIN. Xin chờ một chút.</translation>
    </message>
    <message>
        <source>On a USB stick</source>
        <translation>Trên USB</translation>
    </message>
    <message>
        <source>Write it onto the stick {name}</source>
        <translation>Ghi vào USB {name}</translation>
    </message>
    <message>
        <source>The pictures of papers go along. Nobody can read the stick without the PIN.</source>
        <translation>Ảnh giấy tờ đi cùng. Không có mã PIN thì không ai đọc được.</translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug one in, then look again.</source>
        <translation>Chưa cắm USB. Xin cắm USB, rồi tìm lại.</translation>
    </message>
    <message>
        <source>{percent} % written and checked</source>
        <translation>Đã ghi và kiểm tra {percent} %</translation>
    </message>
</context>
<context>
    <name>AmountScreen</name>
    <message>
        <source>How much is to be paid?</source>
        <translation>Số tiền phải nộp là bao nhiêu?</translation>
    </message>
    <message>
        <source>Copy the amount from the notice of the tax office.</source>
        <translation>Ông/bà ghi đúng số tiền trên thông báo của cơ quan thuế.</translation>
    </message>
    <message>
        <source>Example: 250000. Without a notice, go back and pay later.</source>
        <translation>Ví dụ: 250000. Chưa có thông báo thì quay lại, nộp sau.</translation>
    </message>
    <message>
        <source>Amount in đồng</source>
        <translation>Số tiền (đồng)</translation>
    </message>
    <message>
        <source>Please write the amount in digits, at least 1,000 đồng.</source>
        <translation>Ông/bà ghi giúp số tiền bằng chữ số, từ 1.000 đồng.</translation>
    </message>
</context>
<context>
    <name>AnswerRow</name>
    <message>
        <source>Not answered</source>
        <translation>Chưa trả lời</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Sửa</translation>
    </message>
</context>
<context>
    <name>AskScreen</name>
    <message>
        <source>Where is my dossier?</source>
        <translation>Hồ sơ của tôi đến đâu rồi?</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Hold the QR code on your receipt before the scanner.</source>
        <translation>Ông/bà đưa mã QR trên phiếu vào trước máy quét.</translation>
    </message>
    <message>
        <source>Or type the follow-up code that is printed on it:</source>
        <translation>Hoặc gõ mã theo dõi in trên phiếu:</translation>
    </message>
    <message>
        <source>Follow-up code</source>
        <translation>Mã theo dõi</translation>
    </message>
    <message>
        <source>Nine letters and digits, such as ABC-DEFGH-J. Capitals and hyphens do not matter.</source>
        <translation>Gồm chín chữ và số, ví dụ ABC-DEFGH-J. Chữ hoa hay chữ thường, có gạch nối hay không đều được.</translation>
    </message>
    <message>
        <source>Lost the receipt? The officer at the centre finds the dossier with your identity card.</source>
        <translation>Mất phiếu? Cán bộ ở trung tâm tìm hồ sơ giúp bằng thẻ căn cước của ông/bà.</translation>
    </message>
</context>
<context>
    <name>AssistDoorScreen</name>
    <message>
        <source>Volunteer: type for the resident</source>
        <translation>Người hướng dẫn: gõ giúp ông/bà</translation>
    </message>
    <message>
        <source>Only with the resident beside you, who checks every answer at the end.</source>
        <translation>Chỉ gõ khi ông/bà ngồi cạnh; cuối cùng ông/bà tự xem lại từng câu.</translation>
    </message>
    <message>
        <source>Type the staff code. It is recorded who typed.</source>
        <translation>Nhập mã nhân viên. Máy ghi lại ai đã gõ giúp.</translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation>Nhập mã nhân viên rồi bấm “Tiếp tục”.</translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Touch the screen to begin</source>
        <translation>Chạm vào màn hình để bắt đầu</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Papers for birth, marriage, residence, support and more: prepare them here.</source>
        <translation>Khai sinh, kết hôn, cư trú, trợ cấp và nhiều việc khác: chuẩn bị giấy tờ tại đây.</translation>
    </message>
    <message>
        <source>One question at a time, in large letters. It can be read aloud.</source>
        <translation>Mỗi lần một câu hỏi, chữ to. Máy có thể đọc cho ông/bà nghe.</translation>
    </message>
    <message>
        <source>Your citizen card fills in half of the form by itself.</source>
        <translation>Có thẻ căn cước thì máy tự điền giúp nhiều ô.</translation>
    </message>
    <message>
        <source>Nothing you answered is lost, even when the power fails.</source>
        <translation>Đã điền là không mất, kể cả khi mất điện.</translation>
    </message>
    <message>
        <source>You take a receipt home and can ask where your dossier is.</source>
        <translation>Ông/bà có phiếu mang về và xem được hồ sơ đang ở đâu.</translation>
    </message>
    <message>
        <source>Press “Help” and somebody comes to you.</source>
        <translation>Bấm “Trợ giúp” là có người đến giúp.</translation>
    </message>
</context>
<context>
    <name>BothHereScreen</name>
    <message>
        <source>This form is on this machine already</source>
        <translation>Tờ khai này đã có ở máy này</translation>
    </message>
    <message>
        <source>Go on with the one here</source>
        <translation>Làm tiếp tờ khai ở máy này</translation>
    </message>
    <message>
        <source>Last saved on this machine: {when}.</source>
        <translation>Lưu lần cuối ở máy này: {when}.</translation>
    </message>
    <message>
        <source>Last saved in what you brought: {when}.</source>
        <translation>Lưu lần cuối trong tờ khai mang đến: {when}.</translation>
    </message>
    <message>
        <source>Only one goes on. With the one you brought, what was changed here since is lost.</source>
        <translation>Chỉ một tờ được làm tiếp. Lấy tờ mang đến thì mất phần đã sửa ở đây.</translation>
    </message>
    <message>
        <source>Take the one I brought</source>
        <translation>Lấy tờ khai tôi mang đến</translation>
    </message>
</context>
<context>
    <name>CallsScreen</name>
    <message>
        <source>Calls for help</source>
        <translation>Lượt gọi giúp</translation>
    </message>
    <message>
        <source>Somebody has been waiting since {time}.</source>
        <translation>Có người đang chờ từ {time}.</translation>
    </message>
    <message>
        <source>I am with the resident</source>
        <translation>Tôi đang ở cạnh bà con</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>Không có ai đang chờ.</translation>
    </message>
    <message>
        <source>waited {minutes} min</source>
        <translation>chờ {minutes} phút</translation>
    </message>
    <message>
        <source>What residents thought</source>
        <translation>Bà con nhận xét</translation>
    </message>
    <message>
        <source>Nobody has answered lately.</source>
        <translation>Gần đây chưa có ai trả lời.</translation>
    </message>
    <message>
        <source>Answers lately</source>
        <translation>Số người trả lời gần đây</translation>
    </message>
    <message>
        <source>Good or very good</source>
        <translation>Tốt hoặc rất tốt</translation>
    </message>
    <message>
        <source>Bad or very bad</source>
        <translation>Chưa tốt hoặc kém</translation>
    </message>
</context>
<context>
    <name>CalmScreen</name>
    <message>
        <source>Something did not work here</source>
        <translation>Máy đang gặp trục trặc</translation>
    </message>
    <message>
        <source>To the first page</source>
        <translation>Về trang đầu</translation>
    </message>
    <message>
        <source>Every answer shown as saved is safe on this machine.</source>
        <translation>Mọi câu trả lời đã báo lưu đều an toàn trong máy này.</translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation>Ông/bà gọi người hướng dẫn giúp. Đây không phải lỗi của ông/bà.</translation>
    </message>
    <message>
        <source>The disk is full. The volunteer has to make room before others begin.</source>
        <translation>Ổ đĩa đã đầy. Người hướng dẫn cần dọn bớt trước khi người khác bắt đầu.</translation>
    </message>
    <message>
        <source>The kiosk is already open on this machine. Close the other one first.</source>
        <translation>Chương trình đã mở sẵn trên máy này. Hãy đóng cửa sổ kia trước.</translation>
    </message>
    <message>
        <source>The data was written by a newer version. The technician has to install that version.</source>
        <translation>Dữ liệu do phiên bản mới hơn ghi. Kỹ thuật viên cần cài phiên bản đó.</translation>
    </message>
    <message>
        <source>The data file is damaged. Nothing was erased. Switch the machine off and on.</source>
        <translation>Tệp dữ liệu bị hỏng. Không có gì bị xóa. Tắt máy rồi bật lại.</translation>
    </message>
    <message>
        <source>The data belongs to another machine. The technician needs the recovery code.</source>
        <translation>Dữ liệu này của máy khác. Kỹ thuật viên cần mã khôi phục.</translation>
    </message>
    <message>
        <source>This kiosk belongs to no portal yet. The technician runs “kiosk enrol”.</source>
        <translation>Máy này chưa thuộc trung tâm nào. Xin nhờ kỹ thuật viên chạy “kiosk enrol”.</translation>
    </message>
    <message>
        <source>The data cannot be opened. The technician runs “kiosk doctor”.</source>
        <translation>Chưa mở được dữ liệu. Kỹ thuật viên chạy lệnh “kiosk doctor”.</translation>
    </message>
    <message>
        <source>You can begin again from the first page and continue with the code and the PIN.</source>
        <translation>Ông/bà có thể vào lại từ trang đầu và làm tiếp bằng mã theo dõi và mã PIN.</translation>
    </message>
</context>
<context>
    <name>CameraScreen</name>
    <message>
        <source>Take the picture</source>
        <translation>Chụp</translation>
    </message>
    <message>
        <source>Lay the paper flat below the camera, all four corners in the picture.</source>
        <translation>Ông/bà đặt giấy phẳng dưới máy ảnh, thấy đủ bốn góc trong hình.</translation>
    </message>
    <message>
        <source>The paper is seen. Hold still and press “Take the picture”.</source>
        <translation>Máy đã thấy tờ giấy. Ông/bà giữ yên rồi bấm “Chụp”.</translation>
    </message>
    <message>
        <source>Good light and a dark table help. Nothing is kept before you press “Attach it”.</source>
        <translation>Chỗ sáng và mặt bàn tối màu thì dễ chụp. Chưa bấm “Đính kèm” thì máy chưa giữ gì.</translation>
    </message>
    <message>
        <source>The picture is being straightened.</source>
        <translation>Máy đang chỉnh ảnh cho thẳng.</translation>
    </message>
</context>
<context>
    <name>Capture</name>
    <message>
        <source>This file is no picture or PDF. Choose another one.</source>
        <translation>Tệp này không phải ảnh hay PDF. Ông/bà chọn tệp khác giúp.</translation>
    </message>
    <message>
        <source>This picture is damaged. Take it again, or choose another one.</source>
        <translation>Ảnh này bị hỏng. Ông/bà chụp lại hoặc chọn ảnh khác giúp.</translation>
    </message>
    <message>
        <source>This picture is too large. Choose a smaller one.</source>
        <translation>Ảnh này quá lớn. Ông/bà chọn ảnh nhỏ hơn giúp.</translation>
    </message>
    <message>
        <source>This picture is too small to read. Take it again from nearer.</source>
        <translation>Ảnh này nhỏ quá, không đọc được. Ông/bà chụp lại gần hơn giúp.</translation>
    </message>
    <message>
        <source>The scanner is off or not connected. Call the volunteer.</source>
        <translation>Máy quét chưa bật hoặc chưa cắm. Ông/bà gọi người hướng dẫn giúp.</translation>
    </message>
    <message>
        <source>The scanner is busy. Wait a moment, then press “Scan” again.</source>
        <translation>Máy quét đang bận. Ông/bà chờ một chút rồi bấm “Quét giấy” lần nữa.</translation>
    </message>
    <message>
        <source>The scanner has no paper. Put the paper in and press “Scan” again.</source>
        <translation>Máy quét chưa có giấy. Ông/bà đặt giấy vào rồi bấm “Quét giấy” lần nữa.</translation>
    </message>
    <message>
        <source>Paper is stuck in the scanner. Call the volunteer.</source>
        <translation>Giấy bị kẹt trong máy quét. Ông/bà gọi người hướng dẫn giúp.</translation>
    </message>
    <message>
        <source>The scanner&apos;s lid is open. Close it and press “Scan” again.</source>
        <translation>Nắp máy quét đang mở. Ông/bà đóng nắp rồi bấm “Quét giấy” lần nữa.</translation>
    </message>
    <message>
        <source>The scan was stopped. Press “Scan” to begin again.</source>
        <translation>Đã dừng quét. Ông/bà bấm “Quét giấy” để quét lại.</translation>
    </message>
    <message>
        <source>The scanner gave no picture. Press “Scan” again, or call the volunteer.</source>
        <translation>Máy quét chưa cho ảnh. Ông/bà bấm “Quét giấy” lần nữa, hoặc gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>This is an identity card. No picture of it is kept: show the card itself to the officer.</source>
        <translation>Đây là thẻ căn cước. Máy không giữ ảnh thẻ; ông/bà đưa thẻ cho cán bộ xem là được.</translation>
    </message>
    <message>
        <source>The picture is not sharp. Hold still and take it again, or keep it.</source>
        <translation>Ảnh chưa rõ nét. Ông/bà giữ yên tay chụp lại, hoặc vẫn dùng ảnh này.</translation>
    </message>
    <message>
        <source>The picture is dark. Move into the light and take it again, or keep it.</source>
        <translation>Ảnh hơi tối. Ông/bà ra chỗ sáng chụp lại, hoặc vẫn dùng ảnh này.</translation>
    </message>
    <message>
        <source>The camera gives no picture. Call the volunteer, or choose a file.</source>
        <translation>Máy ảnh chưa có hình. Ông/bà gọi người hướng dẫn, hoặc chọn ảnh có sẵn.</translation>
    </message>
</context>
<context>
    <name>CardCameraStep</name>
    <message>
        <source>Hold the QR code of the card before the camera</source>
        <translation>Ông/bà đưa mã QR trên thẻ trước máy ảnh</translation>
    </message>
    <message>
        <source>Move the card slowly nearer and away, until it is read by itself.</source>
        <translation>Ông/bà đưa thẻ lại gần rồi ra xa từ từ, máy sẽ tự đọc.</translation>
    </message>
</context>
<context>
    <name>CardPhotoStep</name>
    <message>
        <source>Which picture shows the QR code of the card?</source>
        <translation>Ảnh nào có mã QR của thẻ?</translation>
    </message>
    <message>
        <source>The QR code is being looked for.</source>
        <translation>Máy đang tìm mã QR trong ảnh.</translation>
    </message>
    <message>
        <source>No QR code is seen on this picture. Choose a sharper one.</source>
        <translation>Ảnh này không thấy mã QR. Ông/bà chọn ảnh rõ hơn giúp.</translation>
    </message>
</context>
<context>
    <name>CardScreen</name>
    <message>
        <source>Whose card is this?</source>
        <translation>Thẻ này của ai?</translation>
    </message>
    <message>
        <source>Where do these details belong?</source>
        <translation>Thông tin này là của ai trong hồ sơ?</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Điền vào tờ khai</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Quét lại</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>This person is</source>
        <translation>Người này là</translation>
    </message>
    <message>
        <source>Choose whose card this is, or press “Scan again”.</source>
        <translation>Ông/bà chọn thẻ này của ai, hoặc bấm “Quét lại”.</translation>
    </message>
    <message>
        <source>The sex does not fit the citizen number. Compare it with the card.</source>
        <translation>Giới tính không khớp với số định danh. Ông/bà đối chiếu lại với thẻ.</translation>
    </message>
    <message>
        <source>The year of birth does not fit the citizen number. Compare it.</source>
        <translation>Năm sinh không khớp với số định danh. Ông/bà đối chiếu lại giúp.</translation>
    </message>
    <message>
        <source>The first three digits of the number are unusual. Compare them.</source>
        <translation>Ba số đầu của số định danh hơi lạ. Ông/bà đối chiếu lại giúp.</translation>
    </message>
    <message>
        <source>The card has no full date of birth. You enter it yourself.</source>
        <translation>Thẻ không ghi đủ ngày sinh. Ông/bà tự ghi giúp.</translation>
    </message>
    <message>
        <source>Something on the card looks unusual. Compare it with what is shown.</source>
        <translation>Thông tin trên thẻ có chỗ hơi lạ. Ông/bà đối chiếu với màn hình giúp.</translation>
    </message>
</context>
<context>
    <name>CardStep</name>
    <message>
        <source>Scanning saves typing. You may go on without it and type yourself.</source>
        <translation>Quét thẻ thì đỡ phải gõ. Không quét cũng được, ông/bà tự gõ.</translation>
    </message>
</context>
<context>
    <name>CheckAnswersPage</name>
    <message>
        <source>Please check your answers</source>
        <translation>Ông/bà xem lại các câu trả lời</translation>
    </message>
    <message>
        <source>Is everything right? Press Change beside an answer to correct it.</source>
        <translation>Đã đúng hết chưa? Chỗ nào chưa đúng, ông/bà bấm “Sửa” ở bên cạnh.</translation>
    </message>
</context>
<context>
    <name>CheckWarnings</name>
    <message>
        <source>{question}: this number is unusual. Compare it once more.</source>
        <translation>{question}: số này ít gặp. Ông/bà xem lại giúp.</translation>
    </message>
    <message>
        <source>{person}: the sex does not fit the citizen number. Compare both with the card.</source>
        <translation>{person}: giới tính không khớp số định danh. Ông/bà so lại với thẻ.</translation>
    </message>
    <message>
        <source>{person}: the year of birth does not fit the citizen number. Compare both with the card.</source>
        <translation>{person}: năm sinh không khớp số định danh. Ông/bà so lại với thẻ.</translation>
    </message>
    <message>
        <source>{person}: the first three digits of the citizen number are unusual. Compare them with the card.</source>
        <translation>{person}: ba số đầu của số định danh ít gặp. Ông/bà so lại với thẻ.</translation>
    </message>
</context>
<context>
    <name>ChooseScreen</name>
    <message>
        <source>What is it about?</source>
        <translation>Ông/bà cần làm việc gì?</translation>
    </message>
    <message>
        <source>Type a word, or press what has happened. Accents are not needed.</source>
        <translation>Gõ một từ, hoặc bấm vào việc của ông/bà. Không cần gõ dấu.</translation>
    </message>
    <message>
        <source>Word to look for</source>
        <translation>Từ cần tìm</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Kết quả tìm được</translation>
    </message>
    <message>
        <source>Nothing was found. Try one other word, or call the volunteer.</source>
        <translation>Chưa tìm thấy. Ông/bà thử từ khác, hoặc gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>With this sign: no form here yet, but where to go for it.</source>
        <translation>Có dấu này: máy chưa có tờ khai, nhưng chỉ nơi cần đến.</translation>
    </message>
    <message>
        <source>I do not know which: help me choose</source>
        <translation>Chưa biết chọn gì: xin giúp tôi chọn</translation>
    </message>
</context>
<context>
    <name>CodeCameraScreen</name>
    <message>
        <source>No picture is taken or kept.</source>
        <translation>Máy không chụp và không giữ ảnh nào.</translation>
    </message>
</context>
<context>
    <name>CodeScreen</name>
    <message>
        <source>Your follow-up code</source>
        <translation>Mã theo dõi của ông/bà</translation>
    </message>
    <message>
        <source>It stands on the receipt too. With it you ask where your dossier is.</source>
        <translation>Mã này cũng in trên phiếu. Dùng mã để hỏi hồ sơ đến đâu rồi.</translation>
    </message>
    <message>
        <source>Your PIN is set. With code and PIN you can stop and continue later.</source>
        <translation>Đã đặt mã PIN. Có mã theo dõi và mã PIN, ông/bà có thể dừng rồi làm tiếp sau.</translation>
    </message>
    <message>
        <source>Choose a PIN of 4 to 6 digits: then only you can open this form again.</source>
        <translation>Ông/bà chọn mã PIN từ 4 đến 6 số: khi đó chỉ ông/bà mở lại được tờ khai này.</translation>
    </message>
    <message>
        <source>Take digits you remember, no year of birth. Nobody else needs to know them.</source>
        <translation>Chọn số dễ nhớ, không dùng năm sinh. Không cần cho ai biết.</translation>
    </message>
    <message>
        <source>Go on without a PIN</source>
        <translation>Làm tiếp, không đặt mã PIN</translation>
    </message>
    <message>
        <source>Without a PIN, only the volunteer can open the form again for you.</source>
        <translation>Không có mã PIN thì chỉ người hướng dẫn mở lại được tờ khai giúp ông/bà.</translation>
    </message>
    <message>
        <source>Type a PIN of 4 to 6 digits, or press “Go on without a PIN”.</source>
        <translation>Ông/bà nhập mã PIN từ 4 đến 6 số, hoặc bấm “Làm tiếp, không đặt mã PIN”.</translation>
    </message>
    <message>
        <source>Write the code down or wait for the receipt; it is on both.</source>
        <translation>Ông/bà ghi mã này ra giấy, hoặc chờ nhận phiếu; trên phiếu cũng có mã.</translation>
    </message>
</context>
<context>
    <name>ConsentScreen</name>
    <message>
        <source>May we use what you enter?</source>
        <translation>Ông/bà có đồng ý cho dùng thông tin đã khai không?</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Dùng để làm gì</translation>
    </message>
    <message>
        <source>Who is responsible</source>
        <translation>Ai chịu trách nhiệm</translation>
    </message>
    <message>
        <source>What is used</source>
        <translation>Thông tin nào được dùng</translation>
    </message>
    <message>
        <source>What you enter in the form, and pictures of papers that you add. Ethnic group is sensitive.</source>
        <translation>Những gì ông/bà khai và ảnh giấy tờ ông/bà gửi kèm. Dân tộc là thông tin nhạy cảm.</translation>
    </message>
    <message>
        <source>A card is only read, its picture is not kept. The answers leave this machine encrypted.</source>
        <translation>Thẻ chỉ được đọc, không lưu ảnh. Câu trả lời được khóa kín trước khi rời máy này.</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>Quyền của ông/bà</translation>
    </message>
    <message>
        <source>You may see, correct or erase your data, or take this consent back, at any time.</source>
        <translation>Lúc nào ông/bà cũng có thể xem, sửa, xóa thông tin của mình, hoặc rút lại sự đồng ý.</translation>
    </message>
    <message>
        <source>Whoever does not agree gets the same help on paper from the officer.</source>
        <translation>Không đồng ý thì cán bộ vẫn giúp ông/bà làm trên giấy như thường.</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Tôi đồng ý</translation>
    </message>
    <message>
        <source>I do not agree</source>
        <translation>Tôi không đồng ý</translation>
    </message>
    <message>
        <source>Choose “I agree” or “I do not agree”, then press “Continue”.</source>
        <translation>Ông/bà chọn “Tôi đồng ý” hoặc “Tôi không đồng ý”, rồi bấm “Tiếp tục”.</translation>
    </message>
</context>
<context>
    <name>CornersScreen</name>
    <message>
        <source>Where are the corners of the paper?</source>
        <translation>Bốn góc tờ giấy ở đâu?</translation>
    </message>
    <message>
        <source>Cut it out</source>
        <translation>Cắt theo khung</translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation>Ảnh chụp giấy tờ</translation>
    </message>
    <message>
        <source>Choose a corner, then move it with the arrows.</source>
        <translation>Ông/bà chọn một góc, rồi bấm mũi tên để dời góc đó.</translation>
    </message>
    <message>
        <source>Keep the whole picture</source>
        <translation>Giữ cả ảnh</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>Trên trái</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>Trên phải</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>Dưới trái</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>Dưới phải</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>Sang trái</translation>
    </message>
    <message>
        <source>Upwards</source>
        <translation>Lên trên</translation>
    </message>
    <message>
        <source>Downwards</source>
        <translation>Xuống dưới</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>Sang phải</translation>
    </message>
</context>
<context>
    <name>CurtainScreen</name>
    <message>
        <source>Your page is hidden</source>
        <translation>Trang của ông/bà đang được che</translation>
    </message>
    <message>
        <source>I am back: show it</source>
        <translation>Tôi đã quay lại: mở ra</translation>
    </message>
    <message>
        <source>Keep and stop</source>
        <translation>Lưu lại và dừng</translation>
    </message>
    <message>
        <source>Nobody sees your answers. They are saved.</source>
        <translation>Không ai xem được câu trả lời. Tất cả đã được lưu.</translation>
    </message>
    <message>
        <source>If nobody comes back within {minutes} minutes, the screen is wiped.</source>
        <translation>Nếu {minutes} phút nữa chưa ai quay lại, màn hình sẽ được xóa.</translation>
    </message>
    <message>
        <source>Type your PIN to go on.</source>
        <translation>Nhập mã PIN của ông/bà để làm tiếp.</translation>
    </message>
    <message>
        <source>Type your PIN, or press “Keep and stop”.</source>
        <translation>Nhập mã PIN, hoặc bấm “Lưu lại và dừng”.</translation>
    </message>
</context>
<context>
    <name>DamagedScreen</name>
    <message>
        <source>This machine needs its volunteer for a moment</source>
        <translation>Máy cần người hướng dẫn xem một lát</translation>
    </message>
    <message>
        <source>Volunteer: see what can be saved</source>
        <translation>Người hướng dẫn: xem cứu được gì</translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation>Ông/bà gọi người hướng dẫn giúp. Đây không phải lỗi của ông/bà.</translation>
    </message>
    <message>
        <source>The file with the dossiers was damaged, perhaps by a power cut. Nothing was erased. Receipts that were printed stay good.</source>
        <translation>Tệp hồ sơ bị hỏng, có thể do mất điện. Không có gì bị xóa. Phiếu đã in vẫn dùng được.</translation>
    </message>
    <message>
        <source>The machine is looking what can be saved. One moment.</source>
        <translation>Máy đang xem cứu được những gì. Chờ một lát.</translation>
    </message>
    <message>
        <source>The disk is full. Make room on it, then try again.</source>
        <translation>Đĩa đầy. Dọn bớt tệp rồi thử lại.</translation>
    </message>
    <message>
        <source>Another program uses the data. Switch the machine off and on.</source>
        <translation>Chương trình khác đang dùng dữ liệu. Tắt máy rồi bật lại.</translation>
    </message>
    <message>
        <source>Nothing can be saved from here. Keep the machine and call the technician.</source>
        <translation>Từ đây chưa cứu được gì. Giữ nguyên máy và gọi kỹ thuật viên.</translation>
    </message>
    <message>
        <source>This recovery code does not fit. Compare it with the paper, letter by letter.</source>
        <translation>Mã khôi phục chưa khớp. So từng chữ với tờ giấy.</translation>
    </message>
    <message>
        <source>It did not work. Nothing was erased. Call the technician.</source>
        <translation>Chưa làm được. Không có gì bị xóa. Gọi kỹ thuật viên.</translation>
    </message>
</context>
<context>
    <name>DateAnswer</name>
    <message>
        <source>If you only know the year, fill in the year alone.</source>
        <translation>Chỉ nhớ năm thì ghi năm thôi cũng được.</translation>
    </message>
    <message>
        <source>day</source>
        <translation>ngày</translation>
    </message>
    <message>
        <source>month</source>
        <translation>tháng</translation>
    </message>
    <message>
        <source>year</source>
        <translation>năm</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Tháng</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Năm</translation>
    </message>
</context>
<context>
    <name>DeclareScreen</name>
    <message>
        <source>Is everything right?</source>
        <translation>Mọi thứ đã đúng chưa?</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Hoàn tất</translation>
    </message>
    <message>
        <source>I declare that what I entered is true. I answer for it before the law.</source>
        <translation>Tôi cam đoan lời khai là đúng sự thật và chịu trách nhiệm trước pháp luật.</translation>
    </message>
    <message>
        <source>The changed dossier takes the place of the earlier one; the code stays the same.</source>
        <translation>Hồ sơ đã sửa thay cho hồ sơ trước; mã theo dõi vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>Print the declaration</source>
        <translation>In tờ khai</translation>
    </message>
    <message>
        <source>“Finish” keeps the dossier, prints the receipt and sends it as soon as there is a line.</source>
        <translation>Bấm “Hoàn tất” thì hồ sơ được lưu, phiếu được in, và hồ sơ tự gửi đi khi có mạng.</translation>
    </message>
    <message>
        <source>How will you sign?</source>
        <translation>Ông/bà ký bằng cách nào?</translation>
    </message>
    <message>
        <source>With my finger, here on the screen</source>
        <translation>Tôi ký bằng ngón tay trên màn hình</translation>
    </message>
    <message>
        <source>By hand, on the printed declaration</source>
        <translation>Tôi ký tay trên tờ khai in ra</translation>
    </message>
    <message>
        <source>I do not write: with my fingerprint on the paper, before the officer</source>
        <translation>Tôi không viết được: điểm chỉ trên tờ khai, trước mặt cán bộ</translation>
    </message>
    <message>
        <source>Your signature</source>
        <translation>Chữ ký của ông/bà</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>Ký lại</translation>
    </message>
    <message>
        <source>Choose how you sign, then press “Finish”.</source>
        <translation>Ông/bà chọn cách ký, rồi bấm “Hoàn tất”.</translation>
    </message>
    <message>
        <source>The declaration is being prepared.</source>
        <translation>Đang chuẩn bị tờ khai.</translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation>Tờ khai</translation>
    </message>
</context>
<context>
    <name>DeclinedScreen</name>
    <message>
        <source>That is fine. Nothing was kept.</source>
        <translation>Không sao cả. Máy không lưu lại gì.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Hoàn tất</translation>
    </message>
    <message>
        <source>The officer helps you with the same form on paper, at no disadvantage.</source>
        <translation>Cán bộ sẽ giúp ông/bà làm trên giấy, quyền lợi không thay đổi.</translation>
    </message>
    <message>
        <source>The volunteer can print the empty form for you.</source>
        <translation>Người hướng dẫn có thể in mẫu tờ khai trống cho ông/bà.</translation>
    </message>
</context>
<context>
    <name>DoctorScreen</name>
    <message>
        <source>What works on this machine</source>
        <translation>Tình trạng của máy này</translation>
    </message>
</context>
<context>
    <name>DraftsScreen</name>
    <message>
        <source>Forms that were begun</source>
        <translation>Tờ khai đang làm dở</translation>
    </message>
    <message>
        <source>Open one only for the resident who filled it in. Names are not shown here.</source>
        <translation>Chỉ mở cho đúng người đã khai. Ở đây không hiện tên.</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>Không có tờ khai nào.</translation>
    </message>
</context>
<context>
    <name>ErrorSummary</name>
    <message>
        <source>One thing needs a look</source>
        <translation>Có một chỗ cần xem lại</translation>
    </message>
    <message>
        <source>{count} things need a look</source>
        <translation>Có {count} chỗ cần xem lại</translation>
    </message>
</context>
<context>
    <name>FeedbackScreen</name>
    <message>
        <source>How was it here today?</source>
        <translation>Hôm nay ông/bà thấy thế nào?</translation>
    </message>
    <message>
        <source>No answer, end</source>
        <translation>Không trả lời, kết thúc</translation>
    </message>
    <message>
        <source>Send and end</source>
        <translation>Gửi và kết thúc</translation>
    </message>
    <message>
        <source>Very bad</source>
        <translation>Kém</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Chưa tốt</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>Bình thường</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Tốt</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>Rất tốt</translation>
    </message>
    <message>
        <source>Would you like to say more? You need not.</source>
        <translation>Ông/bà muốn nói thêm gì không? Không bắt buộc.</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Ý kiến của ông/bà</translation>
    </message>
    <message>
        <source>Your answer is kept apart from your dossier. Please write no names or numbers.</source>
        <translation>Ý kiến để riêng, không gắn với hồ sơ. Xin đừng ghi tên hay số giấy tờ.</translation>
    </message>
    <message>
        <source>You chose: {word}</source>
        <translation>Ông/bà chọn: {word}</translation>
    </message>
    <message>
        <source>Touch one of the five faces, or “No answer, end”.</source>
        <translation>Ông/bà chạm vào một trong năm khuôn mặt, hoặc “Không trả lời, kết thúc”.</translation>
    </message>
</context>
<context>
    <name>FilesScreen</name>
    <message>
        <source>Look again</source>
        <translation>Tìm lại</translation>
    </message>
    <message>
        <source>No picture was found. Put the stick in, wait a moment, press “Look again”.</source>
        <translation>Chưa thấy ảnh nào. Ông/bà cắm USB, chờ một chút, rồi bấm “Tìm lại”.</translation>
    </message>
    <message>
        <source>{name} (too large)</source>
        <translation>{name} (quá lớn)</translation>
    </message>
    <message>
        <source>The picture is being read.</source>
        <translation>Máy đang đọc ảnh.</translation>
    </message>
</context>
<context>
    <name>FinishScreen</name>
    <message>
        <source>Your dossier is finished and kept</source>
        <translation>Hồ sơ đã hoàn tất và được lưu</translation>
    </message>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>Tôi xong rồi: xóa màn hình</translation>
    </message>
    <message>
        <source>The receipt is being prepared.</source>
        <translation>Đang chuẩn bị phiếu.</translation>
    </message>
    <message>
        <source>Your follow-up code:</source>
        <translation>Mã theo dõi của ông/bà:</translation>
    </message>
    <message>
        <source>QR code of the receipt</source>
        <translation>Mã QR của phiếu</translation>
    </message>
    <message>
        <source>Print the receipt again</source>
        <translation>In lại phiếu</translation>
    </message>
    <message>
        <source>Print the declaration</source>
        <translation>In tờ khai</translation>
    </message>
    <message>
        <source>I see a mistake: change the answers</source>
        <translation>Tôi thấy có chỗ sai: sửa câu trả lời</translation>
    </message>
    <message>
        <source>Pay by QR code</source>
        <translation>Nộp tiền bằng mã QR</translation>
    </message>
    <message>
        <source>Do something else as well, without typing my details again</source>
        <translation>Làm thêm việc khác, không phải khai lại từ đầu</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s server {name}. No news comes back from there: ask the officer.</source>
        <translation>Hồ sơ đã đến máy chủ {name} của xã. Máy chủ này không báo lại: ông/bà hỏi cán bộ.</translation>
    </message>
    <message>
        <source>It is kept safely here and goes to the commune&apos;s server {name} as soon as there is a line.</source>
        <translation>Hồ sơ được lưu an toàn trong máy và tự gửi đến máy chủ {name} của xã khi có mạng.</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s centre.</source>
        <translation>Hồ sơ đã đến trung tâm của xã.</translation>
    </message>
    <message>
        <source>It is kept safely here and goes by itself as soon as there is a line.</source>
        <translation>Hồ sơ được giữ an toàn trong máy và tự gửi đi khi có mạng.</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Việc tiếp theo</translation>
    </message>
    <message>
        <source>The receipt does not replace the officer&apos;s acceptance slip.</source>
        <translation>Phiếu này không thay cho Giấy tiếp nhận hồ sơ của cán bộ.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>Declaration</source>
        <translation>Tờ khai</translation>
    </message>
</context>
<context>
    <name>FormScreen</name>
    <message>
        <source>Saved</source>
        <translation>Đã lưu</translation>
    </message>
    <message>
        <source>The last answer is not saved yet. Please leave the kiosk on and call for help.</source>
        <translation>Câu trả lời vừa rồi chưa lưu được. Xin để máy bật và gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Chưa lưu được</translation>
    </message>
</context>
<context>
    <name>HandbookEntryScreen</name>
    <message>
        <source>Ask the officer to confirm this.</source>
        <translation>Hỏi cán bộ để xác nhận.</translation>
    </message>
    <message>
        <source>The centre sends newer pages of this handbook by itself.</source>
        <translation>Trung tâm tự gửi về các trang sổ tay mới.</translation>
    </message>
</context>
<context>
    <name>HandbookScreen</name>
    <message>
        <source>Handbook</source>
        <translation>Sổ tay</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Slip with the form</source>
        <translation>Phiếu mang tờ khai</translation>
    </message>
    <message>
        <source>Choose six digits. Four are too few for a form that leaves this machine.</source>
        <translation>Xin chọn đủ 6 số. Bốn số là quá ít cho tờ khai mang đi.</translation>
    </message>
    <message>
        <source>Others could guess this PIN. Choose six other digits.</source>
        <translation>Người khác dễ đoán mã PIN này. Xin chọn 6 số khác.</translation>
    </message>
    <message>
        <source>Answer at least one question first, then take the form along.</source>
        <translation>Xin trả lời ít nhất một câu trước, rồi mang tờ khai đi.</translation>
    </message>
    <message>
        <source>The form is too long for a slip. Take it along on a stick.</source>
        <translation>Tờ khai quá dài để in thành phiếu. Xin mang đi bằng USB.</translation>
    </message>
    <message>
        <source>This machine has to be on the network once first. Call the volunteer.</source>
        <translation>Máy này cần có mạng một lần trước đã. Xin gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>The stick is too full. Make room on it, or take a larger one.</source>
        <translation>USB đã gần đầy. Xin xóa bớt, hoặc dùng USB lớn hơn.</translation>
    </message>
    <message>
        <source>The stick cannot be used. Plug it in again, or take another one.</source>
        <translation>USB này không dùng được. Xin cắm lại, hoặc dùng USB khác.</translation>
    </message>
    <message>
        <source>The stick is damaged. Try again, or take another stick.</source>
        <translation>USB bị hỏng. Xin thử lại, hoặc dùng USB khác.</translation>
    </message>
    <message>
        <source>It was good until {day}. Go on at the machine where the form was begun.</source>
        <translation>Phiếu đã hết hạn ngày {day}. Xin làm tiếp ở máy đã bắt đầu.</translation>
    </message>
    <message>
        <source>It comes from a machine of another commune. Go on at a machine there.</source>
        <translation>Tờ khai này từ máy của xã khác. Xin làm tiếp ở máy tại xã đó.</translation>
    </message>
    <message>
        <source>It was made by a newer machine. Go on there, or call the volunteer.</source>
        <translation>Tờ khai từ máy mới hơn. Xin làm tiếp ở máy đó, hoặc gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>No form was found on a stick. Plug in the right stick, then look again.</source>
        <translation>Không thấy tờ khai nào trên USB. Xin cắm đúng USB, rồi tìm lại.</translation>
    </message>
    <message>
        <source>Only a part was read. Hold the slip flat and scan it again.</source>
        <translation>Chỉ đọc được một phần. Xin giữ phiếu thật phẳng và quét lại.</translation>
    </message>
    <message>
        <source>This machine lacks the form&apos;s version. Keep the slip; try another machine.</source>
        <translation>Máy này chưa có mẫu tờ khai đó. Xin giữ phiếu và thử máy khác.</translation>
    </message>
    <message>
        <source>This form was finished here already. Scan the receipt to see it.</source>
        <translation>Tờ khai này đã làm xong ở đây. Xin quét phiếu để xem.</translation>
    </message>
    <message>
        <source>This form was erased here. Go on at the machine where it was begun.</source>
        <translation>Tờ khai này đã xóa ở đây. Xin làm tiếp ở máy đã bắt đầu.</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
    <message>
        <source>Back to my page</source>
        <translation>Về trang của tôi</translation>
    </message>
    <message>
        <source>Call the volunteer</source>
        <translation>Gọi người hướng dẫn</translation>
    </message>
    <message>
        <source>The volunteer is here</source>
        <translation>Người hướng dẫn đã đến</translation>
    </message>
    <message>
        <source>Raise your hand or call the volunteer. They are glad to help.</source>
        <translation>Ông/bà giơ tay hoặc gọi người hướng dẫn. Các bạn luôn sẵn lòng giúp.</translation>
    </message>
    <message>
        <source>Nothing is sent before you have seen all your answers and pressed “Finish”.</source>
        <translation>Chưa có gì được gửi đi cho đến khi ông/bà xem hết câu trả lời và bấm “Hoàn tất”.</translation>
    </message>
    <message>
        <source>Every answer is kept at once. “Back” shows what you answered before.</source>
        <translation>Câu trả lời nào cũng được lưu ngay. Bấm “Quay lại” để xem câu trước.</translation>
    </message>
    <message>
        <source>Hide my page for a while</source>
        <translation>Che trang của tôi một lát</translation>
    </message>
    <message>
        <source>Volunteer: type for the resident</source>
        <translation>Người hướng dẫn: gõ giúp ông/bà</translation>
    </message>
    <message>
        <source>I type myself again</source>
        <translation>Tôi tự gõ lại</translation>
    </message>
    <message>
        <source>Help was called at {time}. Stay seated, somebody is coming to you.</source>
        <translation>Đã gọi giúp lúc {time}. Ông/bà cứ ngồi, sẽ có người đến.</translation>
    </message>
    <message>
        <source>Reading aloud</source>
        <translation>Đọc cho nghe</translation>
    </message>
    <message>
        <source>There is no voice for this language on this machine. The volunteer reads to you.</source>
        <translation>Máy này chưa có giọng đọc tiếng này. Người hướng dẫn sẽ đọc giúp.</translation>
    </message>
    <message>
        <source>Read every page to me</source>
        <translation>Đọc mọi trang cho tôi nghe</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>To hơn</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Nhỏ hơn</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Chậm hơn</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Nhanh hơn</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>What would you like to do?</source>
        <translation>Ông/bà muốn làm gì?</translation>
    </message>
    <message>
        <source>Register or apply for something</source>
        <translation>Làm hồ sơ mới</translation>
    </message>
    <message>
        <source>Where is my dossier? I have a receipt</source>
        <translation>Hồ sơ đến đâu rồi? Tôi có phiếu</translation>
    </message>
    <message>
        <source>Continue a form I began before</source>
        <translation>Làm tiếp tờ khai đang dở</translation>
    </message>
    <message>
        <source>For the volunteer</source>
        <translation>Dành cho người hướng dẫn</translation>
    </message>
</context>
<context>
    <name>InformationScreen</name>
    <message>
        <source>Go to the commune&apos;s public administration service centre.</source>
        <translation>Đến Trung tâm Phục vụ hành chính công xã, phường.</translation>
    </message>
    <message>
        <source>Go to the commune&apos;s police.</source>
        <translation>Đến Công an xã, phường.</translation>
    </message>
    <message>
        <source>Go to the tax office, or ask at the commune&apos;s service centre.</source>
        <translation>Đến cơ quan thuế, hoặc hỏi tại Trung tâm Phục vụ hành chính công xã.</translation>
    </message>
    <message>
        <source>Go to the customs office.</source>
        <translation>Đến cơ quan hải quan.</translation>
    </message>
    <message>
        <source>Go to the social insurance office or its agent at the post.</source>
        <translation>Đến cơ quan bảo hiểm xã hội hoặc đại lý ở bưu điện.</translation>
    </message>
    <message>
        <source>Go to the court.</source>
        <translation>Đến Tòa án.</translation>
    </message>
    <message>
        <source>Go to the state treasury.</source>
        <translation>Đến Kho bạc Nhà nước.</translation>
    </message>
    <message>
        <source>a ministry</source>
        <translation>bộ</translation>
    </message>
    <message>
        <source>the province</source>
        <translation>tỉnh, thành phố</translation>
    </message>
    <message>
        <source>the commune</source>
        <translation>xã, phường</translation>
    </message>
    <message>
        <source>another body</source>
        <translation>cơ quan khác</translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation>Chọn việc khác</translation>
    </message>
    <message>
        <source>Print this page</source>
        <translation>In trang này</translation>
    </message>
    <message>
        <source>There is no form for this on this machine yet.</source>
        <translation>Máy này chưa có tờ khai cho việc này.</translation>
    </message>
    <message>
        <source>Where to go</source>
        <translation>Nơi cần đến</translation>
    </message>
    <message>
        <source>Take your identity card and the papers you have about it.</source>
        <translation>Mang theo thẻ căn cước và các giấy tờ liên quan đang có.</translation>
    </message>
    <message>
        <source>Decided by: {who}.</source>
        <translation>Nơi giải quyết: {who}.</translation>
    </message>
    <message>
        <source>Tell the officer: {name} ({code}).</source>
        <translation>Nói với cán bộ: {name} ({code}).</translation>
    </message>
    <message>
        <source>No source confirms this yet. Ask the officer to confirm it.</source>
        <translation>Thông tin này chưa được xác nhận. Xin hỏi cán bộ để xác nhận.</translation>
    </message>
</context>
<context>
    <name>KeyScreen</name>
    <message>
        <source>The data is here, its key is not</source>
        <translation>Dữ liệu còn đây nhưng thiếu chìa khóa</translation>
    </message>
    <message>
        <source>Call the volunteer. It was not your mistake.</source>
        <translation>Ông/bà gọi người hướng dẫn giúp. Đây không phải lỗi của ông/bà.</translation>
    </message>
    <message>
        <source>Type the recovery code that was printed when this machine was set up.</source>
        <translation>Gõ mã khôi phục đã in khi cài đặt máy này.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Mã khôi phục</translation>
    </message>
    <message>
        <source>Type the recovery code, then press “Continue”.</source>
        <translation>Gõ mã khôi phục rồi bấm “Tiếp tục”.</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Keys on the screen</source>
        <translation>Bàn phím trên màn hình</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Dấu cách</translation>
    </message>
    <message>
        <source>Way of typing: {way}</source>
        <translation>Cách gõ: {way}</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>Chữ hoa</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>Xóa chữ cuối</translation>
    </message>
    <message>
        <source>Hide the keys</source>
        <translation>Ẩn bàn phím</translation>
    </message>
    <message>
        <source>123: digits and signs</source>
        <translation>123: chữ số và dấu</translation>
    </message>
    <message>
        <source>ABC: letters</source>
        <translation>ABC: chữ cái</translation>
    </message>
</context>
<context>
    <name>LanguagesScreen</name>
    <message>
        <source>Choose a language</source>
        <translation>Chọn ngôn ngữ</translation>
    </message>
    <message>
        <source>Back to my page</source>
        <translation>Về trang của tôi</translation>
    </message>
    <message>
        <source>The screens change to it. Forms and receipts are in Vietnamese or English.</source>
        <translation>Màn hình đổi sang ngôn ngữ đó. Tờ khai và phiếu bằng tiếng Việt hoặc tiếng Anh.</translation>
    </message>
    <message>
        <source>Only begun: what is missing is shown in Vietnamese.</source>
        <translation>Mới dịch một phần: phần còn lại hiện bằng tiếng Việt.</translation>
    </message>
    <message>
        <source>A native speaker still has to read this translation.</source>
        <translation>Bản dịch này còn chờ người bản ngữ đọc lại.</translation>
    </message>
</context>
<context>
    <name>Laws</name>
    <message>
        <source>in force from {day}</source>
        <translation>hiệu lực từ {day}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>đến hết {day}</translation>
    </message>
    <message>
        <source>ask the officer to confirm</source>
        <translation>hỏi cán bộ để xác nhận</translation>
    </message>
</context>
<context>
    <name>LeaveScreen</name>
    <message>
        <source>Do you want to stop here?</source>
        <translation>Ông/bà muốn dừng ở đây?</translation>
    </message>
    <message>
        <source>Go on filling in</source>
        <translation>Khai tiếp</translation>
    </message>
    <message>
        <source>Keep and stop</source>
        <translation>Lưu lại và dừng</translation>
    </message>
    <message>
        <source>Your follow-up code is {code}. Write it down, or take the slip along.</source>
        <translation>Mã theo dõi của ông/bà là {code}. Ông/bà ghi lại, hoặc cầm theo phiếu.</translation>
    </message>
    <message>
        <source>With this code and your PIN you continue where you stopped.</source>
        <translation>Có mã này và mã PIN, ông/bà làm tiếp từ chỗ đã dừng.</translation>
    </message>
    <message>
        <source>You chose no PIN: the volunteer opens the form again for you.</source>
        <translation>Ông/bà không đặt mã PIN: người hướng dẫn sẽ mở lại tờ khai giúp.</translation>
    </message>
    <message>
        <source>Take this form along to another machine</source>
        <translation>Mang tờ khai này sang máy khác</translation>
    </message>
    <message>
        <source>Or erase everything you answered here. It cannot be brought back.</source>
        <translation>Hoặc xóa hết những gì đã trả lời ở đây. Xóa rồi thì không lấy lại được.</translation>
    </message>
    <message>
        <source>Erase my answers</source>
        <translation>Xóa câu trả lời của tôi</translation>
    </message>
</context>
<context>
    <name>LifeEvents</name>
    <message>
        <source>A child was born</source>
        <translation>Sinh con</translation>
    </message>
    <message>
        <source>Raising a child</source>
        <translation>Nuôi con</translation>
    </message>
    <message>
        <source>Growing old</source>
        <translation>Tuổi già</translation>
    </message>
    <message>
        <source>Marriage and family</source>
        <translation>Hôn nhân, gia đình</translation>
    </message>
    <message>
        <source>A relative has died</source>
        <translation>Có người thân mất</translation>
    </message>
    <message>
        <source>Moving house</source>
        <translation>Chuyển chỗ ở</translation>
    </message>
    <message>
        <source>House and home</source>
        <translation>Nhà ở</translation>
    </message>
    <message>
        <source>Land</source>
        <translation>Đất đai</translation>
    </message>
    <message>
        <source>Hard times</source>
        <translation>Khi gặp khó khăn</translation>
    </message>
    <message>
        <source>Support from the state</source>
        <translation>Trợ cấp của Nhà nước</translation>
    </message>
    <message>
        <source>Work and business</source>
        <translation>Việc làm, kinh doanh</translation>
    </message>
    <message>
        <source>Papers and copies</source>
        <translation>Giấy tờ, bản sao</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Sức khỏe</translation>
    </message>
    <message>
        <source>Living with a disability</source>
        <translation>Người khuyết tật</translation>
    </message>
    <message>
        <source>Telling the commune something</source>
        <translation>Phản ánh, góp ý với xã</translation>
    </message>
</context>
<context>
    <name>LinesScreen</name>
    <message>
        <source>Type the three lines on the back of the card</source>
        <translation>Ông/bà gõ ba dòng chữ ở mặt sau thẻ</translation>
    </message>
    <message>
        <source>Read the lines</source>
        <translation>Đọc ba dòng này</translation>
    </message>
    <message>
        <source>Each has 30 letters, digits and signs &lt;. The first begins with IDVNM.</source>
        <translation>Mỗi dòng có 30 chữ, số và dấu &lt;. Dòng đầu bắt đầu bằng IDVNM.</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>Dòng {number}</translation>
    </message>
    <message>
        <source>The lines do not fit together. Compare each sign with the card.</source>
        <translation>Ba dòng chưa khớp nhau. Ông/bà so lại từng chữ với thẻ giúp.</translation>
    </message>
</context>
<context>
    <name>PapersScreen</name>
    <message>
        <source>Do you have pictures of these papers?</source>
        <translation>Ông/bà có ảnh chụp các giấy tờ này không?</translation>
    </message>
    <message>
        <source>You may go on without: then bring the paper itself to the officer.</source>
        <translation>Không có cũng làm tiếp được: khi đó ông/bà mang giấy đến cho cán bộ.</translation>
    </message>
    <message>
        <source>Page {number}: look, take again or remove</source>
        <translation>Trang {number}: xem, chụp lại hoặc bỏ</translation>
    </message>
    <message>
        <source>Add a picture</source>
        <translation>Thêm ảnh</translation>
    </message>
    <message>
        <source>Add one more page</source>
        <translation>Thêm một trang nữa</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Đã gửi kèm</translation>
    </message>
</context>
<context>
    <name>PausedScreen</name>
    <message>
        <source>This kiosk takes a break</source>
        <translation>Máy đang tạm nghỉ</translation>
    </message>
    <message>
        <source>For the staff</source>
        <translation>Dành cho cán bộ</translation>
    </message>
    <message>
        <source>Please ask somebody who works here. What you have begun is kept.</source>
        <translation>Xin ông/bà hỏi cán bộ ở đây. Những gì ông/bà đã làm vẫn được giữ.</translation>
    </message>
    <message>
        <source>You can also call {number}.</source>
        <translation>Ông/bà cũng có thể gọi {number}.</translation>
    </message>
</context>
<context>
    <name>PaymentScreen</name>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>Tôi xong rồi: xóa màn hình</translation>
    </message>
    <message>
        <source>QR code for the transfer</source>
        <translation>Mã QR để chuyển tiền</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app, choose to scan a QR code, and scan this one.</source>
        <translation>Mở ứng dụng ngân hàng, chọn quét mã QR rồi quét mã này.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Scan to pay</source>
        <translation>Quét mã để nộp tiền</translation>
    </message>
    <message>
        <source>Paid to</source>
        <translation>Người nhận</translation>
    </message>
    <message>
        <source>Bank and account</source>
        <translation>Ngân hàng, số tài khoản</translation>
    </message>
    <message>
        <source>Pay only when your app shows the same name. Give nobody your PIN or OTP.</source>
        <translation>Chỉ nộp khi ứng dụng hiện đúng tên người nhận. Không đưa mật khẩu, mã OTP cho ai.</translation>
    </message>
    <message>
        <source>You can also pay later: the dossier is kept. Print this code and take it.</source>
        <translation>Ông/bà có thể trả sau, hồ sơ vẫn được giữ. In mã này mang về cũng được.</translation>
    </message>
    <message>
        <source>Print this code</source>
        <translation>In mã này</translation>
    </message>
    <message>
        <source>The amount is wrong: write it again</source>
        <translation>Số tiền sai: ghi lại</translation>
    </message>
    <message>
        <source>Nothing is paid at this machine: you pay in your app.</source>
        <translation>Máy này không thu tiền: ông/bà trả trong ứng dụng của mình.</translation>
    </message>
    <message>
        <source>Code for paying</source>
        <translation>Mã nộp tiền</translation>
    </message>
</context>
<context>
    <name>PictureAnswer</name>
    <message>
        <source>Take a picture</source>
        <translation>Chụp ảnh</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Bỏ ảnh này</translation>
    </message>
    <message>
        <source>Picture taken</source>
        <translation>Đã có ảnh</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Chưa có ảnh</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Delete the last digit</source>
        <translation>Xóa số vừa bấm</translation>
    </message>
    <message>
        <source>{count} digits entered</source>
        <translation>Đã bấm {count} số</translation>
    </message>
</context>
<context>
    <name>PlaceAnswer</name>
    <message>
        <source>Latitude</source>
        <translation>Vĩ độ</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Kinh độ</translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>What can be saved</source>
        <translation>Cứu được những gì</translation>
    </message>
    <message>
        <source>Restore now</source>
        <translation>Khôi phục ngay</translation>
    </message>
    <message>
        <source>Best way: take the copy, and bring what is newer out of the damaged file.</source>
        <translation>Cách tốt nhất: lấy bản sao, rồi đưa thêm phần mới hơn từ tệp hỏng về.</translation>
    </message>
    <message>
        <source>Copy of</source>
        <translation>Bản sao lúc</translation>
    </message>
    <message>
        <source>Dossiers in the copy</source>
        <translation>Hồ sơ trong bản sao</translation>
    </message>
    <message>
        <source>There is no copy that is whole. What the damaged file still holds is taken.</source>
        <translation>Không có bản sao nào lành. Máy lấy những gì tệp hỏng còn giữ.</translation>
    </message>
    <message>
        <source>Newer finished dossiers that come back</source>
        <translation>Hồ sơ mới hơn sẽ được đưa về</translation>
    </message>
    <message>
        <source>Newer forms begun that come back</source>
        <translation>Tờ khai dở mới hơn sẽ được đưa về</translation>
    </message>
    <message>
        <source>Dossiers still to be sent</source>
        <translation>Hồ sơ còn phải gửi</translation>
    </message>
    <message>
        <source>{count} dossiers come as the copy has them. Look at the receipt when the resident comes.</source>
        <translation>{count} hồ sơ lấy theo bản sao. Khi bà con đến, xem lại phiếu.</translation>
    </message>
    <message>
        <source>The damaged file is kept, locked as before. Nothing is sent twice.</source>
        <translation>Tệp hỏng vẫn được giữ, vẫn khóa như trước. Không hồ sơ nào bị gửi hai lần.</translation>
    </message>
    <message>
        <source>Being restored. Do not switch the machine off.</source>
        <translation>Đang khôi phục. Xin đừng tắt máy.</translation>
    </message>
</context>
<context>
    <name>PreviewScreen</name>
    <message>
        <source>A PDF file. It is attached as it is.</source>
        <translation>Tệp PDF. Tệp được gửi kèm nguyên như vậy.</translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation>Ảnh giấy tờ</translation>
    </message>
    <message>
        <source>Can every line be read? If not, take another picture.</source>
        <translation>Các dòng có đọc được hết không? Nếu không, ông/bà chụp lại ảnh khác.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Giữ ảnh này</translation>
    </message>
    <message>
        <source>Take this page again</source>
        <translation>Chụp lại trang này</translation>
    </message>
    <message>
        <source>Remove this picture</source>
        <translation>Bỏ ảnh này</translation>
    </message>
    <message>
        <source>Attach it</source>
        <translation>Gửi kèm ảnh này</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Chọn cái khác</translation>
    </message>
</context>
<context>
    <name>ProcedureScreen</name>
    <message>
        <source>ask the officer to confirm</source>
        <translation>hỏi cán bộ để xác nhận</translation>
    </message>
    <message>
        <source>Fill in the form</source>
        <translation>Khai tờ khai</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>Lệ phí</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>Thời gian giải quyết</translation>
    </message>
    <message>
        <source>If it is received now, the result can be there on {day}.</source>
        <translation>Nếu được nhận lúc này, dự kiến có kết quả ngày {day}.</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Cơ quan giải quyết</translation>
    </message>
    <message>
        <source>What to bring</source>
        <translation>Giấy tờ cần mang theo</translation>
    </message>
    <message>
        <source>Press what you have with you. What is missing can be brought later.</source>
        <translation>Ông/bà bấm vào giấy tờ đang có. Còn thiếu thì mang đến sau cũng được.</translation>
    </message>
    <message>
        <source>The law behind it</source>
        <translation>Căn cứ pháp lý</translation>
    </message>
    <message>
        <source>Print what to bring</source>
        <translation>In danh sách giấy tờ</translation>
    </message>
    <message>
        <source>the original, handed in</source>
        <translation>nộp bản chính</translation>
    </message>
    <message>
        <source>a copy, handed in</source>
        <translation>nộp bản sao</translation>
    </message>
    <message>
        <source>shown and given back</source>
        <translation>đưa xem rồi nhận lại</translation>
    </message>
    <message>
        <source>You have {count} of {total} papers with you.</source>
        <translation>Ông/bà đang có {count} trên {total} giấy tờ.</translation>
    </message>
    <message>
        <source>The slip is being prepared.</source>
        <translation>Đang chuẩn bị phiếu.</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Phiếu</translation>
    </message>
</context>
<context>
    <name>QuestionBlock</name>
    <message>
        <source>{label} (if there is one)</source>
        <translation>{label} (nếu có)</translation>
    </message>
    <message>
        <source>Why is this asked?</source>
        <translation>Vì sao hỏi?</translation>
    </message>
</context>
<context>
    <name>QuestionPage</name>
    <message>
        <source>{title}, number {number}</source>
        <translation>{title} thứ {number}</translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation>Câu {position}/{total}</translation>
    </message>
    <message>
        <source>Part {position} of {total}</source>
        <translation>Phần {position}/{total}</translation>
    </message>
    <message>
        <source>I do not know, skip this</source>
        <translation>Không biết, bỏ qua</translation>
    </message>
    <message>
        <source>This kiosk has no camera. Please ask the volunteer.</source>
        <translation>Máy này không có máy ảnh. Ông/bà nhờ người hướng dẫn giúp.</translation>
    </message>
</context>
<context>
    <name>QuestionsStep</name>
    <message>
        <source>The volunteer typed for you. Read every answer, or press “Listen”, before you go on.</source>
        <translation>Người hướng dẫn đã gõ giúp. Ông/bà đọc lại từng câu, hoặc bấm “Nghe”, rồi hãy đi tiếp.</translation>
    </message>
</context>
<context>
    <name>RankAnswer</name>
    <message>
        <source>This order is right</source>
        <translation>Thứ tự này đúng rồi</translation>
    </message>
    <message>
        <source>Move up: {label}</source>
        <translation>Đưa lên: {label}</translation>
    </message>
    <message>
        <source>Move down: {label}</source>
        <translation>Đưa xuống: {label}</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>No sound</source>
        <translation>Chưa có loa</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>Chưa có giọng</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Dừng đọc</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Nghe</translation>
    </message>
</context>
<context>
    <name>RecoverScreen</name>
    <message>
        <source>The kiosk has started again</source>
        <translation>Máy vừa khởi động lại</translation>
    </message>
    <message>
        <source>This is my form: go on</source>
        <translation>Đây là của tôi: làm tiếp</translation>
    </message>
    <message>
        <source>A form was open here. Everything saved is kept.</source>
        <translation>Có một tờ khai đang làm dở ở đây. Những gì đã lưu vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>It opens with the PIN that you chose. Nobody else can read it.</source>
        <translation>Tờ khai mở bằng mã PIN ông/bà đã chọn. Người khác không xem được.</translation>
    </message>
    <message>
        <source>It has no PIN: the volunteer opens it with you.</source>
        <translation>Tờ khai chưa có mã PIN: người hướng dẫn sẽ mở cùng ông/bà.</translation>
    </message>
    <message>
        <source>It is not mine: begin anew</source>
        <translation>Không phải của tôi: bắt đầu mới</translation>
    </message>
</context>
<context>
    <name>RepeatPage</name>
    <message>
        <source>Entered so far: {count}</source>
        <translation>Đã ghi: {count}</translation>
    </message>
    <message>
        <source>Add number {number}</source>
        <translation>Thêm mục thứ {number}</translation>
    </message>
    <message>
        <source>Take number {number} away</source>
        <translation>Bỏ mục thứ {number}</translation>
    </message>
</context>
<context>
    <name>RestoredScreen</name>
    <message>
        <source>The machine works again</source>
        <translation>Máy dùng lại được rồi</translation>
    </message>
    <message>
        <source>To the first page</source>
        <translation>Về trang đầu</translation>
    </message>
    <message>
        <source>The dossiers are in place. The centre is asked what it has.</source>
        <translation>Hồ sơ đã về chỗ. Máy sẽ hỏi trung tâm đã có những hồ sơ nào.</translation>
    </message>
    <message>
        <source>Newer finished dossiers brought back</source>
        <translation>Hồ sơ mới hơn đã đưa về</translation>
    </message>
    <message>
        <source>Newer forms brought back</source>
        <translation>Tờ khai dở mới hơn đã đưa về</translation>
    </message>
    <message>
        <source>Dossiers still to be sent</source>
        <translation>Hồ sơ còn phải gửi</translation>
    </message>
    <message>
        <source>The damaged file is kept as</source>
        <translation>Tệp hỏng được giữ ở</translation>
    </message>
    <message>
        <source>Tell the technician today: a disk that damaged a file once may do it again.</source>
        <translation>Báo kỹ thuật viên ngay hôm nay: đĩa đã làm hỏng tệp một lần thì có thể hỏng nữa.</translation>
    </message>
</context>
<context>
    <name>ResumeScreen</name>
    <message>
        <source>Continue a form</source>
        <translation>Làm tiếp tờ khai</translation>
    </message>
    <message>
        <source>Hold the slip&apos;s QR code before the scanner.</source>
        <translation>Ông/bà đưa mã QR trên phiếu vào trước máy quét.</translation>
    </message>
    <message>
        <source>Or type the follow-up code you were given:</source>
        <translation>Hoặc gõ mã theo dõi đã nhận:</translation>
    </message>
    <message>
        <source>Follow-up code</source>
        <translation>Mã theo dõi</translation>
    </message>
    <message>
        <source>Lost the code? The volunteer finds the form by the day and the procedure.</source>
        <translation>Mất mã? Người hướng dẫn tìm tờ khai theo ngày và tên thủ tục.</translation>
    </message>
    <message>
        <source>A form begun at another machine</source>
        <translation>Tờ khai làm dở ở máy khác</translation>
    </message>
</context>
<context>
    <name>ReuseScreen</name>
    <message>
        <source>Use details that you gave before?</source>
        <translation>Dùng lại thông tin đã khai?</translation>
    </message>
    <message>
        <source>No, somebody else</source>
        <translation>Không, người khác</translation>
    </message>
    <message>
        <source>The next questions are about: {person}.</source>
        <translation>Các câu tiếp theo hỏi về: {person}.</translation>
    </message>
    <message>
        <source>Use the details of {name} again</source>
        <translation>Dùng lại thông tin của {name}</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Keep it anyway</source>
        <translation>Vẫn dùng ảnh này</translation>
    </message>
    <message>
        <source>Attach it</source>
        <translation>Đính kèm</translation>
    </message>
    <message>
        <source>Do not keep it</source>
        <translation>Không dùng ảnh này</translation>
    </message>
    <message>
        <source>Picture of the paper</source>
        <translation>Ảnh chụp giấy tờ</translation>
    </message>
    <message>
        <source>This looks like an identity card. Do not keep pictures of cards here: go back.</source>
        <translation>Ảnh này giống thẻ căn cước. Máy không giữ ảnh thẻ; ông/bà quay lại giúp.</translation>
    </message>
    <message>
        <source>Can every line be read? Then press “Attach it”.</source>
        <translation>Dòng nào cũng đọc được chứ ạ? Nếu được, ông/bà bấm “Đính kèm”.</translation>
    </message>
    <message>
        <source>Take it again</source>
        <translation>Chụp lại</translation>
    </message>
    <message>
        <source>Turn it</source>
        <translation>Xoay ảnh</translation>
    </message>
    <message>
        <source>Correct the corners</source>
        <translation>Chỉnh bốn góc</translation>
    </message>
</context>
<context>
    <name>ScanScreen</name>
    <message>
        <source>Do you have an identity card with you?</source>
        <translation>Ông/bà có mang theo thẻ căn cước không?</translation>
    </message>
    <message>
        <source>Back to the questions</source>
        <translation>Về các câu hỏi</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Đi tiếp</translation>
    </message>
    <message>
        <source>Go on without a card</source>
        <translation>Đi tiếp, không quét thẻ</translation>
    </message>
    <message>
        <source>Filled in from the card: {person}.</source>
        <translation>Đã điền từ thẻ: {person}.</translation>
    </message>
    <message>
        <source>Scan another person&apos;s card, or go on.</source>
        <translation>Ông/bà quét thẻ của người khác, hoặc đi tiếp.</translation>
    </message>
    <message>
        <source>Use the details of {name} again</source>
        <translation>Dùng lại thông tin của {name}</translation>
    </message>
    <message>
        <source>Hold the QR code on the card before the scanner.</source>
        <translation>Ông/bà đưa mã QR trên thẻ vào trước máy quét.</translation>
    </message>
    <message>
        <source>The card is only read: name, date of birth, number, address. No picture is kept.</source>
        <translation>Máy chỉ đọc thẻ: họ tên, ngày sinh, số, địa chỉ. Không lưu ảnh thẻ.</translation>
    </message>
    <message>
        <source>Read the card with the camera</source>
        <translation>Đọc thẻ bằng máy ảnh</translation>
    </message>
    <message>
        <source>Read it from a picture on a stick</source>
        <translation>Đọc từ ảnh trong USB</translation>
    </message>
    <message>
        <source>Type the three lines on its back</source>
        <translation>Gõ ba dòng ở mặt sau thẻ</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Hide my page for a while</source>
        <translation>Che trang của tôi một lát</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Màu</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Nghe</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
</context>
<context>
    <name>ScreenKeyboard</name>
    <message>
        <source>Next box</source>
        <translation>Ô tiếp</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
</context>
<context>
    <name>ScrollArea</name>
    <message>
        <source>Up</source>
        <translation>Lên</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Xuống</translation>
    </message>
</context>
<context>
    <name>SearchList</name>
    <message>
        <source>A few letters</source>
        <translation>Vài chữ</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Type a few letters. Accents are not needed.</source>
        <translation>Gõ vài chữ. Không cần gõ dấu.</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Chọn lại</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Xem thêm</translation>
    </message>
    <message>
        <source>{first} to {last} of {total}</source>
        <translation>{first} đến {last} trên {total}</translation>
    </message>
    <message>
        <source>Please answer the question above first.</source>
        <translation>Ông/bà trả lời câu phía trên trước.</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters, or another word.</source>
        <translation>Chưa tìm thấy. Ông/bà thử gõ ít chữ hơn, hoặc từ khác.</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>This file is over 10 MB. Choose a smaller picture.</source>
        <translation>Tệp này lớn hơn 10 MB. Ông/bà chọn ảnh nhỏ hơn.</translation>
    </message>
    <message>
        <source>This file cannot be read. Put the stick in again.</source>
        <translation>Chưa đọc được tệp này. Ông/bà cắm lại USB giúp.</translation>
    </message>
    <message>
        <source>This PIN is not right. Tries left: {0}. Look at it calmly and type it again.</source>
        <translation>Mã PIN chưa đúng. Còn {0} lần thử. Ông/bà bình tĩnh xem lại rồi bấm lại.</translation>
    </message>
    <message>
        <source>This staff code is not right. Tries left: {0}.</source>
        <translation>Mã nhân viên chưa đúng. Còn {0} lần thử.</translation>
    </message>
    <message>
        <source>Many unknown codes were typed. Try again at {0}, or scan the receipt, or call the volunteer.</source>
        <translation>Đã gõ nhiều mã chưa có ở đây. Thử lại lúc {0}, hoặc quét phiếu, hoặc gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>This form has no PIN. Call the volunteer: the staff code opens it.</source>
        <translation>Tờ khai này không có mã PIN. Ông/bà gọi người hướng dẫn mở bằng mã nhân viên.</translation>
    </message>
    <message>
        <source>This kiosk has nothing under that code. Compare it with the receipt.</source>
        <translation>Máy này không có hồ sơ nào mang mã đó. Ông/bà đối chiếu lại với phiếu.</translation>
    </message>
    <message>
        <source>Only the centre knows this receipt, and the line is away. Try later, or call the volunteer.</source>
        <translation>Phiếu này của máy khác, cần mạng để tra. Ông/bà thử lại sau hoặc gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>Others could guess this PIN. Choose 4 to 6 other digits.</source>
        <translation>Mã PIN này dễ bị đoán. Ông/bà chọn 4 đến 6 số khác.</translation>
    </message>
    <message>
        <source>The staff code needs 6 to 12 digits that others cannot guess.</source>
        <translation>Mã nhân viên cần 6 đến 12 chữ số, người khác khó đoán.</translation>
    </message>
    <message>
        <source>An officer already has this dossier. Ask the officer to change it.</source>
        <translation>Cán bộ đã nhận hồ sơ này. Ông/bà nhờ cán bộ sửa giúp.</translation>
    </message>
    <message>
        <source>The officer asks for no change in this dossier now.</source>
        <translation>Hiện cán bộ không yêu cầu sửa gì trong hồ sơ này.</translation>
    </message>
    <message>
        <source>This picture cannot be kept here. Your answers are safe; bring this paper to the officer.</source>
        <translation>Máy không giữ thêm được ảnh này. Câu trả lời vẫn an toàn; ông/bà mang giấy này đến cán bộ.</translation>
    </message>
    <message>
        <source>There is no room left to save. What was saved is safe. Call the volunteer.</source>
        <translation>Máy hết chỗ lưu. Những gì đã lưu vẫn an toàn. Ông/bà gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>The answers are too long altogether. Shorten the longest one.</source>
        <translation>Các câu trả lời cộng lại dài quá. Ông/bà rút ngắn câu dài nhất giúp.</translation>
    </message>
    <message>
        <source>This file is no picture or PDF. Choose another one.</source>
        <translation>Tệp này không phải ảnh hay PDF. Ông/bà chọn tệp khác.</translation>
    </message>
    <message>
        <source>There are 20 pictures already. Remove one first.</source>
        <translation>Đã có 20 ảnh. Ông/bà bỏ bớt một ảnh trước.</translation>
    </message>
    <message>
        <source>Closed after several wrong tries. Call the volunteer: the staff code opens it.</source>
        <translation>Đã khóa sau nhiều lần thử sai. Ông/bà gọi người hướng dẫn mở bằng mã nhân viên.</translation>
    </message>
    <message>
        <source>Closed after several wrong tries. It opens again at {0}.</source>
        <translation>Đã khóa sau nhiều lần thử sai. Sẽ mở lại lúc {0}.</translation>
    </message>
    <message>
        <source>Only part of the card was read. Hold it still and scan it again.</source>
        <translation>Mới đọc được một phần thẻ. Ông/bà giữ yên và quét lại.</translation>
    </message>
    <message>
        <source>Nothing was read. Hold the card&apos;s QR code before the scanner.</source>
        <translation>Chưa đọc được gì. Ông/bà đưa mã QR trên thẻ vào trước máy quét.</translation>
    </message>
    <message>
        <source>That is no identity card. Scan the QR code on the card.</source>
        <translation>Đây không phải thẻ căn cước. Ông/bà quét mã QR trên thẻ.</translation>
    </message>
    <message>
        <source>That is a receipt. Here the identity card is scanned.</source>
        <translation>Đây là phiếu. Chỗ này quét thẻ căn cước.</translation>
    </message>
    <message>
        <source>The scanner loses Vietnamese letters. Type the card by hand, and tell the volunteer.</source>
        <translation>Máy quét làm mất dấu tiếng Việt. Ông/bà gõ tay và báo người hướng dẫn.</translation>
    </message>
    <message>
        <source>The citizen number was not read well. Scan the card again.</source>
        <translation>Số định danh đọc chưa rõ. Ông/bà quét lại thẻ.</translation>
    </message>
    <message>
        <source>The name was not read well. Scan the card again.</source>
        <translation>Họ tên đọc chưa rõ. Ông/bà quét lại thẻ.</translation>
    </message>
    <message>
        <source>A date on the card was not read well. Scan it again.</source>
        <translation>Ngày tháng trên thẻ đọc chưa rõ. Ông/bà quét lại thẻ.</translation>
    </message>
    <message>
        <source>That is no receipt of ours. Scan the QR code on the receipt.</source>
        <translation>Đây không phải phiếu do máy này in. Ông/bà quét mã QR trên phiếu.</translation>
    </message>
    <message>
        <source>Type the follow-up code, or scan the receipt.</source>
        <translation>Ông/bà gõ mã theo dõi, hoặc quét phiếu.</translation>
    </message>
    <message>
        <source>That is an identity card. Here the receipt is scanned.</source>
        <translation>Đây là thẻ căn cước. Chỗ này quét phiếu.</translation>
    </message>
    <message>
        <source>The follow-up code has nine letters and digits. Count them.</source>
        <translation>Mã theo dõi có chín chữ và số. Ông/bà đếm lại giúp.</translation>
    </message>
    <message>
        <source>The follow-up code holds a sign that no code has. Compare it with the receipt.</source>
        <translation>Mã theo dõi có chữ hoặc dấu lạ. Ông/bà đối chiếu lại với phiếu.</translation>
    </message>
    <message>
        <source>One letter or digit of the follow-up code is wrong. Compare it with the receipt.</source>
        <translation>Mã theo dõi sai một chữ hoặc số. Ông/bà đối chiếu lại với phiếu.</translation>
    </message>
    <message>
        <source>The QR code is torn. Type the code printed beside it.</source>
        <translation>Mã QR bị rách. Ông/bà gõ mã in bên cạnh.</translation>
    </message>
    <message>
        <source>This receipt was not printed here. Keep it and call the volunteer.</source>
        <translation>Phiếu này không do máy này in. Ông/bà giữ phiếu và gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>{0}: this machine has no printer, only a file was made. Write down what you need.</source>
        <translation>{0}: máy này không có máy in, chưa in ra giấy. Ông/bà hãy ghi lại mã.</translation>
    </message>
    <message>
        <source>{0}: waiting for the printer.</source>
        <translation>{0}: đang chờ máy in.</translation>
    </message>
    <message>
        <source>{0}: being printed.</source>
        <translation>{0}: đang in.</translation>
    </message>
    <message>
        <source>{0}: printed. Take it along.</source>
        <translation>{0}: đã in. Ông/bà cầm theo giúp.</translation>
    </message>
    <message>
        <source>{0}: not printed. Press “Print again”.</source>
        <translation>{0}: chưa in được. Ông/bà bấm “In lại”.</translation>
    </message>
    <message>
        <source>{0}: not printed. Press “Print again”, or write down the code.</source>
        <translation>{0}: chưa in được. Ông/bà bấm “In lại”, hoặc ghi lại mã.</translation>
    </message>
    <message>
        <source>{0}: the printer does not answer. Call the volunteer.</source>
        <translation>{0}: máy in không trả lời. Ông/bà gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>{0}: the printer has no paper. Call the volunteer.</source>
        <translation>{0}: máy in hết giấy. Ông/bà gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>{0}: paper is stuck in the printer. Call the volunteer.</source>
        <translation>{0}: máy in kẹt giấy. Ông/bà gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>{0}: the printer&apos;s cover is open. Call the volunteer.</source>
        <translation>{0}: nắp máy in đang mở. Ông/bà gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>{0}: the printer has no ink. Call the volunteer.</source>
        <translation>{0}: máy in hết mực. Ông/bà gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>{0}: the printer has stopped. Call the volunteer.</source>
        <translation>{0}: máy in đã dừng. Ông/bà gọi người hướng dẫn.</translation>
    </message>
    <message>
        <source>This form is not finished yet.</source>
        <translation>Tờ khai này chưa hoàn tất.</translation>
    </message>
    <message>
        <source>Finished. It is kept safely here and goes when the line is back.</source>
        <translation>Đã hoàn tất. Hồ sơ được giữ an toàn ở đây và gửi đi khi có mạng.</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s centre. No officer has read it yet.</source>
        <translation>Hồ sơ đã đến trung tâm của xã. Cán bộ chưa đọc.</translation>
    </message>
    <message>
        <source>An officer has accepted the dossier.</source>
        <translation>Cán bộ đã tiếp nhận hồ sơ.</translation>
    </message>
    <message>
        <source>The officer asks you to change something.</source>
        <translation>Cán bộ đề nghị ông/bà sửa một vài chỗ.</translation>
    </message>
    <message>
        <source>The dossier is being worked on.</source>
        <translation>Hồ sơ đang được giải quyết.</translation>
    </message>
    <message>
        <source>The result is ready. Come with the receipt to collect it.</source>
        <translation>Đã có kết quả. Ông/bà mang phiếu đến nhận.</translation>
    </message>
    <message>
        <source>The result was handed over.</source>
        <translation>Kết quả đã được trao.</translation>
    </message>
    <message>
        <source>The dossier was refused. Read the officer&apos;s reason below.</source>
        <translation>Hồ sơ không được nhận. Lý do của cán bộ ở bên dưới.</translation>
    </message>
    <message>
        <source>The dossier was taken back.</source>
        <translation>Hồ sơ đã được rút lại.</translation>
    </message>
    <message>
        <source>The form was kept for its time and then erased.</source>
        <translation>Tờ khai đã hết hạn giữ và đã được xóa.</translation>
    </message>
    <message>
        <source>The printer does not answer. Call the volunteer.</source>
        <translation>Máy in không trả lời. Ông/bà gọi người hướng dẫn.</translation>
    </message>
</context>
<context>
    <name>ShiftsScreen</name>
    <message>
        <source>Volunteers and shifts</source>
        <translation>Người hướng dẫn và ca trực</translation>
    </message>
    <message>
        <source>On duty now</source>
        <translation>Đang trực</translation>
    </message>
    <message>
        <source>Nobody. Press a name below to begin a shift.</source>
        <translation>Chưa có ai. Bấm một tên bên dưới để bắt đầu ca.</translation>
    </message>
    <message>
        <source>since {time}, residents: {visits}, typed for: {assisted}</source>
        <translation>từ {time}, lượt bà con: {visits}, gõ giúp: {assisted}</translation>
    </message>
    <message>
        <source>End the shift of {name}</source>
        <translation>Kết thúc ca của {name}</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>Trong danh sách</translation>
    </message>
    <message>
        <source>Erase {name}</source>
        <translation>Xóa tên {name}</translation>
    </message>
    <message>
        <source>Begin the shift of {name}</source>
        <translation>Bắt đầu ca của {name}</translation>
    </message>
    <message>
        <source>Erase nobody</source>
        <translation>Không xóa ai</translation>
    </message>
    <message>
        <source>Take somebody off the list</source>
        <translation>Bỏ một người khỏi danh sách</translation>
    </message>
    <message>
        <source>Nobody yet. Add the volunteers of this site.</source>
        <translation>Chưa có ai. Hãy thêm người hướng dẫn của điểm này.</translation>
    </message>
    <message>
        <source>Add a volunteer, as colleagues call them:</source>
        <translation>Thêm người hướng dẫn, ghi tên thường gọi:</translation>
    </message>
    <message>
        <source>Name of the volunteer</source>
        <translation>Tên người hướng dẫn</translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation>Thêm vào danh sách</translation>
    </message>
    <message>
        <source>The name stays on this machine. The centre sees only the short code.</source>
        <translation>Tên chỉ ở máy này. Trung tâm chỉ thấy mã ngắn.</translation>
    </message>
    <message>
        <source>Last shifts</source>
        <translation>Các ca vừa qua</translation>
    </message>
    <message>
        <source>{times}: residents {visits}, typed for {assisted}</source>
        <translation>{times}: lượt bà con {visits}, gõ giúp {assisted}</translation>
    </message>
    <message>
        <source>Type the name of the volunteer, then press “Add to the list”.</source>
        <translation>Ghi tên người hướng dẫn rồi bấm “Thêm vào danh sách”.</translation>
    </message>
    <message>
        <source>This name is in the list already, or the list is full.</source>
        <translation>Tên này đã có trong danh sách, hoặc danh sách đã đầy.</translation>
    </message>
</context>
<context>
    <name>SignScreen</name>
    <message>
        <source>Sign with your finger</source>
        <translation>Ông/bà ký bằng ngón tay</translation>
    </message>
    <message>
        <source>Take this signature</source>
        <translation>Dùng chữ ký này</translation>
    </message>
    <message>
        <source>Write your name in the field, as on paper. It appears on the declaration.</source>
        <translation>Ông/bà ký tên vào ô, như ký trên giấy. Chữ ký sẽ in trên tờ khai.</translation>
    </message>
    <message>
        <source>Clear and begin again</source>
        <translation>Xóa, ký lại từ đầu</translation>
    </message>
    <message>
        <source>Nothing is written yet. Write your name in the field with a finger.</source>
        <translation>Ô ký còn trống. Ông/bà dùng ngón tay ký tên vào ô giúp.</translation>
    </message>
    <message>
        <source>You may sign by hand on the printed declaration instead: press “Back”.</source>
        <translation>Ông/bà cũng có thể ký tay trên tờ khai in ra: bấm “Quay lại”.</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>Field to sign in with a finger</source>
        <translation>Ô để ký bằng ngón tay</translation>
    </message>
</context>
<context>
    <name>SlipCameraStep</name>
    <message>
        <source>Hold the slip&apos;s QR code before the camera</source>
        <translation>Đưa mã QR trên phiếu vào trước máy ảnh</translation>
    </message>
    <message>
        <source>The whole code has to be seen. Move it slowly nearer, until it is read.</source>
        <translation>Phải thấy trọn mã QR. Đưa lại gần từ từ cho đến khi đọc được.</translation>
    </message>
</context>
<context>
    <name>StaffDoorScreen</name>
    <message>
        <source>For the volunteer: the staff code</source>
        <translation>Dành cho người hướng dẫn: mã nhân viên</translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation>Nhập mã nhân viên, rồi bấm “Tiếp tục”.</translation>
    </message>
</context>
<context>
    <name>StaffScreen</name>
    <message>
        <source>Staff area</source>
        <translation>Khu vực nhân viên</translation>
    </message>
    <message>
        <source>Leave the staff area</source>
        <translation>Rời khu vực nhân viên</translation>
    </message>
    <message>
        <source>Dossiers on their way</source>
        <translation>Hồ sơ đang gửi</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Gửi ngay</translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>Hồ sơ đang chờ gửi</translation>
    </message>
    <message>
        <source>Dossiers on a USB stick</source>
        <translation>Hồ sơ trên USB</translation>
    </message>
    <message>
        <source>Try the parked ones again</source>
        <translation>Thử gửi lại hồ sơ bị giữ</translation>
    </message>
    <message>
        <source>Residents and this machine</source>
        <translation>Bà con và máy này</translation>
    </message>
    <message>
        <source>Forms that were begun</source>
        <translation>Tờ khai đang làm dở</translation>
    </message>
    <message>
        <source>Volunteers and shifts</source>
        <translation>Người hướng dẫn và ca trực</translation>
    </message>
    <message>
        <source>Calls for help, and what residents thought</source>
        <translation>Lượt gọi giúp và nhận xét của bà con</translation>
    </message>
    <message>
        <source>Handbook: questions and answers</source>
        <translation>Sổ tay: hỏi và đáp</translation>
    </message>
    <message>
        <source>What works on this machine</source>
        <translation>Tình trạng của máy này</translation>
    </message>
    <message>
        <source>End the kiosk</source>
        <translation>Tắt chương trình</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Đang chờ</translation>
    </message>
    <message>
        <source>Asking whether they arrived</source>
        <translation>Đang hỏi xem đã đến chưa</translation>
    </message>
    <message>
        <source>Parked: a person must look</source>
        <translation>Bị giữ: cần người xem</translation>
    </message>
    <message>
        <source>The centre answered last</source>
        <translation>Trung tâm trả lời lần cuối</translation>
    </message>
    <message>
        <source>never</source>
        <translation>chưa lần nào</translation>
    </message>
    <message>
        <source>The clock of this machine is wrong. Set it.</source>
        <translation>Đồng hồ của máy sai. Cần chỉnh lại.</translation>
    </message>
    <message>
        <source>Print empty: {title}</source>
        <translation>In mẫu trống: {title}</translation>
    </message>
    <message>
        <source>Looking at everything. One moment.</source>
        <translation>Đang xem toàn bộ. Chờ một chút.</translation>
    </message>
    <message>
        <source>Empty form</source>
        <translation>Mẫu trống</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>Welcome. Here you can prepare a dossier for the commune.</source>
        <translation>Kính chào ông/bà. Ở đây ông/bà làm được hồ sơ gửi xã.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>One question at a time. Everything is kept, and you can stop whenever you like.</source>
        <translation>Mỗi lần một câu hỏi. Mọi thứ đều được lưu, muốn dừng lúc nào cũng được.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Size of the letters</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Nobody sees what you type here. At the end the screen is wiped.</source>
        <translation>Không ai xem được những gì ông/bà gõ. Xong việc, màn hình được xóa sạch.</translation>
    </message>
    <message>
        <source>When nobody touches the screen for {minutes} minutes, we ask, then save and wipe it.</source>
        <translation>Không ai chạm màn hình trong {minutes} phút thì máy hỏi lại, rồi lưu và xóa màn hình.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Vừa</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Lớn</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>Rất lớn</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>{state} · waiting to send: {count}</source>
        <translation>{state} · chờ gửi: {count}</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Có mạng</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Không có mạng</translation>
    </message>
    <message>
        <source>Waiting to send: {count}</source>
        <translation>Chờ gửi: {count}</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Đang gửi</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Đã gửi</translation>
    </message>
    <message>
        <source>Asking whether it arrived</source>
        <translation>Đang hỏi xem đã đến chưa</translation>
    </message>
    <message>
        <source>The centre does not answer</source>
        <translation>Trung tâm chưa trả lời</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Đang kết nối</translation>
    </message>
</context>
<context>
    <name>StepAnswer</name>
    <message>
        <source>Less</source>
        <translation>Bớt</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Thêm</translation>
    </message>
</context>
<context>
    <name>StickScreen</name>
    <message>
        <source>Dossiers on a USB stick</source>
        <translation>Hồ sơ trên USB</translation>
    </message>
    <message>
        <source>Look for a stick again</source>
        <translation>Tìm lại USB</translation>
    </message>
    <message>
        <source>Where there is no network: write the dossiers onto a stick, take it to the centre, and bring it back with the answer.</source>
        <translation>Nơi không có mạng: ghi hồ sơ ra USB, mang đến trung tâm, rồi mang câu trả lời về đây.</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>Dừng ghi</translation>
    </message>
    <message>
        <source>{megabytes} MB free</source>
        <translation>Còn trống {megabytes} MB</translation>
    </message>
    <message>
        <source>Write the dossiers onto this stick</source>
        <translation>Ghi hồ sơ ra USB này</translation>
    </message>
    <message>
        <source>Read the answer from this stick</source>
        <translation>Đọc câu trả lời từ USB này</translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug one in, then look again.</source>
        <translation>Chưa có USB nào được cắm. Cắm USB rồi bấm tìm lại.</translation>
    </message>
    <message>
        <source>{percent} % written and checked</source>
        <translation>Đã ghi và kiểm tra {percent} %</translation>
    </message>
    <message>
        <source>{dossiers} dossiers are on the stick. Remove it, and take it to the centre.</source>
        <translation>Đã ghi {dossiers} hồ sơ ra USB. Rút USB và mang đến trung tâm.</translation>
    </message>
    <message>
        <source>The procedures are checked. New files: {count}. The next resident has them.</source>
        <translation>Đã kiểm tra danh mục thủ tục. Tệp mới: {count}. Bà con đến sau sẽ dùng.</translation>
    </message>
    <message>
        <source>The centre has {dossiers} more dossiers. {news} pieces of news came.</source>
        <translation>Trung tâm đã nhận thêm {dossiers} hồ sơ. Có {news} tin mới.</translation>
    </message>
    <message>
        <source>It refused {count}: see “What waits to be sent”.</source>
        <translation>Có {count} hồ sơ chưa được nhận: xem trang “Hồ sơ đang chờ gửi”.</translation>
    </message>
    <message>
        <source>New settings came. The next resident has them.</source>
        <translation>Có cài đặt mới. Bà con đến sau sẽ dùng.</translation>
    </message>
    <message>
        <source>Stopped. Write again whenever you like: it goes on where it stopped.</source>
        <translation>Đã dừng. Bấm ghi lại lúc nào cũng được: máy ghi tiếp từ chỗ dừng.</translation>
    </message>
    <message>
        <source>This stick has no answer for this machine. Is it the right one?</source>
        <translation>USB này không có câu trả lời cho máy này. Kiểm tra lại xem có đúng USB không.</translation>
    </message>
    <message>
        <source>This stick belongs to another machine or another centre. Take the right one.</source>
        <translation>USB này là của máy khác hoặc trung tâm khác. Hãy lấy đúng USB.</translation>
    </message>
    <message>
        <source>This answer is an old one. Write the dossiers again, and take them there.</source>
        <translation>Câu trả lời này đã cũ. Ghi lại hồ sơ ra USB rồi mang đến trung tâm.</translation>
    </message>
    <message>
        <source>The stick is too full. Make room on it, or take a larger one.</source>
        <translation>USB gần đầy. Xóa bớt tệp, hoặc dùng USB lớn hơn.</translation>
    </message>
    <message>
        <source>The stick cannot be used. Plug it in again, or take another one.</source>
        <translation>Chưa dùng được USB này. Cắm lại, hoặc dùng USB khác.</translation>
    </message>
    <message>
        <source>The stick is damaged. Write again, or take another stick.</source>
        <translation>USB có lỗi. Ghi lại, hoặc dùng USB khác.</translation>
    </message>
</context>
<context>
    <name>StillThereScreen</name>
    <message>
        <source>Are you still there?</source>
        <translation>Ông/bà còn ở đây không?</translation>
    </message>
    <message>
        <source>Yes, I go on</source>
        <translation>Còn, tôi làm tiếp</translation>
    </message>
    <message>
        <source>No, I am done</source>
        <translation>Không, tôi xong rồi</translation>
    </message>
    <message>
        <source>Every answer is kept. With the code and the PIN you can continue later.</source>
        <translation>Mọi câu trả lời đã được lưu. Có mã theo dõi và mã PIN, ông/bà làm tiếp sau được.</translation>
    </message>
    <message>
        <source>The screen is wiped in {seconds} seconds.</source>
        <translation>Màn hình sẽ được xóa sau {seconds} giây.</translation>
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>The disk is full: no more pictures can be kept. Answers are still saved.</source>
        <translation>Đĩa đầy: không giữ thêm được ảnh. Câu trả lời vẫn được lưu.</translation>
    </message>
    <message>
        <source>The disk is nearly full: {megabytes} MB, about {count} more dossiers.</source>
        <translation>Đĩa gần đầy: còn {megabytes} MB, chừng {count} hồ sơ nữa.</translation>
    </message>
    <message>
        <source>Send what waits, then ask the technician to make room.</source>
        <translation>Gửi hết hồ sơ đang chờ, rồi nhờ kỹ thuật viên dọn đĩa.</translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>Hồ sơ đang chờ gửi</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Gửi ngay</translation>
    </message>
    <message>
        <source>Try the parked ones again</source>
        <translation>Thử gửi lại hồ sơ bị giữ</translation>
    </message>
    <message>
        <source>The centre answered last</source>
        <translation>Trung tâm trả lời lần cuối</translation>
    </message>
    <message>
        <source>never</source>
        <translation>chưa lần nào</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Lần gửi tới</translation>
    </message>
    <message>
        <source>Pictures still to go</source>
        <translation>Ảnh giấy tờ còn phải gửi</translation>
    </message>
    <message>
        <source>Procedures last checked</source>
        <translation>Thủ tục được đối chiếu lần cuối</translation>
    </message>
    <message>
        <source>as they were installed</source>
        <translation>như khi cài đặt máy</translation>
    </message>
    <message>
        <source>Procedures as published</source>
        <translation>Thủ tục phát hành lúc</translation>
    </message>
    <message>
        <source>A file of the centre&apos;s cannot be used; the former one stays. Call a technician: {names}</source>
        <translation>Có tệp của trung tâm chưa dùng được; máy giữ tệp cũ. Gọi kỹ thuật viên: {names}</translation>
    </message>
    <message>
        <source>The clock of this machine is wrong. Set it.</source>
        <translation>Đồng hồ của máy này sai. Anh/chị chỉnh lại giờ.</translation>
    </message>
    <message>
        <source>The centre publishes no procedures. Those that are here stay.</source>
        <translation>Trung tâm chưa phát hành thủ tục nào. Máy giữ các thủ tục đang có.</translation>
    </message>
    <message>
        <source>The procedures that were offered are out of date. Those that are here stay.</source>
        <translation>Danh mục thủ tục nhận được đã quá hạn. Máy giữ các thủ tục đang có.</translation>
    </message>
    <message>
        <source>New procedures were refused: they do not come from the centre, or were changed.</source>
        <translation>Danh mục mới bị từ chối vì không đúng là của trung tâm, hoặc đã bị sửa.</translation>
    </message>
    <message>
        <source>Server {name}</source>
        <translation>Máy chủ {name}</translation>
    </message>
    <message>
        <source>Waiting for this server</source>
        <translation>Chờ gửi đến máy chủ này</translation>
    </message>
    <message>
        <source>It answered last</source>
        <translation>Trả lời lần cuối</translation>
    </message>
    <message>
        <source>From this server no news comes back: dossiers stay at “sent”.</source>
        <translation>Máy chủ này không báo lại tình trạng: hồ sơ dừng ở mức “đã gửi”.</translation>
    </message>
    <message>
        <source>Next try at this server</source>
        <translation>Lần gửi tới đến máy chủ này</translation>
    </message>
    <message>
        <source>This server does not accept the account. Call a technician.</source>
        <translation>Máy chủ này không nhận tài khoản. Gọi kỹ thuật viên.</translation>
    </message>
    <message>
        <source>This server lacks the form of {codes}. Call a technician.</source>
        <translation>Máy chủ này thiếu biểu mẫu của {codes}. Gọi kỹ thuật viên.</translation>
    </message>
    <message>
        <source>Each dossier</source>
        <translation>Từng hồ sơ</translation>
    </message>
    <message>
        <source>Waiting since {moment}</source>
        <translation>Chờ từ {moment}</translation>
    </message>
    <message>
        <source>tried {count} times, last {moment}</source>
        <translation>đã thử {count} lần, lần cuối {moment}</translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation>Và {count} hồ sơ nữa.</translation>
    </message>
    <message>
        <source>on a stick: waits for the centre&apos;s answer</source>
        <translation>đã ghi ra USB, chờ câu trả lời của trung tâm</translation>
    </message>
    <message>
        <source>the centre is asked whether it arrived</source>
        <translation>đang hỏi trung tâm đã nhận chưa</translation>
    </message>
    <message>
        <source>its pictures are still to go</source>
        <translation>còn chờ gửi ảnh giấy tờ</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>đang gửi</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>đang chờ</translation>
    </message>
    <message>
        <source>{name} did not take it: call a technician</source>
        <translation>{name} chưa nhận: gọi kỹ thuật viên</translation>
    </message>
    <message>
        <source>may be at {name}: the same goes again</source>
        <translation>có thể đã đến {name}: máy gửi lại đúng bản này</translation>
    </message>
    <message>
        <source>being sent to {name}</source>
        <translation>đang gửi đến {name}</translation>
    </message>
    <message>
        <source>waits for {name}</source>
        <translation>chờ gửi đến {name}</translation>
    </message>
    <message>
        <source>too large for the centre</source>
        <translation>quá lớn, trung tâm chưa nhận được</translation>
    </message>
    <message>
        <source>the centre has another version: an officer must look</source>
        <translation>trung tâm đã có bản khác: cần cán bộ xem</translation>
    </message>
    <message>
        <source>an officer already had it in hand</source>
        <translation>cán bộ đã nhận hồ sơ này trước đó</translation>
    </message>
    <message>
        <source>a picture is lost: take it again</source>
        <translation>mất một ảnh giấy tờ: cần chụp lại</translation>
    </message>
    <message>
        <source>the centre did not take it: call a technician</source>
        <translation>trung tâm chưa nhận: gọi kỹ thuật viên</translation>
    </message>
</context>
<context>
    <name>TakeBackScreen</name>
    <message>
        <source>You took this form along</source>
        <translation>Ông/bà đã mang tờ khai này đi</translation>
    </message>
    <message>
        <source>Go on here after all</source>
        <translation>Vẫn làm tiếp ở đây</translation>
    </message>
    <message>
        <source>It was taken along to another machine: {when}.</source>
        <translation>Đã mang sang máy khác lúc {when}.</translation>
    </message>
    <message>
        <source>Did you go on there? Then go on there: what you answered there is not here.</source>
        <translation>Nếu đã làm tiếp ở máy kia, xin làm ở đó: máy này không có phần mới.</translation>
    </message>
    <message>
        <source>If not, you can go on here. Then leave the slip or the stick unused.</source>
        <translation>Nếu chưa, ông/bà làm tiếp ở đây và không dùng phiếu hay USB nữa.</translation>
    </message>
</context>
<context>
    <name>TakeInPinScreen</name>
    <message>
        <source>Open the form with your PIN</source>
        <translation>Mở tờ khai bằng mã PIN</translation>
    </message>
    <message>
        <source>Form {code}</source>
        <translation>Tờ khai {code}</translation>
    </message>
    <message>
        <source>The six digits you chose when you took the form along.</source>
        <translation>Sáu số ông/bà đã chọn khi mang tờ khai đi.</translation>
    </message>
    <message>
        <source>Forgot the PIN? The form is still on the machine where you began it.</source>
        <translation>Quên mã PIN? Tờ khai vẫn còn ở máy đã bắt đầu.</translation>
    </message>
    <message>
        <source>The form is being opened. One moment.</source>
        <translation>Đang mở tờ khai. Xin chờ một chút.</translation>
    </message>
    <message>
        <source>Type your PIN of six digits.</source>
        <translation>Xin nhập mã PIN 6 số.</translation>
    </message>
</context>
<context>
    <name>TakeInScreen</name>
    <message>
        <source>A form begun at another machine</source>
        <translation>Tờ khai làm dở ở máy khác</translation>
    </message>
    <message>
        <source>Look on the stick</source>
        <translation>Tìm trên USB</translation>
    </message>
    <message>
        <source>Hold the slip&apos;s large QR code before the scanner.</source>
        <translation>Đưa mã QR lớn trên phiếu vào máy quét.</translation>
    </message>
    <message>
        <source>It can take a few seconds. Hold the slip flat and still.</source>
        <translation>Có thể mất vài giây. Xin giữ phiếu phẳng và yên.</translation>
    </message>
    <message>
        <source>Read the slip with the camera</source>
        <translation>Đọc phiếu bằng máy ảnh</translation>
    </message>
    <message>
        <source>Is the form on a USB stick? Plug it in, then press “Look on the stick”.</source>
        <translation>Tờ khai ở trên USB? Cắm USB vào, rồi bấm “Tìm trên USB”.</translation>
    </message>
</context>
<context>
    <name>TimeAnswer</name>
    <message>
        <source>hours</source>
        <translation>giờ</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>phút</translation>
    </message>
    <message>
        <source>{name}: hours</source>
        <translation>{name}: giờ</translation>
    </message>
    <message>
        <source>{name}: minutes</source>
        <translation>{name}: phút</translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Volunteer: the staff code</source>
        <translation>Người hướng dẫn: mã nhân viên</translation>
    </message>
    <message>
        <source>Open a form only for the resident who filled it in.</source>
        <translation>Chỉ mở tờ khai cho đúng người đã khai.</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>Mã PIN của ông/bà</translation>
    </message>
    <message>
        <source>The 4 to 6 digits you chose when you began the form.</source>
        <translation>Mã 4 đến 6 số ông/bà đã chọn khi bắt đầu khai.</translation>
    </message>
    <message>
        <source>I have the PIN</source>
        <translation>Tôi có mã PIN</translation>
    </message>
    <message>
        <source>I forgot the PIN</source>
        <translation>Tôi quên mã PIN</translation>
    </message>
    <message>
        <source>Type the staff code, then press “Continue”.</source>
        <translation>Nhập mã nhân viên, rồi bấm “Tiếp tục”.</translation>
    </message>
    <message>
        <source>Type your PIN, or press “I forgot the PIN”.</source>
        <translation>Ông/bà nhập mã PIN, hoặc bấm “Tôi quên mã PIN”.</translation>
    </message>
</context>
<context>
    <name>ViewScreen</name>
    <message>
        <source>I am done: wipe the screen</source>
        <translation>Tôi xong rồi: xóa màn hình</translation>
    </message>
    <message>
        <source>Official number</source>
        <translation>Số hồ sơ</translation>
    </message>
    <message>
        <source>Promised for</source>
        <translation>Ngày hẹn trả</translation>
    </message>
    <message>
        <source>The officer writes</source>
        <translation>Cán bộ viết</translation>
    </message>
    <message>
        <source>Change what the officer asks for</source>
        <translation>Sửa những chỗ cán bộ đề nghị</translation>
    </message>
    <message>
        <source>It has arrived at the commune&apos;s server.</source>
        <translation>Hồ sơ đã đến máy chủ của xã.</translation>
    </message>
    <message>
        <source>It goes to the commune&apos;s server {name}, which sends no news back. Ask the officer.</source>
        <translation>Hồ sơ gửi đến máy chủ {name} của xã. Máy chủ này không báo lại: ông/bà hỏi cán bộ.</translation>
    </message>
    <message>
        <source>It arrived at the commune&apos;s server.</source>
        <translation>Hồ sơ đã đến máy chủ của xã.</translation>
    </message>
    <message>
        <source>You can still change your answers; then they are sent anew.</source>
        <translation>Ông/bà vẫn sửa được câu trả lời; máy sẽ gửi lại bản mới.</translation>
    </message>
    <message>
        <source>No officer has it in hand yet, so you can still change your answers.</source>
        <translation>Cán bộ chưa nhận hồ sơ, nên ông/bà vẫn sửa được câu trả lời.</translation>
    </message>
    <message>
        <source>Change my answers</source>
        <translation>Sửa câu trả lời</translation>
    </message>
    <message>
        <source>Somebody else collects it for you? Ask the officer first what they must bring.</source>
        <translation>Nhờ người khác lấy giúp? Hỏi cán bộ trước xem cần mang theo gì.</translation>
    </message>
    <message>
        <source>To take your consent back, tell the officer.</source>
        <translation>Muốn rút lại đồng ý, ông/bà báo cán bộ.</translation>
    </message>
    <message>
        <source>To take your consent back, tell the officer, or open the receipt&apos;s QR code with a phone.</source>
        <translation>Muốn rút lại sự đồng ý, ông/bà nói với cán bộ, hoặc mở mã QR trên phiếu bằng điện thoại.</translation>
    </message>
    <message>
        <source>What the officer asks you to change</source>
        <translation>Những chỗ cán bộ đề nghị sửa</translation>
    </message>
    <message>
        <source>What has happened so far</source>
        <translation>Các việc đã diễn ra</translation>
    </message>
    <message>
        <source>You began the form.</source>
        <translation>Ông/bà bắt đầu khai.</translation>
    </message>
    <message>
        <source>You finished the form and got a receipt.</source>
        <translation>Ông/bà khai xong và nhận phiếu.</translation>
    </message>
    <message>
        <source>You changed your answers.</source>
        <translation>Ông/bà đã sửa câu trả lời.</translation>
    </message>
    <message>
        <source>You changed what the officer asked for.</source>
        <translation>Ông/bà đã sửa theo đề nghị của cán bộ.</translation>
    </message>
    <message>
        <source>It arrived at the commune&apos;s centre.</source>
        <translation>Hồ sơ đã đến trung tâm của xã.</translation>
    </message>
    <message>
        <source>The officer asked you to change something.</source>
        <translation>Cán bộ đã đề nghị ông/bà sửa.</translation>
    </message>
    <message>
        <source>The officer wrote to you.</source>
        <translation>Cán bộ đã viết cho ông/bà.</translation>
    </message>
    <message>
        <source>The centre could not take it. The volunteer looks after it.</source>
        <translation>Trung tâm chưa nhận được. Người hướng dẫn đang xem giúp.</translation>
    </message>
    <message>
        <source>To change something, your PIN is needed; without one, the volunteer.</source>
        <translation>Muốn sửa thì cần mã PIN; không có thì nhờ người hướng dẫn.</translation>
    </message>
</context>
<context>
    <name>Viewfinder</name>
    <message>
        <source>Picture of the camera</source>
        <translation>Hình từ máy ảnh</translation>
    </message>
</context>
<context>
    <name>WaitingScreen</name>
    <message>
        <source>One moment</source>
        <translation>Xin chờ một chút</translation>
    </message>
    <message>
        <source>The kiosk is getting ready. You need not press anything.</source>
        <translation>Máy đang chuẩn bị. Ông/bà chưa cần bấm gì.</translation>
    </message>
</context>
<context>
    <name>WardScreen</name>
    <message>
        <source>Which commune is it now?</source>
        <translation>Nay là xã, phường nào?</translation>
    </message>
    <message>
        <source>The card says</source>
        <translation>Trên thẻ ghi</translation>
    </message>
    <message>
        <source>The commune on the card was divided. Press the one where the home is now.</source>
        <translation>Xã, phường trên thẻ đã tách. Ông/bà bấm tên nơi nhà mình nay thuộc về.</translation>
    </message>
    <message>
        <source>I do not know, or another one</source>
        <translation>Tôi không biết, hoặc nơi khác</translation>
    </message>
</context>
<context>
    <name>WaysScreen</name>
    <message>
        <source>Photograph it</source>
        <translation>Chụp ảnh</translation>
    </message>
    <message>
        <source>For scanning, lay the paper face down into the scanner first.</source>
        <translation>Muốn quét, ông/bà úp mặt giấy có chữ xuống máy quét trước.</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Quét giấy</translation>
    </message>
    <message>
        <source>Choose a picture from a stick</source>
        <translation>Chọn ảnh trong USB</translation>
    </message>
    <message>
        <source>The paper is being scanned.</source>
        <translation>Máy đang quét giấy.</translation>
    </message>
</context>
<context>
    <name>WhichFormScreen</name>
    <message>
        <source>Which form is yours?</source>
        <translation>Tờ khai nào của ông/bà?</translation>
    </message>
    <message>
        <source>Each form has its draft code. It opens only with your PIN.</source>
        <translation>Mỗi tờ khai có một mã riêng. Chỉ mã PIN của ông/bà mở được.</translation>
    </message>
</context>
<context>
    <name>WhichStep</name>
    <message>
        <source>Press what fits best. With “Back” you can choose another answer.</source>
        <translation>Bấm câu đúng nhất. Bấm “Quay lại” để chọn câu khác.</translation>
    </message>
</context>
<context>
    <name>WhoScreen</name>
    <message>
        <source>Who is typing?</source>
        <translation>Ai gõ giúp?</translation>
    </message>
    <message>
        <source>Only the short code is kept with the form.</source>
        <translation>Chỉ mã ngắn được lưu cùng tờ khai.</translation>
    </message>
</context>
<context>
    <name>WorkingScreen</name>
    <message>
        <source>One moment</source>
        <translation>Chờ một chút</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation>Dừng lại</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>Please look at “{label}” again: the answer does not fit yet.</source>
        <translation>Ông/bà xem lại “{label}” giúp: câu trả lời chưa khớp.</translation>
    </message>
    <message>
        <source>“{label}” has no answer yet. Please choose one.</source>
        <translation>“{label}” chưa có câu trả lời. Ông/bà chọn giúp.</translation>
    </message>
    <message>
        <source>Please read “{label}” and press the box to agree.</source>
        <translation>Ông/bà đọc “{label}” rồi bấm vào ô đồng ý.</translation>
    </message>
    <message>
        <source>“{label}” needs a picture. Please take one.</source>
        <translation>“{label}” cần một ảnh. Ông/bà chụp giúp.</translation>
    </message>
    <message>
        <source>“{label}” has no answer yet. Please enter it.</source>
        <translation>“{label}” chưa có câu trả lời. Ông/bà ghi giúp.</translation>
    </message>
    <message>
        <source>“{label}” takes a whole number. Please enter digits only.</source>
        <translation>“{label}”: ông/bà chỉ ghi chữ số, không ghi phần lẻ.</translation>
    </message>
    <message>
        <source>“{label}” takes a number. Please enter digits only.</source>
        <translation>“{label}”: ông/bà chỉ ghi chữ số giúp.</translation>
    </message>
    <message>
        <source>“{label}” takes a date. Please enter day, month and year.</source>
        <translation>“{label}”: ông/bà ghi đủ ngày, tháng, năm giúp.</translation>
    </message>
    <message>
        <source>“{label}” takes a time. Please enter hours and minutes.</source>
        <translation>“{label}”: ông/bà ghi giờ và phút giúp.</translation>
    </message>
    <message>
        <source>“{label}” takes at most {limit} letters. Please write less.</source>
        <translation>“{label}” chỉ ghi được tối đa {limit} chữ. Ông/bà ghi ngắn lại.</translation>
    </message>
    <message>
        <source>“{label}” has digits only. Please take out letters and other signs.</source>
        <translation>“{label}” chỉ gồm chữ số. Ông/bà bỏ chữ và dấu đi giúp.</translation>
    </message>
    <message>
        <source>Month {month} has no day {day}. Please check “{label}”.</source>
        <translation>Tháng {month} không có ngày {day}. Ông/bà xem lại “{label}” giúp.</translation>
    </message>
    <message>
        <source>There is no month {month}. Please check “{label}”.</source>
        <translation>Không có tháng {month}. Ông/bà xem lại “{label}” giúp.</translation>
    </message>
    <message>
        <source>“{label}”: please write the year with 4 digits, such as 1952.</source>
        <translation>“{label}”: ông/bà ghi năm đủ 4 số, ví dụ 1952.</translation>
    </message>
    <message>
        <source>“{label}”: that year cannot be right. Please check it.</source>
        <translation>“{label}”: năm chưa đúng. Ông/bà xem lại năm giúp.</translation>
    </message>
    <message>
        <source>“{label}”: please write the month too, or leave the day empty.</source>
        <translation>“{label}”: ông/bà ghi thêm tháng, hoặc để trống ngày.</translation>
    </message>
    <message>
        <source>“{label}”: please write the date in digits, such as 15/08/1952.</source>
        <translation>“{label}”: ông/bà ghi bằng số, ví dụ 15/08/1952.</translation>
    </message>
    <message>
        <source>“{label}”: please fill in all the boxes.</source>
        <translation>“{label}”: ông/bà ghi đủ các ô giúp.</translation>
    </message>
    <message>
        <source>“{label}”: please write two numbers, such as 11.94 and 108.44.</source>
        <translation>“{label}”: ông/bà ghi hai số, ví dụ 11.94 và 108.44.</translation>
    </message>
</context>
</TS>
