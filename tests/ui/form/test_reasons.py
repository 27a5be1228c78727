"""Every question says why it is asked; a page says the same thing once."""

from pytestqt.qtbot import QtBot

from forms.pack import load_pack
from tests.support.filling import answer, start
from tests.support.forms_ui import Disk
from tests.support.packs import PACKS
from ui.form import FormController, screen_for
from ui.form.question_page import QuestionPage

AUTHORITY = "/data/authority"


def test_one_reason_for_an_address_stands_once_and_goes_on_when_its_first_question_goes(qtbot: QtBot) -> None:
    session = start(load_pack(PACKS / "1.007695"))
    answer(session, authority_province="68", authority_commune="25126")
    controller = FormController(session, Disk().save)
    controller.place = next(page.key for page in session.pages() if f"{AUTHORITY}/authority_commune" in page.refs)
    page = screen_for(controller)
    qtbot.addWidget(page)
    assert isinstance(page, QuestionPage)
    blocks = list(page.blocks.values())
    assert len(blocks) > 1
    assert {block.reason for block in blocks} == {blocks[0].reason}
    assert blocks[0].reason
    assert [block.why is not None for block in blocks] == [True, *[False] * (len(blocks) - 1)]
    blocks[1].show_reason(visible=True)
    blocks[0].show_reason(visible=False)
    assert blocks[1].why is not None
    assert blocks[0].why is not None
    assert blocks[0].why.isHidden()
    controller.close()


def test_different_reasons_on_one_page_all_stand(qtbot: QtBot) -> None:
    session = start(load_pack(PACKS / "1.007695"))
    controller = FormController(session, Disk().save)
    controller.place = next(page.key for page in session.pages() if "/data/land/areas/area_unused" in page.refs)
    page = screen_for(controller)
    qtbot.addWidget(page)
    assert isinstance(page, QuestionPage)
    reasons = [block.reason for block in page.blocks.values()]
    assert len(set(reasons)) == len(reasons)
    assert all(block.why is not None for block in page.blocks.values())
    controller.close()
