"""Making a draft small enough for a printed QR code: what its form knows already is left out.

A draft is an XML tree whose shape both kiosks have in the pack (form.xml). So names become one letter each, answers are
listed in order, and both are deflated against a dictionary made of the same form: its tree, its choices, and words that
nearly every address and name has. A draft that is not such a tree (attributes, namespaces) travels as it is, deflated.

What comes in was sealed by a kiosk, and is checked all the same: sizes before it is unpacked, its shape as it is built.
"""

import hashlib
import json
import zlib
from collections import deque
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from sync.bundles.errors import Torn

MOST_PLAIN = 4 << 20
_MOST_SIGNS = 200_000
_DRAFT = "{urn:kiosk-ho-so:draft}"
_COMPUTED, _FORM = f"{_DRAFT}computed", f"{_DRAFT}form"
_XFORMS = "{http://www.w3.org/2002/xforms}"
_ROSA = "{http://openrosa.org/javarosa}"
_SMALL, _WHOLE = b"\1", b"\0"
_END, _NEXT, _PART = "\x02", "\x1f", "\x1e"
_FIRST = 0x21
_WINDOW = 32 << 10
# In nearly every form: commonest last, where a reference to it is shortest.
_WORDS = (
    "Bệnh viện Đa khoa tỉnh Trung tâm Y tế Công an Cục Cảnh sát quản lý hành chính về trật tự xã hội Ủy ban nhân dân "
    "khu phố tổ dân phố ấp bản làng đường phố ngõ ngách hẻm Quốc lộ Thành phố Đặc khu Phường Hoàng Phan Vũ Võ Đặng Bùi "
    "Đỗ Hồ Ngô Dương Lý Huỳnh Phạm Lê Trần Nguyễn Văn Thị , Thôn , Tỉnh , Phường , Xã Số uuid:00000000-0000-4000-8000-"
    " 19 20 2025- 2026- citizen_card old_identity_card permanent temporary requester female male other none yes no vn"
)

_OWN = json.dumps({f"{_DRAFT}seed": "", f"{_DRAFT}language": "vi", _FORM: ""}, separators=(",", ":"))


def pack_draft(draft: bytes, form: bytes, notes: tuple[str, ...]) -> bytes:
    """The draft and a few notes beside it, deflated. form: the bytes of the pack's form.xml, which unpacking needs too.

    ValueError for more than MOST_PLAIN bytes of answers, and for notes with control characters.
    """
    if any(sign < " " for note in notes for sign in note):
        raise ValueError("a note with control characters")
    known = _Known(form)
    head = _NEXT.join(notes)
    small = known.write(draft)
    for kind, text in ((_SMALL, small), (_WHOLE, draft.decode())):
        if text is not None:
            plain = f"{head}{_PART}{text}".encode()
            if len(plain) > MOST_PLAIN:
                raise ValueError("too many answers to take along")
            stream = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, known.dictionary)
            return kind + stream.compress(plain) + stream.flush()
    raise AssertionError


def unpack_draft(packed: bytes, form: bytes, notes: int) -> tuple[bytes, tuple[str, ...]]:
    """The draft and so many notes. Raises Torn for what pack_draft did not make with this form."""
    kind = packed[:1]
    if kind not in (_SMALL, _WHOLE):
        raise Torn("the draft is packed in a way that is not known here")
    known = _Known(form)
    stream = zlib.decompressobj(-15, known.dictionary)
    try:
        plain = stream.decompress(packed[1:], MOST_PLAIN + 1)
        if len(plain) > MOST_PLAIN or not stream.eof or stream.unused_data:
            raise Torn("the draft is too large, cut short, or followed by something")
        head, part, text = plain.decode().partition(_PART)
    except (zlib.error, UnicodeDecodeError) as error:
        raise Torn("the draft cannot be unpacked with this form") from error
    found = tuple(head.split(_NEXT))
    if not part or len(found) != notes:
        raise Torn("something is missing beside the draft")
    return (known.read(text) if kind == _SMALL else text.encode()), found


