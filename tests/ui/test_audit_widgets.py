"""Rules U01 to U25 that can be measured now, on every page of the birth registration and a page of every question type.

Sizes, distances, text size, contrast and clipping are measured on what is drawn, for two displays and the text sizes.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QFontInfo, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from forms.contract import FormDefinition, FormSession
from forms.pack import load_pack
from tests.support.forms_ui import Disk, start
from tests.support.pixels import contrast, gap, ink_at_edge, picture, place, targets
from tests.ui.conftest import KIOSK, TABLET
from tests.ui.form.conftest import every_kind
from ui import i18n
from ui.form import CHECK, FormController, screen_for
from ui.theme import DisplayProfile, asset, look
from ui.widgets import Button, Screen, Text

PACKS = asset("..", "forms", "packs").resolve()
DISPLAYS = {"kiosk": (KIOSK, (1920, 1080)), "tablet": (TABLET, (1280, 800))}
# Pairwise rather than the full product: each display, size, language and theme meets each other at least once.
LEGS = [
    ("kiosk", 1.0, "vi", "light"),
    ("kiosk", 1.25, "pseudo", "dark"),
    ("kiosk", 1.5, "en", "contrast"),
    ("tablet", 1.0, "en", "dark"),
    ("tablet", 1.25, "vi", "contrast"),
    ("tablet", 1.5, "pseudo", "light"),
]

__all__ = ["every_kind"]


def screens(definition: FormDefinition, language: str) -> Iterator[Screen]:
    """A page of every kind of a form, with its troubles shown, and the check page."""
    session = start(definition, "vi" if "vi" in definition.languages and language != "en" else "")
    controller = FormController(session, Disk().save)
    for key in [*_one_of_each(session), CHECK]:
        controller.place = key
        screen = screen_for(controller)
        controller.forward()
        yield screen
        if controller.place != key:
            controller.place = key


def _one_of_each(session: FormSession) -> list[str]:
    """Pages that differ in what kinds of questions they show, and the one with the longest label."""
    first: dict[object, str] = {}
    for page in session.pages():
        questions = [session.question(ref) for ref in page.refs]
        first.setdefault(frozenset((q.control, q.type, q.appearances, q.required) for q in questions), page.key)
    longest = max(session.pages(), key=lambda page: max((len(session.question(r).label) for r in page.refs), default=0))
    return [*dict.fromkeys([*first.values(), longest.key])]


def _named(leg: tuple[object, ...]) -> str:
    return "-".join(map(str, leg))


FORMS = ("birth", "every kind")
PAIRS = [(form, leg) for index, leg in enumerate(LEGS) for form in (FORMS[index % 2],)]


@pytest.fixture
def leg(request: pytest.FixtureRequest, wear, qapp: QApplication) -> tuple[str, tuple[int, int]]:
    """A display, text size, language and theme. Gives the language and the size of the screen."""
    display, scale, language, theme = request.param
    profile, size = DISPLAYS[display]
    assert isinstance(profile, DisplayProfile)
    wear(profile, scale, theme)
    i18n.install(qapp, language)
    return language, size


@pytest.fixture
def definition(request: pytest.FixtureRequest, every_kind: FormDefinition) -> FormDefinition:
    """The forms that are walked through."""
    return load_pack(PACKS / "1.001193").form() if request.param == "birth" else every_kind


@pytest.mark.parametrize(("definition", "leg"), PAIRS, indirect=True, ids=[f"{f}-{_named(g)}" for f, g in PAIRS])
def test_every_page_of_the_forms_keeps_the_rules(
    qtbot: QtBot, qapp: QApplication, definition: FormDefinition, leg: tuple[str, tuple[int, int]]
) -> None:
    _walk(qtbot, qapp, definition, *leg)


@pytest.mark.soak
@pytest.mark.parametrize("definition", FORMS, indirect=True)
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("language", ["vi", "en", "pseudo"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("display", list(DISPLAYS))
def test_every_page_keeps_the_rules_in_every_combination(
    qtbot: QtBot, qapp: QApplication, wear, definition: FormDefinition, display, scale, language, theme
) -> None:
    profile, size = DISPLAYS[display]
    wear(profile, scale, theme)
    i18n.install(qapp, language)
    _walk(qtbot, qapp, definition, language, size)


def _walk(qtbot: QtBot, qapp: QApplication, definition: FormDefinition, language: str, size: tuple[int, int]) -> None:
    broken: list[str] = []
    for screen in screens(definition, language):
        qtbot.addWidget(screen)
        screen.resize(*size)
        screen.show()
        qapp.processEvents()
        qapp.processEvents()
        broken += [f"{screen.heading.text()[:30]}: {line}" for line in audit(screen, size)]
        screen.close()
    assert not broken, "\n".join(sorted(set(broken)))


def audit(screen: Screen, size: tuple[int, int]) -> Iterator[str]:
    """What a screen breaks, one line each."""
    if (screen.width(), screen.height()) != size:
        yield f"does not fit: {screen.width()} × {screen.height()}"
    if screen.scroll_area.area.horizontalScrollBar().maximum() > 0:
        yield "U10 scrolls sideways"
    content = screen.scroll_area.content()
    pictures = {True: picture(content, look().colour("page")), False: picture(screen, look().colour("page"))}
    for widget in targets(screen):
        inside = content.isAncestorOf(widget)
        yield from _audit_target(widget, screen, inside=inside)
    yield from _audit_gaps(screen, content)
    for text in screen.findChildren(Text):
        if text.isVisibleTo(screen) and text.text():
            inside = content.isAncestorOf(text)
            yield from _audit_text(text, pictures[inside].copy(place(text, content if inside else screen)))


def _audit_target(widget: QWidget, screen: Screen, *, inside: bool) -> Iterator[str]:
    now = look()
    name = f"{type(widget).__name__} {widget.accessibleName()[:40]!r}"
    if min(widget.width(), widget.height()) < now.mm(14) - 1:
        yield f"U01 {name} is {widget.width()} × {widget.height()}"
    role = widget.property("role")
    if role in ("primary", "destructive") and widget.height() < now.mm(20) - 1:
        yield f"U02 {name} is {widget.height()} high"
    edge = now.px("edge") - 1
    if not inside and not screen.rect().adjusted(edge, edge, -edge, -edge).contains(place(widget, screen)):
        yield f"U04 {name} is nearer than 10 mm to the edge"
    if QFontInfo(widget.font()).pixelSize() < now.profile.font_px(19):
        yield f"U05 {name} has {QFontInfo(widget.font()).pixelSize()} px text"
    interface = QAccessible.queryAccessibleInterface(widget)
    spoken = interface.text(QAccessible.Text.Name)
    if not spoken:
        yield f"U13 {type(widget).__name__} has no accessible name"
    if isinstance(widget, Button):
        if widget.label() and widget.label() not in spoken:
            yield f"U13 {name} is read as {spoken!r}"
        if widget.height() < widget.heightForWidth(widget.width()):
            yield f"U09 {name} is lower than its text"
        yield from _audit_button_ink(widget, name)
    if isinstance(widget, QLineEdit) and (widget.text() or widget.placeholderText()):
        edge = now.px("focus") + 1
        drawn = contrast(widget.grab().toImage().copy(widget.rect().adjusted(edge, edge, -edge, -edge)))
        if drawn < 7:
            yield f"U06 {name} shows its text at {drawn:.1f}"
    if isinstance(widget, QAbstractButton) and not widget.isEnabled():
        yield f"U25 {name} is disabled"


def _audit_button_ink(button: Button, name: str) -> Iterator[str]:
    image = button.grab().toImage()
    edge = look().px("focus") + 1
    inner = image.rect().adjusted(edge, edge, -edge, -edge)
    if ink_at_edge(image, inner):
        yield f"U09 {name} is cut at its frame"
    quiet = bool(getattr(button, "_quiet", False))
    wanted = 3 if quiet or not button.label() else 7
    if button.property("role") != "link" and contrast(image.copy(inner)) < wanted:
        yield f"U06 {name} has contrast {contrast(image.copy(inner)):.1f}"


def _audit_text(text: Text, image: QImage) -> Iterator[str]:
    name = f"{type(text).__name__} {text.text()[:30]!r}"
    if QFontInfo(text.font()).pixelSize() < look().profile.font_px(19):
        yield f"U05 {name} has {QFontInfo(text.font()).pixelSize()} px"
    if text.height() < text.heightForWidth(text.width()):
        yield f"U09 {name} is lower than its lines ({text.height()} < {text.heightForWidth(text.width())})"
    if contrast(image) < 7:
        yield f"U06 {name} has contrast {contrast(image):.1f}"


def _audit_gaps(screen: Screen, content: QWidget) -> Iterator[str]:
    least = look().mm(4) - 2
    for inside in (True, False):
        frame = content if inside else screen
        found = [each for each in targets(screen) if content.isAncestorOf(each) is inside]
        rects = [(each, place(each, frame)) for each in found]
        for index, (one, rect) in enumerate(rects):
            for other, other_rect in rects[index + 1 :]:
                if gap(rect, other_rect) < least:
                    names = f"{one.accessibleName()[:25]!r} and {other.accessibleName()[:25]!r}"
                    yield f"U03 {gap(rect, other_rect)} px between {names}"


def test_no_field_lets_in_a_menu_or_a_drag(qtbot: QtBot, every_kind: FormDefinition) -> None:
    for screen in screens(every_kind, "en"):
        qtbot.addWidget(screen)
        for field in screen.findChildren(QLineEdit):
            assert not field.acceptDrops(), field.accessibleName()
        for area in screen.findChildren(QPlainTextEdit):
            assert not area.acceptDrops(), area.accessibleName()


def test_the_audit_notices_what_it_is_there_for(qtbot: QtBot, qapp: QApplication) -> None:
    """A rule that never speaks proves nothing."""
    screen = Screen()
    qtbot.addWidget(screen)
    small = Button("Nhỏ")
    near = Button("Gần")
    for button in (small, near):
        screen.add(button)
    screen.body.setSpacing(1)
    screen.resize(1920, 1080)
    screen.show()
    qapp.processEvents()
    small.setFixedHeight(30)
    near.setAccessibleName("")
    near.setText("")
    near.setStyleSheet("font-size: 9px")
    qapp.processEvents()
    rules = {line.split()[0] for line in audit(screen, (1920, 1080))}
    assert {"U01", "U03", "U05", "U09", "U13"} <= rules
