"""The one thing a landscape is about: a house, tree, boat, castle, cactus or tent."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import ImageDraw

from mini_sdxl.miniscenes.canvas import shade
from mini_sdxl.miniscenes.vocabulary import Rgb, Thing

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing stands, and in what light; coordinates start at its foot, y grows downwards."""

    pen: ImageDraw.ImageDraw
    x: float
    y: float
    color: Rgb
    """The thing's own colour, already dimmed, though less than its surroundings."""
    brightness: float
    is_lit: bool
    """Whether windows shine."""

    @property
    def outline(self) -> Rgb:
        """A darker tone of the thing's own colour."""
        return shade(self.color, 0.7)

    def dimmed(self, color: Rgb) -> Rgb:
        """A fixed colour in this light."""
        return shade(color, self.brightness)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box at its place on the canvas."""
        return self.x + x0, self.y + y0, self.x + x1, self.y + y1

    def points(self, *points: tuple[float, float]) -> list[tuple[float, float]]:
        """Points at their place on the canvas."""
        return [(self.x + x, self.y + y) for x, y in points]

    def draw_island(self) -> None:
        """Sand, for what cannot float."""
        self.pen.ellipse(self.box(-84, -16, 84, 30), fill=self.dimmed((222, 200, 140)))


def _draw_house(spot: Spot) -> None:
    pen = spot.pen
    pen.rectangle(spot.box(-46, -62, 46, 0), fill=spot.color, outline=spot.outline, width=3)
    pen.polygon(spot.points((-60, -60), (0, -108), (60, -60)), fill=spot.dimmed((150, 70, 50)))
    pen.rectangle(spot.box(-13, -34, 13, 0), fill=spot.dimmed((90, 60, 40)))
    pane = (250, 228, 140) if spot.is_lit else (205, 228, 240)
    for window in (-28, 28):
        pen.rectangle(spot.box(window - 10, -52, window + 10, -34), fill=pane)


def _draw_tree(spot: Spot) -> None:
    spot.pen.rectangle(spot.box(-9, -58, 9, 0), fill=spot.dimmed((110, 72, 42)))
    leaves = spot.dimmed((50, 132, 58))
    for x, y in ((-26, -84), (26, -84), (0, -112)):
        spot.pen.ellipse(spot.box(x - 38, y - 34, x + 38, y + 34), fill=leaves)


def _draw_boat(spot: Spot) -> None:
    pen = spot.pen
    hull = spot.points((-62, -22), (62, -22), (42, 10), (-42, 10))
    pen.polygon(hull, fill=spot.color, outline=spot.outline)
    pen.rectangle(spot.box(-3, -104, 3, -22), fill=spot.dimmed((90, 70, 50)))
    sail = shade((245, 245, 240), max(spot.brightness, 0.6))
    pen.polygon(spot.points((5, -102), (5, -30), (54, -30)), fill=sail)


def _draw_castle(spot: Spot) -> None:
    pen = spot.pen
    pen.rectangle(spot.box(-50, -62, 50, 0), fill=spot.color, outline=spot.outline, width=3)
    tower, roof = shade(spot.color, 0.9), spot.dimmed((150, 60, 60))
    for x in (-50, 50):
        pen.rectangle(spot.box(x - 17, -98, x + 17, 0), fill=tower, outline=spot.outline, width=3)
        pen.polygon(spot.points((x - 22, -96), (x, -128), (x + 22, -96)), fill=roof)
    pen.pieslice(spot.box(-15, -34, 15, 30), 180, 360, fill=spot.dimmed((60, 45, 35)))


def _draw_cactus(spot: Spot) -> None:
    pen, green = spot.pen, spot.dimmed((60, 140, 70))
    pen.rounded_rectangle(spot.box(-13, -98, 13, 0), 13, fill=green)
    pen.rounded_rectangle(spot.box(-44, -72, -26, -34), 9, fill=green)
    pen.rectangle(spot.box(-36, -48, 0, -34), fill=green)
    pen.rounded_rectangle(spot.box(26, -84, 44, -46), 9, fill=green)
    pen.rectangle(spot.box(0, -60, 36, -46), fill=green)


def _draw_tent(spot: Spot) -> None:
    sides = spot.points((-66, 0), (0, -84), (66, 0))
    spot.pen.polygon(sides, fill=spot.color, outline=spot.outline)
    opening = spot.points((-18, 0), (0, -50), (18, 0))
    spot.pen.polygon(opening, fill=shade(spot.color, 0.5))


_DRAWERS: dict[Thing, Callable[[Spot], None]] = {
    "house": _draw_house,
    "tree": _draw_tree,
    "boat": _draw_boat,
    "castle": _draw_castle,
    "cactus": _draw_cactus,
    "tent": _draw_tent,
}


def draw_landmark(thing: Thing, spot: Spot) -> None:
    """Paint the thing with its foot at the spot."""
    _DRAWERS[thing](spot)
