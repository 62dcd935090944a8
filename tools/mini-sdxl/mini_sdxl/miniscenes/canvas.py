"""The canvas every scene is drawn on: twice the final size, shrunk at the end to soften edges."""

import numpy as np
from PIL import Image

from mini_sdxl.miniscenes.vocabulary import Rgb

SIZE = 128
"""Width and height of a finished picture."""

CANVAS = 2 * SIZE
"""Width and height while drawing: each final pixel is the mean of 2 x 2 drawn ones."""


def shade(color: Rgb, factor: float) -> Rgb:
    """The colour made darker (factor < 1) or lighter (factor > 1)."""
    red, green, blue = (max(0, min(255, int(value * factor))) for value in color)
    return red, green, blue


def vertical_gradient(image: Image.Image, top: Rgb, bottom: Rgb, first_row: int = 0) -> Image.Image:
    """A new image whose rows from `first_row` down go evenly from `top` to `bottom`.

    Shape: arithmetic is on (rows, 1, 3), spread over the columns of (rows, columns, 3).
    """
    pixels = np.asarray(image).copy()
    weight = np.linspace(0, 1, pixels.shape[0] - first_row)[:, None, None]
    pixels[first_row:] = (np.array(top) * (1 - weight) + np.array(bottom) * weight).astype(np.uint8)
    return Image.fromarray(pixels)


def blank() -> Image.Image:
    """A black canvas, to be painted over."""
    return Image.new("RGB", (CANVAS, CANVAS))


def plain_background(color: Rgb) -> Image.Image:
    """A canvas of nearly one colour: a slight gradient, so that flat areas still carry signal."""
    return vertical_gradient(blank(), shade(color, 1.03), shade(color, 0.9))


def shrink(image: Image.Image) -> Image.Image:
    """The canvas at final size, by exact box averaging."""
    return image.resize((SIZE, SIZE), Image.Resampling.BOX)
