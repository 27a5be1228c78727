"""The XML of a submission as a certain server wants it: its name for the form, what it replaces, names of files."""

from collections.abc import Mapping

from lxml import etree

from sync.protocol.errors import MalformedError

_OPENROSA = "http://openrosa.org/xforms"


def addressed(
    submission: bytes,
    *,
    form: str,
    version: str,
    instance: str,
    replaces: str,
    files: Mapping[str, str],
) -> bytes:
    """The submission for a server: form and version are its own; instance and replaces the instanceIDs.

    replaces: "" for a first one. What was replaced is only known when it is finished: the former revision may have gone
    while the resident was still changing it. files: field → name of the file that it holds; fields that the answers do
    not have are left alone. Raises MalformedError when it is no submission.
    """
    root = _read(submission)
    root.set("id", form)
    if version:
        root.set("version", version)
    elif "version" in root.attrib:
        del root.attrib["version"]
    meta = next((each for each in root.iter("*") if etree.QName(each).localname == "meta"), None)
    if meta is None:
        meta = etree.SubElement(root, f"{{{_OPENROSA}}}meta", nsmap={"orx": _OPENROSA})
    _set(meta, "instanceID", instance)
    _set(meta, "deprecatedID", replaces)
    for field, name in files.items():
        for element in root.iter("{*}" + field):
            if len(element) == 0:
                element.text = name
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def instance_of(submission: bytes) -> str:
    """Its instanceID, "" when there is none. Raises MalformedError."""
    return next(((each.text or "").strip() for each in _read(submission).iter("{*}instanceID")), "")


def _read(submission: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(submission, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedError("the submission is not XML") from error


def _set(meta: "etree._Element", name: str, value: str) -> None:
    """One child of that name with the value; none for ""."""
    found = [each for each in meta.iterchildren("*") if etree.QName(each).localname == name]
    for each in found[1:] if value else found:
        meta.remove(each)
    if value:
        element = found[0] if found else etree.SubElement(meta, f"{{{etree.QName(meta).namespace or _OPENROSA}}}{name}")
        element.text = value
