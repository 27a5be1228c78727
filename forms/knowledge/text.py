"""Vietnamese text rules that print, search and forms share."""

import unicodedata
from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, ""))
_STROKES = str.maketrans("đĐ", "dD")


def fold(text: str) -> str:
    """The form in which text is searched: lower case, without accents, đ as d, single spaces.

    SQLite's FTS5 and Unicode normalisation both keep đ, so a resident who types "dang ky" would not find "đăng ký".
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.translate(_STROKES).casefold().split())


def name_in_capitals(name: str) -> str:
    """A person's name as civil-status papers print it: NFC, single spaces, capitals."""
    return unicodedata.normalize("NFC", " ".join(name.split()).upper())


def date_in_words(day: date, language: str = "vi") -> str:
    """A date as a birth certificate spells it: "Ngày mười lăm tháng tám năm hai nghìn không trăm hai mươi sáu".

    Papers are Vietnamese whatever the language on screen. Raises ValueError for a language other than "vi".
    """
    if language != "vi":
        raise ValueError(f"dates are put into words in Vietnamese only, not {language!r}")
    return f"Ngày {day_in_words(day.day)} tháng {month_in_words(day.month)} năm {year_in_words(day.year)}"


def day_in_words(day: int) -> str:
    """1 to 31."""
    return _below_hundred(day)


def month_in_words(month: int) -> str:
    """1 to 12; the fourth month is "tư", not "bốn"."""
    return "tư" if month == 4 else _below_hundred(month)


def year_in_words(year: int) -> str:
    """1000 to 9999. Zero hundreds are spoken ("hai nghìn không trăm …") unless nothing follows them."""
    thousands, rest = divmod(year, 1000)
    words = [_DIGITS[thousands], "nghìn"]
    if rest:
        hundreds, units = divmod(rest, 100)
        words += [_DIGITS[hundreds], "trăm"]
        if 0 < units < 10:
            words.append("linh")
        if units:
            words.append(_below_hundred(units))
    return " ".join(words)


def number_in_words(number: int) -> str:
    """0 to 999,999,999,999 as an amount is written out: "năm mươi triệu không trăm linh năm nghìn".

    Behind a higher group the hundreds of a group are spoken even when there are none. Raises ValueError outside.
    """
    if not 0 <= number < 10**12:
        raise ValueError(f"{number} is not put into words")
    words: list[str] = []
    for scale, name in _SCALES:
        group = number // scale % 1000
        if group:
            words += [*_below_thousand(group, hundreds=bool(words) or group >= 100), name]
    return " ".join(word for word in words if word) or _DIGITS[0]


def readable_number(lexical: str) -> str:
    """An XForm's number as it is written in Vietnam: "1234.5" is "1.234,5", "100.0" is "100"."""
    whole, _, rest = lexical.partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def _below_thousand(number: int, *, hundreds: bool) -> list[str]:
    words = [_DIGITS[number // 100], "trăm"] if hundreds else []
    rest = number % 100
    if rest and rest < 10 and words:
        words.append("linh")
    return [*words, _below_hundred(rest)] if rest else words


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return _DIGITS[unit]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if unit:
        words.append(_unit_after_tens(tens, unit))
    return " ".join(words)


def _unit_after_tens(tens: int, unit: int) -> str:
    """Behind tens, five is "lăm"; behind twenty and more, one is "mốt" and four is "tư"."""
    if unit == 5:
        return "lăm"
    if tens > 1 and unit == 1:
        return "mốt"
    if tens > 1 and unit == 4:
        return "tư"
    return _DIGITS[unit]
