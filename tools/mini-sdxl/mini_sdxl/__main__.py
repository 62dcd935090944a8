"""The recipe's command line: `python -m mini_sdxl STAGE --out DIR`.

Stages import what they need when they run: `data` and `facts` work without PyTorch.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from mini_sdxl.artifacts import Artifacts
from mini_sdxl.budget import FULL, SMALL, Budget, ClockBudget, Scale, StepBudget, TrainingStage

THREADS = 2
"""Fixed: the order of additions, and with it the last bit of every weight, depends on it."""


def _data(artifacts: Artifacts, scale: Scale) -> None:
    from mini_sdxl.dataset import write_dataset

    write_dataset(artifacts, scale.scenes)


def _tokenizer(artifacts: Artifacts, _scale: Scale) -> None:
    """Always from all captions, which cost nothing: the vocabulary is part of the architecture."""
    from mini_sdxl.dataset import scene_at
    from mini_sdxl.tokenizer import write_tokenizers

    captions = (scene_at(i).caption for i in range(FULL.scenes))
    write_tokenizers(artifacts.tokenizers, captions)


def _latents(artifacts: Artifacts, _scale: Scale) -> None:
    from mini_sdxl.latents import encode_pictures

    encode_pictures(artifacts)


def _embeddings(artifacts: Artifacts, _scale: Scale) -> None:
    from mini_sdxl.distillation import encode_captions

    encode_captions(artifacts)


def _export(artifacts: Artifacts, _scale: Scale) -> None:
    from mini_sdxl.export_onnx import export_family

    export_family(artifacts)


def _goldens(artifacts: Artifacts, _scale: Scale) -> None:
    from mini_sdxl.goldens import make_goldens

    make_goldens(artifacts)


def _facts(artifacts: Artifacts, scale: Scale) -> None:
    from mini_sdxl.dataset import scene_at
    from mini_sdxl.facts import write_facts

    scenes = (scene_at(i) for i in range(scale.scenes))
    write_facts(scenes, artifacts.release / "training-facts.json")


def _check(artifacts: Artifacts, _scale: Scale) -> None:
    from mini_sdxl.check_graphs import check_release

    check_release(artifacts.release)


def _train(stage: TrainingStage, artifacts: Artifacts, budget: Budget) -> None:
    match stage:
        case "vae":
            from mini_sdxl.autoencoder import train_autoencoder

            train_autoencoder(artifacts, budget)
        case "decoder":
            from mini_sdxl.decoder import sharpen_decoder

            sharpen_decoder(artifacts, budget)
        case "teacher":
            from mini_sdxl.teacher import train_teacher

            train_teacher(artifacts, budget)
        case "turbo":
            from mini_sdxl.distill_turbo import distill_turbo

            distill_turbo(artifacts, budget)
        case "lcm":
            from mini_sdxl.distill_lcm import distill_lcm

            distill_lcm(artifacts, budget)


OTHER_STAGES: dict[str, Callable[[Artifacts, Scale], None]] = {
    "data": _data,
    "tokenizer": _tokenizer,
    "latents": _latents,
    "embeddings": _embeddings,
    "export": _export,
    "goldens": _goldens,
    "facts": _facts,
    "check": _check,
}
TRAINING_STAGES: tuple[TrainingStage, ...] = get_args(TrainingStage)

ALL_STAGES = (
    "data",
    "tokenizer",
    "vae",
    "decoder",
    "latents",
    "teacher",
    "embeddings",
    "turbo",
    "lcm",
    "export",
    "goldens",
    "facts",
    "check",
)
"""In the order in which they need each other."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mini_sdxl", description=__doc__)
    stages = parser.add_subparsers(dest="stage", required=True)
    for name in (*ALL_STAGES, "all", "recover"):
        stage = stages.add_parser(name)
        stage.add_argument("--out", type=Path, required=True, help="folder of all results")
        if name in ("data", "facts", "all", *TRAINING_STAGES):
            stage.add_argument("--small", action="store_true", help="tiny counts: runs in minutes")
        if name in TRAINING_STAGES:
            length = stage.add_mutually_exclusive_group()
            length.add_argument("--steps", type=int, help="optimiser steps (repeatable)")
            length.add_argument("--seconds", type=float, help="time, as the shipped models had")
        if name == "recover":
            stage.add_argument("--release", type=Path, required=True, help="folder with the graphs")
    return parser


def _budget(stage: TrainingStage, scale: Scale, arguments: argparse.Namespace) -> Budget:
    if getattr(arguments, "seconds", None):
        return ClockBudget(arguments.seconds)
    return StepBudget(getattr(arguments, "steps", None) or scale.steps[stage])


def _use_two_threads() -> None:
    import torch

    torch.set_num_threads(THREADS)


def main(argv: Sequence[str] | None = None) -> None:
    """Run one stage, or all of them."""
    arguments = _parser().parse_args(argv)
    artifacts = Artifacts(arguments.out)
    scale = SMALL if getattr(arguments, "small", False) else FULL
    if arguments.stage == "recover":
        from mini_sdxl.recover_weights import recover_weights

        recover_weights(arguments.release, artifacts)
        return
    for name in ALL_STAGES if arguments.stage == "all" else (arguments.stage,):
        if name in OTHER_STAGES:
            OTHER_STAGES[name](artifacts, scale)
            continue
        _use_two_threads()
        stage = next(stage for stage in TRAINING_STAGES if stage == name)
        _train(stage, artifacts, _budget(stage, scale, arguments))


if __name__ == "__main__":
    main()
