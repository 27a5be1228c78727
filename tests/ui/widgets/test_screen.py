"""The frame of every screen, and its smaller parts."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.pixels import contrast, ink_at_edge, place
from tests.ui.conftest import KIOSK, TABLET
from ui import i18n
from ui.theme import load_theme, look
from ui.widgets import (
    MOVING_ON,
    Body,
    ChoiceButton,
    ErrorSummary,
    Expander,
    Heading,
    InlineError,
    PinPad,
    Screen,
    ScrollArea,
    Sending,
    StatusBar,
    Text,
    TextField,
    Trouble,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    screen = Screen()
    qtbot.addWidget(screen)
    screen.set_heading("Họ và tên")
    screen.resize(1920, 1080)
    screen.show()
    return screen


def chrome(screen: Screen) -> dict[str, tuple[int, ...]]:
    """Where the fixed buttons are."""
    buttons = {
        "leave": screen.leave_button,
        "language": screen.language_button,
        "size": screen.size_button,
        "colours": screen.theme_button,
        "help": screen.help_button,
        "back": screen.back_button,
        "continue": screen.continue_button,
    }
    rects = {name: place(button, screen) for name, button in buttons.items()}
    return {name: (rect.x(), rect.y(), rect.width(), rect.height()) for name, rect in rects.items()}


@pytest.mark.parametrize(("profile", "size"), [(KIOSK, (1920, 1080)), (TABLET, (1280, 800))])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_fixed_buttons_are_at_the_same_place_on_every_screen(qtbot: QtBot, wear, profile, size, scale) -> None:
    wear(profile, scale)
    places = []
    for build in (_short, _long, _troubled):
        screen = Screen()
        qtbot.addWidget(screen)
        build(screen)
        screen.resize(*size)
        screen.show()
        qtbot.wait(1)
        assert (screen.width(), screen.height()) == size, "something forces the screen to be larger than the display"
        places.append(chrome(screen))
        screen.close()
    for other in places[1:]:
        for name, rect in places[0].items():
            assert all(abs(a - b) <= 2 for a, b in zip(rect, other[name], strict=True)), name


def _short(screen: Screen) -> None:
    screen.set_heading("Giới tính")


def _long(screen: Screen) -> None:
    screen.set_heading("Nơi cư trú ông/bà sắp ghi là nơi nào, thường trú hay tạm trú?")
    screen.set_progress("Câu 3/22", 3, 22)
    for index in range(12):
        screen.add(ChoiceButton(f"Lựa chọn dài số {index}, ghi như trên giấy tờ của ông/bà ẪỄỘỰ"))


def _troubled(screen: Screen) -> None:
    screen.set_heading("Số định danh")
    screen.show_troubles([Trouble("a", "Số trên thẻ gồm 12 chữ số. Ông/bà đếm lại giúp.")])
    screen.status.set_sending(Sending.OFFLINE, 3)
    screen.set_back(visible=False)


def test_continue_is_never_disabled(screen: Screen) -> None:
    screen.show_troubles([Trouble("a", "Ông/bà ghi giúp họ tên.")])
    assert screen.continue_button.isEnabled()


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("back_button", "back"),
        ("continue_button", "forward"),
        ("leave_button", "leave_wanted"),
        ("help_button", "help_wanted"),
    ],
)
def test_each_fixed_button_says_its_own_thing(screen: Screen, qtbot: QtBot, button: str, signal: str) -> None:
    MOVING_ON.reset()
    with qtbot.waitSignal(getattr(screen, signal), timeout=20_000):
        qtbot.mouseClick(getattr(screen, button), LEFT)


def test_the_language_button_names_the_language_in_its_own_words(
    qtbot: QtBot, screen: Screen, qapp: QApplication, wear
) -> None:
    assert screen.language_button.label() == "English"
    with qtbot.waitSignal(screen.languages_wanted, timeout=20_000):
        qtbot.mouseClick(screen.language_button, LEFT)
    i18n.install(qapp, "vi")
    other = Screen()
    qtbot.addWidget(other)
    assert other.language_button.label() == "Tiếng Việt"
    assert other.continue_button.label() == "Tiếp tục"
    wear(TABLET)
    narrow = Screen()
    qtbot.addWidget(narrow)
    assert narrow.language_button.label() == "VI"
    assert narrow.language_button.accessibleName() == "Ngôn ngữ: VI, Tiếng Việt"


def test_colours_go_round(qtbot: QtBot, screen: Screen, wear) -> None:
    for theme, following in (("light", "contrast"), ("contrast", "dark"), ("dark", "light")):
        wear(theme=theme)
        screen.theme_button.guard.reset()
        with qtbot.waitSignal(screen.theme_chosen, timeout=20_000) as told:
            qtbot.mouseClick(screen.theme_button, LEFT)
        assert told.args == [following]


def test_text_size_goes_round(qtbot: QtBot, screen: Screen, wear) -> None:
    for scale, following in ((1.0, 1.25), (1.25, 1.5), (1.5, 1.0)):
        wear(scale=scale)
        screen.size_button.guard.reset()
        with qtbot.waitSignal(screen.text_size_chosen, timeout=20_000) as told:
            qtbot.mouseClick(screen.size_button, LEFT)
        assert told.args == [following]


def test_a_screen_is_read_from_top_to_bottom_and_offers_no_listening_by_itself(qtbot: QtBot) -> None:
    speaking = Screen()
    qtbot.addWidget(speaking)
    assert speaking.listen_button.isHidden(), "whoever reads aloud shows it"
    speaking.set_heading("Họ và tên")
    speaking.add(Body("Ghi như trên thẻ."))
    speaking.show()
    assert [text for text in speaking.spoken() if text][:2] == ["Họ và tên", "Ghi như trên thẻ."]


def test_a_screen_opens_with_the_focus_on_its_field_and_after_troubles_on_the_summary(qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    field = TextField(screen)
    screen.add(field)
    screen.set_first_focus(field)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    screen.show_troubles([Trouble("a", "Ông/bà ghi giúp họ tên.")])
    qtbot.waitUntil(screen.summary.hasFocus)


def test_without_a_field_the_heading_has_the_focus_and_not_the_first_button(qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    screen.set_heading("Giới tính")
    screen.add(ChoiceButton("Nam"))
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.heading.hasFocus)


def test_tab_goes_from_top_to_bottom_and_comes_round(qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    fields = [TextField(screen), TextField(screen)]
    for field in fields:
        screen.add(field)
    screen.resize(1920, 1080)
    screen.show()
    screen.activateWindow()
    screen.leave_button.setFocus()
    qtbot.waitUntil(screen.leave_button.hasFocus)
    order: list[QWidget] = []
    for _ in range(20):
        now = QApplication.focusWidget()
        assert now is not None
        if now in order:
            break
        order.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    tops = [place(widget, screen).center().y() // 60 for widget in order]
    assert tops == sorted(tops)
    assert set(fields) <= set(order)
    assert screen.continue_button in order


def test_up_and_down_lead_through_everything_and_stay_where_they_are(qtbot: QtBot) -> None:
    area = ScrollArea()
    qtbot.addWidget(area)
    tall = QWidget()
    tall.setFixedHeight(3000)
    area.set_content(tall)
    area.resize(800, 600)
    area.show()
    qtbot.wait(1)
    assert area.up.isVisible()
    assert area.bar.width() >= look().mm(14)
    bar = area.area.verticalScrollBar()
    for _ in range(20):
        area.down.guard.reset()
        qtbot.mouseClick(area.down, LEFT)
    assert bar.value() == bar.maximum() == area.bar.value()
    assert area.down.isVisible()
    area.up.guard.reset()
    qtbot.mouseClick(area.up, LEFT)
    assert bar.value() < bar.maximum()
    tall.setFixedHeight(100)
    qtbot.waitUntil(lambda: not area.bar.isVisible())
    assert not area.up.isVisible()


def test_a_finger_drags_the_page_without_overshoot(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QScroller, QScrollerProperties

    area = ScrollArea()
    qtbot.addWidget(area)
    area.show()

    def policy() -> QScrollerProperties.OvershootPolicy:
        properties = QScroller.scroller(area.area.viewport()).scrollerProperties()
        metric = properties.scrollMetric(QScrollerProperties.ScrollMetric.VerticalOvershootPolicy)
        return QScrollerProperties.OvershootPolicy(metric)

    qtbot.waitUntil(lambda: policy() == QScrollerProperties.OvershootPolicy.OvershootAlwaysOff)


def test_each_line_of_the_summary_leads_to_its_field(qtbot: QtBot) -> None:
    summary = ErrorSummary()
    qtbot.addWidget(summary)
    summary.set_troubles([Trouble("/data/name", "Ông/bà ghi giúp họ tên."), Trouble("/data/sex", "Ông/bà chọn giúp.")])
    summary.resize(800, 400)
    summary.show()
    assert summary.accessibleName() == "2 things need a look"
    with qtbot.waitSignal(summary.chosen, timeout=20_000) as told:
        qtbot.mouseClick(summary.links()[1], LEFT)
    assert told.args == ["/data/sex"]
    summary.set_troubles([])
    assert summary.isHidden()


def test_an_error_is_the_accessible_description_of_its_field(qtbot: QtBot) -> None:
    field = TextField()
    error = InlineError()
    for widget in (field, error):
        qtbot.addWidget(widget)
    error.attach(field)
    error.show_error("Ông/bà ghi giúp họ tên.")
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface is not None
    assert interface.text(QAccessible.Text.Description) == "Ông/bà ghi giúp họ tên."
    error.show_error("")
    assert error.isHidden()
    assert field.accessibleDescription() == ""


@pytest.mark.parametrize("state", list(Sending))
def test_every_state_of_sending_has_words_and_its_own_icon(qtbot: QtBot, state: Sending) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.set_sending(state, 3)
    assert bar.sending_text()
    assert ("3" in bar.sending_text()) == (state is not Sending.SENT)
    assert "{" not in bar.sending_text()
    assert bar.accessibleName() == bar.sending_text()


def test_what_is_not_known_is_not_called_a_failure(qtbot: QtBot, qapp: QApplication) -> None:
    for language in ("en", "vi"):
        i18n.install(qapp, language)
        bar = StatusBar()
        qtbot.addWidget(bar)
        bar.set_sending(Sending.UNKNOWN)
        assert not {"fail", "error", "lỗi", "thất bại"} & set(bar.sending_text().lower().split())


def test_a_text_shows_no_markup_that_somebody_typed(qtbot: QtBot) -> None:
    label = Body("<b>Hoa</b> &amp; <img src=x>")
    qtbot.addWidget(label)
    assert label.text() == "<b>Hoa</b> &amp; <img src=x>"
    assert label.textFormat() == Qt.TextFormat.PlainText
    label.resize(900, 60)
    plain = Body("Hoa & ")
    qtbot.addWidget(plain)
    plain.resize(900, 60)
    assert label.grab().toImage() != plain.grab().toImage()


@pytest.mark.parametrize("kind", [Body, Heading])
@pytest.mark.parametrize("width", [200, 700])
def test_labels_wrap_without_cutting_stacked_marks(qtbot: QtBot, kind: type[Text], width: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    label = kind("ẪỄỘỰ Nguyễn Thị Ẩn, xã Đạ K'Nàng, huyện Đam Rông ẪỄỘỰ", page)
    label.setGeometry(0, 0, width, label.heightForWidth(width))
    page.resize(width, label.height())
    page.show()
    image = page.grab().toImage()
    assert not ink_at_edge(image, image.rect(), rows_only=True)
    assert contrast(image) >= 7
    assert label.heightForWidth(200) > label.heightForWidth(700)


def test_a_word_longer_than_the_line_is_broken_rather_than_cut(qtbot: QtBot) -> None:
    label = Body("x" * 200)
    qtbot.addWidget(label)
    assert label.heightForWidth(300) > 4 * look().font_px("body")


def test_help_opens_in_its_place_and_closes_again(qtbot: QtBot) -> None:
    expander = Expander("Vì sao hỏi?", "Để cán bộ biết ai đề nghị.")
    qtbot.addWidget(expander)
    expander.show()
    assert not expander.panel.isVisible()
    qtbot.mouseClick(expander.button, LEFT)
    assert expander.panel.isVisible()
    expander.button.guard.reset()
    qtbot.mouseClick(expander.button, LEFT)
    assert not expander.is_open()


class TestPinPad:
    """Digits that nobody beside can read."""

    @pytest.fixture
    def pad(self, qtbot: QtBot) -> PinPad:
        pad = PinPad(most=6)
        qtbot.addWidget(pad)
        pad.show()
        return pad

    def press(self, pad: PinPad, qtbot: QtBot, digits: str) -> None:
        """Press keys on the screen."""
        for digit in digits:
            pad.keys[digit].guard.reset()
            qtbot.mouseClick(pad.keys[digit], LEFT)

    def test_keys_on_the_screen_and_on_the_keyboard_give_digits(self, pad: PinPad, qtbot: QtBot) -> None:
        self.press(pad, qtbot, "12")
        qtbot.keyClicks(pad, "3a4")
        assert pad.pin() == "1234"
        qtbot.keyClick(pad, Qt.Key.Key_Backspace)
        qtbot.mouseClick(pad.delete_key, LEFT)
        assert pad.pin() == "12"

    def test_no_more_than_the_most(self, pad: PinPad, qtbot: QtBot) -> None:
        qtbot.keyClicks(pad, "12345678")
        assert pad.pin() == "123456"

    def test_a_bouncing_key_counts_once_and_a_second_press_counts(self, pad: PinPad, qtbot: QtBot) -> None:
        qtbot.mouseClick(pad.keys["7"], LEFT)
        qtbot.mouseClick(pad.keys["7"], LEFT)
        assert pad.pin() == "7"
        qtbot.wait(170)
        qtbot.mouseClick(pad.keys["7"], LEFT)
        assert pad.pin() == "77"

    def test_a_digit_that_is_held_down_counts_once(self, pad: PinPad, qapp: QApplication) -> None:
        for repeated in (False, True, True):
            held = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_7.value, Qt.KeyboardModifier.NoModifier, "7", autorep=repeated
            )
            qapp.sendEvent(pad, held)
        assert pad.pin() == "7"

    def test_the_digits_are_neither_drawn_nor_read_aloud(self, pad: PinPad, qtbot: QtBot) -> None:
        self.press(pad, qtbot, "4711")
        first = pad.dots.grab().toImage()
        assert "4711" not in pad.accessibleName()
        assert pad.accessibleName() == "4 digits entered"
        pad.clear()
        self.press(pad, qtbot, "0852")
        assert pad.dots.grab().toImage() == first

    @pytest.mark.parametrize("profile", [KIOSK, TABLET])
    def test_keys_are_big(self, qtbot: QtBot, wear, profile) -> None:
        wear(profile)
        pad = PinPad()
        qtbot.addWidget(pad)
        pad.show()
        assert all(min(key.width(), key.height()) >= look().mm(14) for key in pad.keys.values())


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_frame_can_be_read_in_every_theme(qtbot: QtBot, wear, theme: str) -> None:
    wear(theme=theme)
    screen = Screen()
    qtbot.addWidget(screen)
    screen.set_heading("Họ, chữ đệm, tên")
    screen.status.set_sending(Sending.OFFLINE, 2)
    screen.status.set_saved("Đã lưu")
    screen.show_troubles([Trouble("a", "Ông/bà ghi giúp họ tên.")])
    screen.resize(1920, 1080)
    screen.show()
    qtbot.wait(1)
    page = int(load_theme(theme).colours["page"][1:], 16)
    picture = screen.grab().toImage()
    assert picture.pixel(3, 3) & 0xFFFFFF == page
    for label in screen.findChildren(Text):
        if label.isVisibleTo(screen) and label.text():
            assert contrast(picture.copy(place(label, screen))) >= 7, label.text()
