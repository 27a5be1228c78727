"""Photographs made on the spot: a printed page on a table, seen at an angle, blurred, darkened, noisy."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

A4 = (1240, 1754)
CARD = (1011, 638)  # 85.6 × 54 mm at 300 dots an inch
TABLE = (2000, 1500)


def page(rng: np.random.Generator, size: tuple[int, int] = A4, lines: int = 34) -> Any:
    """White paper with lines of something like print."""
    width, height = size
    sheet = np.full((height, width, 3), 248, np.uint8)
    left, top, step = width // 10, height // 12, height // (lines + 6)
    for row in range(lines):
        x, y = left, top + row * step
        while x < width - left:
            letters = "".join(rng.choice(list("abcdeghiklmnopqrstuvxy"), size=int(rng.integers(2, 9))))
            scale = step / 42
            (wide, _high), _base = cv2.getTextSize(letters, cv2.FONT_HERSHEY_SIMPLEX, scale, 2)
            if x + wide > width - left:
                break
            cv2.putText(sheet, letters, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, (30, 30, 30), 2, cv2.LINE_AA)
            x += wide + step // 3
    return sheet


@dataclass
class Photograph:
    """corners: of the sheet, from the top left clockwise, as shares of width and height."""

    image: Any
    corners: list[tuple[float, float]]

    def jpeg(self, quality: int = 90) -> bytes:
        return bytes(cv2.imencode(".jpg", self.image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def photograph(
    rng: np.random.Generator,
    sheet: Any,
    *,
    size: tuple[int, int] = TABLE,
    tilt: float = 0.06,
    turn: float = 8.0,
    fill: float = 0.8,
    blur: float = 0.0,
    light: float = 1.0,
    noise: float = 3.0,
) -> Photograph:
    """The sheet on a wooden table. tilt: how far corners stray, as a share; turn: most degrees; fill: of the height."""
    width, height = size
    high, wide = sheet.shape[:2]
    factor = min(fill * height / high, fill * width / wide)
    half = np.array([wide, high]) * factor / 2
    square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    angle = np.deg2rad(rng.uniform(-turn, turn))
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    stray = rng.uniform(-tilt, tilt, (4, 2)) * half
    points = (square + stray) @ rotation.T + np.array([width, height]) / 2
    points = np.clip(points, 8, np.array([width, height]) - 8).astype(np.float32)
    source = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, points)
    table = _table(rng, size)
    laid = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((high, wide), 255, np.uint8), matrix, size)
    image: Any = np.where(mask[:, :, None] > 127, laid, table).astype(np.float32)
    if blur:
        image = cv2.GaussianBlur(image, (0, 0), blur)
    image = image * np.float32(light) + rng.standard_normal(image.shape, np.float32) * np.float32(noise)
    corners = [(float(x) / width, float(y) / height) for x, y in points]
    return Photograph(np.clip(image, 0, 255).astype(np.uint8), corners)


def _table(rng: np.random.Generator, size: tuple[int, int]) -> Any:
    width, height = size
    grain = rng.normal(0, 10, (height // 20, width // 4)).astype(np.float32)
    wood = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)
    colour = np.array([40, 75, 110], np.float32) * float(rng.uniform(0.7, 1.1))
    return np.clip(colour + wood[:, :, None], 0, 255)


def machine_readable(rng: np.random.Generator, lines: int = 3, letters: int = 30, size: tuple[int, int] = CARD) -> Any:
    """The back of a card (three lines of 30) or a passport's page (two of 44)."""
    width, height = size
    sheet = np.full((height, width, 3), 235, np.uint8)
    pitch = width * 0.92 / letters
    for row in range(lines):
        y = int(height * (0.92 - 0.1 * (lines - 1 - row)))
        for place in range(letters):
            letter = str(rng.choice(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<")))
            at = (int(width * 0.04 + place * pitch), y)
            cv2.putText(sheet, letter, at, cv2.FONT_HERSHEY_SIMPLEX, pitch / 26, (25, 25, 25), 2, cv2.LINE_AA)
    return sheet


def with_qr(sheet: Any, text: str, side: int = 220) -> Any:
    """The sheet with a QR code in its upper right corner."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=2)
    code.add_data(text)
    code.make(fit=True)
    modules = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
    drawn = cv2.cvtColor(cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST), cv2.COLOR_GRAY2BGR)
    marked = sheet.copy()
    marked[20 : 20 + side, -20 - side : -20] = drawn
    return marked


def jpeg(image: Any, quality: int = 90) -> bytes:
    return bytes(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def with_exif(data: bytes, marker: bytes, orientation: int = 1) -> bytes:
    """A JPEG with an EXIF segment that says how it is turned and holds marker as the place and owner."""
    import struct

    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack("<HHII", 0x010E, 2, len(marker), 8 + 2 + 24 + 4)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entries + struct.pack("<I", 0) + marker
    body = b"Exif\0\0" + tiff
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]
