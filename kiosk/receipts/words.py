"""The fixed words of the slips. Vietnamese is what residents get; other languages than these two get Vietnamese."""

from datetime import date, datetime

_VI = {
    "receipt.title": "PHIẾU HỖ TRỢ KÊ KHAI",
    "receipt.notice": "Phiếu này không thay thế “Giấy tiếp nhận hồ sơ và hẹn trả kết quả”.",
    "draft.title": "PHIẾU GIỮ CHỖ",
    "draft.notice": "Tờ khai chưa xong và chưa gửi đi.",
    "bring.title": "GIẤY TỜ CẦN CHUẨN BỊ",
    "bring.notice": "Phiếu này để xem trước ở nhà. Chưa có hồ sơ nào được lập.",
    "information.title": "NƠI CẦN ĐẾN",
    "information.take": "Mang theo thẻ căn cước và các giấy tờ liên quan đang có.",
    "information.tell": "Nói với cán bộ: {name}.",
    "place.commune": "Đến Trung tâm Phục vụ hành chính công xã, phường.",
    "place.police": "Đến Công an xã, phường.",
    "place.tax": "Đến cơ quan thuế, hoặc hỏi tại Trung tâm Phục vụ hành chính công xã.",
    "place.customs": "Đến cơ quan hải quan.",
    "place.insurance": "Đến cơ quan bảo hiểm xã hội hoặc đại lý ở bưu điện.",
    "place.court": "Đến Tòa án.",
    "place.treasury": "Đến Kho bạc Nhà nước.",
    "procedure": "Thủ tục",
    "made": "Lập lúc",
    "saved": "Lưu lúc",
    "place": "Tại",
    "revision": "Bản thứ {count}. Bản này thay các bản in trước.",
    "code": "Mã theo dõi",
    "draft.code": "Mã giữ chỗ",
    "waiting": "Hồ sơ đã lưu an toàn trong máy và sẽ gửi khi có mạng.",
    "sent": "Hồ sơ đã gửi đến cơ quan tiếp nhận.",
    "authority": "Nơi giải quyết",
    "when": "Khi nào có kết quả",
    "expected": "Nếu cán bộ nhận hồ sơ lúc này, dự kiến có kết quả ngày {day}, không kể ngày lễ, Tết.",
    "official": "Ngày hẹn chính thức ghi trên Giấy tiếp nhận hồ sơ.",
    "next": "Việc tiếp theo",
    "papers": "Giấy tờ mang theo",
    "papers.none": "Không cần mang thêm giấy tờ.",
    "original": "bản chính",
    "copy": "bản sao",
    "show": "mang theo để cán bộ xem",
    "unverified": "Hỏi cán bộ để xác nhận.",
    "fee": "Lệ phí",
    "exemptions": "Được miễn hoặc giảm",
    "time": "Thời hạn",
    "follow": "Xem hồ sơ đến đâu",
    "follow.how": "Quét mã QR này ở máy kê khai hoặc bằng điện thoại. Cũng có thể đọc mã theo dõi cho cán bộ.",
    "keep": "Xin giữ kỹ phiếu này. Ai cầm phiếu đều xem được hồ sơ đến đâu.",
    "draft.how": "Cách làm tiếp",
    "draft.pin": "Quét mã QR này ở máy, rồi nhập mã PIN ông/bà đã chọn.",
    "draft.nopin": "Đưa phiếu này cho tình nguyện viên để mở lại tờ khai.",
    "draft.until": "Máy giữ tờ khai đến hết ngày {day}. Sau ngày đó tờ khai được xóa.",
    "draft.here": "Chỉ mở lại được ở chính máy này.",
    "pay.title": "PHIẾU NỘP TIỀN",
    "pay.notice": "Phiếu này chưa phải biên lai. Chưa có khoản tiền nào được nộp.",
    "pay.amount": "Số tiền",
    "pay.words": "Bằng chữ",
    "pay.name": "Người nhận",
    "pay.bank": "Ngân hàng, số tài khoản",
    "pay.how": "Cách nộp",
    "pay.scan": "Mở ứng dụng ngân hàng, chọn quét mã QR và quét mã trên phiếu này.",
    "pay.same": "Chỉ nộp khi ứng dụng hiện đúng tên người nhận ghi ở đây.",
    "hotline": "Hỏi đáp",
    "page": "Trang {page}/{pages}",
}
_EN = {
    "receipt.title": "RECEIPT OF ASSISTED FILING",
    "receipt.notice": "This slip does not replace the official “Giấy tiếp nhận hồ sơ và hẹn trả kết quả”.",
    "draft.title": "DRAFT SLIP",
    "draft.notice": "The form is not finished and has not been sent.",
    "bring.title": "WHAT TO BRING",
    "bring.notice": "This slip is for reading at home. No dossier has been made.",
    "information.title": "WHERE TO GO",
    "information.take": "Take your identity card and the papers you have about it.",
    "information.tell": "Tell the officer: {name}.",
    "place.commune": "Go to the commune's public administration service centre.",
    "place.police": "Go to the commune's police.",
    "place.tax": "Go to the tax office, or ask at the commune's service centre.",
    "place.customs": "Go to the customs office.",
    "place.insurance": "Go to the social insurance office or its agent at the post.",
    "place.court": "Go to the court.",
    "place.treasury": "Go to the state treasury.",
    "procedure": "Procedure",
    "made": "Made",
    "saved": "Saved",
    "place": "At",
    "revision": "Version {count}. It replaces the slips printed before.",
    "code": "Follow-up code",
    "draft.code": "Draft code",
    "waiting": "The dossier is safe in the kiosk and will be sent when the network is back.",
    "sent": "The dossier has been sent to the receiving office.",
    "authority": "Office in charge",
    "when": "When to expect the result",
    "expected": "If an officer receives the dossier now, expect the result on {day}, public holidays not counted.",
    "official": "The official date is on the “Giấy tiếp nhận hồ sơ”.",
    "next": "What happens next",
    "papers": "Papers to bring",
    "papers.none": "No further papers are needed.",
    "original": "original",
    "copy": "copy",
    "show": "bring it to be looked at",
    "unverified": "Ask the officer to confirm.",
    "fee": "Fee",
    "exemptions": "Exempt or reduced",
    "time": "Time limit",
    "follow": "Where is my dossier?",
    "follow.how": "Scan this QR code at a kiosk or with a phone. You can also read the code to an officer.",
    "keep": "Keep this slip safe. Whoever holds it can see where the dossier stands.",
    "draft.how": "How to go on",
    "draft.pin": "Scan this QR code at the kiosk, then enter the PIN you chose.",
    "draft.nopin": "Give this slip to a volunteer, who opens the form again.",
    "draft.until": "The kiosk keeps the form until the end of {day}. Then it is deleted.",
    "draft.here": "It can only be opened at this kiosk.",
    "pay.title": "SLIP FOR PAYING",
    "pay.notice": "This slip is no proof of payment. Nothing has been paid yet.",
    "pay.amount": "Amount",
    "pay.words": "In words",
    "pay.name": "Paid to",
    "pay.bank": "Bank and account",
    "pay.how": "How to pay",
    "pay.scan": "Open your bank's app, choose to scan a QR code and scan the one on this slip.",
    "pay.same": "Pay only when the app shows the name written here.",
    "hotline": "Questions",
    "page": "Page {page}/{pages}",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
LANGUAGES = {"vi": _VI, "en": _EN}


class SlipWords:
    """The words of one language. language: what texts of packs are asked for in, too."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "vi"
        self._table = LANGUAGES[self.language]

    def __call__(self, key: str, **values: object) -> str:
        """The words under key, with values filled in. Raises KeyError for a key that does not exist."""
        return self._table[key].format(**values)

    def day(self, day: date) -> str:
        """A date as people write it."""
        if self.language == "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{day:%d/%m/%Y}"

    def moment(self, moment: datetime) -> str:
        """A time and a date as people write them."""
        if self.language == "en":
            return f"{self.day(moment.date())}, {moment:%H:%M}"
        return f"{moment:%H:%M} ngày {self.day(moment.date())}"
