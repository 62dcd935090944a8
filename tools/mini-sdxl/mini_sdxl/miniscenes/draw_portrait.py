"""Pictures of people: cartoon heads and shoulders, told apart by clothes, hat, hair and skin."""

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from mini_sdxl.miniscenes.canvas import CANVAS, plain_background, shade
from mini_sdxl.miniscenes.scene import PortraitScene
from mini_sdxl.miniscenes.vocabulary import (
    COLORS,
    HAIR_COLORS,
    MONK_SCALE,
    PROFESSIONS,
    Hat,
    Rgb,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the face is (centre, half width, half height) and its two colours."""

    x: float
    y: float
    half_width: float
    half_height: float
    skin: Rgb
    hair: Rgb


def _draw_long_hair(pen: ImageDraw.ImageDraw, head: Head) -> None:
    """Painted first: the face and the clothes cover its middle."""
    x, y, w, h = head.x, head.y, head.half_width, head.half_height
    pen.rounded_rectangle((x - w - 14, y - h - 4, x + w + 14, y + h + 34), 44, fill=head.hair)


def _draw_shoulders(pen: ImageDraw.ImageDraw, head: Head, clothes: Rgb) -> None:
    x, y, h = head.x, head.y, head.half_height
    body = (x - 96, y + h + 8, x + 96, CANVAS + 60)
    pen.rounded_rectangle(body, 46, fill=clothes, outline=shade(clothes, 0.75), width=3)
    neck = shade(head.skin, 0.88)
    pen.rectangle((x - 18, y + h - 16, x + 18, y + h + 20), fill=neck)
    pen.polygon([(x - 26, y + h + 10), (x + 26, y + h + 10), (x, y + h + 40)], fill=neck)


def _draw_face(pen: ImageDraw.ImageDraw, head: Head, is_smiling: bool) -> None:
    x, y, w, h, skin, hair = (
        head.x,
        head.y,
        head.half_width,
        head.half_height,
        head.skin,
        head.hair,
    )
    pen.ellipse((x - w, y - h, x + w, y + h), fill=skin, outline=shade(skin, 0.8), width=2)
    pen.pieslice((x - w - 4, y - h - 8, x + w + 4, y + h * 0.7), 188, 352, fill=hair)
    for side in (-1, 1):
        eye = x + side * 21
        pen.ellipse((eye - 9, y - 8, eye + 9, y + 8), fill=(250, 250, 250))
        pen.ellipse((eye - 5, y - 5, eye + 5, y + 5), fill=(35, 30, 30))
        pen.line((eye - 11, y - 17, eye + 11, y - 17), fill=shade(hair, 0.8), width=4)
    pen.line((x, y + 6, x - 4, y + 22, x + 4, y + 22), fill=shade(skin, 0.7), width=3)
    if is_smiling:
        pen.chord((x - 22, y + 22, x + 22, y + 48), 10, 170, fill=(165, 45, 55))
    else:
        pen.line((x - 16, y + 38, x + 16, y + 38), fill=(150, 55, 60), width=5)


def _draw_hat(pen: ImageDraw.ImageDraw, hat: Hat, color: Rgb, x: float, top: float) -> None:
    """`top` is the y of the crown of the head."""
    outline = shade(color, 0.75)
    match hat:
        case "toque":
            puff = (x - 62, top - 58, x + 62, top + 12)
            pen.ellipse(puff, fill=color, outline=outline, width=2)
            band = (x - 46, top - 8, x + 46, top + 26)
            pen.rectangle(band, fill=color, outline=outline, width=2)
        case "helmet":
            dome = (x - 62, top - 34, x + 62, top + 70)
            pen.pieslice(dome, 180, 360, fill=color, outline=outline, width=3)
            pen.rectangle((x - 74, top + 14, x + 74, top + 26), fill=outline)
        case "cap":
            crown = (x - 54, top - 14, x + 54, top + 24)
            pen.rounded_rectangle(crown, 12, fill=color, outline=outline, width=2)
            pen.rectangle((x - 58, top + 16, x + 58, top + 27), fill=shade(color, 0.6))
        case "straw":
            # A straw hat has its own colours, whatever the table of professions says.
            brim, crown = (x - 96, top + 2, x + 96, top + 32), (x - 46, top - 34, x + 46, top + 20)
            straw_outline = (170, 130, 60)
            pen.ellipse(brim, fill=(226, 190, 100), outline=straw_outline, width=2)
            pen.rounded_rectangle(crown, 22, fill=(232, 200, 112), outline=straw_outline, width=2)


def draw_portrait_scene(scene: PortraitScene, rng: Random) -> Image.Image:
    """From back to front: hair, shoulders, face, hat."""
    profession = PROFESSIONS[scene.profession]
    image = plain_background(COLORS[scene.background])
    pen = ImageDraw.Draw(image)
    head = Head(
        x=CANVAS / 2 + rng.uniform(-8, 8),
        y=CANVAS * 0.45 + rng.uniform(-5, 5),
        half_width=rng.uniform(50, 56),
        half_height=rng.uniform(62, 68),
        skin=MONK_SCALE[scene.monk_tone - 1],
        hair=HAIR_COLORS[scene.hair_color],
    )
    if scene.has_long_hair:
        _draw_long_hair(pen, head)
    _draw_shoulders(pen, head, COLORS[profession.clothes])
    _draw_face(pen, head, scene.is_smiling)
    if profession.hat and profession.hat_color:
        top = head.y - head.half_height
        _draw_hat(pen, profession.hat, COLORS[profession.hat_color], head.x, top)
    return image
