"""Pictures of signs: a board on a post before sky and grass, with one word in white capitals."""

from random import Random

from PIL import Image, ImageDraw, ImageFont

from mini_sdxl.miniscenes.canvas import CANVAS, blank, vertical_gradient
from mini_sdxl.miniscenes.scene import SignScene
from mini_sdxl.miniscenes.vocabulary import COLORS

FONT = "DejaVuSans-Bold.ttf"
"""Looked up among the installed fonts (Debian: fonts-dejavu-core); letters depend on its version
and on the FreeType inside Pillow, the only part of MiniScenes that does."""


def draw_sign_scene(scene: SignScene, rng: Random) -> Image.Image:
    """The board hangs a little off its place; five letters are set smaller than four."""
    image = vertical_gradient(blank(), (150, 200, 240), (225, 238, 246))
    image = vertical_gradient(image, (110, 160, 90), (80, 130, 70), int(CANVAS * 0.78))
    pen = ImageDraw.Draw(image)
    x, y = CANVAS / 2 + rng.uniform(-8, 8), CANVAS * 0.42 + rng.uniform(-10, 10)
    pen.rectangle((x - 7, y, x + 7, CANVAS * 0.92), fill=(110, 100, 92))
    board = (x - 108, y - 48, x + 108, y + 48)
    pen.rounded_rectangle(board, 16, fill=COLORS[scene.color], outline=(240, 240, 240), width=5)
    font = ImageFont.truetype(FONT, 60 if len(scene.word) <= 4 else 50)
    pen.text((x, y), scene.word, font=font, fill=(250, 250, 250), anchor="mm")
    return image
