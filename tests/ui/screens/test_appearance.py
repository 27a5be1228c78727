"""Language, text size and colours: changed on any page, the resident's for the visit, nobody's after it."""

import pytest
from PySide6.QtCore import Qt

from tests.support.shell import Visitor, begun
from ui import i18n
from ui.screens.languages import LanguagesScreen
from ui.screens.resume import ResumeScreen
from ui.theme import look


def test_the_languages_are_listed_each_in_its_own_script_and_the_page_comes_back(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press_widget(visitor.screen.language_button)
    visitor.wait(lambda: isinstance(visitor.app.covers.screen, LanguagesScreen), "no list of languages")
    for name in ("Tiếng Việt", "English", "العربية"):
        assert visitor.sees(name)
    assert visitor.sees("A native speaker still has to read this translation.")
    visitor.press("Back to my page")
    visitor.wait(lambda: visitor.app.covers.screen is None, "the list stays")
    assert visitor.step == "home"
    assert i18n.current() == "en"


def test_arabic_turns_the_pages_round_and_keeps_the_forms_in_english(visitor: Visitor) -> None:
    visitor.to_procedure()
    visitor.app.appearance.offer_languages()
    visitor.press("العربية")
    visitor.wait(lambda: i18n.current() == "ar", "not Arabic")
    visitor.wait(lambda: visitor.app.covers.screen is None, "the list stays")
    assert visitor.step == "procedure"
    assert visitor.app.application.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert visitor.app.visit.language == "en"
    assert visitor.screen.heading.text() == "Register a birth"
    assert visitor.screen.continue_button.label() == "تعبئة الاستمارة"
    back, forward = visitor.screen.back_button, visitor.screen.continue_button
    assert back.x() > forward.x()


def test_the_form_of_a_draft_is_kept_in_a_language_that_forms_have(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.app.appearance.set_language("ar")
    draft = visitor.app.visit.draft
    assert draft is not None
    store = visitor.kiosk.store

    def language() -> str:
        sql = "SELECT language FROM draft WHERE dossier = ?"
        return str(store.call(lambda db: db.execute(sql, [str(draft.dossier)]).fetchone()[0]))

    visitor.wait(lambda: language() == "en", "the draft was not told")


def test_colours_change_on_the_page_and_stay_on_the_next(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.press("Colours")
    visitor.wait(lambda: look().theme.name == "contrast", "no other colours")
    assert visitor.step == "home"
    visitor.press("Text size")
    visitor.wait(lambda: look().text_scale == 1.25, "not larger")
    assert look().theme.name == "contrast"
    visitor.press("Register or apply")
    visitor.wait_for("choose")
    assert look().theme.name == "contrast"


def test_the_next_resident_finds_the_kiosk_as_it_was(visitor: Visitor) -> None:
    visitor.home_page()
    visitor.app.appearance.set_theme("dark")
    visitor.app.appearance.set_text_scale(1.5)
    visitor.app.appearance.set_language("ar")
    visitor.app.end_visit()
    assert (look().theme.name, look().text_scale, i18n.current()) == ("light", 1.0, "vi")
    assert visitor.app.application.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_what_was_typed_survives_a_change_of_colours(visitor: Visitor) -> None:
    code = begun(visitor)
    visitor.home_page()
    visitor.press("Continue a form")
    visitor.wait_for("resume")
    visitor.type_into(visitor.on(ResumeScreen).field, code[:5])
    visitor.app.appearance.set_theme("dark")
    visitor.wait(lambda: visitor.step == "resume", "another page")
    assert visitor.on(ResumeScreen).field.value() == code[:5]


def test_a_language_that_is_not_there_changes_nothing(visitor: Visitor) -> None:

    visitor.home_page()
    with pytest.raises(ValueError, match="no translation"):
        visitor.app.appearance.set_language("xx")
    assert visitor.app.visit.interface == "en"
    assert i18n.current() == "en"
