"""Averaged weights: what training leaves behind is a slowly following copy, not the last step."""

import copy
from typing import TypeVar

import torch
from torch import nn

Module = TypeVar("Module", bound=nn.Module)


def follower(module: Module) -> Module:
    """A frozen copy that `follow` moves."""
    return copy.deepcopy(module).eval().requires_grad_(False)


@torch.no_grad()
def follow(average: nn.Module, trained: nn.Module, steps: int, ceiling: float, head: int) -> None:
    """Move the average towards the trained weights after so many steps.

    The decay steps / (steps + head) is low at first, so that the random start is soon forgotten,
    and never above `ceiling`.
    """
    decay = min(ceiling, steps / (steps + head))
    for slow, fast in zip(average.parameters(), trained.parameters(), strict=True):
        slow.lerp_(fast, 1 - decay)
