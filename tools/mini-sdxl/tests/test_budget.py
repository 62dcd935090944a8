"""Budgets and learning rates."""

import math

import pytest

from mini_sdxl.budget import (
    ClockBudget,
    StepBudget,
    cosine_decay,
    flat_then_cosine,
    steps_of,
    warm_up,
)


def test_a_step_budget_gives_its_steps_and_their_progress() -> None:
    assert list(steps_of(StepBudget(4))) == [(0, 0.0), (1, 0.25), (2, 0.5), (3, 0.75)]


def test_a_clock_budget_counts_from_the_first_step_and_ends_by_time() -> None:
    readings = iter([100.0, 100.0, 103.0, 111.0])
    budget = ClockBudget(10, now=lambda: next(readings))
    assert list(steps_of(budget)) == [(0, 0.0), (1, 0.3)]


def test_warm_up_grows_to_one_and_stays() -> None:
    assert [warm_up(step, 4) for step in range(6)] == [0.25, 0.5, 0.75, 1, 1, 1]


def test_cosine_decay_falls_from_one_to_its_floor() -> None:
    assert cosine_decay(0, 0.02) == 1
    assert cosine_decay(0.5, 0.02) == pytest.approx(0.51)
    assert cosine_decay(1, 0.02) == pytest.approx(0.02)


def test_the_flat_part_ends_where_the_cosine_begins() -> None:
    assert flat_then_cosine(0.59, 0.6, 0.05) == 1
    assert flat_then_cosine(0.6, 0.6, 0.05) == 1
    assert flat_then_cosine(0.8, 0.6, 0.05) == pytest.approx(0.5 * (1 + math.cos(math.pi / 2)))
    assert flat_then_cosine(1, 0.6, 0.05) == 0.05
