"""Pictures of shapes: one, several, or two in a relation."""

import math
from random import Random

from PIL import Image, ImageDraw

from mini_sdxl.miniscenes.canvas import CANVAS, plain_background, shade
from mini_sdxl.miniscenes.scene import CountScene, RelationScene, ShapeScene
from mini_sdxl.miniscenes.vocabulary import COLORS, RELATIONS, Rgb, ShapeName, Size

Point = tuple[float, float]

COUNT_RADIUS = {1: 62, 2: 48, 3: 40, 4: 38, 5: 34}
COUNT_LAYOUT: dict[int, tuple[Point, ...]] = {
    1: ((0.5, 0.5),),
    2: ((0.28, 0.5), (0.72, 0.5)),
    3: ((0.5, 0.27), (0.27, 0.72), (0.73, 0.72)),
    4: ((0.28, 0.28), (0.72, 0.28), (0.28, 0.72), (0.72, 0.72)),
    5: ((0.24, 0.24), (0.76, 0.24), (0.5, 0.5), (0.24, 0.76), (0.76, 0.76)),
}
"""Where the shapes of a count stand, as fractions of the canvas (before jitter)."""


def _regular_polygon(x: float, y: float, radius: float, corners: int) -> list[Point]:
    angles = (math.pi * 2 * i / corners for i in range(corners))
    return [(x + radius * math.sin(a), y - radius * math.cos(a)) for a in angles]


def _star(x: float, y: float, radius: float) -> list[Point]:
    points: list[Point] = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.42
        angle = math.pi * 2 * i / 10
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    return points


def _heart(x: float, y: float, radius: float) -> list[Point]:
    """The classic heart curve x = 16 sin^3 t, y = 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t."""
    points: list[Point] = []
    for i in range(48):
        t = math.pi * 2 * i / 48
        height = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((x + radius * 16 * math.sin(t) ** 3 / 16, y - radius * height / 16))
    return points


def _cross(x: float, y: float, radius: float) -> list[Point]:
    arm = radius * 0.34
    return [
        (x - arm, y - radius),
        (x + arm, y - radius),
        (x + arm, y - arm),
        (x + radius, y - arm),
        (x + radius, y + arm),
        (x + arm, y + arm),
        (x + arm, y + radius),
        (x - arm, y + radius),
        (x - arm, y + arm),
        (x - radius, y + arm),
        (x - radius, y - arm),
        (x - arm, y - arm),
    ]


def _outline_points(shape: ShapeName, x: float, y: float, radius: float) -> list[Point]:
    match shape:
        case "triangle":
            return _regular_polygon(x, y + radius * 0.15, radius * 1.12, 3)
        case "diamond":
            return _regular_polygon(x, y, radius * 1.1, 4)
        case "star":
            return _star(x, y, radius * 1.12)
        case "cross":
            return _cross(x, y, radius)
        case "heart":
            return _heart(x, y, radius)
        case _:
            raise ValueError(f"unknown polygon: {shape}")


def _box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def draw_shape(
    pen: ImageDraw.ImageDraw, shape: ShapeName, x: float, y: float, radius: float, color: Rgb
) -> None:
    """Paint one shape with a darker outline; shapes of one radius look about equally large."""
    outline = shade(color, 0.62)
    match shape:
        case "circle":
            pen.ellipse(_box(x, y, radius), fill=color, outline=outline, width=2)
        case "square":
            pen.rectangle(_box(x, y, radius * 0.88), fill=color, outline=outline, width=2)
        case "ring":
            pen.ellipse(_box(x, y, radius), outline=outline, width=max(6, int(radius * 0.46)))
            inner = (x - radius + 2, y - radius + 2, x + radius - 2, y + radius - 2)
            pen.ellipse(inner, outline=color, width=max(4, int(radius * 0.42)))
        case _:
            points = _outline_points(shape, x, y, radius)
            pen.polygon(points, fill=color, outline=outline, width=2)


def draw_shape_scene(scene: ShapeScene, rng: Random) -> Image.Image:
    """One shape, somewhere: small ones roam the whole canvas, others stay nearer the centre."""
    image = plain_background(COLORS[scene.background])
    # All three radii are drawn, so that positions do not depend on which one is used.
    radii: dict[Size | None, float] = {
        "small": rng.uniform(22, 30),
        "large": rng.uniform(78, 92),
        None: rng.uniform(46, 62),
    }
    radius = radii[scene.size]
    margin = radius * 1.15 + 6
    roaming = 1 if scene.size == "small" else 0.5
    x, y = (
        CANVAS / 2 + (rng.uniform(margin, CANVAS - margin) - CANVAS / 2) * roaming for _ in range(2)
    )
    draw_shape(ImageDraw.Draw(image), scene.shape, x, y, radius, COLORS[scene.color])
    return image


def draw_count_scene(scene: CountScene, rng: Random) -> Image.Image:
    """Equal shapes laid out like the pips of a die, each a little off its place."""
    image = plain_background(COLORS[scene.background])
    pen = ImageDraw.Draw(image)
    radius = COUNT_RADIUS[scene.number] * rng.uniform(0.88, 1.02)
    for column, row in COUNT_LAYOUT[scene.number]:
        x, y = CANVAS * column + rng.uniform(-8, 8), CANVAS * row + rng.uniform(-8, 8)
        draw_shape(pen, scene.shape, x, y, radius, COLORS[scene.color])
    return image


def draw_relation_scene(scene: RelationScene, rng: Random) -> Image.Image:
    """Two shapes on opposite sides of the centre; jitter is only across the relation's axis."""
    image = plain_background(COLORS[scene.background])
    pen = ImageDraw.Draw(image)
    along_x, along_y = RELATIONS[scene.relation]
    distance = CANVAS * rng.uniform(0.22, 0.25)
    radius = rng.uniform(42, 50)
    jitter_x = rng.uniform(-14, 14) * (along_x == 0)
    jitter_y = rng.uniform(-14, 14) * (along_y == 0)
    middle = CANVAS / 2
    x, y = middle + along_x * distance + jitter_x, middle + along_y * distance + jitter_y
    draw_shape(pen, scene.first.shape, x, y, radius, COLORS[scene.first.color])
    x, y = middle - along_x * distance - jitter_x, middle - along_y * distance - jitter_y
    draw_shape(pen, scene.second.shape, x, y, radius, COLORS[scene.second.color])
    return image
