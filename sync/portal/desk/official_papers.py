"""The papers that the one-stop rules ask for: Mẫu 01 to 04 of Circular 03/2025/TT-VPCP, and a receipt that was lost.

They are Vietnamese whatever the language of the desk, in the typeface and margins of Decree 30/2020. The fields of
Mẫu 01 and 02 follow the layout of Circular 01/2018, which other one-stop systems print; the layout of 2025 has to be
compared by the centre that uses them (docs/portal.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from forms.knowledge import name_in_capitals
from forms.layout.markup import leader, read_markup
from forms.layout.markup import value as text
from sync.portal.registry import answers, procedures, promises, receipts
from sync.portal.registry.models import AuditEntry, Correction, Dossier, Revision
from sync.protocol.followup import show_code

_CENTRE = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
_KINDS = {"original": "Bản chính", "copy": "Bản sao", "show": "Xuất trình"}


class UnreadableAnswers(Exception):
    """What a kiosk sent does not fit the form of its procedure."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What every paper says about a dossier. officer: who signs."""

    dossier: Dossier
    revision: Revision
    officer: str

    @property
    def contact(self) -> answers.Contact:
        """Who sent it."""
        return answers.contact(self.dossier.procedure, self.revision)

    @property
    def title(self) -> str:
        """The procedure in words."""
        return procedures.title_of(self.dossier.procedure, self.revision.pack_version, "vi")


def has_declaration(dossier: Dossier) -> bool:
    """Whether the procedure has a paper form, and the answers are still there."""
    pack = procedures.pack_for(dossier.procedure, "")
    rows = Revision.objects.filter(site_id=dossier.site_id, dossier=dossier.id, number=dossier.head)
    return pack is not None and pack.declaration() is not None and rows.exclude(instance="").exists()


def declaration(subject: Subject) -> bytes:
    """The answers on the paper form, as the kiosk prints it. Raises UnreadableAnswers."""
    from forms.errors import FormError, PackError
    from forms.layout import render_declaration

    pack = procedures.pack_for(subject.dossier.procedure, subject.revision.pack_version)
    if pack is None:
        raise UnreadableAnswers
    values = {"code": show_code(subject.dossier.code)}
    try:
        return render_declaration(pack, subject.revision.instance.encode(), values=values)
    except (FormError, PackError) as error:
        raise UnreadableAnswers from error


def receipt_and_appointment(subject: Subject) -> bytes:
    """Mẫu 01: the dossier was received, and when the result is there."""
    return _draw("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", _mau_01(subject), subject)


def request_to_complete(subject: Subject, correction: Correction) -> bytes:
    """Mẫu 02: what has to be added or corrected."""
    return _draw("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", _mau_02(subject, correction), subject)


def refusal(subject: Subject) -> bytes:
    """Mẫu 03: why it was not accepted."""
    return _draw("Phiếu từ chối tiếp nhận giải quyết hồ sơ", _mau_03(subject), subject)


def apology(subject: Subject) -> bytes:
    """Mẫu 04: sorry, and the new day."""
    return _draw("Phiếu xin lỗi và hẹn lại ngày trả kết quả", _mau_04(subject), subject)


def receipt_again(subject: Subject) -> bytes:
    """The receipt of the kiosk, replaced: with the portal's own link."""
    return _draw("Phiếu hỗ trợ kê khai (cấp lại)", _receipt(subject), subject)


def _draw(title: str, lines: Iterator[str], subject: Subject) -> bytes:
    from forms.layout.paper import draw

    return draw(read_markup("\n".join(lines)), title, f"Mã theo dõi: {show_code(subject.dossier.code)}")


def _head(subject: Subject, number: str, title: str) -> Iterator[str]:
    site, today = subject.dossier.site, timezone.localdate()
    # Halves: the centre's name fits into one line of the left one, and the motto stands beside it.
    yield f"@columns(1,1) {text((site.authority or site.name).upper())} | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**"
    yield f"@columns(1,1) **{_CENTRE}** | **Độc lập - Tự do - Hạnh phúc**"
    yield f"@columns(1,1) {number} | //{text(site.name)}, {_long(today)}//"
    yield "@space 6"
    yield f"@title {title}"
    yield "@space 3"


