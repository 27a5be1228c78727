"""Language packs: what the project ships, what may be dropped in, and what is refused before anything of it is used."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from ui import i18n
from ui.i18n.packs import QM_BYTES, TOML_BYTES, LanguagePackRefused, read_pack
from ui.i18n.translators import PackTranslator, fits
from ui.theme import asset
from ui.theme.fonts import families, font

TOML = """
code = "hm"
name = "Hmoob"
english = "Hmong"
short = "H"
direction = "ltr"
forms = "vi"
state = "started"
review = "needed"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of packs with one good one in it."""
    made = tmp_path / "languages" / "hm"
    made.mkdir(parents=True)
    (made / "language.toml").write_text(TOML, "utf-8")
    shutil.copy(asset("i18n", "kiosk_km.qm"), made / "kiosk.qm")
    return made.parent


@pytest.fixture
def only_our_packs(qapp: QApplication):
    """Other tests do not see the packs of this one."""
    yield
    i18n.use_folder(qapp, None)


def test_the_project_ships_four_languages_and_says_how_far_each_is() -> None:
    known = {pack.code: pack for pack in i18n.packs()}
    assert list(known) == ["vi", "en", "ar", "km"]
    assert known["ar"].right_to_left
    assert known["ar"].complete
    assert not known["km"].complete
    assert not known["km"].reviewed
    assert not known["ar"].reviewed
    assert [known[code].forms for code in ("vi", "en", "ar", "km")] == ["vi", "en", "en", "vi"]


def test_every_shipped_font_has_its_licence_beside_it() -> None:
    for pack in i18n.packs():
        for path in pack.fonts:
            assert "SIL OPEN FONT LICENSE" in (path.parent / "OFL.txt").read_text("utf-8").upper(), path


@pytest.mark.parametrize("code", ["ar", "km"])
@pytest.mark.parametrize("bold", [False, True])
def test_the_pack_s_own_font_draws_its_name(qapp: QApplication, code: str, bold: bool) -> None:
    pack = next(pack for pack in i18n.packs() if pack.code == code)
    layout = QTextLayout(pack.name, font(30, bold=bold))
    layout.beginLayout()
    layout.createLine().setLineWidth(100_000)
    layout.endLayout()
    drawn_by = {run.rawFont().familyName() for run in layout.glyphRuns()}
    assert drawn_by == {pack.family}
    assert all(index for run in layout.glyphRuns() for index in run.glyphIndexes()), "a letter is missing"


def test_khmer_words_are_parted_so_that_lines_can_break() -> None:
    from ui.i18n.catalogue import messages, path_of

    texts = [each.translation for each in messages(path_of("km")) if each.finished and len(each.translation) > 30]
    assert len(texts) > 20
    assert [text for text in texts if "\u200b" not in text] == []


def test_what_khmer_lacks_is_shown_in_vietnamese(qapp: QApplication) -> None:
    i18n.install(qapp, "km")
    assert QCoreApplication.translate("Screen", "Continue") == "បន្ត"
    assert QCoreApplication.translate("PinPad", "Delete the last digit") == "Xóa số vừa bấm"


def test_arabic_mirrors_the_interface_and_english_turns_it_back(qapp: QApplication) -> None:
    i18n.install(qapp, "ar")
    assert qapp.isRightToLeft()
    i18n.install(qapp, "en")
    assert not qapp.isRightToLeft()


def test_a_dropped_in_pack_is_offered(qapp: QApplication, folder: Path, only_our_packs: None) -> None:
    i18n.use_folder(qapp, folder)
    assert ("hm", "Hmoob") in i18n.languages()
    i18n.install(qapp, "hm")
    assert QCoreApplication.translate("Screen", "Continue") == "បន្ត"
    assert i18n.forms_language("hm") == "vi"


def test_a_started_language_is_replaced_by_who_finished_it_and_a_complete_one_never(
    qapp: QApplication, folder: Path, only_our_packs: None, caplog: pytest.LogCaptureFixture
) -> None:
    for code in ("km", "vi"):
        shutil.copytree(folder / "hm", folder / code)
        (folder / code / "language.toml").write_text(TOML.replace('"hm"', f'"{code}"').replace("started", "complete"))
    with caplog.at_level(logging.WARNING):
        i18n.use_folder(qapp, folder)
        known = {pack.code: pack for pack in i18n.packs()}
    assert known["km"].dropped_in
    assert not known["vi"].dropped_in
    assert "vi is not used: the kiosk has this language" in caplog.text


def _link(pack: Path) -> None:
    (pack / "kiosk.qm").unlink()
    (pack / "kiosk.qm").symlink_to(asset("i18n", "kiosk_vi.qm"))


def _edit(old: str, new: str) -> Callable[[Path], None]:
    def change(pack: Path) -> None:
        path = pack / "language.toml"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return change


def _append(text: str) -> Callable[[Path], None]:
    return _edit('review = "needed"', f'review = "needed"\n{text}')


def _font(name: str, data: bytes = b"\x00\x01\x00\x00more") -> Callable[[Path], None]:
    def change(pack: Path) -> None:
        (pack / "fonts").mkdir()
        (pack / "fonts" / "a.ttf").write_bytes(data)
        _append(f'[font]\nfamily = "Own"\nfiles = ["{name}"]')(pack)

    return change


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda pack: (pack / "language.toml").unlink(), "missing"),
        (lambda pack: (pack / "language.toml").write_bytes(b" " * (TOML_BYTES + 1)), "too large"),
        (lambda pack: (pack / "language.toml").write_bytes(b"\xff\xfe"), "cannot be read"),
        (_edit('code = "hm"', 'code = "../vi"'), "code is two or three small letters"),
        (_edit('code = "hm"', 'code = "xx"'), "name the folder like the code"),
        (_edit("Hmoob", "A" * 41), "name is 1 to 40 letters"),
        (_edit("Hmoob", "a\\u202eb"), "name is 1 to 40 letters"),
        (_edit("Hmoob", "a\\u0007b"), "name is 1 to 40 letters"),
        (_edit('"ltr"', '"up"'), "direction is one of ltr, rtl"),
        (_edit('forms = "vi"', 'forms = "km"'), "forms is one of vi, en"),
        (_append("program = 'rm'"), "take out program"),
        (lambda pack: (pack / "kiosk.qm").write_bytes(b"#!/bin/sh"), "not what its name says"),
        (lambda pack: (pack / "kiosk.qm").unlink(), "kiosk.qm is missing"),
        (lambda pack: os.truncate(pack / "kiosk.qm", QM_BYTES + 1), "over 4 MB"),
        (_link, "no plain file"),
        (_font("../../../etc/passwd"), "is not fonts/NAME.ttf"),
        (_font("fonts/none.ttf"), "is missing"),
        (_font("fonts/a.ttf", b"MZ\x90\x00"), "not what its name says"),
        (_append('[font]\nfamily = "Noto Sans"\nfiles = []'), "a name of its own"),
        (_append('[font]\nfamily = "Own"\nfiles = []'), "1 to 4 font files"),
    ],
)
def test_a_pack_that_is_not_one_is_refused_by_name(
    folder: Path, damage: Callable[[Path], object], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    damage(folder / "hm")
    with pytest.raises(LanguagePackRefused, match=said.replace("[", r"\[")):
        read_pack(folder / "hm")


def test_a_refused_pack_keeps_no_other_from_being_used(
    qapp: QApplication, folder: Path, only_our_packs: None, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(folder / "hm", folder / "bad")
    with caplog.at_level(logging.WARNING):
        i18n.use_folder(qapp, folder)
        assert [pack.code for pack in i18n.packs()] == ["vi", "en", "ar", "km", "hm"]
    assert "bad is not used" in caplog.text


def test_a_font_that_cannot_be_drawn_with_takes_its_pack_out(
    qapp: QApplication, folder: Path, only_our_packs: None
) -> None:
    _font("fonts/a.ttf")(folder / "hm")
    i18n.use_folder(qapp, folder)
    assert "hm" not in [pack.code for pack in i18n.packs()]
    assert "Own" not in families()


@pytest.mark.parametrize(
    ("source", "translation", "good"),
    [
        ("{count} left", "còn {count}", True),
        ("{first} of {last}", "{last} / {first}", True),
        ("{count} left", "còn", False),
        ("{count} left", "{count.__class__}", False),
        ("{count} left", "{count} {count!r:>10}", False),
        ("{0} left", "{0[a]}", False),
        ("Back", "{x}", False),
        ("Back", "{", False),
        ("Back", "B" * 500, False),
    ],
)
def test_a_translation_names_the_places_of_its_source_and_no_others(source: str, translation: str, good: bool) -> None:
    assert fits(source, translation) is good


def test_a_translation_that_does_not_fit_gives_way_to_the_next(qapp: QApplication) -> None:
    class Hostile(QTranslator):
        def translate(self, _context: str, _source: str, _more: str | None = None, _n: int = -1) -> str:
            return "{count.__class__.__init__.__globals__}"

        def isEmpty(self) -> bool:  # noqa: N802 - Qt's own
            return False

    translator = PackTranslator(Hostile(), None, qapp)
    assert translator.translate("StatusBar", "Waiting to send: {count}") == "Waiting to send: {count}"


OVERWRITTEN = """
import gc, os, sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui import i18n
from ui.theme.fonts import font

def drawn():
    image = QImage(400, 80, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        painter.setFont(font(40))
        painter.drawText(10, 60, "ហហហ")
    return bytes(image.constBits())

app = QApplication(["test"])
folder = Path(sys.argv[1])
i18n.use_folder(app, folder)
i18n.install(app, "hm")
gc.collect()
before = drawn()
for path in folder.rglob("*"):
    if path.is_file():
        os.truncate(path, 0)
assert any(before), "nothing was drawn"
assert QCoreApplication.translate("Screen", "Continue") != "Continue"
assert drawn() == before
assert QCoreApplication.translate("PinPad", "Delete the last digit") != "Delete the last digit"
"""


def test_a_pack_that_is_cut_short_under_a_running_kiosk_takes_nothing_down(folder: Path) -> None:
    # A stick pulled out while a newer pack is copied. In a process of its own, as it was a bus error.
    shutil.copytree(asset("languages", "km", "fonts"), folder / "hm" / "fonts")
    with (folder / "hm" / "language.toml").open("a") as more:
        more.write('[font]\nfamily = "Noto Sans Khmer"\nfiles = ["fonts/NotoSansKhmer-Regular.ttf"]\n')
    done = subprocess.run([sys.executable, "-c", OVERWRITTEN, str(folder)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
