"""How far a decoded picture is from the original, beyond single pixels."""

from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional as F


@dataclass(frozen=True, slots=True)
class Reconstruction:
    """Mean absolute differences of three views of two pictures."""

    pixels: Tensor
    edges: Tensor
    """Of neighbouring pixels' differences: keeps outlines sharp, which plain L1 blurs."""
    blocks: Tensor
    """Of 4 x 4 means: keeps flat areas at their colour."""


def _edges(pictures: Tensor) -> tuple[Tensor, Tensor]:
    across = pictures[..., :, 1:] - pictures[..., :, :-1]
    down = pictures[..., 1:, :] - pictures[..., :-1, :]
    return across, down


def reconstruction(decoded: Tensor, original: Tensor) -> Reconstruction:
    """Compare batches of pictures. Shape: (n, 3, 128, 128) each."""
    pixels = (decoded - original).abs().mean()
    (across, down), (true_across, true_down) = _edges(decoded), _edges(original)
    edges = (across - true_across).abs().mean() + (down - true_down).abs().mean()
    blocks = (F.avg_pool2d(decoded, 4) - F.avg_pool2d(original, 4)).abs().mean()
    return Reconstruction(pixels, edges, blocks)
