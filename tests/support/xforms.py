"""Makes forms for the engine's tests: raw XForms from fragments, and XLSForms through pyxform."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

from forms.contract import Environment
from forms.engine import load_form
from forms.engine.definition import Definition
from forms.engine.session import Session

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=VIETNAM)

NAMESPACES = (
    'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" '
    'xmlns:odk="http://www.opendatakit.org/xforms" xmlns:kiosk="https://example.org/kiosk"'
)


class Clock:
    """now() that a test can set."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def environment(clock: Clock | None = None, seed: int = 1, properties: Mapping[str, str] | None = None) -> Environment:
    """A world that repeats itself."""
    numbers = itertools.count(1)

    def new_uuid() -> str:
        return f"00000000-0000-4000-8000-{next(numbers):012d}"

    return Environment(
        now=clock or Clock(), new_uuid=new_uuid, random=Random(seed).random, properties=dict(properties or {})
    )


def xform(instance: str, binds: str = "", body: str = "", *, model: str = "", version: str = "1") -> bytes:
    """An XForm around fragments; instance is what stands inside <data>."""
    return (
        f"<h:html {NAMESPACES}><h:head><h:title>Test</h:title><model>"
        f'<instance><data id="test" version="{version}">{instance}</data></instance>'
        f"{model}{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def inputs(*paths: str) -> str:
    """A plain input for each path."""
    return "".join(f'<input ref="{path}"><label>{path}</label></input>' for path in paths)


def start(source: bytes, media: Mapping[str, bytes] | None = None, **world: Any) -> Session:
    """A fresh session of a form."""
    return definition(source, media).start(environment(**world))


def definition(source: bytes, media: Mapping[str, bytes] | None = None) -> Definition:
    """The form, as the engine's own class."""
    loaded = load_form(source, media or {})
    assert isinstance(loaded, Definition)
    return loaded


def evaluate(expression: str, instance: str = "<a/>", binds: str = "", body: str = "") -> str:
    """The value of an expression over an instance, as a string."""
    return start(xform(instance, binds, body)).value_of(expression)


def xlsform(
    survey: Sequence[Mapping[str, str]],
    choices: Sequence[Mapping[str, str]] = (),
    settings: Mapping[str, str] | None = None,
) -> bytes:
    """An XLSForm, as pyxform converts it."""
    from pyxform.xls2xform import convert

    sheets: dict[str, Any] = {"survey": [dict(row) for row in survey], "survey_header": [_header(survey)]}
    if choices:
        sheets |= {"choices": [dict(row) for row in choices], "choices_header": [_header(choices)]}
    given = {"form_title": "Test", "form_id": "test", "version": "1", **(settings or {})}
    sheets |= {"settings": [given], "settings_header": [dict.fromkeys(given)]}
    return str(convert(xlsform=sheets).xform).encode()


def _header(rows: Sequence[Mapping[str, str]]) -> dict[str, None]:
    return dict.fromkeys(name for row in rows for name in row)


def leaves(session: Session) -> dict[str, str]:
    """Every value of the instance by reference, attributes left out."""
    root = session.state.document.kids["data"][0]
    return {node.ref: node.value for node in root.walk() if "@" not in node.ref and not _has_elements(node.kids)}


def _has_elements(kids: Mapping[str, Any]) -> bool:
    return any(not name.startswith("@") for name in kids)
