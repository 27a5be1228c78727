"""Scenes of a visit outside the form: from the first page to the receipt, and coming back with it."""

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

import forms
from forms.knowledge.catalogue import cards
from forms.knowledge.questions import questions
from forms.pack import Pack, Payment, Text, load_pack
from kiosk.cards import CardData, Oddity, Unreadable
from kiosk.catalogue import Found
from kiosk.errors import DiskFull, StoreDamaged, WrongPin
from kiosk.signatures import Signed, SigningWay
from kiosk.types import CapturedPaper, DossierView, Flag, HistoryEntry, Receipt
from sync.states import DossierState, SendState
from tests.support import scenes_capture
from tests.support.birth import PACK
from ui.capture.files import FilesScreen
from ui.screens import media, sentences
from ui.screens.calm import CalmScreen
from ui.screens.card import CardScreen, ScanScreen
from ui.screens.choose import ChooseScreen
from ui.screens.code_pin import CodeScreen
from ui.screens.consent import ConsentScreen
from ui.screens.curtain import CurtainScreen
from ui.screens.declare import DeclareScreen
from ui.screens.declined import DeclinedScreen
from ui.screens.finish import FinishScreen
from ui.screens.follow import AskScreen, ViewScreen
from ui.screens.help import HelpScreen
from ui.screens.home import HomeScreen
from ui.screens.information import InformationScreen
from ui.screens.languages import LanguagesScreen
from ui.screens.leave import LeaveScreen
from ui.screens.papers import PapersScreen, PreviewScreen
from ui.screens.payment import AmountScreen, PaymentScreen
from ui.screens.procedure import ProcedureScreen
from ui.screens.recover import RecoverScreen
from ui.screens.resume import ResumeScreen
from ui.screens.start import StartScreen
from ui.screens.still_there import StillThereScreen
from ui.screens.unlock import UnlockScreen
from ui.screens.waiting import WaitingScreen
from ui.screens.ward import WardScreen
from ui.screens.which import WhichScreen
from ui.widgets import Screen

CODE = "7K2M4P9XQ"
AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
PACKS = Path(forms.__file__).parent / "packs"


@lru_cache(maxsize=16)
def _pack(code: str) -> Pack:
    return load_pack(PACKS / code)


def _receipt() -> Receipt:
    link = f"https://hoso.example.vn/h/{CODE}AAECAwQFBgc"
    shared = (CODE, 1, "AAECAwQFBgc", link, PACK.code, PACK.version, "vi", AT)
    return Receipt(uuid.UUID(int=1), *shared, sent=False)


def _view(state: DossierState, *, flagged: bool = False, amend: bool = False) -> DossierView:
    history = (
        HistoryEntry(AT, "started"),
        HistoryEntry(AT.replace(hour=3), "finalised"),
        HistoryEntry(AT.replace(hour=4), "sent"),
        HistoryEntry(AT.replace(hour=7), "state", {"state": state.value}),
    )
    flags = (Flag("/data/child/child_name", "Họ, chữ đệm, tên của trẻ", "Viết theo giấy chứng sinh"),)
    return DossierView(
        dossier=uuid.UUID(int=1),
        code=CODE,
        procedure=PACK.code,
        title=PACK.procedure.title,
        state=state,
        sending=SendState.ACKNOWLEDGED,
        number=1,
        language="vi",
        official_number="H12.34.56-261120-0007",
        promised_on="2026-11-27",
        note="Bà mang theo bản chính giấy chứng sinh khi đến nhận.",
        history=history,
        flags=flags if flagged else (),
        can_amend=amend,
        can_correct=flagged,
        has_pin=True,
        locked=False,
        readable=True,
        readable_until=None,
    )


def _consent(language: str) -> Screen:
    procedure = PACK.procedure
    purposes = tuple(text.in_language(language) for text in procedure.consent_purposes)
    return ConsentScreen(purposes, f"{procedure.authority.in_language(language)} · Xã Hồng Phong")


