"""Every draft of every pack comes back as it was, and is small; hostile bytes are refused, and fill no memory."""

import zlib
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.pack import load_pack
from kiosk.handover import compact, letter
from kiosk.handover.service import MOST_ON_PAPER
from sync.bundles import handover
from sync.bundles.errors import Torn
from tests.support.filling import environment
from tests.support.handover import fullest, packs

NOTES = ("vi", "/data/child")
FORM = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
<instance><data id="f" version="1"><name/><row><a/><b/></row></data></instance>
<bind nodeset="/data/row/b" calculate="1"/></model></h:head></h:html>"""
X = 'xmlns="http://www.w3.org/2002/xforms" xmlns:d="urn:kiosk-ho-so:draft"'


def plain(draft: bytes) -> str:
    return canonicalize(draft.decode().partition("?>")[2] or draft.decode(), rewrite_prefixes=True)


@pytest.mark.parametrize("folder", packs(), ids=lambda path: path.name)
def test_a_full_form_of_every_pack_fits_one_printed_code_and_comes_back_whole(folder: Path) -> None:
    """Fields repeat less in life than in made-up answers: there has to be room to spare."""
    pack = load_pack(folder)
    form = (folder / "form.xml").read_bytes()
    draft = fullest(pack)
    packed = compact.pack_draft(draft, form, NOTES)
    back, notes = compact.unpack_draft(packed, form, len(NOTES))
    assert (plain(back), notes) == (plain(draft), NOTES)
    restored, lost = pack.form().resume(back, environment())
    assert not lost
    assert plain(restored.draft()) == plain(pack.form().resume(draft, environment())[0].draft())
    digits = handover.digits_of(handover.OVERHEAD + len(packed) + 100)
    assert digits < 0.75 * MOST_ON_PAPER, f"{digits} digits"


def test_names_and_texts_of_any_language_come_back() -> None:
    row = '<row><a/><b d:computed="">1</b></row>'
    draft = f'<data {X} id="f" version="1" d:seed="7"><name>Ẫ ộ\n&lt;&amp; 日本</name>{row}</data>'
    packed = compact.pack_draft(draft.encode(), FORM, NOTES)
    assert packed[:1] == b"\1"
    assert plain(compact.unpack_draft(packed, FORM, 2)[0]) == plain(draft.encode())


@pytest.mark.parametrize(
    "draft",
    [
        f'<data {X} id="f" version="1"><other/></data>',
        f'<data {X} id="f" version="1"><name extra="1">A</name></data>',
        f'<data {X} id="f" version="1"><name d:computed="">A</name></data>',
        f'<data {X} id="f" version="1">text<name/></data>',
    ],
)
def test_a_draft_of_another_shape_travels_as_it_is(draft: str) -> None:
    packed = compact.pack_draft(draft.encode(), FORM, NOTES)
    assert packed[:1] == b"\0"
    assert compact.unpack_draft(packed, FORM, 2)[0] == draft.encode()


def deflated(plain_text: bytes, kind: bytes = b"\1") -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, compact._Known(FORM).dictionary)
    return kind + stream.compress(plain_text) + stream.flush()


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = deflated(b"a" * (compact.MOST_PLAIN + 2))
    assert len(bomb) < 10_000
    with pytest.raises(Torn):
        compact.unpack_draft(bomb, FORM, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "vi\x1fp",
        "vi\x1fp\x1e",
        "vi\x1e!\x02\x1e\x1e{}",
        "vi\x1fp\x1e!\x02\x02\x1ea\x1e{}",
        "vi\x1fp\x1e!\x1ea\x1e{}",
        "vi\x1fp\x1ez\x02\x1ea\x1e{}",
        "vi\x1fp\x1e!\x02!\x02\x1ea\x1e{}",
        "vi\x1fp\x1e!\x02\x1ea\x1fb\x1e{}",
        "vi\x1fp\x1e!\x02\x1e\x00\x1e{}",
        "vi\x1fp\x1e!\x02\x1ea\x1e[]x",
        'vi\x1fp\x1e!\x02\x1ea\x1e{"a b":"1"}',
        'vi\x1fp\x1e!\x02\x1ea\x1e{"a":1}',
        "vi\x1fp\x1e" + "!" * 300_000 + "\x1ea\x1e{}",
    ],
)
def test_a_shape_that_is_none_is_torn(text: str) -> None:
    with pytest.raises(Torn):
        compact.unpack_draft(deflated(text.encode()), FORM, 2)


@given(st.binary(max_size=300))
def test_any_bytes_are_either_a_draft_or_torn(data: bytes) -> None:
    for each in (data, b"\1" + data, b"\0" + data, deflated(data), deflated(b"vi\x1fp\x1e" + data)):
        try:
            draft, _ = compact.unpack_draft(each, FORM, 2)
        except Torn:
            continue
        assert isinstance(draft, bytes)


@given(st.binary(max_size=200))
def test_any_body_is_either_a_letter_or_torn(data: bytes) -> None:
    for each in (data, b"\4form\1v" + data, b"\4form\1v" + deflated(b"\x1f".join([b"1"] * 10) + data)):
        with pytest.raises(Torn):
            letter.read(each, lambda *_: FORM)
