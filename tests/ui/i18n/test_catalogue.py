"""The catalogues are complete, in step with the sources, and written as a kind civil servant writes."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import i18n
from ui.i18n.__main__ import main
from ui.i18n.catalogue import TARGETS, Message, faults, findings
from ui.widgets import Screen


@pytest.mark.parametrize("language", TARGETS)
def test_the_catalogue_may_be_shipped(language: str) -> None:
    found = findings(language)
    assert not found, "run python -m ui.i18n update, translate, release:\n" + "\n".join(found)


def test_check_says_so_with_its_exit_code() -> None:
    assert main(["check"]) == (1 if any(findings(language) for language in TARGETS) else 0)


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("Screen", "Continue", "", finished=False), "not translated"),
        (Message("Screen", "{count} left", "còn lại", finished=True), "the places in braces differ"),
        (Message("Screen", "Wrong", "Số không hợp lệ", finished=True), "says 'không hợp lệ'"),
        (Message("Screen", "Please", "Vui lòng nhập lại", finished=True), "says 'vui lòng'"),
        (Message("Screen", "Name", "Ho\u0323 te\u0302n", finished=True), "not in NFC"),
        (Message("sentences", "Long", "một " * 21, finished=True), "over 20 words"),
    ],
)
def test_the_check_finds_what_must_not_be_shipped(message: Message, fault: str) -> None:
    assert fault in faults(message)
    assert not faults(Message("Screen", "Continue", "Tiếp tục", finished=True))


def test_the_pseudo_locale_marks_every_text_and_makes_it_longer(qtbot: QtBot, qapp: QApplication) -> None:
    i18n.install(qapp, "pseudo")
    screen = Screen()
    qtbot.addWidget(screen)
    assert screen.continue_button.label() == "ẪContinue···Ễ"


def test_switching_back_leaves_no_translator_behind(qapp: QApplication) -> None:
    i18n.install(qapp, "vi")
    assert QCoreApplication.translate("Screen", "Continue") == "Tiếp tục"
    assert i18n.current() == "vi"
    i18n.install(qapp, "en")
    assert QCoreApplication.translate("Screen", "Continue") == "Continue"


@pytest.mark.parametrize("language", ["xx", "../vi", ""])
def test_a_language_that_is_not_there_is_refused_and_the_old_one_stays(qapp: QApplication, language: str) -> None:
    i18n.install(qapp, "vi")
    with pytest.raises(ValueError, match="no translation"):
        i18n.install(qapp, language)
    assert i18n.current() == "vi"
    assert QCoreApplication.translate("Screen", "Back") == "Quay lại"
