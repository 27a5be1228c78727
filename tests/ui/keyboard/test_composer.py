"""Telex and VNI: every syllable comes out as it is spelt, in whichever order its keys come, and nothing is lost."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.vietnamese import RHYMES, keys_of, syllables
from ui.keyboard.composer import Composer, Method, compose
from ui.keyboard.letters import Mark, ToneStyle, mark_word

ROOT = Path(__file__).parents[3]

TELEX = {
    "tieengs Vieejt": "tiếng Việt",
    "tieesng Vietej": "tiếng Việt",
    "hoaf thuys khoer": "hòa thúy khỏe",
    "quys gias gif gieengs giuwx giaf": "quý giá gì giếng giữ già",
    "uow uwow uwo": "ươ ươ ưo",
    "dduwowngf dduowngf dduongwf duongwdf": "đường đường đường đường",
    "dduocwj dduwocwj dduwojcw dduwowcj": "được được được được",
    "thuowr thuowng huowu khuowr": "thuở thương hươu khuở",
    "nguyeenx NGUYEENX Nguyeenx NguyeenX": "nguyễn NGUYỄN Nguyễn Nguyễn",
    "aaa aaaa ass asss aww uww ooo eee ddd": "aa aaa as ass aw uw oo ee dd",
    "asz Vietejz": "a Viêt",
    "asf asfj": "à ạ",
    "aaw awa oow uoow": "ă â ơ ươ",
    "w ww tw tww chwongf": "ư w tư tw chường",
    "gooongf xooong": "goòng xoong",
    "khuyur khuyas ngoeor tuoir tuooir luuw cuwus": "khuỷu khuýa ngoẻo tuỏi tuổi lưu cứu",
    "quaanf quawn quyeetj quowr quoocs quynhf": "quần quăn quyệt quở quốc quỳnh",
    "muwa muaw muaws hoawcj hoacwj hoangf": "mưa mưa mứa hoặc hoặc hoàng",
    "yeeu Ys uir iar": "yêu Ý ủi ỉa",
    "DDawks Lawks Kroong Buks M'Drawks DDak DDoa": "Đắk Lắk Krông Búk M'Drắk Đak Đoa",
    "QDD-UBND DDKKD CCCD": "QĐ-UBND ĐKKD CCCD",
    "Chooj 12/3, tooj 5.": "Chộ 12/3, tộ 5.",
}
VNI = {
    "tie61ng Vie65t Viet65": "tiếng Việt Việt",
    "d9u7o72ng d9uo7ng2 duong972": "đường đường đường",
    "uo7 u7o7 thuo73 thuo7ng": "ươ ươ thuở thương",
    "a66 a11 a10 a0 d99 u77 a88": "a6 a1 a a0 d9 u7 a8",
    "a8 a86 a68 hoa2 thuy1 quy1": "ă â ă hòa thúy quý",
    "12 Tra62n 34": "12 Trần 34",
    "NGUYE64N Nguye64n QD9": "NGUYỄN Nguyễn QĐ",
    "D9a81k La81k": "Đắk Lắk",
}


@pytest.mark.parametrize(("keys", "text"), [*TELEX.items()])
def test_telex_as_people_type_it(keys: str, text: str) -> None:
    assert compose(keys, "telex") == text


@pytest.mark.parametrize(("keys", "text"), [*VNI.items()])
def test_vni_as_people_type_it(keys: str, text: str) -> None:
    assert compose(keys, "vni") == text


@pytest.mark.parametrize(
    "words",
    [
        "windows facebook google software email gmail wifi Zalo internet banana address soft left text next web",
        "Microsoft Samsung Johnson Anderson Strauss Pleiku UBND class http John Schwarz François Müller",
    ],
)
def test_words_that_are_not_vietnamese_come_out_as_typed(words: str) -> None:
    assert compose(words, "telex") == words
    assert compose(words, "vni") == words


@pytest.mark.parametrize(("keys", "word"), [("dataa", "data"), ("offf", "off"), ("tesst", "test"), ("taxxi", "taxi")])
def test_the_key_again_types_the_foreign_word_after_all(keys: str, word: str) -> None:
    assert compose(keys, "telex") == word


@pytest.mark.parametrize(
    ("keys", "old", "new"),
    [
        ("hoaf", "hòa", "hoà"),
        ("hoef", "hòe", "hoè"),
        ("thuys", "thúy", "thuý"),
        ("hoanf", "hoàn", "hoàn"),
        ("quys", "quý", "quý"),
        ("cuar", "của", "của"),
        ("hoais", "hoái", "hoái"),
        ("HOAF", "HÒA", "HOÀ"),
    ],
)
def test_old_and_new_places_of_the_tone(keys: str, old: str, new: str) -> None:
    assert compose(keys, "telex") == old
    assert compose(keys, "telex", "new") == new


@pytest.mark.parametrize("style", ["old", "new"])
@pytest.mark.parametrize("method", ["telex", "vni"])
def test_every_syllable_with_every_tone_in_every_order_of_its_keys(method: Method, style: ToneStyle) -> None:
    wrong = []
    count = 0
    for syllable, spelt in syllables(style):
        for keys in keys_of(*syllable, method):
            count += 1
            got = compose(keys, method, style)
            if got != spelt:
                wrong.append((keys, got, spelt))
    assert not wrong, wrong[:20]
    assert count > 20_000
    assert len(RHYMES) > 150


def _words_of_the_packs() -> Iterator[str]:
    for path in sorted((ROOT / "forms" / "packs").glob("*/form.toml")):
        yield from re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", path.read_text("utf-8")))
    with (ROOT / "forms" / "knowledge" / "communes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield from re.findall(r"[^\W\d_]+", row["label"])


_BY_HAND = frozenset(
    ["Boòng", "Café", "Cuôr", "Dêê", "Êê", "HĐDV", "Khlá", "Loỏng", "Nitơ", "Pơng", "Pưh", "Sơmei", "Tôr"]
)
"""What no Vietnamese rule spells: typed with the row of marks, or with a key more."""


@pytest.mark.parametrize("method", ["telex", "vni"])
def test_every_word_of_the_forms_and_of_the_communes_can_be_typed(method: Method) -> None:
    wrong = set()
    words = {word for word in _words_of_the_packs() if not word.isascii()} - _BY_HAND
    for word in words:
        keys = _plain_keys(word, method)
        if word not in (compose(keys, method), compose(keys, method, "new")):
            wrong.add((keys, compose(keys, method), word))
    assert not wrong
    assert len(words) > 1000


def _plain_keys(word: str, method: Method) -> str:
    """A word's keys with each mark right after its letter and the tone at the end; "oo" that is meant is undone."""
    marks = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}
    tones = dict(zip("\u0301\u0300\u0309\u0303\u0323", zip("sfrxj", "12345", strict=True), strict=True))
    at = 0 if method == "telex" else 1
    keys, tone = "", ""
    for letter in word:
        base, *signs = [*unicodedata.normalize("NFD", letter)]
        if letter in "đĐ":
            base, signs = ("d" if letter == "đ" else "D"), []
            keys += base + (base if method == "telex" else "9")
            continue
        keys += base
        for sign in signs:
            if sign in tones:
                tone = tones[sign][at]
            else:
                keys += marks[sign][at] or base
    return keys + tone


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyzwfjAOUEWDSFX 0123456789-'"), max_size=24))
def test_nothing_is_lost_but_keys_that_are_marks(keys: str) -> None:
    both: tuple[tuple[Method, str], ...] = (("telex", "sfrxjzwaeod"), ("vni", "0123456789"))
    for method, marks in both:
        out = compose(keys, method)
        assert unicodedata.is_normalized("NFC", out)
        letters = _bare(out)
        rest = iter(letters)
        for key in _bare(keys):
            if key not in marks:
                assert key in rest, (method, keys, out)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_comes_out_in_nfc(keys: str) -> None:
    for method in ("telex", "vni"):
        assert unicodedata.is_normalized("NFC", compose(keys, method))


