"""Reading XML from outside: no entities, no DTD, no network, bounded size, depth and node count."""

import re
from pathlib import Path

from lxml import etree

from forms.errors import FormSyntaxError, FormTooLarge

MAX_BYTES = 40 * 1024 * 1024
# Elements and attributes together.
MAX_ELEMENTS = 1_000_000
MAX_PREFIXES = 2_000
# A form nested deeper than this was not written by a person.
MAX_DEPTH = 100

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"
EVENTS = "http://www.w3.org/2001/xml-events"
ENTITIES = "http://www.opendatakit.org/xforms/entities"

_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Encodings in which "<" is always one byte of that value, and UTF-16.
_ENCODINGS = re.compile(r"utf-?8|utf-?16|us-ascii|ascii|latin1|iso-8859-\d\d?|windows-125\d")
_BLANK = b" \t\r\n"
# "<" after any byte order mark: UTF-8 and single bytes, UTF-16 either way round.
_BEGINNINGS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe<\0", b"\xfe\xff\0<", b"\0<")


def read_file(path: Path, what: str) -> bytes:
    """The bytes of a file. Raises FormSyntaxError when it is not one, FormTooLarge past MAX_BYTES."""
    if not path.is_file():
        raise FormSyntaxError(f"there is no file {path.name}", what)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FormTooLarge(f"{path.name} is larger than {MAX_BYTES} bytes", what)
    return data


def read_xml(data: bytes, what: str, most: int = MAX_ELEMENTS) -> etree._Element:
    """The root element of a document of at most so many elements and attributes.

    Raises FormSyntaxError for what is not well formed or has a document type, FormTooLarge past the bounds above.
    """
    if len(data) > MAX_BYTES:
        raise FormTooLarge(f"{len(data)} bytes; at most {MAX_BYTES} are read", what)
    _check_encoding(data, what)
    # Before any tree is built: every element begins with this character and nearly every one ends with another.
    if data.count(b"<") > 2 * most:
        raise FormTooLarge(f"more than {most} elements", what)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        message = str(problem.msg)
        if any(word in message.lower() for word in ("huge", "depth", "limit")):
            raise FormTooLarge(message, what) from None
        raise FormSyntaxError(message, what) from None
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise FormSyntaxError("a document type declaration is not allowed", what)
    # Of most documents the bytes alone say that there is little to count.
    few = data.count(b"<") + data.count(b"=") <= most and data.count(b"xmlns") <= MAX_PREFIXES
    if not few or b"\0" in data or _TOO_DEEP(root):
        _check_bounds(root, what, most)
    return root


_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def _check_encoding(data: bytes, what: str) -> None:
    """Other encodings could hide the characters that are counted here, and nothing writes them any more."""
    declared = _ENCODING.match(data[:200])
    name = declared[1].decode().lower() if declared else "utf-8"
    if not _ENCODINGS.fullmatch(name) or not data.lstrip(_BLANK).startswith(_BEGINNINGS):
        raise FormSyntaxError("not XML, or not in UTF-8 or another common encoding", what)


def _check_bounds(root: etree._Element, what: str, most: int) -> None:
    depth = count = prefixes = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "start-ns")):
        if event == "end":
            depth -= 1
            continue
        if event == "start":
            depth += 1
            count += 1 + len(node.attrib)
        elif node[0]:
            prefixes += 1
        if depth > MAX_DEPTH:
            raise FormTooLarge(f"more than {MAX_DEPTH} levels deep", what)
        if count > most:
            raise FormTooLarge(f"more than {most} elements", what)
        if prefixes > MAX_PREFIXES:
            raise FormTooLarge(f"more than {MAX_PREFIXES} declarations of namespaces", what)


def local(element: etree._Element) -> str:
    """The local name of an element."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: etree._Element) -> str:
    """The namespace of an element, "" for none."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag[0] == "{" else ""


def line(element: etree._Element) -> str:
    """Where an element stands, for messages: pyxform writes all of a form in one line, so the node it is about too."""
    about = next((ref for one in (element, *element.iterancestors()) if (ref := _about(one))), "")
    return f"line {element.sourceline} <{local(element)}>" + (f" of {about}" if about else "")


def _about(element: etree._Element) -> str:
    return next((value for name in ("ref", "nodeset", "id") if (value := element.get(name))), "")
