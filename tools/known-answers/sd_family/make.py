"""Writes models and golden runs.

    python make.py ../../../models/mini-sdxl/components ../../../packages/pipeline/golden/tiny-sd
"""

import json
import logging
import shutil
import sys
import warnings
from pathlib import Path

from cases import MODELS, Model
from graphs import export_all
from networks import build
from record import new_pipeline, record
from registry import write_registry


def write_model(model: Model, parts: dict, tokenizers: Path, home: Path) -> None:
    if model.weights_of is None:
        write_parts(model, parts, tokenizers, home)
    model.scheduler.save_pretrained(home / "scheduler")
    index = {"_class_name": model.pipeline}
    if model.shape.family == "sdxl":
        index |= {"force_zeros_for_empty_prompt": True, "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"]}
    (home / "model_index.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


def write_parts(model: Model, parts: dict, tokenizers: Path, home: Path) -> None:
    export_all(parts, home, model.exporter)
    for name, part in parts.items():
        if name.startswith("tokenizer"):
            own = "tokenizer" if name == "tokenizer" and model.shape.pads_with == "end" else "tokenizer_2"
            shutil.copytree(tokenizers / own, home / name)
        else:
            folder = home / ("vae_decoder" if name == "vae" else name)
            write_config(folder / "config.json", part)


def write_config(path: Path, part) -> None:
    text = part.to_json_string() if hasattr(part, "to_json_string") else part.config.to_json_string()
    config = {name: value for name, value in json.loads(text).items() if name not in ("_name_or_path", "architectures", "dtype")}
    path.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main(tokenizers: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for model in MODELS:
        parts = build(model.shape, tokenizers, model.seed)
        write_model(model, parts, tokenizers, folder / "models" / model.id)
        pipeline = new_pipeline(model, parts)
        for run in model.runs:
            record(model, run, pipeline, folder / "cases" / f"{model.id}-{run.name}")
    write_registry(MODELS, folder / "models")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
