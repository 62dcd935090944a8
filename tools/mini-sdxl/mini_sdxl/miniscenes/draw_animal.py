"""Pictures of animals: flat figures looking left or right, built from ellipses and polygons."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from mini_sdxl.miniscenes.canvas import CANVAS, plain_background, shade
from mini_sdxl.miniscenes.scene import AnimalScene
from mini_sdxl.miniscenes.vocabulary import COLORS, Rgb

EYE_WHITE: Rgb = (250, 250, 250)
PUPIL: Rgb = (20, 20, 20)


@dataclass(frozen=True, slots=True)
class Figure:
    """A pen whose coordinates start at the animal's middle; `facing` -1 mirrors the figure."""

    pen: ImageDraw.ImageDraw
    x: float
    y: float
    facing: int
    color: Rgb
    outline: Rgb

    def ellipse(self, x0: float, y0: float, x1: float, y1: float, fill: Rgb | None = None) -> None:
        """An ellipse in the box (x0, y0)-(x1, y1), in the animal's colour unless one is given."""
        near, far = x0 * self.facing, x1 * self.facing
        box = (self.x + min(near, far), self.y + y0, self.x + max(near, far), self.y + y1)
        self.pen.ellipse(box, fill=fill or self.color, outline=self.outline, width=2)

    def polygon(self, points: Sequence[tuple[float, float]], fill: Rgb | None = None) -> None:
        """A polygon in the animal's colour unless one is given."""
        placed = [(self.x + x * self.facing, self.y + y) for x, y in points]
        self.pen.polygon(placed, fill=fill or self.color, outline=self.outline, width=2)

    def vertical_line(self, x: float, y0: float, y1: float, fill: Rgb) -> None:
        """A line of width 4 from y0 down to y1."""
        placed = self.x + x * self.facing
        self.pen.line((placed, self.y + y0, placed, self.y + y1), fill=fill, width=4)


def _draw_fish(figure: Figure) -> None:
    figure.polygon([(-44, 0), (-88, -38), (-88, 38)])
    figure.ellipse(-62, -42, 72, 42)
    figure.ellipse(40, -16, 54, -2, EYE_WHITE)
    figure.ellipse(45, -12, 51, -6, PUPIL)
    figure.polygon([(-8, -40), (20, -66), (30, -36)])


def _draw_bird(figure: Figure) -> None:
    figure.polygon([(-40, 6), (-96, -14), (-88, 22)])
    figure.ellipse(-58, -34, 50, 40)
    figure.ellipse(20, -66, 74, -14)
    figure.polygon([(72, -48), (98, -38), (72, -30)], (244, 160, 30))
    figure.ellipse(46, -52, 56, -42, PUPIL)
    figure.polygon([(-34, -8), (20, -12), (-16, 36)], shade(figure.color, 0.8))
    for leg in (-8, 10):
        figure.vertical_line(leg, 38, 64, (200, 130, 30))


def _draw_cat_or_dog(figure: Figure, is_cat: bool) -> None:
    """Cats have pointed ears and whiskers, dogs hanging ears and a tongue."""
    figure.ellipse(-46, -8, 46, 92)
    for side in (-1, 1):
        if is_cat:
            figure.polygon([(side * 46 - 16, -60), (side * 44, -100), (side * 12, -76)])
        else:
            ear = shade(figure.color, 0.75)
            figure.ellipse(side * 58 - 16, -76, side * 58 + 16, -8, ear)
    figure.ellipse(-52, -84, 52, 8)
    for side in (-1, 1):
        figure.ellipse(side * 20 - 8, -48, side * 20 + 8, -32, EYE_WHITE)
        figure.ellipse(side * 20 - 4, -44, side * 20 + 4, -36, PUPIL)
    figure.ellipse(-7, -28, 7, -18, (60, 40, 44))
    if is_cat:
        _draw_whiskers(figure)
    else:
        figure.ellipse(-9, -12, 9, 12, (230, 110, 120))


def _draw_whiskers(figure: Figure) -> None:
    x, y = figure.x, figure.y
    for side in (-1, 1):
        for drop in (0, 6):
            whisker = (x + side * 12, y - 18 + drop, x + side * 60, y - 24 + drop * 2)
            figure.pen.line(whisker, fill=figure.outline, width=2)


def draw_animal_scene(scene: AnimalScene, rng: Random) -> Image.Image:
    """One animal near the middle; a black one gets a lighter outline, to be seen at all."""
    image = plain_background(COLORS[scene.background])
    color = COLORS[scene.color]
    figure = Figure(
        pen=ImageDraw.Draw(image),
        x=CANVAS / 2 + rng.uniform(-12, 12),
        y=CANVAS / 2 + rng.uniform(-10, 10),
        facing=rng.choice((-1, 1)),
        color=color,
        outline=shade(color, 0.6) if scene.color != "black" else (80, 80, 84),
    )
    match scene.animal:
        case "fish":
            _draw_fish(figure)
        case "bird":
            _draw_bird(figure)
        case "cat" | "dog":
            _draw_cat_or_dog(figure, is_cat=scene.animal == "cat")
    return image
