"""The training set: scene number `i` for `i` in 0 .. 29,999, as pictures and captions."""

import json
from multiprocessing import Pool
from random import Random
from typing import get_args

import numpy as np
import numpy.typing as npt
from PIL import Image

from mini_sdxl.artifacts import Artifacts
from mini_sdxl.contact_sheet import save_sheet
from mini_sdxl.miniscenes.draw import draw
from mini_sdxl.miniscenes.sample import sample
from mini_sdxl.miniscenes.scene import Scene
from mini_sdxl.miniscenes.vocabulary import Kind

FIRST_SEED = 1_000_003 * 7


def scene_at(index: int) -> Scene:
    """The scene of a number. Each has a generator of its own, so they can be drawn in any order."""
    return sample(Random(FIRST_SEED + index))


def _picture_and_caption(index: int) -> tuple[npt.NDArray[np.uint8], str]:
    scene = scene_at(index)
    return np.asarray(draw(scene)), scene.caption


def write_dataset(artifacts: Artifacts, count: int, processes: int = 2) -> None:
    """Draw the first `count` scenes; pictures go straight to a memory-mapped file (1.5 GB)."""
    artifacts.out.mkdir(parents=True, exist_ok=True)
    images = np.lib.format.open_memmap(
        artifacts.images, mode="w+", dtype=np.uint8, shape=(count, 128, 128, 3)
    )
    captions: list[str] = []
    with Pool(processes) as pool:
        results = pool.imap(_picture_and_caption, range(count), chunksize=256)
        for index, (picture, caption) in enumerate(results):
            images[index] = picture
            captions.append(caption)
    images.flush()
    artifacts.captions.write_text(json.dumps(captions), encoding="utf-8")
    save_sheet(_one_row_a_kind(), artifacts.sheet("scenes"))
    print(f"data: {count} scenes", flush=True)


def _one_row_a_kind(columns: int = 8) -> list[list[Image.Image]]:
    rng = Random(1)
    return [[draw(sample(rng, kind)) for _ in range(columns)] for kind in get_args(Kind)]
