"""Pages of a form driven by hands: keys, taps, Continue, and what the screen says."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.contract import FormSession
from tests.support.forms_ui import Disk
from tests.support.hands import type_text
from tests.ui.conftest import KIOSK, TABLET
from tests.ui.form.test_controller import Flag, answer_all
from ui import i18n
from ui.form import CHECK, CheckAnswersPage, FormController, QuestionPage, RepeatPage, screen_for
from ui.form.block import QuestionBlock
from ui.form.choice_answers import SelectAnswer
from ui.form.text_answers import TextAnswer
from ui.widgets import MOVING_ON, Screen, SearchList, SecondaryButton

LEFT = Qt.MouseButton.LeftButton
Show = Callable[..., Screen]


def page_of(screen: Screen) -> QuestionPage:
    """The screen, known to be a question page."""
    assert isinstance(screen, QuestionPage)
    return screen


def only(page: QuestionPage) -> tuple[str, TextAnswer]:
    """The one question of a page and its text widget."""
    ((ref, block),) = page.blocks.items()
    assert isinstance(block.widget, TextAnswer)
    return ref, block.widget


def field_of(block: QuestionBlock) -> QWidget:
    """The first field of a question that has one."""
    field = block.first_field()
    assert field is not None
    return field


def press_continue(page: Screen, qtbot: QtBot) -> None:
    """Press Continue, as the only tap for a while."""
    MOVING_ON.reset()
    qtbot.mouseClick(page.continue_button, LEFT)


def test_typing_a_name_and_continue_leads_to_the_next_question(
    show: Show, controller: FormController, disk: Disk, qtbot: QtBot
) -> None:
    page = page_of(show())
    assert page.heading.text() == "Họ và tên"
    ref, widget = only(page)
    qtbot.waitUntil(widget.field.hasFocus)
    type_text(widget.field, "Nguyễn Thị Hoa")
    with qtbot.waitSignal(controller.moved, timeout=20_000):
        press_continue(page, qtbot)
    assert controller.session.question(ref).value == "Nguyễn Thị Hoa"
    assert controller.place == "/data/birth"
    assert any("Nguyễn Thị Hoa" in xml.decode() for xml, _page in disk.written)


def test_enter_in_the_field_goes_on_once(show: Show, controller: FormController, qtbot: QtBot) -> None:
    page = page_of(show())
    _ref, widget = only(page)
    type_text(widget.field, "Hoa")
    MOVING_ON.reset()
    for _ in range(2):
        qtbot.keyClick(widget.field, Qt.Key.Key_Return)
    assert controller.place == "/data/birth"


def test_an_answer_is_saved_within_a_second_without_any_press(show: Show, disk: Disk, qtbot: QtBot) -> None:
    _ref, widget = only(page_of(show()))
    type_text(widget.field, "Hoa")
    qtbot.waitUntil(lambda: any("Hoa" in xml.decode() for xml, _page in disk.written), timeout=20_000)


def test_saved_is_said_only_when_it_is_true(session: FormSession, show: Show, qtbot: QtBot) -> None:
    disk = Disk()
    controller = FormController(session, disk.save)
    page = page_of(show(driver=controller))
    assert page.status.saved_text() == "Saved"
    disk.held = True
    _ref, widget = only(page)
    type_text(widget.field, "Hoa")
    assert page.status.saved_text() == ""
    qtbot.waitUntil(lambda: bool(disk.waiting), timeout=20_000)
    assert page.status.saved_text() == ""
    disk.release()
    assert page.status.saved_text() == "Saved"
    controller.close()


def test_a_save_that_fails_is_said_and_continue_stays(session: FormSession, show: Show, qtbot: QtBot) -> None:
    disk = Disk()
    controller = FormController(session, disk.save)
    page = page_of(show(driver=controller))
    disk.broken = OSError("full")
    _ref, widget = only(page)
    type_text(widget.field, "Hoa")
    press_continue(page, qtbot)
    assert page.status.saved_text() == "Not saved yet"
    assert "not saved yet" in page.summary.links()[0].label()
    assert widget.field.value() == "Hoa"
    controller.close()


def test_continue_without_an_answer_says_it_above_and_at_the_question_in_the_same_words(
    show: Show, qtbot: QtBot
) -> None:
    page = page_of(show())
    press_continue(page, qtbot)
    ((ref, block),) = page.blocks.items()
    said = page.summary.links()[0].label()
    assert said == block.error_text() == block.error.text() == "Ông/bà ghi giúp họ tên."
    assert field_of(block).accessibleDescription() == said
    qtbot.waitUntil(page.summary.hasFocus)
    qtbot.mouseClick(page.summary.links()[0], LEFT)
    qtbot.waitUntil(field_of(block).hasFocus)
    assert ref == "/data/name"


def test_the_sentence_goes_away_when_the_answer_is_right(show: Show, qtbot: QtBot) -> None:
    page = page_of(show())
    press_continue(page, qtbot)
    ((_ref, block),) = page.blocks.items()
    type_text(field_of(block), "Hoa")
    qtbot.waitUntil(lambda: block.error_text() == "", timeout=20_000)
    assert field_of(block).property("wrong") == "false"


def test_letters_in_a_number_are_explained_while_they_stand_there(
    show: Show, controller: FormController, qtbot: QtBot
) -> None:
    page = page_of(show("/data/copies"))
    ref, widget = only(page)
    QTest.keyClicks(widget.field, "hai")
    qtbot.waitUntil(lambda: bool(page.blocks[ref].error_text()), timeout=20_000)
    press_continue(page, qtbot)
    assert controller.place == "/data/copies"
    assert controller.session.question(ref).value == ""
    assert widget.field.text() == "hai"
    assert page.summary.links()[0].label() == page.blocks[ref].error_text()


def test_changing_language_or_text_size_loses_no_letter(
    show: Show, controller: FormController, qapp: QApplication, wear
) -> None:
    page = page_of(show("/data/copies"))
    ref, widget = only(page)
    QTest.keyClicks(widget.field, "hai")
    page.settle()
    i18n.install(qapp, "vi")
    wear(scale=1.5)
    again = page_of(show())
    assert again.heading.text() == "Số bản sao"
    _ref, second = only(again)
    assert second.field.text() == "hai"
    assert again.blocks[ref].error_text() == "“Số bản sao”: ông/bà chỉ ghi chữ số, không ghi phần lẻ."


def test_a_ten_megabyte_paste_gets_a_sentence_and_keeps_the_name(show: Show, qtbot: QtBot) -> None:
    page = page_of(show())
    ref, widget = only(page)
    type_text(widget.field, "Hoa")
    QGuiApplication.clipboard().setText("x" * 10_000_000)
    qtbot.keyClick(widget.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    assert "at most 200 letters" in page.blocks[ref].error_text()
    assert widget.field.value() == "Hoa"


def test_skipping_is_offered_only_where_no_answer_is_needed(show: Show, controller: FormController) -> None:
    assert page_of(show("/data/name")).skip_button is None
    assert page_of(show("/data/birth")).skip_button is not None
    assert page_of(show("/data/pledge")).skip_button is None
    assert page_of(show("/data/kept")).skip_button is None
    assert page_of(show("/data/home")).skip_button is None


def test_skipping_leaves_nothing_of_what_was_typed(show: Show, controller: FormController, qtbot: QtBot) -> None:
    page = page_of(show("/data/copies"))
    ref, widget = only(page)
    QTest.keyClicks(widget.field, "hai")
    assert page.skip_button is not None
    qtbot.mouseClick(page.skip_button, LEFT)
    page.settle()
    assert controller.place == "/data/amount"
    assert (controller.typed(ref), controller.session.question(ref).value) == (None, "")


def test_why_is_answered_in_place(show: Show, controller: FormController, qtbot: QtBot) -> None:
    controller.answer("/data/relation", "other")
    page = page_of(show("/data/who"))
    why = page.blocks["/data/who"].why
    assert why is not None
    qtbot.mouseClick(why.button, LEFT)
    assert why.panel.isVisible()
    assert "Để cán bộ biết." in page.spoken()


def search_of(page: QuestionPage, ref: str) -> SearchList:
    """The search list of a question."""
    widget = page.blocks[ref].widget
    assert isinstance(widget, SelectAnswer)
    assert isinstance(widget.list, SearchList)
    return widget.list


def test_a_group_shows_what_depends_on_its_answers(show: Show, controller: FormController, qtbot: QtBot) -> None:
    page = page_of(show("/data/home"))
    assert list(page.blocks) == ["/data/home/province", "/data/home/commune"]
    assert not any(button.isVisible() for button in search_of(page, "/data/home/commune").buttons)
    qtbot.mouseClick(search_of(page, "/data/home/province").buttons[0], LEFT)
    commune = search_of(page, "/data/home/commune")
    assert [button.label() for button in commune.buttons if button.isVisible()] == ["Xã Một", "Xã Hai"]
    qtbot.mouseClick(commune.buttons[1], LEFT)
    assert list(page.blocks)[-1] == "/data/home/street"
    qtbot.waitUntil(page.blocks["/data/home/street"].isVisible)
    controller.answer("/data/home/commune", "")
    assert "/data/home/street" not in page.blocks


def test_an_answer_elsewhere_does_not_disturb_what_is_being_typed(
    show: Show, controller: FormController, qtbot: QtBot
) -> None:
    controller.answer("/data/home/province", "p1")
    controller.answer("/data/home/commune", "c1")
    page = page_of(show("/data/home"))
    street = page.blocks["/data/home/street"].widget
    assert isinstance(street, TextAnswer)
    type_text(street.field, "Thôn")
    controller.changed.emit(frozenset({"/data/home/street"}))
    assert street.field.text() == "Thôn"


def test_only_the_newest_screen_listens(show: Show, controller: FormController, qtbot: QtBot) -> None:
    old = page_of(show())
    new = page_of(show())
    controller.forward()
    assert new.summary.isVisibleTo(new)
    assert not old.summary.isVisibleTo(old)
    old.forward.emit()
    old.back.emit()
    assert controller.place == "/data/name"


def test_where_the_question_stands_is_said(show: Show, controller: FormController) -> None:
    page = page_of(show("/data/birth"))
    assert page.progress.text() == "Part {} of {}".format(*controller.part())


def test_without_a_camera_a_picture_is_left_to_the_volunteer(
    show: Show, controller: FormController, qtbot: QtBot
) -> None:
    page = page_of(show("/data/picture"))
    ((ref, block),) = page.blocks.items()
    qtbot.mouseClick(field_of(block), LEFT)
    assert "ask the volunteer" in block.error_text()
    asked: list[str] = []
    controller.upload = asked.append
    take = field_of(block)
    assert isinstance(take, SecondaryButton)
    take.guard.reset()
    qtbot.mouseClick(field_of(block), LEFT)
    assert asked == [ref]


class TestCheckAnswers:
    """The last page: every answer in words, and a way to change each."""

    def test_every_answer_has_a_big_button_to_change_it(
        self, show: Show, controller: FormController, qtbot: QtBot
    ) -> None:
        answer_all(controller)
        page = show(CHECK)
        assert isinstance(page, CheckAnswersPage)
        row = page.rows["/data/name"]
        assert (row.label.text(), row.text.text()) == ("Họ và tên", "Nguyễn Thị Hoa")
        assert row.change.height() >= 72
        assert row.change.accessibleName() == "Change: Họ và tên"
        assert page.rows["/data/home/commune"].text.text() == "Xã Một"
        assert page.rows["/data/birth"].text.text() == "Not answered"
        with qtbot.waitSignal(controller.moved, timeout=20_000):
            qtbot.mouseClick(row.change, LEFT)
        assert controller.place == "/data/name"
        again = page_of(show())
        press_continue(again, qtbot)
        assert controller.place == CHECK

    def test_problems_are_on_top_and_lead_to_their_page(
        self, show: Show, controller: FormController, qtbot: QtBot
    ) -> None:
        page = show(CHECK)
        assert isinstance(page, CheckAnswersPage)
        assert page.summary.isVisible()
        assert page.summary.links()[0].label() == "Ông/bà ghi giúp họ tên."
        assert page.rows["/data/name"].error.text() == "Ông/bà ghi giúp họ tên."
        qtbot.mouseClick(page.summary.links()[0], LEFT)
        assert controller.place == "/data/name"

    def test_sections_that_do_not_apply_are_not_shown(self, show: Show, controller: FormController) -> None:
        answer_all(controller)
        page = show(CHECK)
        assert isinstance(page, CheckAnswersPage)
        assert "/data/who" not in page.rows
        controller.answer("/data/relation", "other")
        page = show(CHECK)
        assert isinstance(page, CheckAnswersPage)
        assert "/data/who" in page.rows


class TestCorrection:
    """The officer's comment stands above the question, and nothing else is asked."""

    @pytest.fixture
    def correcting(self, session: FormSession) -> FormController:
        filled = FormController(session, Disk().save)
        answer_all(filled)
        return FormController(session, Disk().save, flagged=(Flag("/data/name", "Tên viết chưa đủ dấu."),))

    def test_the_comment_is_shown_above_the_question(self, show: Show, correcting: FormController) -> None:
        page = page_of(show(driver=correcting))
        block = page.blocks["/data/name"]
        assert block.comment.isVisible()
        assert block.comment.text() == "Tên viết chưa đủ dấu."
        assert block.comment.y() < block.widget.y()
        assert page.progress.text() == "1 of 1"

    def test_the_check_page_shows_what_was_asked_again(self, show: Show, correcting: FormController) -> None:
        page = show(CHECK, driver=correcting)
        assert isinstance(page, CheckAnswersPage)
        assert list(page.rows) == ["/data/name"]