def _procedure(code: str, language: str) -> Screen:
    pack = _pack(code)
    return ProcedureScreen(pack, language, {paper.id for paper in pack.procedure.papers[:1]})


def _packs() -> tuple[Pack, ...]:
    return tuple(_pack(path.name) for path in sorted(PACKS.iterdir()) if (path / "procedure.toml").is_file())


def _choose(language: str) -> Screen:
    screen = ChooseScreen(language)
    screen.show_events(sorted({event for pack in _packs() for event in pack.procedure.life_events}))
    return screen


def _found(language: str, *, words: str, most: int) -> Screen:
    screen = ChooseScreen(language, words)
    found = [Found(pack.code, pack, None) for pack in _packs()]
    found += [Found(card.code, None, card) for card in cards()]
    screen.show_procedures((*found[: most // 2], *found[len(found) - most // 2 :]) if most else (), ask=bool(most))
    return screen


def _which(language: str) -> Screen:
    return WhichScreen(max(questions().questions.values(), key=lambda each: len(each.answers)), language)


def _ward(_language: str) -> Screen:
    return WardScreen("Số 12, Hàng Bông, Hoàn Kiếm, Hà Nội", {"00070": "Phường Hoàn Kiếm", "00082": "Phường Cửa Nam"})


def _information(language: str) -> Screen:
    card = next(iter(cards()))
    return InformationScreen(Found(card.code, None, card), language)


def _scan(_language: str, *, error: bool = False) -> Screen:
    sentence = sentences.of_card(next(iter(Unreadable))) if error else ""
    known = () if error else ("Phạm Thị Lựu, 1955", "Đặng Văn Lực, 1992")
    return ScanScreen("" if error else "Bà", sentence, known, returns=False, camera=True)


def _card(language: str) -> Screen:
    card = CardData(
        id_number="001155083417",
        full_name="Phạm Thị Lựu",
        birth_date="1955-08-15",
        sex="female",
        address="Số 12, Hàng Bông, Hoàn Kiếm, Hà Nội",
        oddities=(next(iter(Oddity)),),
    )
    return CardScreen(card, {each.id: each.label.in_language(language) for each in PACK.procedure.persons})


def _code(_language: str, *, has_pin: bool = False) -> Screen:
    screen = CodeScreen(CODE, has_pin=has_pin)
    if not has_pin:
        screen.error.show_error(sentences.of_error(WrongPin(remaining=3)))
    return screen


def _declare(language: str) -> Screen:
    warnings = tuple(each.text.in_language(language) for each in PACK.procedure.warnings[:2])
    signed = Signed(SigningWay.FINGER, scenes_capture.drawn_signature())
    screen = DeclareScreen(warnings, ways=tuple(SigningWay), signed=signed, again=True)
    screen.show_printing(screen.tr("The declaration is being prepared."))
    return screen


def _finish(language: str) -> Screen:
    return FinishScreen(_receipt(), PACK, language)


def _papers(language: str) -> Screen:
    papers = [paper for paper in PACK.procedure.papers if paper.capture] or list(PACK.procedure.papers)
    taken = CapturedPaper("00" * 32, papers[0].id, "chung-sinh.jpg", "image/jpeg", 400_000, AT)
    return PapersScreen({paper: [taken] if paper is papers[0] else [] for paper in papers}, language)


def _files(language: str, *, some: bool = True) -> Screen:
    names = ("giấy chứng sinh.jpg", "sổ hộ khẩu trang 2.pdf", "IMG_20261120_093012_HDR_không_rõ_tên_rất_dài.jpeg")
    found = tuple(media.Found(Path("/media/stick") / name, 0.0, name.endswith("pdf")) for name in names)
    return FilesScreen(PACK.procedure.papers[0].name.in_language(language), found if some else ())


def _sheet() -> QImage:
    """A sheet of paper with lines of writing on it."""
    image = QImage(900, 640, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        for row in range(12):
            painter.fillRect(60, 60 + 45 * row, 780 - 40 * (row % 4), 8, Qt.GlobalColor.darkGray)
    return image


def _preview(language: str, *, attached: bool) -> Screen:
    title = PACK.procedure.papers[0].name.in_language(language)
    return PreviewScreen(title, _sheet() if not attached else QImage(), attached=attached)


def _payment(language: str) -> Screen:
    bank = Text("Ngân hàng Thử", "Trial Bank")
    payment = Payment("970499", bank, "0011223344", "KHO BAC XA THU", "THUE DAT {code}")
    return PaymentScreen(payment, 1_250_000, CODE, language, typed=True)


def _amount(_language: str) -> Screen:
    screen = AmountScreen("250000")
    screen.error.show_error(screen.tr("Please write the amount in digits, at least 1,000 đồng."))
    return screen


def _recover(language: str) -> Screen:
    return RecoverScreen(PACK.procedure.title.in_language(language), "09:30 20/11/2026", has_pin=True)


def _ask(kind: type[AskScreen] | type[ResumeScreen], _language: str, *, error: bool = False) -> Screen:
    sentence = sentences.translate("Sentences", "Type the follow-up code, or scan the receipt.") if error else ""
    return kind("7K2-M4P9", sentence)


def _unlock(_language: str, *, staff: bool) -> Screen:
    screen = UnlockScreen(staff=staff, may_switch=True)
    screen.error.show_error(sentences.of_error(WrongPin(remaining=2)))
    return screen


def _plain(kind: Callable[[], Screen], _language: str) -> Screen:
    return kind()


SCENES: Mapping[str, Callable[[str], Screen]] = {
    "start": partial(_plain, StartScreen),
    "languages": partial(_plain, LanguagesScreen),
    "waiting": partial(_plain, WaitingScreen),
    "home": partial(_plain, HomeScreen),
    "help": partial(_plain, lambda: HelpScreen(("Đưa thẻ vào trước máy quét.",))),
    "still-there": partial(_plain, lambda: StillThereScreen(42)),
    "choose": _choose,
    "choose-found": partial(_found, words="khai sinh", most=6),
    "choose-nothing": partial(_found, words="không có", most=0),
    "which": _which,
    "information": _information,
    "ward": _ward,
    "procedure": partial(_procedure, "1.001193"),
    "consent": _consent,
    "declined": partial(_plain, DeclinedScreen),
    "code-and-pin": _code,
    "code-again": partial(_code, has_pin=True),
    "card": partial(_scan, error=True),
    "card-again": _scan,
    "card-read": _card,
    "papers": _papers,
    "files": _files,
    "files-none": partial(_files, some=False),
    "picture": partial(_preview, attached=False),
    "picture-attached": partial(_preview, attached=True),
    "declare": _declare,
    "finish": _finish,
    "amount": _amount,
    "payment": _payment,
    "curtain": partial(_plain, lambda: CurtainScreen(5, has_pin=True)),
    "leave": partial(_plain, lambda: LeaveScreen(CODE, has_pin=True, may_erase=True)),
    "follow": partial(_ask, AskScreen),
    "follow-mistake": partial(_ask, AskScreen, error=True),
    "dossier": lambda language: ViewScreen(_view(DossierState.SENT, amend=True), language),
    "dossier-correction": lambda language: ViewScreen(_view(DossierState.NEEDS_CORRECTION, flagged=True), language),
    "resume": partial(_ask, ResumeScreen, error=True),
    "pin": partial(_unlock, staff=False),
    "pin-staff": partial(_unlock, staff=True),
    "recover": _recover,
    "calm": partial(_plain, lambda: CalmScreen(DiskFull("full"))),
    "calm-serious": partial(_plain, lambda: CalmScreen(StoreDamaged(Path("store"), "torn page"))),
}
