"""PyTorch with a correctly rounded float32 square root.

The wheels take `sqrt` from a vector library that is off by one unit in the last place for some values. NumPy's is
IEEE's, so it takes its place: for `torch.sqrt`, `Tensor.sqrt` and `tensor ** 0.5`, which is how schedulers write it.
"""

import numpy as np
import torch

_power = torch.Tensor.__pow__


def correctly_rounded_sqrt(value: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(np.asarray(np.sqrt(value.numpy())))


def _power_with_exact_root(value: torch.Tensor, exponent):
    if isinstance(exponent, float) and exponent == 0.5:
        return correctly_rounded_sqrt(value)
    return _power(value, exponent)


def install() -> None:
    torch.sqrt = correctly_rounded_sqrt
    torch.Tensor.sqrt = correctly_rounded_sqrt
    torch.Tensor.__pow__ = _power_with_exact_root
