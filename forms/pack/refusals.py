"""Everything in a compiled form that the engine refuses, not the first of it alone.

The engine stops at the first refusal, which is right for a kiosk and tiresome for an author. Here what was refused is
taken out of the form and the rest is read again, until nothing is refused or the place of a refusal cannot be found.
"""

import re
from collections.abc import Mapping

from lxml import etree

from forms.engine.xml import line
from forms.errors import FormError

XFORMS = "http://www.w3.org/2002/xforms"
MAX_REFUSALS = 30
BIND = re.compile(r"bind (?P<path>\S+) (?P<attribute>[\w:]+)")
QUESTION = re.compile(r"(?:question|group|repeat) (?P<path>\S+)(?: (?P<part>\w+))?")


def refusals(compiled: str, media: Mapping[str, bytes]) -> list[str]:
    """One sentence a refusal with its place; [] when the engine takes the form."""
    from forms.engine import load_form

    root = etree.fromstring(compiled.encode(), etree.XMLParser(resolve_entities=False))
    found: list[str] = []
    while len(found) < MAX_REFUSALS:
        try:
            load_form(etree.tostring(root, encoding="utf-8", xml_declaration=True), media)
        except FormError as error:
            if str(error) in found:
                break
            found.append(str(error))
            if not _take_out(root, error.where):
                break
        else:
            break
    return found


def _take_out(root: etree._Element, where: str) -> bool:
    """Remove what stands at a place; False when it cannot be found."""
    if match := BIND.match(where):
        return _drop_attribute(root, match["path"], match["attribute"].rpartition(":")[2])
    if match := QUESTION.match(where):
        return _drop_control(root, match["path"])
    return _drop_element(root, where)


def _drop_attribute(root: etree._Element, path: str, attribute: str) -> bool:
    for bind in root.iter(f"{{{XFORMS}}}bind"):
        if bind.get("nodeset") == path:
            for name in list(bind.attrib):
                if etree.QName(name).localname == attribute:
                    del bind.attrib[name]
                    return True
    return False


def _drop_control(root: etree._Element, path: str) -> bool:
    for element in root.iter(etree.Element):
        if path in (element.get("ref"), element.get("nodeset")) and element.tag != f"{{{XFORMS}}}bind":
            return _remove(element)
    return False


def _drop_element(root: etree._Element, where: str) -> bool:
    """where: as forms.engine.xml.line names an element, and perhaps more after it."""
    named = [element for element in root.iter(etree.Element) if where.startswith(line(element))]
    return bool(named) and _remove(named[-1])


def _remove(element: etree._Element) -> bool:
    """Take an element out and leave its lines, so that later places still name the lines of the file."""
    parent = element.getparent()
    if parent is None:
        return False
    lines = "\n" * etree.tostring(element, with_tail=False).count(b"\n")
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + lines + (element.tail or "")
    else:
        before.tail = (before.tail or "") + lines + (element.tail or "")
    parent.remove(element)
    return True
