"""The keyboard in the whole application: codes, names and searches typed with it, and nothing left of them."""

from PySide6.QtWidgets import QWidget

from tests.support.shell import NAME_REF, Visitor, open_form
from tests.ui.screens.conftest import first_start, home, portal, visitor
from ui.form import QuestionPage
from ui.keyboard.keyboard import Keyboard
from ui.keyboard.keys import KeyButton
from ui.keyboard.layouts import Act
from ui.keyboard.letters import Mark
from ui.keyboard.typing import TYPING
from ui.widgets import TextField

__all__ = ["first_start", "home", "portal", "visitor"]


def keyboard(visitor: Visitor) -> Keyboard:
    """The one in the window."""
    (found,) = visitor.app.window.findChildren(Keyboard)
    return found


def strike(visitor: Visitor, *keys: str) -> None:
    for key in keys:
        button = keyboard(visitor).key(key)
        button.guard.reset()
        visitor.press_widget(button)


def the_field(visitor: Visitor) -> TextField:
    (field,) = [each for each in visitor.screen.findChildren(TextField) if each.isVisible()]
    return field


def test_a_follow_up_code_is_typed_in_capitals_and_looked_for(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Where is my dossier?")
    visitor.wait_for("follow")
    visitor.press_widget(the_field(visitor))
    strike(visitor, *"abc", "-", *"defgh", "-", "j")
    assert the_field(visitor).text() == "ABC-DEFGH-J"
    strike(visitor, Act.GO_ON)
    visitor.wait(lambda: visitor.complaint, "nothing was said about the code")


def test_a_search_finds_while_the_keys_are_there(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    visitor.press_widget(the_field(visitor))
    strike(visitor, *"khai sinh", Act.GO_ON)
    assert not keyboard(visitor).isVisible()
    visitor.wait(lambda: visitor.sees("birth"), "nothing was found")


def test_a_name_is_typed_saved_and_gone_after_the_visit(visitor: Visitor) -> None:
    visitor.home_page()
    controller = open_form(visitor)
    visitor.continue_()
    visitor.wait_for("question")
    controller.edit(controller.page_of(NAME_REF))
    visitor.wait(
        lambda: isinstance(visitor.screen, QuestionPage) and NAME_REF in visitor.screen.blocks, "no name asked"
    )
    visitor.press_widget(the_field(visitor))
    strike(visitor, "l", "u", Mark.HORN, "u", Mark.DOT)
    assert the_field(visitor).text() == "Lựu"
    before = visitor.screen
    strike(visitor, Act.GO_ON)
    visitor.wait(lambda: visitor.screen is not before, "it did not go on")
    assert controller.session.question(NAME_REF).value == "Lựu"
    visitor.app.end_visit()
    visitor.wait_for("start")
    found = keyboard(visitor)
    assert not found.isVisible()
    assert found.field is None
    said = [each.accessibleName() for each in found.findChildren(QWidget)]
    said += [each.label() for each in found.findChildren(KeyButton)]
    assert not any("Lựu" in text for text in said)
    assert TYPING.way.value == "marks"
