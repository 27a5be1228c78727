"""A resident can read which law a procedure rests on, and which dates nobody confirmed."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.pack import load_pack
from tests.support.packs import BIRTH
from ui.screens.laws import laws_of
from ui.screens.procedure import ProcedureScreen
from ui.widgets import Expander, Text


def test_every_law_stands_with_its_dates_and_doubts(qapp: QApplication) -> None:
    procedure = load_pack(BIRTH).procedure
    lines = laws_of(procedure, "en").splitlines()
    assert len(lines) == len(procedure.legal_basis)
    old = next(line for line in lines if "60/2014" in line)
    assert "in force from 01/01/2016, until 28/02/2027, ask the officer to confirm" in old
    new = next(line for line in lines if "03/2026" in line)
    assert new.endswith("(in force from 01/03/2027)")


def test_they_stand_on_the_page_of_the_procedure_closed_until_asked_for(qtbot: QtBot) -> None:
    screen = ProcedureScreen(load_pack(BIRTH), "en", set())
    qtbot.addWidget(screen)
    (laws,) = screen.findChildren(Expander)
    assert not laws.is_open()
    assert "60/2014" in " ".join(label.text() for label in laws.findChildren(Text))
