"""A written sentence as it is to be spoken. Pure: text in, text out.

A synthesiser reads 001155083417 as a number and ABC-DEFGH-J as a word. A resident compares them with a paper, so they
are said digit by digit and letter by letter, with a pause after every third.
"""

import re
import unicodedata
from collections.abc import Callable

LANGUAGES = ("vi", "en", "ar", "km")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_KHMER = re.compile(r"[\u1780-\u17ff]")
_VIETNAMESE = re.compile("[ăâđêôơưạảãàáằắẵẳặầấẫẩậèéẹẻẽềếễểệìíịỉĩòóọỏõồốỗổộờớỡởợùúụủũừứữửựỳýỵỷỹ]", re.IGNORECASE)

_CODE = re.compile(r"\b(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{2,5}(?:-[A-Z0-9]{1,8})+\b")
_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/(\d{4})\b")
_TIME = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_MONEY = re.compile(r"\b\d{1,3}(?:[.,]\d{3})+\b(?!\d)")
_PROCEDURE = re.compile(r"\b(\d)\.(\d{6})\b")
_PHONE = re.compile(r"\b0\d{1,3}(?:[ .]\d{2,4}){1,3}\b")
_LONG = re.compile(r"(?<![\d.,])(?:\d{5,}|0\d+)(?![\d.,]\d)")
_MARKS = re.compile(r"[“”\"«»\u200b\u2066-\u2069]")

_SHORT = {
    "vi": {
        "CCCD": "căn cước công dân",
        "UBND": "ủy ban nhân dân",
        "BHXH": "bảo hiểm xã hội",
        "BHYT": "bảo hiểm y tế",
        "TP.": "thành phố ",
        "VNeID": "vi en i đi",
        "QR": "quy a",
        "PIN": "pin",
    },
    "en": {"QR": "Q R", "VNeID": "V N E I D"},
}


def language_of(text: str, interface: str) -> str:
    """Which voice reads a text: forms stay Vietnamese or English under an Arabic or Khmer interface."""
    if interface not in ("ar", "km"):
        return interface
    own = _ARABIC if interface == "ar" else _KHMER
    if own.search(text) or not re.search(r"[^\W\d_]", text):
        return interface
    return "vi" if _VIETNAMESE.search(text) else "en"


def spoken(text: str, language: str) -> str:
    """What to hand to the synthesiser for a text in a language ("vi", "en", …)."""
    said = _MARKS.sub("", unicodedata.normalize("NFC", text))
    said = _CODE.sub(_letters, said)
    said = _DATE.sub(_date(language), said)
    said = _PROCEDURE.sub(lambda found: f"{found[1]}, {_digits(found[2])}", said)
    said = _PHONE.sub(lambda found: _digits(found[0]), said)
    said = _TIME.sub(_time(language), said)
    # Before amounts, which become long numbers that are one number.
    said = _LONG.sub(lambda found: _digits(found[0]), said)
    said = _MONEY.sub(_amount, said)
    for short, full in _SHORT.get(language, {}).items():
        said = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, said)
    said = said.replace("·", ",").replace("…", ".").replace("–", ",")
    return re.sub(r"\s+", " ", said).strip()


def _digits(number: str) -> str:
    """One by one, with a comma, which is a pause, after every third."""
    plain = [each for each in number if each.isdigit()]
    groups = [" ".join(plain[at : at + 3]) for at in range(0, len(plain), 3)]
    return ", ".join(groups)


def _letters(found: re.Match[str]) -> str:
    return ", ".join(" ".join(part) for part in found[0].split("-"))


def _amount(found: re.Match[str]) -> str:
    """12.000 is one number; groups that begin with 0 are none."""
    return found[0] if found[0].startswith("0") else re.sub(r"[.,]", "", found[0]) + " "


def _date(language: str) -> Callable[[re.Match[str]], str]:
    def say(found: re.Match[str]) -> str:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if language == "vi":
            # "ngày" often stands before the date already.
            before = found.string[: found.start()].rstrip().lower()
            return f"{'' if before.endswith('ngày') else 'ngày '}{day} tháng {month} năm {year}"
        return f"{day}, {month}, {year}"

    return say


def _time(language: str) -> Callable[[re.Match[str]], str]:
    def say(found: re.Match[str]) -> str:
        hour, minute = int(found[1]), int(found[2])
        if language == "vi":
            return f"{hour} giờ" if not minute else f"{hour} giờ {minute}"
        return f"{hour} o'clock" if not minute else f"{hour} {minute:02d}"

    return say
