"""MiniScenes against the pictures the shipped models were trained on."""

import hashlib
import json
from pathlib import Path
from random import Random
from typing import Any, get_args

import numpy as np
import pytest
from PIL import ImageFont

from mini_sdxl.dataset import scene_at
from mini_sdxl.miniscenes.draw import draw
from mini_sdxl.miniscenes.draw_sign import FONT
from mini_sdxl.miniscenes.sample import sample
from mini_sdxl.miniscenes.scene import AnimalScene, LandscapeScene
from mini_sdxl.miniscenes.vocabulary import KIND_WEIGHTS, Kind

# Drawn by the program that made the training set; the file names the versions it ran with.
KNOWN: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "known-scenes.json").read_text(encoding="utf-8")
)["scenes"]


def pixels_sha256(scene_index: int) -> str:
    pixels = np.asarray(draw(scene_at(scene_index)))
    assert pixels.shape == (128, 128, 3)
    return hashlib.sha256(pixels.tobytes()).hexdigest()


def has_font() -> bool:
    try:
        ImageFont.truetype(FONT, 10)
    except OSError:
        return False
    return True


def known(*, signs: bool) -> list[Any]:
    return [
        pytest.param(row, id=f"{row['index']}-{row['kind']}")
        for row in KNOWN
        if (row["kind"] == "sign") == signs
    ]


@pytest.mark.parametrize("row", [*known(signs=False), *known(signs=True)])
def test_a_numbered_scene_has_the_caption_of_the_training_set(row: dict[str, Any]) -> None:
    scene = scene_at(row["index"])
    assert (scene.kind, scene.caption) == (row["kind"], row["caption"])


@pytest.mark.parametrize("row", known(signs=False))
def test_a_numbered_scene_has_the_pixels_of_the_training_set(row: dict[str, Any]) -> None:
    assert pixels_sha256(row["index"]) == row["pixelsSha256"]


@pytest.mark.skipif(not has_font(), reason=f"no {FONT}: Debian package fonts-dejavu-core")
@pytest.mark.parametrize("row", known(signs=True))
def test_a_sign_has_the_pixels_of_the_training_set(row: dict[str, Any]) -> None:
    assert pixels_sha256(row["index"]) == row["pixelsSha256"]


def test_the_known_scenes_cover_every_kind() -> None:
    assert {row["kind"] for row in KNOWN} == set(get_args(Kind)) == set(KIND_WEIGHTS)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_an_asked_for_kind_is_drawn(kind: Kind) -> None:
    assert sample(Random(3), kind).kind == kind


def test_the_same_generator_state_gives_the_same_scene() -> None:
    assert sample(Random(11)) == sample(Random(11))


def test_an_animal_never_has_the_color_of_its_background() -> None:
    rng = Random(5)
    animals = [sample(rng, "animal") for _ in range(500)]
    assert all(isinstance(a, AnimalScene) and a.color != a.background for a in animals)


def test_a_tree_is_captioned_without_a_color() -> None:
    rng = Random(5)
    scenes = [sample(rng, "landscape") for _ in range(200)]
    trees = [s for s in scenes if isinstance(s, LandscapeScene) and s.thing == "tree"]
    assert trees
    assert all(tree.caption.startswith("a tree ") for tree in trees)
