"""Smoothed losses, printed now and then."""

import time

from torch import Tensor


class LossLog:
    """Exponential averages of named losses, with one printed line every so many steps."""

    def __init__(self, stage: str, every: int, memory: float = 0.97) -> None:
        self._stage = stage
        self._every = every
        self._memory = memory
        self._averages: dict[str, float] = {}
        self._steps = 0
        self._start = time.monotonic()

    def add(self, step: int, **losses: Tensor) -> None:
        """Take in the losses of a step (counted from 0)."""
        for name, loss in losses.items():
            value = loss.item()
            previous = self._averages.get(name, value)
            self._averages[name] = self._memory * previous + (1 - self._memory) * value
        self._steps = step + 1
        if self._steps % self._every == 0:
            self.report()

    def report(self) -> None:
        """Print the averages, and how long the steps took."""
        seconds = time.monotonic() - self._start
        values = ", ".join(f"{name} {value:.4f}" for name, value in self._averages.items())
        print(f"{self._stage}: {self._steps} steps, {seconds:.1f} s, {values}", flush=True)
