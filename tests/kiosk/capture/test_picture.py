"""Files from sticks and cameras: what is decoded, what is refused before it is, and what is left of them."""

import struct
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.capture import picture
from kiosk.capture.errors import PictureRefused, Refusal
from tests.support.photographs import jpeg, page, with_exif
from tests.support.pictures import png


def sheet(width: int = 400, height: int = 300) -> np.ndarray:
    image = np.full((height, width, 3), 230, np.uint8)
    image[:, : width // 2] = (40, 60, 200)
    return image


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def refused(data: bytes) -> Refusal:
    with pytest.raises(PictureRefused) as caught:
        picture.read(data)
    return caught.value.reason


def test_jpeg_and_png_are_read() -> None:
    assert picture.read(jpeg(sheet())).shape == (300, 400, 3)
    assert picture.read(png(400, 300)).shape == (300, 400, 3)


def test_a_photograph_that_says_how_it_was_held_is_turned_upright() -> None:
    lying = picture.read(with_exif(jpeg(sheet()), b"x" * 8, orientation=6))
    assert lying.shape == (400, 300, 3)


def test_nothing_of_the_cameras_file_is_kept_but_its_pixels() -> None:
    canary = b"GPS 10.7769N 106.7009E Pham Thi Luu"
    data = with_exif(jpeg(sheet()), canary)
    assert canary in data
    kept = picture.encode(picture.read(data))
    assert canary not in kept
    assert b"Exif" not in kept
    assert kept.startswith(b"\xff\xd8\xff")


def test_black_writing_on_a_transparent_ground_stays_readable() -> None:
    image = np.zeros((200, 200, 4), np.uint8)
    image[90:110, 20:180, 3] = 255
    read = picture.read(bytes(cv2.imencode(".png", image)[1]))
    assert read[0, 0].tolist() == [255, 255, 255]
    assert read[100, 100].tolist() == [0, 0, 0]


def test_sixteen_bits_and_greys_are_read_as_eight_bits_of_colour() -> None:
    deep = np.full((200, 200), 40_000, np.uint16)
    assert picture.read(bytes(cv2.imencode(".png", deep)[1]))[5, 5].tolist() == [156, 156, 156]
    assert picture.read(jpeg(np.full((200, 200), 99, np.uint8))).shape == (200, 200, 3)


def test_a_small_file_that_unfolds_to_gigabytes_is_refused_before_it_is_decoded() -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")
    assert refused(bomb) is Refusal.TOO_MANY_PIXELS
    data = bytearray(jpeg(sheet()))
    at = data.index(b"\xff\xc0")
    struct.pack_into(">HH", data, at + 5, 60_000, 60_000)
    assert refused(bytes(data)) is Refusal.TOO_MANY_PIXELS


def test_a_jpeg_of_very_many_passes_is_refused() -> None:
    progressive = bytes(cv2.imencode(".jpg", sheet(), [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[1])
    assert picture.read(progressive).shape == (300, 400, 3)
    at = progressive.rindex(b"\xff\xda")
    assert refused(progressive[:at] + progressive[at:-2] * 60 + b"\xff\xd9") is Refusal.TOO_MANY_PIXELS


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("make", [lambda: jpeg(page(np.random.default_rng(1))), lambda: png(500, 400)])
def test_a_file_that_ends_too_early_is_refused(make, share: float) -> None:
    data = make()
    assert refused(data[: int(len(data) * share)]) is Refusal.DAMAGED


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a" + b"\0" * 40, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"BM" + b"\0" * 60],
)
def test_other_kinds_of_files_are_not_decoded(data: bytes) -> None:
    assert refused(data) is Refusal.NOT_A_PICTURE


def test_a_picture_too_small_to_read_is_refused() -> None:
    assert refused(png(64, 48)) is Refusal.TOO_SMALL


def test_text_hidden_in_a_png_does_not_reach_the_decoder() -> None:
    plain = png(400, 300)
    at = plain.index(b"IDAT") - 4
    hidden = plain[:at] + chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(50 << 20))) + plain[at:]
    assert (picture.read(hidden) == picture.read(plain)).all()


def test_a_very_large_photograph_is_read_at_a_smaller_scale() -> None:
    large = np.zeros((6200, 6200, 3), np.uint8)
    read = picture.read(jpeg(large, 60))
    assert read.shape == (3100, 3100, 3)


@pytest.mark.parametrize("most", [400_000, 60_000])
def test_what_is_kept_stays_within_its_bound(most: int) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (2000, 3000, 3), dtype=np.uint8)
    kept = picture.encode(noise, most=most)
    assert len(kept) <= most
    assert max(picture.read(kept).shape[:2]) <= picture.LONG_SIDE


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([jpeg(sheet()), png(200, 150)])))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        image = picture.read(bytes(whole))
    except PictureRefused:
        return
    assert image.ndim == 3
    assert image.shape[0] * image.shape[1] <= picture.MAX_DECODED
