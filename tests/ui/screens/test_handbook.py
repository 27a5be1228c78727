"""The volunteer's handbook: every question of the file can be pressed, and leads to its own answer."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from forms.knowledge.handbook import handbook
from ui.screens.handbook import HandbookEntryScreen, HandbookScreen
from ui.widgets import SecondaryButton


def test_every_question_is_there_and_leads_to_its_own_answer(qtbot):
    screen = HandbookScreen(handbook(), "vi")
    qtbot.addWidget(screen)
    asked = []
    screen.entry_wanted.connect(lambda chapter, entry: asked.append(handbook()[chapter].entries[entry].title.vi))
    buttons = [each for each in screen.findChildren(SecondaryButton) if each.property("key") is not None]
    for button in buttons:
        button.click()
    titles = [entry.title.vi for chapter in handbook() for entry in chapter.entries]
    assert asked == titles
    assert len(titles) >= 10


def test_an_answer_is_in_the_language_of_the_page_and_says_when_nobody_confirmed_it(qtbot):
    entry = handbook()[0].entries[0]
    for each, confirm in ((entry, False), (replace(entry, verified=False), True)):
        screen = HandbookEntryScreen(each, "en")
        qtbot.addWidget(screen)
        words = " ".join(label.text() for label in screen.findChildren(QLabel))
        assert entry.paragraphs[0].en in words
        assert ("Ask the officer" in words) is confirm
