"""What the doctor says: for each case the sentence and what to do, in Vietnamese and in English.

Readers are volunteers and technicians.
"""

from dataclasses import dataclass

from kiosk.doctor.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class _Case:
    level: Level
    vi: str
    en: str
    vi_advice: str = ""
    en_advice: str = ""


_OK, _WARN, _BAD = Level.OK, Level.WARN, Level.BAD

CASES: dict[str, _Case] = {
    "display.ok": _Case(_OK, "Màn hình {width}×{height} dùng được.", "The display ({width}×{height}) works."),
    "display.bad": _Case(
        _BAD, "Không mở được màn hình.", "{trouble}",
        "Khởi động máy ở màn hình đồ họa, rồi mở lại chương trình.",
        "Start the kiosk from a desktop session. Without one, “kiosk tour” shows everything as pictures.",
    ),
    "fonts.ok": _Case(_OK, "Phông chữ tiếng Việt đầy đủ.", "The Vietnamese fonts are complete."),
    "fonts.bad": _Case(
        _BAD, "Thiếu hoặc hỏng phông chữ {names}.", "The fonts {names} are missing or damaged.",
        "Cài lại chương trình.", "Install the program again: assets/fonts is part of it.",
    ),
    "printer.ok": _Case(_OK, "Máy in: {names}.", "Printers: {names}."),
    "printer.none": _Case(
        _WARN, "Không có máy in. Phiếu được lưu thành tệp trong {folder}.",
        "There is no printer. Slips are saved as files in {folder}.",
        "Cắm máy in và thêm trong phần cài đặt máy in của hệ thống.",
        "Connect a printer and add it in the system's printer settings (CUPS).",
    ),
    "printer.folder": _Case(
        _OK, "Theo cài đặt, phiếu được lưu thành tệp trong {folder}.", "As set, slips are saved as files in {folder}."
    ),
    "printer.trouble": _Case(
        _WARN, "Máy in {names} cần người xem: {trouble}.", "The printer {names} needs somebody: {trouble}.",
        "Xem giấy, nắp và nút nguồn của máy in.", "Look at its paper, cover and power switch.",
    ),
    "printer.missing": _Case(
        _BAD, "Cài đặt ghi máy in {names} nhưng máy này không có.",
        "The settings name the printer {names}, which is not here.",
        "Sửa tên máy in trong tệp settings.toml, hoặc thêm máy in đó.",
        "Correct the name in settings.toml, or add that printer.",
    ),
    "printer.down": _Case(
        _BAD, "Dịch vụ in của hệ thống không trả lời.", "The system's print service does not answer.",
        "Khởi động lại dịch vụ in (CUPS) hoặc khởi động lại máy.", "Restart it: systemctl restart cups.",
    ),
    "printer.keeps": _Case(
        _WARN, "Dịch vụ in giữ lại bản in của bà con trên đĩa.",
        "The print service keeps copies of what it printed on the disk.",
        "Đặt “PreserveJobFiles No” trong /etc/cups/cupsd.conf rồi khởi động lại dịch vụ in.",
        "Put “PreserveJobFiles No” into /etc/cups/cupsd.conf and restart cups.",
    ),
    "settings.bad": _Case(
        _BAD, "Tệp settings.toml có chỗ sai nên đang dùng cài đặt mặc định: {error}",
        "settings.toml has a mistake, so the defaults are used: {error}",
        "Sửa tệp settings.toml.", "Correct settings.toml.",
    ),
    "speech.ok": _Case(_OK, "Đọc tiếng Việt được.", "Vietnamese can be read aloud."),
    "speech.none": _Case(
        _WARN, "Máy chưa đọc được tiếng Việt.", "Vietnamese cannot be read aloud here.",
        "Cài gói espeak-ng.", "Install the package espeak-ng.",
    ),
    "speech.silent": _Case(
        _WARN, "Có giọng đọc tiếng Việt nhưng máy không có loa.", "There is a Vietnamese voice and no sound card.",
        "Cắm loa hoặc tai nghe.", "Connect a loudspeaker or headphones.",
    ),
    "speech.missing": _Case(
        _WARN, "Chưa có giọng đọc cho: {names}.", "There is no voice for: {names}.",
        "Ghi âm vào thư mục narration của ngôn ngữ đó, hoặc cài thêm giọng đọc.",
        "Put recordings into the language's folder narration, or install a voice.",
    ),
    "speech.begun": _Case(
        _OK, "Ngôn ngữ mới làm một phần, chưa có giọng đọc: {names}.", "Begun languages without a voice: {names}.",
        "Ai không đọc được thì nhờ người hướng dẫn đọc giúp.",
        "Who cannot read it needs a volunteer who reads it out.",
    ),
    "scanner.ok": _Case(
        _OK, "Thấy thiết bị có thể quét mã: {names}.", "Devices that can scan codes: {names}.",
        "Quét thử một mã QR ở ô nhập để chắc chắn.", "Scan any QR code into a text field to be sure.",
    ),
    "scanner.unknown": _Case(
        _WARN, "Không thấy máy quét. Máy quét kiểu bàn phím thì máy tính không nhận ra được.",
        "No scanner was seen. One that acts as a keyboard cannot be told from a keyboard.",
        "Nếu có máy quét, hãy quét thử một mã QR ở ô nhập. Không có thì gõ tay vẫn làm được.",
        "If there is one, scan any QR code into a text field. Without one, everything can be typed.",
    ),
    "scanner.port_missing": _Case(
        _WARN, "Cài đặt ghi máy quét mã ở cổng {port} nhưng cổng này không có.",
        "The settings name the port {port} for the code scanner, which is not there.",
        "Cắm lại máy quét, hoặc sửa tên cổng trong tệp settings.toml.",
        "Connect the scanner again, or correct capture.serial in settings.toml.",
    ),
    "scanner.port_closed": _Case(
        _WARN, "Không được phép đọc cổng {port} của máy quét mã.",
        "The port {port} of the code scanner may not be read.",
        "Cho tài khoản chạy máy này vào nhóm dialout rồi đăng nhập lại.",
        "Put the kiosk's user into the group dialout, then log in again.",
    ),
    "camera.ok": _Case(_OK, "Máy ảnh: {names}.", "Cameras: {names}."),
    "camera.off": _Case(_OK, "Theo cài đặt, không dùng máy ảnh.", "As set, no camera is used."),
    "camera.none": _Case(
        _WARN, "Không thấy máy ảnh. Giấy tờ chỉ lấy được từ máy quét hoặc USB.",
        "No camera was seen. Papers come from a scanner or a stick only.",
        "Cắm máy ảnh (webcam hoặc máy chụp tài liệu) nếu có.", "Connect a webcam or a document camera if there is one.",
    ),
    "camera.missing": _Case(
        _WARN, "Cài đặt ghi máy ảnh “{name}” nhưng máy này không thấy.",
        "The settings name the camera “{name}”, which is not here.",
        "Cắm lại máy ảnh, hoặc sửa tên trong tệp settings.toml.",
        "Connect it again, or correct capture.camera in settings.toml.",
    ),
    "flatbed.ok": _Case(_OK, "Máy quét giấy: {names}.", "Scanners for papers: {names}."),
    "flatbed.off": _Case(_OK, "Theo cài đặt, không dùng máy quét giấy.", "As set, no scanner for papers is used."),
    "flatbed.none": _Case(
        _WARN, "Không thấy máy quét giấy.", "No scanner for papers was found.",
        "Bật và cắm máy quét nếu có, rồi xem lại.", "Switch it on and connect it if there is one, then look again.",
    ),
    "flatbed.missing": _Case(
        _WARN, "Cài đặt ghi máy quét giấy “{name}” nhưng máy này không thấy.",
        "The settings name the scanner “{name}”, which is not here.",
        "Bật máy quét, hoặc sửa tên trong tệp settings.toml.",
        "Switch it on, or correct capture.scanner in settings.toml (scanimage -L names what is there).",
    ),
    "flatbed.program": _Case(
        _WARN, "Chưa cài chương trình quét giấy.", "The program for scanners is not installed.",
        "Cài gói sane-utils.", "Install the package sane-utils.",
    ),
    "disk.ok": _Case(
        _OK, "Đĩa còn {free} GB, ghi chắc chắn mất {fsync} ms.", "{free} GB are free; a safe write takes {fsync} ms."
    ),
    "disk.low": _Case(
        _WARN, "Đĩa chỉ còn {free} GB, chừng {count} hồ sơ nữa.",
        "Only {free} GB are free: about {count} more dossiers.",
        "Dọn bớt tệp trên máy.", "Remove files from this machine.",
    ),
    "disk.full": _Case(
        _BAD, "Đĩa gần đầy, chỉ còn {free} GB.", "The disk is nearly full: {free} GB are free.",
        "Dọn bớt tệp trước khi tiếp bà con: hồ sơ có thể không lưu được.",
        "Remove files before residents come: answers could no longer be saved.",
    ),
    "disk.slow": _Case(
        _WARN, "Đĩa ghi chậm: {fsync} ms mỗi lần lưu.", "The disk is slow: {fsync} ms for each safe write.",
        "Nên thay bằng đĩa SSD.", "Replace it by an SSD.",
    ),
    "disk.unwritable": _Case(
        _BAD, "Không ghi được vào {folder}.", "{folder} cannot be written to.",
        "Sửa quyền của thư mục cho người dùng chạy chương trình.", "Give the folder to the user that runs the kiosk.",
    ),
    "clock.ok": _Case(_OK, "Đồng hồ đúng: {now}.", "The clock is right: {now}."),
    "clock.alone": _Case(
        _OK, "Đồng hồ chỉ {now}. Chưa so được với cổng.",
        "The clock shows {now}; it was not compared with the portal.",
    ),
    "clock.wrong": _Case(
        _BAD, "Đồng hồ sai: máy chỉ {now}.", "The clock is wrong: it shows {now}.",
        "Đặt lại ngày giờ. Nếu tắt máy lại sai, thay pin trên bo mạch.",
        "Set date and time. If it is wrong again after a restart, replace the battery on the main board.",
    ),
    "clock.offset": _Case(
        _WARN, "Đồng hồ lệch so với cổng {offset} giây.", "The clock differs from the portal's by {offset} s.",
        "Bật tự động chỉnh giờ theo mạng.", "Turn on setting the time by the network.",
    ),
    "sync.nothing": _Case(_OK, "Không còn hồ sơ nào chờ gửi.", "No dossier waits to be sent."),
    "sync.under-way": _Case(_OK, "Đang gửi; còn {count} hồ sơ.", "Being sent now; {count} dossiers to go."),
    "sync.next": _Case(
        _OK, "Còn {count} hồ sơ, sẽ gửi ở lần kết nối tới.", "{count} dossiers wait and go with the next try."
    ),
    "sync.parked": _Case(
        _BAD, "Cổng chưa nhận {count} hồ sơ vì nội dung.", "The portal refused {count} dossiers for what is in them.",
        "Xem từng hồ sơ ở trang “Hồ sơ đang chờ gửi”, rồi bấm thử lại hoặc gọi cán bộ.",
        "Look at each on the page of what waits, then try again or call an officer.",
    ),
    "sync.not-enrolled": _Case(
        _BAD, "Chưa gửi được hồ sơ nào: máy chưa ghi danh với cổng.",
        "Nothing can be sent: this kiosk is not enrolled at a portal.",
        "Xin mã ghi danh của quản trị cổng, rồi ghi danh.", "Ask the portal's administrator for a code, then enrol.",
    ),
    "sync.offline": _Case(
        _WARN, "Còn {count} hồ sơ chưa gửi vì chưa liên lạc được với cổng.",
        "{count} dossiers wait because the line, or the portal, is away.",
        "Hồ sơ vẫn an toàn trong máy và tự gửi khi liên lạc được. Xem dây mạng hoặc SIM.",
        "They are safe here and go by themselves when it is back. Look at the cable or the SIM.",
    ),
    "sync.carried": _Case(
        _WARN, "Đã ghi {count} hồ sơ ra USB, chờ câu trả lời của trung tâm.",
        "{count} dossiers are on a stick, and the centre's answer has not come.",
        "Mang USB đến trung tâm, rồi mang về đọc ở trang “Hồ sơ trên USB”.",
        "Take the stick to the centre, bring it back, and read the answer.",
    ),
    "sync.captive": _Case(
        _WARN, "Còn {count} hồ sơ chưa gửi vì Wi-Fi đòi đăng nhập.",
        "{count} dossiers wait because this Wi-Fi asks for a login first.",
        "Mở trình duyệt, đăng nhập Wi-Fi, hoặc dùng mạng khác.",
        "Log in to the Wi-Fi in a browser, or use another line.",
    ),
    "sync.proxy": _Case(
        _WARN, "Còn {count} hồ sơ chưa gửi vì mạng này chặn đường ra (proxy).",
        "{count} dossiers wait because this network's proxy does not let them through.",
        "Nhờ người quản lý mạng cho phép địa chỉ của cổng.",
        "Ask whoever runs the network to let the portal's address through.",
    ),
    "sync.certificate": _Case(
        _BAD, "Còn {count} hồ sơ chưa gửi vì chứng thư của cổng không tin được.",
        "{count} dossiers wait because what answers shows a certificate that cannot be trusted.",
        "Xem ngày giờ của máy. Nếu đúng: Wi-Fi đòi đăng nhập, hoặc chứng thư hết hạn, báo quản trị cổng.",
        "Look at this machine's date; or the Wi-Fi asks for a login, or the certificate has run out.",
    ),
    "sync.wrong-clock": _Case(
        _BAD, "Còn {count} hồ sơ chưa gửi vì đồng hồ của máy sai.",
        "{count} dossiers wait because this machine's clock is wrong.",
        "Chỉnh ngày giờ của máy.", "Set the date and time.",
    ),
    "sync.busy": _Case(
        _OK, "Còn {count} hồ sơ; cổng đang bận và hẹn máy chờ.",
        "{count} dossiers wait; the portal is busy and asked to wait.",
    ),
    "sync.revoked": _Case(
        _BAD, "Cổng không nhận hồ sơ từ máy này nữa.", "The portal no longer takes dossiers from this kiosk.",
        "Gọi quản trị cổng: có thể máy cần ghi danh lại.", "Call its administrator: it may have to be enrolled again.",
    ),
    "sync.disk": _Case(
        _BAD, "Còn {count} hồ sơ chưa gửi vì đĩa đầy.", "{count} dossiers wait because the disk is full.",
        "Gọi kỹ thuật viên dọn đĩa; hồ sơ vẫn an toàn và sẽ tự gửi.",
        "Let a technician make room; the dossiers are safe and go by themselves then.",
    ),
    "sync.paused": _Case(
        _WARN, "Còn {count} hồ sơ chưa gửi vì chương trình đang tắt.",
        "{count} dossiers wait because the kiosk is not running.",
        "Mở chương trình: hồ sơ tự gửi.", "Start it (kiosk run): they go by themselves.",
    ),
    "sync.trouble": _Case(
        _BAD, "Còn {count} hồ sơ chưa gửi vì cổng hoặc máy đang trục trặc.",
        "{count} dossiers wait because the portal, or this kiosk, has a fault.",
        "Chờ vài phút. Nếu vẫn vậy, gọi kỹ thuật viên xem nhật ký.",
        "Wait some minutes; then ask a technician to read the log.",
    ),
    "portal.ok": _Case(_OK, "Nối được với {url} trong {took} ms.", "{url} answers within {took} ms."),
    "portal.none": _Case(
        _BAD, "Máy chưa được ghi danh với cổng nào.", "This kiosk is not enrolled at a portal.",
        "Xin mã ghi danh của quản trị cổng rồi chạy “kiosk enrol”.", "Get an enrolment code and run “kiosk enrol”.",
    ),
    "store.bad": _Case(
        _BAD, "Không mở được kho dữ liệu ({error}).", "The store cannot be opened ({error}).",
        "Đừng xóa gì. Mở chương trình: máy cho biết cứu được gì và tự khôi phục.",
        "Delete nothing. Start the kiosk, or run “kiosk recover”: both say what can be saved.",
    ),
    "store.full": _Case(
        _BAD, "Đĩa đầy nên chưa mở được kho dữ liệu, và chưa gửi được hồ sơ nào.",
        "The disk is full: the store cannot be opened, so nothing is sent.",
        "Dọn bớt tệp trên máy. Hồ sơ đã lưu vẫn an toàn.", "Remove files from this machine. What was saved is safe.",
    ),
    "store.aside": _Case(
        _WARN, "Còn giữ {count} kho dữ liệu hỏng trong {folder}.", "{count} damaged stores are kept in {folder}.",
        "Kỹ thuật viên xem xong thì xóa: trong đó có câu trả lời của bà con.",
        "Delete them once a technician has looked: they hold what residents answered.",
    ),
    "portal.unknown": _Case(
        _WARN, "Chưa xem được địa chỉ cổng vì kho dữ liệu không mở được.",
        "The portal could not be looked up, because the store cannot be opened.",
    ),
    "portal.busy_store": _Case(
        _WARN, "Chương trình đang chạy nên chưa xem được địa chỉ cổng.",
        "The kiosk is running, so its portal could not be looked up.",
        "Xem trong trang dành cho người hướng dẫn của chương trình.",
        "Look at the same list on the kiosk's staff page.",
    ),
    "portal.away": _Case(
        _WARN, "Chưa nối được với {url} ({cause}). Hồ sơ vẫn được lưu và sẽ gửi sau.",
        "{url} cannot be reached ({cause}). Dossiers are kept and sent later.",
        "Xem dây mạng, Wi-Fi hoặc 4G.", "Look at the cable, the Wi-Fi or the 4G stick.",
    ),
    "portal.other": _Case(
        _WARN, "Có trang khác trả lời thay cho {url}.", "Something else answers in place of {url}.",
        "Mở trình duyệt để đăng nhập Wi-Fi của nơi này, rồi thử lại.",
        "Sign in to this place's Wi-Fi in a browser, then try again.",
    ),
    "portal.shut_out": _Case(
        _BAD, "Cổng {url} không nhận máy này ({cause}).", "{url} does not accept this kiosk ({cause}).",
        "Gọi quản trị cổng.", "Call the portal's administrator.",
    ),
    "catalogue.ok": _Case(
        _OK, "Danh mục thủ tục phát hành {published}, kiểm tra lần cuối {checked}.",
        "The procedures are those published {published}, last checked {checked}.",
    ),
    "catalogue.own": _Case(
        _WARN, "Máy đang dùng các thủ tục cài sẵn, chưa nhận danh mục nào từ cổng.",
        "The procedures are those of the program; none were fetched from the portal yet.",
        "Cắm mạng một lần, hoặc nhận danh mục bằng USB từ trung tâm.",
        "Connect to a network once, or bring them on a stick from the centre.",
    ),
    "catalogue.old": _Case(
        _WARN, "Danh mục thủ tục phát hành {published}, đã {days} ngày chưa kiểm tra lại với cổng.",
        "The procedures are those published {published}, not compared with the portal for {days} days.",
        "Vẫn dùng được. Cắm mạng, hoặc nhận danh mục bằng USB từ trung tâm.",
        "They can be used. Connect to a network, or bring newer ones on a stick from the centre.",
    ),
    "catalogue.forged": _Case(
        _BAD, "Danh mục mới bị từ chối vì không đúng là của cổng ({why}). Máy giữ bản phát hành {published}.",
        "New procedures were refused, since they are not the portal's ({why}). Those published {published} stay.",
        "Báo quản trị cổng. Nếu đọc từ USB, nhờ trung tâm ghi lại USB.",
        "Tell the portal's administrator. If it was a stick, have it written again at the centre.",
    ),
    "catalogue.out-of-date": _Case(
        _WARN, "Danh mục nhận được đã quá hạn. Máy giữ bản phát hành {published}.",
        "What was offered is out of date. The procedures published {published} stay.",
        "USB thì ghi lại ở trung tâm. Qua mạng mà vẫn vậy: xem đồng hồ máy, rồi báo quản trị cổng.",
        "Have a stick written again at the centre. Over the network: look at the clock, then tell the administrator.",
    ),
    "catalogue.not-published": _Case(
        _WARN, "Cổng chưa phát hành danh mục nào. Máy giữ các thủ tục đang có.",
        "The portal publishes no procedures. Those that are here stay.", "Báo quản trị cổng.",
        "Tell the portal's administrator.",
    ),
    "catalogue.file": _Case(
        _BAD, "Không dùng được {name} của cổng: {why}. Máy giữ bản cũ.",
        "{name} of the portal cannot be used: {why}. The former one stays.",
        "Báo quản trị cổng sửa tệp này, hoặc cập nhật chương trình.",
        "Have the administrator correct it, or update this program.",
    ),
    "server.ok": _Case(
        _OK, "{count} thủ tục gửi tới máy chủ {name}.", "{count} procedures go to the server {name}."
    ),
    "server.waiting": _Case(
        _WARN, "{count} hồ sơ chờ gửi tới máy chủ {name}.", "{count} dossiers wait for the server {name}.",
        "Hồ sơ vẫn an toàn trong máy. Xem trang hồ sơ đang chờ gửi.",
        "They are safe here. The page of what waits says why.",
    ),
    "server.amiss": _Case(
        _BAD, "Máy chủ {name} không còn đủ biểu mẫu cho thủ tục {codes}.",
        "The server {name} no longer has a whole form for {codes}.",
        "Báo người quản lý máy chủ, rồi chạy “kiosk openrosa check”.",
        "Tell who runs the server, then run “kiosk openrosa check”.",
    ),
    "encryption.tpm": _Case(
        _OK, "Khóa dữ liệu do chip TPM của máy giữ.", "The data key is kept by this machine's TPM."
    ),
    "encryption.luks": _Case(
        _OK, "Ổ đĩa được mã hóa (LUKS).", "The disk is encrypted (LUKS)."
    ),
    "encryption.credential": _Case(
        _WARN, "Khóa dữ liệu do systemd giao. Chưa biết có chip TPM giữ hay không.",
        "systemd hands in the data key; whether a TPM is behind it cannot be seen from here.",
        "Kỹ thuật viên kiểm tra khóa được mã hóa bằng “host+tpm2”.",
        "Check that it was encrypted with --with-key=host+tpm2.",
    ),
    "encryption.disk": _Case(
        _BAD, "Khóa nằm cùng đĩa với dữ liệu: ai lấy máy là đọc được hồ sơ.",
        "The key lies on the same disk as the data: whoever steals the machine can read the dossiers.",
        "Dùng máy có chip TPM 2.0 hoặc mã hóa ổ đĩa (LUKS). Luôn khóa phòng để máy.",
        "Use a machine with a TPM 2.0 or encrypt the disk (LUKS). Until then lock the room.",
    ),
    "encryption.none_yet": _Case(
        _BAD, "Chưa có khóa nào, và máy không có chip TPM hoặc ổ đĩa mã hóa.",
        "There is no key yet, and this machine has neither a TPM nor an encrypted disk.",
        "Dùng máy có chip TPM 2.0 hoặc mã hóa ổ đĩa (LUKS).",
        "Use a machine with a TPM 2.0 or encrypt the disk (LUKS).",
    ),
    "encryption.ready": _Case(
        _OK, "Chưa có khóa nào; máy này có chip TPM để giữ khóa.",
        "There is no key yet; this machine has a TPM to keep it."
    ),
    "encryption.no_recovery": _Case(
        _WARN, "Chưa có mã khôi phục: hỏng máy là mất hồ sơ chưa gửi.",
        "There is no recovery code: if the machine dies, unsent dossiers are lost.",
        "In mã khôi phục ở trang dành cho người hướng dẫn và cất vào tủ.",
        "Make one on the staff page, print it and lock it away.",
    ),
}  # fmt: skip


def finding(case: str, language: str, **values: object) -> Finding:
    """The finding for a case ("subject.what") in a language: "vi" or "en"; Vietnamese for any other."""
    found = CASES[case]
    english = language == "en"
    text = (found.en if english else found.vi).format(**values)
    advice = (found.en_advice if english else found.vi_advice).format(**values)
    return Finding(case.partition(".")[0], found.level, text, advice)
