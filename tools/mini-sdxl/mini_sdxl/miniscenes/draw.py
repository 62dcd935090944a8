"""From scene to picture."""

from random import Random

from PIL import Image

from mini_sdxl.miniscenes.canvas import shrink
from mini_sdxl.miniscenes.draw_animal import draw_animal_scene
from mini_sdxl.miniscenes.draw_landscape import draw_landscape_scene
from mini_sdxl.miniscenes.draw_portrait import draw_portrait_scene
from mini_sdxl.miniscenes.draw_shapes import (
    draw_count_scene,
    draw_relation_scene,
    draw_shape_scene,
)
from mini_sdxl.miniscenes.draw_sign import draw_sign_scene
from mini_sdxl.miniscenes.scene import (
    AnimalScene,
    CountScene,
    LandscapeScene,
    PortraitScene,
    RelationScene,
    Scene,
    ShapeScene,
    SignScene,
)


def draw(scene: Scene) -> Image.Image:
    """The scene as a 128 x 128 RGB picture; the same scene always gives the same pixels."""
    return shrink(_draw_canvas(scene, Random(scene.seed)))


def _draw_canvas(scene: Scene, rng: Random) -> Image.Image:
    match scene:
        case ShapeScene():
            return draw_shape_scene(scene, rng)
        case CountScene():
            return draw_count_scene(scene, rng)
        case RelationScene():
            return draw_relation_scene(scene, rng)
        case SignScene():
            return draw_sign_scene(scene, rng)
        case PortraitScene():
            return draw_portrait_scene(scene, rng)
        case LandscapeScene():
            return draw_landscape_scene(scene, rng)
        case AnimalScene():
            return draw_animal_scene(scene, rng)
