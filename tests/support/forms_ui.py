"""A real form with every kind of question, and a disk that the test can slow down or break."""

import uuid
from datetime import datetime

from forms.contract import Environment, FormDefinition, FormSession
from forms.engine import load_form
from ui.form.saving import SaveDone, SaveFailed

_HEAD = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
 xmlns:kiosk="https://example.test/kiosk"><h:head><h:title>Thử</h:title><model>"""


def form(fields: str, binds: str, body: str, texts: str = "") -> FormDefinition:
    """A form from its parts: children of /data, binds, body; texts are itext translations."""
    source = (
        f"{_HEAD}{texts}<instance><data id='test' version='1'>{fields}<orx:meta><orx:instanceID/></orx:meta></data>"
        f"</instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    )
    return load_form(source.encode())


def start(definition: FormDefinition, language: str = "") -> FormSession:
    """A session of a form in a world that does not change."""
    return definition.start(environment(), language)


def environment() -> Environment:
    """A fixed afternoon."""
    return Environment(
        now=lambda: datetime.fromisoformat("2026-11-23T14:00:00+07:00"),
        new_uuid=lambda: str(uuid.UUID(int=7)),
        random=lambda: 0.5,
    )


def items(*values: str) -> str:
    """Inline choices whose labels are their values."""
    return "".join(f"<item><label>{value}</label><value>{value}</value></item>" for value in values)


class Disk:
    """Takes saves as a controller's save function. Held saves end when release() or fail() is called."""

    def __init__(self, *, held: bool = False) -> None:
        self.held = held
        self.written: list[tuple[bytes, str]] = []
        self.waiting: list[tuple[bytes, str, SaveDone, SaveFailed]] = []
        self.broken: Exception | None = None

    def save(self, xml: bytes, page: str, done: SaveDone, failed: SaveFailed) -> None:
        """The save function."""
        self.waiting.append((xml, page, done, failed))
        if not self.held:
            self.release()

    def release(self) -> None:
        """Everything that waits reaches the disk, or fails while broken is set."""
        while self.waiting:
            self._end(*self.waiting.pop(0))

    def _end(self, xml: bytes, page: str, done: SaveDone, failed: SaveFailed) -> None:
        if self.broken is not None:
            failed(self.broken)
            return
        self.written.append((xml, page))
        done()