def test_a_page_that_an_answer_removed_shows_the_check_page_instead(controller: FormController, qtbot: QtBot) -> None:
    controller.answer("/data/relation", "other")
    controller.place = "/data/who"
    controller.answer("/data/relation", "mother")
    screen = screen_for(controller)
    qtbot.addWidget(screen)
    assert isinstance(screen, CheckAnswersPage)
    assert controller.place == CHECK


def test_the_pages_of_a_repeat_have_add_and_take_away(qtbot: QtBot) -> None:
    from tests.support.forms_ui import form, start

    definition = form(
        "<child jr:template=''><n/></child>",
        "<bind nodeset='/data/child/n' type='string'/>",
        "<group ref='/data/child'><label>Con</label><repeat nodeset='/data/child'>"
        "<input ref='/data/child/n'><label>Tên con</label></input></repeat></group>",
    )
    controller = FormController(start(definition), Disk().save, page="/data/child")
    screen = screen_for(controller)
    qtbot.addWidget(screen)
    assert isinstance(screen, RepeatPage)
    assert screen.heading.text() == "Con"
    screen.show()
    there = controller.session.repeats("/data/child")
    qtbot.mouseClick(screen.add_button, LEFT)
    assert controller.session.repeats("/data/child") == there + 1
    shown = screen_for(controller)
    qtbot.addWidget(shown)
    assert isinstance(shown, QuestionPage)
    assert shown.section.text() == f"Con, number {there + 1}"


