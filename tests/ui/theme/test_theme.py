"""Tokens become pixels of the right size, in three themes whose colours can be read."""

import pytest
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication, QTextLayout
from PySide6.QtWidgets import QApplication

from tests.support.pixels import contrast, ratio
from ui.theme import CARD_WIDTH_MM, TEXT_SCALES, DisplayProfile, apply, asset, load_theme, look, theme_names
from ui.theme.current import style_sheet
from ui.theme.fonts import FAMILY, register_fonts
from ui.theme.icons import pixmap

VIETNAMESE = "Đăng ký khai sinh — Nguyễn Thị Ẩn ẪỄỘỰ ạảãáà ăắằẳẵặ êếềểễệ ôốồổỗộ ơớờởỡợ ưứừửữự ỳýỷỹỵ"
TEXT_PAIRS = [
    ("text", "page"),
    ("text_soft", "page"),
    ("text", "surface"),
    ("text", "info_surface"),
    ("text", "warn_surface"),
    ("on_primary", "primary"),
    ("on_primary", "primary_pressed"),
    ("on_secondary", "secondary"),
    ("on_chosen", "chosen"),
    ("on_danger", "danger"),
    ("on_chrome", "chrome"),
    ("error", "page"),
    ("error", "error_surface"),
    ("good", "page"),
    ("warn", "page"),
]
MARK_PAIRS = [
    ("border", "surface"),
    ("line", "page"),
    ("focus", "page"),
    ("focus_on_primary", "primary"),
    ("primary", "page"),
    ("danger", "page"),
    ("border", "chrome"),
]


def _value(theme: str, role: str) -> int:
    return int(load_theme(theme).colours[role][1:], 16)


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_every_text_colour_has_seven_to_one(theme: str, ink: str, ground: str) -> None:
    assert ratio(_value(theme, ink), _value(theme, ground)) >= 7


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_every_mark_has_three_to_one(theme: str, mark: str, ground: str) -> None:
    assert ratio(_value(theme, mark), _value(theme, ground)) >= 3


def test_the_three_themes_have_the_same_tokens() -> None:
    assert theme_names() == ("light", "contrast", "dark")
    names = {frozenset(load_theme(name).colours) for name in theme_names()}
    assert len(names) == 1


@pytest.mark.parametrize("name", ["../light", "sizes", "", "light.toml", "nosuch"])
def test_a_theme_that_is_none_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match="no theme"):
        load_theme(name)


def test_a_control_is_as_tall_as_its_millimetres() -> None:
    assert DisplayProfile(4.03).px(18.0) == 73
    assert DisplayProfile(5.88).px(18.0) == 106
    assert DisplayProfile(4.03).px(0.01) == 1


def test_the_smallest_text_never_falls_below_its_points() -> None:
    """28 px of 4.03 px/mm are 19.7 pt; 27 would be below the 19 pt of ADA 707.7.2."""
    assert DisplayProfile(4.03).font_px(19) == 28
    assert DisplayProfile(5.88).font_px(19) == 40


def test_holding_a_card_to_the_screen_calibrates_it() -> None:
    assert DisplayProfile.from_card(345.0).px_per_mm == pytest.approx(345.0 / CARD_WIDTH_MM)


@pytest.mark.parametrize("lie", [0.0, 0.4, 40.0, -3.0])
def test_a_display_that_cannot_be_is_refused(lie: float) -> None:
    with pytest.raises(ValueError, match="not a display"):
        DisplayProfile(lie)


def test_the_configured_scale_wins_over_what_the_display_says(qapp: QApplication) -> None:
    screen = QGuiApplication.primaryScreen()
    assert screen.geometry().width() == 1920
    assert DisplayProfile.for_screen(screen, 4.5).px_per_mm == 4.5
    assert DisplayProfile.for_screen(screen).px_per_mm == pytest.approx(100 / 25.4, abs=0.15)
    assert not DisplayProfile.for_screen(screen).compact
    assert DisplayProfile.for_screen(screen, 9.0).compact


def test_text_size_changes_text_and_nothing_else(qapp: QApplication) -> None:
    normal = look()
    sizes = {scale: apply(qapp, text_scale=scale) for scale in TEXT_SCALES}
    assert [sizes[scale].font_px("body") for scale in TEXT_SCALES] == [30, 38, 45]
    assert {each.px("control") for each in sizes.values()} == {normal.px("control")}
    with pytest.raises(ValueError, match="text scale"):
        apply(qapp, text_scale=3.0)


def test_every_button_rule_sets_a_border(qapp: QApplication) -> None:
    """Fusion paints a button without one in a tint of its own: half the contrast that the tokens promise."""
    sheet = style_sheet(look())
    for rule in sheet.split("}"):
        selector, _brace, body = rule.partition("{")
        if "QPushButton" in selector and "background" in body and ":" not in selector.strip().split("]")[-1]:
            assert "border" in body, selector


@pytest.mark.parametrize("bold", [False, True])
def test_only_the_bundled_font_draws_vietnamese(qapp: QApplication, bold: bool) -> None:
    font = QFont(register_fonts())
    font.setPixelSize(30)
    font.setBold(bold)
    layout = QTextLayout(VIETNAMESE, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == {FAMILY}
    assert {run.rawFont().weight() for run in runs} == {700 if bold else 400}
    assert all(index for run in runs for index in run.glyphIndexes()), "a letter is missing from the font"
    assert QFontInfo(font).family() == FAMILY


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    image = pixmap("check", "primary", 64).toImage()
    inked = {
        image.pixelColor(x, y).name() for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {load_theme("light").colours["primary"]}
    with pytest.raises(ValueError, match="no icon"):
        pixmap("../../theme/light", "text", 20)


def test_every_icon_draws_something_and_has_a_licence_beside_it(qapp: QApplication) -> None:
    for path in asset("icons").glob("*.svg"):
        assert contrast(pixmap(path.stem, "on_primary", 48).toImage()) > 3, path.name
    assert "ISC" in asset("icons", "LICENSE").read_text()
    assert "SIL OPEN FONT LICENSE" in asset("fonts", "OFL.txt").read_text().upper()
