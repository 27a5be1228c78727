"""Puts answers into a pack's declaration template and draws it."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from forms.contract import Control, DataType, Environment, FormSession
from forms.engine.xml import read_xml
from forms.errors import PackError, UnknownReference
from forms.layout.markup import Block, read_markup
from forms.layout.template import functions, readable_date, render_template

if TYPE_CHECKING:
    from forms.pack.model import Pack

STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")
# Papers are Vietnamese whatever the language on screen.
LANGUAGE = "vi"


def render(
    pack: "Pack", xml: bytes, values: Mapping[str, str], *, blank: bool, signature: bytes | None = None
) -> bytes:
    """See forms.layout.render_declaration."""
    from forms.layout.paper import draw

    lines = blocks(pack, xml, values, blank=blank)
    code = "" if blank else values.get("code", "")
    footer = f"Bản in từ kiosk hỗ trợ kê khai. Mã tra cứu: {code}" if code else ""
    return draw(lines, pack.procedure.form_name.vi, footer, signature)


def blocks(pack: "Pack", xml: bytes, values: Mapping[str, str], *, blank: bool) -> Iterator[Block]:
    """See forms.layout.declaration_blocks."""
    template = pack.declaration()
    if template is None:
        raise PackError(pack.code, ["has no printed declaration"])
    answers = _Blank() if blank else _Answers(pack, xml)
    context = functions(answers.text, answers.value, answers.count, values, blank=blank)
    return read_markup(render_template(template, context))


class _Blank:
    """No answers at all."""

    def value(self, _ref: str) -> str:
        return ""

    text = value

    def count(self, _ref: str) -> int:
        return 0


class _Answers(_Blank):
    """The answers of one instance.

    Values are read from the XML, not from the session, which would compute today's date anew when an old declaration
    is printed again; the session knows labels and what is relevant.
    """

    def __init__(self, pack: "Pack", xml: bytes) -> None:
        self._session: FormSession
        self._session, _ = pack.form().resume(xml, _environment(), LANGUAGE)
        self._root = read_xml(xml, "declaration")

    def value(self, ref: str) -> str:
        try:
            question = self._session.question(ref)
        except UnknownReference:  # a calculation has no control
            return self._stored(ref)
        return self._stored(ref) if question.relevant else ""

    def _stored(self, ref: str) -> str:
        nodes = self._nodes(ref)
        return "" if not nodes or len(nodes[0]) else (nodes[0].text or "").strip()

    def _nodes(self, ref: str) -> list[etree._Element]:
        """The element of a reference; of a repeat without its last position, every instance."""
        nodes = [self._root]
        for name, position in STEP.findall(ref.removeprefix("/data")):
            children = nodes[0].iterchildren("*") if nodes else ()
            nodes = [child for child in children if etree.QName(child).localname == name]
            if position:
                nodes = nodes[int(position) - 1 : int(position)]
        return nodes

    def count(self, ref: str) -> int:
        return len(self._nodes(ref))

    def text(self, ref: str) -> str:
        value = self.value(ref)
        try:
            question = self._session.question(ref)
        except UnknownReference:
            return value
        if not value:
            return ""
        if question.control in (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK):
            chosen = value.split() if question.control != Control.SELECT_ONE else [value]
            labels = {choice.value: choice.label for choice in self._session.choices(ref)}
            return ", ".join(labels.get(one, one) for one in chosen)
        return readable_date(value) if question.type == DataType.DATE else value


def _environment() -> Environment:
    return Environment(now=lambda: datetime.now().astimezone(), new_uuid=lambda: "", random=lambda: 0.5)