@pytest.mark.parametrize("profile", [KIOSK, TABLET])
def test_a_page_within_a_repeat_says_which_instance_it_is_about(qtbot: QtBot, wear, profile) -> None:
    from tests.support.forms_ui import form, start

    definition = form(
        "<child jr:template=''><n/></child>",
        "<bind nodeset='/data/child/n' type='string'/>",
        "<group ref='/data/child'><label>Con</label><repeat nodeset='/data/child'>"
        "<input ref='/data/child/n'><label>Tên con</label></input></repeat></group>",
    )
    session = start(definition)
    for _ in range(2):
        session.add_repeat("/data/child")
    wear(profile)
    for number in (1, 2):
        screen = screen_for(FormController(session, Disk().save, page=f"/data/child[{number}]/n"))
        qtbot.addWidget(screen)
        screen.show()
        assert screen.section.isVisible()
        assert screen.section.text() == f"Con, number {number}"


def test_the_buttons_of_a_repeat_name_the_number_and_refuse_the_second_of_two_quick_taps(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support.forms_ui import form, start

    monkeypatch.setattr(MOVING_ON, "clock", lambda: 7.0)

    definition = form(
        "<child jr:template=''><n/></child>",
        "<bind nodeset='/data/child/n' type='string'/>",
        "<group ref='/data/child'><label>Con</label><repeat nodeset='/data/child'>"
        "<input ref='/data/child/n'><label>Tên con</label></input></repeat></group>",
    )
    session = start(definition)
    for _ in range(3):
        session.add_repeat("/data/child")
    there = session.repeats("/data/child")
    controller = FormController(session, Disk().save, page="/data/child")
    screen = screen_for(controller)
    qtbot.addWidget(screen)
    assert isinstance(screen, RepeatPage)
    screen.show()
    assert screen.remove_button.label() == f"Take number {there} away"
    assert screen.add_button.label() == f"Add number {there + 1}"
    qtbot.mouseClick(screen.remove_button, LEFT)
    qtbot.mouseClick(screen.remove_button, LEFT)
    assert session.repeats("/data/child") == there - 1
    assert screen.remove_button.label() == f"Take number {there - 1} away"