def _who(subject: Subject, begin: str) -> Iterator[str]:
    contact = subject.contact
    yield f"{begin} **{_or_dots(name_in_capitals(contact.full_name) if contact.full_name else '')}**"
    yield f"Địa chỉ: {_or_dots(contact.address)}"
    yield f"@row Số điện thoại: {_or_dots(contact.phone)} | Email: {_or_dots(contact.email)}"
    yield f"Nội dung yêu cầu giải quyết: {text(subject.title)} ({text(subject.dossier.procedure)})"


def _mau_01(subject: Subject) -> Iterator[str]:
    dossier, site = subject.dossier, subject.dossier.site
    yield from _head(subject, f"Số: {text(dossier.official_number)}", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
    yield f"Mã hồ sơ: **{text(dossier.official_number)}**"
    yield f"Bộ phận tiếp nhận và trả kết quả: {text(site.name)}"
    yield from _who(subject, "Tiếp nhận hồ sơ của:")
    yield "**1. Thành phần hồ sơ nộp gồm:**"
    yield "@space 1"
    yield "@head(1,8,3,3) TT | Tên giấy tờ | Hình thức | Ghi chú"
    for place, (paper, sent) in enumerate(answers.papers_of(dossier.procedure, subject.revision), start=1):
        kind, note = _KINDS.get(paper.kind, ""), "Có ảnh gửi kèm" if sent else ""
        yield f"@table(1,8,3,3) {place} | {text(paper.name.vi)} | {kind} | {note}"
    yield "@space 2"
    yield f"**2. Số lượng hồ sơ:** {leader(1)} (bộ)"
    yield f"**3. Thời gian giải quyết hồ sơ theo quy định:** {_or_dots(_limit(subject))}"
    yield f"**4. Thời gian nhận hồ sơ:** {_moment(dossier.accepted_at)}"
    yield f"**5. Thời gian trả kết quả giải quyết hồ sơ:** {_day(dossier.promised_on)}"
    yield f"**6. Đăng ký nhận kết quả tại:** {text(', '.join(part for part in (site.name, site.address) if part))}"
    yield f"Vào Sổ theo dõi hồ sơ, Quyển số: {leader(1)} Số thứ tự: {leader(1)}"
    yield "@qr " + text(dossier.official_number)
    yield from _two_sign("NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", subject.contact.full_name, subject.officer)
    yield "@small Giấy này lập thành 2 liên: một liên giao cho người nộp hồ sơ, một liên chuyển kèm theo hồ sơ."


def _mau_02(subject: Subject, correction: Correction) -> Iterator[str]:
    yield from _head(subject, _number(subject.dossier, "HDHS"), "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ")
    yield from _who(subject, "Hồ sơ của:")
    yield "Ông/bà bổ sung, hoàn thiện hồ sơ theo những nội dung sau:"
    yield "@space 1"
    yield "@head(1,5,8) TT | Mục trong tờ khai | Nội dung cần bổ sung, sửa lại"
    for place, item in enumerate(correction.items, start=1):
        yield f"@table(1,5,8) {place} | {text(str(item['label']))} | {text(str(item['comment']))}"
    yield "@space 2"
    yield f"Lý do: {_or_dots(correction.note)}"
    yield from _questions(subject)
    yield "@space 4"
    yield f"@sign NGƯỜI HƯỚNG DẪN | (Ký và ghi rõ họ tên) | {text(subject.officer)}"


def _mau_03(subject: Subject) -> Iterator[str]:
    yield from _head(subject, _number(subject.dossier, "TCHS"), "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ")
    yield from _who(subject, "Hồ sơ của:")
    yield f"Qua xem xét, {text(subject.dossier.site.name)} không tiếp nhận, giải quyết hồ sơ này."
    yield f"Lý do: {_or_dots(subject.dossier.note)}"
    yield from _questions(subject)
    yield "@space 4"
    yield f"@sign NGƯỜI TIẾP NHẬN HỒ SƠ | (Ký và ghi rõ họ tên) | {text(subject.officer)}"


def _mau_04(subject: Subject) -> Iterator[str]:
    dossier, made = subject.dossier, promises.of_dossier(subject.dossier)
    moved = made[-1]
    before = next((promise for promise in made if promise.id == moved.previous), moved)
    yield from _head(subject, _number(dossier, "XLHL"), "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ")
    yield f"@center Kính gửi: {_or_dots(subject.contact.full_name)}"
    yield "@space 2"
    received = f"{_moment(dossier.accepted_at)}, {text(dossier.site.name)} đã tiếp nhận hồ sơ của ông/bà"
    about = f"về việc: {text(subject.title)}; mã hồ sơ: {text(dossier.official_number)}"
    yield f"@indent {received[0].upper()}{received[1:]} {about}."
    yield f"@indent Ngày hẹn trả kết quả: {_day(before.due_on)}. Kết quả chưa có được vào ngày đã hẹn."
    yield f"@indent Lý do: {_or_dots(moved.reason)}"
    sorry = f"{text(dossier.site.name)} xin lỗi ông/bà vì sự chậm trễ này"
    yield f"@indent {sorry}, và hẹn trả kết quả vào {_day(moved.due_on)}."
    yield "@indent Rất mong ông/bà thông cảm."
    yield from _questions(subject)
    yield "@space 4"
    yield f"@sign NGƯỜI ĐẠI DIỆN CƠ QUAN | (Ký, ghi rõ họ tên, đóng dấu) | {text(subject.officer)}"


def _receipt(subject: Subject) -> Iterator[str]:
    dossier = subject.dossier
    yield from _head(subject, f"Mã theo dõi: **{show_code(dossier.code)}**", "PHIẾU HỖ TRỢ KÊ KHAI (CẤP LẠI)")
    yield "@center **Phiếu này không thay Giấy tiếp nhận hồ sơ.**"
    yield "@space 2"
    yield f"Thủ tục: {text(subject.title)} ({text(dossier.procedure)})"
    yield f"Hồ sơ đến xã: {_moment(dossier.received_at)}"
    yield "Quét mã dưới đây bằng điện thoại, hoặc tại máy, để biết hồ sơ đang ở đâu. Phiếu cũ không dùng được nữa."
    yield f"@qr {settings.PUBLIC_URL}/h/{receipts.reissued_token(dossier)}"
    yield "@small Ông/bà giữ phiếu như giữ giấy tờ: ai có phiếu đều xem được tình trạng hồ sơ."
    yield from _questions(subject)


def _questions(subject: Subject) -> Iterator[str]:
    site = subject.dossier.site
    phone = f", số điện thoại {text(site.phone)}" if site.phone else ""
    yield f"Có điều gì chưa rõ, ông/bà liên hệ {text(site.name)}{phone}."


def _two_sign(left: str, right: str, who: str, officer: str) -> Iterator[str]:
    yield "@keep 40"
    yield f"@columns **{left}** | **{right}**"
    yield "@columns //(Ký và ghi rõ họ tên)// | //(Ký và ghi rõ họ tên)//"
    yield "@space 18"
    yield f"@columns {text(who)} | {text(officer)}"
    yield "@space 2"


def _number(dossier: Dossier, mark: str) -> str:
    return f"Số: {text(dossier.official_number or show_code(dossier.code))}/{mark}"


def _limit(subject: Subject) -> str:
    pack = procedures.pack_for(subject.dossier.procedure, subject.revision.pack_version)
    return pack.procedure.time_limit.text.vi if pack else ""


def _or_dots(words: str) -> str:
    return text(words) if words.strip() else leader()


def _moment(at: datetime | None) -> str:
    if at is None:
        return leader()
    local = timezone.localtime(at)
    return f"{local:%H} giờ {local:%M} phút, {_long(local.date())}"


def _day(day: date | None) -> str:
    return _long(day) if day else leader()


def _long(day: date) -> str:
    return f"ngày {day:%d} tháng {day:%m} năm {day.year}"


def signing_officer(dossier: Dossier, actions: tuple[str, ...]) -> str:
    """Who did the newest of these acts, "" when it was never done."""
    rows = AuditEntry.objects.filter(site_id=dossier.site_id, dossier=dossier.id, action__in=actions)
    newest = rows.select_related("officer").order_by("-at").first()
    return newest.officer.get_full_name() if newest and newest.officer else ""
