"""A drawn signature on the printed declaration."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from forms.layout import has_signature_place, render_declaration
from forms.pack import load_pack
from tests.support.pdf import rendered
from tests.support.pictures import png

PACKS = Path(__file__).parents[3] / "forms" / "packs"


def drawing() -> bytes:
    image = Image.new("RGBA", (900, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(40, 300), (300, 60), (500, 330), (860, 90)], fill=(10, 20, 90, 255), width=14)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def ink(pdf: bytes) -> list[int]:
    """Dark dots on each page."""
    pages = []
    for number in range(10):
        try:
            picture = rendered(pdf, dpi=72, page=number)
        except Exception:  # noqa: BLE001 - pdfium has no page of that number
            break
        pages.append(sum(picture.point(lambda level: 255 if level < 128 else 0).histogram()[255:]))
    return pages


def test_it_stands_between_the_note_and_the_name() -> None:
    pack = load_pack(PACKS / "1.001193")
    assert has_signature_place(pack)
    plain = render_declaration(pack, b"", blank=True)
    signed = render_declaration(pack, b"", blank=True, signature=drawing())
    assert signed != plain
    more = [after - before for before, after in zip(ink(plain), ink(signed), strict=True)]
    assert sum(1 for each in more if each) == 1
    assert max(more) > 100


def test_the_same_signature_gives_the_same_paper() -> None:
    pack = load_pack(PACKS / "1.001193")
    assert render_declaration(pack, b"", blank=True, signature=drawing()) == render_declaration(
        pack, b"", blank=True, signature=drawing()
    )


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", png()[:60], png(3001, 10), b"\xff\xd8\xff\xe0" + bytes(200)]
)
def test_what_is_no_signature_leaves_the_place_empty(data: bytes) -> None:
    pack = load_pack(PACKS / "1.001193")
    plain = render_declaration(pack, b"", blank=True)
    assert render_declaration(pack, b"", blank=True, signature=data) == plain


def test_where_several_sign_side_by_side_none_is_drawn() -> None:
    assert not has_signature_place(load_pack(PACKS / "1.000894"))
    assert not has_signature_place(load_pack(PACKS / "1.004222"))
