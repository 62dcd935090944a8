"""Pictures as arrays and as tensors."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from torch import Tensor

Pictures = npt.NDArray[np.uint8]
"""Shape: (n, 128, 128, 3)."""


def open_pictures(path: Path) -> Pictures:
    """The training pictures, left on disk until indexed."""
    pictures: Pictures = np.load(path, mmap_mode="r")
    return pictures


def to_tensor(pictures: Pictures) -> Tensor:
    """Pictures with values in [-1, 1]. Shape: (n, 128, 128, 3) -> (n, 3, 128, 128)."""
    return torch.from_numpy(pictures.copy()).permute(0, 3, 1, 2).float() / 127.5 - 1


def random_batch(pictures: Pictures, rng: np.random.Generator, size: int) -> Tensor:
    """A batch drawn with replacement, read in the order of the file."""
    return to_tensor(pictures[np.sort(rng.integers(0, len(pictures), size))])


def to_images(tensor: Tensor) -> list[Image.Image]:
    """The way back, for human eyes."""
    values = ((tensor.clamp(-1, 1) + 1) * 127.5).byte().permute(0, 2, 3, 1).numpy()
    return [Image.fromarray(value) for value in values]
