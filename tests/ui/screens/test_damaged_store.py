"""A store that was damaged: the volunteer meets a calm page, sees what can be saved, and the kiosk works again."""

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from kiosk.app import Kiosk
from kiosk.store.keys import key_folder
from kiosk.types import InitialSecrets
from tests.support.damage import cut
from tests.support.kiosks import PIN, begin, finish
from tests.support.shell import Visitor
from ui.app import KioskApp, Options
from ui.screens.recovery import KeyScreen, RestoredScreen


def started(qapp: QApplication, home: Path, pictures: Path) -> Visitor:
    app = KioskApp(qapp, Options(home=home, px_per_mm=4.03), lambda: Kiosk.open(home))
    visitor = Visitor(app, pictures)
    app.start()
    app.appearance.set_language("en")
    return visitor


def test_the_volunteer_restores_the_store_from_the_screen(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    kiosk = Kiosk.open(home)
    draft = begin(kiosk)
    kiosk.back_up()
    receipt = finish(kiosk, begin(kiosk))
    crashed = tmp_path / "crashed"
    shutil.copytree(home, crashed)
    kiosk.close()
    cut(crashed)
    visitor = started(qapp, crashed, tmp_path)
    try:
        visitor.wait_for("recovery-damaged")
        visitor.press("Volunteer: see what can be saved")
        visitor.wait_for("recovery-plan")
        visitor.press("Restore now")
        visitor.wait_for("recovery-restored")
        shown = " ".join(label.text() for label in visitor.on(RestoredScreen).findChildren(QLabel))
        assert "20" in shown, "where the damaged file is kept"
        visitor.wait(lambda: visitor.app.is_open, "the store did not open")
        assert visitor.kiosk.drafts.resume(draft.code, PIN).xml == draft.xml
        assert visitor.kiosk.dossiers.view(receipt.code).number == 1
        visitor.press("To the first page")
        visitor.wait_for("start")
    finally:
        visitor.app.close()


def test_a_lost_key_comes_back_by_the_recovery_code(
    qapp: QApplication, home: Path, first_start: tuple[Path, InitialSecrets], tmp_path: Path
) -> None:
    for file in key_folder(home).glob("dbkey*"):
        file.unlink()
    visitor = started(qapp, home, tmp_path)
    try:
        visitor.wait_for("recovery-key")
        page = visitor.on(KeyScreen)
        page.field.setText("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")
        visitor.continue_()
        visitor.wait(lambda: "does not fit" in visitor.complaint, "a wrong code is not explained")
        page.field.setText(first_start[1].recovery_code)
        visitor.continue_()
        visitor.wait(lambda: visitor.app.is_open, "the store did not open")
        visitor.wait_for("start")
    finally:
        visitor.app.close()
