"""Pictures of landscapes: sky, place, one thing, weather; painted from back to front."""

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from mini_sdxl.miniscenes.canvas import CANVAS, blank, shade, vertical_gradient
from mini_sdxl.miniscenes.draw_landmark import Spot, draw_landmark
from mini_sdxl.miniscenes.scene import LandscapeScene
from mini_sdxl.miniscenes.vocabulary import COLORS, Place, Rgb, TimeOfDay, Weather


@dataclass(frozen=True, slots=True)
class Light:
    """The sky of a time of day, from top to bottom, and how bright everything else is."""

    sky_top: Rgb
    sky_bottom: Rgb
    brightness: float


LIGHT: dict[TimeOfDay, Light] = {
    "by day": Light((90, 165, 235), (205, 230, 248), 1),
    "at sunset": Light((92, 60, 130), (250, 150, 80), 0.8),
    "at night": Light((8, 12, 40), (40, 50, 95), 0.5),
}

GROUND: dict[Place, tuple[Rgb, Rgb]] = {
    "sea": ((40, 110, 180), (20, 70, 130)),
    "lake": ((90, 150, 80), (70, 125, 62)),
    "field": ((96, 172, 70), (64, 130, 52)),
    "desert": ((232, 200, 130), (205, 160, 90)),
    "mountains": ((110, 140, 90), (84, 112, 70)),
    "city": ((120, 120, 122), (88, 88, 92)),
}
"""The ground's colour at the horizon and at the lower edge."""

PEAKS = ((0.05, 110), (0.38, 140), (0.72, 100), (1.0, 130))
"""Mountains: position as a fraction of the width, height."""


def _disc(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: Rgb) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _draw_sky(pen: ImageDraw.ImageDraw, time: TimeOfDay, horizon: int, rng: Random) -> None:
    """Stars and moon at night, else the sun, which touches the horizon at sunset."""
    x, y = CANVAS * rng.uniform(0.12, 0.3), CANVAS * rng.uniform(0.1, 0.22)
    if time == "at night":
        for _ in range(26):
            _disc(pen, rng.uniform(0, CANVAS), rng.uniform(0, horizon), 1.6, (240, 240, 220))
        _disc(pen, x, y, 18, (240, 238, 215))
    else:
        _disc(pen, x, horizon - 22 if time == "at sunset" else y, 22, (255, 225, 110))


def _draw_mountains(pen: ImageDraw.ImageDraw, horizon: int, brightness: float, rng: Random) -> None:
    rock = shade((110, 118, 140), brightness)
    snow = shade((240, 244, 250), max(brightness, 0.6))
    for position, height in PEAKS:
        x = position * CANVAS + rng.uniform(-12, 12)
        foot, peak, snow_line = horizon + 2, horizon - height, horizon - height * 0.75
        slopes = [(x - 95, foot), (x, peak), (x + 95, foot)]
        pen.polygon(slopes, fill=rock, outline=shade(rock, 0.8))
        pen.polygon([(x - 24, snow_line), (x, peak), (x + 24, snow_line)], fill=snow)


def _draw_city(
    pen: ImageDraw.ImageDraw, time: TimeOfDay, horizon: int, brightness: float, rng: Random
) -> None:
    """Houses side by side across the canvas, with rows of windows, lit at night."""
    pane = (250, 225, 130) if time == "at night" else shade((190, 214, 230), brightness)
    x = -6.0
    while x < CANVAS:
        width, height = rng.uniform(26, 44), rng.uniform(50, 120)
        wall = shade((110, 112, 124), brightness * rng.uniform(0.8, 1.1))
        pen.rectangle((x, horizon - height, x + width, horizon + 2), fill=wall)
        for row in range(int(horizon - height) + 8, horizon - 6, 16):
            for column in range(int(x) + 6, int(x + width) - 8, 13):
                pen.rectangle((column, row, column + 5, row + 7), fill=pane)
        x += width + 3


def _draw_water(
    pen: ImageDraw.ImageDraw, place: Place, horizon: int, brightness: float, rng: Random
) -> None:
    if place == "lake":
        shore = (CANVAS * 0.38, horizon + 26, CANVAS * 0.98, horizon + 84)
        pen.ellipse(shore, fill=shade((70, 140, 200), brightness))
    if place == "sea":
        foam = shade((170, 205, 235), brightness)
        for i in range(7):
            x, y = rng.uniform(0, CANVAS), horizon + 10 + i * 12
            pen.line((x, y, x + 26, y), fill=foam, width=3)


def _draw_weather(pen: ImageDraw.ImageDraw, weather: Weather | None, rng: Random) -> None:
    if weather is None:
        return
    for _ in range(60):
        x, y = rng.uniform(0, CANVAS), rng.uniform(0, CANVAS)
        if weather == "in the rain":
            pen.line((x, y, x - 4, y + 14), fill=(170, 195, 225), width=2)
        else:
            _disc(pen, x, y, rng.uniform(2, 4), (248, 250, 255))


def draw_landscape_scene(scene: LandscapeScene, rng: Random) -> Image.Image:
    """The whole picture; the order of painting is also the order of random draws."""
    light = LIGHT[scene.time]
    image = vertical_gradient(blank(), light.sky_top, light.sky_bottom)
    horizon = int(CANVAS * rng.uniform(0.58, 0.64))
    pen = ImageDraw.Draw(image)
    _draw_sky(pen, scene.time, horizon, rng)
    if scene.place == "mountains":
        _draw_mountains(pen, horizon, light.brightness, rng)
    if scene.place == "city":
        _draw_city(pen, scene.time, horizon, light.brightness, rng)
    far, near = GROUND[scene.place]
    image = vertical_gradient(
        image, shade(far, light.brightness), shade(near, light.brightness), horizon
    )
    pen = ImageDraw.Draw(image)
    _draw_water(pen, scene.place, horizon, light.brightness, rng)
    spot = Spot(
        pen=pen,
        x=CANVAS * rng.uniform(0.48, 0.62),
        y=horizon + rng.uniform(30, 44),
        color=shade(COLORS[scene.color], max(light.brightness, 0.62)),
        brightness=light.brightness,
        is_lit=scene.time == "at night",
    )
    if scene.place == "sea" and scene.thing != "boat":
        spot.draw_island()
    draw_landmark(scene.thing, spot)
    _draw_weather(pen, scene.weather, rng)
    return image
