"""Reading XML from outside: no entities, no DTD, no network, bounded size, depth and node count."""

from lxml import etree

from forms.errors import FormSyntaxError, FormTooLarge

MAX_BYTES = 40 * 1024 * 1024
MAX_ELEMENTS = 1_000_000
# A form nested deeper than this was not written by a person.
MAX_DEPTH = 100

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"
EVENTS = "http://www.w3.org/2001/xml-events"
ENTITIES = "http://www.opendatakit.org/xforms/entities"


def read_xml(data: bytes, what: str) -> etree._Element:
    """The root element of a document.

    Raises FormSyntaxError for what is not well formed or has a document type, FormTooLarge past the bounds above.
    """
    if len(data) > MAX_BYTES:
        raise FormTooLarge(f"{len(data)} bytes; at most {MAX_BYTES} are read", what)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        message = str(problem.msg)
        if "huge" in message.lower() or "depth" in message.lower():
            raise FormTooLarge(message, what) from None
        raise FormSyntaxError(message, what) from None
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise FormSyntaxError("a document type declaration is not allowed", what)
    _check_bounds(root, what)
    return root


def _check_bounds(root: etree._Element, what: str) -> None:
    depth = count = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            bound = f"more than {MAX_DEPTH} levels deep" if depth > MAX_DEPTH else f"more than {MAX_ELEMENTS} elements"
            raise FormTooLarge(bound, what)


def local(element: etree._Element) -> str:
    """The local name of an element."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    """The namespace of an element, "" for none."""
    return etree.QName(element).namespace or ""


def line(element: etree._Element) -> str:
    """Where an element stands, for messages."""
    return f"line {element.sourceline} <{local(element)}>"
