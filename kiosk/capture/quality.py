"""Whether an officer will be able to read a picture of a paper: sharpness and light.

Sharpness is the variance of the Laplacian [1] where there is writing at all, divided by the square of the contrast: so
neither a faint stamp nor a half-empty page counts as blurred.

[1] Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy, ICPR 2000.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.capture.picture import Image, grey, shrink

_MEASURED_AT = 1600  # pixels of the longer side; a smaller picture is enlarged, and is blurred indeed
_INK_SHARE = 0.04  # of the pixels: the steepest ones, which are the edges of letters
_LEAST_SHARPNESS = 0.06
_LEAST_CONTRAST = 12  # of 255: below, the page is empty
_LEAST_PIXELS = 900  # some 75 dots an inch on A4
_DARK = 95  # of 255: how bright the paper itself must be


@dataclass(frozen=True, slots=True)
class Quality:
    """What to tell about a picture.

    Attributes:
        sharpness: variance of the Laplacian over contrast squared, where there is writing; 1.0 for an empty page.
        light: brightness of the paper, 0 to 255.
        pixels: of the longer side.
    """

    sharpness: float
    light: float
    pixels: int

    @property
    def blurred(self) -> bool:
        """Small print will not be readable."""
        return self.sharpness < _LEAST_SHARPNESS or self.pixels < _LEAST_PIXELS

    @property
    def dark(self) -> bool:
        """The paper is grey in the picture."""
        return self.light < _DARK


def look_at(image: Image) -> Quality:
    """Judge a picture that shows the paper and little else."""
    plain = _scaled(image)
    light = float(np.percentile(plain, 80))
    contrast = float(np.percentile(plain, 99) - np.percentile(plain, 1))
    if contrast < _LEAST_CONTRAST:
        return Quality(1.0, light, max(image.shape[:2]))
    # A little smoothing first: noise of a cheap sensor is steep as well.
    smooth = cv2.GaussianBlur(plain, (0, 0), 0.8)
    steep = np.abs(cv2.Laplacian(smooth, cv2.CV_32F, ksize=3))
    edges = steep[steep >= np.percentile(steep, 100 * (1 - _INK_SHARE))]
    return Quality(float(np.mean(np.square(edges))) / contrast**2, light, max(image.shape[:2]))


def _scaled(image: Image) -> Image:
    plain = grey(shrink(image, _MEASURED_AT))
    factor = _MEASURED_AT / max(plain.shape[:2])
    if factor <= 1:
        return plain
    size = (round(plain.shape[1] * factor), round(plain.shape[0] * factor))
    return np.asarray(cv2.resize(plain, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
