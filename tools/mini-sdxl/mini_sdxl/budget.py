"""How long a stage trains, and how its learning rate follows from that.

The shipped models were trained against the clock: rates decay by elapsed time, so a slower machine
takes fewer steps but ends as calmly. A step budget makes runs repeatable instead.
"""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

TrainingStage = Literal["vae", "decoder", "teacher", "turbo", "lcm"]


class Budget(Protocol):
    """A training budget of any kind."""

    def progress(self, step: int) -> float:
        """The share of the budget spent before this step (counted from 0); 1 or more ends it."""


@dataclass(frozen=True, slots=True)
class StepBudget:
    """A number of optimiser steps. The same steps give the same weights (on the same machine)."""

    steps: int

    def progress(self, step: int) -> float:
        """Steps done, as a share."""
        return step / self.steps


@dataclass(slots=True)
class ClockBudget:
    """A number of seconds, counted from the first step."""

    seconds: float
    now: Callable[[], float] = time.monotonic
    _start: float | None = field(default=None, init=False)

    def progress(self, step: int) -> float:
        """Seconds gone, as a share."""
        if self._start is None:
            self._start = self.now()
        return (self.now() - self._start) / self.seconds


def steps_of(budget: Budget) -> Iterator[tuple[int, float]]:
    """Each step with its progress, until the budget is spent."""
    step = 0
    while (progress := budget.progress(step)) < 1:
        yield step, progress
        step += 1


def warm_up(step: int, steps: int) -> float:
    """A factor growing evenly to 1 over the first steps, while Adam's averages settle."""
    return min(1, (step + 1) / steps)


def cosine_decay(progress: float, floor: float) -> float:
    """A factor falling from 1 to `floor` along half a cosine."""
    return 0.5 * (1 + math.cos(math.pi * progress)) * (1 - floor) + floor


def flat_then_cosine(progress: float, flat_until: float, floor: float) -> float:
    """A factor of 1 for a while, then half a cosine towards 0, cut off at `floor`."""
    if progress < flat_until:
        return 1
    falling = (progress - flat_until) / (1 - flat_until)
    return max(floor, 0.5 * (1 + math.cos(math.pi * falling)))


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything a run does, where the command line does not say otherwise."""

    scenes: int
    steps: dict[TrainingStage, int]


FULL = Scale(
    scenes=30_000,
    steps={"vae": 20_000, "decoder": 6_000, "teacher": 40_000, "turbo": 6_000, "lcm": 6_000},
)
"""The data of the shipped models. The steps are our starting point, not theirs: those were trained
against the clock, and their budgets were not recorded."""

SMALL = Scale(scenes=600, steps={"vae": 24, "decoder": 12, "teacher": 16, "turbo": 5, "lcm": 6})
"""Enough to run every line once, in minutes. The models it makes draw noise. Fewer than 500 scenes
would have no enlarged originals (`latents.py`)."""