@dataclass
class _Known:
    """What both sides know of the form."""

    form: bytes

    @cached_property
    def _tree(self) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True, remove_comments=True)
        return etree.fromstring(self.form, parser)

    @cached_property
    def _blank(self) -> etree._Element:
        """The primary instance: the first child of the first instance of the model (ODK XForms)."""
        instance = next(self._tree.iter(f"{_XFORMS}instance"))
        return instance[0]

    @cached_property
    def _letters(self) -> dict[str, str]:
        tags = dict.fromkeys(str(each.tag) for each in self._blank.iter(etree.Element))
        return {tag: chr(_FIRST + at) for at, tag in enumerate(tags)}

    @cached_property
    def _computed(self) -> frozenset[str]:
        """Names of what the form computes; a draft marks those that have a value."""
        binds = self._tree.iter(f"{_XFORMS}bind")
        marked = (each for each in binds if each.get("calculate") is not None or each.get(f"{_ROSA}preload"))
        return frozenset(str(each.get("nodeset")).rpartition("/")[2].rpartition(":")[2] for each in marked)

    @cached_property
    def dictionary(self) -> bytes:
        values = (each.text or "" for each in self._tree.iter(f"{_XFORMS}value") if _is_choice(each))
        choices = " ".join(dict.fromkeys(values))
        leaves = sum(1 for each in self._blank.iter(etree.Element) if not len(each))
        shape = self._shape(self._blank)
        return (choices + _WORDS + _OWN + shape + _PART + _NEXT * leaves).encode()[-_WINDOW:]

    @property
    def _print(self) -> str:
        """As the engine writes it into a draft, so that it need not travel."""
        return hashlib.sha256(self.form).hexdigest()[:32]

    def _shape(self, element: etree._Element) -> str:
        return self._letters[str(element.tag)] + "".join(map(self._shape, element)) + _END

    def write(self, draft: bytes) -> str | None:
        """The draft without what the form knows, None when that would lose something."""
        try:
            root = _parse(draft)
        except Torn:
            return None
        if any(str(each.tag) not in self._letters for each in root.iter(etree.Element)):
            return None
        own = {name: value for name, value in root.attrib.items() if self._blank.get(name) != value}
        if own.get(_FORM) == self._print:
            own[_FORM] = ""
        leaves = [each.text or "" for each in root.iter(etree.Element) if not len(each)]
        written = _PART.join((self._shape(root), _NEXT.join(leaves), json.dumps(own, separators=(",", ":"))))
        try:
            same = _same(_parse(self.read(written)), root)
        except Torn:
            same = False
        return written if same else None

    def read(self, written: str) -> bytes:
        """The reverse. Raises Torn."""
        try:
            shape, leaves, own = written.split(_PART)
            if len(shape) > _MOST_SIGNS:
                raise ValueError("a shape larger than any form")
            root = self._build(shape, deque(leaves.split(_NEXT)))
            for name, value in dict(json.loads(own)).items():
                root.set(name, (value or self._print) if name == _FORM else value)
        except (ValueError, TypeError, IndexError, KeyError) as error:
            raise Torn("the draft does not have the shape of its form") from error
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    def _build(self, shape: str, leaves: deque[str]) -> etree._Element:
        tags = {letter: tag for tag, letter in self._letters.items()}
        names = {**self._blank.nsmap, "draft": _DRAFT[1:-1]}
        root: etree._Element | None = None
        inside: list[etree._Element] = []
        for sign in shape:
            if sign == _END:
                self._close(inside.pop(), leaves)
            elif inside:
                inside.append(etree.SubElement(inside[-1], tags[sign]))
            elif root is None:
                root = etree.Element(tags[sign], nsmap=names)  # type: ignore[arg-type]  # None is the default namespace
                root.attrib.update(self._blank.attrib)
                inside.append(root)
            else:
                raise ValueError("two roots")
        if root is None or inside or leaves:
            raise ValueError("answers and questions do not fit together")
        return root

    def _close(self, element: etree._Element, leaves: deque[str]) -> None:
        """A leaf takes the next answer. (Their order is that of closing: leaves close as they come.)"""
        if len(element):
            return
        element.text = leaves.popleft() or None
        if element.text and etree.QName(element).localname in self._computed:
            element.set(_COMPUTED, "")


def _is_choice(value: etree._Element) -> bool:
    parent = value.getparent()
    return parent is not None and etree.QName(parent).localname == "item"


def _parse(draft: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(draft, parser)
    except etree.XMLSyntaxError as error:
        raise Torn("the draft is no XML") from error


def _same(one: etree._Element, other: etree._Element) -> bool:
    """Names, texts and attributes alike; prefixes do not matter."""
    if (one.tag, one.text or "", sorted(one.items())) != (other.tag, other.text or "", sorted(other.items())):
        return False
    return len(one) == len(other) and all(map(_same, one, other))
