"""Writes a generated form as XML, as pyxform does: templates, itext in two languages, lists inline and CSV."""

import csv
import io
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from tests.support.form_generator_fields import PLACES, Container, Field
from tests.support.xforms import xform

LANGUAGES = ("Vietnamese (vi)", "English (en)")


@dataclass
class Drawn:
    """What was decided about a form.

    Attributes:
        said: attributes of each bind. counts: the path that jr:count names. templates: repeats with jr:template.
        controls: tag, attributes and inside of each question's control. defaults: what a question begins with.
    """

    root: Container
    said: dict[Container | Field, dict[str, str]] = field(default_factory=dict)
    counts: dict[Container, str] = field(default_factory=dict)
    templates: set[Container] = field(default_factory=set)
    controls: dict[Field, tuple[str, str, str]] = field(default_factory=dict)
    defaults: dict[Field, str] = field(default_factory=dict)


@dataclass
class Made:
    """A generated form: its XML, and its media by name."""

    xml: str
    media: dict[str, bytes] = field(default_factory=dict)


def write(drawn: Drawn) -> Made:
    """The whole form."""
    children = drawn.root.children
    instance = "".join(_element(drawn, child) for child in children)
    binds = "".join(_bind(drawn, child) for child in children)
    body = "".join(_control(drawn, child) for child in children)
    meta = "<orx:meta><orx:instanceID/></orx:meta>"
    model = _itext() + _inline() + "<instance id='csv' src='jr://file-csv/places.csv'/>"
    return Made(xform(instance + meta, binds, body, model=model).decode(), {"places.csv": _csv()})


def _csv() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "label", "parent", "size"))
    writer.writerows(PLACES)
    return out.getvalue().encode()


def _itext() -> str:
    translations = []
    for language in LANGUAGES:
        code = language[:2]
        texts = "".join(
            f'<text id="t-{name}"><value>{escape(label)} {code}</value></text>' for name, label, _, _ in PLACES
        )
        translations.append(f'<translation lang="{language}">{texts}</translation>')
    return f"<itext>{''.join(translations)}</itext>"


def _inline() -> str:
    items = "".join(
        f"<item><itextId>t-{name}</itextId><name>{name}</name><label>{escape(label)}</label><parent>{parent}</parent>"
        f"<size>{size}</size></item>"
        for name, label, parent, size in PLACES
    )
    return f"<instance id='inline'><root>{items}</root></instance>"


def _bind(drawn: Drawn, one: Container | Field) -> str:
    said = " ".join(f"{name}={quoteattr(text)}" for name, text in drawn.said[one].items())
    own = f'<bind nodeset="{one.path}" {said}/>' if said else ""
    return own + ("".join(_bind(drawn, child) for child in one.children) if isinstance(one, Container) else "")


def _element(drawn: Drawn, one: Container | Field, *, in_template: bool = False) -> str:
    """The node with what is below it, and the template of a repeat as pyxform places it: once in the whole form."""
    name = one.path.rpartition("/")[2]
    if isinstance(one, Field):
        return f"<{name}>{escape(drawn.defaults.get(one, ''))}</{name}>"
    inside = "".join(_element(drawn, child, in_template=in_template) for child in one.children)
    if one not in drawn.templates:
        return f"<{name}>{inside}</{name}>"
    shape = "".join(_element(drawn, child, in_template=True) for child in one.children)
    template = f'<{name} jr:template="">{shape}</{name}>'
    if in_template:
        return template
    nested = any(around.repeats for around in one.around()[1:])
    return f"<{name}>{inside}</{name}>" if nested else f"{template}<{name}>{inside}</{name}>"


def _control(drawn: Drawn, one: Container | Field) -> str:
    label = f"<label>{one.path}</label>"
    if isinstance(one, Field):
        if one not in drawn.controls:
            return ""
        tag, attributes, inside = drawn.controls[one]
        return f'<{tag} ref="{one.path}"{attributes}>{label}{inside}</{tag}>'
    inside = "".join(_control(drawn, child) for child in one.children)
    if not one.repeats:
        return f'<group ref="{one.path}">{label}{inside}</group>'
    count = f' jr:count="{drawn.counts[one]}"' if one in drawn.counts else ""
    return f'<group ref="{one.path}">{label}<repeat nodeset="{one.path}"{count}>{inside}</repeat></group>'