@settings(deadline=None)
@given(st.sampled_from([spelt for _parts, spelt in syllables("old")]))
def test_a_finished_word_stays_as_it_is(word: str) -> None:
    if "oo" not in word:
        for method in ("telex", "vni"):
            assert compose(word, method) == word
            assert compose(compose(word, method), method) == word


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("tueongwsfrxjzadih 0167"), max_size=16), st.sampled_from(["telex", "vni"]))
def test_key_by_key_gives_what_all_keys_give_at_once(keys: str, method: Method) -> None:
    composer, text = Composer(method), ""
    for key in keys:
        away, put = composer.press(key)
        text = text[: len(text) - away] + put
    assert text == compose(keys, method)


def test_after_deleting_what_is_left_can_be_marked() -> None:
    composer, text = Composer("telex"), ""
    for key in "tieens":
        away, put = composer.press(key)
        text = text[: len(text) - away] + put
    assert text == "tiến"
    composer.rub_out()
    text = text[:-1]
    for key in "mj":
        away, put = composer.press(key)
        text = text[: len(text) - away] + put
    assert text == "tiệm"


@pytest.mark.parametrize(
    ("word", "mark", "marked"),
    [
        ("hoa", Mark.GRAVE, "hòa"),
        ("hòa", Mark.GRAVE, "hoa"),
        ("hoà", Mark.ACUTE, "hóa"),
        ("tuong", Mark.HORN, "tương"),
        ("tuo", Mark.HORN, "tươ"),
        ("thuo", Mark.HORN, "thươ"),
        ("thươ", Mark.HORN, "thuơ"),
        ("thuơ", Mark.HORN, "thuo"),
        ("ca", Mark.BREVE, "că"),
        ("că", Mark.ROOF, "câ"),
        ("câ", Mark.ROOF, "ca"),
        ("d", Mark.STROKE, "đ"),
        ("Dang", Mark.STROKE, "Đang"),
        ("nguyen", Mark.ROOF, "nguyên"),
        ("NGUYÊN", Mark.TILDE, "NGUYỄN"),
        ("Glo", Mark.ROOF, "Glô"),
        ("Por", Mark.HORN, "Pơr"),
        ("xyz", Mark.HORN, "xyz"),
        ("", Mark.ACUTE, ""),
    ],
)
def test_the_row_of_marks_marks_any_word(word: str, mark: Mark, marked: str) -> None:
    assert mark_word(word, mark) == marked


def test_every_syllable_can_be_put_together_with_the_row_of_marks() -> None:
    """A tap on each letter, a tap on its mark right after it, and the tone at any time."""
    wrong = []
    for (onset, rhyme, tone), spelt in syllables("old"):
        word = ""
        for letter in onset + rhyme:
            base, *signs = [*unicodedata.normalize("NFD", letter)]
            word += "d" if letter == "đ" else base
            if letter == "đ":
                word = mark_word(word, Mark.STROKE)
            for sign in signs:
                word = mark_word(word, {"\u0302": Mark.ROOF, "\u031b": Mark.HORN, "\u0306": Mark.BREVE}[sign])
            if word.endswith("ươ") and not (onset + rhyme).startswith(word):
                word = mark_word(word, Mark.HORN)
        if tone:
            word = mark_word(word, tone)
        if word != spelt:
            wrong.append((onset, rhyme, tone, word, spelt))
    assert not wrong, wrong[:20]


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in plain if not unicodedata.combining(c))
