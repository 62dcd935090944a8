"""The models as entries of a registry, so that the pipeline runs them as it runs its own."""

import hashlib
import json
from pathlib import Path

from cases import Model


def write_registry(models: list[Model], folder: Path) -> None:
    registry = {"version": 1, "models": [entry(model, folder) for model in models]}
    (folder / "registry.json").write_text(json.dumps(registry, indent=1) + "\n", encoding="utf-8")


def entry(model: Model, folder: Path) -> dict:
    homes = [folder / (model.weights_of or model.id), folder / model.id]
    parts = {path.name: f"{home.name}/{path.name}" for home in homes for path in sorted(home.iterdir()) if path.is_dir()}
    used = [folder / part for part in parts.values()]
    paths = {path for part in used for path in part.iterdir()} | {folder / model.id / "model_index.json"}
    files = [file_entry(path, folder) for path in sorted(paths)]
    run = model.runs[0]
    return {
        "id": model.id, "family": model.shape.family, "title": model.id, "licence": "Apache-2.0",
        "origin": "random weights by tools/known-answers/sd_family",
        "modelIndex": f"{model.id}/model_index.json",
        "components": parts,
        "files": files, "sizeBytes": sum(one["sizeBytes"] for one in files),
        "defaults": {"steps": run.steps, "guidance": run.guidance, "scheduler": model.name,
                     "size": {"width": 64, "height": 64}},
    }


def file_entry(path: Path, folder: Path) -> dict:
    data = path.read_bytes()
    return {
        "path": path.relative_to(folder).as_posix(), "sizeBytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
