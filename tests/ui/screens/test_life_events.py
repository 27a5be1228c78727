"""What packs call a life event has a picture and a name: a word without them would stop the first page."""

from PySide6.QtWidgets import QApplication

from forms.pack import load_pack
from forms.pack.procedure_check import LIFE_EVENTS
from tests.support.packs import PACKS
from ui.screens.life_events import FALLBACK_ICON, icon_of, name_of
from ui.theme.icons import pixmap


def test_every_life_event_of_the_packs_has_a_picture_and_a_name(qapp: QApplication) -> None:
    packs = [load_pack(path.parent) for path in PACKS.glob("*/form.xml")]
    events = {event for pack in packs for event in pack.procedure.life_events}
    assert events
    for event in events:
        assert not pixmap(icon_of(event), "text", 24).isNull()
        assert name_of(event) != event, f"{event} has no name a resident would say"


def test_the_check_of_packs_knows_the_events_that_have_a_name_and_a_picture() -> None:
    for event in LIFE_EVENTS:
        assert name_of(event) != event
        assert icon_of(event) != FALLBACK_ICON
