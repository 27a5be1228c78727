"""Rules that the sources can break without any screen showing it: gestures, forbidden widgets, animations, dialogs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ui

ROOT = Path(ui.__file__).parent
# The tour is hands for the screens, not a screen.
MODULES = sorted(path for path in ROOT.rglob("*.py") if "tour" not in path.parts)

FORBIDDEN_WIDGETS = frozenset(
    {
        *("QComboBox", "QSlider", "QDial", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit"),
        *("QCalendarWidget", "QTabWidget", "QTabBar", "QMenu", "QMenuBar", "QToolTip", "QMessageBox", "QInputDialog"),
        *("QFileDialog", "QDialog", "QListView", "QTreeView", "QTableView", "QListWidget", "QTableWidget"),
    }
)
# Handlers of gestures, and where one is needed all the same.
GESTURES = frozenset(
    {
        *("mouseDoubleClickEvent", "mouseMoveEvent", "wheelEvent", "gestureEvent", "tapAndHoldEvent", "swipeTriggered"),
        *("dragEnterEvent", "dragMoveEvent", "dropEvent", "contextMenuEvent", "touchEvent", "nativeGestureEvent"),
    }
)
ALLOWED = {
    ("ui/widgets/buttons.py", "mouseDoubleClickEvent"): "Qt sends it in place of the second press: it is made a press",
    ("ui/wipe.py", "QListWidget"): "emptied wherever there should be one",
}
MOST_MS = 200


def names(path: Path) -> Iterator[str]:
    """Every name, attribute and function in a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.alias):
            yield node.name


def relative(path: Path) -> str:
    return path.relative_to(ROOT.parent).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_uses_nothing_that_shaking_hands_cannot(path: Path) -> None:
    """U20, U21: no widgets that need precision, no gestures, no dialogs; drag is for the signature pad alone."""
    found = {name for name in names(path) if name in FORBIDDEN_WIDGETS | GESTURES}
    found -= {name for place, name in ALLOWED if place == relative(path)}
    if "signature" in path.stem:
        # A signature is drawn with the finger, and nothing else is.
        found -= {"mouseMoveEvent"}
    assert not found, f"{relative(path)}: {', '.join(sorted(found))}"


def test_every_exception_is_still_needed() -> None:
    for place, name in ALLOWED:
        assert name in set(names(ROOT.parent / place)), f"{place} has no {name} any more: take the exception out"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_nothing_moves_for_long_or_flashes(path: Path) -> None:
    """U28: no animations but short fades; a timer that repeats in less than a third of a second would flash."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setDuration":
            value = node.args[0]
            assert isinstance(value, ast.Constant), relative(path)
            assert int(str(value.value)) <= MOST_MS, relative(path)
        if isinstance(node, ast.Name | ast.alias):
            name = node.id if isinstance(node, ast.Name) else node.name
            assert name not in ("QGraphicsBlurEffect", "QMovie"), relative(path)


def test_the_rules_notice_what_they_are_there_for(tmp_path: Path) -> None:
    """A rule that never speaks proves nothing."""
    bad = tmp_path / "bad.py"
    bad.write_text("from PySide6.QtWidgets import QComboBox\nclass A:\n    def mouseMoveEvent(self, event): ...\n")
    assert {"QComboBox", "mouseMoveEvent"} <= set(names(bad))
