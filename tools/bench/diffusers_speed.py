"""Pictures a second of diffusers on PyTorch and of Pairlab, with the same weights, prompts, one thread, batch 1.

    python diffusers_speed.py --recovered <folder made by mini_sdxl recover> --rounds 5 --images 20

Prints a JSON line a round and arm, and at the end the median of the rounds' ratios. In each round Pairlab runs
first (`npx pairlab bench generate`) and diffusers after it, so that what else the machine does falls on both.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/mini-sdxl"))

from mini_sdxl.artifacts import Artifacts  # noqa: E402
from mini_sdxl.goldens import CASES, Case  # noqa: E402
from mini_sdxl.released_models import ReleasedModels  # noqa: E402
from mini_sdxl.sampling import new_pipeline  # noqa: E402

ARMS = ("turbo-1", "turbo-4", "lcm-4", "base-25")
"""The demo's arms; a golden of the same name says how each is run."""
SIDE = 128
WITHIN_ONE = 0.999


def pipelines(models: ReleasedModels) -> Iterator[tuple[Case, Any]]:
    for case in CASES:
        if case.name in ARMS:
            yield case, new_pipeline(
                models.family, models.unets[case.model], models.vae, models.tokenizers, case.sampler
            )


def picture(pipeline: Any, case: Case, prompt: str, seed: int) -> np.ndarray:
    """An RGB picture; nothing is encoded or written."""
    with torch.inference_mode():
        result = pipeline(
            prompt,
            num_inference_steps=case.steps,
            guidance_scale=case.guidance,
            generator=torch.Generator().manual_seed(seed),
            height=SIDE,
            width=SIDE,
            output_type="np",
        )
    return (result.images[0] * 255).round().astype("uint8")


def check(pipeline: Any, case: Case) -> None:
    """The golden's pixels, so that the same thing is timed."""
    golden = np.asarray(Image.open(ROOT / "models/mini-sdxl/golden" / case.name / "image.png"))
    drawn = picture(pipeline, case, case.prompt, case.seed)
    difference = np.abs(golden.astype(int) - drawn.astype(int)).max(axis=2)
    if (difference <= 1).mean() < WITHIN_ONE:
        raise SystemExit(f"mismatched picture: {case.name} isn't its golden")


def diffusers_speed(pipeline: Any, case: Case, prompts: list[str]) -> float:
    picture(pipeline, case, prompts[0], 0)
    start = time.perf_counter()
    for prompt in prompts[1:]:
        picture(pipeline, case, prompt, 0)
    return (len(prompts) - 1) / (time.perf_counter() - start)


def pairlab_speeds(images: int) -> dict[str, float]:
    command = ["npx", "pairlab", "bench", "generate", "--images", str(images)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    arms = json.loads(done.stdout)["arms"]
    return {arm["armId"]: arm["imagesPerSecond"] for arm in arms}


def demo_prompts(count: int) -> list[str]:
    lines = (ROOT / "datasets/prompts.v1.jsonl").read_text("utf-8").splitlines()
    return [json.loads(lines[i % len(lines)])["text"] for i in range(count)]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--recovered", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--images", type=int, default=20)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    ready = list(pipelines(ReleasedModels.load(Artifacts(options.recovered))))
    for case, pipeline in ready:
        check(pipeline, case)
    prompts = demo_prompts(options.images + 1)
    ratios: dict[str, list[float]] = {arm: [] for arm in ARMS}
    for number in range(options.rounds):
        ours = pairlab_speeds(options.images)
        for case, pipeline in ready:
            theirs = diffusers_speed(pipeline, case, prompts)
            ratios[case.name].append(ours[case.name] / theirs)
            line = {"round": number, "arm": case.name, "pairlab": ours[case.name], "diffusers": round(theirs, 2)}
            print(json.dumps(line), flush=True)
    for arm, values in ratios.items():
        print(json.dumps({"arm": arm, "medianRatio": round(statistics.median(values), 2)}))


if __name__ == "__main__":
    main()
