"""The forms on offer, as the OpenRosa Form Discovery API 1.0 lists them (https://docs.getodk.org/openrosa-form-list/).

The form of a pack is offered as it is: the same questions, the same submission.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from sync.portal.registry import procedures

if TYPE_CHECKING:
    from forms.pack import Pack

_LIST = "http://openrosa.org/xforms/xformsList"
_MANIFEST = "http://openrosa.org/xforms/xformsManifest"
_FORM = "form.xml"


@dataclass(frozen=True, slots=True)
class Offered:
    """A form and the files beside it, with their MD5 (which the specification asks for) in hex."""

    pack: "Pack"
    xml: bytes
    digest: str
    media: dict[str, bytes]
    media_digests: dict[str, str]


def offered() -> tuple[Offered, ...]:
    """The newest version of each procedure that has a form, in order of their codes."""
    newest: dict[str, Pack] = {}
    for pack in sorted(procedures.packs(), key=lambda pack: (pack.code, pack.version)):
        newest[pack.code] = pack
    return tuple(_read(pack, procedures.stamp(pack.folder)) for pack in newest.values() if _has_form(pack.folder))


def form(code: str) -> Offered | None:
    """The form of a procedure, or None."""
    return next((each for each in offered() if each.pack.code == code), None)


def _has_form(folder: Path) -> bool:
    return (folder / _FORM).is_file()


@lru_cache(maxsize=64)
def _read(pack: "Pack", stamp: tuple[tuple[str, int, int], ...]) -> Offered:  # noqa: ARG001 - the cache's key
    xml = (pack.folder / _FORM).read_bytes()
    media = {name: data for name, data in pack.media().items() if name.encode() in xml}
    return Offered(pack, xml, _md5(xml), media, {name: _md5(data) for name, data in media.items()})


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def list_xml(forms: tuple[Offered, ...], base: str) -> bytes:
    """The form list. base: the address under which the client's calls lie, with a slash at the end."""
    root = etree.fromstring(f'<xforms xmlns="{_LIST}"/>')
    for each in forms:
        entry = etree.SubElement(root, f"{{{_LIST}}}xform")
        code = each.pack.code
        parts = {
            "formID": code,
            "name": each.pack.procedure.title.in_language("vi"),
            "version": each.pack.version,
            "hash": f"md5:{each.digest}",
            "downloadUrl": f"{base}forms/{code}/form.xml",
            "manifestUrl": f"{base}forms/{code}/manifest",
        }
        for name, text in parts.items():
            if name != "manifestUrl" or each.media:
                etree.SubElement(entry, f"{{{_LIST}}}{name}").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def manifest_xml(each: Offered, base: str) -> bytes:
    """The manifest of a form: the files that have to lie beside it."""
    root = etree.fromstring(f'<manifest xmlns="{_MANIFEST}"/>')
    for name, digest in each.media_digests.items():
        entry = etree.SubElement(root, f"{{{_MANIFEST}}}mediaFile")
        parts = {"filename": name, "hash": f"md5:{digest}", "downloadUrl": f"{base}forms/{each.pack.code}/media/{name}"}
        for tag, text in parts.items():
            etree.SubElement(entry, f"{{{_MANIFEST}}}{tag}").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
